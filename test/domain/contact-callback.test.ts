import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isPromised, isToBeCalled} from '../../src/domain/contact-callback.ts';
import {isInFlow} from '../../src/domain/contact-flow.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {customerOf} from '../../src/domain/contact.ts';
import {planMedia} from '../../src/domain/media-plan.ts';
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
  refusalOf,
  toBeCalled,
} from './contact-fixtures.ts';

const GOODBYE = {sound: 'callback-promised.en', startedAtMs: NOW};
const PROMISE: ContactAction = {type: 'promise-callback', announcement: GOODBYE};
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

  it('[DC-14] [DC-20] a caller who would rather be called back is promised it, is told so, and is offered to nobody meanwhile', () => {
    const {contact, effects} = allowed(inbound(), PROMISE);
    assert.deepEqual([contact.kind, contact.status, isPromised(contact)], ['callback', 'waiting', true]);
    assert.deepEqual(effects, []);
    assert.deepEqual(planMedia(contact)[CUSTOMER_LEG], {kind: 'sound', ...GOODBYE});
    assert.equal(refusalOf(contact, OPEN), 'contact-gone');
    assert.equal(allowed(contact, PROMISE).changed, false);
    assert.equal(allowed(contact, {type: 'announce', announcement: null}).changed, false);
  });

  it('[DC-19] [DC-20] [DC-21] [DC-27] said, hung up or lost: the line is released, and the place, the priority and all else are kept', () => {
    const promised = after(inbound(), PROMISE);
    const lost = after(promised, {type: 'lose-leg', legId: CUSTOMER_LEG});
    for (const [from, action] of [
      [promised, {type: 'release-line'}],
      [promised, {type: 'hang-up-customer'}],
      [lost, {type: 'give-up-leg', legId: CUSTOMER_LEG}],
    ] as const) {
      const {contact, effects} = allowed(from, action);
      assert.deepEqual(
        {...contact, participants: [], version: 0},
        {...inbound(), kind: 'callback', direction: 'outbound', participants: [], version: 0},
      );
      assert.deepEqual(customerOf(contact)?.status, 'invited');
      assert.deepEqual(effects, [{type: 'close-leg', legId: CUSTOMER_LEG}, {type: 'route'}]);
      assert.equal(isToBeCalled(contact), true);
      assert.equal(allowed(contact, {type: 'release-line'}).changed, false);
    }
  });

  it('[DC-13] [DC-14] what rings as a call at that moment is taken back; a call that is answered is none any more', () => {
    const {contact, effects} = allowed(after(inbound(), OPEN), PROMISE);
    assert.equal(contact.status, 'waiting');
    assert.deepEqual(effects, [{type: 'withdraw-offer', offerId: OFFER}]);
    assert.equal(refusalOf(connected(), PROMISE), 'contact-gone');
    assert.equal(allowed({...inbound(), queue: null}, PROMISE).changed, false);
    assert.equal(allowed(inbound('chat'), PROMISE).changed, false);
  });

  it('[DC-10] what is offered goes on while an agent is rung, and is over once they speak', () => {
    const hears = {sound: 'callback-offer.en', startedAtMs: NOW};
    const offered = after(inbound(), {type: 'announce', announcement: hears}, OPEN);
    assert.deepEqual(planMedia(offered)[CUSTOMER_LEG], {kind: 'sound', ...hears});
    assert.equal(after(offered, takes()).announcement, null);
  });

  it('[PK-24] who is turned away leaves the queue and is told so; who talks is not', () => {
    const away = {type: 'turn-away', announcement: null} as const;
    const {contact} = allowed(inbound(), away);
    assert.deepEqual([contact.status, contact.queue, isInFlow(contact)], ['waiting', null, true]);
    assert.equal(after(contact, {type: 'end-by-flow'}).status, 'ended');
    assert.equal(allowed(connected(), away).changed, false);
    assert.equal(allowed(after(inbound(), OPEN), away).changed, false);
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
