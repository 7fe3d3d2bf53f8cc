import type {Leg} from './contact.ts';
import type {BasePresence} from './presence.ts';
import {unreachable} from './unreachable.ts';

/**
 * An agent's emergency: from the first dial until the number on which responders can ring back has run out. It is no
 * contact: nothing about it is kept, counted or shown to others ([EM-29], [EM-30]).
 *
 *            ┌──────────────── call (again) ────────────────┐
 *            ▼                                              │
 *  ──▶ dialling ── answered ──▶ connected ── cut off ──▶ dropped ──┐
 *         │  └─── not reached ─────│──────────────────▶    │       │ done
 *         └────── end ─────────────┴── end ──▶ over ◀──────┴───────┘
 *                                               │  ▲
 *                       rung back (from dropped ▼  │ nobody answers: back to where it was
 *                       and from over)    ringing-back ── answered ──▶ connected
 *
 * In every phase but `over` the agent is held in Do not disturb ([EM-14], [EM-40]).
 */
export type EmergencyCall = EmergencyFacts & EmergencyPhase;

export type EmergencyFacts = {
  readonly id: string;
  readonly agentId: string;
  /** The emergency number that was dialled, such as 911. */
  readonly number: string;
  /** 933 and its like: everything happens, and everything says that it is a test. */
  readonly test: boolean;
  /** Epoch milliseconds of the last dial. */
  readonly dialledAt: number;
  /** Where responders reach this agent until `callbackUntil`; E.164. Null: none could be had. */
  readonly callbackNumber: string | null;
  /** Epoch milliseconds: an hour after the last dial ([EM-17]). */
  readonly callbackUntil: number;
  /** What the presence was before the first dial ([EM-40]). */
  readonly prior: PriorPresence;
  /** Raised with every change. */
  readonly version: number;
  /** While a test was dialled last: the real dial before it in this emergency. What was stored before it was kept has none. */
  readonly real?: RealDial | null;
};

/** `counts`: the test's own call is over, or responders ring back; what is told is told of the real one again ([EC-175]). */
type RealDial = {readonly number: string; readonly dialledAt: number; readonly counts: boolean};

/** What an emergency is told as. */
export type CountingDial = Pick<EmergencyFacts, 'number' | 'test' | 'dialledAt'>;

export type PriorPresence = {readonly base: BasePresence; readonly reason: string | null};

export type EmergencyLegs = {readonly agent: Leg; readonly responder: Leg};

/** Why there is no call although the agent wanted one. */
export type DropReason =
  /** The responders' side hung up, or the line was cut. */
  | 'cut-off'
  /** They could not be reached: the network said busy, or nothing at all. */
  | 'unreachable'
  /** No trunk here carries emergency calls ([EM-10]). */
  | 'not-carried';

export type EmergencyPhase =
  | {readonly status: 'dialling'; readonly legs: EmergencyLegs}
  | {readonly status: 'connected'; readonly connectedAt: number; readonly legs: EmergencyLegs}
  | {readonly status: 'dropped'; readonly why: DropReason}
  /** `after`: what it was before, and is again when nobody answers. */
  | {readonly status: 'ringing-back'; readonly after: Resting; readonly legs: EmergencyLegs}
  | {readonly status: 'over'};

/** A phase without a call. */
export type Resting = Extract<EmergencyPhase, {readonly status: 'dropped' | 'over'}>;

/** [EM-17] At least 60 minutes from the dialling. */
export const CALLBACK_MS = 3_600_000;
/** And so long after they last spoke. */
export const CALLBACK_AFTER_MS = 900_000;

/**
 * So long a desk tries to get a dial through ([EC-170]): what a hub that is replaced takes to come back, and one more try after the
 * longest that a hub may hold a dial. Later it would call for help that was got in another way.
 */
export const DIAL_WANTED_MS = 120_000;

export type Dialled = {
  readonly id: string;
  readonly agentId: string;
  readonly number: string;
  readonly test: boolean;
  readonly callbackNumber: string | null;
  /** What the presence is without any emergency, as far as is known. */
  readonly prior: PriorPresence;
  /** It is held still, by what came before: what it was before that counts. */
  readonly held: boolean;
  /** Null: no trunk carries it. */
  readonly legs: EmergencyLegs | null;
};

