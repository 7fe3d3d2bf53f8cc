import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {offered} from '../callbacks/callback-world.ts';
import {accept, becomeAvailable, becomeIdle, customerCalls, errorsOf, finish} from '../desk/scenes.ts';
import {hangUp, read, until} from '../flows/scenes.ts';
import {type Person, person} from '../parties/scenes.ts';
import {CALLBACK_AT_ONCE, callbacksOf, overflowingHub, passTime} from './overflow-world.ts';
import {PACKETS_PER_S, SAMPLES_PER_S, heardBy, likeness, music, prompt} from './what-is-heard.ts';

const CALLER = '+12015550191';

/** Measured: sounds that are the same come to 0.99 and more, others to 0.07 and less. */
const [ALIKE, UNLIKE] = [0.9, 0.3];

describe('a queue that a telephone hears', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let anna: Person;
  const peers: LegPeer[] = [];

  before(async () => {
    const callbacks = {entryPoint: 'billing-line', callingHours: {from: '00:00', to: '24:00'}};
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

  const at = (contactId: string, step: string) =>
    until(hub, step, 'exists (select 1 from wait_menu where contact_id = $1 and step = $2)', [contactId, step]);

  /** Calls, hears music, and then the offer begins. */
  async function isOffered(): Promise<{readonly contactId: string; readonly peer: LegPeer}> {
    const from = phone.states.all.length;
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: 'Ada Nkemelu', data: {}});
    const {call} = await phone.states.find('its call', ({call: own}) => own?.status === 'connected', from);
    assert.ok(call);
    const peer = await joins(call.callId);
    await listensFor(peer, 1.5);
    await passTime(hub, call.callId, 'wait-menu');
    await at(call.callId, 'offer');
    return {contactId: call.callId, peer};
  }

  async function listensFor({heard}: LegPeer, seconds: number): Promise<void> {
    await heard.find('so much sound', () => true, heard.all.length + seconds * PACKETS_PER_S);
  }

  it('[DC-10] [DC-13] [DC-14] [DC-20] [DC-26] offers a callback between the music, hears the 1, says goodbye, hangs up, and calls back', async () => {
    const ahead = await customerCalls(hub);
    const {contactId, peer} = await isOffered();
    assert.equal((await read(hub, contactId)).announcement?.sound, 'callback-offer.en');
    await peer.press('2');
    await peer.press('1');
    await at(contactId, 'goodbye');
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

  it('[DC-2] [DC-10] [DC-14] [DC-18] [DC-20] what the caller hears is music, the words of the offer, music again, and after the 1 those of the promise', async () => {
    await becomeIdle(anna);
    await customerCalls(hub);
    const {contactId, peer} = await isOffered();
    await at(contactId, 'music');
    await listensFor(peer, 1.5);
    await peer.press('1');
    await phone.states.find('the end', ({call}) => call?.callId === contactId && call.status === 'ended');

    const heard = await heardBy(peer);
    const held = await music();
    const offer = likeness(heard, await prompt('callback-offer.en'));
    const promised = likeness(heard, await prompt('callback-promised.en'));
    const alike = {
      offer: offer.score,
      promised: promised.score,
      before: likeness(held, heard.subarray(offer.start - SAMPLES_PER_S, offer.start)).score,
      between: likeness(held, heard.subarray(promised.start - SAMPLES_PER_S, promised.start)).score,
    };
    for (const [part, score] of Object.entries(alike)) assert.ok(score > ALIKE, `${part}: ${score}`);
    assert.ok(offer.end <= promised.start, 'the promise comes after the offer');
    for (const other of ['callback-offer.pl', 'callback-promised.pl', 'queue-busy.en', 'goodbye.en']) {
      const {score} = likeness(heard, await prompt(other));
      assert.ok(score < UNLIKE, `${other}: ${score}`);
    }
    const {score} = likeness(held, await prompt('callback-offer.en'));
    assert.ok(score < UNLIKE, `the offer in the music: ${score}`);
  });
});
