import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {isNumberText, significantOf} from '../../domain/dial-format.ts';
import {type DialNumberFault, parseDialNumber} from '../../domain/dial-number.ts';
import {type DialCountry, type PhoneMetadata, loadPhoneMetadata} from '../../services/phone-metadata.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import type {PadPressEvent} from '../dial-pad/dial-pad.events.ts';
import {commandMessage} from '../templates/command-message.ts';
import {CallPlacer} from './call-placer.ts';
import {candidateList, sentence} from './candidate-list.ts';
import {countryChoice, countryName} from './country-choice.ts';
import {type Candidate, DialSearch, fromRecent} from './dial-search.ts';
import {DialerFilledEvent} from './dialer.events.ts';
import {type View, callButton, callerLine, faultMessage, hintMessage, viewButtons} from './dialer-parts.ts';
import {dialerStyles} from './dialer.styles.ts';
import {alarmFor, alarmRegion} from './emergency-alarm.ts';
import {keyTonesOff, setKeyTonesOff} from './key-tones.ts';
import {numberBox} from './number-box.ts';
import {type FieldChange, NumberField} from './number-field.ts';
import {recentsList} from './recents-list.ts';

/**
 * @summary Calls somebody: a number or a name is typed, found among recent calls and the address book, or keyed in. It
 * says loudly that emergency numbers cannot be called from here.
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
 * @csspart message - What is wrong with the number, or what a waiting or refused command says.
 * @cssstate emergency - An emergency number stands in the input.
 * @dependency cordboard-dial-pad
 * @since 0.2.0
 */
export class CordboardDialer extends CordboardElement {
  static override styles = dialerStyles;
  static override properties: PropertyDeclarations = {
    number: {},
    view: {},
    metadata: {state: true},
    fault: {state: true},
    removed: {state: true},
    target: {state: true},
    searching: {state: true},
    active: {state: true},
  };

  /** The number in the field, as typed and grouped. A page may set it; nothing is called by that. */
  declare number: string;
  /** What is open below the field: the keypad, the recent calls, or nothing. */
  declare view: View;
  declare private metadata: PhoneMetadata | null;
  declare private fault: DialNumberFault | null;
  declare private removed: string;
  /** Somebody whose number the agent may not see: called again by the call. */
  declare private target: Candidate | null;
  declare private searching: boolean;
  declare private active: number;

  readonly #calls = new CallPlacer(this, () => this.#emptied());
  readonly #search = new DialSearch(this, () => this.#calls.service);
  readonly #field = new NumberField((how) => this.#changed(how));
  #said = '';

  constructor() {
    super();
    this.number = '';
    this.view = '';
    this.metadata = null;
    this.fault = null;
    this.removed = '';
    this.target = null;
    this.searching = false;
    this.active = -1;
  }

  override focus(options?: FocusOptions): void {
    this.#input?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('number') && this.number !== this.#field.text) this.#fill(this.number);
    this.#takeDraft();
    this.#calls.forgetWhenOthers();
  }

  protected override render(): TemplateResult<1> {
    const {strings} = this;
    const calls = this.#calls;
    const alarm = alarmFor(calls.matchEmergency(this.number), calls.state, strings.dial);
    this.setState('emergency', alarm !== null);
    return html`<div class="dialer ${this.view === '' ? '' : 'open'}">
      ${this.#box()} ${this.#callButton(alarm?.title ?? null)} ${alarmRegion(alarm)}
      ${faultMessage(this.fault === null ? null : strings.dial.faults[this.fault])}
      ${hintMessage(this.removed === '' ? this.#tooLong() : strings.dial.removed(this.removed))}
      <p class="visually-hidden" role="status">${this.#announced()}</p>
      ${alarm === null ? commandMessage(calls.states, strings) : nothing} ${this.#under()} ${this.#view()}
    </div>`;
  }

