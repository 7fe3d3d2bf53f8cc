import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {type FlowSurroundings, checkFlows} from '../../src/domain/flow-check.ts';
import {FLOW_VISITS_MAX, type FlowEvent, type FlowRun, beginRun, transitionFlow} from '../../src/domain/flow-run.ts';
import type {Flow, FlowStep} from '../../src/domain/flow.ts';
import {END, FACTS, copy, digits, hours, http, play, queue, set} from './flow-fixtures.ts';

const AROUND: FlowSurroundings = {
  queues: new Set(['billing']),
  hours: new Set(['office']),
  skills: new Set(['billing']),
  variables: new Map([
    ['customerId', {type: 'integer', secure: false}],
    ['tier', {type: 'string', secure: false}],
    ['language', {type: 'string', secure: false}],
    ['rate', {type: 'decimal', secure: false}],
    ['vip', {type: 'boolean', secure: false}],
    ['pin', {type: 'string', secure: true}],
  ]),
  entryPoints: new Set(['main', 'plain']),
  flowBehind: ({entryPoint}) => (entryPoint === 'main' ? 'first' : null),
  numberProblem: (number) => (number === '911' ? 'no emergency number' : null),
};

function problemsOf(...steps: readonly FlowStep[]): readonly string[] {
  return checkFlows([{id: 'first', name: 'First', steps}], AROUND).map(({path, expected}) => `${path}: ${expected}`);
}

const transfer = {id: 'away', kind: 'transfer', number: null, entryPoint: null} as const;
const LOOP = 'no way back to a step before it without asking for digits on it';
const NO_WAY = 'a way from here to a queue, a transfer or an end';

