import {ContactRequestEvent} from '../interaction/interaction.events.ts';

/** The agent proposes an outcome to whoever is in control. Cancel it to send it elsewhere. */
export class SuggestWrapUpRequestEvent extends ContactRequestEvent {
  readonly reasonId: string | null;
  readonly note: string;

  constructor(contactId: string, reasonId: string | null, note: string) {
    super('cordboard-suggest-wrap-up-request', contactId);
    this.reasonId = reasonId;
    this.note = note;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-suggest-wrap-up-request': SuggestWrapUpRequestEvent;
  }
}
