import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {recordedPackets} from '../../../hub/voice/recording-file.ts';
import {soundOfVoicemail} from '../../../hub/voicemail/voicemail-store.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {read, until} from '../flows/scenes.ts';
import {overflowingHub} from '../overflow/overflow-world.ts';
import {VOICEMAIL_AT_ONCE, caller, callersGone, messageOf, readerOf, words} from './voicemail-world.ts';

describe('a queue that takes messages, as a telephone hears it', {timeout: 120_000}, () => {
  let hub: TestHub;

  before(async () => {
    hub = await overflowingHub({billing: VOICEMAIL_AT_ONCE}, {voicemail: {longestMs: 10_000}});
  });

  after(async () => {
    await callersGone();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[VX-1] [VX-2] [VX-3] [VX-4] [VX-5] asks, sounds the tone, keeps what is said up to #, thanks and ends the call', async () => {
    const ada = await caller(hub, '+12015550171');
    await ada.at('greeting');
    await until(hub, 'the request', 'exists (select 1 from contact where id = $1 and announcement is not null)', [
      ada.contactId,
    ]);
    assert.equal((await read(hub, ada.contactId)).announcement?.sound, 'voicemail-greeting.en');
    await ada.peer.press('#');
    await ada.at('recording');
    const spoken = await words();
    await ada.peer.say(spoken);
    await ada.peer.press('#');
    await ada.at('thanks');
    const id = await messageOf(hub, ada.contactId);
    await ada.phone.states.find(
      'the call is over',
      ({call}) => call?.callId === ada.contactId && call.status === 'ended',
    );
    assert.equal((await read(hub, ada.contactId)).status, 'ended');

    const anna = await readerOf(hub, 'anna');
    const {voicemails, count, scope, queues} = await anna.list();
    assert.deepEqual([count, scope, queues.some((queue) => queue.id === 'billing')], [1, 'own', true]);
    const [message] = voicemails;
    assert.equal(message?.id, id);
    assert.deepEqual(
      [message?.name, message?.queue.name, message?.callable, message?.done],
      ['Ada Nkemelu', 'Billing', true, null],
    );
    assert.match(message?.number ?? '', /0171$/);
    const spokenMs = spoken.length * 20;
    assert.ok(
      message && message.lengthMs >= spokenMs && message.lengthMs < spokenMs + 4_000,
      `${message?.lengthMs} ms`,
    );
    const response = await anna.ask(`/${id}/audio`);
    assert.equal(response.headers.get('content-type'), 'audio/ogg');
    assert.equal(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 4), 'OggS');
    const pieces = await soundOfVoicemail({tx: hub.store.db}, id);
    const kept = pieces.flatMap((piece) => [...recordedPackets(piece)]).map(hexOf);
    // Every packet that the telephone sent, in its order and nothing between.
    const sent = spoken.map(hexOf);
    const from = kept.indexOf(sent.find((each) => each.length > 20) ?? '');
    const first = sent.findIndex((each) => each.length > 20);
    assert.deepEqual(kept.slice(from, from + sent.length - first), sent.slice(first));
  });

  it('[VX-5] keeps the message of who hangs up without more ado', async () => {
    const ben = await caller(hub, '+12015550172', 'Ben');
    await ben.at('greeting');
    await ben.peer.press('#');
    await ben.at('recording');
    await ben.peer.say(await words());
    await ben.phone.client.send('HangUpCall', {callId: ben.contactId});
    const id = await messageOf(hub, ben.contactId);
    const [message] = (await (await readerOf(hub, 'anna')).list()).voicemails;
    assert.deepEqual([message?.id, message?.name], [id, 'Ben']);
  });

  it('[VX-6] keeps nothing of who hangs up at the tone, or says nothing', async () => {
    const eve = await caller(hub, '+12015550173', 'Eve');
    await eve.at('greeting');
    await eve.peer.press('#');
    await eve.at('recording');
    await eve.phone.client.send('HangUpCall', {callId: eve.contactId});
    await until(hub, 'nothing is kept', 'not exists (select 1 from voicemail where contact_id = $1)', [eve.contactId]);
  });

  it('[VX-4] ends by itself when the longest time is over', async () => {
    const dan = await caller(hub, '+12015550174', 'Dan');
    await dan.at('greeting');
    await dan.peer.press('#');
    await dan.at('recording');
    await dan.peer.say(await words());
    const id = await messageOf(hub, dan.contactId);
    const [{ms} = {ms: 0}] = await hub.query<{ms: number}>('select length_ms as ms from voicemail where id = $1', [id]);
    assert.ok(ms >= 10_000 && ms < 14_000, `${ms} ms`);
  });
});

function hexOf(packet: Uint8Array): string {
  return Buffer.from(packet).toString('hex');
}
