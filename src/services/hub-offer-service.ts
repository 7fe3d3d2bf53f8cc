import type {HubEvent, Snapshot} from '../api/wire/events.ts';
import type {Commands} from './commands.ts';
import {outcomeOf} from './outcome.ts';
import {type Offer, isOpen} from '../domain/offer.ts';
import type {MissedContact, OfferService, Outcome, RingingOffer} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

/** What is ringing at this agent. */
export class HubOfferService implements OfferService {
  readonly #commands: Commands;
  readonly #ringing = new WritableStore<readonly RingingOffer[]>([]);
  readonly #missed = new WritableStore<readonly MissedContact[]>([]);
  readonly #untaken = new WritableStore<Offer['purpose'] | null>(null);
  /** Offers this page has said it shows. */
  readonly #presented = new Set<string>();

  constructor(commands: Commands) {
    this.#commands = commands;
  }

  get ringing(): Store<readonly RingingOffer[]> {
    return this.#ringing;
  }

  get missed(): Store<readonly MissedContact[]> {
    return this.#missed;
  }

  get untaken(): Store<Offer['purpose'] | null> {
    return this.#untaken;
  }

  present(offerId: string): void {
    const offer = this.#ringing.value.find((each) => each.offer.id === offerId)?.offer;
    if (offer?.status !== 'connecting' || this.#presented.has(offerId)) return;
    this.#presented.add(offerId);
    // What the hub says to it comes as an event; when it cannot be told, the next snapshot shows it still connecting.
    void outcomeOf(this.#commands.send('PresentOffer', {offerId, fence: offer.fence})).then((outcome) => {
      if (outcome.status === 'failed') this.#presented.delete(offerId);
    });
  }

  dismissMissed(offerIds?: readonly string[]): Promise<Outcome> {
    return outcomeOf(this.#commands.send('DismissMissed', {offerIds: offerIds ?? null}));
  }

  accept(offerId: string): Promise<Outcome> {
    return this.#answer('AcceptOffer', offerId);
  }

  decline(offerId: string): Promise<Outcome> {
    return this.#answer('DeclineOffer', offerId);
  }

  handleSnapshot({offers, contacts, missedContacts}: Snapshot): void {
    this.#missed.set(missedContacts);
    this.#ringing.set(
      offers.flatMap((offer) => {
        const contact = contacts.find((each) => each.id === offer.contactId);
        return contact === undefined ? [] : [{offer, contact}];
      }),
    );
  }

  handleEvent(event: HubEvent): void {
    if (event.type === 'ContactMissed') {
      this.#missed.set([event.missed, ...this.#missed.value.filter((each) => each.offerId !== event.missed.offerId)]);
    } else if (event.type === 'MissedDismissed') {
      this.#missed.set(this.#missed.value.filter((each) => !event.offerIds.includes(each.offerId)));
    } else if (event.type === 'ContactOffered') {
      const others = this.#ringing.value.filter((each) => each.offer.id !== event.offer.id);
      this.#ringing.set([...others, {offer: event.offer, contact: event.contact}]);
    } else if ('contact' in event) {
      // What the system that brought it says anew, while it rings.
      const {contact} = event;
      const rings = (each: RingingOffer) => each.contact.id === contact.id && each.contact.version < contact.version;
      this.#ringing.set(this.#ringing.value.map((each) => (rings(each) ? {...each, contact} : each)));
    } else if ('offer' in event && isOpen(event.offer)) {
      const {offer} = event;
      this.#ringing.set(this.#ringing.value.map((each) => (each.offer.id === offer.id ? {...each, offer} : each)));
    } else if ('offer' in event) {
      const {offer, type} = event;
      this.#presented.delete(offer.id);
      // The agent's own transfer that comes back, and is not taken then, goes to the queue like any contact.
      if (type === 'OfferDeclined' || type === 'OfferNoAnswer')
        this.#untaken.set(offer.askedBy?.returned === true ? 'answer' : offer.purpose);
      this.#ringing.set(this.#ringing.value.filter((each) => each.offer.id !== offer.id));
    }
  }

  handleSignedOut(): void {
    this.#ringing.set([]);
    this.#missed.set([]);
    this.#untaken.set(null);
  }

  async #answer(name: 'AcceptOffer' | 'DeclineOffer', offerId: string): Promise<Outcome> {
    const ringing = this.#ringing.value.find((each) => each.offer.id === offerId);
    if (ringing === undefined) return {status: 'refused', code: 'offer-gone'};
    return outcomeOf(this.#commands.send(name, {offerId, fence: ringing.offer.fence}));
  }
}
