import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {
  ADDRESS_MAX,
  type AddressField,
  type AddressParts,
  NO_ADDRESS,
  missingParts,
  readAddress,
  writeAddress,
} from '../../domain/confirmed-location.ts';
import type {EmergencyReadiness} from '../../services/ports.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import {countryName} from '../templates/country-name.ts';
import {icon} from '../icons/icons.ts';
import type {ReadinessWords} from '../strings/english-readiness.ts';
import {actionButton} from '../templates/action-button.ts';
import {allCountries, byName} from './countries.ts';

const FIELDS: readonly (readonly [AddressField, string])[] = [
  ['street', 'address-line1'],
  ['room', 'address-line2'],
  ['postcode', 'postal-code'],
  ['town', 'address-level2'],
];

export type FormContext = {
  readonly readiness: EmergencyReadiness;
  readonly words: ReadinessWords;
  readonly state: CommandState;
  /** Null: there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
  readonly onConfirm: (address: string, country: string) => void;
};

/** The address as the agent writes it, until it is confirmed. What is missing is said at its field, once Confirm was pressed. */
export class LocationForm {
  readonly #host: LitElement;
  #parts: AddressParts = NO_ADDRESS;
  /** Null: the agent has chosen none; the browser's, or the organisation's, is proposed. */
  #country: string | null = null;
  #tried = false;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Begins with what was confirmed before, or with nothing. */
  fill({confirmed}: Pick<EmergencyReadiness, 'confirmed'>): void {
    this.#parts = confirmed === null ? NO_ADDRESS : readAddress(confirmed.address);
    this.#country = confirmed?.country ?? null;
    this.#tried = false;
    this.#host.requestUpdate();
  }

  render(context: FormContext): TemplateResult<1> {
    const {words, state, onCancel} = context;
    const tooLong = this.#tried && writeAddress(this.#parts).length > ADDRESS_MAX;
    return html`<form part="form" class="form" novalidate @submit=${(event: Event) => this.#submit(event, context)}>
      ${FIELDS.map(([field, token]) => this.#field(field, token, context))} ${this.#countryField(context)}
      <div role="alert">
        ${tooLong ? html`<p class="message problem">${icon('alert')}${words.tooLong}</p>` : nothing}
      </div>
      <div class="row">
        ${actionButton({part: 'confirm-button', label: words.confirm, icon: 'check', look: 'primary', state, onPress: (event) => this.#submit(event, context)})}
        ${onCancel === null ? nothing : actionButton({part: 'cancel-button', label: words.cancel, icon: 'close', look: 'quiet', onPress: onCancel})}
      </div>
    </form>`;
  }

  #field(field: AddressField, token: string, context: FormContext): TemplateResult<1> {
    const {words} = context;
    const missing = this.#tried && missingParts(this.#parts).includes(field);
    const typed = ({target}: Event): void => {
      if (!(target instanceof HTMLInputElement)) return;
      this.#parts = {...this.#parts, [field]: target.value};
      if (this.#tried) this.#host.requestUpdate();
    };
    return html`<div class="form-field ${field}">
      <label for=${field}>${words[field]}</label>
      <input
        id=${field}
        class="field"
        type="text"
        dir="auto"
        maxlength="120"
        autocomplete=${token}
        aria-required=${field === 'room' ? nothing : 'true'}
        aria-invalid=${missing ? 'true' : nothing}
        aria-describedby=${missing ? `${field}-fault` : nothing}
        .value=${this.#parts[field]}
        @input=${typed}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && this.#submit(event, context)}
      />
      ${missing ? html`<p id="${field}-fault" class="fault">${words.required(words[field])}</p>` : nothing}
    </div>`;
  }

  /** A country without emergency calls is said at the field, and may be chosen all the same: help shall be told the truth. */
  #countryField({readiness, words}: FormContext): TemplateResult<1> {
    const chosen = this.#countryOf(readiness);
    const fault = faultOf(chosen, readiness, words);
    const choose = ({target}: Event): void => {
      if (!(target instanceof HTMLSelectElement)) return;
      this.#country = target.value;
      this.#host.requestUpdate();
    };
    const option = (country: string): TemplateResult<1> =>
      html`<option value=${country} .selected=${country === chosen}>${countryName(country)}</option>`;
    const {covered} = readiness;
    return html`<div class="form-field country">
      <label for="country">${words.country}</label>
      <select
        id="country"
        class="field"
        autocomplete="country"
        aria-describedby=${fault === null ? nothing : 'country-fault'}
        @change=${choose}
      >
        ${covered.length === 0 ? nothing : html`<optgroup label=${words.countryCovered}>${byName(covered).map(option)}</optgroup>`}
        <optgroup label=${words.countryOther}>
          ${byName(allCountries().filter((each) => !covered.includes(each))).map(option)}
        </optgroup>
      </select>
      <div role="alert">
        ${fault === null ? nothing : html`<p id="country-fault" class="fault warned">${icon('alert')}<span>${fault}</span></p>`}
      </div>
    </div>`;
  }

  #countryOf({located, country}: EmergencyReadiness): string {
    return this.#country ?? located ?? country;
  }

  #submit(event: Event, {readiness, onConfirm, state}: FormContext): void {
    event.preventDefault();
    if (state.status === 'pending') return;
    this.#tried = true;
    this.#host.requestUpdate();
    const missing = missingParts(this.#parts);
    const address = writeAddress(this.#parts);
    if (missing.length === 0 && address.length <= ADDRESS_MAX) return onConfirm(address, this.#countryOf(readiness));
    const [first = 'street'] = missing;
    this.#host.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
  }
}

/** Why help cannot be called from there by this desk; null: it can. */
function faultOf(country: string, readiness: EmergencyReadiness, words: ReadinessWords): string | null {
  const {covered, country: home, number} = readiness;
  const name = countryName(country);
  if (number === null) return words.countryFaults.none(name);
  if (!covered.includes(country)) return words.countryFaults['not-covered'](name, number);
  return country === home ? null : words.countryFaults.elsewhere(name, number);
}
