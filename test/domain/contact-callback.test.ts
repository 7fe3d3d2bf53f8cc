import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isToBeCalled} from '../../src/domain/contact-callback.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {customerOf} from '../../src/domain/contact.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OFFER,
  OPEN,
  after,
  agentParty,
  allowed,
  connected,
  inbound,
  legOf,
  toBeCalled,
} from './contact-fixtures.ts';

const RINGING = legOf('leg-rung', 'trunk', 'ringing');
const takes = (): ContactAction => ({
  type: 'accept-offer',
  offerId: OFFER,
  participantId: 'participant-1',
  party: agentParty(AGENT),
  leg: legOf(AGENT_LEG),
  customerLeg: RINGING,
});

describe('a contact of somebody who is to be called back', () => {
  it('[DC-25] [CB-6] [CB-8] is offered like any other, and the customer is rung once it is accepted', () => {
    const waiting = toBeCalled();
    assert.deepEqual([waiting.kind, waiting.direction, waiting.enqueuedAt], ['callback', 'outbound', NOW - 60_000]);
    const offered = after(waiting, OPEN);
    assert.equal(isToBeCalled(offered), true);
    const {contact} = allowed(offered, takes());
    assert.equal(contact.status, 'dialling');
    const customer = customerOf(contact);
    assert.deepEqual(customer?.status === 'invited' && customer.leg, RINGING);
    const spoken = after(contact, {type: 'answer-dialled'});
    assert.equal(spoken.status, 'connected');
    assert.equal(isToBeCalled(spoken), false);
  });

  it('[CB-16] [CB-17] [WU-10] not reached or called off, it ends and the agent wraps up', () => {
    const dialling = after(toBeCalled(), OPEN, takes());
    for (const action of [
      {type: 'fail-dialled', reason: 'no-answer'},
      {type: 'end', agentId: AGENT},
    ] as const) {
      const ended = after(dialling, action);
      assert.equal(ended.status, 'ended');
      assert.equal(ended.participants.find(({role}) => role === 'primary')?.status, 'wrap-up');
    }
  });

  it('[DC-14] [DC-21] [DC-27] a caller who would rather be called back keeps the place, the priority and all else', () => {
    const waiting = {...inbound(), announcement: {sound: 'wait', startedAtMs: NOW}};
    const {contact, effects} = allowed(waiting, {type: 'become-callback'});
    const {id, priority, enqueuedAt, queue, variables, dnis} = waiting;
    assert.deepEqual(
      {...contact, participants: []},
      {
        ...{...waiting, participants: []},
        ...{id, priority, enqueuedAt, queue, variables, dnis},
        ...{kind: 'callback', announcement: null, status: 'waiting', version: waiting.version + 1},
      },
    );
    assert.deepEqual(customerOf(contact)?.status, 'invited');
    assert.deepEqual(effects, [{type: 'close-leg', legId: CUSTOMER_LEG}, {type: 'route'}]);
    assert.equal(allowed(contact, {type: 'become-callback'}).changed, false);
  });

  it('[DC-13] [DC-14] what rings as a call at that moment is taken back; a call that is answered is none any more', () => {
    const {contact, effects} = allowed(after(inbound(), OPEN), {type: 'become-callback'});
    assert.equal(contact.status, 'waiting');
    assert.equal(effects[0]?.type, 'withdraw-offer');
    assert.equal(allowed(connected('chat'), {type: 'answer-dialled'}).changed, false);
  });

  it('[PK-8] called off it waits no longer, and what rings is taken back; a call that is placed goes on, unless the customer says so', () => {
    const off = {type: 'call-off', reason: 'withdrawn'} as const;
    const ended = after(toBeCalled(), off);
    assert.deepEqual(ended.status === 'ended' && ended.endReason, 'withdrawn');
    const {effects} = allowed(after(toBeCalled(), OPEN), off);
    assert.deepEqual(effects, [{type: 'withdraw-offer', offerId: 'offer-1'}]);
    const placed = after(toBeCalled(), OPEN, takes());
    assert.equal(allowed(placed, off).changed, false);
    const stopped = allowed(placed, {...off, by: 'customer'}).contact;
    assert.deepEqual(stopped.status === 'ended' && stopped.endReason, 'withdrawn');
  });
});
