import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  FLOW_VISITS_MAX,
  type FlowExit,
  type FlowTransition,
  beginRun,
  transitionFlow,
} from '../../src/domain/flow-run.ts';
import type {FlowStep} from '../../src/domain/flow.ts';
import {
  END,
  FACTS,
  TIME_OUT,
  after,
  begun,
  copy,
  digits,
  ended,
  hours,
  http,
  play,
  pressed,
  queue,
  set,
} from './flow-fixtures.ts';

function announced({effects}: FlowTransition): readonly (string | null)[] {
  return effects.flatMap((each) => (each.type === 'announce' ? [each.sound] : []));
}

function exitOf({effects, run}: FlowTransition): FlowExit | null {
  const [exit = null] = effects.flatMap((each) => (each.type === 'leave' ? [each.exit] : []));
  assert.equal(exit === null, run !== null, 'a flow is left, or goes on');
  return exit;
}

const TO_BILLING: FlowExit = {kind: 'queue', queue: 'billing', priority: null, skills: {}, overflow: null};
const fallback = (why: Extract<FlowExit, {kind: 'fallback'}>['why']): FlowExit => ({kind: 'fallback', why});

describe('a flow', () => {
  it('[FL-1] begins at its first step when the caller can hear it, and nothing else begins it', () => {
    const steps = [play('hello', 'queue'), queue()];
    const fresh = beginRun(steps, 0);
    for (const event of [TIME_OUT, ended('welcome.en'), ...pressed('1'), {type: 'failed'} as const])
      assert.equal(transitionFlow(steps, fresh, event, FACTS), null);
    const {run, effects} = begun(steps);
    assert.deepEqual(effects, [
      {type: 'announce', sound: 'welcome.en'},
      {type: 'wait', ms: 12_957},
    ]);
    assert.equal(run?.awaiting, 'sound');
  });

  it('[FL-1] plays sounds one after the other and goes on when the last is over', () => {
    const steps = [play('hello', 'queue', {sounds: ['welcome', 'please-hold']}), queue()];
    const second = after(steps, begun(steps).run, [ended('welcome.en')]);
    assert.deepEqual(announced(second), ['please-hold.en']);
    // Word of a sound that is not the present one is late.
    assert.equal(second.run === null ? 0 : transitionFlow(steps, second.run, ended('welcome.en'), FACTS), null);
    assert.deepEqual(exitOf(after(steps, second.run, [ended('please-hold.en')])), TO_BILLING);
  });

  it('[FL-1] goes on too when word of a sound’s end is lost', () => {
    const steps = [play('hello', 'queue'), queue()];
    assert.deepEqual(exitOf(after(steps, begun(steps).run, [TIME_OUT])), TO_BILLING);
  });

  it('[FL-17] speaks the language that a variable says', () => {
    const steps = [play('hello', 'queue', {language: 'language'}), queue()];
    for (const [value, sound] of [
      ['Polish', 'welcome.pl'],
      ['pl-PL', 'welcome.pl'],
      ['English', 'welcome.en'],
      ['plain', 'welcome.en'],
      [null, 'welcome.en'],
    ] as const)
      assert.deepEqual(announced(begun(steps, {...FACTS, variables: [{name: 'language', type: 'string', value}]})), [
        sound,
      ]);
  });

  it('[FL-3] a digit ends what may be interrupted and counts for the next question; else it is not heard', () => {
    const menu = digits('menu', {branches: {2: 'end'}});
    const steps = [play('hello', 'menu'), menu, queue(), END];
    assert.deepEqual(exitOf(after(steps, begun(steps).run, pressed('2'))), {kind: 'end'});
    const deaf = [play('hello', 'menu', {interruptible: false}), menu, queue(), END];
    const {run} = begun(deaf);
    assert.ok(run);
    assert.equal(transitionFlow(deaf, run, {type: 'digit', digit: '2'}, FACTS), null);
  });

  it('[FL-5] goes by opening hours at that moment', () => {
    const steps = [hours('hours', 'queue', 'end'), queue(), END];
    assert.deepEqual(exitOf(begun(steps)), TO_BILLING);
    assert.deepEqual(exitOf(begun(steps, {...FACTS, isOpen: () => false})), {kind: 'end'});
  });

  it('[FL-4] sets what is of the variable’s type, and what it set itself counts in the next step', () => {
    const steps = [
      set('gold', 'tier', 'Gold', 'twice'),
      copy('twice', 'language', 'tier', 'wrong'),
      set('wrong', 'customerId', 'x1'),
      queue(),
    ];
    assert.deepEqual(
      begun(steps).effects.filter(({type}) => type === 'set-values'),
      [
        {type: 'set-values', values: {tier: 'Gold'}},
        {type: 'set-values', values: {language: 'Gold'}},
      ],
    );
  });

  it('[FL-1] asks another system with music, and goes on with its answer, a failure or nothing', () => {
    const steps = [http('ask', {next: 'end'}), queue(), END];
    const {run, effects} = begun(steps);
    assert.deepEqual(effects, [
      {type: 'announce', sound: null},
      {type: 'wait', ms: 8_000},
    ]);
    const answered = after(steps, run, [{type: 'answered', values: {customerId: '42'}}]);
    assert.deepEqual(answered.effects[0], {type: 'set-values', values: {customerId: '42'}});
    assert.deepEqual(exitOf(answered), {kind: 'end'});
    assert.deepEqual(exitOf(after(steps, run, [{type: 'failed'}])), TO_BILLING);
    assert.deepEqual(exitOf(after(steps, run, [TIME_OUT])), TO_BILLING);
    assert.ok(run);
    for (const event of [...pressed('1'), ended('welcome.en'), {type: 'leg-connected'} as const])
      assert.equal(transitionFlow(steps, run, event, FACTS), null);
  });

  it('[FL-1] leads to a queue, a number, another entry point or the end', () => {
    const transfer = {id: 't', kind: 'transfer'} as const;
    const exits: readonly (readonly [FlowStep, FlowExit])[] = [
      [
        {...queue(), kind: 'queue', queue: 'vip', priority: 4, skills: {billing: 3}, overflow: null},
        {kind: 'queue', queue: 'vip', priority: 4, skills: {billing: 3}, overflow: null},
      ],
      [
        {...transfer, number: '+12015550199', entryPoint: null},
        {kind: 'number', number: '+12015550199', visits: 1},
      ],
      [
        {...transfer, number: null, entryPoint: 'sales'},
        {kind: 'entry-point', entryPoint: 'sales', visits: 1},
      ],
      [{...transfer, number: null, entryPoint: null}, fallback('leads-nowhere')],
      [END, {kind: 'end'}],
    ];
    for (const [step, exit] of exits) assert.deepEqual(exitOf(begun([step])), exit);
  });

  it('[FL-6] that fails leads to the entry point’s own queue', () => {
    assert.deepEqual(exitOf(begun([])), fallback('unknown-step'));
    assert.deepEqual(exitOf(begun([set('a', 'tier', 'Gold', null)])), fallback('leads-nowhere'));
    assert.deepEqual(exitOf(begun([set('a', 'tier', 'Gold', 'gone')])), fallback('unknown-step'));
    const steps = [play('a', 'gone')];
    assert.deepEqual(exitOf(after(steps, begun(steps).run, [TIME_OUT])), fallback('unknown-step'));
    const {run} = begun(steps);
    assert.ok(run);
    assert.deepEqual(exitOf(after([], run, [TIME_OUT])), fallback('unknown-step'));
  });

  it('[FL-6] that runs away leads there too, counting the flows that led to it', () => {
    const round = [set('a', 'tier', 'Gold', 'b'), set('b', 'tier', 'Silver', 'a')];
    assert.deepEqual(exitOf(begun(round)), fallback('too-many-steps'));
    const steps = [queue()];
    const last = beginRun(steps, FLOW_VISITS_MAX);
    const taken = transitionFlow(steps, last, {type: 'leg-connected'}, FACTS);
    assert.ok(taken);
    assert.deepEqual(exitOf(taken), fallback('too-many-steps'));
  });
});

