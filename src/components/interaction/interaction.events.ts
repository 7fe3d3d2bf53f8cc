/** What an interaction request has in common: it bubbles out of the panel, and cancelling it stops the command. */
export class ContactRequestEvent extends Event {
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

/** What the agent opened below the controls: whom to ask, whom to give the contact to, or what to propose. */
export type Drawer = 'consult' | 'transfer' | 'suggest-wrap-up';

/** The agent pressed Consult, Transfer or Suggest wrap-up, which opens a dialog or closes it. Cancel it to ask elsewhere. */
export class DrawerRequestEvent extends ContactRequestEvent {
  readonly drawer: Drawer;

  constructor(contactId: string, drawer: Drawer) {
    super('cordboard-drawer-request', contactId);
    this.drawer = drawer;
  }
}

/** The agent pressed Exit conference. Cancel it to leave elsewhere. */
export class ExitConferenceRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-exit-conference-request', contactId);
  }
}

/** A supervisor pressed Barge in: everybody would hear them. */
export class BargeInRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-barge-in-request', contactId);
  }
}

/** A supervisor stops listening. */
export class StopMonitoringRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-stop-monitoring-request', contactId);
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
    'cordboard-drawer-request': DrawerRequestEvent;
    'cordboard-exit-conference-request': ExitConferenceRequestEvent;
    'cordboard-barge-in-request': BargeInRequestEvent;
    'cordboard-stop-monitoring-request': StopMonitoringRequestEvent;
  }
}
