import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {FRONT_PRIORITY} from '../../src/domain/contact-creation.ts';
import {isMissedStill, owedByAgent} from '../../src/domain/contact-owed.ts';
import type {Contact, Participant} from '../../src/domain/contact.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OPEN,
  OTHER_AGENT,
  accept,
  after,
  allowed,
  agentParty,
  connected,
  inbound,
  legOf,
  outbound,
  toBeCalled,
  withConsulted,
} from './contact-fixtures.ts';

const LOSE_AGENT = {type: 'lose-leg', legId: AGENT_LEG} as const;
const LOSE_CUSTOMER = {type: 'lose-leg', legId: CUSTOMER_LEG} as const;
const GIVE_UP_AGENT = {type: 'give-up-leg', legId: AGENT_LEG} as const;
const GIVE_UP_CUSTOMER = {type: 'give-up-leg', legId: CUSTOMER_LEG} as const;
const BACK = {type: 'regain-leg', legId: AGENT_LEG} as const;

const SUPPORT = {queue: {id: 'support', name: 'Support'}, priority: 3, dnis: null, variables: []};

const bothLost = (contact: Contact = connected()): Contact => after(contact, LOSE_AGENT, LOSE_CUSTOMER);
const waitingAgain = (): Contact => after(connected(), LOSE_AGENT, GIVE_UP_AGENT);

/** Another agent answers them so much later. */
function answered(contact: Contact, afterMs: number): Contact {
  const party = agentParty(OTHER_AGENT);
  const answer = {...accept(legOf('leg-other')), offerId: 'offer-2', participantId: 'participant-2', party};
  const offered = allowed(contact, {type: 'open-offer', offerId: 'offer-2'}).contact;
  return allowed(offered, answer, NOW + afterMs).contact;
}

function withParticipant(contact: Contact, id: string, change: Partial<Participant>): Contact {
  const participants = contact.participants.map((each) => (each.id === id ? Object.assign({}, each, change) : each));
  return {...contact, participants};
}

const OWED: Readonly<Record<string, Contact>> = {
  'both are lost, and none is back': bothLost(),
  'the customer was lost first': after(connected(), LOSE_CUSTOMER, LOSE_AGENT),
  'the agent is given up already': after(bothLost(), GIVE_UP_AGENT),
  'they waited for another agent when they were lost': after(waitingAgain(), LOSE_CUSTOMER),
  'they rang at another agent when they were lost': after(
    waitingAgain(),
    {type: 'open-offer', offerId: 'offer-2'},
    LOSE_CUSTOMER,
  ),
  'another agent answered them when they were lost already': answered(after(waitingAgain(), LOSE_CUSTOMER), 1),
  'a colleague in the conference is lost too': after(withConsulted(bothLost(), 'conferenced'), {
    type: 'lose-leg',
    legId: 'leg-other',
  }),
  'who was asked for advice is there, without them': withConsulted(bothLost()),
};

const NOT_OWED: Readonly<Record<string, Contact>> = {
  'the agent is there': after(connected(), LOSE_CUSTOMER),
  'the agent is back': after(bothLost(), BACK),
  'the customer is there': after(connected(), LOSE_AGENT),
  'the customer is back': after(bothLost(), {type: 'regain-leg', legId: CUSTOMER_LEG}),
  'nobody has spoken to them': after(inbound(), LOSE_CUSTOMER),
  'it rings for the first time': after(inbound(), OPEN, LOSE_CUSTOMER),
  'another agent spoke to them before they were lost': after(answered(waitingAgain(), 0), LOSE_CUSTOMER),
  'the agent has given them to a queue': after(
    connected(),
    {type: 'transfer-to-queue', agentId: AGENT, destination: SUPPORT},
    LOSE_CUSTOMER,
  ),
  'a colleague in the conference is there': withConsulted(bothLost(), 'conferenced'),
  'the agent placed the call': {...bothLost(), direction: 'outbound'},
  'the customer was being rung': after(outbound(), LOSE_AGENT),
  'it is a callback': {...bothLost(), kind: 'callback'},
  'they wait to be called': toBeCalled(),
  'it is an emergency': {...bothLost(), kind: 'emergency-callback'},
  'it is in no queue': {...bothLost(), queue: null},
  'it is a chat': {...bothLost(), channel: 'chat'},
  'it has ended': after(bothLost(), GIVE_UP_CUSTOMER),
};

describe('a call that broke off at both ends', () => {
  for (const [name, contact] of Object.entries(OWED))
    it(`[PK-100] is owed a call where ${name}`, () => {
      assert.equal(owedByAgent(contact, CUSTOMER_LEG), AGENT);
      assert.equal(owedByAgent(contact, AGENT_LEG), null);
    });

  for (const [name, contact] of Object.entries(NOT_OWED))
    it(`[PK-100] is owed nothing where ${name}`, () => {
      assert.equal(owedByAgent(contact, CUSTOMER_LEG), null);
    });

  it('[PK-128] is owed nothing to who is in another call, or was spoken to since they were lost', () => {
    assert.equal(isMissedStill({inOne: false, spokenAt: null}, NOW), true);
    assert.equal(isMissedStill({inOne: true, spokenAt: null}, NOW), false);
    assert.equal(isMissedStill({inOne: false, spokenAt: NOW - 1}, NOW), true);
    assert.equal(isMissedStill({inOne: false, spokenAt: NOW}, NOW), true, 'nobody redials in no time');
    assert.equal(isMissedStill({inOne: false, spokenAt: NOW + 1}, NOW), false);
  });

  it('[PK-100] who vanished last has them again, not who took part before', () => {
    const colleague = withParticipant(withConsulted(bothLost(), 'conferenced'), 'participant-2', {
      ...{status: 'joined', lostAt: NOW + 5},
    });
    assert.equal(owedByAgent(colleague, CUSTOMER_LEG), OTHER_AGENT);
  });

  it('[PK-100] stands at the front of the queue, whichever of the two is given up first', () => {
    for (const actions of [[GIVE_UP_CUSTOMER], [GIVE_UP_AGENT, GIVE_UP_CUSTOMER]]) {
      const ended = after(bothLost(), ...actions);
      assert.deepEqual([ended.status, ended.priority], ['ended', FRONT_PRIORITY]);
    }
    const alone = after(connected(), LOSE_CUSTOMER, GIVE_UP_CUSTOMER);
    assert.equal(alone.priority, connected().priority);
    const urgent = after({...bothLost(), priority: 1}, GIVE_UP_CUSTOMER);
    assert.equal(urgent.priority, 1);
  });
});
