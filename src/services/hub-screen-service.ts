import type {HubEvent, Snapshot} from '../api/wire/events.ts';
import type {Contact} from '../domain/contact.ts';
import type {ScreenPop, ScreenService} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

type Given = {
  readonly deskId: string;
  readonly contacts: Store<readonly Contact[]>;
  /** Whether this page has the agent's sound: it shows what no page has taken. */
  readonly ownsSound: () => boolean;
};

/**
 * Which contact this page is to show in the host's own tool. The hub says which page took a contact, so that of all pages
 * of the agent one shows it, and shows it once: what a snapshot brings was shown before the page was loaded, unless it
 * was taken here while the connection was gone.
 */
export class HubScreenService implements ScreenService {
  readonly #given: Given;
  readonly #latest = new WritableStore<ScreenPop | null>(null);
  /** Contacts that were taken here and are not in the agent's hands yet. */
  readonly #taken = new Set<string>();

  constructor(given: Given) {
    this.#given = given;
  }

  get latest(): Store<ScreenPop | null> {
    return this.#latest;
  }

  open(contactId: string): void {
    const contact = this.#find(contactId);
    if (contact !== undefined) this.#latest.set({contact, again: true});
  }

  handleSnapshot({missed}: Snapshot): void {
    for (const event of missed) this.#note(event);
    this.#show();
  }

  handleEvent(event: HubEvent): void {
    this.#note(event);
    this.#show();
  }

  handleSignedOut(): void {
    this.#taken.clear();
    this.#latest.set(null);
  }

  #note(event: HubEvent): void {
    if (event.type !== 'OfferAccepted') return;
    const {deskId, ownsSound} = this.#given;
    if (event.deskId === null ? ownsSound() : event.deskId === deskId) this.#taken.add(event.offer.contactId);
  }

  #show(): void {
    for (const contactId of this.#taken) {
      const contact = this.#find(contactId);
      if (contact === undefined) continue;
      this.#taken.delete(contactId);
      this.#latest.set({contact, again: false});
    }
  }

  #find(contactId: string): Contact | undefined {
    return this.#given.contacts.value.find((each) => each.id === contactId);
  }
}
