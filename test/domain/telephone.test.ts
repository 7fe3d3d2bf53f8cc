import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {type Contact, type Leg, isCustomerHeld, isJoined} from '../../src/domain/contact.ts';
import {createOutbound} from '../../src/domain/contact-creation.ts';
import {planMedia} from '../../src/domain/media-plan.ts';
import {isTelephoneRinging} from '../../src/domain/telephone.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OPEN,
  OTHER_AGENT,
  accept,
  after,
  agentParty,
  allowed,
  connected,
  inbound,
  legOf,
  outbound,
  participant,
  postCall,
  toBeCalled,
  withConsulted,
} from './contact-fixtures.ts';
import {TO_QUEUE, by, consult} from './party-fixtures.ts';

const HANG_UP: ContactAction = {type: 'hang-up-telephone', legId: AGENT_LEG};
const PICK_UP: ContactAction = {
  type: 'pick-up-telephone',
  legId: AGENT_LEG,
  customerLeg: legOf(CUSTOMER_LEG, 'trunk', 'ringing'),
};

/** A call that was answered at the desk of an agent with a telephone. */
function atTelephone(status: Leg['status']): Contact {
  return after(inbound(), OPEN, accept({id: AGENT_LEG, kind: 'trunk', epoch: 0, status}));
}

const talking = atTelephone('connected');
const ringing = atTelephone('ringing');
const agentOf = (contact: Contact) => participant(contact, 'participant-1');

