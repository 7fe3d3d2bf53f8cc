import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
  CALLBACK_AFTER_MS,
  CALLBACK_MS,
  type Dialled,
  type EmergencyAction,
  type EmergencyCall,
  type EmergencyLegs,
  dialEmergency,
  hasCall,
  holdsPresence,
  isExpired,
  isLockedDown,
  transitionEmergency,
} from '../../src/domain/emergency-call.ts';
import {planEmergencyMedia} from '../../src/domain/emergency-media.ts';

const AT = 1_000_000;
const LEGS = legs('1');
const DIALLED: Dialled = {
  id: 'case',
  agentId: 'anna',
  number: '911',
  test: false,
  callbackNumber: '+12015550190',
  prior: {base: 'available', reason: null},
  held: false,
  legs: LEGS,
};

function legs(name: string): EmergencyLegs {
  return {
    agent: {id: `agent-${name}`, kind: 'browser', epoch: 0, status: 'new'},
    responder: {id: `responder-${name}`, kind: 'trunk', epoch: 0, status: 'ringing'},
  };
}

const dialling = dialEmergency(null, DIALLED, AT);
const connected = after(dialling, {type: 'answer-responder'});
const dropped = after(connected, {type: 'responder-left'});
const unreachable = after(dialling, {type: 'fail'});
const over = after(connected, {type: 'end'});
const rungAfterDrop = after(dropped, {type: 'ring-back', legs: legs('2')});
const rungAfterEnd = after(over, {type: 'ring-back', legs: legs('2')});

const PHASES = {dialling, connected, dropped, unreachable, over, rungAfterDrop, rungAfterEnd};
type PhaseName = keyof typeof PHASES;

function after(call: EmergencyCall, action: EmergencyAction, now = AT): EmergencyCall {
  const outcome = transitionEmergency(call, action, now);
  if ('refused' in outcome) return assert.fail(`refused: ${outcome.refused}`);
  return outcome.call;
}

/** `connected`, `dropped (cut-off)`, `ringing-back (over)`, `refused not-connected`, or `=` for no change. */
function outcome(call: EmergencyCall, action: EmergencyAction): string {
  const told = transitionEmergency(call, action, AT);
  if ('refused' in told) return `refused ${told.refused}`;
  if (!told.changed) return '=';
  const {call: next} = told;
  if (next.status === 'dropped') return `dropped (${next.why})`;
  return next.status === 'ringing-back' ? `ringing-back (${next.after.status})` : next.status;
}

const TABLE: Readonly<Record<PhaseName, Readonly<Record<string, string>>>> = {
  dialling: {
    'answer-responder': 'connected',
    fail: 'dropped (unreachable)',
    'responder-left': 'dropped (cut-off)',
    'ring-back': 'refused capacity-full',
    answer: 'refused not-connected',
    end: 'over',
  },
  connected: {
    'answer-responder': '=',
    fail: '=',
    'responder-left': 'dropped (cut-off)',
    'ring-back': 'refused capacity-full',
    answer: '=',
    end: 'over',
  },
  dropped: {
    'answer-responder': '=',
    fail: '=',
    'responder-left': '=',
    'ring-back': 'ringing-back (dropped)',
    answer: 'refused not-connected',
    end: 'over',
  },
  unreachable: {
    'answer-responder': '=',
    fail: '=',
    'responder-left': '=',
    'ring-back': 'ringing-back (dropped)',
    answer: 'refused not-connected',
    end: 'over',
  },
  over: {
    'answer-responder': '=',
    fail: '=',
    'responder-left': '=',
    'ring-back': 'ringing-back (over)',
    answer: 'refused not-connected',
    end: '=',
  },
  rungAfterDrop: {
    'answer-responder': '=',
    fail: '=',
    'responder-left': 'dropped (cut-off)',
    'ring-back': 'refused capacity-full',
    answer: 'connected',
    end: 'over',
  },
  rungAfterEnd: {
    'answer-responder': '=',
    fail: '=',
    'responder-left': 'over',
    'ring-back': 'refused capacity-full',
    answer: 'connected',
    end: 'over',
  },
};

function actionOf(name: string): EmergencyAction {
  switch (name) {
    case 'answer-responder':
    case 'fail':
    case 'responder-left':
    case 'answer':
    case 'end':
      return {type: name};
    case 'ring-back':
      return {type: 'ring-back', legs: legs('3')};
    default:
      return assert.fail(`no action ${name}`);
  }
}

