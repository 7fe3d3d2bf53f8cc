import {type PropertyDeclarations, type TemplateResult, html} from 'lit';
import {CordboardElement} from '../base/cordboard-element.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {clockFace} from '../templates/durations.ts';
import {timerStyles} from './timer.styles.ts';

/**
 * @summary How long something has lasted, counted by the hub's clock.
 * @csspart time - The figures.
 * @since 0.1.0
 */
export class CordboardTimer extends CordboardElement {
  static override styles = timerStyles;
  static override properties: PropertyDeclarations = {since: {type: Number}, label: {}};

  /** Since when it counts, in epoch milliseconds by the hub's clock. */
  declare since: number;
  /** What is counted, for people who do not see where the timer stands. */
  declare label: string;

  readonly #tick = new TickController(this);

  constructor() {
    super();
    this.since = 0;
    this.label = '';
  }

  protected override render(): TemplateResult<1> {
    return html`<span part="time" role="timer" aria-label=${this.label}
      >${clockFace(this.#tick.now - this.since)}</span
    >`;
  }
}
