import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {type CallbackCounts, type FigureSlot, NO_COUNTS, addCounts, hoursOf} from '../../domain/callback-figures.ts';
import type {SdkError} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {ownZone} from '../callback-scheduler/clocks.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon} from '../icons/icons.ts';
import type {FigureWords} from '../strings/english-figures.ts';
import {actionButton} from '../templates/action-button.ts';
import {offerFile} from '../templates/offer-file.ts';
import {callbackFiguresStyles} from './callback-figures.styles.ts';
import {figuresCsv} from './figures-csv.ts';
import {figuresPlot, hourNames, stripValue} from './figures-plot.ts';
import {type FiguresRange, lastDay, momentsOfRange, moved, rangeAt, spanned} from './figures-range.ts';
import {FiguresReader, type FiguresState} from './figures-reader.ts';
import {figuresTables} from './figures-table.ts';
import {figureWords, savedWords} from './figures-words.ts';

type There = Extract<FiguresState, {status: 'there'}>;
const ALL = '';
/** With what clocks are put back by. */
const LONGEST_DAY_MS = 27 * 3_600_000;

/**
 * @summary What callbacks bring, for supervisors: how many were offered, accepted, made, kept and not kept, and how much time customers
 * did not wait on the line; beside them how many called, left while they waited and called again. For a day or a week, by hour of the own clock, of one queue or all. As a plot, as tables and as a file.
 * @csspart figures - All of it.
 * @csspart plot - The bars by hour.
 * @csspart tables - The tables, which open.
 * @csspart earlier-button - The day or week before.
 * @csspart later-button - The next one.
 * @csspart csv-button - Makes a file of what is shown.
 * @csspart retry-button - Reads again.
 * @since 0.6.0
 */
export class CordboardCallbackFigures extends CordboardElement {
  static override styles = callbackFiguresStyles;
  static override properties: PropertyDeclarations = {
    range: {state: true},
    queueId: {state: true},
    at: {state: true},
  };

  /** Null: today. */
  declare private range: FiguresRange | null;
  declare private queueId: string | null;
  /** The hour that is looked at. */
  declare private at: number | null;

  readonly #clock = new TickController(this, () => false);
  readonly #reader = new FiguresReader(this);
  readonly #zone = ownZone();

  constructor() {
    super();
    this.range = null;
    this.queueId = null;
    this.at = null;
  }

  protected override willUpdate(): void {
    this.#reader.follow({queueId: this.queueId, ...momentsOfRange(this.#range, this.#zone)});
  }

  protected override render(): TemplateResult<1> {
    const {html} = this;
    const words = figureWords(this.strings);
    const {state} = this.#reader;
    return html`<section part="figures" class="figures" aria-label=${words.heading}>
      ${
        state.status === 'loading'
          ? html`<p class="waiting" role="status"><span>${icon('spinner')} ${words.loading}</span></p>`
          : state.status === 'failed'
            ? this.#failed(state.error, words)
            : this.#there(state, words)
      }
    </section>`;
  }