  #box(): TemplateResult<1> {
    const {candidates} = this.#search;
    const {active, strings} = this;
    const onChoose = (candidate: Candidate): void => this.#choose(candidate);
    return numberBox({
      words: strings.dial,
      number: this.number,
      isWrong: this.fault !== null,
      list: this.#listed ? candidateList({search: this.#search, candidates, active, strings, onChoose}) : null,
      activeId: this.#listed && candidates[active] !== undefined ? `option-${active}` : null,
      onBeforeInput: this.#field.beforeInput,
      onInput: this.#write,
      onPaste: this.#paste,
      onKey: this.#key,
      onEnter: this.#enter,
      onLeave: this.#leave,
      onClear: this.#clear,
    });
  }

  #callButton(alarm: string | null): TemplateResult<1> {
    const {outbound, state} = this.#calls;
    return callButton({
      words: this.strings.dial,
      what: this.target === null ? this.number : (this.target.name ?? this.target.number),
      from: this.#grouped(outbound?.callerNumber ?? ''),
      wide: this.view !== '' || this.target !== null,
      state,
      why: alarm ?? this.#whyNot,
      onPress: this.#submit,
    });
  }

  #under(): TemplateResult<1> {
    const {strings} = this;
    const {outbound} = this.#calls;
    const hasCountry = this.number !== '' && isNumberText(this.number);
    return html`<div class="under">
      <div class="facts-line">
        ${hasCountry ? countryChoice(this.metadata, this.#country(), strings.dial, this.#chooseCountry) : nothing}
        ${callerLine(outbound, this.#grouped(outbound?.callerNumber ?? ''), strings)}
      </div>
      ${viewButtons(this.view, strings.dial, this.#toggle)}
    </div>`;
  }

  #view(): TemplateResult<1> | typeof nothing {
    if (this.view === 'keypad') return this.#keypad();
    if (this.view !== 'recents') return nothing;
    return html`<div id="view">
      ${recentsList({
        recents: this.#search.recents,
        strings: this.strings,
        why: this.#whyNot,
        redialState: (contactId) => this.#calls.redialState(contactId),
        onRedial: (contactId) => this.#calls.redial(contactId, false),
        onRetry: () => void this.#search.loadRecents(),
      })}
    </div>`;
  }

  #keypad(): TemplateResult<1> {
    return this.html`<div id="view">
      <cordboard-dial-pad
        exportparts="keys, key"
        .country=${this.#calls.home}
        .silent=${keyTonesOff()}
        @cordboard-pad-press=${this.#padPress}
      ></cordboard-dial-pad>
      <label class="tones">
        <input type="checkbox" .checked=${!keyTonesOff()} @change=${this.#switchTones} />${this.strings.keypad.tones}
      </label>
    </div>`;
  }

  #tooLong(): string {
    const country = this.#country();
    if (country === null || !isNumberText(this.number)) return '';
    const isTooLong = this.metadata?.tooLong(significantOf(this.number), this.#calls.home) === true;
    return isTooLong ? this.strings.dial.tooLong(countryName(country.country)) : '';
  }

  #announced(): string {
    return this.#listed ? sentence(this.#search, this.#search.candidates.length, this.strings.dial) : this.#said;
  }

  get #listed(): boolean {
    if (!this.searching || !this.#search.active || this.#isEmergency) return false;
    // Nobody having a number is no news; nobody having a name is.
    return this.#search.candidates.length > 0 || !isNumberText(this.number);
  }

  get #isEmergency(): boolean {
    return this.#calls.matchEmergency(this.number).kind !== 'none';
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot?.querySelector<HTMLInputElement>('#number') ?? null;
  }

  get #whyNot(): string | null {
    return this.#calls.outbound === null ? this.strings.refusals['not-dialling-out'] : null;
  }

  #country(): DialCountry | null {
    return this.metadata?.countryOf(significantOf(this.number), this.#calls.home) ?? null;
  }

  #grouped(number: string): string {
    return this.metadata?.format(number, this.#calls.home) ?? number;
  }

  #changed(how: FieldChange): void {
    this.number = this.#field.text;
    if (how === 'shown') return;
    this.fault = null;
    this.removed = '';
    this.target = null;
    this.active = -1;
    this.searching = true;
    this.#said = '';
    this.#calls.forget();
    this.#search.look(this.number);
  }

  readonly #write = (event: Event): void => {
    this.#load();
    this.#field.input(event);
  };

  readonly #enter = (): void => {
    this.#load();
    if (this.#search.recents.status === 'idle') void this.#search.loadRecents();
  };

  readonly #leave = ({relatedTarget}: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || !this.renderRoot.contains(relatedTarget)) this.searching = false;
  };

  /** The field works without; whoever types next tries again. */
  #load(): void {
    if (this.metadata !== null) return;
    loadPhoneMetadata().then(
      (metadata) => {
        this.metadata = metadata;
        this.#field.setFormat((significant) => metadata.format(significant, this.#calls.home), this.#input);
      },
      () => undefined,
    );
  }

  readonly #paste = (event: ClipboardEvent): void => {
    const field = this.#input;
    if (field === null) return;
    event.preventDefault();
    this.#load();
    this.removed = this.#field.paste(event.clipboardData?.getData('text/plain') ?? '', field) ?? '';
  };

  readonly #key = (event: KeyboardEvent): void => {
    const field = this.#input;
    if (event.isComposing || field === null) return;
    const {candidates} = this.#search;
    if (this.#field.undoKey(event, field)) event.preventDefault();
    else if (event.key === 'Enter') this.#enterKey(event, this.#listed ? candidates[this.active] : undefined);
    else if (event.key === 'Escape' && this.#listed) this.#close(event);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.#move(event, candidates.length);
  };

  #enterKey(event: Event, candidate: Candidate | undefined): void {
    event.preventDefault();
    if (candidate === undefined) this.#submit();
    else this.#choose(candidate);
  }

  #close(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.searching = false;
    this.active = -1;
  }

  #move(event: KeyboardEvent, count: number): void {
    if (count === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.searching = true;
    const step = event.key === 'ArrowDown' ? 1 : -1;
    // One place before the first: the field itself, as in every combobox.
    this.active = ((this.active + 1 + step + count + 1) % (count + 1)) - 1;
    const show = (): void => this.renderRoot.querySelector('.option.active')?.scrollIntoView({block: 'nearest'});
    void this.updateComplete.then(show);
  }

  /** Choosing fills; calling is another press. A number the agent may not see is called through its call. */
  #choose(candidate: Candidate): void {
    const visible = isNumberText(candidate.number);
    this.#fill(visible ? candidate.number : '');
    this.target = visible ? null : candidate;
    this.#said = this.strings.dial.chosen(candidate.name ?? candidate.number);
    this.focus();
  }

  /** Another text, put there and not typed: nobody is looked for. */
  #fill(text: string): void {
    if (text !== '') this.#load();
    this.#field.set(text, this.#input);
    this.#search.look('');
    this.#calls.forget();
    this.fault = null;
    this.removed = '';
    this.target = null;
    this.searching = false;
    this.active = -1;
  }

  readonly #chooseCountry = (country: string): void => {
    if (this.metadata === null) return;
    this.#fill(this.metadata.withCountry(significantOf(this.number), this.#calls.home, country));
  };

  readonly #clear = (): void => {
    this.#fill('');
    this.focus();
  };

  readonly #toggle = (view: View): void => {
    this.view = this.view === view ? '' : view;
    this.searching = false;
    if (this.view === 'recents') void this.#search.loadRecents();
  };

  readonly #padPress = (event: PadPressEvent): void => {
    event.stopPropagation();
    this.#load();
    this.#field.type(event.key, this.#input);
    this.searching = false;
  };

  readonly #switchTones = ({target}: Event): void => {
    if (target instanceof HTMLInputElement) setKeyTonesOff(!target.checked);
    this.requestUpdate();
  };

  readonly #submit = (): void => {
    const calls = this.#calls;
    if (!calls.ready || this.#isEmergency) return;
    if (this.target?.contactId != null) return calls.redial(this.target.contactId, true);
    if (this.number === '') return void this.#offerLast();
    const parsed = parseDialNumber(this.number);
    this.fault = parsed.ok ? null : parsed.fault;
    this.searching = false;
    if (parsed.ok) calls.dial(parsed.number);
    else this.focus();
  };

  /** Call with nothing in the field brings back who was called last, as on every telephone. */
  async #offerLast(): Promise<void> {
    const recents = await this.#search.loadRecents();
    const last = recents.find(({direction}) => direction === 'outbound');
    if (last === undefined) this.fault = 'empty';
    else if (this.number === '') this.#choose(fromRecent(last));
  }

  #emptied(): void {
    this.#fill('');
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
