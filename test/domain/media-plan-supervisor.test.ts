import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Contact} from '../../src/domain/contact.ts';
import {type AudioSource, planMedia} from '../../src/domain/media-plan.ts';
import {AGENT_LEG, CUSTOMER_LEG, after} from './contact-fixtures.ts';
import {
  OTHER_AGENT,
  OTHER_LEG,
  PARTY_STATES,
  SUPERVISOR,
  SUPERVISOR_LEG,
  THIRD_LEG,
  by,
  monitor,
} from './party-fixtures.ts';

const MUSIC = {kind: 'music'} as const;
const SILENCE = {kind: 'silence'} as const;
const RINGBACK = {kind: 'ringback'} as const;
const hears = (...legIds: readonly string[]): AudioSource => ({kind: 'legs', legIds});
const S = PARTY_STATES;

type Case = readonly [id: string, state: string, contact: Contact, plan: Record<string, AudioSource>];

const both = {[CUSTOMER_LEG]: hears(AGENT_LEG), [AGENT_LEG]: hears(CUSTOMER_LEG)};

const CASES: readonly Case[] = [
  [
    'DM-33',
    'a supervisor listens: both are heard, nobody hears them',
    after(S.connected, monitor()),
    {...both, [SUPERVISOR_LEG]: hears(CUSTOMER_LEG, AGENT_LEG)},
  ],
  [
    'DM-33',
    'a supervisor speaks: both hear them',
    after(S.connected, monitor(), by('barge-in', SUPERVISOR)),
    {
      [CUSTOMER_LEG]: hears(AGENT_LEG, SUPERVISOR_LEG),
      [AGENT_LEG]: hears(CUSTOMER_LEG, SUPERVISOR_LEG),
      [SUPERVISOR_LEG]: hears(CUSTOMER_LEG, AGENT_LEG),
    },
  ],
  [
    'DM-34',
    'a supervisor is in the consult with the agent who asked, and the customer has music still',
    after(S.consulting, monitor()),
    {...planMedia(S.consulting), [SUPERVISOR_LEG]: hears(AGENT_LEG, OTHER_LEG)},
  ],
  [
    'DM-34',
    'a supervisor is in the consult with the agent who was asked',
    after(S.consulting, monitor(OTHER_AGENT)),
    {...planMedia(S.consulting), [SUPERVISOR_LEG]: hears(AGENT_LEG, OTHER_LEG)},
  ],
  [
    'DM-34',
    'toggled back, who listens to the agent who asked hears them and the customer',
    after(S.consulting, monitor(), by('toggle')),
    {...planMedia(S['consulting, toggled back']), [SUPERVISOR_LEG]: hears(CUSTOMER_LEG, AGENT_LEG)},
  ],
  [
    'DM-34',
    'toggled back, who listens to the agent who was asked waits with them, and nothing of the customer is heard',
    after(S.consulting, monitor(OTHER_AGENT), by('toggle')),
    {...planMedia(S['consulting, toggled back']), [SUPERVISOR_LEG]: MUSIC},
  ],
  [
    'DM-34',
    'while somebody is rung, a supervisor hears it ring as the agent does',
    after(S['asking an agent'], monitor()),
    {...planMedia(S['asking an agent']), [SUPERVISOR_LEG]: RINGBACK},
  ],
  [
    'DM-34',
    'a supervisor who speaks in a consult is heard by its two sides, and not by the customer',
    after(S.consulting, monitor(OTHER_AGENT), by('barge-in', SUPERVISOR)),
    {
      [CUSTOMER_LEG]: MUSIC,
      [AGENT_LEG]: hears(OTHER_LEG, SUPERVISOR_LEG),
      [OTHER_LEG]: hears(AGENT_LEG, SUPERVISOR_LEG),
      [SUPERVISOR_LEG]: hears(AGENT_LEG, OTHER_LEG),
    },
  ],
  [
    'DM-34',
    'who speaks goes back to the customer with the agent who toggles, and is not heard by who waits',
    after(S.consulting, monitor(), by('barge-in', SUPERVISOR), by('toggle')),
    {
      [CUSTOMER_LEG]: hears(AGENT_LEG, SUPERVISOR_LEG),
      [AGENT_LEG]: hears(CUSTOMER_LEG, SUPERVISOR_LEG),
      [OTHER_LEG]: MUSIC,
      [SUPERVISOR_LEG]: hears(CUSTOMER_LEG, AGENT_LEG),
    },
  ],
  [
    'DM-34',
    'who speaks with an agent on hold is heard by nobody until the agent is back',
    after(S.consulting, monitor(OTHER_AGENT), by('barge-in', SUPERVISOR), by('toggle')),
    {...planMedia(S['consulting, toggled back']), [SUPERVISOR_LEG]: MUSIC},
  ],
  [
    'DM-34',
    'merged into a conference, a supervisor hears all of it',
    after(S.consulting, monitor(OTHER_AGENT), by('conference')),
    {...planMedia(S['conference of three']), [SUPERVISOR_LEG]: hears(CUSTOMER_LEG, AGENT_LEG, OTHER_LEG)},
  ],
  [
    'CF-33',
    'when the consult ends, who listened to the agent who was asked goes on with the one in control',
    after(S.consulting, monitor(OTHER_AGENT), by('end-consult')),
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: SILENCE, [SUPERVISOR_LEG]: hears(AGENT_LEG)},
  ],
  [
    'CF-33',
    'given to who was consulted, the supervisor goes with the call',
    after(S.consulting, monitor(), by('complete-transfer')),
    {
      [CUSTOMER_LEG]: hears(OTHER_LEG),
      [OTHER_LEG]: hears(CUSTOMER_LEG),
      [SUPERVISOR_LEG]: hears(CUSTOMER_LEG, OTHER_LEG),
    },
  ],
  [
    'DM-34',
    'of a conference that goes on without the one who asks, a supervisor hears what their agent does',
    after(S['conference going on, consulting'], monitor()),
    {...planMedia(S['conference going on, consulting']), [SUPERVISOR_LEG]: hears(AGENT_LEG, THIRD_LEG)},
  ],
  [
    'DM-18',
    'a supervisor listens while the customer is held',
    after(S.held, monitor()),
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: SILENCE, [SUPERVISOR_LEG]: hears(AGENT_LEG)},
  ],
  [
    'DM-33',
    'who only listens is no company for a customer whose agent is out of reach',
    after(S.connected, monitor(), {type: 'lose-leg', legId: AGENT_LEG}),
    {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: hears(CUSTOMER_LEG), [SUPERVISOR_LEG]: hears(CUSTOMER_LEG)},
  ],
  [
    'CF-33',
    'a supervisor goes on with who is in control',
    after(S['conference of three'], monitor(), by('exit-conference')),
    {
      [CUSTOMER_LEG]: hears(OTHER_LEG),
      [OTHER_LEG]: hears(CUSTOMER_LEG),
      [SUPERVISOR_LEG]: hears(CUSTOMER_LEG, OTHER_LEG),
    },
  ],
];

describe('whom a supervisor hears, and who hears them', () => {
  for (const [id, state, contact, plan] of CASES)
    it(`[${id}] ${state}`, () => assert.deepEqual(planMedia(contact), plan));
});
