import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {FRONT_PRIORITY} from '../../src/domain/contact-creation.ts';
import {mayTakeBack} from '../../src/domain/contact-transfer.ts';
import {isCustomerHeld, isJoined, lastAgentOf} from '../../src/domain/contact.ts';
import {
  AGENT,
  AGENT_LEG,
  NOW,
  OTHER_AGENT,
  after,
  agentParty,
  allowed,
  legOf,
  outbound,
  participant,
  refusalOf,
} from './contact-fixtures.ts';
import {
  CLAIMS,
  HANG_UP,
  NUMBER_LEG,
  PARTY_STATES,
  TO_NUMBER,
  TO_QUEUE,
  answer,
  by,
  conferenceOf,
  consult,
  consulting,
  consultingNumber,
  requested,
  toAgent,
  toNumber,
  toQueue,
} from './party-fixtures.ts';

const WRAP_UP = {type: 'start-wrap-up', agentId: AGENT, deadlineAt: NOW + 60_000} as const;
const S = PARTY_STATES;

function acceptedBy(agentId: string): Parameters<typeof after>[1] {
  return {
    type: 'accept-offer',
    offerId: 'offer-transfer',
    participantId: 'participant-new',
    party: agentParty(agentId),
    leg: legOf('leg-new'),
  };
}

