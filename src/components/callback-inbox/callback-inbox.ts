import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {presenceContext} from '../../services/contexts.ts';
import type {CallbackView, InboxOrder, Outcome, SdkError} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {CallbackDeleteRequestEvent} from '../callback-scheduler/callback-scheduler.events.ts';
import {callbackWords} from '../callback-scheduler/callback-words.ts';
import {CommandController, unlessCanceled} from '../controllers/command-controller.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import {RovingController} from '../controllers/roving-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {type Place, StillController} from '../controllers/still-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon} from '../icons/icons.ts';
import type {InboxWords} from '../strings/english-inbox.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {timeOfDay} from '../templates/durations.ts';
import {sortHeader} from '../templates/sort-header.ts';
import {nextOrder} from '../templates/sort-order.ts';
import {inboxActions, inboxDoubt, inboxKey} from './inbox-actions.ts';
import {inboxFilters} from './inbox-filters.ts';
import {EVERY_ONE, InboxReader, type InboxState, OPEN_ONES} from './inbox-reader.ts';
import {
  customerCell,
  type InboxDoubt,
  type InboxRowView,
  madeCell,
  queueCell,
  stateCell,
  whenCell,
} from './inbox-rows.ts';
import {inboxWords, stringsOfInbox} from './inbox-words.ts';
import {
  CallbackCancelRequestEvent,
  CallbackMoveRequestEvent,
  CallbackOpenRequestEvent,
} from './callback-inbox.events.ts';
import {callbackInboxStyles} from './callback-inbox.styles.ts';

type There = Extract<InboxState, {status: 'there'}>;
const DESCENDING_FIRST: readonly InboxOrder[] = ['created'];

/**
 * @summary All callbacks that concern who looks, of every kind and in every state: an agent's own, those they promised and those of their
 * queues; for a supervisor those of everybody. They are searched, filtered, sorted and turned page by page, and stay up to date.
 * @fires {CallbackOpenRequestEvent} cordboard-callback-open-request - A callback is to be changed; whatever is around it opens it.
 * @fires {CallbackDeleteRequestEvent} cordboard-callback-delete-request - An agent takes a callback back. Cancelable.
 * @fires {CallbackCancelRequestEvent} cordboard-callback-cancel-request - A supervisor cancels a callback. Cancelable.
 * @fires {CallbackMoveRequestEvent} cordboard-callback-move-request - A supervisor gives a callback to anybody of a queue. Cancelable.
 * @csspart inbox - All of it.
 * @csspart filters - The search and the choices.
 * @csspart table - The list.
 * @csspart row - Each callback.
 * @csspart do-button - Does what the question is about.
 * @csspart keep-button - Leaves a callback as it is.
 * @csspart previous-button - The page before.
 * @csspart next-button - The next page.
 * @csspart clear-button - Shows all callbacks again.
 * @csspart retry-button - Reads again.
 * @csspart message - What a waiting or refused command says.
 * @since 0.6.0
 */
export class CordboardCallbackInbox extends CordboardElement {
  static override styles = callbackInboxStyles;
  static override properties: PropertyDeclarations = {
    changeable: {type: Boolean},
    doubt: {state: true},
    said: {state: true},
  };

  /** Own callbacks can be changed, which whatever is around it does. */
  declare changeable: boolean;
  declare private doubt: InboxDoubt | null;
  /** What was done last. */
  declare private said: string;

