/** What an interaction request has in common: it bubbles out of the panel, and cancelling it stops the command. */
class ContactRequestEvent extends Event {
  readonly contactId: string;

  constructor(type: string, contactId: string) {
    super(type, {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
  }
}

/** The agent pressed Hold. Cancel it to put the customer on hold elsewhere. */
export class HoldRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-hold-request', contactId);
  }
}

/** The agent pressed Resume. */
export class ResumeRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-resume-request', contactId);
  }
}

/** The agent pressed Mute. */
export class MuteRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-mute-request', contactId);
  }
}

/** The agent pressed Unmute. */
export class UnmuteRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-unmute-request', contactId);
  }
}

/** The agent pressed End. */
export class EndRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-end-request', contactId);
  }
}

/** The agent wants the page that belongs to the contact again. Cancel it to open it elsewhere. */
export class ContactOpenRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-contact-open-request', contactId);
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-hold-request': HoldRequestEvent;
    'cordboard-resume-request': ResumeRequestEvent;
    'cordboard-mute-request': MuteRequestEvent;
    'cordboard-unmute-request': UnmuteRequestEvent;
    'cordboard-end-request': EndRequestEvent;
    'cordboard-contact-open-request': ContactOpenRequestEvent;
  }
}
