import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createInbound, createOutbound, FRONT_PRIORITY, ORDINARY_PRIORITY} from '../../src/domain/contact-creation.ts';
import {isCustomerHeld, mainSeatOf, type Contact} from '../../src/domain/contact.ts';
import {DEFAULT_TIMINGS} from '../../src/domain/settings.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OFFER,
  OPEN,
  OTHER_AGENT,
  accept,
  after,
  allowed,
  connected,
  inbound,
  legOf,
  outbound,
  participant,
  refusalOf,
  withConsulted,
} from './contact-fixtures.ts';

const HOLD = {type: 'hold', agentId: AGENT} as const;
const RESUME = {type: 'resume', agentId: AGENT} as const;

describe('an offer of a contact', () => {
  it('[AN-4] an offer that is not taken gives the contact back to its old place in the queue, to be routed anew', () => {
    const waiting = inbound();
    const {contact, effects} = allowed(after(waiting, OPEN), {type: 'return-offer', offerId: OFFER}, NOW + 18_000);
    assert.deepEqual({...contact, version: 0}, {...waiting, version: 0});
    assert.deepEqual(effects, [{type: 'route'}]);
  });

  it('[AN-4] the end of an older offer does not take the present one away', () => {
    const again = after(
      inbound(),
      OPEN,
      {type: 'return-offer', offerId: OFFER},
      {type: 'open-offer', offerId: 'offer-2'},
    );
    assert.equal(allowed(again, {type: 'return-offer', offerId: OFFER}).changed, false);
    assert.equal(refusalOf(again, accept()), 'offer-gone');
  });

  it('[AN-9] the answer connects: the time starts and the agent has a seat beside the customer', () => {
    const contact = allowed(after(inbound(), OPEN), accept(), NOW + 7_000).contact;
    assert.ok(contact.status === 'connected');
    assert.equal(contact.connectedAt, NOW + 7_000);
    const agent = participant(contact, 'participant-1');
    assert.ok(agent.status === 'joined');
    assert.deepEqual([agent.role, agent.joinedAt, agent.muted, agent.lostAt], ['primary', NOW + 7_000, false, null]);
    assert.deepEqual(mainSeatOf(agent), {conversationId: 'main', held: false});
    assert.deepEqual(agent.leg, legOf(AGENT_LEG));
    assert.deepEqual(contact.participants[0], inbound().participants[0]);
  });

  it('[AN-7] the defaults ring a call 18 seconds and a digital contact 30', () => {
    assert.deepEqual([DEFAULT_TIMINGS.ringVoiceMs, DEFAULT_TIMINGS.ringDigitalMs], [18_000, 30_000]);
  });
});

describe('a new contact', () => {
  const given = {
    id: 'contact-9',
    channel: 'voice',
    queue: null,
    priority: ORDINARY_PRIORITY,
    dnis: null,
    variables: [],
    link: null,
    customer: {participantId: 'customer-9', address: '+4520123456', name: null},
    customerLeg: legOf(CUSTOMER_LEG, 'trunk', 'ringing'),
  } as const;

  it('[DM-11] a customer who arrives is present and waits; a customer who is called is only invited', () => {
    const arrived = createInbound(given, NOW);
    assert.deepEqual(
      [arrived.status, arrived.direction, arrived.enqueuedAt, arrived.version],
      ['waiting', 'inbound', NOW, 1],
    );
    assert.deepEqual(
      arrived.participants.map(({role, status}) => [role, status]),
      [['customer', 'joined']],
    );
    const agent = {
      participantId: 'participant-9',
      party: {kind: 'agent', agentId: AGENT, name: 'Mira'},
      leg: legOf(AGENT_LEG),
    } as const;
    const called = createOutbound(given, agent, NOW);
    assert.deepEqual(
      [called.status, called.direction, called.createdAt, called.version],
      ['dialling', 'outbound', NOW, 1],
    );
    assert.deepEqual(
      called.participants.map(({role, status}) => [role, status]),
      [
        ['customer', 'invited'],
        ['primary', 'joined'],
      ],
    );
    assert.deepEqual(called.conversations, [{id: 'main', kind: 'main', startedBy: null}]);
  });

  it('[DM-11] a called customer who answers has a seat in the call and keeps their leg', () => {
    const contact = allowed(outbound(), {type: 'answer-dialled'}, NOW + 3).contact;
    assert.ok(contact.status === 'connected');
    assert.equal(contact.connectedAt, NOW + 3);
    const customer = participant(contact, 'customer-1');
    assert.ok(customer.status === 'joined');
    assert.deepEqual(
      [customer.joinedAt, customer.leg?.id, customer.muted, customer.lostAt],
      [NOW + 3, CUSTOMER_LEG, false, null],
    );
    assert.deepEqual(customer.seats, [{conversationId: 'main', held: false}]);
  });
});

