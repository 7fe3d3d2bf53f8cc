import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {Contact, WrapUpSuggestion} from '../../domain/contact.ts';
import {participantOfAgent} from '../../domain/contact.ts';
import {controlsFor} from '../../domain/controls.ts';
import type {DeskSettings} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {
  NO_COMMANDS,
  commandKey,
  commandState,
  type CommandState,
  type Commands,
} from '../controllers/command-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon} from '../icons/icons.ts';
import {ContactOpenRequestEvent} from '../interaction/interaction.events.ts';
import type {WrapUpWords} from '../strings/english-wrap-up.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {commandMessage} from '../templates/command-message.ts';
import {contactHeading} from '../templates/contact-heading.ts';
import {inWords, secondsUntil} from '../templates/durations.ts';
import {reasonChoice} from './reason-choice.ts';
import {suggestionList} from './suggestion-list.ts';
import {WrapUpExtendRequestEvent, WrapUpRequestEvent} from './wrap-up.events.ts';
import {wrapUpWords} from './wrap-up-words.ts';
import {wrapUpStyles} from './wrap-up.styles.ts';

/** By contact; the owner takes out what is done. */
export type WrapUpDrafts = Map<string, {readonly reasonId: string | null; readonly note: string}>;

type WrapUpReason = DeskSettings['wrapUpReasons'][number];

/** From here on the time that is left is announced, once. */
const WARN_SECONDS = 20;

/**
 * @summary The outcome of a contact that has ended: a reason, found by search, and a note, before the time is over.
 * @fires {WrapUpRequestEvent} cordboard-wrap-up-request - The agent submits the wrap-up. Cancelable.
 * @fires {WrapUpExtendRequestEvent} cordboard-wrap-up-extend-request - The agent asks for more time. Cancelable.
 * @fires {ContactOpenRequestEvent} cordboard-contact-open-request - The agent wants the contact's own page again. Cancelable.
 * @csspart header - Name, number, queue, state and timer.
 * @csspart subject - What a digital contact is about.
 * @csspart open-button - Opens the page of a digital contact.
 * @csspart search - The search field.
 * @csspart reasons - The list of reasons.
 * @csspart reason - Each reason.
 * @csspart suggestions - What colleagues propose.
 * @csspart use-button - Takes a proposal over; one for each.
 * @csspart note - The note.
 * @csspart countdown - When the standard reason is sent.
 * @csspart more-time-button - More time.
 * @csspart submit-button - Submit Wrap Up.
 * @csspart message - What a waiting or refused command says.
 * @since 0.1.0
 */
