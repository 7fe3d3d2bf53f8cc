import {ContextConsumer} from '@lit/context';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {attentionContext} from '../../services/contexts.ts';
import type {AttentionService, AttentionState, Attendant, RingingOffer} from '../../services/ports.ts';
import type {Strings} from '../strings/english.ts';
import {customerName} from '../templates/contact-texts.ts';
import {newsWords} from '../templates/news-words.ts';
import {offerKind} from '../templates/offer-texts.ts';

/** What an element that shows rings says of itself; asked anew whenever it matters. */
export type AttentionHost = {
  readonly silent: () => boolean;
  readonly masked: () => boolean;
  readonly strings: () => Strings;
};

/** Makes rings heard, and seen where nobody looks, while the host is in the page; draws it when that changes. */
export class AttentionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #attendant: Attendant;
  #service: AttentionService | undefined;
  #leave: (() => void) | null = null;
  #unsubscribe: (() => void) | null = null;
  #wasSilent = false;

  constructor(host: ReactiveControllerHost & HTMLElement, {silent, masked, strings}: AttentionHost) {
    this.#host = host;
    this.#attendant = {
      get silent() {
        return silent();
      },
      words: (ringing) => ({
        title: strings().attention.title(nameOf(ringing[0], masked(), strings()), ringing.length),
        notice: (each) => ({
          heading: offerKind(each.offer, each.contact, strings()),
          text: strings().attention.noticeText(each.contact.queue?.name ?? '', nameOf(each, masked(), strings())),
        }),
      }),
      emergency: (test) => {
        const words = strings().emergency;
        return test ? {heading: words.test, text: words.calling} : {heading: words.calling, text: ''};
      },
      news: (each) => newsWords(each, masked(), strings()),
    };
    host.addController(this);
    new ContextConsumer(host, {
      context: attentionContext,
      subscribe: true,
      callback: (service) => this.#follow(service),
    });
  }

  /** Undefined outside of a session. */
  get state(): AttentionState | undefined {
    return this.#service?.state.value;
  }

  /** Lets the sound through; call it from a click. */
  readonly unlock = (): void => void this.#service?.unlock();

  hostUpdated(): void {
    if (this.#leave === null || this.#attendant.silent === this.#wasSilent) return;
    this.#attend();
  }

  hostDisconnected(): void {
    this.#letGo();
  }

  #follow(service: AttentionService | undefined): void {
    this.#letGo();
    this.#service = service;
    if (service === undefined) return;
    this.#unsubscribe = service.state.subscribe(() => this.#host.requestUpdate());
    this.#attend();
    this.#host.requestUpdate();
  }

  #attend(): void {
    const leave = this.#leave;
    this.#wasSilent = this.#attendant.silent;
    this.#leave = this.#service?.attend({...this.#attendant, silent: this.#wasSilent}) ?? null;
    leave?.();
  }

  #letGo(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#leave?.();
    this.#leave = null;
  }
}

function nameOf(ringing: RingingOffer | undefined, masked: boolean, strings: Strings): string {
  return ringing === undefined ? '' : customerName(ringing.contact, masked, strings);
}
