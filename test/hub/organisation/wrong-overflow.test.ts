import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {describe, it} from 'node:test';
import {OrganisationError, checkedOrganisation} from '../../../hub/organisation/organisation.ts';

const whole: Record<string, readonly object[]> = Object(
  JSON.parse(await readFile(new URL('../../support/organisation.json', import.meta.url), 'utf8')),
);
const [billing = {}, support = {}] = whole['queues'] ?? [];
const HOURS = [{id: 'office', name: 'Office', zone: 'UTC'}];
const CALLBACKS = {entryPoint: 'billing-line'};

function problemsOf(
  overflow: object,
  {queue = {}, file = {}}: {queue?: object; file?: object} = {},
): readonly string[] {
  const queues = [{...billing, ...queue, overflow}, support];
  try {
    checkedOrganisation({...whole, hours: HOURS, callbacks: CALLBACKS, queues, ...file});
    return [];
  } catch (error) {
    if (!(error instanceof OrganisationError)) throw error;
    return error.problems.map(({path, expected}) => `${path}: ${expected}`);
  }
}

const rule = (action: object, when: object = {kind: 'waiting', limit: 3}): object => ({before: [{when, action}]});
const AT = 'queues.0.overflow.before.0';

describe('overflow in the organisation', () => {
  it('[PK-26] leads to another queue that takes calls', () => {
    assert.deepEqual(problemsOf(rule({kind: 'queue', queue: 'support'})), []);
    for (const queue of ['billing', 'gone'])
      assert.deepEqual(problemsOf(rule({kind: 'queue', queue})), [
        `${AT}.action.queue: the id of another queue that takes calls`,
      ]);
  });

  it('[PK-26] rings no emergency number and none of ours', () => {
    assert.deepEqual(problemsOf(rule({kind: 'number', number: '+12015550109'})), []);
    assert.deepEqual(problemsOf(rule({kind: 'number', number: '911'})), [`${AT}.action.number: no emergency number`]);
    assert.deepEqual(problemsOf(rule({kind: 'number', number: '201 555 0101'})), [
      `${AT}.action.number: a number elsewhere; name the queue for one of ours`,
    ]);
  });

  it('[PK-26] [DC-7] [DC-8] [CB-23] [CB-25] offers callbacks only where agents make them, through an entry point that takes calls', () => {
    const offers = rule({kind: 'callback'});
    assert.deepEqual(problemsOf(offers), []);
    assert.deepEqual(problemsOf(offers, {queue: {members: []}}), [`${AT}.action: a queue with agents, who call back`]);
    assert.deepEqual(problemsOf(offers, {file: {callbacks: {}}}), [
      `${AT}.action: callbacks.entryPoint, through which callbacks go`,
    ]);
    assert.deepEqual(problemsOf({}, {file: {callbacks: {entryPoint: 'gone'}}}), [
      'callbacks.entryPoint: the id of a voice entry point',
    ]);
    assert.deepEqual(
      problemsOf(offers, {queue: {channels: ['chat']}}).includes(
        'entryPoints.0.channel: a channel that its queue takes',
      ),
      true,
    );
  });

  it('[DC-8] a team is somebody to call back, or to listen, only where there are agents in it', () => {
    const teams = [
      {id: 'north', name: 'North'},
      {id: 'south', name: 'South'},
    ];
    const agents = [{id: 'anna', subject: 'anna', team: 'south'}];
    const served = (members: object, kind: string) =>
      problemsOf(rule({kind}), {queue: {members}, file: {teams, agents}});
    for (const [kind, expected] of [
      ['callback', 'a queue with agents, who call back'],
      ['voicemail', 'a queue with agents, who listen to messages'],
    ] as const) {
      assert.deepEqual(served({teams: ['north']}, kind), [`${AT}.action: ${expected}`]);
      for (const members of [{teams: ['south']}, {teams: ['north', 'south']}, {teams: ['north'], agents: ['anna']}])
        assert.deepEqual(served(members, kind), [], JSON.stringify(members));
    }
  });

  it('[PK-26] asks about closed hours only where there are hours, and does each later thing at its own time', () => {
    const closed = rule({kind: 'callback'}, {kind: 'closed'});
    assert.deepEqual(problemsOf(closed, {queue: {hours: 'office'}}), []);
    assert.deepEqual(problemsOf(closed), [`${AT}.when: a queue with opening hours, since others never close`]);
    const twice = {waiting: [60_000, 60_000].map((afterMs) => ({afterMs, action: {kind: 'callback'}}))};
    assert.deepEqual(problemsOf(twice), ['queues.0.overflow.waiting.1.afterMs: each time once']);
  });

  it('[DC-32] takes messages only where somebody listens to them, and none longer than five minutes', () => {
    const takes = rule({kind: 'voicemail'});
    assert.deepEqual(problemsOf(takes), []);
    assert.deepEqual(problemsOf({waiting: [{afterMs: 60_000, action: {kind: 'voicemail'}}]}), []);
    assert.deepEqual(problemsOf(takes, {queue: {members: []}}), [
      `${AT}.action: a queue with agents, who listen to messages`,
    ]);
    for (const longestMs of [9_999, 300_001, 60_000.5])
      assert.equal(problemsOf(takes, {file: {voicemail: {longestMs}}}).length, 1, `${longestMs}`);
    assert.deepEqual(problemsOf(takes, {file: {voicemail: {longestMs: 300_000, keepMs: 86_400_000}}}), []);
  });

  it('[DC-4] [DC-5] has the limits of its conditions', () => {
    for (const when of [
      {kind: 'waiting', limit: 101},
      {kind: 'waiting', limit: -1},
      {kind: 'estimated-wait', aboveMs: 29_999},
      {kind: 'estimated-wait', aboveMs: 3_600_001},
    ])
      assert.equal(problemsOf(rule({kind: 'callback'}, when)).length, 1, JSON.stringify(when));
    assert.equal(problemsOf({waiting: [{afterMs: 59_999, action: {kind: 'callback'}}]}).length, 1);
    assert.ok(problemsOf({waiting: [{afterMs: 60_000, action: {kind: 'assign'}}]}).length > 0);
  });
});
