import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {AdminEntryPoint, SettingEdits, SettingName, SettingTexts} from '../../services/ports.ts';
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
import {icon} from '../icons/icons.ts';
import {administrationWords} from '../templates/administration-words.ts';
import {callbackSettingsStyles} from './callback-settings.styles.ts';

const ENTRY_KEYS: readonly SettingName[] = ['callbackEntryPoint'];
const HOUR_KEYS: readonly SettingName[] = ['callbackFrom', 'callbackTo'];
const CANCEL_KEYS: readonly SettingName[] = ['callbackWebCancel'];

/** Every half an hour of a day, and its end. */
const TIMES: readonly string[] = Array.from({length: 49}, (_unused, at) => {
  const hours = String(Math.floor(at / 2)).padStart(2, '0');
  return `${hours}:${at % 2 === 0 ? '00' : '30'}`;
});

type TimeChoice = {
  readonly key: SettingName;
  readonly id: string;
  readonly label: string;
  readonly chosen: string;
  readonly times: readonly string[];
  /** The end is not later than the beginning. */
  readonly backwards: boolean;
};

/**
 * @summary Through which entry point callbacks go, at which hours customers may be called, and whether agents may call a web callback off.
 * @fires {SettingEditRequestEvent} cordboard-setting-edit-request - Something was typed over a setting. Cancelable.
 * @fires {SettingSaveRequestEvent} cordboard-setting-save-request - Settings shall be saved. Cancelable.
 * @fires {SettingUndoRequestEvent} cordboard-setting-undo-request - Settings shall be as they were. Cancelable.
 * @fires {SettingDecideRequestEvent} cordboard-setting-decide-request - Of two changes of the same setting one was chosen. Cancelable.
 * @since 0.5.0
 */
export class CordboardCallbackSettings extends CordboardElement {
  static override styles = callbackSettingsStyles;
  static override properties: PropertyDeclarations = {
    settings: {attribute: false},
    entryPoints: {attribute: false},
    edits: {attribute: false},
  };

  /** The settings as the hub has them; null: nothing is known yet. */
  declare settings: SettingTexts | null;
  /** Those that take calls and are in use. */
  declare entryPoints: readonly AdminEntryPoint[];
  /** What was typed and is not yet as the hub has it. */
  declare edits: SettingEdits;

  constructor() {
    super();
    this.settings = null;
    this.entryPoints = [];
    this.edits = new Map();
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {html, settings, edits} = this;
    if (settings === null) return nothing;
    const words = administrationWords(this.strings);
    const context: SettingContext = {words, edits, ask: (event) => void this.dispatchEvent(event)};
    return html`<div class="form">
      <p class="help">${words.callbacksHelp}</p>
      ${this.#entryPoint(context, settings)} ${this.#hours(context, settings)} ${this.#cancelling(context, settings)}
    </div>`;
  }