export class CordboardWrapUp extends CordboardElement {
  static override styles = wrapUpStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    reasons: {attribute: false},
    commands: {attribute: false},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    drafts: {attribute: false},
    beneath: {type: Boolean, reflect: true},
    folded: {type: Boolean},
    query: {state: true},
    reasonId: {state: true},
    note: {state: true},
    unchosen: {state: true},
  };

  /** The contact to wrap up; null shows nothing. */
  declare contact: Contact | null;
  /** The agent who wraps up. */
  declare agentId: string;
  /** The reasons the organisation offers. */
  declare reasons: readonly WrapUpReason[];
  /** The pressed buttons that wait or were refused. */
  declare commands: Commands;
  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;
  /** What was chosen and written so far, by contact: it is there again when the agent comes back to a contact. */
  declare drafts: WrapUpDrafts;
  /** It stands beneath the contact's controls, which have its heading already ([CO-64]). */
  declare beneath: boolean;
  /** Something else comes first, as calling again who was not reached: reasons and note are there when they are opened. */
  declare folded: boolean;
  declare private query: string;
  declare private reasonId: string | null;
  declare private note: string;
  declare private unchosen: boolean;

  #deadlineBefore: number | null = null;
  #extended = '';
  readonly #tick = new TickController(this, () => this.#deadlineAt() !== null);

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.reasons = [];
    this.commands = NO_COMMANDS;
    this.numbersMasked = false;
    this.drafts = new Map();
    this.beneath = false;
    this.folded = false;
    this.#restore();
  }

  /** Puts the focus where the wrap-up begins. */
  override focus(options?: FocusOptions): void {
    const search = this.folded ? null : this.renderRoot.querySelector<HTMLElement>('#search');
    (search ?? this.renderRoot.querySelector<HTMLElement>('#heading'))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('contact');
    if (changed.has('contact') && before?.id !== this.contact?.id) this.#restore();
    this.#followDeadline();
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, strings} = this;
    if (contact === null) return nothing;
    const submit = commandState(this.commands, commandKey('wrap-up', contact.id));
    const extend = commandState(this.commands, commandKey('extend-wrap-up', contact.id));
    return html`<section
      class="frame"
      aria-label=${this.folded ? wrapUpWords(strings).heading : nothing}
      aria-labelledby=${this.folded ? nothing : 'heading'}
    >
      ${this.beneath ? nothing : contactHeading({contact, agentId: this.agentId, masked: this.numbersMasked, strings, html})}
      ${this.beneath ? nothing : this.#open(contact)}
      ${
        this.folded
          ? html`<details>
              <summary id="heading">${wrapUpWords(strings).folded}</summary>
              <div class="frame">${this.#outcome(contact)} ${this.#submitButton(submit)}</div>
            </details>`
          : html`<h3 id="heading" tabindex="-1">${wrapUpWords(strings).heading}</h3>
              ${this.#outcome(contact)}`
      }
      <div class="footer">
        ${this.#time(contact, extend)} ${this.folded ? nothing : this.#submitButton(submit)}
        <div role="alert">
          ${this.unchosen ? html`<p class="message problem">${icon('alert')}${wrapUpWords(strings).choose}</p>` : nothing}
        </div>
        ${commandMessage([submit, extend], strings)}
      </div>
    </section>`;
  }

  #outcome(contact: Contact): TemplateResult<1> {
    const {html, strings} = this;
    const words = wrapUpWords(strings);
    return html`${suggestionList({contact, reasons: this.reasons, strings, onUse: this.#use})}
      ${this.reasons.length === 0 ? html`<p class="message">${words.noReasons}</p>` : this.#choice(words)}
      <label class="note">
        <span>${words.note} <span class="optional">(${words.noteOptional})</span></span>
        <textarea part="note" class="field" rows="1" .value=${this.note} @input=${this.#write}></textarea>
      </label>`;
  }

  #choice(words: WrapUpWords): TemplateResult<1> {
    return reasonChoice({
      words,
      query: this.query,
      found: this.#found(),
      reasonId: this.reasonId,
      onSearch: this.#search,
      onSearchKey: this.#searchKey,
      onChoose: (reasonId) => this.#choose(reasonId),
    });
  }

  #submitButton(state: CommandState): TemplateResult<1> {
    return actionButton({
      part: 'submit-button',
      label: wrapUpWords(this.strings).submit,
      icon: 'check',
      ...(this.folded ? {} : {look: 'primary' as const}),
      state,
      onPress: this.#submit,
    });
  }

  /** The conversation itself is on the host's page, and may be needed to say how it ended. */
  #open(contact: Contact): TemplateResult<1> | typeof nothing {
    if (!controlsFor(contact, this.agentId).open.visible) return nothing;
    return actionButton({
      part: 'open-button',
      label: this.strings.interaction.open,
      icon: 'external',
      onPress: () => this.dispatchEvent(new ContactOpenRequestEvent(contact.id)),
    });
  }

  #time(contact: Contact, extend: CommandState): TemplateResult<1> | typeof nothing {
    const {html, strings} = this;
    const deadlineAt = this.#deadlineAt();
    if (deadlineAt === null) return nothing;
    const seconds = secondsUntil(deadlineAt, this.#tick.now);
    const reason = (this.reasons.find((each) => each.id === this.reasonId) ?? this.#standard())?.label ?? '';
    const words = wrapUpWords(strings);
    return html`<div class="time ${seconds <= WARN_SECONDS ? 'short' : ''}">
        ${icon('clock')}
        <p part="countdown">
          ${bidiSafe((isolated) =>
            seconds === 0
              ? words.countdownOver(isolated(reason))
              : words.countdown(isolated(reason), inWords(seconds, strings)),
          )}
        </p>
        ${actionButton({
          part: 'more-time-button',
          label: words.moreTime,
          icon: 'clock',
          state: extend,
          onPress: () => this.dispatchEvent(new WrapUpExtendRequestEvent(contact.id)),
        })}
      </div>
      <p class="visually-hidden" role="status">
        ${seconds <= WARN_SECONDS ? words.warning(inWords(WARN_SECONDS, strings)) : this.#extended}
      </p>`;
  }

  /** More time is told once, as it is given; the seconds are not. */
  #followDeadline(): void {
    const before = this.#deadlineBefore;
    const now = this.#deadlineAt();
    this.#deadlineBefore = now;
    if (before === now) return;
    const longer = before !== null && now !== null && now > before;
    this.#extended = longer ? wrapUpWords(this.strings).extended(this.#timeLeft(now)) : '';
  }

  #timeLeft(deadlineAt: number): string {
    return inWords(secondsUntil(deadlineAt, this.#tick.now), this.strings);
  }

  /** The reasons that match the search; every word of it has to occur, in any order. */
  #found(): readonly WrapUpReason[] {
    const words = this.query.toLocaleLowerCase().split(/\s+/);
    return this.reasons.filter((each) => words.every((word) => each.label.toLocaleLowerCase().includes(word)));
  }

  #standard(): WrapUpReason | undefined {
    return this.reasons.find((each) => each.standard);
  }

  #deadlineAt(): number | null {
    const agent = this.contact === null ? undefined : participantOfAgent(this.contact, this.agentId);
    return agent?.status === 'wrap-up' ? agent.deadlineAt : null;
  }

  #restore(): void {
    const draft = this.drafts.get(this.contact?.id ?? '');
    this.query = '';
    this.reasonId = draft?.reasonId ?? null;
    this.note = draft?.note ?? '';
    this.unchosen = false;
    this.#deadlineBefore = null;
    this.#extended = '';
  }

  #keep(): void {
    if (this.contact !== null) this.drafts.set(this.contact.id, {reasonId: this.reasonId, note: this.note});
  }

  #choose(reasonId: string): void {
    this.reasonId = reasonId;
    this.unchosen = false;
    this.#keep();
  }

  readonly #search = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.query = event.target.value;
  };

  /**
   * Enter and the arrow go to the list. Enter chooses the only match on the way: the focus on it says what was chosen, so
   * that nobody submits what they have not heard. Neither submits.
   */
  readonly #searchKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const [first, ...others] = this.#found();
    if (event.key === 'Enter' && first !== undefined && others.length === 0) this.#choose(first.id);
    this.renderRoot.querySelector<HTMLElement>('input[type="radio"]')?.focus();
  };

  readonly #write = (event: Event): void => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.note = event.target.value;
    this.#keep();
  };

  /** [WU-6] What a colleague proposes becomes the agent's own, to be changed; what they have written stays. */
  readonly #use = ({reasonId, note}: WrapUpSuggestion): void => {
    if (this.reasons.some(({id}) => id === reasonId)) this.reasonId = reasonId;
    if (note !== '' && !this.note.includes(note)) this.note = this.note.trim() === '' ? note : `${this.note}\n${note}`;
    this.unchosen = false;
    this.#keep();
  };

  readonly #submit = (): void => {
    if (this.contact === null) return;
    this.unchosen = this.reasonId === null;
    if (this.reasonId !== null)
      this.dispatchEvent(new WrapUpRequestEvent(this.contact.id, this.reasonId, this.note.trim()));
  };
}
