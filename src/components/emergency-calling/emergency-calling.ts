import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {guard} from 'lit/directives/guard.js';
import {type CallbackNumberFault, parseCallbackNumbers} from '../../domain/callback-numbers.ts';
import {KNOWN_COUNTRIES} from '../../domain/dial-plans.ts';
import {EMERGENCY_COUNTRIES} from '../../domain/emergency-numbers.ts';
import type {SettingEdits, SettingName, SettingTexts} from '../../services/ports.ts';
import {SettingEditRequestEvent} from '../admin-view/admin-view.events.ts';
import {
  type SettingContext,
  problem,
  saveButtons,
  settingProblem,
  stateChip,
  typedOf,
} from '../admin-view/setting-parts.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';
import {administrationWords} from '../templates/administration-words.ts';
import {countryName, pageLanguage} from '../templates/country-name.ts';
import {callingEffect} from './calling-effect.ts';
import {emergencyCallingStyles} from './emergency-calling.styles.ts';

const COUNTRY_KEYS: readonly SettingName[] = ['country', 'numbers'];
const NUMBER_KEYS: readonly SettingName[] = ['callbackNumbers'];

/**
 * @summary In which country emergency calls are placed, with the numbers that follow from it, and the numbers on which responders
 * ring agents back.
 * @fires {SettingEditRequestEvent} cordboard-setting-edit-request - Something was typed over a setting. Cancelable.
 * @fires {SettingSaveRequestEvent} cordboard-setting-save-request - Settings shall be saved. Cancelable.
 * @fires {SettingUndoRequestEvent} cordboard-setting-undo-request - Settings shall be as they were. Cancelable.
 * @fires {SettingDecideRequestEvent} cordboard-setting-decide-request - Of two changes of the same setting one was chosen. Cancelable.
 * @since 0.4.0
 */
export class CordboardEmergencyCalling extends CordboardElement {
  static override styles = emergencyCallingStyles;
  static override properties: PropertyDeclarations = {settings: {attribute: false}, edits: {attribute: false}};

  /** The settings as the hub has them; null: nothing is known yet. */
  declare settings: SettingTexts | null;
  /** What was typed and is not yet as the hub has it. */
  declare edits: SettingEdits;

  constructor() {
    super();
    this.settings = null;
    this.edits = new Map();
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {html, settings, edits} = this;
    if (settings === null) return nothing;
    const words = administrationWords(this.strings);
    const context: SettingContext = {words, edits, ask: (event) => void this.dispatchEvent(event)};
    return html`<div class="form">
      <p class="help">${words.callingHelp}</p>
      <div class="sides">${this.#country(context, settings)} ${this.#callbackNumbers(context, settings)}</div>
    </div>`;
  }

  #country(context: SettingContext, settings: SettingTexts): TemplateResult<1> {
    const {html, edits} = this;
    const {words} = context;
    const country = typedOf(edits, 'country', settings.country);
    const narrowed = typedOf(edits, 'numbers', settings.numbers) === '911';
    return html`<div class="box">
      <div class="item">
        <label for="country">${words.country}</label>
        <select
          id="country"
          class="field"
          aria-describedby="country-problem"
          @change=${({target}: Event) => target instanceof HTMLSelectElement && this.#type('country', target.value)}
        >
          ${guard([country, settings.country, words], () => this.#countries(country, settings.country, words))}
        </select>
        <div class="faults" role="status" id="country-problem">${settingProblem(context, 'country', countryName)}</div>
      </div>
      <div class="item">
        <label class="check"
          ><input
            type="checkbox"
            id="numbers"
            aria-describedby="numbers-problem"
            .checked=${narrowed}
            @change=${({target}: Event) =>
              target instanceof HTMLInputElement && this.#type('numbers', target.checked ? '911' : 'all')}
          />${words.onlyNineOneOne}</label
        >
        <div class="faults" role="status" id="numbers-problem">${settingProblem(context, 'numbers')}</div>
      </div>
      <div role="status">${callingEffect(country, narrowed, words)}</div>
      <div class="bar">
        ${stateChip(context, COUNTRY_KEYS)}
        ${saveButtons(context, {keys: COUNTRY_KEYS, id: 'country', name: words.country, faulty: false})}
      </div>
    </div>`;
  }

  #countries(chosen: string, current: string, words: AdministrationWords): TemplateResult<1> {
    const {html} = this;
    const calling = EMERGENCY_COUNTRIES.map(({country}) => country);
    const others = [...new Set([...KNOWN_COUNTRIES, current, chosen])].filter((each) => !calling.includes(each));
    const options = (countries: readonly string[]): readonly TemplateResult<1>[] =>
      countries
        .map((country) => ({country, name: countryName(country)}))
        .toSorted((one, other) => one.name.localeCompare(other.name, pageLanguage()))
        .map(({country, name}) => html`<option value=${country} .selected=${country === chosen}>${name}</option>`);
    return html`<optgroup label=${words.withEmergencyNumbers}>${options(calling)}</optgroup>
      <optgroup label=${words.otherCountries}>${options(others)}</optgroup>`;
  }

  #callbackNumbers(context: SettingContext, settings: SettingTexts): TemplateResult<1> {
    const {html, edits} = this;
    const {words} = context;
    const typed = typedOf(edits, 'callbackNumbers', settings.callbackNumbers);
    const {numbers, faults} = parseCallbackNumbers(typed);
    const invalid = faults.length > 0 || edits.get('callbackNumbers')?.status === 'refused';
    return html`<div class="box">
      <div class="item">
        <label for="callback-numbers">${words.callbackNumbers}</label>
        <p class="hint" id="callback-hint">${words.callbackNumbersHelp}</p>
        <textarea
          id="callback-numbers"
          class="field"
          dir="ltr"
          spellcheck="false"
          autocomplete="off"
          aria-invalid=${invalid ? 'true' : nothing}
          aria-describedby="callback-hint callback-faults"
          .value=${typed}
          @input=${({target}: Event) =>
            target instanceof HTMLTextAreaElement && this.#type('callbackNumbers', target.value)}
        ></textarea>
        <p class="hint">${numbers.length === 0 ? words.noCallbackNumbers : words.numberCount(numbers.length)}</p>
        <div class="faults" role="status" id="callback-faults">
          ${faults.map((fault) => problem(faultWords(fault, words)))} ${settingProblem(context, 'callbackNumbers')}
        </div>
      </div>
      <div class="bar">
        ${stateChip(context, NUMBER_KEYS)}
        ${saveButtons(context, {
          keys: NUMBER_KEYS,
          id: 'callback-numbers',
          name: words.callbackNumbers,
          faulty: faults.length > 0,
          tidy: () => this.#type('callbackNumbers', numbers.join('\n')),
        })}
      </div>
    </div>`;
  }

  #type(key: SettingName, typed: string): void {
    this.dispatchEvent(new SettingEditRequestEvent(key, typed));
  }
}

function faultWords({line, typed, why}: CallbackNumberFault, words: AdministrationWords): string {
  return why === 'twice' ? words.numberTwice(line, typed) : words.notANumber(line, typed);
}
