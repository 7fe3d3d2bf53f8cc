import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {Contact} from '../../domain/contact.ts';
import type {MissedContact, RingingOffer} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {BLOCK_SIZE, BlockController, type Block} from '../controllers/block-controller.ts';
import {NO_COMMANDS, commandState, type Commands} from '../controllers/command-controller.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import {RovingController} from '../controllers/roving-controller.ts';
import {StillController, type Place} from '../controllers/still-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {MissedDismissRequestEvent} from './contact-list.events.ts';
import {contactListStyles} from './contact-list.styles.ts';
import {entriesOf, type ListEntry} from './list-entries.ts';
import {contactRow, ringingRow, type RowContext} from './list-rows.ts';
import {MissedDismissals} from './missed-dismissals.ts';
import {taskWords} from '../strings/english-tasks.ts';
import {missedRow} from './missed-row.ts';

/** So many missed contacts stand there unasked; the newest tell the most. */
const MISSED_SHOWN = 3;
/** Height of a row that was never drawn, in rem. */
const ROW_REM = 3.5;

/**
 * @summary All the agent has on the desk: what rings, contacts they are in, and those that rang here in vain. What was
 * overlooked in the popover is found and handled here. Arrow keys walk the list.
 * @fires {ContactSelectRequestEvent} cordboard-contact-select-request - The agent chose a contact. Cancelable.
 * @fires {OfferAcceptRequestEvent} cordboard-offer-accept-request - The agent answered a ringing one. Cancelable.
 * @fires {OfferDeclineRequestEvent} cordboard-offer-decline-request - The agent declined a ringing one. Cancelable.
 * @fires {EndRequestEvent} cordboard-end-request - The agent called a callback off before the customer answered. Cancelable.
 * @fires {MissedDismissRequestEvent} cordboard-missed-dismiss-request - Missed contacts were put away for good. Cancelable.
 * @fires {MissedRedialRequestEvent} cordboard-missed-redial-request - The agent calls a missed caller back. Cancelable.
 * @csspart list - Ringing and open contacts.
 * @csspart item - Each contact.
 * @csspart accept-button - Answer of a ringing contact.
 * @csspart decline-button - Decline of a ringing contact.
 * @csspart cancel-button - Calls off a callback that is being placed.
 * @csspart missed - The missed contacts with their heading.
 * @csspart missed-item - Each missed contact.
 * @csspart redial-button - Calls a missed caller back.
 * @csspart dismiss-button - Puts a missed contact away.
 * @csspart dismiss-all-button - Puts all missed contacts away.
 * @csspart more-button - Shows all missed contacts, or fewer again.
 * @csspart undo-button - Brings back what was put away.
 * @csspart message - What a waiting or refused command says.
 * @since 0.1.0
 */
export class CordboardContactList extends CordboardElement {
  static override styles = contactListStyles;
  static override properties: PropertyDeclarations = {
    contacts: {attribute: false},
    ringing: {attribute: false},
    missed: {attribute: false},
    selectedId: {attribute: 'selected-id'},
    agentId: {attribute: 'agent-id'},
    commands: {attribute: false},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    redialRefused: {type: Boolean, attribute: 'redial-refused'},
    allMissed: {state: true},
  };

  /** The contacts the agent takes part in. */
  declare contacts: readonly Contact[];
  /** The offers that ring or are being assigned. */
  declare ringing: readonly RingingOffer[];
  /** Contacts that rang here in vain, newest first. */
  declare missed: readonly MissedContact[];
  /** Which contact is shown beside the list; empty for none. */
  declare selectedId: string;
  /** The agent whose list it is. */
  declare agentId: string;
  /** The pressed buttons that wait or were refused. */
  declare commands: Commands;
  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;
  /** The agent is not set up for outgoing calls: nobody can be called back from here. */
  declare redialRefused: boolean;
  declare private allMissed: boolean;

