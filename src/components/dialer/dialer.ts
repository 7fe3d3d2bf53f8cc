import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {isNumberText, significantOf} from '../../domain/dial-format.ts';
import {type DialNumberFault, parseDialNumber} from '../../domain/dial-number.ts';
import {devicesContext} from '../../services/contexts.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {LatePart} from '../controllers/late-part.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {PadPressEvent} from '../dial-pad/dial-pad.events.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {CallPlacer} from './call-placer.ts';
import {countryName} from '../templates/country-name.ts';
import {countryChoice} from './country-choice.ts';
import {DialerEmergency} from './dialer-emergency.ts';
import {fromRecent} from './dial-search.ts';
import {DialerFilledEvent} from './dialer.events.ts';
import {
  type View,
  callButton,
  callerLine,
  emergencyButton,
  faultMessage,
  hintMessage,
  lossSentence,
  viewButtons,
} from './dialer-parts.ts';
import {dialerStyles} from './dialer.styles.ts';
import {type Alarm, alarmFor, alarmRegion} from './emergency-alarm.ts';
import {NumberCombobox} from './number-combobox.ts';
import type {FieldChange} from './number-field.ts';
import {recentsList} from './recents-list.ts';

/**
 * @summary Calls somebody: a number or a name is typed, found among recent calls and the address book, or keyed in. An
 * emergency number is called at once, whatever else is on; where the trunk takes none, it is said loudly.
 * @fires {DialRequestEvent} cordboard-dial-request - The agent called a number. Cancelable.
 * @fires {RedialRequestEvent} cordboard-redial-request - The agent calls somebody of the recent calls again. Cancelable.
 * @fires {DialerFilledEvent} cordboard-dialer-filled - A `tel:` link put a number in: whoever hides the dialer shows it.
 * @csspart input - Where the number is typed.
 * @csspart call-button - Call.
 * @csspart keypad-button - Opens the keypad.
 * @csspart recents-button - Opens the recent calls.
 * @csspart country - The country of the number.
 * @csspart option - Somebody who fits what was typed.
 * @csspart recents - The list of recent calls.
 * @csspart emergency - What is said about an emergency number.
 * @csspart emergency-badge - Whether the desk could call for help, exported from the badge.
 * @csspart call-now-button - Calls the emergency number, where what was typed only resembles it.
 * @csspart edit-button - Goes back to the number.
 * @csspart message - What is wrong with the number, or what a waiting or refused command says.
 * @cssstate emergency - An emergency number stands in the input.
 * @dependency cordboard-dial-pad
 * @dependency cordboard-emergency
 * @dependency cordboard-emergency-badge
 * @since 0.2.0
 */
export class CordboardDialer extends CordboardElement {
  static override styles = dialerStyles;
  static override properties: PropertyDeclarations = {
    number: {},
    view: {},
    fault: {state: true},
    settingsOpen: {state: true},
  };

  /** The number in the field, as typed and grouped. A page may set it; nothing is called by that. */
  declare number: string;
  /** What is open below the field: the keypad, the recent calls, or nothing. */
  declare view: View;
  declare private fault: DialNumberFault | null;
  /** Of an emergency, where no panel shows it. */
  declare private settingsOpen: boolean;