describe('digits of a flow', () => {
  const number = digits('number', {
    sound: 'enter-customer-number',
    min: 3,
    max: 6,
    variable: 'customerId',
    next: 'queue',
    onTimeout: 'end',
    onInvalid: 'other',
  });
  const steps = [number, queue(), queue('other', 'support'), END];
  const asked = begun(steps).run;
  const listening = after(steps, asked, [ended('enter-customer-number.en')]).run;
  const values = ({effects}: FlowTransition) =>
    effects.flatMap((each) => (each.type === 'set-values' ? [each.values] : []));

  it('[FL-2] end with the terminator, at their longest, or when nothing more comes', () => {
    for (const [events, kept] of [
      [pressed('471#'), '471'],
      [pressed('471123'), '471123'],
      [[...pressed('4711'), TIME_OUT], '4711'],
    ] as const) {
      for (const run of [asked, listening]) {
        const taken = after(steps, run, events);
        assert.deepEqual(values(taken), [{customerId: kept}]);
        assert.deepEqual(exitOf(taken), TO_BILLING);
      }
    }
  });

  it('[FL-2] silence the prompt with the first, and each gets the whole time', () => {
    const first = after(steps, asked, pressed('4'));
    assert.deepEqual(first.effects, [
      {type: 'announce', sound: 'quiet'},
      {type: 'wait', ms: 5_000},
    ]);
    assert.equal(first.run?.awaiting, 'digits');
  });

  it('[FL-2] that are not right are asked for again, with a word that they were not', () => {
    for (const wrong of [pressed('47#'), pressed('#'), pressed('47*111'), [...pressed('47'), TIME_OUT]]) {
      const again = after(steps, listening, wrong);
      assert.deepEqual(announced(again).at(-1), 'not-understood.en');
      assert.deepEqual(again.run?.sounds, ['not-understood.en', 'enter-customer-number.en']);
      const wrongAgain = after(steps, again.run, [
        ended('not-understood.en'),
        ended('enter-customer-number.en'),
        ...wrong,
      ]);
      assert.deepEqual(exitOf(wrongAgain), {...TO_BILLING, queue: 'support'});
      assert.deepEqual(values(wrongAgain), []);
    }
  });

  it('[FL-2] that do not come are asked for again, and then lead elsewhere', () => {
    const again = after(steps, listening, [TIME_OUT]);
    assert.equal(again.run?.attempt, 1);
    const sounds = [ended('not-understood.en'), ended('enter-customer-number.en')];
    assert.deepEqual(exitOf(after(steps, again.run, [...sounds, TIME_OUT])), {kind: 'end'});
  });

  it('[FL-2] lead to their branch; others to the next step, or are asked for again where there is none', () => {
    const branches = {1: 'queue', 2: 'other'};
    const open = [digits('menu', {branches, next: 'end'}), queue(), queue('other', 'support'), END];
    assert.deepEqual(exitOf(after(open, begun(open).run, pressed('2'))), {...TO_BILLING, queue: 'support'});
    assert.deepEqual(exitOf(after(open, begun(open).run, pressed('9'))), {kind: 'end'});
    const closed = [digits('menu', {branches, next: null, onInvalid: 'end'}), queue(), queue('other', 'support'), END];
    const again = after(closed, begun(closed).run, pressed('9'));
    assert.equal(again.run?.attempt, 1);
    assert.deepEqual(exitOf(after(closed, again.run, pressed('9'))), {kind: 'end'});
  });

  it('[FL-2] that no telephone has are not heard', () => {
    assert.ok(listening);
    for (const digit of ['A', 'x', '', '12'])
      assert.equal(transitionFlow(steps, listening, {type: 'digit', digit}, FACTS), null);
  });
});