export type EmergencyAction =
  | {readonly type: 'answer-responder'}
  /** The responders hang up, in whatever phase. */
  | {readonly type: 'responder-left'}
  | {readonly type: 'fail'}
  /** The responders ring the temporary number. `prior`: what the presence is, unless it is held already. */
  | {readonly type: 'ring-back'; readonly legs: EmergencyLegs; readonly prior?: PriorPresence}
  | {readonly type: 'answer'}
  /** The agent hangs up, or says that a dropped call is done with. */
  | {readonly type: 'end'}
  /** What the media process saw of a leg. */
  | {readonly type: 'leg'; readonly legId: string; readonly epoch: number; readonly status: 'connected' | 'lost'}
  | {readonly type: 'lose-legs'}
  /** A page joins with a leg; the newest epoch counts. */
  | {readonly type: 'join'; readonly legId: string; readonly epoch: number};

export type EmergencyRefusal = 'not-connected' | 'contact-gone' | 'capacity-full' | 'stale-join';

export type EmergencyTransition =
  | {readonly call: EmergencyCall; readonly changed: boolean}
  | {readonly refused: EmergencyRefusal};

/**
 * [EC-175] The dial that whatever is told is told of. Those who have the temporary number from a real call ring it for that one,
 * whatever test was dialled since: the test is one only in its own call.
 */
export function countingDial({number, test, dialledAt, real = null}: EmergencyCall): CountingDial {
  return real?.counts === true
    ? {number: real.number, test: false, dialledAt: real.dialledAt}
    : {number, test, dialledAt};
}

/**
 * [EM-14], [EM-17] The agent dials. Nothing refuses it: a call that is there already goes on, one that was dropped or is over
 * begins anew, with the same number to be rung back on, for another hour, and the presence of before the first dial, unless that has come back meanwhile: then as it is now ([EC-77]).
 */
export function dialEmergency(before: EmergencyCall | null, given: Dialled, now: number): EmergencyCall {
  if (before !== null && goesOn(before, given)) return before;
  const facts: EmergencyFacts = {
    id: before?.id ?? given.id,
    agentId: given.agentId,
    number: given.number,
    test: given.test,
    dialledAt: now,
    callbackNumber: before?.callbackNumber ?? given.callbackNumber,
    callbackUntil: now + CALLBACK_MS,
    prior: before !== null && given.held ? before.prior : given.prior,
    version: (before?.version ?? 0) + 1,
    real: before !== null && given.test ? realDialOf(before) : null,
  };
  return given.legs === null
    ? {...facts, status: 'dropped', why: 'not-carried'}
    : {...facts, status: 'dialling', legs: given.legs};
}

/** Responders are called or spoken to already: whoever dials goes on with that call. A test gives way to a real one ([EC-176]). */
export function goesOn(call: EmergencyCall, given: Pick<Dialled, 'test'>): boolean {
  return isCalled(call) && (given.test || !countingDial(call).test);
}

function isCalled(call: EmergencyCall): boolean {
  return hasCall(call) && call.status !== 'ringing-back';
}

function realDialOf({real = null, test, number, dialledAt}: EmergencyCall): RealDial | null {
  if (real !== null) return {...real, counts: false};
  return test ? null : {number, dialledAt, counts: false};
}

/** The last test is over, or was no reason to ring. */
function asReal(call: EmergencyCall): EmergencyCall {
  const {real = null} = call;
  return real === null ? call : {...call, real: {...real, counts: true}};
}

/** What comes of an action; what already is so changes nothing. @param now epoch milliseconds by the database's clock */
export function transitionEmergency(call: EmergencyCall, action: EmergencyAction, now: number): EmergencyTransition {
  switch (action.type) {
    case 'answer-responder':
      return call.status === 'dialling'
        ? to(call, {status: 'connected', connectedAt: now, legs: call.legs})
        : same(call);
    case 'fail':
      return call.status === 'dialling' ? to(call, {status: 'dropped', why: 'unreachable'}) : same(call);
    case 'responder-left':
      return responderLeft(call, now);
    case 'ring-back':
      return ringBack(call, action, now);
    case 'answer':
      if (call.status === 'connected') return same(call);
      return call.status === 'ringing-back'
        ? to(call, {status: 'connected', connectedAt: now, legs: call.legs})
        : {refused: 'not-connected'};
    case 'end':
      if (call.status === 'over') return same(call);
      return to(asReal(call.status === 'connected' ? stillReached(call, now) : call), {status: 'over'});
    case 'leg':
      return changeLegs(call, (leg) =>
        leg.id === action.legId && leg.epoch === action.epoch ? {...leg, status: action.status} : leg,
      );
    case 'lose-legs':
      return changeLegs(call, (leg) => (leg.epoch > 0 ? {...leg, status: 'lost'} : leg));
    case 'join':
      return join(call, action.legId, action.epoch);
    default:
      return unreachable(action);
  }
}

/** [EC-59] Who has spoken for most of the hour, or longer, can be rung back for a while all the same. */
function stillReached(call: EmergencyCall, now: number): EmergencyCall {
  return {...call, callbackUntil: Math.max(call.callbackUntil, now + CALLBACK_AFTER_MS)};
}

