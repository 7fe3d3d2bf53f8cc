/** The agent chose a contact in the list. Cancel it to show the contact elsewhere. */
export class ContactSelectRequestEvent extends Event {
  readonly contactId: string;

  constructor(contactId: string) {
    super('cordboard-contact-select-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
  }
}

/** The agent put missed contacts away, and the time to undo it is over. Cancel it to keep them. */
export class MissedDismissRequestEvent extends Event {
  readonly offerIds: readonly string[];

  constructor(offerIds: readonly string[]) {
    super('cordboard-missed-dismiss-request', {bubbles: true, composed: true, cancelable: true});
    this.offerIds = offerIds;
  }
}

/** The agent calls the customer of a missed call back. Cancel it to call elsewhere. */
export class MissedRedialRequestEvent extends Event {
  readonly contactId: string;

  constructor(contactId: string) {
    super('cordboard-missed-redial-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-contact-select-request': ContactSelectRequestEvent;
    'cordboard-missed-dismiss-request': MissedDismissRequestEvent;
    'cordboard-missed-redial-request': MissedRedialRequestEvent;
  }
}