describe('hold and mute', () => {
  it('[HO-2] only a call that has been answered can be held', () => {
    assert.equal(refusalOf(inbound(), HOLD), 'not-yours');
    assert.equal(refusalOf(outbound(), HOLD), 'not-connected');
    assert.equal(refusalOf(connected('chat'), HOLD), 'not-connected');
  });

  it('[HO-4] Hold puts the customer on hold, and nobody else', () => {
    const held = after(withConsulted(connected()), HOLD);
    assert.equal(isCustomerHeld(held), true);
    assert.equal(mainSeatOf(participant(held, 'participant-1'))?.held, false);
    assert.equal(mainSeatOf(participant(held, 'participant-2'))?.held, false);
  });

  it('[HO-4] holding the main conversation leaves the customer’s other seats as they are', () => {
    const contact = connected();
    const participants = contact.participants.map((each) =>
      each.status === 'joined' ? {...each, seats: [...each.seats, {conversationId: 'consult-1', held: false}]} : each,
    );
    const customer = participant(after({...contact, participants}, HOLD), 'customer-1');
    assert.ok(customer.status === 'joined');
    assert.deepEqual(customer.seats, [
      {conversationId: 'main', held: true},
      {conversationId: 'consult-1', held: false},
    ]);
  });

  it('[HO-7] Resume takes the customer off hold; all is as before', () => {
    assert.deepEqual({...after(connected(), HOLD, RESUME), version: 0}, {...connected(), version: 0});
  });

  it('[HO-1] only the primary agent holds and resumes', () => {
    const contact = withConsulted(connected());
    assert.equal(refusalOf(contact, {type: 'hold', agentId: OTHER_AGENT}), 'not-permitted');
    assert.equal(refusalOf(after(contact, HOLD), {type: 'resume', agentId: OTHER_AGENT}), 'not-permitted');
  });

  it('[DM-12] mute is the agent’s own: it silences nobody else', () => {
    const contact = after(withConsulted(connected()), {type: 'mute', agentId: OTHER_AGENT});
    const muted = contact.participants.map((each) => (each.status === 'joined' ? each.muted : null));
    assert.deepEqual(muted, [false, false, true]);
  });
});

