import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {HubEventBody} from '../../src/api/wire/events.ts';
import type {Offer} from '../../src/domain/offer.ts';
import {HubOfferService} from '../../src/services/hub-offer-service.ts';
import {AGENT_ID, NOW, ringing} from '../support/component-contacts.ts';
import {askedBy} from '../support/consult-contacts.ts';

function service(): HubOfferService {
  return new HubOfferService({send: async () => ({status: 'refused', code: 'offer-gone'}) as const});
}

function untakenAfter(type: Extract<HubEventBody, {offer: Offer}>['type'], more: Partial<Offer>): unknown {
  const offers = service();
  const {offer} = ringing({});
  const body = {type, offer: {...offer, status: 'declined', ...more}} as HubEventBody;
  offers.handleEvent({seq: 1, occurredAt: NOW, ...body});
  return offers.untaken.value;
}

describe('the service of what rings', () => {
  it('[AN-6] [CO-42] [TR-6] keeps what the agent was asked to do and did not', () => {
    assert.equal(service().untaken.value, null);
    assert.equal(untakenAfter('OfferDeclined', {purpose: 'transfer', askedBy: askedBy()}), 'transfer');
    assert.equal(
      untakenAfter('OfferNoAnswer', {status: 'no-answer', purpose: 'consult', askedBy: askedBy()}),
      'consult',
    );
    assert.equal(untakenAfter('OfferWithdrawn', {status: 'withdrawn', purpose: 'consult'}), null);
  });

  it('[TR-6] the agent’s own transfer that came back and was not taken goes to the queue', () => {
    const returned = askedBy({agentId: AGENT_ID, returned: true});
    assert.equal(untakenAfter('OfferDeclined', {purpose: 'transfer', askedBy: returned}), 'answer');
  });
});
