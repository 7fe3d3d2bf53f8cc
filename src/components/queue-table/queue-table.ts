import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {QueueSummary} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {type Block, BlockController} from '../controllers/block-controller.ts';
import {StillController, type Place} from '../controllers/still-controller.ts';
import type {SupervisorWords} from '../strings/english-supervisor.ts';
import {type SortOrder, nextOrder, sorted} from '../templates/sort-order.ts';
import {sortHeader} from '../templates/sort-header.ts';
import {supervisorWords} from '../templates/supervisor-words.ts';
import {queueTableStyles} from './queue-table.styles.ts';

/** Height of a row that was never drawn, in rem. */
const ROW_REM = 2.75;

type Column = 'name' | 'waiting' | 'longest' | 'free' | 'connected';

/** What there is much of says most. */
const DESCENDING_FIRST: readonly Column[] = ['waiting', 'longest', 'free', 'connected'];

const COMPARE: {readonly [column in Column]: (one: QueueSummary, other: QueueSummary) => number} = {
  name: () => 0,
  waiting: (one, other) => one.waiting - other.waiting,
  // The longest wait is the earliest beginning; where nobody waits it is shortest.
  longest: (one, other) => (other.longestSince ?? Infinity) - (one.longestSince ?? Infinity) || 0,
  free: (one, other) => one.available - other.available,
  connected: (one, other) => one.connected - other.connected,
};

/**
 * @summary Every queue: how many wait and how long the first has, how many members could be offered a call, and how many
 * are signed in. A press on a heading sorts.
 * @csspart table - The whole table.
 * @csspart row - Each queue.
 * @csspart name - The name of a queue.
 * @since 0.3.0
 */
export class CordboardQueueTable extends CordboardElement {
  static override styles = queueTableStyles;
  static override properties: PropertyDeclarations = {
    queues: {attribute: false},
    order: {state: true},
  };

  /** The queues, in any order. */
  declare queues: readonly QueueSummary[];
  declare private order: SortOrder<Column>;

  readonly #blocks = new BlockController(this);
  readonly #still = new StillController<QueueSummary>(this, {
    keyOf: ({id}) => id,
    growsAt: 'end',
    elementOf: (id) => this.renderRoot.querySelector(`[data-row="${CSS.escape(id)}"]`),
  });
  #sorted: readonly QueueSummary[] = [];

  constructor() {
    super();
    this.queues = [];
    this.order = {column: 'name', descending: false};
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('queues') && !changed.has('order')) return;
    const {column, descending} = this.order;
    this.#sorted = sorted(this.queues, descending, COMPARE[column]);
    if (column === 'name' && descending) this.#sorted = this.#sorted.toReversed();
  }

  protected override render(): TemplateResult<1> {
    const {html} = this;
    const words = supervisorWords(this.strings);
    if (this.queues.length === 0) return html`<p class="none">${words.noQueues}</p>`;
    return html`<div part="table" role="table" aria-label=${words.queues} aria-rowcount=${this.queues.length + 1}>
      <div role="rowgroup">
        <div role="row" class="row head">
          ${this.#head('name', words.queue, words)} ${this.#head('waiting', words.waiting, words)}
          ${this.#head('longest', words.longest, words)} ${this.#head('free', words.free, words)}
          ${this.#head('connected', words.connected, words)}
        </div>
      </div>
      <div role="presentation" @pointerenter=${this.#still.onEnter} @pointerleave=${this.#still.onLeave}>
        ${this.#blocks.blocksOf('queues', this.#still.arrange(this.#sorted)).map((block) => this.#block(block, words))}
      </div>
    </div>`;
  }

  #head(column: Column, label: string, words: SupervisorWords): TemplateResult<1> {
    return sortHeader({
      column,
      label,
      name: words.sortBy(label),
      order: this.order,
      figures: column !== 'name',
      onSort: (pressed) => (this.order = nextOrder(this.order, pressed, DESCENDING_FIRST)),
    });
  }

  #block(
    {id, entries, drawn, height, firstPlace}: Block<Place<QueueSummary>>,
    words: SupervisorWords,
  ): TemplateResult<1> {
    const space = drawn ? '' : `block-size: ${height === null ? `${entries.length * ROW_REM}rem` : `${height}px`}`;
    return this.html`<div role=${drawn ? 'rowgroup' : 'presentation'} data-block=${id} .style=${space}>
      ${
        drawn
          ? repeat(
              entries,
              ({key}) => key,
              (place, at) => this.#place(place, firstPlace + at, words),
            )
          : nothing
      }
    </div>`;
  }

  #place({entry, gapHeight}: Place<QueueSummary>, at: number, words: SupervisorWords): TemplateResult<1> {
    const {html} = this;
    if (entry === null) return html`<div role="presentation" .style=${`block-size: ${gapHeight}px`}></div>`;
    const {id, name, waiting, longestSince, available, connected, open} = entry;
    return html`<div
      role="row"
      part="row"
      class="row ${waiting > 0 ? 'busy' : ''}"
      data-row=${id}
      aria-rowindex=${at + 2}
    >
      <div role="rowheader" part="name" class="cell name">
        <bdi>${name}</bdi> ${open ? nothing : html`<span class="chip">${words.closed}</span>`}
      </div>
      ${this.#figure('waiting', words.waiting, html`${waiting}`)}
      ${this.#figure(
        'longest',
        words.longest,
        longestSince === null
          ? html`<span class="quiet-word">${words.nobodyWaits}</span>`
          : html`<cordboard-timer .since=${longestSince} .label=${words.timeWaiting}></cordboard-timer>`,
      )}
      ${this.#figure('free', words.free, html`${available}`)}
      ${this.#figure('connected', words.connected, html`${connected}`)}
    </div>`;
  }

  #figure(column: Column, word: string, figure: TemplateResult<1>): TemplateResult<1> {
    return this.html`<div role="cell" class="cell figures ${column}"><span class="word">${word} </span>${figure}</div>`;
  }
}
