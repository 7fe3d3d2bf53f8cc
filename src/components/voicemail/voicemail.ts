import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {SdkError} from '../../services/ports.ts';
import type {VoicemailView} from '../../services/voicemail/voicemail-ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {type CommandState, commandState, unlessCanceled} from '../controllers/command-controller.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import {RovingController} from '../controllers/roving-controller.ts';
import {type Place, StillController} from '../controllers/still-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon} from '../icons/icons.ts';
import type {VoicemailWords} from '../strings/english-voicemail.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {timeOfDay} from '../templates/durations.ts';
import {type VoicemailActionsView, deedKey, nameFor, voicemailActions, voicemailDoubt} from './voicemail-actions.ts';
import {type Said, VoicemailDeeds} from './voicemail-deeds.ts';
import {VoicemailDesk} from './voicemail-desk.ts';
import {voicemailFilters} from './voicemail-filters.ts';
import {type VoicemailPlayerView, voicemailPlayer} from './voicemail-player.ts';
import {EVERY_MESSAGE, VoicemailReader, type VoicemailsState} from './voicemail-reader.ts';
import {callerCell, leftCell, lengthCell} from './voicemail-rows.ts';
import {voicemailWords} from './voicemail-words.ts';
import {VoicemailListenRequestEvent} from './voicemail.events.ts';
import {voicemailStyles} from './voicemail.styles.ts';

type There = Extract<VoicemailsState, {status: 'there'}>;
type RowView = VoicemailActionsView & VoicemailPlayerView;

/**
 * @summary The messages that callers have left for the queues of whoever looks; for a supervisor those of all. They are heard here, called
 * back, and put away as done; a supervisor deletes them. The list keeps itself up to date.
 * @fires {VoicemailListenRequestEvent} cordboard-voicemail-listen-request - A message is to be played. Cancelable.
 * @fires {VoicemailCallbackRequestEvent} cordboard-voicemail-callback-request - Whoever left a message is to be called back. Cancelable.
 * @fires {VoicemailDoneRequestEvent} cordboard-voicemail-done-request - A message is dealt with, or new again. Cancelable.
 * @fires {VoicemailDeleteRequestEvent} cordboard-voicemail-delete-request - A supervisor deletes a message. Cancelable.
 * @csspart voicemail - All of it.
 * @csspart filters - The choices.
 * @csspart table - The list.
 * @csspart row - Each message.
 * @csspart place - The slider of the message that is played.
 * @csspart speed - How fast it is played.
 * @csspart undo-button - Takes back what was done last.
 * @csspart do-button - Deletes for good.
 * @csspart keep-button - Leaves a message as it is.
 * @csspart more-button - Shows more.
 * @csspart clear-button - Shows all messages.
 * @csspart retry-button - Reads again.
 * @csspart message - What a waiting or failed command says.
 * @since 0.7.0
 */
export class CordboardVoicemail extends CordboardElement {
  static override styles = voicemailStyles;
  static override properties: PropertyDeclarations = {doubt: {state: true}};

  /** The message that is about to be deleted. */
  declare private doubt: string | null;

