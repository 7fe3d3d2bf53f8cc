import {type PropertyDeclarations, type TemplateResult, html} from 'lit';
import {CordboardElement} from '../base/cordboard-element.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {clockFace, secondsUntil} from '../templates/durations.ts';
import {timerStyles} from './timer.styles.ts';

const SECOND_MS = 1_000;

/**
 * @summary How long something has lasted, or has left, counted by the hub's clock.
 * @csspart time - The figures.
 * @since 0.1.0
 */
export class CordboardTimer extends CordboardElement {
  static override styles = timerStyles;
  static override properties: PropertyDeclarations = {since: {type: Number}, until: {type: Number}, label: {}};

  /** Since when it counts, in epoch milliseconds by the hub's clock. */
  declare since: number;
  /** Until when it counts down instead; null counts up. */
  declare until: number | null;
  /** What is counted, for people who do not see where the timer stands. */
  declare label: string;

  readonly #tick = new TickController(this);

  constructor() {
    super();
    this.since = 0;
    this.until = null;
    this.label = '';
  }

  protected override render(): TemplateResult<1> {
    const {since, until} = this;
    const durationMs = until === null ? this.#tick.now - since : SECOND_MS * secondsUntil(until, this.#tick.now);
    return html`<span part="time" role="timer" aria-label=${this.label}>${clockFace(durationMs)}</span>`;
  }
}
