import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {consultsContext, peopleContext, settingsContext} from '../../services/contexts.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {BlockController} from '../controllers/block-controller.ts';
import {NO_COMMANDS, commandKey, commandState, type Commands} from '../controllers/command-controller.ts';
import {RovingController} from '../controllers/roving-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon} from '../icons/icons.ts';
import type {ConsultWords} from '../strings/english-consult.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {commandMessage} from '../templates/command-message.ts';
import {consultWords} from '../templates/consult-words.ts';
import {whyWait} from '../templates/under-way.ts';
import {type Chosen, DialTarget} from './dial-target.ts';
import {isOthersChoice, othersChoice} from './others-choice.ts';
import {PeopleFinder} from './people-finder.ts';
import {ConsultRequestEvent, DrawerClosedEvent, TransferRequestEvent} from './target-dialog.events.ts';
import {targetDialogStyles} from './target-dialog.styles.ts';
import {targetList} from './target-list.ts';
import {type FoundTargets, listMessage, rowsOf, searchWord} from './target-search.ts';
import {type TargetRow, matching, recentRow} from './target-rows.ts';
import {type TargetTab, tabWord, targetTabs} from './target-tabs.ts';
import {TargetsLoader} from './targets-loader.ts';

const TABS: readonly TargetTab[] = ['agents', 'queues', 'number', 'entry-points', 'people'];

/**
 * @summary Whom to ask about a contact, or whom to give it to: agents, queues, a number, entry points, colleagues of the
 * organisation. It is no modal dialog: what rings, and the controls of the call, stay within reach.
 * @fires {ConsultRequestEvent} cordboard-consult-request - The agent asks whom they chose. Cancelable.
 * @fires {TransferRequestEvent} cordboard-transfer-request - The agent gives the contact to whom they chose. Cancelable.
 * @fires {DrawerClosedEvent} cordboard-drawer-closed - The agent closed it.
 * @csspart dialog - The whole dialog.
 * @csspart tab - Each kind of target.
 * @csspart search - The search field.
 * @csspart targets - The list.
 * @csspart target - Each agent, queue, entry point or colleague.
 * @csspart button - Each button.
 * @csspart reload-button - Reload.
 * @csspart close-button - Close.
 * @csspart choose-button - Consult or Transfer.
 * @csspart retry-button - Asks again for a list that did not come.
 * @csspart message - What a waiting or refused command says.
 * @since 0.3.0
 */
