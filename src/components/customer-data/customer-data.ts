import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {CustomerDataState, CustomerFindings} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import {type CustomerWords, englishCustomers} from '../strings/english-customers.ts';
import {actionButton} from '../templates/action-button.ts';
import {
  CustomerEraseRequestEvent,
  CustomerExportRequestEvent,
  CustomerFindRequestEvent,
} from './customer-data.events.ts';
import {customerDataStyles} from './customer-data.styles.ts';

type Found = Extract<CustomerDataState, {findings: CustomerFindings | null}> & {readonly findings: CustomerFindings};

const NAMES: readonly (keyof CustomerFindings)[] = [
  ...(['openCallbacks', 'closedCallbacks', 'requests', 'openContacts', 'endedContacts', 'guestContacts'] as const),
  ...(['variables', 'notes', 'voicemails', 'deliveries', 'addressBook'] as const),
];
const IDLE: CommandState = {status: 'idle'};
const PENDING: CommandState = {status: 'pending', slow: false};

/**
 * @summary What an administrator does when a customer asks what is kept of them: finds it by the phone number, hands out a copy,
 * and erases it.
 * @fires {CustomerFindRequestEvent} cordboard-customer-find-request - What is kept of a number is asked for. Cancelable.
 * @fires {CustomerExportRequestEvent} cordboard-customer-export-request - A copy of it is wanted. Cancelable.
 * @fires {CustomerEraseRequestEvent} cordboard-customer-erase-request - It shall be erased. Cancelable.
 * @csspart form - The field and its button.
 * @csspart findings - What there is.
 * @csspart find-button - Looks for it.
 * @csspart export-button - Makes a copy of it.
 * @csspart erase-button - Asks whether it shall be erased.
 * @csspart erase-now-button - Erases it.
 * @csspart keep-button - Keeps it.
 * @since 0.6.0
 */
export class CordboardCustomerData extends CordboardElement {
  static override styles = customerDataStyles;
  static override properties: PropertyDeclarations = {
    data: {attribute: false},
    typed: {state: true},
    tried: {state: true},
    doubted: {state: true},
  };

  /** What is known. */
  declare data: CustomerDataState;
  declare private typed: string;
  /** It was looked for with nothing in the field. */
  declare private tried: boolean;
  declare private doubted: boolean;

