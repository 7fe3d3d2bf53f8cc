import {promptOfSound} from './prompts.ts';
import {unreachable} from './unreachable.ts';
import {type VoicemailFacts, type VoicemailStep, isVoicemailStep, transitionVoicemail} from './voicemail.ts';

/**
 * What a caller hears in the queue who may be called back instead ([DC-10] to [DC-20]):
 *
 *  music ── time ──▶ offer ── said, or time ──▶ music …
 *    └──── 1 ──┐      └── 1 ──┐
 *              ▼              ▼
 *             goodbye ── said, hung up, or time ──▶ the line is released
 *
 * The key counts from the first offer on, also in the music after it. Who is turned away hears a `farewell` once they can hear it, and
 * the call ends; or is asked to leave a message (`voicemail.ts`).
 */
export type WaitMenu = {
  readonly step: 'music' | 'offer' | 'goodbye' | 'farewell' | VoicemailStep;
  /** How often it has been offered. */
  readonly offers: number;
  /** When the present sound began; of the music, the offer before it. Epoch milliseconds. */
  readonly startedAt: number;
};

/** One of who waits, or is turned away. */
type QueueMenu = WaitMenu & {readonly step: Exclude<WaitMenu['step'], VoicemailStep>};

export type WaitMenuEvent =
  | {readonly type: 'time-out'}
  /** The caller's audio is there. */
  | {readonly type: 'leg-connected'}
  | {readonly type: 'sound-ended'; readonly sound: string}
  | {readonly type: 'digit'; readonly digit: string};

export type WaitMenuEffect =
  | {readonly type: 'announce'; readonly sound: string | null}
  | {readonly type: 'wait'; readonly ms: number}
  /** It is offered to them for the first time. */
  | {readonly type: 'count-offer'}
  | {readonly type: 'promise'; readonly sound: string}
  | {readonly type: 'release'}
  /** From now on what they say is kept. */
  | {readonly type: 'record'}
  | {readonly type: 'stop-recording'}
  | {readonly type: 'end'};

export type WaitMenuTransition = {
  readonly menu: WaitMenu | null;
  readonly effects: readonly WaitMenuEffect[];
};

export type WaitMenuRules = {
  /** [DC-11] */
  readonly afterMs: number;
  /** [DC-12] From the beginning of one offer to that of the next. */
  readonly everyMs: number;
};

export const DEFAULT_WAIT_MENU: WaitMenuRules = {afterMs: 30_000, everyMs: 120_000};

/** [DC-15] It cannot be changed. */
export const CALLBACK_KEY = '1';

export type WaitMenuFacts = {
  readonly now: number;
  /** An agent is being rung: nothing is begun that would be cut off by their voice. */
  readonly ringing: boolean;
  /** Sounds, by what they say, with their lengths. */
  readonly offer: Sound;
  readonly goodbye: Sound;
  readonly farewell: Sound;
  readonly voicemail: VoicemailFacts;
};

export type Sound = {readonly sound: string; readonly lengthMs: number};

/** A sound's end is told by the media process; so much later it is taken for over all the same. */
const MARGIN_MS = 10_000;
const AGAIN_MS = 5_000;

export function beginMenu(now: number): WaitMenu {
  return {step: 'music', offers: 0, startedAt: now};
}

/** Of who is turned away. */
export function beginFarewell(now: number): WaitMenu {
  return {step: 'farewell', offers: 0, startedAt: now};
}

/** The menu after an event; null when that means nothing to it. */
export function transitionWaitMenu(
  menu: WaitMenu,
  event: WaitMenuEvent,
  facts: WaitMenuFacts,
  rules: WaitMenuRules,
): WaitMenuTransition | null {
  const {step} = menu;
  return isVoicemailStep(step)
    ? transitionVoicemail({...menu, step}, event, facts.voicemail)
    : transitionQueueMenu({...menu, step}, event, facts, rules);
}

function transitionQueueMenu(
  menu: QueueMenu,
  event: WaitMenuEvent,
  facts: WaitMenuFacts,
  rules: WaitMenuRules,
): WaitMenuTransition | null {
  switch (event.type) {
    case 'digit':
      return event.digit === CALLBACK_KEY ? press(menu, facts) : null;
    case 'leg-connected':
      return menu.step === 'farewell' ? to(menu, say(facts.farewell)) : null;
    case 'sound-ended':
      return isSaid(menu, event.sound, facts) ? goOn(menu, facts, rules) : null;
    case 'time-out':
      return goOn(menu, facts, rules);
    default:
      return unreachable(event);
  }
}

function press(menu: QueueMenu, {goodbye, now}: WaitMenuFacts): WaitMenuTransition | null {
  const offered = menu.offers > 0 && (menu.step === 'offer' || menu.step === 'music');
  if (!offered) return null;
  return to({...menu, step: 'goodbye', startedAt: now}, [
    {type: 'promise', sound: goodbye.sound},
    {type: 'wait', ms: goodbye.lengthMs + MARGIN_MS},
  ]);
}

/** What was said is over, or the time has come to say something. */
function goOn(menu: QueueMenu, {offer, now, ringing}: WaitMenuFacts, {everyMs}: WaitMenuRules): WaitMenuTransition {
  switch (menu.step) {
    case 'goodbye':
      return to(null, [{type: 'release'}]);
    case 'farewell':
      return to(null, [{type: 'end'}]);
    case 'offer': {
      const ms = Math.max(AGAIN_MS, menu.startedAt + everyMs - now);
      return to({...menu, step: 'music'}, [
        {type: 'announce', sound: null},
        {type: 'wait', ms},
      ]);
    }
    case 'music':
      if (ringing) return to(menu, [{type: 'wait', ms: AGAIN_MS}]);
      return to({step: 'offer', offers: menu.offers + 1, startedAt: now}, [
        ...(menu.offers === 0 ? [{type: 'count-offer'} as const] : []),
        ...say(offer),
      ]);
    default:
      return unreachable(menu.step);
  }
}

function say({sound, lengthMs}: Sound): readonly WaitMenuEffect[] {
  return [
    {type: 'announce', sound},
    {type: 'wait', ms: lengthMs + MARGIN_MS},
  ];
}

/** Its words may have been changed while it was said. */
function isSaid(menu: QueueMenu, sound: string, facts: WaitMenuFacts): boolean {
  const said = soundOf(menu, facts)?.sound;
  return said !== undefined && promptOfSound(said) === promptOfSound(sound);
}

function soundOf({step}: QueueMenu, {offer, goodbye, farewell}: WaitMenuFacts): Sound | null {
  if (step === 'music') return null;
  return step === 'offer' ? offer : step === 'goodbye' ? goodbye : farewell;
}

/** The prompts of it; out of hours it is said that nobody is there. */
export function menuPrompts(closed: boolean) {
  const goodbye = 'callback-promised';
  const thanks = 'voicemail-thanks';
  return closed
    ? ({
        offer: 'callback-offer-closed',
        goodbye,
        farewell: 'closed',
        greeting: 'voicemail-greeting-closed',
        thanks,
      } as const)
    : ({offer: 'callback-offer', goodbye, farewell: 'queue-busy', greeting: 'voicemail-greeting', thanks} as const);
}

function to(menu: WaitMenu | null, effects: readonly WaitMenuEffect[]): WaitMenuTransition {
  return {menu, effects};
}
