import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {QUIET} from '../../src/domain/prompts.ts';
import {
  RECORD_TONE,
  VOICEMAIL_QUIET_MS,
  VOICEMAIL_SHORTEST_MS,
  VOICEMAIL_STEPS,
  type VoicemailStep,
  beginVoicemail,
  isMessage,
  transitionVoicemail,
} from '../../src/domain/voicemail.ts';
import type {WaitMenuEvent} from '../../src/domain/wait-menu.ts';

const NOW = 1_000_000;
const FACTS = {
  now: NOW,
  greeting: {sound: 'voicemail-greeting.en', lengthMs: 9_000},
  thanks: {sound: 'voicemail-thanks.en.0123456789abcdef', lengthMs: 4_000},
  longestMs: 180_000,
};
const HASH: WaitMenuEvent = {type: 'digit', digit: '#'};
const TIME_OUT: WaitMenuEvent = {type: 'time-out'};
const ended = (sound: string): WaitMenuEvent => ({type: 'sound-ended', sound});

function step(from: VoicemailStep, event: WaitMenuEvent) {
  return transitionVoicemail({step: from, offers: 0, startedAt: NOW}, event, FACTS);
}

describe('leaving a message', () => {
  it('[VX-1] [VX-2] begins with the request for it, once the caller can hear it, and # leads past it', () => {
    assert.equal(beginVoicemail(NOW).step, 'greeting');
    assert.deepEqual(step('greeting', {type: 'leg-connected'})?.effects, [
      {type: 'announce', sound: FACTS.greeting.sound},
      {type: 'wait', ms: 19_000},
    ]);
    for (const event of [ended(FACTS.greeting.sound), TIME_OUT, HASH])
      assert.equal(step('greeting', event)?.menu?.step, 'tone');
    assert.equal(step('greeting', ended('closed.en')), null, 'another sound');
    assert.equal(step('greeting', {type: 'digit', digit: '1'}), null);
  });

  it('[VX-3] is recorded from the tone on, in silence', () => {
    assert.deepEqual(step('greeting', TIME_OUT)?.effects, [
      {type: 'record'},
      {type: 'announce', sound: RECORD_TONE.sound},
      {type: 'wait', ms: 10_400},
    ]);
    for (const event of [ended(RECORD_TONE.sound), TIME_OUT])
      assert.deepEqual(step('tone', event), {
        menu: {step: 'recording', offers: 0, startedAt: NOW},
        effects: [
          {type: 'announce', sound: QUIET},
          {type: 'wait', ms: 180_000},
        ],
      });
  });

  it('[VX-4] ends with #, already in the tone, or after the longest time, with a word of thanks', () => {
    for (const [from, event] of [
      ['tone', HASH],
      ['recording', HASH],
      ['recording', TIME_OUT],
    ] as const)
      assert.deepEqual(step(from, event), {
        menu: {step: 'thanks', offers: 0, startedAt: NOW},
        effects: [{type: 'stop-recording'}, {type: 'announce', sound: FACTS.thanks.sound}, {type: 'wait', ms: 14_000}],
      });
    assert.equal(step('recording', ended(QUIET)), null);
    assert.equal(step('thanks', HASH), null);
    // Its words were changed while they were said.
    for (const event of [ended('voicemail-thanks.en'), TIME_OUT])
      assert.deepEqual(step('thanks', event), {menu: null, effects: [{type: 'end'}]});
  });

  it('[VX-4] comes to its end whatever happens, in a few steps of time alone', () => {
    for (const from of VOICEMAIL_STEPS) {
      let menu: {readonly step: string} | null = {step: from};
      for (let n = 0; n < 4 && menu !== null; n += 1) {
        const at = VOICEMAIL_STEPS.find((each) => each === menu?.step);
        menu = at === undefined ? null : (step(at, TIME_OUT)?.menu ?? null);
      }
      assert.equal(menu, null, from);
    }
  });

  it('[VX-6] is no message where nobody spoke and soon hung up; who stayed may have spoken low', () => {
    assert.equal(isMessage({lengthMs: VOICEMAIL_QUIET_MS - 1, heardMs: 0}), false);
    assert.equal(isMessage({lengthMs: VOICEMAIL_QUIET_MS, heardMs: 0}), true);
    assert.equal(isMessage({lengthMs: VOICEMAIL_SHORTEST_MS - 1, heardMs: 500}), false);
    assert.equal(isMessage({lengthMs: VOICEMAIL_SHORTEST_MS, heardMs: 20}), true);
  });
});
