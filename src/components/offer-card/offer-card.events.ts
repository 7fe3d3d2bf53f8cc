class OfferRequestEvent extends Event {
  readonly offerId: string;
  readonly contactId: string;

  constructor(type: string, offerId: string, contactId: string) {
    super(type, {bubbles: true, composed: true, cancelable: true});
    this.offerId = offerId;
    this.contactId = contactId;
  }
}

/** The agent chose Answer or Accept. Cancel it to answer elsewhere. */
export class OfferAcceptRequestEvent extends OfferRequestEvent {
  constructor(offerId: string, contactId: string) {
    super('cordboard-offer-accept-request', offerId, contactId);
  }
}

/** The agent chose Decline. Cancel it to decline elsewhere. */
export class OfferDeclineRequestEvent extends OfferRequestEvent {
  constructor(offerId: string, contactId: string) {
    super('cordboard-offer-decline-request', offerId, contactId);
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-offer-accept-request': OfferAcceptRequestEvent;
    'cordboard-offer-decline-request': OfferDeclineRequestEvent;
  }
}