  /** [CB-25] */
  #entryPoint(context: SettingContext, settings: SettingTexts): TemplateResult<1> {
    const {html, edits, entryPoints} = this;
    const {words} = context;
    const chosen = typedOf(edits, 'callbackEntryPoint', settings.callbackEntryPoint);
    const nameOf = (id: string): string => {
      if (id === '') return words.noEntryPoint;
      const found = entryPoints.find((each) => each.id === id);
      return found === undefined ? words.entryPointGone(id) : `${found.name} · ${found.number}`;
    };
    const listed = ['', ...entryPoints.map(({id}) => id)];
    return html`<div class="box">
      <div class="item">
        <label for="entry-point">${words.callbackEntryPoint}</label>
        <p class="hint" id="entry-point-hint">${words.callbackEntryPointHelp}</p>
        <select
          id="entry-point"
          class="field"
          aria-describedby="entry-point-hint entry-point-problem"
          @change=${this.#choose('callbackEntryPoint')}
        >
          ${[...new Set([...listed, chosen])].map(
            (id) => html`<option value=${id} .selected=${id === chosen}>${nameOf(id)}</option>`,
          )}
        </select>
        <div class="faults" role="status" id="entry-point-problem">
          ${settingProblem(context, 'callbackEntryPoint', nameOf)}
        </div>
      </div>
      <div role="status">
        ${
          chosen === ''
            ? html`<p class="effect">
                ${icon('alert')}<span
                  >${words.noEntryPointEffect}${entryPoints.length === 0 ? ` ${words.noEntryPointsThere}` : ''}</span
                >
              </p>`
            : nothing
        }
      </div>
      <div class="bar">
        ${stateChip(context, ENTRY_KEYS)}
        ${saveButtons(context, {keys: ENTRY_KEYS, id: 'entry-point', name: words.callbackEntryPoint, faulty: false})}
      </div>
    </div>`;
  }

  /** [CB-43] */
  #hours(context: SettingContext, settings: SettingTexts): TemplateResult<1> {
    const {html, edits} = this;
    const {words} = context;
    const from = typedOf(edits, 'callbackFrom', settings.callbackFrom);
    const to = typedOf(edits, 'callbackTo', settings.callbackTo);
    const backwards = from >= to;
    return html`<fieldset>
      <legend class="label">${words.callingHours}</legend>
      <p class="hint" id="hours-hint">${words.callingHoursHelp}</p>
      <div class="hours">
        ${this.#time({key: 'callbackFrom', id: 'hours-from', label: words.callFrom, chosen: from, times: TIMES.slice(0, -1), backwards})}
        ${this.#time({key: 'callbackTo', id: 'hours-to', label: words.callTo, chosen: to, times: TIMES.slice(1), backwards})}
      </div>
      <div class="faults" role="status" id="hours-problem">
        ${backwards ? problem(words.hoursBackwards) : nothing} ${settingProblem(context, 'callbackFrom')}
        ${settingProblem(context, 'callbackTo')}
      </div>
      <div class="bar">
        ${stateChip(context, HOUR_KEYS)}
        ${saveButtons(context, {keys: HOUR_KEYS, id: 'hours', name: words.callingHours, faulty: backwards})}
      </div>
    </fieldset>`;
  }

  #time({key, id, label, chosen, times, backwards}: TimeChoice): TemplateResult<1> {
    const {html} = this;
    return html`<div class="item">
      <label for=${id}>${label}</label>
      <select
        id=${id}
        class="field"
        aria-describedby="hours-hint hours-problem"
        aria-invalid=${backwards ? 'true' : nothing}
        @change=${this.#choose(key)}
      >
        ${[...new Set([...times, chosen])]
          .toSorted()
          .map((time) => html`<option value=${time} .selected=${time === chosen}>${time}</option>`)}
      </select>
    </div>`;
  }

  /** [CB-12] */
  #cancelling(context: SettingContext, settings: SettingTexts): TemplateResult<1> {
    const {html, edits} = this;
    const {words} = context;
    const may = typedOf(edits, 'callbackWebCancel', settings.callbackWebCancel) === 'yes';
    return html`<div class="box">
      <div class="item">
        <label class="check"
          ><input
            type="checkbox"
            id="web-cancel"
            aria-describedby="web-cancel-problem"
            .checked=${may}
            @change=${({target}: Event) =>
              target instanceof HTMLInputElement && this.#type('callbackWebCancel', target.checked ? 'yes' : 'no')}
          />${words.webCancel}</label
        >
        <div class="faults" role="status" id="web-cancel-problem">${settingProblem(context, 'callbackWebCancel')}</div>
      </div>
      <div class="bar">
        ${stateChip(context, CANCEL_KEYS)}
        ${saveButtons(context, {keys: CANCEL_KEYS, id: 'web-cancel', name: words.webCancel, faulty: false})}
      </div>
    </div>`;
  }

  #choose(key: SettingName): (event: Event) => void {
    return ({target}) => target instanceof HTMLSelectElement && this.#type(key, target.value);
  }

  #type(key: SettingName, typed: string): void {
    this.dispatchEvent(new SettingEditRequestEvent(key, typed));
  }
}
