import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Contact} from '../../src/domain/contact.ts';
import {type AudioSource, planMedia} from '../../src/domain/media-plan.ts';
import {AGENT_LEG, CUSTOMER_LEG, OPEN, after, inbound} from './contact-fixtures.ts';
import {
  CONSULT,
  NUMBER_LEG,
  OTHER_LEG,
  PARTY_STATES,
  THIRD_LEG,
  by,
  come,
  conferenceOf,
  consult,
} from './party-fixtures.ts';

const MUSIC = {kind: 'music'} as const;
const SILENCE = {kind: 'silence'} as const;
const RINGBACK = {kind: 'ringback'} as const;
const hears = (...legIds: readonly string[]): AudioSource => ({kind: 'legs', legIds});
const S = PARTY_STATES;
const ANNOUNCEMENT = {sound: 'wait', startedAtMs: 5};

const EIGHT = [CUSTOMER_LEG, AGENT_LEG, ...[2, 3, 4, 5, 6, 7].map((number) => `leg-agent-${number}`)];
const fourAsking = after(
  conferenceOf(4),
  consult({kind: 'agent', agentId: 'agent-4', name: 'Mira Kovács'}),
  come('agent-4', CONSULT),
);

type Case = readonly [id: string, state: string, contact: Contact, plan: Record<string, AudioSource>];

const CONSULTS: readonly Case[] = [
  [
    'HO-8',
    'asking an agent: the customer hears music',
    S['asking an agent'],
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: RINGBACK},
  ],
  [
    'HO-8',
    'asking a queue: the customer hears music',
    S['asking a queue'],
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: RINGBACK},
  ],
  [
    'DM-20',
    'asking a number: it rings as in its country',
    after(S.connected, consult({kind: 'dial-number', address: '+12015550123', name: null})),
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: {kind: 'ringback', country: 'US'}},
  ],
  [
    'CO-41',
    'customer resumed meanwhile',
    S['asking an agent, customer resumed'],
    {[CUSTOMER_LEG]: hears(AGENT_LEG), [AGENT_LEG]: hears(CUSTOMER_LEG)},
  ],
  [
    'CO-51',
    'consulting: the two speak, the customer hears music and nothing of it',
    S.consulting,
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: hears(OTHER_LEG), [OTHER_LEG]: hears(AGENT_LEG)},
  ],
  [
    'CO-51',
    'consulting a number',
    S['consulting a number'],
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: hears(NUMBER_LEG), [NUMBER_LEG]: hears(AGENT_LEG)},
  ],
  [
    'CO-65',
    'toggled back: the consulted agent hears music',
    S['consulting, toggled back'],
    {[CUSTOMER_LEG]: hears(AGENT_LEG), [AGENT_LEG]: hears(CUSTOMER_LEG), [OTHER_LEG]: MUSIC},
  ],
  ['CO-57', 'toggled twice: as before', after(S.consulting, by('toggle'), by('toggle')), planMedia(S.consulting)],
  [
    'CO-41',
    'who comes while the customer is back waits with music',
    after(S['asking an agent, customer resumed'], come()),
    planMedia(S['consulting, toggled back']),
  ],
  [
    'CO-37',
    'consult ended: the customer is held still',
    after(S.consulting, by('end-consult')),
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: SILENCE},
  ],
  [
    'CO-63',
    'the customer has left, the two go on',
    S['post-call consulting'],
    {[AGENT_LEG]: hears(OTHER_LEG), [OTHER_LEG]: hears(AGENT_LEG)},
  ],
  [
    'CO-64',
    'the customer has left, the consult is on hold',
    S['post-call, consult on hold'],
    {[AGENT_LEG]: SILENCE, [OTHER_LEG]: MUSIC},
  ],
];

