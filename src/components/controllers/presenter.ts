import type {Offer} from '../../domain/offer.ts';
import type {OfferService, RingingOffer} from '../../services/ports.ts';

/** Tells the hub that a person can see what is being assigned to them; from then on it rings ([PO-3], [PO-4]). */
export class Presenter {
  /** By the object: an offer that still connects in a later snapshot is presented again, since the word may be lost. */
  readonly #presented = new WeakSet<Offer>();

  /** @param isShown asked only when there is something to present: the answer costs the browser a calculation of styles */
  present(offers: OfferService | undefined, ringing: readonly RingingOffer[], isShown: () => boolean): void {
    const fresh = ringing.filter(({offer}) => offer.status === 'connecting' && !this.#presented.has(offer));
    if (fresh.length === 0 || !isShown()) return;
    for (const {offer} of fresh) {
      this.#presented.add(offer);
      offers?.present(offer.id);
    }
  }
}
