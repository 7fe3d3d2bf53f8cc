import type {Contact} from './contact.ts';
import {customerOf, isJoined} from './contact.ts';
import {isInFlow} from './contact-flow.ts';
import {QUIET, promptOfSound} from './prompts.ts';
import {unreachable} from './unreachable.ts';
import type {Sound, WaitMenu, WaitMenuEffect, WaitMenuEvent, WaitMenuTransition} from './wait-menu.ts';

/**
 * What a caller hears who is asked to leave a message ([VX-1] to [VX-6]):
 *
 *  greeting ── said, #, or time ──▶ tone ── played ──▶ recording ── #, or time ──▶ thanks ── said ──▶ the call ends
 *
 * What they say is recorded from the tone on, and kept whatever becomes of the line.
 */
export const VOICEMAIL_STEPS = ['greeting', 'tone', 'recording', 'thanks'] as const;
export type VoicemailStep = (typeof VOICEMAIL_STEPS)[number];

export type VoicemailFacts = {
  readonly now: number;
  readonly greeting: Sound;
  readonly thanks: Sound;
  /** The longest message. */
  readonly longestMs: number;
};

export const DEFAULT_VOICEMAIL_LONGEST_MS = 180_000;
export const VOICEMAIL_LONGEST_MS = {least: 10_000, most: 300_000};

/** What callers press when they have said all. */
export const VOICEMAIL_END_KEY = '#';

export const RECORD_TONE: Sound = {sound: 'record-tone', lengthMs: 400};

/** A sound's end is told by the media process; so much later it is taken for over all the same. */
const MARGIN_MS = 10_000;

/** Less than this, or nothing heard in it, is no message: somebody has hung up at the tone. */
export const VOICEMAIL_SHORTEST_MS = 1_000;
/** Whoever stays for so long may have spoken too low to be told from silence: that is for a person to decide. */
export const VOICEMAIL_QUIET_MS = 5_000;

export function isVoicemailStep(step: WaitMenu['step']): step is VoicemailStep {
  return VOICEMAIL_STEPS.some((each) => each === step);
}

/** Of who shall leave a message, once they can hear what is asked of them. */
export function beginVoicemail(now: number): WaitMenu {
  return {step: 'greeting', offers: 0, startedAt: now};
}

/** Where they are after an event; null when that means nothing to them. */
export function transitionVoicemail(
  menu: WaitMenu & {readonly step: VoicemailStep},
  event: WaitMenuEvent,
  facts: VoicemailFacts,
): WaitMenuTransition | null {
  switch (event.type) {
    case 'leg-connected':
      return menu.step === 'greeting' ? to(menu, say(facts.greeting)) : null;
    case 'digit':
      return event.digit === VOICEMAIL_END_KEY ? pressEnd(menu, facts) : null;
    case 'sound-ended':
      return isSaid(menu.step, event.sound, facts) ? goOn(menu, facts) : null;
    case 'time-out':
      return goOn(menu, facts);
    default:
      return unreachable(event);
  }
}

function pressEnd(menu: WaitMenu & {readonly step: VoicemailStep}, facts: VoicemailFacts): WaitMenuTransition | null {
  if (menu.step === 'thanks') return null;
  return menu.step === 'greeting' ? goOn(menu, facts) : giveThanks(menu, facts);
}

/** What was said is over, or the time for it is. */
function goOn(menu: WaitMenu & {readonly step: VoicemailStep}, facts: VoicemailFacts): WaitMenuTransition {
  const {now, longestMs} = facts;
  switch (menu.step) {
    case 'greeting':
      return to({...menu, step: 'tone', startedAt: now}, [{type: 'record'}, ...say(RECORD_TONE)]);
    case 'tone':
      return to({...menu, step: 'recording', startedAt: now}, [
        {type: 'announce', sound: QUIET},
        {type: 'wait', ms: longestMs},
      ]);
    case 'recording':
      return giveThanks(menu, facts);
    case 'thanks':
      return {menu: null, effects: [{type: 'end'}]};
    default:
      return unreachable(menu.step);
  }
}

function giveThanks(menu: WaitMenu, {now, thanks}: VoicemailFacts): WaitMenuTransition {
  return to({...menu, step: 'thanks', startedAt: now}, [{type: 'stop-recording'}, ...say(thanks)]);
}

function say({sound, lengthMs}: Sound): readonly WaitMenuEffect[] {
  return [
    {type: 'announce', sound},
    {type: 'wait', ms: lengthMs + MARGIN_MS},
  ];
}

/** Its words may have been changed while it was said. */
function isSaid(step: VoicemailStep, sound: string, {greeting, thanks}: VoicemailFacts): boolean {
  if (step === 'recording') return false;
  const said = step === 'tone' ? RECORD_TONE : step === 'greeting' ? greeting : thanks;
  return promptOfSound(said.sound) === promptOfSound(sound);
}

function to(menu: WaitMenu, effects: readonly WaitMenuEffect[]): WaitMenuTransition {
  return {menu, effects};
}

/** What is recorded of a contact: what its customer says, for the message that is being left. */
export function planRecording(
  contact: Contact,
  messageId: string | null,
): readonly {readonly recordingId: string; readonly legId: string}[] {
  const customer = customerOf(contact);
  if (messageId === null || !isInFlow(contact) || !isJoined(customer) || customer.leg === null) return [];
  return [{recordingId: messageId, legId: customer.leg.id}];
}

/** Whether what was recorded is a message. @param heardMs how long there was speech in it */
export function isMessage({lengthMs, heardMs}: {readonly lengthMs: number; readonly heardMs: number}): boolean {
  return lengthMs >= (heardMs > 0 ? VOICEMAIL_SHORTEST_MS : VOICEMAIL_QUIET_MS);
}
