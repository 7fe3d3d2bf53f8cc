import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {offered} from '../callbacks/callback-world.ts';
import {accept, becomeAvailable, customerCalls, errorsOf, finish} from '../desk/scenes.ts';
import {hangUp, read, until} from '../flows/scenes.ts';
import {type Person, person} from '../parties/scenes.ts';
import {CALLBACK_AT_ONCE, callbacksOf, overflowingHub} from './overflow-world.ts';

const CALLER = '+12015550191';

describe('a queue that a telephone hears', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let anna: Person;
  const peers: LegPeer[] = [];

  before(async () => {
    const callbacks = {entryPoint: 'billing-line', callingHours: {from: '00:00', to: '24:00'}, offerAfterMs: 1_000};
    hub = await overflowingHub({billing: CALLBACK_AT_ONCE}, {callbacks});
    phone = await connectPhone(hub, CALLER);
    anna = await person(hub);
  });

  after(async () => {
    for (const peer of peers) await peer.close();
    await phone?.stop();
    await anna?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  async function joins(callId: string): Promise<LegPeer> {
    const peer = await joinLeg(async (sdp) => {
      const reply = await phone.client.send('ConnectCall', {callId, epoch: 1, sdp});
      assert.ok(reply.status === 'done' && reply.sdp !== null, JSON.stringify(reply));
      return reply.sdp;
    });
    peers.push(peer);
    return peer;
  }

  it('[DC-10] [DC-13] [DC-14] [DC-20] [DC-26] offers a callback between the music, hears the 1, says goodbye, hangs up, and calls back', async () => {
    const ahead = await customerCalls(hub);
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: 'Ada Nkemelu', data: {}});
    const {call} = await phone.states.find('its call', ({call: own}) => own !== null);
    assert.ok(call);
    const contactId = call.callId;
    const peer = await joins(contactId);
    const at = (step: string) =>
      until(hub, step, 'exists (select 1 from wait_menu where contact_id = $1 and step = $2)', [contactId, step]);
    await at('offer');
    assert.equal((await read(hub, contactId)).announcement?.sound, 'callback-offer.en');
    await peer.press('2');
    await peer.press('1');
    await at('goodbye');
    const began = (await read(hub, contactId)).announcement;
    assert.equal(began?.sound, 'callback-promised.en');
    const [promise] = await callbacksOf(hub, CALLER);
    assert.equal(promise?.status, 'queued');
    // Well before its timer: the media process has said that the goodbye was heard.
    await phone.states.find(
      'the line is released',
      ({call: own}) => own?.callId === contactId && own.status === 'ended',
    );
    const released = Date.now() - (began?.startedAtMs ?? 0);
    assert.ok(released >= 7_000 && released < 16_000, `${released} ms after the goodbye began`);
    await hangUp(hub, ahead);
    const from = phone.states.all.length;
    await becomeAvailable(anna);
    const ring = await offered(anna);
    assert.equal(ring.contact.id, contactId);
    await accept(anna, ring);
    await phone.states.find('it rings', ({call: own}) => own?.status === 'ringing', from);
    assert.equal((await phone.client.send('AnswerCall', {callId: contactId})).status, 'done');
    await anna.event('ContactConnected');
    await joins(contactId);
    await until(
      hub,
      'their sound',
      `exists (select 1 from leg where contact_id = $1 and address = $2 and status = 'connected' and closed_at is null)`,
      [contactId, CALLER],
    );
    await finish(anna, contactId);
    assert.equal((await callbacksOf(hub, CALLER))[0]?.status, 'kept');
  });
});
