import type {Place} from '../controllers/still-controller.ts';
import type {RingingOffer} from '../../services/ports.ts';
import {isCall} from './ringing-order.ts';

/**
 * Nothing moves under the pointer, and a call that comes while it is there is in sight all the same: it stands over the
 * cards at the end that the pointer is away from, until the pointer has left. No card grows or shrinks meanwhile.
 */
export class LateCall {
  #keys: readonly string[] = [];
  #large: readonly string[] = [];
  #belowKey = '';

  /** @param urgentKey the one that is drawn large; @param cards where they are drawn */
  follow(places: readonly Place<RingingOffer>[], urgentKey: string, pointed: boolean, cards: ParentNode): void {
    const [first] = places;
    const isLate = first?.entry && isCall(first.entry) && !this.#keys.includes(first.key) && this.#keys.length > 0;
    this.#keys = places.map(({key}) => key);
    if (!pointed) {
      this.#large = [urgentKey];
      this.#belowKey = '';
    } else if (isLate) {
      const used = cards.querySelector('[data-offer]:hover')?.getBoundingClientRect();
      this.#large = [...this.#large, first.key];
      if (used !== undefined && used.top + used.bottom < innerHeight) this.#belowKey = first.key;
    }
  }

  isLarge(key: string): boolean {
    return this.#large.includes(key);
  }

  isBelow(key: string): boolean {
    return this.#belowKey === key;
  }
}
