import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';

describe('the main path', () => {
  let hub: TestHub;
  let desk: TestDesk;
  let phone: TestPhone;

  before(async () => {
    hub = await startTestHub();
    desk = await connectDesk(hub, 'anna', 'Anna Kowalska');
    phone = await connectPhone(hub, '+12015550147');
  });

  after(async () => {
    await phone?.stop();
    await desk?.stop();
    await hub?.stop();
  });

  it('[AN-2] [AN-3] [AN-9] a call rings at an available agent, is answered, held, resumed, ended and wrapped up', async () => {
    assert.equal(desk.snapshots.all[0]?.agent.presence.base, 'away');
    assert.deepEqual(await desk.hub.send('SetPresence', {base: 'available', reason: null}), {
      status: 'done',
      result: null,
    });
    assert.deepEqual(
      await phone.client.send('PlaceCall', {to: BILLING_LINE, name: 'Ada Nkemelu', data: {reason: 'Invoice 2231'}}),
      {
        status: 'done',
        sdp: null,
      },
    );
    const offered = await desk.event('ContactOffered');
    assert.equal(offered.contact.variables[0]?.value, 'Invoice 2231');
    const {id: offerId, fence} = offered.offer;
    assert.equal((await desk.hub.send('AcceptOffer', {offerId, fence})).status, 'done');
    const connected = await desk.event('ContactConnected');
    assert.equal(connected.contact.status, 'connected');
    const contactId = connected.contact.id;
    assert.equal((await desk.hub.send('HoldContact', {contactId})).status, 'done');
    assert.deepEqual(await desk.hub.send('EndContact', {contactId}), {status: 'refused', code: 'customer-held'});
    assert.equal((await desk.hub.send('ResumeContact', {contactId})).status, 'done');
    assert.equal((await desk.hub.send('EndContact', {contactId})).status, 'done');
    await phone.states.find('the end', (state) => state.call?.status === 'ended');
    const ended = await desk.event('ContactEnded');
    assert.equal(ended.contact.status, 'ended');
    assert.equal((await desk.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''})).status, 'done');
    await desk.event('ContactReleased');
  });
});
