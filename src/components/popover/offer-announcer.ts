import type {RingingOffer} from '../../services/ports.ts';
import {isEmergency} from './ringing-order.ts';

/** What comes within this time after an announcement is told together. */
const GATHER_MS = 1_500;

/**
 * What is said aloud of requests: the first at once, those that follow it closely in one sentence, an emergency always at
 * once. Each is told once, when it begins to ring.
 */
export class OfferAnnouncer {
  readonly #say: (fresh: readonly RingingOffer[]) => void;
  #told: ReadonlySet<string> = new Set();
  #gathered: RingingOffer[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (fresh: readonly RingingOffer[]) => void) {
    this.#say = say;
  }

  /** @param ringing those that ring; one that is only being assigned is told when it rings */
  follow(ringing: readonly RingingOffer[]): void {
    const fresh = ringing.filter(({offer}) => !this.#told.has(offer.id));
    this.#told = new Set(ringing.map(({offer}) => offer.id));
    this.#gathered = this.#gathered.filter(({offer}) => this.#told.has(offer.id));
    const [emergency] = fresh.filter(isEmergency);
    if (emergency !== undefined) return this.#sayNow([emergency]);
    if (fresh.length === 0) return;
    this.#gathered.push(...fresh);
    if (this.#timer === undefined) this.#sayGathered();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#gathered = [];
  }

  readonly #sayGathered = (): void => {
    this.#timer = undefined;
    const fresh = this.#gathered;
    this.#gathered = [];
    if (fresh.length > 0) this.#sayNow(fresh);
  };

  #sayNow(fresh: readonly RingingOffer[]): void {
    this.#say(fresh);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#sayGathered, GATHER_MS);
  }
}
