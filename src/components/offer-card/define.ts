import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardOfferCard} from './offer-card.ts';

/** Registers `<prefix>-offer-card`. */
export function defineOfferCard(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'offer-card', CordboardOfferCard);
}
