import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import type {DeskSettings} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandKey, commandState, type Commands} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {DrawerClosedEvent} from '../target-dialog/target-dialog.events.ts';
import {consultWords} from '../templates/consult-words.ts';
import {SuggestWrapUpRequestEvent} from './wrap-up-suggestion.events.ts';
import {wrapUpSuggestionStyles} from './wrap-up-suggestion.styles.ts';

/**
 * @summary What a consulted or conferenced agent proposes for the wrap-up: a reason, a note, or both.
 * @fires {SuggestWrapUpRequestEvent} cordboard-suggest-wrap-up-request - The agent sends it. Cancelable.
 * @fires {DrawerClosedEvent} cordboard-drawer-closed - The agent closed it.
 * @csspart suggestion - The whole form.
 * @csspart reason - The list of reasons.
 * @csspart note - The note.
 * @csspart button - Each button.
 * @csspart send-button - Send suggestion.
 * @csspart close-button - Close.
 * @csspart message - What a waiting or refused command says.
 * @since 0.3.0
 */
export class CordboardWrapUpSuggestion extends CordboardElement {
  static override styles = wrapUpSuggestionStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    reasons: {attribute: false},
    commands: {attribute: false},
    reasonId: {state: true},
    note: {state: true},
    incomplete: {state: true},
  };

  /** The contact; null shows nothing. */
  declare contact: Contact | null;
  /** The agent who proposes. */
  declare agentId: string;
  /** The reasons the organisation offers. */
  declare reasons: DeskSettings['wrapUpReasons'];
  /** The pressed buttons that wait or were refused. */
  declare commands: Commands;
  declare private reasonId: string;
  declare private note: string;
  declare private incomplete: boolean;

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.reasons = [];
    this.commands = NO_COMMANDS;
    this.reasonId = '';
    this.note = '';
    this.incomplete = false;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('select')?.focus(options);
  }

  /** What was sent before is there again, to be changed. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('contact');
    if (!changed.has('contact') || before?.id === this.contact?.id) return;
    const sent = this.#sent();
    this.reasonId = sent?.reasonId ?? '';
    this.note = sent?.note ?? '';
    this.incomplete = false;
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, strings} = this;
    if (contact === null) return nothing;
    const words = consultWords(strings);
    const state = commandState(this.commands, commandKey('suggest-wrap-up', contact.id));
    const sent = this.#sent();
    const same = sent !== undefined && (sent.reasonId ?? '') === this.reasonId && sent.note === this.note.trim();
    return html`<section part="suggestion" class="drawer" aria-labelledby="title" @keydown=${this.#key}>
      <header class="head">
        <h3 id="title">${words.suggestTitle}</h3>
        ${actionButton({part: 'close-button', label: words.close, icon: 'close', iconOnly: true, look: 'quiet', onPress: this.#close})}
      </header>
      <p class="help">${words.suggestHelp}</p>
      <label class="labelled">
        <span>${words.reason}</span>
        <select part="reason" class="field" .value=${this.reasonId} @change=${this.#choose}>
          <option value="" ?selected=${this.reasonId === ''}>${words.noReason}</option>
          ${this.reasons.map(({id, label}) => html`<option value=${id} ?selected=${id === this.reasonId}>${label}</option>`)}
        </select>
      </label>
      <label class="labelled">
        <span>${words.note}</span>
        <textarea part="note" class="field" rows="2" .value=${this.note} @input=${this.#write}></textarea>
      </label>
      ${actionButton({part: 'send-button', label: words.send, icon: 'check', look: 'primary', state, onPress: this.#send})}
      <div role="alert">
        ${this.incomplete ? html`<p class="message problem">${icon('alert')}${words.incomplete}</p>` : nothing}
      </div>
      <div role="status">${same ? html`<p class="message">${icon('check')}${words.sent}</p>` : nothing}</div>
      ${commandMessage([state], strings)}
    </section>`;
  }

  #sent(): Contact['suggestions'][number] | undefined {
    return this.contact?.suggestions.find(({agentId}) => agentId === this.agentId);
  }

  readonly #choose = ({target}: Event): void => {
    if (target instanceof HTMLSelectElement) this.reasonId = target.value;
    this.incomplete = false;
  };

  readonly #write = ({target}: Event): void => {
    if (target instanceof HTMLTextAreaElement) this.note = target.value;
    this.incomplete = false;
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };

  readonly #close = (): void => {
    if (this.contact !== null) this.dispatchEvent(new DrawerClosedEvent(this.contact.id));
  };

  readonly #send = (): void => {
    const note = this.note.trim();
    this.incomplete = this.reasonId === '' && note === '';
    if (this.contact === null || this.incomplete) return;
    const reasonId = this.reasonId === '' ? null : this.reasonId;
    this.dispatchEvent(new SuggestWrapUpRequestEvent(this.contact.id, reasonId, note));
  };
}
