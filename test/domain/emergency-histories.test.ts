import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
  CALLBACK_AFTER_MS,
  CALLBACK_MS,
  type EmergencyAction,
  type EmergencyCall,
  type EmergencyLegs,
  type PriorPresence,
  countingDial,
  dialEmergency,
  hasCall,
  holdsPresence,
  isExpired,
  isLockedDown,
  transitionEmergency,
} from '../../src/domain/emergency-call.ts';

/** What happens next in a life: time goes by first. Legs are named by the step, so that none comes twice. */
type Step = {readonly afterMs: number; readonly what: What};
type What =
  | {readonly type: 'dial'; readonly carried: boolean; readonly number: string; readonly prior: PriorPresence}
  | {readonly type: 'ring-back'}
  | {readonly type: 'leg' | 'join'; readonly whose: Side; readonly epoch: number; readonly lost: boolean}
  | {readonly type: 'answer-responder' | 'responder-left' | 'fail' | 'answer' | 'end' | 'lose-legs'};
type Side = 'agent' | 'responder' | 'stranger';

const PRIOR: fc.Arbitrary<PriorPresence> = fc.record({
  base: fc.constantFrom('available' as const, 'busy' as const, 'away' as const, 'offline' as const),
  reason: fc.constantFrom(null, 'lunch'),
});

const WHAT: fc.Arbitrary<What> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('dial' as const),
      carried: fc.boolean(),
      number: fc.constantFrom('911', '933'),
      prior: PRIOR,
    }),
  },
  {weight: 2, arbitrary: fc.constant({type: 'ring-back' as const})},
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(
        'answer-responder' as const,
        'responder-left' as const,
        'fail' as const,
        'answer' as const,
        'end' as const,
        'lose-legs' as const,
      )
      .map((type) => ({type})),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('leg' as const, 'join' as const),
      whose: fc.constantFrom('agent' as const, 'responder' as const, 'stranger' as const),
      epoch: fc.integer({min: 0, max: 3}),
      lost: fc.boolean(),
    }),
  },
);

/** Mostly seconds, at times so long that the hour is over. */
const PAUSE_MS = fc.oneof(
  {weight: 8, arbitrary: fc.integer({min: 0, max: 60_000})},
  {weight: 1, arbitrary: fc.integer({min: CALLBACK_MS - 1, max: CALLBACK_MS + 1})},
);

const LIFE = fc.array(fc.record({afterMs: PAUSE_MS, what: WHAT}), {minLength: 5, maxLength: 40});

function legsOf(step: number): EmergencyLegs {
  return {
    agent: {id: `agent-${step}`, kind: 'browser', epoch: 0, status: 'new'},
    responder: {id: `responder-${step}`, kind: 'trunk', epoch: 0, status: 'ringing'},
  };
}

function actionOf(what: Exclude<What, {type: 'dial'}>, call: EmergencyCall, step: number): EmergencyAction {
  if (what.type === 'ring-back') return {type: 'ring-back', legs: legsOf(step)};
  if (what.type !== 'leg' && what.type !== 'join') return {type: what.type};
  const own = hasCall(call) && what.whose !== 'stranger' ? call.legs[what.whose].id : 'of-no-call';
  const {epoch, lost} = what;
  return what.type === 'join'
    ? {type: 'join', legId: own, epoch}
    : {type: 'leg', legId: own, epoch, status: lost ? 'lost' : 'connected'};
}

/** What a person was promised, kept apart from the rule: a plain account of one emergency. */
type Account = {
  readonly id: string;
  readonly prior: PriorPresence;
  readonly callbackNumber: string | null;
  lastDialAt: number;
  /** When a call that was spoken last ended. */
  spokenUntil: number;
  /** The agent ended it, and nobody rings or speaks since. */
  ended: boolean;
  /** The call that is under way, by its agent's leg; null: none. */
  onAir: string | null;
  /** When what was last dialled for real, whatever test came since; null: nothing but tests. */
  real: {readonly number: string; readonly dialledAt: number} | null;
  /** A test was dialled last, and its own call or what became of it is not over. */
  testing: boolean;
};

/** The account after a step that the rule took, by its own reasoning. */
function note(account: Account, what: What, step: number): void {
  switch (what.type) {
    case 'ring-back':
      account.onAir = `agent-${step}`;
      account.testing = false;
      return;
    case 'end':
      account.ended = true;
      account.testing = false;
      account.onAir = null;
      return;
    default:
      return;
  }
}

