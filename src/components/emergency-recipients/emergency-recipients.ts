import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {type AdminAgent, type SettingEdits, type SettingTexts, agentSettingKey} from '../../services/ports.ts';
import {type SettingContext} from '../admin-view/setting-parts.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {type Block, BlockController} from '../controllers/block-controller.ts';
import {icon} from '../icons/icons.ts';
import {administrationWords} from '../templates/administration-words.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {type AddressField, addressActions, addressInput} from './address-field.ts';
import {emergencyRecipientsStyles} from './emergency-recipients.styles.ts';
import {ALL_RECIPIENTS, type RecipientFilter, type ShownRecipients, recipientRows, untold} from './recipient-rows.ts';

/** Height of a row that was never drawn, in rem. */
const ROW_REM = 3.25;
const SHOWN: readonly ShownRecipients[] = ['all', 'own', 'none', 'unsaved'];

/**
 * @summary Who is told by mail when an agent calls for help: agent by agent, for everybody else, and of test calls. Each field is
 * judged address by address while it is typed, and saved by itself. Of any number of agents those in sight are drawn.
 * @fires {SettingEditRequestEvent} cordboard-setting-edit-request - Something was typed over a setting. Cancelable.
 * @fires {SettingSaveRequestEvent} cordboard-setting-save-request - Settings shall be saved. Cancelable.
 * @fires {SettingUndoRequestEvent} cordboard-setting-undo-request - Settings shall be as they were. Cancelable.
 * @fires {SettingDecideRequestEvent} cordboard-setting-decide-request - Of two changes of the same setting one was chosen. Cancelable.
 * @csspart lists - The lists of the organisation.
 * @csspart table - The table of agents.
 * @csspart row - Each agent.
 * @csspart name - The name of an agent.
 * @csspart clear-button - Shows all agents again.
 * @dependency cordboard-notice
 * @since 0.4.0
 */
export class CordboardEmergencyRecipients extends CordboardElement {
  static override styles = emergencyRecipientsStyles;
  static override properties: PropertyDeclarations = {
    agents: {attribute: false},
    settings: {attribute: false},
    edits: {attribute: false},
    filter: {state: true},
  };

  /** The agents of the organisation, in any order. */
  declare agents: readonly AdminAgent[];
  /** The settings as the hub has them; null: nothing is known yet. */
  declare settings: SettingTexts | null;
  /** What was typed and is not yet as the hub has it. */
  declare edits: SettingEdits;
  declare private filter: RecipientFilter;

  readonly #blocks = new BlockController(this);
  #rows: readonly AdminAgent[] = [];
  #focused = '';

  constructor() {
    super();
    this.agents = [];
    this.settings = null;
    this.edits = new Map();
    this.filter = ALL_RECIPIENTS;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('agents') && !changed.has('filter')) return;
    const kept = changed.has('filter') ? new Set<string>() : new Set(this.#rows.map(({id}) => id));
    this.#rows = recipientRows(this.agents, this.edits, this.filter, kept);
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {html, settings, agents, edits} = this;
    if (settings === null) return nothing;
    const words = administrationWords(this.strings);
    const context: SettingContext = {words, edits, ask: (event) => void this.dispatchEvent(event)};
    const alone = untold(agents, settings.notifications);
    return html`<div class="form">
        <p class="help">${words.whoIsToldHelp}</p>
        ${
          alone === 0
            ? nothing
            : html`<cordboard-notice
                .tone=${'warning'}
                .symbol=${'alert'}
                .heading=${words.nobodyTold(alone)}
                .text=${words.nobodyToldHelp}
              ></cordboard-notice>`
        }
        <div part="lists" class="lists">
          ${this.#list(context, {key: 'notifications', current: settings.notifications, label: words.everybody, name: words.everybody})}
          ${this.#list(context, {
            key: 'testNotifications',
            current: settings.testNotifications,
            label: words.testCalls,
            name: words.testCalls,
            hint: words.testCallsHelp,
          })}
        </div>
      </div>
      ${this.#agents(context)}`;
  }