  readonly #clock = new TickController(this, () => false);
  readonly #blocks = new BlockController(this);
  readonly #roving = new RovingController(this);
  readonly #still = new StillController<ListEntry>(this, {
    keyOf: ({key}) => key,
    growsAt: 'end',
    elementOf: (key) => this.renderRoot.querySelector(`[data-row="${CSS.escape(key)}"]`),
  });
  readonly #dismissals = new MissedDismissals(this, (ids) => {
    if (!this.dispatchEvent(new MissedDismissRequestEvent(ids))) this.#dismissals.bringBack();
  });
  #drawnKeys: readonly string[] = [];

  constructor() {
    super();
    this.contacts = [];
    this.ringing = [];
    this.missed = [];
    this.selectedId = '';
    this.agentId = '';
    this.commands = NO_COMMANDS;
    this.numbersMasked = false;
    this.redialRefused = false;
    this.allMissed = false;
    new FocusController(this, () => this.focus());
  }

  /** Puts the focus on the row that had it last, or on the chosen one. */
  override focus(options?: FocusOptions): void {
    const stop =
      this.renderRoot.querySelector<HTMLElement>('[data-stop][tabindex="0"]') ??
      this.renderRoot.querySelector<HTMLElement>('[data-stop]');
    stop?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('missed')) this.#dismissals.forgetGone(new Set(this.missed.map(({offerId}) => offerId)));
    if (changed.has('commands') && isProblem(this.commands)) this.#dismissals.bringBack();
  }

  protected override render(): TemplateResult<1> {
    const {html, strings} = this;
    const places = this.#still.arrange(entriesOf(this.ringing, this.contacts));
    const missed = this.missed.filter(({offerId}) => !this.#dismissals.hides(offerId));
    const shownMissed = this.allMissed ? missed : missed.slice(0, MISSED_SHOWN);
    this.#drawnKeys = [
      ...places.flatMap(({key, entry}) => (entry === null ? [] : [key])),
      ...shownMissed.map(missedKey),
    ];
    return html`<div class="rows" @keydown=${this.#onKey} @focusin=${this.#roving.onFocusIn}>
      <div
        part="list"
        role="list"
        class="list"
        aria-label=${taskWords(strings).list}
        ?hidden=${places.length === 0}
        @pointerenter=${this.#still.onEnter}
        @pointerleave=${this.#still.onLeave}
      >
        ${this.#blocksOf('open', places, places.length)}
      </div>
      ${this.#missed(missed, shownMissed)}
    </div>`;
  }

  #blocksOf(name: string, places: readonly Place<ListEntry>[], count: number): readonly TemplateResult<1>[] {
    const blocks = this.#blocks.blocksOf(name, places, ({key}) => key === this.#roving.key);
    const stopKey = this.#stopKey(places);
    const draw = (place: Place<ListEntry>, at: number) => this.#place(place, at, count, stopKey);
    return blocks.map((block) => this.#block(block, (place) => place.key, draw));
  }

  #block<T>(
    {id, entries, drawn, height, firstPlace}: Block<T>,
    keyOf: (entry: T) => string,
    draw: (entry: T, at: number) => TemplateResult<1>,
  ): TemplateResult<1> {
    const {html} = this;
    const space = drawn ? '' : `block-size: ${height === null ? `${entries.length * ROW_REM}rem` : `${height}px`}`;
    return html`<div class="block" role="presentation" data-block=${id} .style=${space}>
      ${drawn ? repeat(entries, keyOf, (each, at) => draw(each, firstPlace + at)) : nothing}
    </div>`;
  }

  #place(place: Place<ListEntry>, at: number, count: number, stopKey: string): TemplateResult<1> {
    const {html} = this;
    const {key, entry, gapHeight} = place;
    if (entry === null) return html`<div class="gap" role="presentation" .style=${`block-size: ${gapHeight}px`}></div>`;
    const row = this.#row();
    const content =
      entry.kind === 'ringing'
        ? ringingRow(entry.ringing, row)
        : contactRow(entry.contact, key === this.selectedId, key === stopKey, row);
    return this.#listItem('item', key, at, count, content);
  }

  /** A screen reader is told how many there are, also where not all are drawn. */
  #listItem(part: string, key: string, at: number, count: number, content: TemplateResult<1>): TemplateResult<1> {
    const long = count > BLOCK_SIZE;
    return this.html`<div
      role="listitem"
      part=${part}
      data-row=${key}
      aria-setsize=${long ? count : nothing}
      aria-posinset=${long ? at + 1 : nothing}
    >
      ${content}
    </div>`;
  }

  #missed(missed: readonly MissedContact[], shown: readonly MissedContact[]): TemplateResult<1> {
    const {html, strings} = this;
    const words = taskWords(strings);
    const more = missed.length - shown.length;
    const context = {
      ...this.#row(),
      now: this.#clock.now,
      redialWhy: this.redialRefused ? strings.refusals['not-dialling-out'] : null,
      dismiss: (offerId: string) => this.#dismissals.dismiss([offerId]),
    };
    const draw = (each: MissedContact, at: number) =>
      this.#listItem('missed-item', missedKey(each), at, shown.length, missedRow(each, context));
    return html`<section
        part="missed"
        class="missed-part"
        aria-labelledby="missed-title"
        ?hidden=${missed.length === 0}
      >
        <div class="missed-head">
          <h3 id="missed-title">${words.missed} <span class="count">${missed.length}</span></h3>
          ${
            missed.length > 1
              ? actionButton({
                  part: 'dismiss-all-button',
                  label: words.dismissAll,
                  icon: 'close',
                  look: 'quiet',
                  onPress: () => this.#dismissals.dismiss(missed.map(({offerId}) => offerId)),
                })
              : nothing
          }
        </div>
        <div role="list" class="list" aria-label=${words.missedList}>
          ${this.#blocks.blocksOf('missed', shown, (each) => missedKey(each) === this.#roving.key).map((block) => this.#block(block, missedKey, draw))}
        </div>
        ${this.#moreMissed(more)}
      </section>
      ${this.#undo()} ${commandMessage([commandState(this.commands, 'dismiss-missed')], strings)}`;
  }

  #moreMissed(more: number): TemplateResult<1> | typeof nothing {
    const words = taskWords(this.strings);
    if (more === 0 && !this.allMissed) return nothing;
    return actionButton({
      part: 'more-button',
      label: this.allMissed ? words.showFewer : words.showMore(more),
      icon: this.allMissed ? 'chevron-up' : 'chevron-down',
      look: 'quiet',
      onPress: () => (this.allMissed = !this.allMissed),
    });
  }

  #undo(): TemplateResult<1> {
    const {html, strings} = this;
    const count = this.#dismissals.undoable;
    const {hold, resume} = this.#dismissals;
    return html`<div role="status">
      ${
        count === 0
          ? nothing
          : html`<div class="undo" @pointerenter=${hold} @pointerleave=${resume} @focusin=${hold} @focusout=${resume}>
              <span>${taskWords(strings).dismissed(count)}</span>
              ${actionButton({part: 'undo-button', label: taskWords(strings).undo, icon: 'undo', onPress: this.#dismissals.undo})}
            </div>`
      }
    </div>`;
  }

  #row(): RowContext {
    const {html, strings, agentId, commands} = this;
    return {
      html,
      strings,
      agentId,
      commands,
      masked: this.numbersMasked,
      dispatch: (event) => this.dispatchEvent(event),
    };
  }

  /** The one row of the open contacts that the Tab key stops at. */
  #stopKey(places: readonly Place<ListEntry>[]): string {
    const open = places.flatMap(({key, entry}) => (entry?.kind === 'contact' ? [key] : []));
    const last = this.#roving.key;
    if (last !== null && open.includes(last)) return last;
    return open.includes(this.selectedId) ? this.selectedId : (open[0] ?? '');
  }

  readonly #onKey = (event: KeyboardEvent): void => this.#roving.onKey(event, this.#drawnKeys);
}

function missedKey({offerId}: MissedContact): string {
  return `missed-${offerId}`;
}

function isProblem(commands: Commands): boolean {
  const {status} = commandState(commands, 'dismiss-missed');
  return status === 'refused' || status === 'failed';
}
