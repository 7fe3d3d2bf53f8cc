import type {OfferService, Outcome} from '../ports.ts';

type Hush = {hush(offerId: string): void; unhush(offerId: string): void};

/** The same offers; what is answered or declined stops ringing at once, and rings again when that did not come through. */
export function hushingOffers(offers: OfferService, attention: Hush): OfferService {
  const quietly = async (offerId: string, answer: Promise<Outcome>): Promise<Outcome> => {
    attention.hush(offerId);
    const outcome = await answer;
    if (outcome.status !== 'done') attention.unhush(offerId);
    return outcome;
  };
  return {
    ringing: offers.ringing,
    missed: offers.missed,
    untaken: offers.untaken,
    present: (offerId) => offers.present(offerId),
    dismissMissed: (offerIds) => offers.dismissMissed(offerIds),
    accept: (offerId) => quietly(offerId, offers.accept(offerId)),
    decline: (offerId) => quietly(offerId, offers.decline(offerId)),
  };
}