describe('an agent’s telephone', () => {
  it('[DT-4] rings until it is picked up; the customer hears music meanwhile, and nothing is lost or regained', () => {
    assert.ok(isTelephoneRinging(agentOf(ringing)));
    assert.equal(planMedia(ringing)[CUSTOMER_LEG]?.kind, 'music');
    for (const type of ['lose-leg', 'regain-leg'] as const)
      assert.equal(allowed(ringing, {type, legId: AGENT_LEG}).changed, false, type);
    const answered = allowed(ringing, PICK_UP);
    assert.deepEqual(answered.effects, [{type: 'await-leg', legId: AGENT_LEG}]);
    assert.ok(!isTelephoneRinging(agentOf(answered.contact)));
    assert.equal(allowed(answered.contact, PICK_UP).changed, false);
  });

  it('[DT-4] that says no after the desk’s Answer leaves as if it never had joined', () => {
    const {contact, effects} = allowed(ringing, HANG_UP);
    assert.equal(contact.status, 'waiting');
    assert.ok(effects.some(({type}) => type === 'set-inactive'));
  });

  it('[DT-7] picked up for a call that is placed, has the customer rung; hung up before, ends the call', () => {
    const agent = {participantId: 'participant-1', party: agentParty(AGENT), leg: legOf(AGENT_LEG, 'trunk', 'ringing')};
    const {participants} = outbound();
    const [customer] = participants;
    assert.ok(customer !== undefined && customer.party.kind === 'customer');
    const given = {...inbound(), customer: {participantId: customer.id, ...customer.party}, customerLeg: null};
    const placed = createOutbound(given, agent, NOW);
    const answered = allowed(placed, PICK_UP).contact;
    const rung = participant(answered, customer.id);
    assert.ok(rung.status === 'invited' && rung.leg?.status === 'ringing');
    const ended = allowed(placed, HANG_UP).contact;
    assert.equal(ended.status === 'ended' && ended.endReason, 'agent-ended');
  });

  it('[PK-194] declined for a callback whose customer was not rung yet, is as not picked up', () => {
    const taken = accept({id: AGENT_LEG, kind: 'trunk', epoch: 0, status: 'ringing'});
    const dialling = after(toBeCalled(), OPEN, taken);
    assert.equal(dialling.status, 'dialling');
    const {contact, effects} = allowed(dialling, HANG_UP);
    assert.equal(contact.status === 'ended' && contact.endReason, 'agent-lost');
    const given = allowed(dialling, {type: 'give-up-leg', legId: AGENT_LEG});
    assert.deepEqual([contact, effects], [given.contact, given.effects]);
    assert.equal(agentOf(contact).status, 'left', 'there is nothing to wrap up');
    // Once the customer is rung it is the agent who calls it off ([CB-16]).
    const called = after(dialling, PICK_UP, HANG_UP);
    assert.equal(called.status === 'ended' && called.endReason, 'agent-ended');
  });

  it('[DT-6] hung up in a call of two, ends it; a leg in the browser cannot be hung up so', () => {
    const {contact} = allowed(talking, HANG_UP);
    assert.equal(contact.status === 'ended' && contact.endReason, 'agent-ended');
    assert.equal(agentOf(contact).status, 'wrap-up');
    assert.equal(allowed(contact, HANG_UP).changed, false);
    assert.equal(allowed(connected(), HANG_UP).changed, false);
  });

  it('[DT-6] [WU-2] hung up on hold, rings again under a new epoch, and the customer stays', () => {
    const held = after(talking, {type: 'hold', agentId: AGENT});
    const {contact, effects} = allowed(held, HANG_UP);
    const agent = agentOf(contact);
    assert.ok(isJoined(agent) && isTelephoneRinging(agent));
    assert.deepEqual([agent.lostAt, agent.leg?.epoch, contact.status], [NOW, 1, 'connected']);
    assert.deepEqual(effects, [{type: 'await-leg', legId: AGENT_LEG}]);
    assert.equal(planMedia(contact)[CUSTOMER_LEG]?.kind, 'music');
    const back = after(contact, PICK_UP, {type: 'regain-leg', legId: AGENT_LEG});
    assert.ok(isCustomerHeld(back), 'Resume is the agent’s own step');
    const given = allowed(contact, {type: 'give-up-leg', legId: AGENT_LEG}).contact;
    assert.equal(given.status, 'waiting');
  });

  it('[CF-18] hung up in a conference, takes the agent out and leaves the others together', () => {
    const conference = withConsulted(talking, 'conferenced');
    const {contact} = allowed(conference, HANG_UP);
    assert.equal(contact.status, 'connected');
    assert.equal(agentOf(contact).status, 'wrap-up');
    const next = participant(contact, 'participant-2');
    assert.ok(next.role === 'primary' && next.party.kind === 'agent' && next.party.agentId === OTHER_AGENT);
    // On hold as well: whoever is left can take the customer off it.
    const held = after(conference, {type: 'hold', agentId: AGENT}, HANG_UP);
    assert.equal(participant(held, 'participant-2').role, 'primary');
  });

  it('[CF-18] [CF-24] hung up while somebody from a queue is on the way, rings again: the customer is not cut off', () => {
    for (const hold of [false, true]) {
      const queue = after(talking, consult(TO_QUEUE), by('conference'));
      const base = hold ? after(queue, by('hold')) : queue;
      const {contact, effects} = allowed(base, HANG_UP);
      assert.equal(contact.status, 'connected');
      const agent = agentOf(contact);
      assert.ok(isJoined(agent) && isTelephoneRinging(agent), `held: ${String(hold)}`);
      assert.deepEqual(effects, [{type: 'await-leg', legId: AGENT_LEG}]);
      assert.equal(planMedia(contact)[CUSTOMER_LEG]?.kind, 'music');
      const given = allowed(contact, {type: 'give-up-leg', legId: AGENT_LEG}).contact;
      assert.equal(given.status, 'waiting');
    }
  });

  it('[CF-18] hung up by whoever was asked or listens, takes only them out; in Post Call the others go on', () => {
    for (const role of ['consulted', 'conferenced', 'supervisor'] as const) {
      const base = withConsulted(connected(), role);
      const party = participant(base, 'participant-2');
      assert.ok(isJoined(party));
      const leg = legOf('leg-other', 'trunk');
      const there = {...base, participants: base.participants.map((each) => (each === party ? {...party, leg} : each))};
      const {contact} = allowed(there, {type: 'hang-up-telephone', legId: 'leg-other'});
      assert.deepEqual([participant(contact, 'participant-2').status, contact.status], ['left', 'connected'], role);
    }
    const three = withConsulted(withConsulted(postCall(), 'conferenced'), 'conferenced');
    const others = three.participants.map((each, at) =>
      at === three.participants.length - 1 ? {...each, id: 'participant-3'} : each,
    );
    const party = participant(three, 'participant-1');
    assert.ok(isJoined(party));
    const participants = others.map((each) => (each === party ? {...party, leg: legOf(AGENT_LEG, 'trunk')} : each));
    assert.equal(allowed({...three, participants}, HANG_UP).contact.status, 'post-call');
  });
});