  #failed(error: SdkError, words: FigureWords): TemplateResult<1> {
    const forbidden = error.code === 'not-authorised';
    return this.html`<div class="failed" role="alert">
      <span class="badge">${icon(forbidden ? 'lock' : 'alert')}</span>
      <h3>${forbidden ? words.forbidden : words.failed}</h3>
      <p>${forbidden ? words.forbiddenHelp : error.message}</p>
      ${forbidden ? nothing : actionButton({part: 'retry-button', label: words.retry, icon: 'reload', onPress: () => void this.#reader.read()})}
    </div>`;
  }

  #there(state: There, words: FigureWords): TemplateResult<1> {
    const {figures, asked} = state;
    const hours = hoursOf(this.#zone, asked, figures.slots);
    const total = hours.reduce<CallbackCounts>(addCounts, NO_COUNTS);
    const span = asked.toAt - asked.fromAt > LONGEST_DAY_MS ? 'week' : 'day';
    const names = hourNames(hours, this.#zone, span);
    const shown = {hours, names, span, zone: this.#zone, words} as const;
    return this.html`${this.#choices(state, hours, words)}
      <div role="status">
        ${state.outdated ? this.html`<p class="message problem">${icon('offline')}${words.outdated}</p>` : nothing}
      </div>
      ${
        figures.queues.length === 0
          ? this.html`<div class="none"><p>${words.none}</p><p>${words.noneHelp}</p></div>`
          : this.html`${this.#totals(total, words)}
              ${figuresPlot({...shown, at: this.at === null ? null : Math.min(this.at, hours.length - 1), onLook: (at) => (this.at = at)})}
              ${figuresTables({...shown, figures})}`
      }`;
  }

  #choices(state: There, hours: readonly FigureSlot[], words: FigureWords): TemplateResult<1> {
    const range = this.#range;
    const {queues} = state.choices;
    const today = rangeAt(range.span, this.#zone, this.#clock.now);
    return this.html`<div class="bar-line">
        <select
          id="span"
          class="field span"
          aria-label=${words.span}
          @change=${({target}: Event) => target instanceof HTMLSelectElement && this.#turn(spanned(range, target.value === 'week' ? 'week' : 'day'))}
        >
          <option value="day" ?selected=${range.span === 'day'}>${words.day}</option>
          <option value="week" ?selected=${range.span === 'week'}>${words.week}</option>
        </select>
        ${actionButton({part: 'earlier-button', label: words.previous, icon: 'undo', look: 'quiet', onPress: () => this.#turn(moved(range, -1))})}
        ${actionButton({part: 'later-button', label: words.next, icon: 'play', look: 'quiet', why: range.date >= today.date ? words.notYet : null, onPress: () => this.#turn(moved(range, 1))})}
        <p class="range" role="status"><span>${this.#rangeName(range)}</span></p>
      </div>
      <div class="bar-line">
        <select
          id="queue"
          class="field"
          aria-label=${words.queue}
          @change=${({target}: Event) => target instanceof HTMLSelectElement && (this.queueId = target.value === ALL ? null : target.value)}
        >
          <option value=${ALL} ?selected=${this.queueId === null}>${words.allQueues}</option>
          ${queues.map(({id, name}) => this.html`<option value=${id} ?selected=${id === this.queueId}>${name}</option>`)}
        </select>
        ${actionButton({part: 'csv-button', label: words.csv, icon: 'note', onPress: () => this.#download(state, hours, words)})}
      </div>`;
  }

  #totals(total: CallbackCounts, words: FigureWords): TemplateResult<1> {
    const share = (part: number, whole: number): TemplateResult<1> | typeof nothing =>
      whole === 0 ? nothing : this.html` <span class="share">${words.share(Math.round((part / whole) * 100))}</span>`;
    const item = (name: string, value: unknown): TemplateResult<1> =>
      this.html`<div class="total"><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`;
    const {offered, accepted, kept, entered, abandoned, repeated} = total;
    const missed = stripValue('missed', total);
    return this.html`<dl class="totals">
      ${item(words.strips.offered, offered)}
      ${item(words.strips.accepted, this.html`${accepted}${share(accepted, offered)}`)}
      ${item(words.strips.made, stripValue('made', total))}
      ${item(words.strips.kept, this.html`${kept}${share(kept, kept + missed)}`)}
      ${item(words.strips.missed, missed)}
      ${item(words.saved, savedWords(total.savedMs, words))}
    </dl>
    <dl class="totals">
      ${item(words.strips.entered, entered)}
      ${item(words.strips.abandoned, this.html`${abandoned}${share(abandoned, entered)}`)}
      ${item(words.strips.repeated, this.html`${repeated}${share(repeated, entered)}`)}
    </dl>`;
  }

  #download({choices, asked}: There, hours: readonly FigureSlot[], words: FigureWords): void {
    const queue = choices.queues.find(({id}) => id === asked.queueId)?.name ?? words.allQueues;
    const range = this.#range;
    offerFile({
      name: words.file(range.date, lastDay(range)),
      type: 'text/csv;charset=utf-8',
      text: figuresCsv(hours, queue, this.#zone, words),
    });
  }

  #rangeName(range: FiguresRange): string {
    const format = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
      dateStyle: 'full',
      timeZone: 'UTC',
    });
    const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
    return range.span === 'day'
      ? format.format(at(range.date))
      : format.formatRange(at(range.date), at(lastDay(range)));
  }

  get #range(): FiguresRange {
    return this.range ?? rangeAt('day', this.#zone, this.#clock.now);
  }

  #turn(range: FiguresRange): void {
    this.range = range;
    this.at = null;
  }
}
