import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {customerOf} from '../../../src/domain/contact.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf, finish} from '../desk/scenes.ts';
import {type Person, person} from '../parties/scenes.ts';
import {becomesDue, changedTo, hubForCallbacks, offered, schedules} from './callback-world.ts';

const PROMISES = 12;

describe('several hubs on one database', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: Person;
  const phones: TestPhone[] = [];

  before(async () => {
    hub = await hubForCallbacks();
    await hub.startBeside();
    await hub.startBeside();
    anna = await person(hub);
    for (let at = 0; at < PROMISES; at += 1) phones.push(await connectPhone(hub, numberOf(at)));
  });

  after(async () => {
    for (const each of [anna, ...phones]) await each?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  const numberOf = (at: number): string => `+1201555${String(7_000 + at)}`;

  it('[PK-13] keep each promise exactly once, also what comes due at the same moment', async () => {
    const ledger = new Map<string, number>();
    for (const [at, phone] of phones.entries())
      phone.states.each(({call}) => {
        if (call?.status === 'ringing') void phone.client.send('AnswerCall', {callId: call.callId});
        if (call?.status === 'connected') ledger.set(call.callId, at);
      });
    const ids: string[] = [];
    for (let at = 0; at < PROMISES; at += 1) ids.push(await schedules(anna, {number: numberOf(at)}));
    for (const id of ids) await becomesDue(hub, id);
    for (const id of ids) await changedTo(anna, id, ({status}) => status === 'queued');
    const queued = await hub.query<{contacts: number; callbacks: number}>(
      `select count(distinct contact.id)::int as contacts, count(distinct callback.id)::int as callbacks
       from callback join contact on contact.id = callback.contact_id`,
    );
    assert.deepEqual(queued, [{contacts: PROMISES, callbacks: PROMISES}]);
    assert.equal((await hub.query(`select id from contact where kind = 'callback'`)).length, PROMISES);
    await becomeAvailable(anna);
    let from = 0;
    for (let kept = 0; kept < PROMISES; kept += 1) {
      const ring = await offered(anna, from);
      from = anna.events.all.length;
      await accept(anna, ring);
      await anna.event('ContactConnected', from);
      // As the customer is told it: their telephone shows the call.
      const party = customerOf(ring.contact)?.party;
      const place = party?.kind === 'customer' ? Number(party.address.slice(-4)) - 7_000 : -1;
      await phones[place]?.states.find('they speak', ({call}) => call?.status === 'connected');
      await finish(anna, ring.contact.id);
    }
    assert.deepEqual(
      [...ledger.values()].toSorted((a, b) => a - b),
      [...phones.keys()],
    );
    const statuses = await hub.query<{status: string}>('select distinct status from callback');
    assert.deepEqual(statuses, [{status: 'kept'}]);
  });
});
