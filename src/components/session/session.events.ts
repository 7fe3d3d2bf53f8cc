import type {Contact} from '../../domain/contact.ts';
import type {AgentView, ConnectionState, RingingOffer, ScreenPop} from '../../services/ports.ts';

/** A contact began to ring here. */
export class ContactOfferedEvent extends Event {
  readonly offer: RingingOffer['offer'];
  readonly contact: Contact;

  constructor({offer, contact}: RingingOffer) {
    super('cordboard-contact-offered', {bubbles: true, composed: true});
    this.offer = offer;
    this.contact = contact;
  }
}

/** The agent has a contact that rang here: this is when a page shows the customer's record. */
export class OfferAcceptedEvent extends Event {
  readonly offerId: string;
  readonly contact: Contact;

  constructor(offerId: string, contact: Contact) {
    super('cordboard-offer-accepted', {bubbles: true, composed: true});
    this.offerId = offerId;
    this.contact = contact;
  }
}

/** Agent and customer are in the contact together; for a call the agent placed, the customer answered. */
export class ContactConnectedEvent extends Event {
  readonly contact: Contact;

  constructor(contact: Contact) {
    super('cordboard-contact-connected', {bubbles: true, composed: true});
    this.contact = contact;
  }
}

/** The contact is over for this agent; the wrap-up may still be open. */
export class ContactEndedEvent extends Event {
  readonly contact: Contact;

  constructor(contact: Contact) {
    super('cordboard-contact-ended', {bubbles: true, composed: true});
    this.contact = contact;
  }
}

/**
 * This page is to show the contact in its own tool: its agent has just got it here, or wants to see it again. Cancel it
 * when the page has shown it: of what the agent asks for again the contact's link is opened otherwise, in a window of
 * its own.
 */
export class ScreenPopEvent extends Event {
  readonly contactId: string;
  readonly channel: Contact['channel'];
  /** The page of the contact, as the system that brought it says; null for calls. */
  readonly link: string | null;
  readonly subject: string | null;
  readonly queue: Contact['queue'];
  /** Values by name, without the secure ones. */
  readonly variables: Readonly<Record<string, string | null>>;
  /** The agent asked for it; false: they have just got the contact. */
  readonly again: boolean;

  constructor({contact, again}: ScreenPop) {
    super('cordboard-screen-pop', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contact.id;
    this.channel = contact.channel;
    this.link = contact.link;
    this.subject = contact.subject;
    this.queue = contact.queue;
    this.variables = Object.fromEntries(
      contact.variables.filter(({secure}) => !secure).map(({name, value}) => [name, value]),
    );
    this.again = again;
  }
}

/** The agent's presence is another one. */
export class PresenceChangedEvent extends Event {
  readonly agent: AgentView;

  constructor(agent: AgentView) {
    super('cordboard-presence-changed', {bubbles: true, composed: true});
    this.agent = agent;
  }
}

/** The connection to the hub is in another state. */
export class ConnectionChangedEvent extends Event {
  readonly connection: ConnectionState;

  constructor(connection: ConnectionState) {
    super('cordboard-connection-changed', {bubbles: true, composed: true});
    this.connection = connection;
  }
}

/**
 * The desk shows one thing only, or is itself again: a page takes its own commands away meanwhile, above all what saves or reloads
 * the contact's form ([EM-11]). It says nothing about why.
 */
export class DeskLockChangedEvent extends Event {
  readonly locked: boolean;

  constructor(locked: boolean) {
    super('cordboard-desk-lock-changed', {bubbles: true, composed: true});
    this.locked = locked;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-contact-offered': ContactOfferedEvent;
    'cordboard-offer-accepted': OfferAcceptedEvent;
    'cordboard-contact-connected': ContactConnectedEvent;
    'cordboard-contact-ended': ContactEndedEvent;
    'cordboard-screen-pop': ScreenPopEvent;
    'cordboard-presence-changed': PresenceChangedEvent;
    'cordboard-connection-changed': ConnectionChangedEvent;
    'cordboard-desk-lock-changed': DeskLockChangedEvent;
  }
}
