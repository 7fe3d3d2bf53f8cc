import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {labelFor} from '../../src/domain/contact-label.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OPEN,
  OTHER_AGENT,
  after,
  allowed,
  connected,
  inbound,
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
});
