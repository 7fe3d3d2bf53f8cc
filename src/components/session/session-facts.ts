import type {Contact} from '../../domain/contact.ts';
import {isJoined, participantOfAgent} from '../../domain/contact.ts';
import {isLocked} from '../../services/emergency/is-locked.ts';
import type {AgentView, ConnectionState, RingingOffer, ScreenPop, Session} from '../../services/ports.ts';
import {
  ConnectionChangedEvent,
  ContactConnectedEvent,
  ContactEndedEvent,
  ContactOfferedEvent,
  DeskLockChangedEvent,
  OfferAcceptedEvent,
  PresenceChangedEvent,
  ScreenPopEvent,
} from './session.events.ts';

type View = {
  readonly connection: ConnectionState;
  readonly agent: AgentView | null;
  readonly ringing: readonly RingingOffer[];
  readonly contacts: readonly Contact[];
  readonly locked: boolean;
};

/**
 * Turns changes of a session's stores into facts for the page. One hub event may change several stores: they are
 * compared once, after all of them.
 */
export class SessionFacts {
  readonly #session: Session;
  readonly #tell: (event: Event) => void;
  readonly #subscriptions: readonly (() => void)[];
  #before: View;
  #waiting = false;
  #stopped = false;

  constructor(session: Session, tell: (event: Event) => void) {
    this.#session = session;
    this.#tell = tell;
    this.#before = viewOf(session);
    const {connection, presence, offers, contacts, emergency} = session;
    this.#subscriptions = [
      ...[connection.state, presence.agent, offers.ringing, contacts.contacts, emergency.own, emergency.attempt].map(
        (each) => each.subscribe(this.#changed),
      ),
      session.screens.latest.subscribe((pop) => pop !== null && this.#pop(pop)),
    ];
  }

  stop(): void {
    this.#stopped = true;
    for (const unsubscribe of this.#subscriptions) unsubscribe();
  }

  /** After the facts of the same news, so that a page knows the contact that it is to show. */
  #pop(pop: ScreenPop): void {
    queueMicrotask(() => {
      if (this.#stopped) return;
      const event = new ScreenPopEvent(pop);
      this.#tell(event);
      if (pop.again && !event.defaultPrevented) openLink(pop.contact.link);
    });
  }

  readonly #changed = (): void => {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      if (this.#stopped) return;
      const before = this.#before;
      this.#before = viewOf(this.#session);
      for (const event of factsBetween(before, this.#before)) this.#tell(event);
    });
  };
}

/** Only a page: the hub lets nothing else through, and this does not rest on it. */
function openLink(link: string | null): void {
  if (link !== null && /^https?:/.test(link)) window.open(link, '_blank', 'noopener');
}

function viewOf({connection, presence, offers, contacts, emergency}: Session): View {
  return {
    connection: connection.state.value,
    agent: presence.agent.value,
    ringing: offers.ringing.value,
    contacts: contacts.contacts.value,
    locked: isLocked(emergency),
  };
}

function factsBetween(before: View, after: View): readonly Event[] {
  const agentId = (after.agent ?? before.agent)?.id ?? '';
  return [
    ...(before.connection === after.connection ? [] : [new ConnectionChangedEvent(after.connection)]),
    ...presenceFacts(before.agent, after.agent),
    ...offerFacts(before, after, agentId),
    ...(before.locked === after.locked ? [] : [new DeskLockChangedEvent(after.locked)]),
    ...contactFacts(before.contacts, after.contacts, agentId),
  ];
}

function presenceFacts(before: AgentView | null, after: AgentView | null): readonly Event[] {
  if (after === null) return [];
  const same = before?.presence.base === after.presence.base && before.presence.reason === after.presence.reason;
  return same ? [] : [new PresenceChangedEvent(after)];
}

function offerFacts(before: View, after: View, agentId: string): readonly Event[] {
  const fresh = after.ringing.filter(({offer}) => !before.ringing.some((each) => each.offer.id === offer.id));
  const gone = before.ringing.filter(({offer}) => !after.ringing.some((each) => each.offer.id === offer.id));
  const accepted = gone.flatMap(({offer}) => {
    const contact = after.contacts.find((each) => each.id === offer.contactId);
    return contact !== undefined && isJoined(participantOfAgent(contact, agentId))
      ? [new OfferAcceptedEvent(offer.id, contact)]
      : [];
  });
  return [...fresh.map((each) => new ContactOfferedEvent(each)), ...accepted];
}

function contactFacts(before: readonly Contact[], after: readonly Contact[], agentId: string): readonly Event[] {
  const talked = new Set(before.filter((was) => talks(was, agentId)).map(({id}) => id));
  const byId = new Map(after.map((each) => [each.id, each]));
  const connected = after.filter((each) => !talked.has(each.id) && talks(each, agentId));
  const ended = before.flatMap((was) => {
    if (!takesPart(was, agentId)) return [];
    const now = byId.get(was.id);
    return now !== undefined && takesPart(now, agentId) ? [] : [new ContactEndedEvent(now ?? was)];
  });
  return [...connected.map((each) => new ContactConnectedEvent(each)), ...ended];
}

function talks(contact: Contact, agentId: string): boolean {
  return contact.status === 'connected' && takesPart(contact, agentId);
}

function takesPart(contact: Contact, agentId: string): boolean {
  return isJoined(participantOfAgent(contact, agentId));
}
