import {describe, it} from 'node:test';
import {type Row, assertRow, titleOf} from './control-cases.ts';
import {after, outbound} from './contact-fixtures.ts';
import {AGENT, OTHER_AGENT, PARTY_STATES, by} from './party-fixtures.ts';

const S = PARTY_STATES;

const ASKED = 'consult=consult-open transfer=consult-open';
const UNANSWERED = 'toggle=consult-not-answered hold-consult=consult-not-answered';
const WAITING = `${UNANSWERED} conference=consult-not-answered complete-transfer=consult-not-answered`;
const ON_HOLD = 'end=customer-held keypad=digits-held';

const ROWS: readonly Row[] = [
  [
    'HO-2',
    'dialling',
    outbound(),
    AGENT,
    'mute edit end',
    'hold=not-connected keypad=not-connected consult=not-connected transfer=not-connected',
  ],
  ['CO-5', 'connected', S.connected, AGENT, 'mute edit hold keypad consult transfer end', ''],
  ['HO-6', 'held', S.held, AGENT, 'mute edit resume consult transfer', ON_HOLD],
  [
    'CO-38',
    'asking an agent',
    S['asking an agent'],
    AGENT,
    'mute edit resume end-consult',
    `${ON_HOLD} ${ASKED} ${WAITING}`,
  ],
  [
    'CO-41',
    'asking an agent, customer resumed',
    S['asking an agent, customer resumed'],
    AGENT,
    'mute edit hold keypad end end-consult',
    `${ASKED} toggle=consult-not-answered conference=consult-not-answered complete-transfer=consult-not-answered`,
  ],
  [
    'CO-39',
    'asking a queue',
    S['asking a queue'],
    AGENT,
    'mute edit resume end-consult conference complete-transfer',
    `${ON_HOLD} ${ASKED} ${UNANSWERED}`,
  ],
  [
    'CO-39',
    'asking an entry point',
    S['asking an entry point'],
    AGENT,
    'mute edit resume end-consult conference complete-transfer',
    `${ON_HOLD} ${ASKED} ${UNANSWERED}`,
  ],
  [
    'CO-39',
    'asking a number',
    S['asking a number'],
    AGENT,
    'mute edit resume end-consult conference complete-transfer',
    `${ON_HOLD} ${ASKED} ${UNANSWERED}`,
  ],
  [
    'CO-54',
    'consulting',
    S.consulting,
    AGENT,
    'mute edit resume end-consult hold-consult toggle conference complete-transfer',
    `${ON_HOLD} ${ASKED}`,
  ],
  [
    'CO-57',
    'consulting, toggled back',
    S['consulting, toggled back'],
    AGENT,
    'mute edit hold keypad end end-consult resume-consult toggle conference complete-transfer',
    ASKED,
  ],
  [
    'CO-54',
    'consulting a number',
    S['consulting a number'],
    AGENT,
    'mute edit resume end-consult hold-consult toggle conference complete-transfer',
    `${ON_HOLD} ${ASKED}`,
  ],
  ['CO-66', 'consulting', S.consulting, OTHER_AGENT, 'mute suggest-wrap-up exit-consult', ''],
  [
    'CO-66',
    'consulting, toggled back',
    S['consulting, toggled back'],
    OTHER_AGENT,
    'mute suggest-wrap-up exit-consult',
    '',
  ],
  ['CO-67', 'consult ended', after(S.consulting, by('end-consult')), OTHER_AGENT, '', ''],
  [
    'CO-37',
    'consult ended',
    after(S.consulting, by('end-consult')),
    AGENT,
    'mute edit resume consult transfer',
    ON_HOLD,
  ],
  [
    'CO-68',
    'consulted agent left',
    after(S.consulting, by('exit-consult', OTHER_AGENT)),
    AGENT,
    'mute edit resume consult transfer',
    ON_HOLD,
  ],
  [
    'CO-59',
    'given to who was consulted',
    after(S.consulting, by('complete-transfer')),
    OTHER_AGENT,
    'mute edit hold keypad consult transfer end',
    '',
  ],
  ['CO-59', 'given to who was consulted', after(S.consulting, by('complete-transfer')), AGENT, 'wrap-up', ''],
];

describe('controls during a consult, and of a call of two', () => {
  for (const row of ROWS) it(`[${row[0]}] ${titleOf(row)}`, () => assertRow(row));
});
