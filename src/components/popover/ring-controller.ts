import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {RingingOffer} from '../../services/ports.ts';
import {Ringtone} from './ringtone.ts';

/** Rings while something rings, and not a moment longer: what was answered here or whose time is over is silent. */
export class RingController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #ringtone: Ringtone;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onBlocked told whether the browser holds the sound back until the agent clicks */
  constructor(host: ReactiveControllerHost, onBlocked: (blocked: boolean) => void) {
    this.#host = host;
    this.#ringtone = new Ringtone(onBlocked);
    host.addController(this);
  }

  /**
   * Rings for what is given; for nothing, it stops.
   * @param now by the hub's clock: a hub that is out of reach sends no word that the time is over
   */
  follow(candidates: readonly RingingOffer[], now: number): void {
    const loud = candidates.filter(({offer}) => offer.status === 'ringing' && offer.expiresAt > now);
    clearTimeout(this.#timer);
    if (loud.length === 0) return this.#ringtone.stop();
    this.#ringtone.start();
    const end = Math.max(...loud.map(({offer}) => offer.expiresAt));
    this.#timer = setTimeout(() => this.#host.requestUpdate(), end - now);
  }

  unblock(): void {
    this.#ringtone.unblock();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    void this.#ringtone.dispose();
  }
}
