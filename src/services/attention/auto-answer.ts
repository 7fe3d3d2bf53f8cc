import type {Clock, Outcome, RingingOffer} from '../ports.ts';
import {AUTO_ANSWER_S, AUTO_ANSWER_TONE} from './ring-patterns.ts';
import type {SoundBox} from './sound-box.ts';

type Edges = {
  /** Where the agent hears the customer: the tone is for them alone. */
  readonly box: SoundBox;
  readonly clock: Clock;
  readonly accept: (offerId: string) => Promise<Outcome>;
  readonly onChange: () => void;
};

type Due = {readonly offerId: string; readonly at: number};

/** Answers a call after its tone. Each offer once: what could not be answered rings on like any other. */
export class AutoAnswer {
  readonly #edges: Edges;
  readonly #tried = new Set<string>();
  #due: Due | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: (() => void) | null = null;

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  get due(): Due | null {
    return this.#due;
  }

  /** @param candidates what rings here and may be answered by itself */
  follow(candidates: readonly RingingOffer[]): void {
    if (this.#due !== null && !candidates.some(({offer}) => offer.id === this.#due?.offerId)) this.#cancel();
    if (this.#due !== null) return;
    const next = candidates.find(({offer}) => !this.#tried.has(offer.id));
    if (next !== undefined) void this.#begin(next.offer.id);
  }

  stop(): void {
    this.#cancel();
  }

  async #begin(offerId: string): Promise<void> {
    const {box, clock, onChange} = this.#edges;
    this.#tried.add(offerId);
    const due: Due = {offerId, at: clock.now() + AUTO_ANSWER_S * 1_000};
    this.#due = due;
    onChange();
    const through = await box.wake();
    if (this.#due !== due) return;
    // Without its tone nobody would know that they are heard.
    if (!through) return this.#end();
    this.#silence = box.play(AUTO_ANSWER_TONE, 1);
    this.#timer = setTimeout(() => void this.#answer(offerId), AUTO_ANSWER_S * 1_000);
  }

  async #answer(offerId: string): Promise<void> {
    await this.#edges.accept(offerId);
    if (this.#due?.offerId === offerId) this.#end();
  }

  #cancel(): void {
    if (this.#due === null) return;
    clearTimeout(this.#timer);
    this.#silence?.();
    this.#end();
  }

  #end(): void {
    this.#silence = null;
    this.#due = null;
    this.#edges.onChange();
  }
}
