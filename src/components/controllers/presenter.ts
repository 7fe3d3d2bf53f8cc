import type {Offer} from '../../domain/offer.ts';
import type {OfferService, RingingOffer} from '../../services/ports.ts';

/** Tells the hub that a person can see what is being assigned to them; from then on it rings ([PO-3], [PO-4]). */
export class Presenter {
  /** By the object: an offer that still connects in a later snapshot is presented again, since the word may be lost. */
  readonly #presented = new WeakSet<Offer>();

  present(offers: OfferService | undefined, shown: readonly RingingOffer[]): void {
    for (const {offer} of shown) {
      if (offer.status !== 'connecting' || this.#presented.has(offer)) continue;
      this.#presented.add(offer);
      offers?.present(offer.id);
    }
  }
}