describe('an emergency', () => {
  for (const [phase, row] of Object.entries(TABLE)) {
    for (const [name, expected] of Object.entries(row)) {
      it(`[EC-1] ${phase}, ${name}: ${expected}`, () => {
        const call = Object.entries(PHASES).find(([key]) => key === phase)?.[1];
        assert.ok(call);
        assert.equal(outcome(call, actionOf(name)), expected);
      });
    }
  }

  it('[EM-14] holds the presence in every phase but after the end', () => {
    const held = Object.entries(PHASES).flatMap(([name, call]) => (holdsPresence(call) ? [name] : []));
    assert.deepEqual(held, ['dialling', 'connected', 'dropped', 'unreachable', 'rungAfterDrop', 'rungAfterEnd']);
  });

  it('[EM-28] locks the desk in the call and in the callback, not while a callback rings after the end', () => {
    const locked = Object.entries(PHASES).flatMap(([name, call]) => (isLockedDown(call) ? [name] : []));
    assert.deepEqual(locked, ['dialling', 'connected', 'dropped', 'unreachable', 'rungAfterDrop']);
    assert.equal(isLockedDown(after(rungAfterEnd, {type: 'answer'})), true);
  });

  it('[EM-17] the number holds for an hour from the dialling, and a second call renews it', () => {
    assert.equal(dialling.callbackUntil, AT + CALLBACK_MS);
    const again = dialEmergency(over, {...DIALLED, callbackNumber: '+12015550191', legs: legs('2')}, AT + 1_000_000);
    assert.equal(again.callbackUntil, AT + 1_000_000 + CALLBACK_MS);
    assert.equal(again.callbackNumber, dialling.callbackNumber);
  });

  it('[EM-40] a second call and a callback go back to the presence of before the first', () => {
    const later = {...DIALLED, prior: {base: 'do-not-disturb', reason: null}, legs: legs('2')} as const;
    assert.deepEqual(dialEmergency(over, {...later, held: true}, AT).prior, DIALLED.prior);
    assert.deepEqual(after(rungAfterEnd, {type: 'answer'}).prior, DIALLED.prior);
  });

  it('[EC-77] once the presence has come back, what it is now is what a second call and a callback go back to', () => {
    const prior = {base: 'offline', reason: null} as const;
    assert.deepEqual(dialEmergency(over, {...DIALLED, prior, held: false, legs: legs('2')}, AT).prior, prior);
    assert.deepEqual(after(over, {type: 'ring-back', legs: legs('2'), prior}).prior, prior);
  });

  it('[EC-47] responders whose side is lost may ring back, from wherever; who speaks is not disturbed', () => {
    const {id: legId, epoch} = legs('1').responder;
    const lost = after(connected, {type: 'leg', legId, epoch, status: 'lost'});
    const rung = after(lost, {type: 'ring-back', legs: legs('2')});
    assert.deepEqual(rung.status === 'ringing-back' && rung.after, {status: 'dropped', why: 'cut-off'});
    assert.equal(outcome(connected, {type: 'ring-back', legs: legs('2')}), 'refused capacity-full');
  });

  it('[EC-2] dialling twice makes one call', () => {
    assert.equal(dialEmergency(dialling, {...DIALLED, legs: legs('2')}, AT + 5), dialling);
    assert.equal(dialEmergency(connected, {...DIALLED, legs: legs('2')}, AT + 5), connected);
  });

  it('[EC-3] who dials while they are rung back calls', () => {
    assert.equal(dialEmergency(rungAfterDrop, {...DIALLED, legs: legs('3')}, AT).status, 'dialling');
  });

  it('[EM-10] what no trunk carries is told at once, and the presence is held all the same', () => {
    const told = dialEmergency(null, {...DIALLED, legs: null, callbackNumber: null}, AT);
    assert.equal(told.status === 'dropped' && told.why, 'not-carried');
    assert.equal(holdsPresence(told), true);
  });

  it('[EM-24] runs out after its hour, never in a call', () => {
    const late = AT + CALLBACK_MS;
    const gone = Object.entries(PHASES).flatMap(([name, call]) => (isExpired(call, late) ? [name] : []));
    assert.deepEqual(gone, ['dropped', 'unreachable', 'over']);
    assert.equal(isExpired(over, late - 1), false);
  });

  it('[EC-4] joining again takes the leg from the page before, never back', () => {
    const joined = after(dialling, {type: 'join', legId: 'agent-1', epoch: 2});
    assert.deepEqual(transitionEmergency(joined, {type: 'join', legId: 'agent-1', epoch: 1}, AT), {
      refused: 'stale-join',
    });
    assert.deepEqual(transitionEmergency(over, {type: 'join', legId: 'agent-1', epoch: 1}, AT), {
      refused: 'contact-gone',
    });
    const seen = after(joined, {type: 'leg', legId: 'agent-1', epoch: 1, status: 'connected'});
    assert.equal(seen, joined);
  });
});