  readonly #clock = new TickController(this, () => false);
  readonly #desk = new VoicemailDesk(this);
  readonly #reader = new VoicemailReader(
    this,
    this.#desk,
    () => this.#clock.now,
    () => {
      this.doubt = null;
      this.#deeds.leave();
    },
  );
  readonly #deeds = new VoicemailDeeds(this, {
    desk: this.#desk,
    reader: this.#reader,
    words: () => voicemailWords(this.strings),
    onSettled: (id) => {
      if (this.doubt === id) this.doubt = null;
    },
  });
  readonly #roving = new RovingController(this);
  readonly #still = new StillController<VoicemailView>(this, {
    keyOf: ({id}) => id,
    growsAt: 'end',
    elementOf: (id) => this.renderRoot.querySelector(`[data-row="${CSS.escape(id)}"]`),
  });

  constructor() {
    super();
    this.doubt = null;
    // What had the focus is gone with its row, or with the sound: the next row is as near as it gets.
    new FocusController(this, () => this.focus());
  }

  /** Puts the focus on the message that had it last, or on the choices where there is none. */
  override focus(options?: FocusOptions): void {
    const places = ['.row[tabindex="0"]', '#status', '#retry-button'];
    const place = places.map((each) => this.renderRoot.querySelector<HTMLElement>(each)).find((each) => each !== null);
    place?.focus(options);
  }

  protected override render(): TemplateResult<1> {
    const words = voicemailWords(this.strings);
    return this.html`<section part="voicemail" class="voicemail" aria-label=${words.heading}>
      ${this.#content(this.#reader.state, words)}
    </section>`;
  }

  #content(state: VoicemailsState, words: VoicemailWords): TemplateResult<1> {
    switch (state.status) {
      case 'loading':
        return this.#waiting(words);
      case 'signed-out':
        return this.html`<p class="waiting" role="status"><span>${icon('lock')} ${words.signedOut}</span></p>`;
      case 'failed':
        return this.#failed(state.error, words);
      default:
        return this.#there(state, words);
    }
  }

  #waiting(words: VoicemailWords): TemplateResult<1> {
    return this.html`<p class="waiting" role="status"><span>${icon('spinner')} ${words.loading}</span></p>`;
  }

  #failed(error: SdkError, words: VoicemailWords): TemplateResult<1> {
    const forbidden = error.code === 'not-authorised';
    return this.html`<div class="failed" role="alert">
      <span class="badge">${icon(forbidden ? 'lock' : 'alert')}</span>
      <h3>${forbidden ? words.forbidden : words.failed}</h3>
      <p>${forbidden ? words.forbiddenHelp : error.message}</p>
      ${forbidden ? nothing : this.#retry(words)}
    </div>`;
  }

  #retry(words: VoicemailWords): TemplateResult<1> {
    return actionButton({
      part: 'retry-button',
      label: words.retry,
      icon: 'reload',
      onPress: () => this.#reader.refresh(),
    });
  }

  #there(state: There, words: VoicemailWords): TemplateResult<1> {
    const {look} = this.#reader;
    const empty = state.voicemails.length === 0;
    return this.html`${voicemailFilters({look, queues: state.queues, words, onFind: (change) => this.#reader.find(change)})}
      <div class="notices">
        <div role="status" class="outdated">
          ${state.outdated ? this.html`<p class="message problem">${icon('offline')}<span>${words.outdated(timeOfDay(state.heardAt))}</span></p> ${this.#retry(words)}` : nothing}
        </div>
        ${commandMessage([...this.#deeds.commands.values()], this.strings)}
        <div class="said" role="status">${this.#deeds.said === null ? nothing : this.#told(this.#deeds.said, words)}</div>
      </div>
      ${empty ? (this.#reader.changing ? this.#waiting(words) : this.#none(state, words)) : this.#table(state, words)}
      ${empty ? nothing : this.#foot(state, words)}`;
  }

  #told({words: sentence, refused, undo}: Said, words: VoicemailWords): TemplateResult<1> {
    return this.html`<p class="message ${refused === true ? 'problem' : 'positive'}">
        ${icon(refused === true ? 'alert' : 'check')}<span>${sentence}</span>
      </p>
      ${undo === undefined ? nothing : actionButton({part: 'undo-button', label: words.undo, name: nameFor(undo, words.undoOf, words), icon: 'undo', state: commandState(this.#deeds.commands, deedKey('new', undo)), onPress: () => this.#deeds.request('new', undo)})}`;
  }

  /** None that is new, none that fits, or none at all: what it is and what to do is said. */
  #none({look}: There, words: VoicemailWords): TemplateResult<1> {
    const all = (label: string): TemplateResult<1> =>
      actionButton({part: 'clear-button', label, icon: 'queue', onPress: () => this.#reader.find(EVERY_MESSAGE)});
    if (look.queueId === null && look.status !== 'done') {
      return this.html`<div class="none">
        <h3>${look.status === 'new' ? words.none : words.never}</h3>
        <p>${words.noneHelp}</p>
        ${look.status === 'new' ? all(words.showDone) : nothing}
      </div>`;
    }
    return this.html`<div class="none">
      <p>${words.noMatch}</p>
      ${all(words.showAll)}
    </div>`;
  }

  #table(state: There, words: VoicemailWords): TemplateResult<1> {
    const places = this.#still.arrange(state.voicemails);
    const keys = places.flatMap(({key, entry}) => (entry === null ? [] : [key]));
    const stop = keys.find((key) => key === this.#roving.key) ?? keys[0] ?? '';
    const view = this.#view(state, words);
    return this.html`<div part="table" role="table" class=${state.scope} aria-label=${words.heading}>
      <div role="rowgroup">
        <div role="row" class="row head">
          ${[words.from, words.queue, words.left, words.length].map((label) => this.html`<div role="columnheader" class="cell">${label}</div>`)}
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

  #view({scope, mayCallBack}: There, words: VoicemailWords): RowView {
    return {
      words,
      ...{scope, mayCallBack},
      listening: this.#desk.listening,
      speed: this.#desk.speed,
      commands: this.#deeds.commands,
      onListen: ({id}) => this.#listen(id),
      onPause: () => this.#desk.pause(),
      onSeek: (placeMs) => this.#desk.seek(placeMs),
      onSpeed: (speed) => this.#desk.setSpeed(speed),
      onDeed: (deed, voicemail) => this.#deeds.request(deed, voicemail),
      onDoubt: (voicemail) => this.#ask(voicemail?.id ?? null),
    };
  }

  #place({entry, gapHeight}: Place<VoicemailView>, stop: string, view: RowView): TemplateResult<1> {
    const {html} = this;
    if (entry === null) return html`<div role="presentation" .style=${`block-size: ${gapHeight}px`}></div>`;
    const passed = entry.id !== stop;
    const doubted = this.doubt === entry.id;
    const player = voicemailPlayer(entry, view);
    return html`<div role="row" part="row" class="row" data-row=${entry.id} data-stop tabindex=${passed ? '-1' : '0'}>
      <div role="rowheader" class="cell">${callerCell(entry, view.words)}</div>
      <div role="cell" class="cell queue"><bdi>${entry.queue.name}</bdi></div>
      <div role="cell" class="cell">${leftCell(entry, this.#clock.now)}</div>
      <div role="cell" class="cell">${lengthCell(entry, view.words)}</div>
      <div role="cell" class="cell ${doubted ? 'wide' : 'actions'}">
        ${doubted ? voicemailDoubt(entry, view) : voicemailActions(entry, view, passed)}
      </div>
      ${player === nothing ? nothing : html`<div role="cell" class="cell wide">${player}</div>`}
    </div>`;
  }

  #foot({count, more, goesOn}: There, words: VoicemailWords): TemplateResult<1> {
    const {changing, growing} = this.#reader;
    const state: CommandState = growing ? {status: 'pending', slow: false} : {status: 'idle'};
    const shown = more
      ? words.more(new Intl.NumberFormat(document.documentElement.lang || undefined).format(count))
      : words.count(count);
    return this.html`<div class="foot">
      <p role="status"><bdi>${changing ? words.loading : shown}</bdi></p>
      ${goesOn ? actionButton({part: 'more-button', label: words.loadMore, icon: 'chevron-down', state, onPress: () => this.#reader.more()}) : nothing}
    </div>`;
  }

  #onKey(event: KeyboardEvent, keys: readonly string[]): void {
    if (event.key === 'Escape' && this.doubt !== null) {
      event.stopPropagation();
      return this.#ask(null);
    }
    const [from] = event.composedPath();
    const inField = from instanceof HTMLSelectElement || from instanceof HTMLInputElement;
    if (!inField && !event.defaultPrevented) this.#roving.onKey(event, keys);
  }

  /** The question is asked, or taken back: the focus goes to what stands in the place of what was pressed. */
  #ask(id: string | null): void {
    const row = id ?? this.doubt ?? '';
    this.doubt = id;
    this.#deeds.forget();
    const target = id === null ? `[data-row="${CSS.escape(row)}"]` : '#keep-button';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(target)?.focus());
  }

  #listen(id: string): void {
    const event = new VoicemailListenRequestEvent(id);
    this.dispatchEvent(event);
    unlessCanceled(event, () => this.#desk.listen(id));
  }
}
