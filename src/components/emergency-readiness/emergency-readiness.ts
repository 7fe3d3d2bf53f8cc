import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {ReadinessItem} from '../../domain/emergency-readiness.ts';
import type {EmergencyReadiness} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, type Commands, commandState} from '../controllers/command-controller.ts';
import {countryName} from '../templates/country-name.ts';
import {icon} from '../icons/icons.ts';
import type {ReadinessWords} from '../strings/english-readiness.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {looksOf, readinessWords, reasonWords} from '../templates/readiness-words.ts';
import {
  EmergencyReadinessClosedEvent,
  LocationConfirmRequestEvent,
  LocationForgetRequestEvent,
  PositionRequestEvent,
} from './emergency-readiness.events.ts';
import {emergencyReadinessStyles} from './emergency-readiness.styles.ts';
import {LocationForm} from './location-form.ts';

/**
 * @summary What it takes to call for help from this desk, item by item, with what to do and who can do it; and where the agent says that
 * they are. It is read before an emergency, and stands in no call's way.
 * @fires {LocationConfirmRequestEvent} cordboard-location-confirm-request - The agent says where they work. Cancelable.
 * @fires {LocationForgetRequestEvent} cordboard-location-forget-request - The agent takes back where they work. Cancelable.
 * @fires {PositionRequestEvent} cordboard-position-request - The agent lets the browser look where it is. Cancelable.
 * @fires {EmergencyReadinessClosedEvent} cordboard-emergency-readiness-closed - The agent has read it.
 * @csspart readiness - All of it.
 * @csspart item - Each condition.
 * @csspart where - Where the agent says that they are.
 * @csspart form - The form of the address.
 * @csspart position-button - Lets the browser look where it is.
 * @csspart still-button - The agent is where they said.
 * @csspart change-button - The agent is somewhere else.
 * @csspart take-back-button - Takes back where the agent is.
 * @csspart confirm-button - Confirms the address.
 * @csspart cancel-button - Leaves the address as it was.
 * @csspart close-button - Closes it.
 * @since 0.4.0
 */
export class CordboardEmergencyReadiness extends CordboardElement {
  static override styles = emergencyReadinessStyles;
  static override properties: PropertyDeclarations = {
    readiness: {attribute: false},
    commands: {attribute: false},
    whereFirst: {type: Boolean, attribute: 'where-first'},
    editing: {state: true},
  };

  /** How things stand; null: not known yet. */
  declare readiness: EmergencyReadiness | null;
  /** The pressed buttons that wait or were refused: `confirm`, `forget`. */
  declare commands: Commands;
  /** It was opened for the address: the focus goes there. */
  declare whereFirst: boolean;
  /** The agent writes another address. */
  declare private editing: boolean;

  readonly #form = new LocationForm(this);

  constructor() {
    super();
    this.readiness = null;
    this.commands = NO_COMMANDS;
    this.whereFirst = false;
    this.editing = false;
    this.addEventListener('keydown', this.#onKey);
  }

  /** Puts the focus on the address, where that was asked for, or on the first thing to do; without one on the way out. */
  override focus(options?: FocusOptions): void {
    const wanted = this.whereFirst ? '#still-button, #street, #change-button' : '#position-button';
    const first = this.renderRoot.querySelector<HTMLElement>(wanted);
    (first ?? this.renderRoot.querySelector<HTMLElement>('#close-button'))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('readiness')) return;
    const before = changed.get('readiness');
    // What was asked for is there: the form has done its work.
    if (before?.confirmed?.confirmedAt !== this.readiness?.confirmed?.confirmedAt) {
      this.editing = false;
      if (this.readiness !== null) this.#form.fill({confirmed: null});
    }
  }

  protected override render(): TemplateResult<1> {
    const {html, readiness} = this;
    const words = readinessWords(this.strings);
    return html`<section part="readiness" class="readiness" aria-label=${words.heading}>
      <div class="head">
        <h2>${words.heading}</h2>
        ${actionButton({part: 'close-button', label: words.close, icon: 'close', iconOnly: true, look: 'quiet', onPress: this.#close})}
      </div>
      ${readiness === null ? html`<p class="help">${words.checking}</p>` : this.#known(readiness, words)}
    </section>`;
  }

