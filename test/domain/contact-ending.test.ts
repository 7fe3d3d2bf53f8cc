import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {controlsFor} from '../../src/domain/controls.ts';
import {DEFAULT_TIMINGS} from '../../src/domain/settings.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OFFER,
  OPEN,
  OTHER_AGENT,
  after,
  allowed,
  connected,
  inbound,
  outbound,
  participant,
  refusalOf,
  withConsulted,
} from './contact-fixtures.ts';

const END = {type: 'end', agentId: AGENT} as const;
const WRAP_UP_ENDS_AT = NOW + 60_000;

function ended(contact: ReturnType<typeof connected>): Extract<ReturnType<typeof connected>, {status: 'ended'}> {
  assert.ok(contact.status === 'ended');
  return contact;
}

describe('ending a contact', () => {
  it('[WU-1] the agent may end it, and so may the customer; the reason says who did', () => {
    const byAgent = ended(allowed(connected(), END, NOW + 5).contact);
    const byCustomer = ended(allowed(connected(), {type: 'hang-up-customer'}, NOW + 6).contact);
    assert.deepEqual([byAgent.endReason, byAgent.endedAt], ['agent-ended', NOW + 5]);
    assert.deepEqual([byCustomer.endReason, byCustomer.endedAt], ['customer-hung-up', NOW + 6]);
  });

  it('[WU-2] [HO-6] a call on hold cannot be ended by the agent, and can again once it is resumed', () => {
    const held = after(connected(), {type: 'hold', agentId: AGENT});
    assert.equal(refusalOf(held, END), 'customer-held');
    assert.equal(after(held, {type: 'resume', agentId: AGENT}, END).status, 'ended');
  });

  it('[WU-2] a customer on hold may still hang up', () => {
    const held = after(connected(), {type: 'hold', agentId: AGENT});
    assert.equal(ended(after(held, {type: 'hang-up-customer'})).endReason, 'customer-hung-up');
  });

  it('[WU-3] nobody can end a call that no agent has accepted', () => {
    assert.equal(refusalOf(inbound(), END), 'not-yours');
    assert.equal(refusalOf(after(inbound(), OPEN), END), 'not-yours');
  });

  it('[WU-5] only the primary agent wraps up, with a deadline; everybody else has left', () => {
    const {contact, effects} = allowed(withConsulted(connected()), END);
    const {id, role, party} = participant(connected(), 'participant-1');
    assert.deepEqual(participant(contact, 'participant-1'), {
      id,
      role,
      party,
      status: 'wrap-up',
      joinedAt: NOW,
      startedAt: NOW,
      deadlineAt: WRAP_UP_ENDS_AT,
      extensions: 0,
      queueId: 'billing',
    });
    for (const other of ['participant-2', 'customer-1']) {
      const left = participant(contact, other);
      assert.ok(left.status === 'left');
      assert.deepEqual([left.leftAt, left.leftReason], [NOW, 'ended']);
    }
    assert.deepEqual(effects, [
      {type: 'close-leg', legId: CUSTOMER_LEG},
      {type: 'close-leg', legId: AGENT_LEG},
      {type: 'start-wrap-up', agentId: AGENT, deadlineAt: WRAP_UP_ENDS_AT},
      {type: 'close-leg', legId: 'leg-other'},
      {type: 'free-agent', agentId: OTHER_AGENT},
    ]);
  });

  it('[WU-6] an agent who is not the primary one cannot end the call', () => {
    assert.equal(refusalOf(withConsulted(connected()), {type: 'end', agentId: OTHER_AGENT}), 'not-permitted');
    assert.equal(refusalOf(connected(), {type: 'end', agentId: OTHER_AGENT}), 'not-yours');
  });

  it('[WU-8] submitting the wrap-up lets the agent go and leaves the contact ended', () => {
    const {contact, effects} = allowed(after(connected(), END), {type: 'wrap-up', agentId: AGENT}, NOW + 9_000);
    const {id, role, party} = participant(contact, 'participant-1');
    assert.deepEqual(participant(contact, 'participant-1'), {
      id,
      role,
      party,
      status: 'left',
      leftAt: NOW + 9_000,
      leftReason: 'wrapped-up',
    });
    assert.deepEqual(effects, [{type: 'free-agent', agentId: AGENT}]);
    assert.equal(contact.status, 'ended');
  });

  it('[WU-8] another agent cannot submit it', () => {
    assert.equal(refusalOf(after(connected(), END), {type: 'wrap-up', agentId: OTHER_AGENT}), 'not-yours');
  });

  it('[WU-10] the primary agent wraps up after the customer hangs up while another agent is consulted', () => {
    const contact = after(withConsulted(connected()), {type: 'hang-up-customer'});
    assert.equal(contact.status, 'post-call');
    assert.deepEqual(controlsFor(contact, AGENT)['wrap-up'], {visible: true, enabled: true});
    assert.deepEqual(controlsFor(contact, OTHER_AGENT)['wrap-up'], {visible: false});
    assert.equal(participant(contact, 'participant-1').status, 'joined');
    assert.equal(participant(contact, 'participant-2').status, 'joined');
  });

  it('[DM-9] an agent who already wraps up goes on with it when the call ends for the others', () => {
    const first = participant(after(connected(), END), 'participant-1');
    const talking = withConsulted(connected(), 'primary');
    const contact = {
      ...talking,
      participants: talking.participants.map((each) => (each.id === first.id ? first : each)),
    };
    const {contact: over, effects} = allowed(contact, {type: 'end', agentId: OTHER_AGENT}, NOW + 30_000);
    assert.deepEqual(participant(over, 'participant-1'), first);
    assert.deepEqual(effects, [
      {type: 'close-leg', legId: CUSTOMER_LEG},
      {type: 'close-leg', legId: 'leg-other'},
      {type: 'start-wrap-up', agentId: OTHER_AGENT, deadlineAt: WRAP_UP_ENDS_AT + 30_000},
    ]);
  });

  it('[DM-9] a customer who hangs up before an answer has abandoned; an open offer is withdrawn', () => {
    assert.equal(ended(after(inbound(), {type: 'hang-up-customer'})).endReason, 'abandoned');
    const {contact, effects} = allowed(after(inbound(), OPEN), {type: 'hang-up-customer'});
    assert.equal(ended(contact).endReason, 'abandoned');
    assert.deepEqual(effects, [
      {type: 'withdraw-offer', offerId: OFFER},
      {type: 'close-leg', legId: CUSTOMER_LEG},
    ]);
  });

  it('[DM-9] a dialled call that is not answered ends with the reason, and its agent wraps up', () => {
    for (const reason of ['busy', 'no-answer', 'declined', 'unobtainable', 'failed'] as const) {
      const contact = ended(after(outbound(), {type: 'fail-dialled', reason}));
      assert.equal(contact.endReason, reason);
      assert.equal(participant(contact, 'participant-1').status, 'wrap-up');
      assert.equal(participant(contact, 'customer-1').status, 'left');
    }
  });

  it('[DM-10] more time for the wrap-up is added to its deadline, ten times and no more', () => {
    let contact = after(connected(), END);
    for (let times = 1; times <= DEFAULT_TIMINGS.wrapUpExtensionsMax; times += 1) {
      const {contact: longer, effects} = allowed(contact, {type: 'extend-wrap-up', agentId: AGENT}, NOW + 5_000);
      const deadlineAt = WRAP_UP_ENDS_AT + times * 60_000;
      const agent = participant(longer, 'participant-1');
      assert.ok(agent.status === 'wrap-up');
      assert.deepEqual([agent.deadlineAt, agent.extensions, agent.startedAt], [deadlineAt, times, NOW]);
      assert.deepEqual(effects, [{type: 'start-wrap-up', agentId: AGENT, deadlineAt}]);
      contact = longer;
    }
    assert.equal(refusalOf(contact, {type: 'extend-wrap-up', agentId: AGENT}), 'wrap-up-too-long');
    assert.equal(after(contact, {type: 'wrap-up', agentId: AGENT}).status, 'ended');
  });
});