describe('the check of flows', () => {
  it('[FL-7] accepts one of every step', () => {
    const steps = [
      hours('begin', 'hello', 'sorry'),
      play('hello', 'menu', {language: 'language'}),
      digits('menu', {branches: {1: 'number', 2: 'away'}, next: null, onInvalid: 'menu', onTimeout: 'queue'}),
      digits('number', {min: 3, max: 15, variable: 'customerId', next: 'ask', onTimeout: 'ask'}),
      http('ask', {variables: {tier: 'customer.tier'}, next: 'same'}),
      copy('same', 'rate', 'customerId'),
      queue(),
      {...transfer, entryPoint: 'plain'},
      play('sorry', 'end', {sounds: ['closed', 'goodbye']}),
      END,
    ];
    assert.deepEqual(problemsOf(...steps), []);
  });

  const cases: readonly (readonly [what: string, steps: readonly FlowStep[], ...says: string[]])[] = [
    ['a step that is not there', [play('a', 'b')], '0.steps.0.next: the id of a step of this flow'],
    ['a step that leads nowhere', [play('a', null)], '0.steps.0.next: the step that comes then'],
    ['two steps of one id', [queue('a'), queue('a')], '0.steps.1.id: each step’s id once'],
    [
      'a branch that leads to no step',
      [digits('a', {branches: {1: 'gone'}}), queue()],
      '0.steps.0.branches.1: the id of a step of this flow',
    ],
    [
      'digits without a default',
      [digits('a', {next: null, onTimeout: null, onInvalid: null}), queue()],
      '0.steps.0.next: the step that comes then',
      '0.steps.0.onTimeout: the step that comes when no digit is pressed in time',
      '0.steps.0.onInvalid: the step that comes when the digits are not right',
    ],
    [
      'branches and no default',
      [digits('a', {branches: {1: 'queue'}, next: null, onInvalid: null}), queue()],
      '0.steps.0.onInvalid: the step that comes when the digits are not right',
    ],
    [
      'a request that may fail and leads nowhere then',
      [http('a', {onFailure: null}), queue()],
      '0.steps.0.onFailure: the step that comes when the request fails',
    ],
    [
      'hours without a way while it is closed',
      [hours('a', 'queue', null), queue()],
      '0.steps.0.closed: the step that comes while it is closed',
    ],
    ['a step that nothing leads to', [queue('a'), queue('b')], '0.steps.1: a step that another one leads to'],
    [
      'steps that lead only to each other',
      [queue('a'), play('b', 'c'), digits('c', {next: 'b', onTimeout: 'b', onInvalid: 'a'})],
      '0.steps.1: a step that another one leads to',
      '0.steps.2: a step that another one leads to',
    ],
    ['a menu that never lets go', [digits('a', {next: 'a', onTimeout: 'a', onInvalid: 'a'})], `0.steps.0: ${NO_WAY}`],
    [
      'steps that go round',
      [play('a', 'b'), set('b', 'tier', 'Gold', 'a')],
      `0.steps.0: ${NO_WAY}`,
      `0.steps.1: ${NO_WAY}`,
      `0.steps.1: ${LOOP}`,
    ],
    [
      'a loop that opening hours alone would leave',
      [hours('a', 'b', 'queue'), set('b', 'tier', 'Gold', 'a'), queue()],
      `0.steps.1: ${LOOP}`,
    ],
    ['a request that is tried for ever', [http('a', {onFailure: 'a'}), queue()], `0.steps.0: ${LOOP}`],
    [
      'a flow that leads to itself by its entry point',
      [play('a', 'away'), {...transfer, entryPoint: 'main'}],
      `0.steps.0: ${NO_WAY}`,
      `0.steps.1: ${NO_WAY}`,
      `0.steps.1: ${LOOP}`,
    ],
    ['a queue there is not', [queue('a', 'sales')], '0.steps.0.queue: the id of a queue that takes calls'],
    [
      'a skill there is not',
      [{id: 'a', kind: 'queue', queue: 'billing', priority: null, skills: {juggling: 2}, overflow: null}],
      '0.steps.0.skills: ids of skills',
    ],
    [
      'hours there are not',
      [{id: 'a', kind: 'hours', hours: 'never', open: 'queue', closed: 'queue'}, queue()],
      '0.steps.0.hours: the id of opening hours',
    ],
    [
      'sounds there are not',
      [play('a', 'b', {sounds: ['welcome', 'fanfare']}), digits('b', {sound: 'x', retrySound: 'toString'}), queue()],
      '0.steps.0.sounds.1: the name of a sound',
      '0.steps.1.sound: the name of a sound',
      '0.steps.1.retrySound: the name of a sound',
    ],
    [
      'variables there are not',
      [
        play('a', 'b', {language: 'tongue'}),
        digits('b', {variable: 'shoe', next: 'c'}),
        http('c', {url: 'https://crm.example/{hat}', variables: {glove: 'x'}, next: 'd'}),
        copy('d', 'coat', 'scarf'),
        queue(),
      ],
      '0.steps.0.language: the name of one of the variables',
      '0.steps.1.variable: the name of one of the variables',
      '0.steps.2.url: the name of one of the variables',
      '0.steps.2.variables.glove: the name of one of the variables',
      '0.steps.3.variable: the name of one of the variables',
      '0.steps.3.from: the name of one of the variables',
    ],
    [
      'digits for a variable that cannot hold them',
      [digits('a', {variable: 'vip'}), queue()],
      '0.steps.0.variable: a variable of the type string, integer or decimal',
    ],
    [
      'more digits than a number has',
      [digits('a', {variable: 'customerId', max: 16}), queue()],
      '0.steps.0.max: at most 15 digits for a variable of the type integer',
    ],
    [
      'digits that cannot be',
      [digits('a', {min: 2, max: 1, branches: {12: 'queue', '#': 'queue'}}), queue()],
      '0.steps.0.max: no fewer than min',
      '0.steps.0.branches.12: digits that can be entered here',
      '0.steps.0.branches.#: digits that can be entered here',
    ],
    [
      'a value of another type',
      [set('a', 'customerId', 'many'), queue()],
      '0.steps.0.value: a value of the type integer',
    ],
    [
      'a copy into another type',
      [copy('a', 'customerId', 'tier'), queue()],
      '0.steps.0.from: a variable of the type integer',
    ],
    [
      'a copy of a secure value',
      [copy('a', 'tier', 'pin'), queue()],
      '0.steps.0.from: no secure variable: its value would leave its protection',
    ],
    [
      'a value and a variable',
      [{id: 'a', kind: 'set', variable: 'tier', value: 'Gold', from: 'language', next: 'queue'}, queue()],
      '0.steps.0: a value or the variable it is copied from, one of the two',
    ],
    [
      'secure values for another system',
      [http('a', {method: 'POST', url: 'https://crm.example/{pin}', body: ['tier', 'pin']}), queue()],
      '0.steps.0.url: no secure variable: its value would leave its protection',
      '0.steps.0.body.1: no secure variable: its value would leave its protection',
    ],
    ['a body where none is sent', [http('a', {body: ['tier']}), queue()], '0.steps.0.body: nothing but for POST'],
    ['an emergency number', [{...transfer, number: '911'}], '0.steps.0.number: no emergency number'],
    [
      'an entry point there is not',
      [{...transfer, entryPoint: 'x'}],
      '0.steps.0.entryPoint: the id of a voice entry point',
    ],
    ['a transfer to nobody', [transfer], '0.steps.0: a number or an entry point, one of the two'],
    [
      'a transfer to two',
      [{...transfer, number: '100', entryPoint: 'plain'}],
      '0.steps.0: a number or an entry point, one of the two',
    ],
  ];
  for (const [what, steps, ...says] of cases)
    it(`[FL-8] finds ${what}`, () => assert.deepEqual(problemsOf(...steps), says));

  it('[FL-8] finds flows that lead only to each other', () => {
    const around: FlowSurroundings = {
      ...AROUND,
      flowBehind: ({entryPoint}) => (entryPoint === 'main' ? 'second' : 'first'),
    };
    const first = {id: 'first', name: 'First', steps: [{...transfer, entryPoint: 'main'}]};
    const second = {id: 'second', name: 'Second', steps: [play('a', 'away'), {...transfer, entryPoint: 'plain'}]};
    assert.deepEqual(
      checkFlows([first, second], around).map(({path, expected}) => `${path}: ${expected}`),
      [`0.steps.0: ${NO_WAY}`, `1.steps.0: ${NO_WAY}`, `1.steps.1: ${NO_WAY}`, `1.steps.1: ${LOOP}`],
    );
  });
});