  readonly #presence = new ServiceController(this, presenceContext, (service) => [service.agent]);
  readonly #commands = new CommandController(this);
  readonly #clock = new TickController(this, () => false);
  readonly #reader = new InboxReader(this, () => this.#clock.now);
  readonly #roving = new RovingController(this);
  readonly #still = new StillController<CallbackView>(this, {
    keyOf: ({id}) => id,
    growsAt: 'end',
    elementOf: (id) => this.renderRoot.querySelector(`[data-row="${CSS.escape(id)}"]`),
  });

  constructor() {
    super();
    this.changeable = false;
    this.doubt = null;
    this.said = '';
    // The row that had the focus is gone: the next one is as near as it gets.
    new FocusController(this, () => (this.renderRoot.querySelector<HTMLElement>('.row[tabindex="0"]') ?? this).focus());
  }

  /** Puts the focus where somebody is looked for. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#search')?.focus(options);
  }

  protected override render(): TemplateResult<1> {
    const words = inboxWords(this.strings);
    const {state} = this.#reader;
    return this.html`<section part="inbox" class="inbox" aria-label=${words.all}>
      ${
        state.status === 'loading'
          ? this.html`<p class="waiting" role="status"><span>${icon('spinner')} ${words.loading}</span></p>`
          : state.status === 'failed'
            ? this.#failed(state.error, words)
            : this.#there(state, words)
      }
    </section>`;
  }

  #failed(error: SdkError, words: InboxWords): TemplateResult<1> {
    const forbidden = error.code === 'not-authorised';
    return this.html`<div class="failed" role="alert">
      <span class="badge">${icon(forbidden ? 'lock' : 'alert')}</span>
      <h3>${forbidden ? words.forbidden : words.failed}</h3>
      <p>${forbidden ? words.forbiddenHelp : error.message}</p>
      ${forbidden ? nothing : actionButton({part: 'retry-button', label: words.retry, icon: 'reload', onPress: () => this.#reader.refresh()})}
    </div>`;
  }

  #there(state: There, words: InboxWords): TemplateResult<1> {
    const {look, connected} = this.#reader;
    const {page, choices} = state;
    const {filter} = look;
    const old = state.outdated || !connected;
    return this.html`${inboxFilters({filter, choices, words, callbackWords: callbackWords(this.strings), onFilter: (change) => this.#reader.find({filter: {...filter, ...change}})})}
      <div class="notices">
        <div role="status">
          ${old ? this.html`<p class="message problem">${icon('offline')}${words.outdated(timeOfDay(state.heardAt))}</p>` : nothing}
        </div>
        ${commandMessage([...this.#commands.commands.values()], stringsOfInbox(this.strings))}
        <p class="said" role="status">${this.said === '' ? nothing : this.html`${icon('check')}<span>${this.said}</span>`}</p>
      </div>
      ${page.callbacks.length === 0 ? this.#none(words) : this.#table(state, words)}
      ${page.callbacks.length === 0 ? nothing : this.#foot(state, words)}`;
  }

  /** Nothing that fits, none that is open, or none at all: what it is and what to do is said. */
  #none(words: InboxWords): TemplateResult<1> {
    const {filter} = this.#reader.look;
    const same = (other: typeof filter): boolean => JSON.stringify(filter) === JSON.stringify(other);
    const all = (part: string, label: string): TemplateResult<1> =>
      actionButton({part, label, icon: 'callback', onPress: () => this.#reader.find({filter: EVERY_ONE})});
    if (same(OPEN_ONES) || same(EVERY_ONE)) {
      return this.html`<div class="none">
        <h3>${same(OPEN_ONES) ? words.none : words.never}</h3>
        <p>${words.noneHelp}</p>
        ${same(OPEN_ONES) ? all('all-button', words.showClosed) : nothing}
      </div>`;
    }
    return this.html`<div class="none">
      <p>${words.noMatch}</p>
      ${all('clear-button', words.clear)}
    </div>`;
  }

  #table(state: There, words: InboxWords): TemplateResult<1> {
    const view = this.#view(state, words);
    const places = this.#still.arrange(state.page.callbacks);
    const keys = places.flatMap(({key, entry}) => (entry === null ? [] : [key]));
    const stop = keys.find((key) => key === this.#roving.key) ?? keys[0] ?? '';
    const head = (label: string): TemplateResult<1> => this.html`<div role="columnheader" class="cell">${label}</div>`;
    return this.html`<div part="table" role="table" aria-label=${words.heading}>
      <div role="rowgroup">
        <div role="row" class="row head">
          ${head(words.state)} ${this.#sortHead('customer', words.customer, words)}
          ${this.#sortHead('due', words.when, words)} ${head(words.queue)} ${this.#sortHead('created', words.made, words)}
          <div role="columnheader" class="cell"><span class="visually-hidden">${words.actions}</span></div>
        </div>
      </div>
      <div
        role="rowgroup"
        @pointerenter=${this.#still.onEnter}
        @pointerleave=${this.#still.onLeave}
        @focusin=${this.#roving.onFocusIn}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, keys)}
      >
        ${repeat(
          places,
          ({key}) => key,
          (place) => this.#place(place, stop, view),
        )}
      </div>
    </div>`;
  }

  #onKey(event: KeyboardEvent, keys: readonly string[]): void {
    if (event.key === 'Escape' && this.doubt !== null) {
      event.stopPropagation();
      return this.#ask(null);
    }
    const inField = event.composedPath()[0] instanceof HTMLSelectElement;
    if (!inField && !event.defaultPrevented) this.#roving.onKey(event, keys);
  }

  #sortHead(column: InboxOrder, label: string, words: InboxWords): TemplateResult<1> {
    const {order, descending} = this.#reader.look;
    return sortHeader({
      column,
      label,
      name: words.sortBy(label),
      order: {column: order, descending},
      onSort: (pressed) => {
        const next = nextOrder({column: order, descending}, pressed, DESCENDING_FIRST);
        this.#reader.find({order: next.column, descending: next.descending});
      },
    });
  }

  #view({page, choices}: There, words: InboxWords): InboxRowView {
    return {
      words,
      callbackWords: callbackWords(this.strings),
      ownId: this.#presence.service?.agent.value?.id ?? '',
      now: this.#clock.now,
      scope: page.scope,
      choices,
      changeable: this.changeable,
      commands: this.#commands.commands,
      doubt: this.doubt,
      onOpen: (callback) => this.dispatchEvent(new CallbackOpenRequestEvent(callback)),
      onDoubt: (doubt) => this.#ask(doubt),
      onDo: (doubt, queueId) => this.#request(doubt, queueId, words),
    };
  }

  #place({entry, gapHeight}: Place<CallbackView>, stop: string, view: InboxRowView): TemplateResult<1> {
    const {html} = this;
    if (entry === null) return html`<div role="presentation" .style=${`block-size: ${gapHeight}px`}></div>`;
    const passed = entry.id !== stop;
    const doubted = this.doubt?.callback.id === entry.id ? this.doubt : null;
    return html`<div role="row" part="row" class="row" data-row=${entry.id} data-stop tabindex=${passed ? '-1' : '0'}>
      <div role="cell" class="cell">${stateCell(entry, view)}</div>
      <div role="rowheader" class="cell">${customerCell(entry, view)}</div>
      <div role="cell" class="cell">${whenCell(entry, view)}</div>
      <div role="cell" class="cell">${queueCell(entry, view)}</div>
      <div role="cell" class="cell">${madeCell(entry, view)}</div>
      <div role="cell" class="cell ${doubted === null ? 'actions' : 'wide'}">
        ${doubted === null ? inboxActions(entry, view, passed) : inboxDoubt(doubted, view)}
      </div>
    </div>`;
  }

  #foot({page}: There, words: InboxWords): TemplateResult<1> {
    const {cursors} = this.#reader.look;
    const count = page.more
      ? words.more(new Intl.NumberFormat(document.documentElement.lang || undefined).format(page.count))
      : words.count(page.count);
    const only = page.next === null && cursors.length === 1;
    return this.html`<div class="foot">
      <p role="status"><bdi>${count}</bdi></p>
      ${
        only
          ? nothing
          : this.html`<nav class="bar" aria-label=${words.pages}>
              ${cursors.length === 1 ? nothing : actionButton({part: 'previous-button', label: words.previous, icon: 'chevron-up', onPress: () => this.#reader.previous()})}
              ${page.next === null ? nothing : actionButton({part: 'next-button', label: words.next, icon: 'chevron-down', onPress: () => this.#reader.next()})}
            </nav>`
      }
    </div>`;
  }

  /** The question is asked, or taken back: the focus goes to what stands in the place of what was pressed. */
  #ask(doubt: InboxDoubt | null): void {
    const row = (doubt ?? this.doubt)?.callback.id ?? '';
    this.doubt = doubt;
    this.said = '';
    if (doubt !== null) this.#commands.forget(inboxKey(doubt.callback));
    const target = doubt === null ? `[data-row="${CSS.escape(row)}"]` : '#keep-button';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(target)?.focus());
  }

  #request(doubt: InboxDoubt, queueId: string, words: InboxWords): void {
    const {id, version} = doubt.callback;
    const event = {
      remove: () => new CallbackDeleteRequestEvent(id, version),
      cancel: () => new CallbackCancelRequestEvent(id, version),
      give: () => new CallbackMoveRequestEvent(id, version, queueId),
    }[doubt.what]();
    this.dispatchEvent(event);
    unlessCanceled(event, () => void this.#do(doubt, queueId, words));
  }

  async #do(doubt: InboxDoubt, queueId: string, words: InboxWords): Promise<void> {
    const {what, callback} = doubt;
    const {service} = this.#reader;
    const {id, version} = callback;
    const outcome = await this.#commands.run(inboxKey(callback), () =>
      what === 'remove'
        ? service?.remove(id, version)
        : what === 'cancel'
          ? service?.cancel(id, version)
          : service?.move(id, version, queueId),
    );
    this.#settled(outcome, doubt, queueId, words);
  }

  #settled(outcome: Outcome | null, {what, callback}: InboxDoubt, queueId: string, words: InboxWords): void {
    if (outcome === null) return;
    this.#ask(null);
    this.#reader.refresh();
    if (outcome.status !== 'done') return;
    const name = callback.name ?? callback.number;
    const {state} = this.#reader;
    const queues = state.status === 'there' ? state.choices.queues : [];
    const queue = queues.find((each) => each.id === queueId)?.name ?? '';
    this.said = {
      remove: () => words.removed(name),
      cancel: () => words.cancelled(name),
      give: () => words.given(name, queue),
    }[what]();
  }
}