function assertTrue(call: EmergencyCall, account: Account): void {
  assert.equal(call.id, account.id);
  assert.deepEqual(call.prior, account.prior, 'the presence of before');
  assert.equal(call.callbackNumber, account.callbackNumber);
  assert.equal(call.dialledAt, account.lastDialAt);
  assert.equal(call.callbackUntil, Math.max(account.lastDialAt + CALLBACK_MS, account.spokenUntil + CALLBACK_AFTER_MS));
  assert.equal(holdsPresence(call), call.status !== 'over');
  assert.equal('legs' in call, hasCall(call), 'legs where there is a call, and nowhere else');
  const {real, testing, lastDialAt} = account;
  const counts = real === null || testing ? {number: '933', test: true, dialledAt: lastDialAt} : {...real, test: false};
  assert.deepEqual(countingDial(call), counts, 'told as what it is');
  const locked = isLockedDown(call);
  if (locked) assert.ok(holdsPresence(call), 'a locked desk that can be given work');
  if (call.status === 'ringing-back') assert.equal(locked, call.after.status === 'dropped');
  else assert.equal(locked, call.status !== 'over');
}

describe('any life of emergencies, told again by an account of its own', () => {
  it('[EC-110] no order of dialling, cutting off, ringing back, ending and running out breaks what was promised', () => {
    const seen = new Set<string>();
    const live = (steps: readonly Step[]): void => {
      let [call, account, now]: [EmergencyCall | null, Account | null, number] = [null, null, 1_000];
      steps.forEach(({afterMs, what}, step) => {
        now += afterMs;
        if (call !== null && isExpired(call, now)) {
          assert.ok(!hasCall(call) && now >= call.callbackUntil);
          seen.add('expired');
          [call, account] = [null, null];
        }
        if (what.type === 'dial') {
          const before: EmergencyCall | null = call;
          call = dialEmergency(
            call,
            {
              id: `emergency-${step}`,
              agentId: 'anna',
              number: what.number,
              test: what.number === '933',
              callbackNumber: `+1201555${step}`,
              prior: what.prior,
              held: before !== null && holdsPresence(before),
              legs: what.carried ? legsOf(step) : null,
            },
            now,
          );
          const {id, prior, callbackNumber} = call;
          account ??= {
            ...{id, prior, callbackNumber, lastDialAt: now, spokenUntil: 0, ended: false, onAir: null},
            ...{real: null, testing: false},
          };
          const isReal = what.number === '911';
          const endsTest = isReal && (account.testing || account.real === null);
          if (before !== null && hasCall(before) && before.status !== 'ringing-back' && !endsTest)
            assert.equal(call, before, 'one call at most');
          else {
            if (before !== null && hasCall(before) && endsTest) seen.add('a real dial ended a test');
            assert.equal(call.version, (before?.version ?? 0) + 1);
            if (isReal) account.real = {number: what.number, dialledAt: now};
            account.testing = !isReal;
            // It came back with the end: what it is now counts.
            if (before?.status === 'over') Object.assign(account, {prior: what.prior});
            Object.assign(account, {
              lastDialAt: now,
              spokenUntil: 0,
              ended: false,
              onAir: what.carried ? `agent-${step}` : null,
            });
          }
        } else if (call !== null && account !== null) {
          const before: EmergencyCall = call;
          const told = transitionEmergency(call, actionOf(what, call, step), now);
          seen.add('refused' in told ? told.refused : `${before.status} ${what.type} ${told.call.status}`);
          if ('refused' in told) return;
          ({call} = told);
          if (what.type === 'ring-back' && hasCall(before)) {
            const isMereTest = account.testing && account.real !== null;
            assert.ok(isMereTest || before.legs.responder.status === 'lost', 'a call that is spoken is not taken over');
            if (isMereTest) seen.add('responders rang back into a test');
          }
          assert.equal(call.version, before.version + (told.changed ? 1 : 0), 'each change is a version');
          if (!told.changed) assert.equal(call, before);
          note(account, what, step);
          if (before.status === 'connected' && call.status !== 'connected') account.spokenUntil = now;
          if (what.type === 'end') assert.equal(call.status, 'over');
          // Only a call that was under way stops being so, and it says why.
          if (!hasCall(call) && account.onAir !== null) {
            assert.ok(['responder-left', 'fail'].includes(what.type), `${what.type} ended a call`);
            account.onAir = null;
          }
          if (hasCall(call)) assert.equal(call.legs.agent.id, account.onAir, 'the call is the one that was begun');
          if (call.status === 'over') assert.ok(account.ended, 'over without the agent');
        }
        if (call !== null && account !== null) assertTrue(call, account);
      });
    };
    fc.assert(fc.property(LIFE, live), {seed: 911, numRuns: 6_000});
    // A check that never got anywhere would hold as well.
    for (const each of [
      'expired',
      'a real dial ended a test',
      'responders rang back into a test',
      'capacity-full',
      'not-connected',
      'stale-join',
      'dialling answer-responder connected',
      'connected ring-back ringing-back',
      'dropped ring-back ringing-back',
      'over ring-back ringing-back',
      'ringing-back answer connected',
      'ringing-back responder-left dropped',
      'ringing-back responder-left over',
      'connected lose-legs connected',
    ])
      assert.ok(seen.has(each), `never seen: ${each}`);
  });
});