function responderLeft(call: EmergencyCall, now: number): EmergencyTransition {
  switch (call.status) {
    case 'dialling':
      return to(call, {status: 'dropped', why: 'cut-off'});
    case 'connected':
      return to(stillReached(call, now), {status: 'dropped', why: 'cut-off'});
    case 'ringing-back':
      return to(call, call.after);
    default:
      return same(call);
  }
}

/** [EM-19] to [EM-23] Nothing about the agent is asked. Who already speaks to responders is found busy by others. */
function ringBack(
  call: EmergencyCall,
  {legs, prior = call.prior}: Extract<EmergencyAction, {readonly type: 'ring-back'}>,
  now: number,
): EmergencyTransition {
  const after = restingOf(call);
  if (after === null) return {refused: 'capacity-full'};
  // Out of a call it is as if that had been cut off now, and their time runs from here ([EC-141]).
  const reached = call.status === 'connected' ? stillReached(call, now) : call;
  return to(asReal({...reached, prior}), {status: 'ringing-back', after, legs});
}

/**
 * A call whose other side is lost is no reason to find the agent busy: who rings back is likely to be them, at another telephone.
 * Nor is a test, to those who have the number from a real call ([EC-175]).
 */
function restingOf(call: EmergencyCall): Resting | null {
  const lost = call.status === 'connected' && call.legs.responder.status === 'lost';
  if (lost || (isCalled(call) && call.real?.counts === false)) return {status: 'dropped', why: 'cut-off'};
  if (call.status === 'dropped') return {status: 'dropped', why: call.why};
  return call.status === 'over' ? {status: 'over'} : null;
}

function join(call: EmergencyCall, legId: string, epoch: number): EmergencyTransition {
  const leg = legOf(call, legId);
  if (leg === null) return {refused: 'contact-gone'};
  if (epoch < leg.epoch) return {refused: 'stale-join'};
  if (epoch === leg.epoch) return same(call);
  return changeLegs(call, (each) => (each.id === legId ? {...each, epoch, status: 'new'} : each));
}

function changeLegs(call: EmergencyCall, change: (leg: Leg) => Leg): EmergencyTransition {
  if (!hasCall(call)) return same(call);
  const legs = {agent: change(call.legs.agent), responder: change(call.legs.responder)};
  const changed = legs.agent !== call.legs.agent || legs.responder !== call.legs.responder;
  return changed ? {call: {...call, legs, version: call.version + 1}, changed} : same(call);
}

function legOf(call: EmergencyCall, legId: string): Leg | null {
  if (!hasCall(call)) return null;
  return [call.legs.agent, call.legs.responder].find((leg) => leg.id === legId) ?? null;
}

/** A call is under way: it rings, or is spoken. */
export type OngoingEmergency = Extract<EmergencyCall, {readonly legs: EmergencyLegs}>;

export function hasCall(call: EmergencyCall): call is OngoingEmergency {
  return call.status === 'dialling' || call.status === 'connected' || call.status === 'ringing-back';
}

/** Nobody was reached, so no help is on its way: who was cut off had them. */
export function isUnreached(call: EmergencyCall): boolean {
  return call.status === 'dropped' && call.why !== 'cut-off';
}

/** [EM-14], [EM-40] Whether the agent is held in Do not disturb. */
export function holdsPresence(call: EmergencyCall): boolean {
  return call.status !== 'over';
}

/**
 * [EM-25] Whether the desk shows nothing but the emergency, and the agent's other calls wait with music. While responders ring
 * back after the end, the agent is still with whoever they are with.
 */
export function isLockedDown(call: EmergencyCall): boolean {
  if (call.status === 'ringing-back') return call.after.status === 'dropped';
  return call.status !== 'over';
}

/** Whether the hub may forget it: its time is over, and no call is under way ([EM-24], [EM-30]). */
export function isExpired(call: EmergencyCall, now: number): boolean {
  return now >= call.callbackUntil && !hasCall(call);
}

function to(call: EmergencyCall, phase: EmergencyPhase): EmergencyTransition {
  return {call: {...factsOfEmergency(call), ...phase, version: call.version + 1}, changed: true};
}

function same(call: EmergencyCall): EmergencyTransition {
  return {call, changed: false};
}

function factsOfEmergency(call: EmergencyCall): EmergencyFacts {
  const {id, agentId, number, test, dialledAt, callbackNumber, callbackUntil, prior, version, real = null} = call;
  return {id, agentId, number, test, dialledAt, callbackNumber, callbackUntil, prior, version, real};
}