  #list(context: SettingContext, field: AddressField): TemplateResult<1> {
    const {html} = this;
    return html`<div class="box">
      <div class="item">
        <span class="label" aria-hidden="true">${field.label}</span>${addressInput(context, field)}
      </div>
      ${addressActions(context, field, false)}
    </div>`;
  }

  #agents(context: SettingContext): TemplateResult<1> {
    const {html, agents} = this;
    const {words} = context;
    if (agents.length === 0) return html`<p class="none">${words.noAgents}</p>`;
    const shown = this.#rows.length;
    return html`<h3 class="title">
        ${words.agents} <span class="count">${words.shownAgents(shown, agents.length)}</span>
      </h3>
      ${this.#find(context)}
      <p class="visually-hidden" role="status">
        ${shown === agents.length ? '' : words.foundAgents(shown, agents.length)}
      </p>
      <div
        part="table"
        role="table"
        aria-label=${words.agents}
        aria-rowcount=${shown + 1}
        @focusin=${({target}: Event) => this.#follow(target)}
      >
        <div role="rowgroup">
          <div role="row" class="row head">
            <div role="columnheader" class="cell">${words.agent}</div>
            <div role="columnheader" class="cell">${words.notifications}</div>
            <div role="columnheader" class="cell"><span class="visually-hidden">${words.state}</span></div>
          </div>
        </div>
        ${this.#blocks.blocksOf('agents', this.#rows, ({id}) => id === this.#focused).map((each) => this.#block(each, context))}
      </div>
      ${
        shown > 0
          ? nothing
          : html`<div class="none">
              <p>${words.noMatch}</p>
              ${actionButton({part: 'clear-button', label: words.clearSearch, icon: 'close', onPress: () => (this.filter = ALL_RECIPIENTS)})}
            </div>`
      }`;
  }

  #find({words}: SettingContext): TemplateResult<1> {
    const {html, filter} = this;
    const labels = {all: words.showAll, own: words.showOwn, none: words.showNone, unsaved: words.showUnsaved};
    return html`<div class="find" role="search">
      <span class="text"
        >${icon('search')}<input
          id="search"
          class="field"
          type="search"
          autocomplete="off"
          placeholder=${words.search}
          aria-label=${words.search}
          .value=${filter.text}
          @input=${({target}: Event) =>
            target instanceof HTMLInputElement && (this.filter = {...this.filter, text: target.value})}
      /></span>
      <select class="field" id="show" aria-label=${words.show} @change=${this.#show}>
        ${SHOWN.map((each) => html`<option .value=${each} .selected=${each === filter.show}>${labels[each]}</option>`)}
      </select>
    </div>`;
  }

  readonly #show = ({target}: Event): void => {
    const show = target instanceof HTMLSelectElement ? SHOWN.find((each) => each === target.value) : undefined;
    if (show !== undefined) this.filter = {...this.filter, show};
  };

  #block({id, entries, drawn, height, firstPlace}: Block<AdminAgent>, context: SettingContext): TemplateResult<1> {
    const {html} = this;
    const space = drawn ? '' : `block-size: ${height === null ? `${entries.length * ROW_REM}rem` : `${height}px`}`;
    return html`<div role=${drawn ? 'rowgroup' : 'presentation'} data-block=${id} .style=${space}>
      ${
        drawn
          ? repeat(
              entries,
              (each) => each.id,
              (each, at) => this.#row(each, firstPlace + at, context),
            )
          : nothing
      }
    </div>`;
  }

  #row({id, name, team, notifications}: AdminAgent, at: number, context: SettingContext): TemplateResult<1> {
    const {html} = this;
    const {words} = context;
    const field: AddressField = {
      key: agentSettingKey(id),
      current: notifications,
      label: bidiSafe((isolated) => words.notificationsOf(isolated(name))),
      name: bidiSafe((isolated) => isolated(name)),
      placeholder: words.asEverybody,
    };
    return html`<div role="row" part="row" class="row" data-row=${id} aria-rowindex=${at + 2}>
      <div role="rowheader" part="name" class="cell name">
        <bdi>${name}</bdi>${team === null ? nothing : html`<bdi class="team">${team}</bdi>`}
      </div>
      <div role="cell" class="cell item">${addressInput(context, field)}</div>
      <div role="cell" class="cell">${addressActions(context, field, true)}</div>
    </div>`;
  }

  #follow(target: EventTarget | null): void {
    const row = target instanceof Element ? target.closest('[data-row]') : null;
    this.#focused = row?.getAttribute('data-row') ?? '';
  }
}
