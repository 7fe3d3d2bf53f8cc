import {ContactRequestEvent} from '../interaction/interaction.events.ts';

/** The agent takes back somebody who is on the way. Cancel it to do so elsewhere. */
export class InvitationCancelRequestEvent extends ContactRequestEvent {
  readonly invitationId: string;

  constructor(contactId: string, invitationId: string) {
    super('cordboard-invitation-cancel-request', contactId);
    this.invitationId = invitationId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-invitation-cancel-request': InvitationCancelRequestEvent;
  }
}