  #known(readiness: EmergencyReadiness, words: ReadinessWords): TemplateResult<1> {
    const number = readiness.number ?? words.services;
    const {status} = readiness.summary;
    return this.html`${status === 'simulated' ? this.html`<p class="loud">${icon('alert')}<span>${words.simulatedLong(number)}</span></p>` : nothing}
      ${status === 'impossible' ? this.html`<p class="loud impossible" role="alert">${icon('alert')}<span>${words.impossibleLong(number)}</span></p>` : nothing}
      <ul class="items" role="list" aria-label=${words.conditions}>
        ${readiness.items.map((item) => this.#item(item, number, words))}
      </ul>
      ${readiness.unasked ? nothing : this.#where(readiness, words)}
      ${status === 'impossible' || status === 'simulated' ? nothing : this.html`<p class="help">${words.always(number)}</p>`}`;
  }

  #item(item: ReadinessItem, number: string, words: ReadinessWords): TemplateResult<1> {
    const look = looksOf(item);
    const country = item.id === 'location' && item.country !== null ? countryName(item.country) : '';
    return this.html`<li part="item" class="item ${look.tone}" data-item=${item.id}>
      ${icon(look.icon)}
      <div>
        <p class="item-head">
          <span class="item-name">${words.items[item.id]}</span><span class="state">${words.states[item.state]}</span>
        </p>
        <p>${reasonWords(item, words).sentence(number, country)}</p>
        ${item.by === null ? nothing : this.html`<p class="by">${words.by[item.by]}</p>`}
        ${item.id === 'location' ? this.#position(item, words) : nothing}
      </div>
    </li>`;
  }

  #position(
    {reason, by}: Extract<ReadinessItem, {id: 'location'}>,
    words: ReadinessWords,
  ): TemplateResult<1> | typeof nothing {
    // What only an administrator or another browser helps, no press does.
    if (by === 'administrator' || reason === 'unsupported' || reason === 'unknown') return nothing;
    const looking = reason === 'looking';
    return this.html`<div class="row">
      ${actionButton({
        part: 'position-button',
        label: reason === 'not-asked' || looking ? words.usePosition : words.lookAgain,
        icon: 'search',
        state: looking ? {status: 'pending', slow: false} : {status: 'idle'},
        onPress: () => this.dispatchEvent(new PositionRequestEvent()),
      })}
    </div>`;
  }

  #where(readiness: EmergencyReadiness, words: ReadinessWords): TemplateResult<1> {
    const {confirmed} = readiness;
    const states = ['confirm', 'forget'].map((name) => commandState(this.commands, name));
    const form = this.#form.render({
      readiness,
      words,
      state: commandState(this.commands, 'confirm'),
      onCancel: confirmed === null ? null : () => (this.editing = false),
      onConfirm: (address, country) => this.dispatchEvent(new LocationConfirmRequestEvent(address, country)),
    });
    return this.html`<div part="where" class="where">
      <h3>${words.where}</h3>
      ${confirmed === null || this.editing ? this.#asked(readiness, words, form) : this.#confirmed(readiness, words)}
      ${commandMessage(states, this.strings)}
      <p class="help">${words.whereHelp}</p>
    </div>`;
  }

  #asked({confirmed}: EmergencyReadiness, words: ReadinessWords, form: TemplateResult<1>): TemplateResult<1> {
    return this.html`${confirmed === null ? this.html`<p class="question">${icon('alert')}<span>${words.questions.never}</span></p>` : nothing}${form}`;
  }

  #confirmed({confirmed, question}: EmergencyReadiness, words: ReadinessWords): TemplateResult<1> | typeof nothing {
    if (confirmed === null) return nothing;
    const {address, country, confirmedAt} = confirmed;
    const confirm = (): boolean => this.dispatchEvent(new LocationConfirmRequestEvent(address, country));
    const edit = (): void => {
      this.#form.fill({confirmed});
      this.editing = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#street')?.focus());
    };
    const {commands} = this;
    return this.html`<p><bdi class="address">${address}</bdi>, ${countryName(country)}</p>
      <p class="help">${words.confirmedOn(dayOf(confirmedAt))}</p>
      ${question === null ? nothing : this.html`<p class="question">${icon('alert')}<span>${words.questions[question]}</span></p>`}
      <div class="row">
        ${question === null ? nothing : actionButton({part: 'still-button', label: words.stillThere, icon: 'check', look: 'primary', state: commandState(commands, 'confirm'), onPress: confirm})}
        ${actionButton({part: 'change-button', label: words.change, icon: 'note', onPress: edit})}
        ${actionButton({part: 'take-back-button', label: words.takeBack, icon: 'undo', look: 'quiet', state: commandState(commands, 'forget'), onPress: () => this.dispatchEvent(new LocationForgetRequestEvent())})}
      </div>`;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new EmergencyReadinessClosedEvent());
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  };
}

/** Such as 12 November. */
function dayOf(at: number): string {
  const language = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(language, {day: 'numeric', month: 'long'}).format(at);
}
