import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf} from '../desk/scenes.ts';
import {type AtTelephone, CHIDI, atTelephone, hubWithTelephones, line, press, settle} from '../phone/telephones.ts';
import {CUSTOMER, becomesDue, changedTo, offered, schedules, stored} from './callback-world.ts';

describe('a callback of an agent with a telephone', {timeout: 60_000}, () => {
  let hub: TestHub;
  let chidi: AtTelephone;
  let customer: TestPhone;

  before(async () => {
    const callbacks = {entryPoint: 'billing-line', callingHours: {from: '00:00', to: '24:00'}};
    hub = await hubWithTelephones({}, {callbacks});
    chidi = await atTelephone(hub, 'chidi', CHIDI);
    customer = await connectPhone(hub, CUSTOMER);
  });

  after(async () => {
    if (chidi !== undefined) await settle(hub, [chidi]);
    for (const each of [chidi?.phone, customer, chidi]) await each?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-194] declined at the telephone after the desk’s Accept, before the customer is rung, is made again and counts as no attempt', async () => {
    const id = await schedules(chidi);
    await becomesDue(hub, id);
    await becomeAvailable(chidi);
    const ring = await offered(chidi);
    const rings = chidi.phone.states.all.length;
    await accept(chidi, ring);
    const {callId} = await line(chidi.phone, 'ringing', rings);
    const from = chidi.events.all.length;
    await press(chidi.phone, 'DeclineCall', callId);
    await changedTo(chidi, id, ({status}) => status === 'queued', from);
    assert.deepEqual(await stored(hub, id), {id, status: 'queued', attempts: 0});
    assert.ok(
      customer.states.all.every(({call}) => call === null),
      'nobody is called for nobody',
    );
    // Whoever said no is Inactive until they say otherwise; then it comes back to them.
    const again = chidi.events.all.length;
    assert.ok(chidi.events.all.slice(from).every(({type}) => type !== 'ContactOffered'));
    await becomeAvailable(chidi);
    await offered(chidi, again);
  });
});
