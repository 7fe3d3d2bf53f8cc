import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {agentParty, apply, legOf} from './contact-fixtures.ts';
import {
  AGENT_LEG,
  CLAIMS,
  CONSULT,
  HANG_UP,
  NUMBER_LEG,
  OTHER_AGENT,
  PARTY_STATES,
  type PartyState,
  come,
  monitor,
} from './party-fixtures.ts';

/** The state after it where it changes something, `=` where it changes nothing, `!reason` where it is refused. */
type Outcomes = {readonly else: string} & {readonly [state in PartyState]?: string};

const ENDED = {'wrapping up': '!contact-ended', 'wrapped up': '!contact-ended'};
const POST_CALL = [
  'post-call consulting',
  'post-call, consult on hold',
  'post-call of three',
  'post-call of two',
] as const satisfies readonly PartyState[];

function all(states: readonly PartyState[], outcome: string): {readonly [state in PartyState]?: string} {
  return Object.fromEntries(states.map((state) => [state, outcome]));
}

/** What the hub does by itself; what agents do is tried through their controls. */
const TABLE: readonly (readonly [string, readonly ContactAction[], Outcomes])[] = [
  [
    'an asked agent comes',
    [come('agent-9')],
    {
      else: '!offer-gone',
      ...ENDED,
      ...all(
        [
          'asking an agent',
          'asking an agent, customer resumed',
          'asking a queue',
          'asking an entry point',
          'conference, asking further',
          'conference with who comes from a queue',
        ],
        'connected',
      ),
    },
  ],
  [
    'nobody comes',
    [{type: 'fail-consult', conversationId: CONSULT}],
    {
      else: '=',
      ...all(
        [
          'asking an agent',
          'asking an agent, customer resumed',
          'asking a queue',
          'asking an entry point',
          'asking a number',
          'conference, asking further',
          'conference with who comes from a queue',
        ],
        'connected',
      ),
    },
  ],
  [
    'a number answers',
    [{type: 'answer-leg', legId: NUMBER_LEG}],
    {
      else: '=',
      'asking a number': 'connected',
      'conference with a number that rings': 'connected',
      'given to a number': 'connected',
    },
  ],
  [
    'a number is busy, or hangs up',
    [{type: 'drop-leg', legId: NUMBER_LEG, reason: 'busy'}],
    {
      else: '=',
      'asking a number': 'connected',
      'consulting a number': 'connected',
      'conference with a number': 'connected',
      'conference with a number that rings': 'connected',
      'given to a number': 'waiting',
      'customer with a number': 'ended',
    },
  ],
  [
    'a flow plays a sound',
    [{type: 'announce', announcement: {sound: 'wait', startedAtMs: 1}}],
    {else: '=', 'given to a queue': 'waiting', 'given to an agent': 'offered'},
  ],
  [
    'a flow finds another queue',
    [{type: 'enqueue', destination: {...CLAIMS, queue: {id: 'other', name: 'Other'}}}],
    {else: '=', 'given to a queue': 'waiting'},
  ],
  [
    'a customer has been without an agent for too long',
    [{type: 'end-unattended'}],
    {else: '=', 'given to a number': 'ended', 'customer with a number': 'ended'},
  ],
  [
    'a supervisor begins to listen',
    [monitor()],
    {
      else: 'connected',
      ...ENDED,
      ...all(POST_CALL, '!post-call'),
      ...all(['given to an agent', 'given to a queue', 'given to a number', 'customer with a number'], '!nobody-there'),
    },
  ],
  ['it is offered', [{type: 'open-offer', offerId: 'offer-2'}], {else: '!contact-gone', 'given to a queue': 'offered'}],
  [
    'the offer is not taken',
    [{type: 'return-offer', offerId: 'offer-transfer'}],
    {else: '=', 'given to an agent': 'waiting'},
  ],
  [
    'the offer is taken',
    [
      {
        type: 'accept-offer',
        offerId: 'offer-transfer',
        participantId: 'participant-2',
        party: agentParty(OTHER_AGENT),
        leg: legOf('leg-other'),
      },
    ],
    {else: '!offer-gone', ...ENDED, 'given to an agent': 'connected'},
  ],
  [
    'the customer hangs up',
    [HANG_UP],
    {
      else: 'post-call',
      ...all([...POST_CALL, 'wrapping up', 'wrapped up'], '='),
      ...all(
        [
          'connected',
          'held',
          'asking an agent',
          'asking an agent, customer resumed',
          'asking a queue',
          'asking an entry point',
          'asking a number',
          'given to an agent',
          'given to a queue',
          'given to a number',
          'customer with a number',
          'conference with who comes from a queue',
          'conference with a number that rings',
        ],
        'ended',
      ),
    },
  ],
  [
    'the primary agent vanishes and does not come back',
    [
      {type: 'lose-leg', legId: AGENT_LEG},
      {type: 'give-up-leg', legId: AGENT_LEG},
    ],
    {
      else: 'waiting',
      ...all(
        [
          'conference of three',
          'conference, customer held',
          'conference of eight',
          'conference with a number',
          'conference, asking further',
          'conference, consulting',
          'conference going on, consulting',
          'conference, conferenced agent consulting',
          'conference with a number that rings',
        ],
        'connected',
      ),
      'post-call of three': 'post-call',
      ...all(['post-call consulting', 'post-call, consult on hold', 'post-call of two'], 'ended'),
      ...all(
        [
          'given to an agent',
          'given to a queue',
          'given to a number',
          'customer with a number',
          'wrapping up',
          'wrapped up',
        ],
        '=',
      ),
    },
  ],
];

function outcomeOf(state: PartyState, actions: readonly ContactAction[]): string {
  let contact: ReturnType<typeof stateOf> = stateOf(state);
  const {version} = contact;
  for (const action of actions) {
    const result = apply(contact, action);
    if ('refused' in result) return `!${result.refused}`;
    contact = result.contact;
  }
  return contact.version === version ? '=' : contact.status;
}

function stateOf(state: PartyState): (typeof PARTY_STATES)[PartyState] {
  return PARTY_STATES[state];
}

const STATES = Object.keys(PARTY_STATES).filter((name): name is PartyState => Object.hasOwn(PARTY_STATES, name));

describe('every state of a contact of several × everything the hub does', () => {
  for (const [name, actions, outcomes] of TABLE) {
    for (const state of STATES) {
      const expected = outcomes[state] ?? outcomes.else;
      it(`[DM-1] ${name}, ${state}: ${expected}`, () => assert.equal(outcomeOf(state, actions), expected));
    }
  }
});