export class CordboardTargetDialog extends CordboardElement {
  static override styles = targetDialogStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    purpose: {},
    commands: {attribute: false},
    tab: {state: true},
    query: {state: true},
    chosenKey: {state: true},
    othersGoOn: {state: true},
  };

  /** The contact it is about; null shows nothing. */
  declare contact: Contact | null;
  /** The agent who chooses. */
  declare agentId: string;
  /** Whether somebody is asked or gets the contact. */
  declare purpose: 'consult' | 'transfer';
  /** The pressed buttons that wait or were refused, by the keys `consult <id>` and `transfer <id>`. */
  declare commands: Commands;
  declare private tab: TargetTab;
  declare private query: string;
  declare private chosenKey: string | null;
  declare private othersGoOn: boolean;

  readonly #consults = new ServiceController(this, consultsContext, () => []);
  readonly #people = new ServiceController(this, peopleContext, () => []);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);
  readonly #clock = new TickController(this, () => false);
  readonly #blocks = new BlockController(this);
  readonly #roving = new RovingController(this);
  readonly #loader = new TargetsLoader(this, () => this.#consults.service);
  readonly #finder = new PeopleFinder(this, () => this.#people.service);
  readonly #number = new DialTarget(this, () => this.#toButton());
  #rows: readonly TargetRow[] = [];

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.purpose = 'consult';
    this.commands = NO_COMMANDS;
    this.tab = 'agents';
    this.query = '';
    this.chosenKey = null;
    this.othersGoOn = false;
  }

  /** Puts the focus where somebody is looked for. */
  override focus(options?: FocusOptions): void {
    if (this.tab === 'number') this.#number.focus();
    else this.renderRoot.querySelector<HTMLElement>('#search')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('contact');
    const other = changed.has('contact') && before?.id !== this.contact?.id;
    if (this.contact === null || (!other && !changed.has('purpose'))) return;
    this.#show('agents');
    this.othersGoOn = false;
    void this.#loader.begin(this.contact.id, this.purpose);
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, strings, purpose} = this;
    if (contact === null) return nothing;
    const words = consultWords(strings);
    const state = commandState(this.commands, commandKey(purpose, contact.id));
    return html`<dialog open part="dialog" class="drawer" aria-labelledby="title" @keydown=${this.#key}>
      <header class="head">
        <h3 id="title">${purpose === 'consult' ? words.consultTitle : words.transferTitle}</h3>
        ${this.#reloadButton(words)}
        ${actionButton({part: 'close-button', label: words.close, icon: 'close', iconOnly: true, look: 'quiet', onPress: this.#close})}
      </header>
      ${targetTabs({tabs: this.#tabs(), current: this.tab, words, onTab: (tab) => this.#show(tab)})}
      <div id="panel" class="panel" role="tabpanel" aria-labelledby="tab-${this.tab}">
        ${this.tab === 'number' ? this.#dial(words) : this.#search(words)}
      </div>
      ${isOthersChoice(contact, this.agentId, purpose) ? othersChoice(this.othersGoOn, words, this.#choose) : nothing}
      ${this.#chooseButton(contact, words)} ${commandMessage([state], strings)}
    </dialog>`;
  }

  /** A session without a directory has no such tab. */
  #tabs(): readonly TargetTab[] {
    const hasPeople = this.#people.service !== null && this.#people.service !== undefined;
    return hasPeople ? TABS : TABS.filter((each) => each !== 'people');
  }

  #reloadButton(words: ConsultWords): TemplateResult<1> {
    const loading = this.tab === 'people' ? this.#finder.state.status : this.#loader.state.status;
    const pending = loading === 'loading' || loading === 'searching';
    return actionButton({
      part: 'reload-button',
      label: pending ? words.reloading : words.reload,
      icon: 'reload',
      look: 'quiet',
      state: pending ? {status: 'pending', slow: false} : {status: 'idle'},
      onPress: this.#reload,
    });
  }

  #search(words: ConsultWords): TemplateResult<1> {
    const {html, strings, tab, query} = this;
    const found = this.#found();
    const rows = tab === 'people' ? found.rows : matching(found.rows, query);
    this.#rows = rows;
    const message = listMessage({found, shown: rows.length, tab, query, purpose: this.purpose, words});
    return html`<div class="search">
        ${icon('search')}
        <input
          id="search"
          part="search"
          class="field"
          type="search"
          autocomplete="off"
          placeholder=${searchWord(tab, words)}
          aria-label=${searchWord(tab, words)}
          .value=${query}
          @input=${this.#type}
          @keydown=${this.#searchKey}
        />
      </div>
      ${this.#list(rows, tabWord(tab, words), (row) => this.#chooseAndGo(row))}
      <div role="status">
        ${message === null ? nothing : html`<p class="message">${message}</p>`}
        <span class="visually-hidden">${query === '' || rows.length === 0 ? '' : words.found(rows.length)}</span>
      </div>
      ${
        found.failed
          ? actionButton({part: 'retry-button', label: strings.common.retry, icon: 'reload', onPress: this.#reload})
          : nothing
      }`;
  }

  /** @param onEnter what Enter does: it says whom, and goes on to what is next */
  #list(
    rows: readonly TargetRow[],
    label: string,
    onEnter: (row: TargetRow) => void,
    onChoose: (row: TargetRow) => void = (row) => (this.chosenKey = row.key),
  ): TemplateResult<1> | typeof nothing {
    if (rows.length === 0) return nothing;
    const {html, strings, tab, chosenKey} = this;
    const keys = rows.map(({key}) => key);
    const kept = ({key}: TargetRow): boolean => key === this.#roving.key || key === chosenKey;
    return targetList({
      blocks: this.#blocks.blocksOf(tab, rows, kept),
      count: rows.length,
      label,
      chosenKey,
      stopKey: rows.find(kept)?.key ?? keys[0] ?? null,
      strings,
      html,
      onChoose,
      onEnter,
      onKey: (event) => this.#roving.onKey(event, keys),
      onFocusIn: this.#roving.onFocusIn,
    });
  }

  #dial(words: ConsultWords): TemplateResult<1> {
    const {html, strings} = this;
    const {recents} = this.#number;
    const choose = ({key}: TargetRow): void => {
      const recent = recents.find((each) => recentRow(each).key === key);
      if (recent !== undefined) this.#number.choose(recent, strings);
    };
    return html`${this.#number.view(strings, words, this.purpose)}
    ${this.#list(recents.map(recentRow), words.recents, choose, choose)}`;
  }

  #chooseButton(contact: Contact, words: ConsultWords): TemplateResult<1> {
    const {purpose} = this;
    const chosen = this.#chosen(words);
    const label = purpose === 'consult' ? words.consult : words.transfer;
    const named = purpose === 'consult' ? words.consultName : words.transferName;
    return actionButton({
      part: 'choose-button',
      label: chosen.ok ? bidiSafe((name) => named(name(chosen.name))) : label,
      icon: purpose,
      look: 'primary',
      why: chosen.ok ? whyWait(this.commands, contact.id, purpose, this.strings) : chosen.why,
      state: commandState(this.commands, commandKey(purpose, contact.id)),
      onPress: this.#send,
    });
  }

  #found(): FoundTargets {
    const {strings} = this;
    const choices = this.#settings.service?.value?.presenceChoices ?? [];
    const given = {words: consultWords(strings), strings, choices, now: this.#clock.now};
    return rowsOf(this.tab, this.#loader.state, this.#finder.state, given);
  }

  #chosen(words: ConsultWords): Chosen {
    if (this.tab === 'number') return this.#number.chosen(this.strings, words);
    const row = this.#rows.find(({key}) => key === this.chosenKey);
    if (row === undefined) return {ok: false, why: words.choose};
    if (row.refusal !== null) return {ok: false, why: this.strings.refusals[row.refusal]};
    return {ok: true, name: row.name, wish: row.wish};
  }

  #show(tab: TargetTab): void {
    this.tab = tab;
    this.query = '';
    this.chosenKey = null;
    this.#rows = [];
    this.#number.clear();
    this.#finder.look('');
    if (tab === 'number') void this.#number.load();
  }

  /** Enter says whom, and goes to the button: one more sends it, and nobody is called by mistake. */
  #chooseAndGo(row: TargetRow): void {
    this.chosenKey = row.key;
    this.#toButton();
  }

  #toButton(): void {
    const go = (): void => this.renderRoot.querySelector<HTMLElement>('#choose-button')?.focus();
    void this.updateComplete.then(() => (this.#chosen(consultWords(this.strings)).ok ? go() : undefined));
  }

  readonly #reload = (): void => {
    if (this.contact === null) return;
    if (this.tab === 'people') void this.#finder.reload();
    else void this.#loader.load(this.contact.id, this.purpose);
  };

  readonly #type = ({target}: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.query = target.value;
    if (this.tab === 'people') this.#finder.look(target.value);
  };

  readonly #searchKey = (event: KeyboardEvent): void => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const [first, ...others] = this.#rows;
    if (event.key === 'Enter' && first !== undefined && others.length === 0) return this.#chooseAndGo(first);
    this.renderRoot.querySelector<HTMLElement>('[data-stop][tabindex="0"]')?.focus();
  };

  readonly #choose = (goOn: boolean): void => {
    this.othersGoOn = goOn;
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };

  readonly #close = (): void => {
    if (this.contact !== null) this.dispatchEvent(new DrawerClosedEvent(this.contact.id));
  };

  readonly #send = (): void => {
    const {contact} = this;
    const chosen = this.#chosen(consultWords(this.strings));
    if (contact === null || !chosen.ok) return;
    if (this.purpose === 'transfer') this.dispatchEvent(new TransferRequestEvent(contact.id, chosen.wish));
    else this.dispatchEvent(new ConsultRequestEvent(contact.id, chosen.wish, !this.othersGoOn));
  };
}
