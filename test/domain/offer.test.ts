import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {type Offer, type OfferAction, type OfferStatus, transitionOffer} from '../../src/domain/offer.ts';
import {AGENT, NOW, OTHER_AGENT} from './contact-fixtures.ts';

const EXPIRES_AT = NOW + 18_000;
const FENCE = 4;
const RING_MS = 18_000;
const STATUSES: readonly OfferStatus[] = ['ringing', 'accepted', 'declined', 'no-answer', 'withdrawn', 'connecting'];

function offer(status: OfferStatus): Offer {
  return {
    id: 'offer-1',
    contactId: 'contact-1',
    agentId: AGENT,
    purpose: 'answer',
    conversationId: null,
    fence: FENCE,
    offeredAt: NOW,
    expiresAt: EXPIRES_AT,
    status,
    askedBy: null,
  };
}

const mine = {agentId: AGENT, fence: FENCE};
const IN_TIME = EXPIRES_AT - 1;

/** Columns as in STATUSES: the status after it, `=` for no change, `!reason` for a refusal. */
const TABLE: readonly (readonly [string, OfferAction, number, string])[] = [
  [
    'accept in time',
    {type: 'accept', ...mine},
    IN_TIME,
    'accepted | = | !offer-gone | !offer-gone | !offer-gone | accepted',
  ],
  [
    'accept when the time is over',
    {type: 'accept', ...mine},
    EXPIRES_AT,
    '!offer-expired | = | !offer-gone | !offer-gone | !offer-gone | !offer-expired',
  ],
  [
    'decline in time',
    {type: 'decline', ...mine},
    IN_TIME,
    'declined | !already-accepted | = | !offer-gone | !offer-gone | declined',
  ],
  [
    'decline when the time is over',
    {type: 'decline', ...mine},
    EXPIRES_AT,
    '!offer-expired | !already-accepted | = | !offer-gone | !offer-gone | !offer-expired',
  ],
  [
    'accept by another agent',
    {type: 'accept', agentId: OTHER_AGENT, fence: FENCE},
    IN_TIME,
    '!not-yours | !not-yours | !not-yours | !not-yours | !not-yours | !not-yours',
  ],
  [
    'decline by another agent',
    {type: 'decline', agentId: OTHER_AGENT, fence: FENCE},
    IN_TIME,
    '!not-yours | !not-yours | !not-yours | !not-yours | !not-yours | !not-yours',
  ],
  [
    'accept with an older fence',
    {type: 'accept', agentId: AGENT, fence: FENCE - 1},
    IN_TIME,
    '!offer-gone | !offer-gone | !offer-gone | !offer-gone | !offer-gone | !offer-gone',
  ],
  [
    'decline with a newer fence',
    {type: 'decline', agentId: AGENT, fence: FENCE + 1},
    IN_TIME,
    '!offer-gone | !offer-gone | !offer-gone | !offer-gone | !offer-gone | !offer-gone',
  ],
  ['ring out too early', {type: 'ring-out'}, IN_TIME, '= | = | = | = | = | ='],
  ['ring out', {type: 'ring-out'}, EXPIRES_AT, 'no-answer | = | = | = | = | ='],
  ['withdraw', {type: 'withdraw'}, NOW, 'withdrawn | = | = | = | = | withdrawn'],
  ['withdraw when the time is over', {type: 'withdraw'}, EXPIRES_AT + 1, 'withdrawn | = | = | = | = | withdrawn'],
  [
    'present in time',
    {type: 'present', ...mine, ringMs: RING_MS},
    IN_TIME,
    '= | !offer-gone | !offer-gone | !offer-gone | !offer-gone | ringing',
  ],
  [
    'present when the time is over',
    {type: 'present', ...mine, ringMs: RING_MS},
    EXPIRES_AT,
    '= | !offer-gone | !offer-gone | !offer-gone | !offer-gone | !offer-expired',
  ],
  [
    'present by another agent',
    {type: 'present', agentId: OTHER_AGENT, fence: FENCE, ringMs: RING_MS},
    IN_TIME,
    '!not-yours | !not-yours | !not-yours | !not-yours | !not-yours | !not-yours',
  ],
];

function outcomeOf(before: Offer, action: OfferAction, now: number): string {
  const result = transitionOffer(before, action, now);
  if ('refused' in result) return `!${result.refused}`;
  // [PO-4] The ring time begins when the offer is shown; nothing else of an offer changes but its status.
  const expiresAt = result.changed && action.type === 'present' ? now + action.ringMs : before.expiresAt;
  assert.deepEqual({...result.offer, status: before.status}, {...before, expiresAt}, 'only the status changes');
  return result.changed ? result.offer.status : '=';
}

const actions: fc.Arbitrary<OfferAction> = fc.oneof(
  fc.record({
    type: fc.constantFrom('accept', 'decline'),
    agentId: fc.constantFrom(AGENT, AGENT, OTHER_AGENT),
    fence: fc.constantFrom(FENCE, FENCE, 3),
  }),
  fc.record({type: fc.constantFrom('ring-out', 'withdraw')}),
);

describe('every status of an offer × every action', () => {
  for (const [name, action, now, row] of TABLE) {
    const cells = row.split(' | ');
    for (const [index, status] of STATUSES.entries()) {
      it(`[DM-14] ${name} of a ${status} offer: ${cells[index]}`, () => {
        assert.equal(outcomeOf(offer(status), action, now), cells[index]);
      });
    }
  }

  it('[AN-4] an offer rings out at the end of its time and not a millisecond before', () => {
    assert.equal(outcomeOf(offer('ringing'), {type: 'ring-out'}, EXPIRES_AT - 1), '=');
    assert.equal(outcomeOf(offer('ringing'), {type: 'ring-out'}, EXPIRES_AT), 'no-answer');
  });

  it('[DM-15] an answered offer stays answered, whatever comes and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(actions, fc.nat(40_000)), {maxLength: 12}), (sequence) => {
        let current = offer('ringing');
        for (const [action, ms] of sequence) {
          const result = transitionOffer(current, action, NOW + ms);
          if ('refused' in result) continue;
          assert.ok(current.status === 'ringing' || result.offer.status === current.status);
          assert.equal(result.changed, result.offer.status !== current.status);
          const again = transitionOffer(result.offer, action, NOW + ms + 1);
          assert.ok('refused' in again || !again.changed || action.type === 'ring-out');
          current = result.offer;
        }
      }),
    );
  });
});
