import type {TargetWish} from '../../domain/target.ts';
import {ContactRequestEvent} from '../interaction/interaction.events.ts';

/** The agent asks somebody about the contact. Cancel it to ask elsewhere. */
export class ConsultRequestEvent extends ContactRequestEvent {
  /** Whom. */
  readonly wish: TargetWish;
  /** False: in a conference the customer and the others go on talking meanwhile. */
  readonly holdsCustomer: boolean;

  constructor(contactId: string, wish: TargetWish, holdsCustomer: boolean) {
    super('cordboard-consult-request', contactId);
    this.wish = wish;
    this.holdsCustomer = holdsCustomer;
  }
}

/** The agent gives the contact away without asking first. Cancel it to transfer elsewhere. */
export class TransferRequestEvent extends ContactRequestEvent {
  /** Whom. */
  readonly wish: TargetWish;

  constructor(contactId: string, wish: TargetWish) {
    super('cordboard-transfer-request', contactId);
    this.wish = wish;
  }
}

/** What was opened below the controls is to be closed. */
export class DrawerClosedEvent extends Event {
  readonly contactId: string;

  constructor(contactId: string) {
    super('cordboard-drawer-closed', {bubbles: true, composed: true});
    this.contactId = contactId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-consult-request': ConsultRequestEvent;
    'cordboard-transfer-request': TransferRequestEvent;
    'cordboard-drawer-closed': DrawerClosedEvent;
  }
}