const IDS = ['a', 'b', 'c', 'd', 'e'] as const;
const lead = fc.constantFrom(...IDS);

const anyStep = (id: string): fc.Arbitrary<FlowStep> =>
  fc.oneof(
    lead.map((next) => play(id, next)),
    lead.map((next) => set(id, 'tier', 'Gold', next)),
    fc.tuple(lead, lead).map(([next, onFailure]) => http(id, {next, onFailure})),
    fc.tuple(lead, lead).map(([open, closed]) => hours(id, open, closed)),
    fc
      .tuple(lead, lead, lead, lead)
      .map(([one, next, onTimeout, onInvalid]) => digits(id, {branches: {1: one}, next, onTimeout, onInvalid})),
    fc.constant(queue(id)),
    fc.constant<FlowStep>({id, kind: 'end'}),
  );

const anyFlow: fc.Arbitrary<Flow> = fc
  .tuple(...IDS.map(anyStep))
  .chain((steps) => fc.integer({min: 1, max: steps.length}).map((length) => steps.slice(0, length)))
  .map((steps) => ({id: 'first', name: 'First', steps}));

describe('a flow that the check accepts', () => {
  /** Whatever is not the caller's doing: sounds end, requests are answered or not, hours are open or not. */
  const doing = (run: FlowRun, answered: boolean): FlowEvent => {
    if (run.awaiting === 'leg') return {type: 'leg-connected'};
    if (run.awaiting !== 'http') return {type: 'time-out'};
    return answered ? {type: 'answered', values: {}} : {type: 'failed'};
  };

  it('[FL-7] ends or waits for the caller, whatever happens, within as many steps as it has', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyFlow, fc.infiniteStream(fc.boolean()), (flow, chance) => {
        if (checkFlows([flow], AROUND).length > 0) return;
        accepted += 1;
        const chances = chance[Symbol.iterator]();
        const luck = () => chances.next().value === true;
        const facts = {...FACTS, isOpen: luck};
        let run: FlowRun | null = beginRun(flow.steps, 0);
        for (let events = 0; run !== null && run.awaiting !== 'digits'; events += 1) {
          assert.ok(events <= 3 * flow.steps.length, 'it goes round');
          const taken = transitionFlow(flow.steps, run, doing(run, luck()), facts);
          assert.ok(taken, 'what it waits for means something to it');
          for (const effect of taken.effects)
            assert.ok(effect.type !== 'leave' || effect.exit.kind !== 'fallback', 'it fails');
          run = taken.run;
          if (run !== null) assert.ok(run.visits <= flow.steps.length);
        }
      }),
      {numRuns: 5_000, seed: 42},
    );
    assert.ok(accepted > 100, `only ${accepted} were accepted`);
  });

  it('[FL-7] comes to an end for some caller from every step', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        if (checkFlows([flow], AROUND).length > 0) return;
        for (const {id} of flow.steps) assert.ok(canLeave(flow, id), id);
      }),
      {numRuns: 2_000, seed: 7},
    );
  });

  /** By what every event and answer leads to, from the step's beginning. */
  function canLeave({steps}: Flow, from: string): boolean {
    const seen = new Set<string>();
    const open: FlowRun[] = [{step: from, awaiting: 'leg', sounds: [], digits: '', attempt: 0, visits: 0}];
    for (let run = open.pop(); run !== undefined && seen.size < FLOW_VISITS_MAX; run = open.pop()) {
      const key = JSON.stringify({...run, visits: 0});
      if (seen.has(key)) continue;
      seen.add(key);
      for (const isOpen of [true, false])
        for (const event of EVENTS) {
          const taken = transitionFlow(steps, {...run, visits: 0}, event, {...FACTS, isOpen: () => isOpen});
          if (taken?.effects.some((each) => each.type === 'leave') === true) return true;
          if (taken?.run) open.push(taken.run);
        }
    }
    return false;
  }

  const EVENTS: readonly FlowEvent[] = [
    {type: 'leg-connected'},
    {type: 'time-out'},
    {type: 'answered', values: {}},
    {type: 'failed'},
    ...['1', '2', '#'].map((digit) => ({type: 'digit', digit}) as const),
  ];
});