const CONFERENCES: readonly Case[] = [
  [
    'CF-7',
    'of three: everybody the others',
    S['conference of three'],
    {
      [CUSTOMER_LEG]: hears(AGENT_LEG, OTHER_LEG),
      [AGENT_LEG]: hears(CUSTOMER_LEG, OTHER_LEG),
      [OTHER_LEG]: hears(CUSTOMER_LEG, AGENT_LEG),
    },
  ],
  [
    'CF-3',
    'of eight: everybody the seven others',
    S['conference of eight'],
    Object.fromEntries(EIGHT.map((leg) => [leg, hears(...EIGHT.filter((other) => other !== leg))])),
  ],
  [
    'CF-7',
    'with a number',
    S['conference with a number'],
    {
      [CUSTOMER_LEG]: hears(AGENT_LEG, NUMBER_LEG),
      [AGENT_LEG]: hears(CUSTOMER_LEG, NUMBER_LEG),
      [NUMBER_LEG]: hears(CUSTOMER_LEG, AGENT_LEG),
    },
  ],
  [
    'CO-40',
    'begun before anybody from the queue came',
    S['conference with who comes from a queue'],
    {[CUSTOMER_LEG]: hears(AGENT_LEG), [AGENT_LEG]: hears(CUSTOMER_LEG)},
  ],
  [
    'CO-40',
    'begun while the number rings: it is not heard yet',
    S['conference with a number that rings'],
    {[CUSTOMER_LEG]: hears(AGENT_LEG), [AGENT_LEG]: hears(CUSTOMER_LEG)},
  ],
  [
    'CF-15',
    'with the customer on hold: the agents go on',
    S['conference, customer held'],
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: hears(OTHER_LEG), [OTHER_LEG]: hears(AGENT_LEG)},
  ],
  [
    'CF-13',
    'asking further: customer and the one left hear music',
    S['conference, consulting'],
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: hears(THIRD_LEG), [OTHER_LEG]: MUSIC, [THIRD_LEG]: hears(AGENT_LEG)},
  ],
  [
    'CF-13',
    'of four, asking further: the agents left hear each other',
    fourAsking,
    {
      [CUSTOMER_LEG]: MUSIC,
      [AGENT_LEG]: hears('leg-agent-4'),
      [OTHER_LEG]: hears(THIRD_LEG),
      [THIRD_LEG]: hears(OTHER_LEG),
      'leg-agent-4': hears(AGENT_LEG),
    },
  ],
  [
    'CO-52',
    'going on while its agent asks: the others hear each other, and not the one who asks',
    S['conference going on, consulting'],
    {
      [CUSTOMER_LEG]: hears(OTHER_LEG),
      [AGENT_LEG]: hears(THIRD_LEG),
      [OTHER_LEG]: hears(CUSTOMER_LEG),
      [THIRD_LEG]: hears(AGENT_LEG),
    },
  ],
  [
    'CF-22',
    'whose conferenced agent asks: customer and primary agent go on',
    S['conference, conferenced agent consulting'],
    {
      [CUSTOMER_LEG]: hears(AGENT_LEG),
      [AGENT_LEG]: hears(CUSTOMER_LEG),
      [OTHER_LEG]: hears(THIRD_LEG),
      [THIRD_LEG]: hears(OTHER_LEG),
    },
  ],
  [
    'CF-8',
    'left by the primary agent: the others go on',
    after(S['conference, customer held'], by('exit-conference')),
    {[CUSTOMER_LEG]: hears(OTHER_LEG), [OTHER_LEG]: hears(CUSTOMER_LEG)},
  ],
  [
    'CF-17',
    'left by the customer: the agents go on',
    S['post-call of two'],
    {[AGENT_LEG]: hears(OTHER_LEG), [OTHER_LEG]: hears(AGENT_LEG)},
  ],
  [
    'DM-19',
    'whose primary agent is out of reach: the others hear each other',
    after(S['conference of three'], {type: 'lose-leg', legId: AGENT_LEG}),
    {[CUSTOMER_LEG]: hears(OTHER_LEG), [AGENT_LEG]: hears(CUSTOMER_LEG, OTHER_LEG), [OTHER_LEG]: hears(CUSTOMER_LEG)},
  ],
];

const OTHERS: readonly Case[] = [
  ['TR-21', 'given to an agent who does not have it yet: music', S['given to an agent'], {[CUSTOMER_LEG]: MUSIC}],
  ['TR-21', 'given to a number that rings: music', S['given to a number'], {[CUSTOMER_LEG]: MUSIC}],
  [
    'TR-21',
    'given to a number that answered',
    S['customer with a number'],
    {[CUSTOMER_LEG]: hears(NUMBER_LEG), [NUMBER_LEG]: hears(CUSTOMER_LEG)},
  ],
  [
    'CO-59',
    'given to who was consulted',
    after(S.consulting, by('complete-transfer')),
    {[CUSTOMER_LEG]: hears(OTHER_LEG), [OTHER_LEG]: hears(CUSTOMER_LEG)},
  ],
  [
    'DM-17',
    'what a flow plays, while nobody is there',
    after(inbound(), {type: 'announce', announcement: ANNOUNCEMENT}),
    {[CUSTOMER_LEG]: {kind: 'sound', ...ANNOUNCEMENT}},
  ],
  [
    'DM-17',
    'it goes on while an agent is rung',
    after(inbound(), {type: 'announce', announcement: ANNOUNCEMENT}, OPEN),
    {[CUSTOMER_LEG]: {kind: 'sound', ...ANNOUNCEMENT}},
  ],
  [
    'DM-17',
    'no more of it',
    after(inbound(), {type: 'announce', announcement: ANNOUNCEMENT}, {type: 'announce', announcement: null}),
    {[CUSTOMER_LEG]: MUSIC},
  ],
];

describe('who hears whom, when they are several', () => {
  for (const [id, state, contact, plan] of [...CONSULTS, ...CONFERENCES, ...OTHERS])
    it(`[${id}] ${state}`, () => assert.deepEqual(planMedia(contact), plan));
});