describe('a transfer', () => {
  it('[TR-2] needs an answered call, and [CF-9] no conference', () => {
    for (const action of [toAgent(), toQueue(), toNumber()]) {
      assert.equal(refusalOf(outbound(), action), 'not-connected');
      assert.equal(refusalOf(conferenceOf(3), action), 'in-conference');
      assert.equal(refusalOf(S['post-call of two'], action), 'post-call');
    }
  });

  it('[TR-21] [TR-22] to an agent: offered, off hold, and its agent wraps up', () => {
    const {contact, effects} = allowed(S.held, toAgent());
    assert.ok(contact.status === 'offered');
    assert.deepEqual([contact.offerId, isCustomerHeld(contact)], ['offer-transfer', false]);
    assert.deepEqual(effects, [{type: 'close-leg', legId: AGENT_LEG}, WRAP_UP]);
    const taken = after(contact, acceptedBy(OTHER_AGENT));
    assert.equal(taken.status, 'connected');
    assert.deepEqual(
      taken.participants.map(({role, status}) => [role, status]),
      [
        ['customer', 'joined'],
        ['primary', 'wrap-up'],
        ['primary', 'joined'],
      ],
    );
  });

  it('[TR-6] one that is not taken leaves the customer at the front of the queue, never dropped', () => {
    const waiting = after(S['given to an agent'], {type: 'return-offer', offerId: 'offer-transfer'});
    assert.deepEqual([waiting.status, waiting.priority], ['waiting', FRONT_PRIORITY]);
    const urgent = after({...S.connected, priority: 1}, toAgent(), {type: 'return-offer', offerId: 'offer-transfer'});
    assert.equal(urgent.priority, 1);
  });

  it('[TR-6] the agent who gave it away may have it back while they wrap up, and goes on where they were', () => {
    const given = S['given to an agent'];
    assert.deepEqual([lastAgentOf(given), mayTakeBack(given, AGENT)], [AGENT, true]);
    const {contact, effects} = allowed(given, acceptedBy(AGENT));
    assert.deepEqual(effects, [
      {type: 'await-leg', legId: 'leg-new'},
      {type: 'resume-work', agentId: AGENT},
    ]);
    assert.deepEqual(participant(contact, 'participant-1').status, 'joined');
    assert.equal(contact.participants.length, 2);
    assert.equal(mayTakeBack(after(given, by('wrap-up')), AGENT), false);
  });

  it('[TR-16] to a queue: it waits there, and its agent does not get it again', () => {
    const {contact, effects} = allowed(S.connected, toQueue(), NOW + 3);
    assert.deepEqual(
      [contact.status, contact.queue, contact.enqueuedAt, contact.excludedAgentIds],
      ['waiting', CLAIMS.queue, NOW + 3, [AGENT]],
    );
    assert.deepEqual(
      effects.map(({type}) => type),
      ['close-leg', 'start-wrap-up', 'route'],
    );
  });

  it('[TR-10] to an entry point whose flow decides: nobody is rung until it has', () => {
    const flow = {queue: null, priority: 3, dnis: '+12015550190', variables: []};
    const {contact, effects} = allowed(S.connected, {type: 'transfer-to-queue', agentId: AGENT, destination: flow});
    assert.deepEqual([contact.status, contact.queue, contact.dnis], ['waiting', null, '+12015550190']);
    assert.ok(!effects.some(({type}) => type === 'route'));
    const played = after(contact, {type: 'announce', announcement: {sound: 'wait', startedAtMs: 1}});
    assert.equal(allowed(played, {type: 'announce', announcement: {sound: 'wait', startedAtMs: 1}}).changed, false);
    assert.equal(allowed(played, {type: 'enqueue', destination: flow}).changed, false);
    const queued = allowed(played, {type: 'enqueue', destination: CLAIMS}, NOW + 9);
    assert.deepEqual([queued.contact.announcement, queued.contact.enqueuedAt], [null, NOW]);
    assert.deepEqual(queued.effects, [{type: 'route'}]);
  });

  it('[TR-21] to a number: the customer waits with it ringing, for a limited time', () => {
    const {contact, effects} = allowed(S.connected, toNumber());
    assert.equal(contact.status, 'connected');
    assert.deepEqual(effects, [{type: 'limit-unattended'}, {type: 'close-leg', legId: AGENT_LEG}, WRAP_UP]);
    const talking = after(contact, ...answer());
    assert.equal(talking.participants.filter(isJoined).length, 2);
    assert.equal(after(talking, {type: 'end-unattended'}).status, 'ended');
    assert.equal(after(talking, HANG_UP).status, 'ended');
  });

  it('[TR-6] a number that does not answer: the customer waits at the front, not while another number rings', () => {
    const busy = {type: 'drop-leg', legId: NUMBER_LEG, reason: 'busy'} as const;
    const waiting = after(S['given to a number'], busy);
    assert.deepEqual([waiting.status, waiting.priority], ['waiting', FRONT_PRIORITY]);
    const second = consult(TO_NUMBER, {conversationId: 'consult-2', name: 'second'});
    const both = after(S['conference with a number that rings'], second, by('conference'), by('exit-conference'));
    assert.equal(after(both, busy).status, 'connected');
    assert.equal(after(both, busy, {...busy, legId: 'leg-second'}).status, 'waiting');
  });

  it('[CO-35] [CO-59] [CO-69] out of a consult: the consulted agent has the customer, the first one wraps up', () => {
    const {contact, effects} = allowed(consulting(), by('complete-transfer'));
    assert.deepEqual([contact.status, isCustomerHeld(contact)], ['connected', false]);
    assert.deepEqual(
      contact.participants.map(({role, status}) => [role, status]),
      [
        ['customer', 'joined'],
        ['primary', 'wrap-up'],
        ['primary', 'joined'],
      ],
    );
    assert.deepEqual(contact.conversations, S.connected.conversations);
    assert.deepEqual(effects, [
      {type: 'close-leg', legId: AGENT_LEG},
      WRAP_UP,
      {type: 'tell-control', agentId: OTHER_AGENT},
    ]);
  });

  it('[CO-39] [CO-40] to a number it works while that rings; to a queue that is asked the hub says where it leads', () => {
    for (const from of [requested(TO_NUMBER), consultingNumber()]) {
      const {contact, effects} = allowed(from, by('complete-transfer'));
      assert.deepEqual([contact.status, isCustomerHeld(contact)], ['connected', false]);
      assert.ok(effects.some(({type}) => type === 'limit-unattended'));
    }
    assert.equal(refusalOf(requested(TO_QUEUE), by('complete-transfer')), 'consult-not-answered');
    assert.equal(refusalOf(requested(), by('complete-transfer')), 'consult-not-answered');
  });

  it('[WU-10] wrap-up follows a transfer of every kind', () => {
    const given = [S['given to an agent'], S['given to a queue'], S['given to a number']];
    for (const contact of [...given, after(consulting(), by('complete-transfer'))])
      assert.equal(participant(contact, 'participant-1').status, 'wrap-up');
  });
});
