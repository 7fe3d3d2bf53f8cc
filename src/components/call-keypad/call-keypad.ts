import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {controlsFor} from '../../domain/controls.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {contactsContext, devicesContext, settingsContext} from '../../services/contexts.ts';
import {CommandController, commandKey} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {PadPressEvent} from '../dial-pad/dial-pad.events.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {DigitsRequestEvent} from './call-keypad.events.ts';
import {callKeypadStyles} from './call-keypad.styles.ts';
import {DigitLog} from './digit-log.ts';

/**
 * @summary The keypad of a call: the customer's side hears each digit as tones, and what was sent stands above the keys.
 * @fires {DigitsRequestEvent} cordboard-digits-request - Keys were pressed. Cancelable.
 * @csspart log - What was sent in this call.
 * @csspart hide-button - Hides or shows the digits.
 * @csspart message - What a waiting or refused command says.
 * @dependency cordboard-dial-pad
 * @since 0.2.0
 */
export class CordboardCallKeypad extends CordboardElement {
  static override styles = callKeypadStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    silent: {type: Boolean},
    masked: {type: Boolean},
    said: {state: true},
  };

  /** The call; null shows nothing. */
  declare contact: Contact | null;
  /** The agent who presses keys. */
  declare agentId: string;
  /** Plays no key tones. */
  declare silent: boolean;
  /** Shows that digits were sent, and not which. */
  declare masked: boolean;
  declare private said: string;

  readonly #contacts = new ServiceController(this, contactsContext, () => []);
  readonly #devices = new ServiceController(this, devicesContext, (service) => [service.preferences]);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);
  readonly #commands = new CommandController(this);
  /** Of each call of this page; gone with the page. */
  readonly #logs = new Map<string, DigitLog>();

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.silent = false;
    this.masked = false;
    this.said = '';
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#pad')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('contact') && changed.get('contact')?.id !== this.contact?.id) this.said = '';
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, strings} = this;
    if (contact === null) return nothing;
    const {keypad: control} = controlsFor(contact, this.agentId);
    if (!control.visible) return nothing;
    const words = strings.keypad;
    const log = this.#log(contact.id);
    return html`<div class="keypad">
      <div class="log" part="log" role="group" aria-label=${words.sent}>
        ${this.#digits(log)}
        ${
          log.sent === '' && log.pending === ''
            ? nothing
            : actionButton({
                part: 'hide-button',
                label: this.masked ? words.show : words.hide,
                icon: this.masked ? 'note' : 'lock',
                iconOnly: true,
                look: 'quiet',
                onPress: () => (this.masked = !this.masked),
              })
        }
      </div>
      <p class="visually-hidden" role="status">${this.said}</p>
      <cordboard-dial-pad
        id="pad"
        without-plus
        .country=${this.#settings.service?.value?.country ?? ''}
        .silent=${this.silent || (this.#devices.service?.preferences.value.keyTonesOff ?? false)}
        .why=${control.enabled ? '' : strings.refusals[control.why]}
        @cordboard-pad-press=${this.#press}
      ></cordboard-dial-pad>
      ${commandMessage([this.#commands.state(commandKey('digits', contact.id))], strings)}
    </div>`;
  }

  #digits(log: DigitLog): TemplateResult<1> {
    const {html} = this;
    const words = this.strings.keypad;
    const count = log.sent.length + log.pending.length;
    if (count === 0) return html`<span class="digits none">${words.none}</span>`;
    if (this.masked) return html`<span class="digits none">${words.hidden(count)}</span>`;
    return html`<bdi class="digits" dir="ltr">${log.sent}<span class="pending">${log.pending}</span></bdi>`;
  }

  readonly #press = (event: PadPressEvent): void => {
    event.stopPropagation();
    if (this.contact === null) return;
    const log = this.#log(this.contact.id);
    if (log.pending === '') this.#commands.forget(commandKey('digits', this.contact.id));
    log.press(event.key);
    // Hidden digits are not read out either.
    this.said = this.masked ? '' : this.strings.keypad.said(event.key);
    this.#send(this.contact.id, log);
    this.requestUpdate();
  };

  #send(contactId: string, log: DigitLog): void {
    const digits = log.take();
    if (digits === '') return;
    const event = new DigitsRequestEvent(contactId, digits);
    this.dispatchEvent(event);
    queueMicrotask(() => void this.#follow(event, log));
  }

  /** Whoever cancels the request sends the digits by other means. */
  async #follow(event: DigitsRequestEvent, log: DigitLog): Promise<void> {
    const {contactId, digits, defaultPrevented} = event;
    const send = () => this.#contacts.service?.sendDigits(contactId, digits);
    const outcome = defaultPrevented ? null : await this.#commands.run(commandKey('digits', contactId), send);
    log.settle(defaultPrevented || outcome?.status === 'done');
    this.requestUpdate();
    this.#send(contactId, log);
  }

  #log(contactId: string): DigitLog {
    const known = this.#logs.get(contactId);
    if (known !== undefined) return known;
    const log = new DigitLog();
    this.#logs.set(contactId, log);
    return log;
  }
}