  readonly #emergency = new DialerEmergency(this);
  readonly #devices = new ServiceController(this, devicesContext, (service) => [service.preferences]);
  readonly #calls = new CallPlacer(this, () => this.#emptied());
  readonly #box = new NumberCombobox(this, this.#calls, {
    onText: (text, how) => this.#took(text, how),
    onEnter: () => this.#submit(),
  });

  readonly #pad = new LatePart(
    this,
    'dial-pad',
    async () => (await import('../dial-pad/dial-pad.ts')).CordboardDialPad,
  );

  readonly #badge = new LatePart(
    this,
    'emergency-badge',
    async () => (await import('../emergency-badge/emergency-badge.ts')).CordboardEmergencyBadge,
  );

  constructor() {
    super();
    this.number = '';
    this.view = '';
    this.fault = null;
    this.settingsOpen = false;
    for (const near of ['pointerenter', 'focusin']) this.addEventListener(near, () => this.#pad.need());
  }

  override focus(options?: FocusOptions): void {
    this.#box.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('number') && this.number !== this.#box.text) this.#fill(this.number);
    if (changed.has('view') && this.view === 'keypad') this.#pad.need();
    // Tried once: it is no part of a call, and what did not load would be asked for with every key.
    if (this.#calls.home !== '' && !this.#badge.failed) this.#badge.need();
    this.#takeDraft();
    // The call is over, and with it what was to be keyed in.
    if (this.#calls.forgetWhenOthers() && this.number === '') this.#box.fill('');
  }

  protected override render(): TemplateResult<1> {
    const {place} = this.#emergency;
    if (place === 'instead') return this.#inEmergency();
    const {strings} = this;
    const calls = this.#calls;
    const alarm = this.#alarm;
    this.setState('emergency', alarm !== null);
    return html`${place === 'above' ? this.#inEmergency() : nothing}
      <div class="dialer ${this.view === '' ? '' : 'open'}">
        ${this.#box.box(strings, this.fault !== null)} ${this.#callButton(alarm)}
        ${alarmRegion(alarm, {words: strings.emergency, onCall: this.#callEmergency, onEdit: () => this.focus()})}
        ${faultMessage(this.fault === null ? null : strings.dial.faults[this.fault])} ${hintMessage(this.#hint())}
        <p class="visually-hidden" role="status">${this.#box.announced(strings.dial)}</p>
        ${alarm === null ? commandMessage(calls.states, strings) : nothing} ${this.#under()} ${this.#readiness()}
        ${this.#view()}
      </div>`;
  }

  /** [EM-25] In a page without a panel the call is shown where it was placed, and so is that they ring back. */
  #inEmergency(): TemplateResult<1> {
    return this.html`<cordboard-emergency
      exportparts="emergency, callback"
      ?settings-open=${this.settingsOpen}
      @cordboard-emergency-settings-request=${() => (this.settingsOpen = !this.settingsOpen)}
    ></cordboard-emergency>`;
  }

  #readiness(): TemplateResult<1> {
    return this.html`<cordboard-emergency-badge exportparts="badge: emergency-badge"></cordboard-emergency-badge>`;
  }

  get #alarm(): Alarm | null {
    const {state, carriesEmergencies: carried} = this.#calls;
    return alarmFor(this.#calls.matchEmergency(this.number), {state, carried, words: this.strings});
  }

  #callButton(alarm: Alarm | null): TemplateResult<1> {
    const {outbound, state} = this.#calls;
    const {target} = this.#box;
    if (alarm?.dials === true) return emergencyButton(alarm.call ?? this.strings.dial.call, this.#submit);
    return callButton({
      words: this.strings.dial,
      what: target === null ? this.number : (target.name ?? target.number),
      from: this.#box.grouped(outbound?.callerNumber ?? ''),
      wide: this.view !== '' || target !== null,
      state,
      why: alarm?.title ?? this.#whyNot,
      onPress: this.#submit,
    });
  }

  #under(): TemplateResult<1> {
    const {strings} = this;
    const {outbound} = this.#calls;
    const {metadata, country} = this.#box;
    const hasCountry = this.number !== '' && isNumberText(this.number);
    return html`<div class="under">
      <div class="facts-line">
        ${hasCountry ? countryChoice(metadata, country, strings.dial, this.#chooseCountry) : nothing}
        ${callerLine(outbound, this.#box.grouped(outbound?.callerNumber ?? ''), strings)}
      </div>
      ${viewButtons(this.view, strings.dial, this.#toggle)}
    </div>`;
  }

  #view(): TemplateResult<1> | typeof nothing {
    if (this.view === 'keypad') return this.#keypad();
    if (this.view !== 'recents') return nothing;
    return html`<div id="view">
      ${recentsList({
        recents: this.#box.search.recents,
        strings: this.strings,
        why: this.#whyNot,
        redialState: (contactId) => this.#calls.redialState(contactId),
        onRedial: (contactId) => this.#calls.redial(contactId, false),
        onRetry: () => void this.#box.search.loadRecents(),
      })}
    </div>`;
  }

  get #keyTonesOff(): boolean {
    return this.#devices.service?.preferences.value.keyTonesOff ?? false;
  }

  #keypad(): TemplateResult<1> {
    if (this.#pad.failed) return this.#noKeypad();
    return this.html`<div id="view">
      <cordboard-dial-pad
        exportparts="keys, key"
        .country=${this.#calls.home}
        .silent=${this.#keyTonesOff}
        @cordboard-pad-press=${this.#padPress}
      ></cordboard-dial-pad>
      <label class="tones">
        <input type="checkbox" .checked=${!this.#keyTonesOff} @change=${this.#switchTones} />${this.strings.keypad.tones}
      </label>
    </div>`;
  }

  #noKeypad(): TemplateResult<1> {
    const {common, keypad} = this.strings;
    return html`<div id="view">
      <p role="alert" class="message problem">${keypad.missing}</p>
      ${actionButton({part: 'retry-button', label: common.retry, icon: 'keypad', onPress: () => this.#pad.need()})}
    </div>`;
  }

  #hint(): string {
    const words = this.strings.dial;
    const {lost, isTooLong, country} = this.#box;
    const loss = lossSentence(lost, words);
    if (loss !== '') return loss;
    return isTooLong && country !== null ? words.tooLong(countryName(country.country)) : '';
  }

  get #whyNot(): string | null {
    return this.#calls.outbound === null ? this.strings.refusals['not-dialling-out'] : null;
  }

  #took(text: string, how: FieldChange): void {
    this.number = text;
    if (how === 'typed') this.fault = null;
  }

  #fill(text: string): void {
    this.fault = null;
    this.#box.fill(text);
  }

  readonly #chooseCountry = (country: string): void => {
    const number = significantOf(this.number);
    const moved = this.#box.metadata?.withCountry(number, this.#calls.home, country);
    if (moved !== undefined) this.#fill(moved);
  };

  readonly #toggle = (view: View): void => {
    this.view = this.view === view ? '' : view;
    this.#box.close();
    if (this.view === 'recents') void this.#box.search.loadRecents();
  };

  readonly #padPress = (event: PadPressEvent): void => {
    event.stopPropagation();
    this.#box.typeKey(event.key);
  };

  readonly #switchTones = ({target}: Event): void => {
    if (target instanceof HTMLInputElement) this.#devices.service?.prefer({keyTonesOff: !target.checked});
  };

  readonly #submit = (): void => {
    const calls = this.#calls;
    const alarm = this.#alarm;
    // Before everything that might be in the way of another call ([EM-12]).
    if (alarm?.dials === true) return this.#callEmergency(this.number);
    if (!calls.ready || calls.matchEmergency(this.number).kind !== 'none') return;
    const {target} = this.#box;
    if (target?.contactId != null) return calls.redial(target.contactId, true);
    if (this.number === '') return void this.#offerLast();
    const parsed = parseDialNumber(this.number);
    this.fault = parsed.ok ? null : parsed.fault;
    this.#box.close();
    if (parsed.ok) calls.dial(parsed.number);
    else this.focus();
  };

  readonly #callEmergency = (number: string): void => {
    this.#box.close();
    this.#calls.callEmergency(number);
  };

  /** Call with nothing in the field brings back who was called last, as on every telephone. */
  async #offerLast(): Promise<void> {
    const recents = await this.#box.search.loadRecents();
    const last = recents.find(({direction}) => direction === 'outbound');
    if (last === undefined) this.fault = 'empty';
    else if (this.number === '') this.#box.choose(fromRecent(last), this.strings.dial);
  }

  #emptied(): void {
    this.fault = null;
    this.#box.empty();
    this.view = '';
  }

  #takeDraft(): void {
    const draft = this.isConnected ? (this.#calls.service?.takeDraft() ?? null) : null;
    if (draft === null) return;
    this.#fill(draft);
    this.dispatchEvent(new DialerFilledEvent());
    // After whoever hides the dialer has shown it.
    requestAnimationFrame(() => this.focus());
  }
}
