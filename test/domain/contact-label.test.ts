import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {labelFor, ownConsultOf, taskLabelFor} from '../../src/domain/contact-label.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OPEN,
  OTHER_AGENT,
  after,
  agentParty,
  allowed,
  connected,
  inbound,
  legOf,
  outbound,
  postCall,
  withConsulted,
} from './contact-fixtures.ts';

const label = (contact: ReturnType<typeof connected>, agentId = AGENT): string => labelFor(contact, agentId).label;

describe('the state beside the timer', () => {
  it('[AN-2] a call that is offered rings', () => {
    assert.equal(label(after(inbound(), OPEN)), 'ringing');
  });

  it('[AN-9] the timer of an answered call counts from the answer', () => {
    assert.deepEqual(labelFor(connected(), AGENT), {label: 'connected', since: NOW});
  });

  it('[HO-5] a held call is on hold, for everybody in it, until it is resumed', () => {
    const held = after(withConsulted(connected()), {type: 'hold', agentId: AGENT});
    assert.equal(label(held), 'on-hold');
    assert.equal(label(held, OTHER_AGENT), 'on-hold');
    assert.equal(label(after(held, {type: 'resume', agentId: AGENT})), 'conference');
  });

  it('[DM-26] a call that waits, is dialled or has lost its customer says so', () => {
    assert.deepEqual(labelFor(inbound(), AGENT), {label: 'waiting', since: NOW - 20_000});
    assert.deepEqual(labelFor(outbound(), AGENT), {label: 'dialling', since: NOW - 20_000});
    assert.deepEqual(labelFor(postCall(), AGENT), {label: 'post-call', since: NOW});
  });

  it('[DM-26] the agent who wraps up sees that, from its beginning; then the contact has ended', () => {
    const ended = allowed(connected(), {type: 'end', agentId: AGENT}, NOW + 1_000).contact;
    assert.deepEqual(labelFor(ended, AGENT), {label: 'wrap-up', since: NOW + 1_000});
    assert.deepEqual(labelFor(ended, OTHER_AGENT), {label: 'ended', since: NOW + 1_000});
    assert.equal(label(after(ended, {type: 'wrap-up', agentId: AGENT})), 'ended');
  });

  it('[DM-26] an agent whose audio is lost is reconnecting, also on hold; the customer’s loss is not theirs', () => {
    const lost = allowed(connected(), {type: 'lose-leg', legId: AGENT_LEG}, NOW + 2_000).contact;
    assert.deepEqual(labelFor(lost, AGENT), {label: 'reconnecting', since: NOW + 2_000});
    assert.equal(label(after(lost, {type: 'hold', agentId: AGENT})), 'reconnecting');
    assert.equal(label(after(connected(), {type: 'lose-leg', legId: CUSTOMER_LEG})), 'connected');
  });

  const asked = () =>
    allowed(connected(), {
      type: 'consult',
      agentId: AGENT,
      conversationId: 'consult-1',
      target: {kind: 'agent', agentId: OTHER_AGENT, name: 'Jonas Berg'},
      holdsCustomer: true,
      dialled: null,
    }).contact;
  const consulting = () =>
    after(asked(), {
      type: 'join-consult',
      conversationId: 'consult-1',
      participantId: 'participant-2',
      party: agentParty(OTHER_AGENT),
      leg: legOf('leg-2'),
    });

  it('[CO-29] [CO-31] while a consult is asked for it says so; once it is open, what the customer has', () => {
    assert.equal(label(asked()), 'consult-requested');
    assert.equal(label(consulting()), 'on-hold');
    assert.equal(label(after(asked(), {type: 'resume', agentId: AGENT})), 'connected');
  });

  it('[CO-32] the consult has a state of its own, as each side sees it', () => {
    const held = after(consulting(), {type: 'toggle', agentId: AGENT});
    const states = (contact: ReturnType<typeof connected>) => [
      ownConsultOf(contact, AGENT)?.label,
      ownConsultOf(contact, OTHER_AGENT)?.label,
    ];
    assert.deepEqual(states(asked()), ['consult-requested', undefined]);
    assert.deepEqual(states(consulting()), ['consulting', 'consulting']);
    assert.deepEqual(states(held), ['consult-on-hold', 'consult-on-hold']);
    assert.deepEqual([label(consulting(), OTHER_AGENT), label(held, OTHER_AGENT)], ['consulting', 'consult-on-hold']);
    assert.equal(ownConsultOf(connected(), AGENT), null);
  });

  it('[CO-32] [CF-23] a list says it in one word: the consult goes before the customer who waits', () => {
    const task = (contact: ReturnType<typeof connected>) => taskLabelFor(contact, AGENT).label;
    assert.equal(task(connected()), 'connected');
    assert.equal(task(consulting()), 'consulting');
    assert.equal(task(after(consulting(), {type: 'toggle', agentId: AGENT})), 'consult-on-hold');
    assert.equal(task(after(consulting(), {type: 'conference', agentId: AGENT})), 'conference');
    assert.equal(task(after(consulting(), {type: 'hang-up-customer'})), 'consulting');
    assert.equal(task(after(consulting(), {type: 'complete-transfer', agentId: AGENT})), 'wrap-up');
  });

  it('[CF-30] a supervisor listens, or speaks', () => {
    const listens = after(connected(), {
      type: 'monitor',
      agentId: OTHER_AGENT,
      monitoredAgentId: AGENT,
      participantId: 'participant-2',
      party: agentParty(OTHER_AGENT),
      leg: legOf('leg-2'),
    });
    assert.equal(label(listens, OTHER_AGENT), 'listening');
    assert.equal(label(after(listens, {type: 'barge-in', agentId: OTHER_AGENT}), OTHER_AGENT), 'speaking');
    assert.equal(label(listens), 'connected');
  });
});
