import {describe, it} from 'node:test';
import type {Contact} from '../../src/domain/contact.ts';
import {type Row, assertRow, titleOf} from './control-cases.ts';
import {after} from './contact-fixtures.ts';
import {AGENT, HANG_UP, OTHER_AGENT, PARTY_STATES, SUPERVISOR, THIRD_AGENT, by, monitor} from './party-fixtures.ts';

const S = PARTY_STATES;
const listening = (contact: Contact): Contact => after(contact, monitor());
const speaking = (contact: Contact): Contact => after(contact, monitor(), by('barge-in', SUPERVISOR));
const eight = S['conference of eight'];

const UNANSWERED = 'toggle=consult-not-answered hold-consult=consult-not-answered';
const ON_HOLD = 'end=customer-held keypad=digits-held';
const FURTHER = 'consult=consult-open exit-conference=consult-open complete-transfer=in-conference';
const GONE = 'hold=post-call keypad=not-connected consult=post-call';

const ROWS: readonly Row[] = [
  [
    'CF-9',
    'conference of three',
    S['conference of three'],
    AGENT,
    'mute edit hold keypad consult exit-conference end',
    '',
  ],
  [
    'CF-20',
    'conference of three',
    S['conference of three'],
    OTHER_AGENT,
    'mute suggest-wrap-up keypad consult exit-conference',
    '',
  ],
  [
    'CF-9',
    'conference with a number',
    S['conference with a number'],
    AGENT,
    'mute edit hold keypad consult exit-conference end',
    '',
  ],
  [
    'CF-15',
    'conference, customer held',
    S['conference, customer held'],
    AGENT,
    'mute edit resume consult exit-conference',
    ON_HOLD,
  ],
  [
    'CF-20',
    'conference, customer held',
    S['conference, customer held'],
    OTHER_AGENT,
    'mute suggest-wrap-up consult exit-conference',
    'keypad=digits-held',
  ],
  ['CF-2', 'conference of eight', eight, AGENT, 'mute edit hold keypad exit-conference end', 'consult=conference-full'],
  [
    'CF-2',
    'conference of eight',
    eight,
    'agent-7',
    'mute suggest-wrap-up keypad exit-conference',
    'consult=conference-full',
  ],
  [
    'CO-56',
    'conference, asking further',
    S['conference, asking further'],
    AGENT,
    'mute edit resume end-consult',
    `${ON_HOLD} ${FURTHER} ${UNANSWERED} conference=consult-not-answered`,
  ],
  [
    'CO-56',
    'conference, consulting',
    S['conference, consulting'],
    AGENT,
    'mute edit resume end-consult hold-consult toggle conference',
    `${ON_HOLD} ${FURTHER}`,
  ],
  [
    'CO-52',
    'conference going on, consulting',
    S['conference going on, consulting'],
    AGENT,
    'mute edit hold end end-consult hold-consult toggle conference',
    `keypad=digits-held ${FURTHER}`,
  ],
  [
    'CF-22',
    'conference, consulting',
    S['conference, consulting'],
    OTHER_AGENT,
    'mute suggest-wrap-up exit-conference',
    'keypad=digits-held consult=consult-open',
  ],
  [
    'CO-66',
    'conference, consulting',
    S['conference, consulting'],
    THIRD_AGENT,
    'mute suggest-wrap-up exit-consult',
    '',
  ],
  [
    'CF-22',
    'conference, conferenced agent consulting',
    S['conference, conferenced agent consulting'],
    OTHER_AGENT,
    'mute suggest-wrap-up end-consult hold-consult toggle conference',
    'keypad=digits-held consult=consult-open exit-conference=consult-open',
  ],
  [
    'CF-14',
    'conference, conferenced agent consulting',
    S['conference, conferenced agent consulting'],
    AGENT,
    'mute edit hold keypad cancel-invitation exit-conference end',
    'consult=consult-open',
  ],
  [
    'CF-24',
    'conference with who comes from a queue',
    S['conference with who comes from a queue'],
    AGENT,
    'mute edit hold keypad consult cancel-invitation end',
    'exit-conference=consult-not-answered',
  ],
  [
    'CF-9',
    'conference with a number that rings',
    S['conference with a number that rings'],
    AGENT,
    'mute edit hold keypad consult cancel-invitation exit-conference end',
    '',
  ],
  [
    'CO-64',
    'post-call consulting',
    S['post-call consulting'],
    AGENT,
    'mute edit wrap-up end end-consult hold-consult',
    `${GONE} transfer=post-call conference=post-call complete-transfer=post-call`,
  ],
  [
    'CO-64',
    'post-call, consult on hold',
    S['post-call, consult on hold'],
    AGENT,
    'mute edit wrap-up end end-consult resume-consult',
    `${GONE} transfer=post-call conference=post-call complete-transfer=post-call`,
  ],
  ['CO-71', 'post-call consulting', S['post-call consulting'], OTHER_AGENT, 'mute suggest-wrap-up exit-consult', ''],
  ['CF-23', 'post-call of three', S['post-call of three'], AGENT, 'mute edit wrap-up end exit-conference', GONE],
  [
    'CF-21',
    'post-call of three',
    S['post-call of three'],
    OTHER_AGENT,
    'mute suggest-wrap-up exit-conference',
    'keypad=not-connected consult=post-call',
  ],
  ['CF-23', 'post-call of two', S['post-call of two'], AGENT, 'mute edit wrap-up end', `${GONE} transfer=post-call`],
  [
    'CF-19',
    'post-call of two',
    S['post-call of two'],
    OTHER_AGENT,
    'mute suggest-wrap-up exit-conference',
    'keypad=not-connected consult=post-call',
  ],
  ['CF-30', 'connected, listening', listening(S.connected), SUPERVISOR, 'barge-in stop-monitoring', ''],
  ['CF-30', 'connected, speaking', speaking(S.connected), SUPERVISOR, 'mute stop-monitoring', ''],
  ['CF-30', 'consulting, listening', listening(S.consulting), SUPERVISOR, 'barge-in stop-monitoring', ''],
  ['CF-30', 'conference of eight, listening', listening(eight), SUPERVISOR, 'barge-in stop-monitoring', ''],
  [
    'CF-30',
    'post-call of two, listening',
    after(listening(S['conference of three']), HANG_UP),
    SUPERVISOR,
    'stop-monitoring',
    'barge-in=post-call',
  ],
  [
    'CF-30',
    'post-call of two, speaking',
    after(speaking(S['conference of three']), HANG_UP),
    SUPERVISOR,
    'mute stop-monitoring',
    '',
  ],
  ['TR-22', 'given to an agent', S['given to an agent'], AGENT, 'wrap-up', ''],
  ['TR-22', 'given to a queue', S['given to a queue'], AGENT, 'wrap-up', ''],
  ['TR-22', 'given to a number', S['given to a number'], AGENT, 'wrap-up', ''],
  ['CF-11', 'wrapping up', S['wrapping up'], AGENT, 'wrap-up', ''],
  ['CF-11', 'conference, ended', after(S['conference of three'], by('end')), AGENT, 'wrap-up', ''],
  ['CF-16', 'conference, left', after(S['conference of three'], by('exit-conference')), AGENT, 'wrap-up', ''],
  [
    'CF-10',
    'conference, left by the other',
    after(S['conference of three'], by('exit-conference')),
    OTHER_AGENT,
    'mute edit hold keypad consult transfer end',
    '',
  ],
  ['CF-21', 'conference, ended', after(S['conference of three'], by('end')), OTHER_AGENT, '', ''],
  ['WU-8', 'wrapped up', S['wrapped up'], AGENT, '', ''],
];

describe('controls in a conference, in Post Call, for supervisors and afterwards', () => {
  for (const row of ROWS) it(`[${row[0]}] ${titleOf(row)}`, () => assertRow(row));
});
