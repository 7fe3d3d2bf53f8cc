import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {FlowAction} from '../../src/domain/contact-flow.ts';
import type {VariableAction} from '../../src/domain/contact-variable.ts';
import type {TelephoneAction} from '../../src/domain/telephone.ts';
import type {ConsultAction} from '../../src/domain/contact-consult.ts';
import type {AssistAction} from '../../src/domain/contact-supervision.ts';
import type {TransferAction} from '../../src/domain/contact-transfer.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  OFFER,
  OPEN,
  accept,
  after,
  apply,
  connected,
  inbound,
  outbound,
  postCall,
} from './contact-fixtures.ts';

const STATES = {
  waiting: inbound(),
  offered: after(inbound(), OPEN),
  dialling: outbound(),
  connected: connected(),
  held: after(connected(), {type: 'hold', agentId: AGENT}),
  muted: after(connected(), {type: 'mute', agentId: AGENT}),
  'agent lost': after(connected(), {type: 'lose-leg', legId: AGENT_LEG}),
  'customer lost': after(connected(), {type: 'lose-leg', legId: CUSTOMER_LEG}),
  'post-call': postCall(),
  'wrapping up': after(connected(), {type: 'end', agentId: AGENT}),
  'wrapped up': after(connected(), {type: 'end', agentId: AGENT}, {type: 'wrap-up', agentId: AGENT}),
  chat: connected('chat'),
} satisfies Record<string, Contact>;

type StateName = keyof typeof STATES;

/** Those of a call of two and of a digital contact; `contact-table-parties.test.ts` has the others, and more states. */
type TwoPartyAction = Exclude<
  ContactAction['type'],
  | ConsultAction['type']
  | TransferAction['type']
  | AssistAction['type']
  | FlowAction['type']
  | TelephoneAction['type']
  | VariableAction['type']
  | 'exit-conference'
  | 'end-unattended'
>;

const ACTIONS = {
  'open-offer': {type: 'open-offer', offerId: 'offer-2'},
  'return-offer': {type: 'return-offer', offerId: OFFER},
  'accept-offer': accept(),
  'answer-dialled': {type: 'answer-dialled'},
  'fail-dialled': {type: 'fail-dialled', reason: 'busy'},
  'promise-callback': {type: 'promise-callback', announcement: {sound: 'goodbye.en', startedAtMs: 1}},
  'release-line': {type: 'release-line'},
  'call-off': {type: 'call-off', reason: 'withdrawn'},
  'hang-up-customer': {type: 'hang-up-customer'},
  end: {type: 'end', agentId: AGENT},
  hold: {type: 'hold', agentId: AGENT},
  resume: {type: 'resume', agentId: AGENT},
  mute: {type: 'mute', agentId: AGENT},
  unmute: {type: 'unmute', agentId: AGENT},
  'lose-leg': {type: 'lose-leg', legId: AGENT_LEG},
  'regain-leg': {type: 'regain-leg', legId: AGENT_LEG},
  'give-up-leg': {type: 'give-up-leg', legId: AGENT_LEG},
  'extend-wrap-up': {type: 'extend-wrap-up', agentId: AGENT},
  'wrap-up': {type: 'wrap-up', agentId: AGENT},
  withdraw: {type: 'withdraw'},
  update: {type: 'update', subject: 'Where is my order?', values: {}},
  'give-back': {type: 'give-back', agentId: AGENT},
} satisfies {[type in TwoPartyAction]: ContactAction};

const CUSTOMER_ACTIONS = {
  "lose-leg (the customer's)": {type: 'lose-leg', legId: CUSTOMER_LEG},
  "regain-leg (the customer's)": {type: 'regain-leg', legId: CUSTOMER_LEG},
  "give-up-leg (the customer's)": {type: 'give-up-leg', legId: CUSTOMER_LEG},
} satisfies Record<string, ContactAction>;

const ALL_ACTIONS: Readonly<Record<ActionName, ContactAction>> = {...ACTIONS, ...CUSTOMER_ACTIONS};
type ActionName = keyof typeof ACTIONS | keyof typeof CUSTOMER_ACTIONS;