  constructor() {
    super();
    this.data = {status: 'idle'};
    this.typed = '';
    this.tried = false;
    this.doubted = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('data')) return;
    if (this.data.status === 'erased') this.typed = '';
    if (this.data.status !== 'found' && this.data.status !== 'open') this.doubted = false;
  }

  protected override render(): TemplateResult<1> {
    const words = {...englishCustomers, ...this.strings.customers};
    return this.html`<div class="form">
      <h3>${words.title}</h3>
      <p class="help">${words.help}</p>
      ${this.#form(words)}
      <div role="status">${this.#said(words)}</div>
      ${this.#findings(words)}
    </div>`;
  }

  #form(words: CustomerWords): TemplateResult<1> {
    const {status} = this.data;
    const empty = this.tried && this.typed.trim() === '';
    const fault = empty
      ? words.required
      : status === 'invalid' && this.data.number === this.typed
        ? words.invalid
        : null;
    return this.html`<form part="form" class="ask" novalidate @submit=${this.#onSubmit}>
      <label for="number">${words.number}</label>
      <input
        id="number"
        class="field"
        type="tel"
        dir="ltr"
        autocomplete="off"
        aria-required="true"
        aria-invalid=${fault === null ? nothing : 'true'}
        aria-describedby=${fault === null ? 'number-help' : 'number-fault'}
        .value=${this.typed}
        @input=${({target}: Event) => target instanceof HTMLInputElement && (this.typed = target.value)}
      />
      <p id="number-help" class="hint">${words.numberHelp}</p>
      ${fault === null ? nothing : this.html`<p id="number-fault" class="fault" role="alert">${icon('alert')}<span>${fault}</span></p>`}
      <div class="bar">
        ${actionButton({part: 'find-button', label: words.find, icon: 'search', look: 'primary', state: status === 'finding' ? PENDING : IDLE, onPress: () => this.#find()})}
      </div>
    </form>`;
  }

  #said(words: CustomerWords): TemplateResult<1> | typeof nothing {
    const {data, html} = this;
    switch (data.status) {
      case 'finding':
        return html`<p class="message">${words.finding}</p>`;
      case 'exporting':
        return html`<p class="message">${words.exporting}</p>`;
      case 'erasing':
        return html`<p class="message">${words.erasing}</p>`;
      case 'open':
        return html`<p class="message problem">${icon('alert')}<span>${words.open}</span></p>`;
      case 'failed':
        return html`<p class="message problem">${icon('alert')}<span>${data.error.message}</span></p>`;
      case 'erased': {
        const {callbacks, contacts, guestContacts, voicemails} = data.erased;
        const what = [
          words.erasedCallbacks(callbacks),
          words.erasedContacts(contacts + guestContacts),
          ...(voicemails === 0 ? [] : [words.erasedVoicemails(voicemails)]),
        ].join(', ');
        return html`<p class="said">${icon('check')}<span>${words.erased(data.number)}: ${what}</span></p>`;
      }
      default:
        return nothing;
    }
  }

  #findings(words: CustomerWords): TemplateResult<1> | typeof nothing {
    const {data, html} = this;
    const found = foundIn(data);
    if (found === null) return nothing;
    const {number, findings} = found;
    const shown = NAMES.filter((name) => findings[name] > 0);
    if (shown.length === 0) return html`<p part="findings">${words.nothing(number)}</p>`;
    return html`<section part="findings" class="box" aria-labelledby="found">
      <h4 id="found"><bdi>${words.found(number)}</bdi></h4>
      <dl>
        ${shown.map(
          (name) =>
            html`<dt>${words.counts[name]}</dt>
              <dd>${findings[name]}</dd>`,
        )}
      </dl>
      ${findings.addressBook > 0 ? html`<p class="hint">${words.addressBookHelp}</p>` : nothing}
      ${this.doubted ? this.#doubt(number, words) : this.#buttons(words)}
    </section>`;
  }

  #buttons(words: CustomerWords): TemplateResult<1> {
    const {status} = this.data;
    return this.html`<div class="bar">
      ${actionButton({part: 'export-button', label: words.export, icon: 'external', state: status === 'exporting' ? PENDING : IDLE, onPress: () => this.dispatchEvent(new CustomerExportRequestEvent(words.file))})}
      ${actionButton({part: 'erase-button', label: words.erase, icon: 'close', state: status === 'erasing' ? PENDING : IDLE, onPress: () => this.#ask(true)})}
    </div>`;
  }

  #doubt(number: string, words: CustomerWords): TemplateResult<1> {
    return this.html`<div class="doubt" role="alertdialog" aria-labelledby="sure" aria-describedby="sure-help" @keydown=${this.#onKey}>
      <p id="sure"><strong>${words.sure(number)}</strong></p>
      <p id="sure-help">${words.sureHelp}</p>
      <div class="bar">
        ${actionButton({part: 'erase-now-button', label: words.eraseNow, icon: 'close', look: 'end', onPress: () => this.#erase()})}
        ${actionButton({part: 'keep-button', label: words.keep, icon: 'undo', look: 'quiet', onPress: () => this.#ask(false)})}
      </div>
    </div>`;
  }

  #find(): void {
    this.tried = true;
    const number = this.typed.trim();
    if (number === '') return this.renderRoot.querySelector<HTMLElement>('#number')?.focus();
    this.typed = number;
    this.doubted = false;
    this.dispatchEvent(new CustomerFindRequestEvent(number));
  }

  #erase(): void {
    this.doubted = false;
    this.dispatchEvent(new CustomerEraseRequestEvent());
    void this.#focus('#number');
  }

  #ask(doubted: boolean): void {
    this.doubted = doubted;
    void this.#focus(doubted ? '#keep-button' : '#erase-button');
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.data.status !== 'finding') this.#find();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#ask(false);
  };
}

function foundIn(data: CustomerDataState): Pick<Found, 'number' | 'findings'> | null {
  if (!('findings' in data) || data.findings === null) return null;
  return {number: data.number, findings: data.findings};
}
