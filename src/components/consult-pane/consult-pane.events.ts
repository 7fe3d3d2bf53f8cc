import {ContactRequestEvent} from '../interaction/interaction.events.ts';

/** The agent pressed Toggle: the other side is spoken to, this one waits. Cancel it to do so elsewhere. */
export class ToggleRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-toggle-request', contactId);
  }
}

/** The agent put the consulted side on hold. */
export class HoldConsultRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-hold-consult-request', contactId);
  }
}

/** The agent took the consulted side off hold. */
export class ResumeConsultRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-resume-consult-request', contactId);
  }
}

/** The agent brings everybody together. */
export class ConferenceRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-conference-request', contactId);
  }
}

/** The agent gives the customer to the consulted side. */
export class CompleteTransferRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-complete-transfer-request', contactId);
  }
}

/** The agent who asked ends the consult. */
export class EndConsultRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-end-consult-request', contactId);
  }
}

/** The agent who was asked leaves the consult. */
export class ExitConsultRequestEvent extends ContactRequestEvent {
  constructor(contactId: string) {
    super('cordboard-exit-consult-request', contactId);
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-toggle-request': ToggleRequestEvent;
    'cordboard-hold-consult-request': HoldConsultRequestEvent;
    'cordboard-resume-consult-request': ResumeConsultRequestEvent;
    'cordboard-conference-request': ConferenceRequestEvent;
    'cordboard-complete-transfer-request': CompleteTransferRequestEvent;
    'cordboard-end-consult-request': EndConsultRequestEvent;
    'cordboard-exit-consult-request': ExitConsultRequestEvent;
  }
}
