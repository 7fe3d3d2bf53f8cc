import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  type Dialled,
  type EmergencyAction,
  type EmergencyCall,
  type EmergencyLegs,
  countingDial,
  dialEmergency,
  hasCall,
  transitionEmergency,
} from '../../src/domain/emergency-call.ts';

const AT = 1_000_000;
const LATER = AT + 600_000;
const DIALLED: Dialled = {
  ...{id: 'case', agentId: 'anna', number: '911', test: false, callbackNumber: '+12015550190'},
  prior: {base: 'available', reason: null},
  held: false,
  legs: legs('1'),
};

function legs(name: string): EmergencyLegs {
  return {
    agent: {id: `agent-${name}`, kind: 'browser', epoch: 0, status: 'new'},
    responder: {id: `responder-${name}`, kind: 'trunk', epoch: 0, status: 'ringing'},
  };
}

function after(call: EmergencyCall, action: EmergencyAction, now = LATER): EmergencyCall {
  const outcome = transitionEmergency(call, action, now);
  return 'refused' in outcome ? assert.fail(`refused: ${outcome.refused}`) : outcome.call;
}

describe('an emergency with a test in the hour of a real call', () => {
  const over = after(dialEmergency(null, DIALLED, AT), {type: 'end'}, AT);
  const TEST: Dialled = {...DIALLED, number: '933', test: true, legs: legs('4')};
  const real = {number: '911', test: false, dialledAt: AT};
  const tested = {number: '933', test: true, dialledAt: LATER};
  const testing = dialEmergency(over, TEST, LATER);
  const spoken = after(testing, {type: 'answer-responder'}, LATER);
  const ring = {type: 'ring-back', legs: legs('5')} as const;

  it('[EC-175] the test’s own call is a test; after its end, and rung back, it is the real one again', () => {
    for (const call of [testing, spoken, after(spoken, {type: 'responder-left'}), after(testing, {type: 'fail'})]) {
      assert.deepEqual(countingDial(call), tested);
      assert.deepEqual(countingDial(after(call, {type: 'end'})), real);
      const rung = after(call, ring, LATER);
      assert.deepEqual(countingDial(rung), real);
      assert.deepEqual(countingDial(after(rung, {type: 'answer'})), real);
      assert.deepEqual(countingDial(after(rung, {type: 'responder-left'})), real);
    }
  });

  it('[EC-175] however many tests; another real call takes its place, and a test alone is a test', () => {
    const twice = dialEmergency(after(spoken, {type: 'end'}), TEST, LATER);
    assert.deepEqual(countingDial(twice), tested);
    assert.deepEqual(countingDial(after(twice, {type: 'end'})), real);
    const anew = dialEmergency(after(twice, {type: 'end'}), {...DIALLED, number: '112'}, LATER);
    assert.deepEqual(countingDial(after(anew, {type: 'end'})), {number: '112', test: false, dialledAt: LATER});
    const alone = after(dialEmergency(null, TEST, LATER), {type: 'end'});
    assert.deepEqual(countingDial(after(alone, ring)), tested);
  });

  it('[EC-175] a real call that was stored before that was kept counts too', () => {
    const {real: _real, ...old} = over;
    assert.deepEqual(countingDial(old), real);
    assert.deepEqual(countingDial(after(dialEmergency(old, TEST, LATER), {type: 'end'})), real);
  });

  it('[EC-175] responders do not find the line busy for a test, unless nothing but tests was dialled', () => {
    for (const call of [testing, spoken]) {
      const rung = after(call, ring);
      assert.deepEqual(rung.status === 'ringing-back' && rung.after, {status: 'dropped', why: 'cut-off'});
    }
    const alone = dialEmergency(null, TEST, LATER);
    assert.deepEqual(transitionEmergency(alone, ring, LATER), {refused: 'capacity-full'});
  });

  it('[EC-176] a real dial ends a test that is under way and calls; a test goes on with the real call', () => {
    for (const call of [testing, spoken, dialEmergency(null, TEST, LATER)]) {
      const called = dialEmergency(call, {...DIALLED, legs: legs('6'), held: true}, LATER + 1);
      assert.equal(hasCall(called) && called.legs.agent.id, 'agent-6');
      assert.deepEqual(countingDial(called), {number: '911', test: false, dialledAt: LATER + 1});
      assert.deepEqual([called.status, called.id, called.prior], ['dialling', call.id, call.prior]);
    }
    assert.equal(dialEmergency(testing, TEST, LATER), testing);
    for (const call of [dialEmergency(null, DIALLED, AT), after(after(spoken, ring), {type: 'answer'})]) {
      assert.equal(dialEmergency(call, TEST, LATER), call);
      assert.equal(dialEmergency(call, {...DIALLED, legs: legs('6')}, LATER), call);
    }
  });
});