const ACTION: fc.Arbitrary<EmergencyAction | 'dial'> = fc.oneof(
  fc.constant('dial' as const),
  fc.constantFrom(
    ...(['answer-responder', 'responder-left', 'fail', 'answer', 'end', 'lose-legs'] as const).map((type) => ({type})),
  ),
  fc.integer({min: 1, max: 3}).map((name) => ({type: 'ring-back' as const, legs: legs(String(name))})),
  fc.record({
    type: fc.constant('leg' as const),
    legId: fc.constantFrom('agent-1', 'responder-1', 'agent-2', 'responder-2'),
    epoch: fc.integer({min: 0, max: 2}),
    status: fc.constantFrom('connected' as const, 'lost' as const),
  }),
  fc.record({
    type: fc.constant('join' as const),
    legId: fc.constantFrom('agent-1', 'responder-1', 'agent-2', 'responder-2'),
    epoch: fc.integer({min: 0, max: 2}),
  }),
);

describe('any sequence of what can happen in an emergency', () => {
  it('[EC-5] keeps the presence of before, the number and its hour; versions rise; only the two sides are heard', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(ACTION, fc.integer({min: 0, max: 100_000})), {maxLength: 60}), (steps) => {
        let [call, now]: [EmergencyCall, number] = [dialling, AT];
        for (const [action, later] of steps) {
          now += later;
          const before = call;
          if (action === 'dial') call = dialEmergency(call, {...DIALLED, legs: legs('1')}, now);
          else {
            const told = transitionEmergency(call, action, now);
            if ('refused' in told) continue;
            ({call} = told);
            assert.equal(call.version > before.version, told.changed);
          }
          assert.deepEqual(call.prior, DIALLED.prior);
          assert.equal(call.callbackNumber, DIALLED.callbackNumber);
          assert.equal(call.callbackUntil, call.dialledAt + CALLBACK_MS);
          assert.ok(!isLockedDown(call) || holdsPresence(call), 'a locked desk that can be given work');
          assert.equal(isExpired(call, now) && hasCall(call), false);
          const own = hasCall(call) ? [call.legs.agent.id, call.legs.responder.id] : [];
          for (const [legId, source] of Object.entries(planEmergencyMedia(call, 'US'))) {
            assert.ok(own.includes(legId));
            assert.notEqual(source.kind, 'music');
            if (source.kind === 'legs')
              assert.deepEqual(
                source.legIds,
                own.filter((id) => id !== legId),
              );
          }
        }
      }),
    );
  });
});

describe('the sound of an emergency', () => {
  const heard = (call: EmergencyCall): string =>
    Object.entries(planEmergencyMedia(call, 'US'))
      .map(([id, source]) => `${id}: ${source.kind}`)
      .join(', ');

  it('[EC-6] the agent hears that it rings, then the responders; nobody hears music', () => {
    assert.equal(heard(dialling), 'agent-1: ringback');
    assert.equal(heard(connected), 'agent-1: silence, responder-1: silence');
    const both = [
      {type: 'join', legId: 'agent-1', epoch: 1},
      {type: 'leg', legId: 'agent-1', epoch: 1, status: 'connected'},
      {type: 'join', legId: 'responder-1', epoch: 1},
      {type: 'leg', legId: 'responder-1', epoch: 1, status: 'connected'},
    ] as const;
    const spoken = both.reduce<EmergencyCall>((call, action) => after(call, action), connected);
    assert.equal(heard(spoken), 'agent-1: legs, responder-1: legs');
    assert.equal(heard(after(spoken, {type: 'lose-legs'})), 'agent-1: silence, responder-1: silence');
    assert.equal(heard(rungAfterEnd), 'responder-2: ringback');
    assert.equal(heard(over), '');
  });

  it('[EC-59] [EC-141] after a long call they can be rung back for a quarter of an hour all the same', () => {
    const late = AT + CALLBACK_MS - 60_000;
    for (const action of [{type: 'responder-left'}, {type: 'end'}] as const) {
      assert.equal(after(connected, action, late).callbackUntil, late + CALLBACK_AFTER_MS);
      assert.equal(
        after(connected, action, AT + 60_000).callbackUntil,
        AT + CALLBACK_MS,
        'an hour from the dial otherwise',
      );
    }
    const {id: legId, epoch} = legs('1').responder;
    const lost = after(connected, {type: 'leg', legId, epoch, status: 'lost'}, late);
    assert.equal(after(lost, {type: 'ring-back', legs: legs('2')}, late).callbackUntil, late + CALLBACK_AFTER_MS);
  });
});
