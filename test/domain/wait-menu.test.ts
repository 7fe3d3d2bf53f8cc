import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isPrompt} from '../../src/domain/prompts.ts';
import {
  DEFAULT_WAIT_MENU,
  type WaitMenu,
  type WaitMenuEvent,
  type WaitMenuFacts,
  beginFarewell,
  beginMenu,
  menuPrompts,
  transitionWaitMenu,
} from '../../src/domain/wait-menu.ts';

const BEGAN = 1_000_000;
const OFFER = {sound: 'callback-offer.en', lengthMs: 10_000};
const GOODBYE = {sound: 'callback-promised.en', lengthMs: 7_000};
const FAREWELL = {sound: 'queue-busy.en', lengthMs: 8_000};
const VOICEMAIL = {
  now: BEGAN,
  greeting: {sound: 'voicemail-greeting.en', lengthMs: 9_000},
  thanks: {sound: 'voicemail-thanks.en', lengthMs: 4_000},
  longestMs: 180_000,
};
const TIME_OUT = {type: 'time-out'} as const;
const ONE = {type: 'digit', digit: '1'} as const;

function step(menu: WaitMenu, event: WaitMenuEvent, more: Partial<WaitMenuFacts> = {}) {
  const facts = {
    now: BEGAN,
    ringing: false,
    offer: OFFER,
    goodbye: GOODBYE,
    farewell: FAREWELL,
    voicemail: VOICEMAIL,
    ...more,
  };
  return transitionWaitMenu(menu, event, facts, DEFAULT_WAIT_MENU);
}

function after(menu: WaitMenu, event: WaitMenuEvent, more: Partial<WaitMenuFacts> = {}): WaitMenu {
  const next = step(menu, event, more)?.menu;
  assert.ok(next);
  return next;
}

describe('what a caller hears who may be called back', () => {
  it('[DC-11] [DC-12] is the offer after 30 seconds, music again once it is said, and the offer every 120 seconds', () => {
    assert.deepEqual(DEFAULT_WAIT_MENU, {afterMs: 30_000, everyMs: 120_000});
    const said = step(beginMenu(BEGAN), TIME_OUT);
    assert.deepEqual(said?.effects, [
      {type: 'count-offer'},
      {type: 'announce', sound: OFFER.sound},
      {type: 'wait', ms: 20_000},
    ]);
    const offered = after(beginMenu(BEGAN), TIME_OUT);
    const now = BEGAN + 10_400;
    const music = step(offered, {type: 'sound-ended', sound: OFFER.sound}, {now});
    assert.deepEqual(music?.effects, [
      {type: 'announce', sound: null},
      {type: 'wait', ms: 120_000 - 10_400},
    ]);
    // The media process that should have said so is gone.
    assert.equal(after(offered, TIME_OUT, {now}).step, 'music');
    const again = step(after(offered, TIME_OUT, {now}), TIME_OUT, {now: BEGAN + 120_000});
    assert.deepEqual([again?.menu?.offers, again?.effects.length], [2, 2]);
  });

  it('[DC-14] [DC-15] 1 and no other key accepts it, in the offer and in the music after it, not before', () => {
    assert.equal(step(beginMenu(BEGAN), ONE), null);
    const offered = after(beginMenu(BEGAN), TIME_OUT);
    for (const menu of [offered, after(offered, TIME_OUT)]) {
      for (const digit of '0234567890*#') assert.equal(step(menu, {type: 'digit', digit}), null);
      const taken = step(menu, ONE);
      assert.equal(taken?.menu?.step, 'goodbye');
      assert.deepEqual(taken.effects, [
        {type: 'promise', sound: GOODBYE.sound},
        {type: 'wait', ms: 17_000},
      ]);
      assert.equal(step(after(menu, ONE), ONE), null);
    }
  });

  it('[DC-18] [DC-19] [DC-20] the line is released once the goodbye is said, or was not heard of in time', () => {
    const goodbye = after(after(beginMenu(BEGAN), TIME_OUT), ONE);
    assert.equal(step(goodbye, {type: 'sound-ended', sound: OFFER.sound}), null);
    for (const event of [{type: 'sound-ended', sound: GOODBYE.sound}, TIME_OUT] as const)
      assert.deepEqual(step(goodbye, event), {menu: null, effects: [{type: 'release'}]});
  });

  it('[DC-13] nothing is begun while an agent is rung, whose voice would cut it off', () => {
    const put = step(beginMenu(BEGAN), TIME_OUT, {ringing: true});
    assert.deepEqual(put, {menu: beginMenu(BEGAN), effects: [{type: 'wait', ms: 5_000}]});
  });

  it('[PK-24] who is turned away is told so when they can hear it, and then the call ends', () => {
    const told = step(beginFarewell(BEGAN), {type: 'leg-connected'});
    assert.deepEqual(told?.effects, [
      {type: 'announce', sound: FAREWELL.sound},
      {type: 'wait', ms: 18_000},
    ]);
    assert.equal(step(beginFarewell(BEGAN), ONE), null);
    assert.deepEqual(step(beginFarewell(BEGAN), {type: 'sound-ended', sound: FAREWELL.sound})?.effects, [
      {type: 'end'},
    ]);
    assert.equal(step(beginMenu(BEGAN), {type: 'leg-connected'}), null);
  });

  it('[DC-16] [DC-17] has prompts of its own, open or closed', () => {
    for (const closed of [true, false])
      for (const prompt of Object.values(menuPrompts(closed))) assert.ok(isPrompt(prompt));
    assert.notEqual(menuPrompts(true).offer, menuPrompts(false).offer);
  });
});
