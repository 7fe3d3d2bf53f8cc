import type {HubEvent, Snapshot} from '../api/wire/events.ts';
import type {Commands} from './commands.ts';
import {outcomeOf} from './outcome.ts';
import type {OfferService, Outcome, RingingOffer} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

/** What is ringing at this agent. */
export class HubOfferService implements OfferService {
  readonly #commands: Commands;
  readonly #ringing = new WritableStore<readonly RingingOffer[]>([]);

  constructor(commands: Commands) {
    this.#commands = commands;
  }

  get ringing(): Store<readonly RingingOffer[]> {
    return this.#ringing;
  }

  accept(offerId: string): Promise<Outcome> {
    return this.#answer('AcceptOffer', offerId);
  }

  decline(offerId: string): Promise<Outcome> {
    return this.#answer('DeclineOffer', offerId);
  }

  handleSnapshot({offers, contacts}: Snapshot): void {
    this.#ringing.set(
      offers.flatMap((offer) => {
        const contact = contacts.find((each) => each.id === offer.contactId);
        return contact === undefined ? [] : [{offer, contact}];
      }),
    );
  }

  handleEvent(event: HubEvent): void {
    if (event.type === 'ContactOffered') {
      const others = this.#ringing.value.filter((each) => each.offer.id !== event.offer.id);
      this.#ringing.set([...others, {offer: event.offer, contact: event.contact}]);
    } else if ('offer' in event) {
      this.#ringing.set(this.#ringing.value.filter((each) => each.offer.id !== event.offer.id));
    }
  }

  handleSignedOut(): void {
    this.#ringing.set([]);
  }

  async #answer(name: 'AcceptOffer' | 'DeclineOffer', offerId: string): Promise<Outcome> {
    const ringing = this.#ringing.value.find((each) => each.offer.id === offerId);
    if (ringing === undefined) return {status: 'refused', code: 'offer-gone'};
    return outcomeOf(this.#commands.send(name, {offerId, fence: ringing.offer.fence}));
  }
}
