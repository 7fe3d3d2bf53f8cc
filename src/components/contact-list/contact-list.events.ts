/** The agent chose a contact in the list. Cancel it to show the contact elsewhere. */
export class ContactSelectRequestEvent extends Event {
  readonly contactId: string;

  constructor(contactId: string) {
    super('cordboard-contact-select-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-contact-select-request': ContactSelectRequestEvent;
  }
}