describe('a leg that is lost', () => {
  const lost = (legId: string): Contact => allowed(connected(), {type: 'lose-leg', legId}, NOW + 1).contact;

  it('[DM-13] a lost leg is marked with the time, once, and regained without a trace', () => {
    const agent = participant(lost(AGENT_LEG), 'participant-1');
    assert.ok(agent.status === 'joined');
    assert.deepEqual([agent.lostAt, agent.leg?.status], [NOW + 1, 'lost']);
    assert.equal(allowed(lost(AGENT_LEG), {type: 'lose-leg', legId: AGENT_LEG}, NOW + 2).changed, false);
    assert.deepEqual(
      {...after(lost(AGENT_LEG), {type: 'regain-leg', legId: AGENT_LEG}), version: 0},
      {...connected(), version: 0},
    );
  });

  it('[DM-13] an agent who does not come back: the customer waits again at the old place, off hold and at the front', () => {
    const held = after(lost(AGENT_LEG), HOLD);
    const {contact, effects} = allowed(held, {type: 'give-up-leg', legId: AGENT_LEG}, NOW + 31_000);
    assert.deepEqual(
      [contact.status, contact.priority, contact.enqueuedAt],
      ['waiting', FRONT_PRIORITY, inbound().enqueuedAt],
    );
    assert.deepEqual(participant(contact, 'customer-1'), inbound().participants[0]);
    const agent = participant(contact, 'participant-1');
    assert.ok(agent.status === 'left');
    assert.deepEqual([agent.leftAt, agent.leftReason], [NOW + 31_000, 'lost']);
    assert.deepEqual(effects, [
      {type: 'close-leg', legId: AGENT_LEG},
      {type: 'set-inactive', agentId: AGENT},
      {type: 'free-agent', agentId: AGENT},
      {type: 'route'},
    ]);
  });

  it('[DM-13] an agent beside the primary one who does not come back leaves alone', () => {
    const three = after(withConsulted(connected(), 'conferenced'), {type: 'lose-leg', legId: 'leg-other'});
    const {contact, effects} = allowed(three, {type: 'give-up-leg', legId: 'leg-other'});
    assert.equal(contact.status, 'connected');
    assert.equal(participant(contact, 'participant-2').status, 'left');
    assert.equal(participant(contact, 'participant-1').status, 'joined');
    assert.deepEqual(effects, [
      {type: 'close-leg', legId: 'leg-other'},
      {type: 'set-inactive', agentId: OTHER_AGENT},
      {type: 'free-agent', agentId: OTHER_AGENT},
    ]);
  });

  it('[DM-13] a call that belongs to no queue ends when its agent does not come back', () => {
    const contact = after({...lost(AGENT_LEG), queue: null}, {type: 'give-up-leg', legId: AGENT_LEG});
    assert.ok(contact.status === 'ended');
    assert.equal(contact.endReason, 'agent-lost');
  });

  it('[DM-13] a contact that was more urgent stays so', () => {
    const urgent = {...lost(AGENT_LEG), priority: 1};
    assert.equal(after(urgent, {type: 'give-up-leg', legId: AGENT_LEG}).priority, 1);
  });

  it('[DM-13] an agent who vanishes while the customer is still rung ends the call', () => {
    const contact = after(outbound(), {type: 'lose-leg', legId: AGENT_LEG}, {type: 'give-up-leg', legId: AGENT_LEG});
    assert.ok(contact.status === 'ended');
    assert.equal(contact.endReason, 'agent-lost');
  });

  it('[DM-13] a customer who does not come back has hung up, or abandoned when nobody had answered', () => {
    const inCall = after(lost(CUSTOMER_LEG), {type: 'give-up-leg', legId: CUSTOMER_LEG});
    const inQueue = after(
      inbound(),
      {type: 'lose-leg', legId: CUSTOMER_LEG},
      {type: 'give-up-leg', legId: CUSTOMER_LEG},
    );
    assert.ok(inCall.status === 'ended' && inQueue.status === 'ended');
    assert.deepEqual([inCall.endReason, inQueue.endReason], ['customer-hung-up', 'abandoned']);
  });

  it('[DM-13] a leg that has to join is awaited, and given up like a lost one', () => {
    const {contact, effects} = allowed(after(inbound(), OPEN), accept(legOf(AGENT_LEG, 'browser', 'new')));
    assert.deepEqual(effects, [{type: 'await-leg', legId: AGENT_LEG}]);
    assert.equal(after(contact, {type: 'give-up-leg', legId: AGENT_LEG}).status, 'waiting');
  });

  it('[DM-13] a leg that came back is not given up', () => {
    assert.equal(allowed(connected(), {type: 'give-up-leg', legId: AGENT_LEG}).changed, false);
  });
});