/** The state after it where it changes something, `=` where it changes nothing, `!reason` where it is refused. */
const TABLE: Readonly<Record<ActionName, string>> = {
  //                 waiting | offered | dialling | connected | held | muted | agent lost | customer lost | post-call | wrapping up | wrapped up | chat
  'open-offer':
    'offered | !contact-gone | !contact-gone | !contact-gone | !contact-gone | !contact-gone | !contact-gone | !contact-gone | !contact-gone | !contact-gone | !contact-gone | !contact-gone',
  'return-offer': '= | waiting | = | = | = | = | = | = | = | = | = | =',
  'accept-offer':
    '!offer-gone | connected | !offer-gone | !offer-gone | !offer-gone | !offer-gone | !offer-gone | !offer-gone | !offer-gone | !contact-ended | !contact-ended | !offer-gone',
  'answer-dialled': '= | = | connected | = | = | = | = | = | = | = | = | =',
  'fail-dialled': '= | = | ended | = | = | = | = | = | = | = | = | =',
  'promise-callback': `waiting | waiting${' | !contact-gone'.repeat(10)}`,
  'release-line': `=${' | ='.repeat(11)}`,
  'call-off': `=${' | ='.repeat(11)}`,
  'hang-up-customer': 'ended | ended | ended | ended | ended | ended | ended | ended | = | = | = | ended',
  end: '!not-yours | !not-yours | ended | ended | !customer-held | ended | ended | ended | ended | = | = | ended',
  hold: '!not-yours | !not-yours | !not-connected | connected | = | connected | connected | connected | !post-call | !not-yours | !not-yours | !not-connected',
  resume:
    '!not-yours | !not-yours | !not-connected | = | connected | = | = | = | !post-call | !not-yours | !not-yours | !not-connected',
  mute: '!not-yours | !not-yours | dialling | connected | connected | = | connected | connected | post-call | !not-yours | !not-yours | !nothing-to-mute',
  unmute: '!not-yours | !not-yours | = | = | = | connected | = | = | = | !not-yours | !not-yours | !nothing-to-mute',
  'lose-leg': '= | = | dialling | connected | connected | connected | = | connected | post-call | = | = | =',
  'regain-leg': '= | = | = | = | = | = | connected | = | = | = | = | =',
  'give-up-leg': '= | = | = | = | = | = | waiting | = | = | = | = | =',
  'extend-wrap-up':
    '!wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | ended | !wrap-up-not-open | !wrap-up-not-open',
  'wrap-up':
    '!not-yours | !not-yours | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | !wrap-up-not-open | ended | !already-wrapped-up | !wrap-up-not-open',
  withdraw: `${'!not-digital | '.repeat(11)}ended`,
  update: `${'!not-digital | '.repeat(11)}connected`,
  'give-back': `${'!not-digital | '.repeat(11)}waiting`,
  "lose-leg (the customer's)":
    'waiting | offered | = | connected | connected | connected | connected | = | = | = | = | =',
  "regain-leg (the customer's)": '= | = | = | = | = | = | = | connected | = | = | = | =',
  "give-up-leg (the customer's)": '= | = | = | = | = | = | = | ended | = | = | = | =',
};

const STATE_NAMES: readonly StateName[] = [
  'waiting',
  'offered',
  'dialling',
  'connected',
  'held',
  'muted',
  'agent lost',
  'customer lost',
  'post-call',
  'wrapping up',
  'wrapped up',
  'chat',
];

function outcomeOf(contact: Contact, action: ContactAction): string {
  const result = apply(contact, action);
  if ('refused' in result) return `!${result.refused}`;
  return result.changed ? result.contact.status : '=';
}

describe('every state of a contact × every action', () => {
  for (const [name, action] of Object.entries(ALL_ACTIONS)) {
    const cells =
      Object.entries(TABLE)
        .find(([key]) => key === name)?.[1]
        .split(' | ') ?? [];
    for (const [index, state] of STATE_NAMES.entries()) {
      it(`[DM-1] ${name} in ${state}: ${cells[index]}`, () => {
        assert.equal(outcomeOf(STATES[state], action), cells[index]);
      });
    }
  }

  it('[DM-1] the table has a column for every state', () => {
    assert.deepEqual(STATE_NAMES.toSorted(), Object.keys(STATES).toSorted());
    for (const row of Object.values(TABLE)) assert.equal(row.split(' | ').length, STATE_NAMES.length);
  });
});
