import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {PresenceChoice} from '../../domain/presence.ts';
import type {AgentSummary, AgentWork} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {type Block, BlockController} from '../controllers/block-controller.ts';
import {
  NO_COMMANDS,
  commandKey,
  commandState,
  type CommandState,
  type Commands,
} from '../controllers/command-controller.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import {RovingController} from '../controllers/roving-controller.ts';
import {type Place, StillController} from '../controllers/still-controller.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {sentenceOf} from '../templates/command-message.ts';
import {sortHeader} from '../templates/sort-header.ts';
import {type SortOrder, nextOrder} from '../templates/sort-order.ts';
import {stringsOfSupervisor, supervisorWords} from '../templates/supervisor-words.ts';
import {type CellContext, stateCell, workWords} from './agent-cells.ts';
import {agentFilters} from './agent-filters.ts';
import {type AgentColumn, type AgentFilter, EVERYBODY, agentRows, isFilter} from './agent-rows.ts';
import {ListenRequestEvent} from './agent-table.events.ts';
import {agentTableStyles} from './agent-table.styles.ts';

/** Height of a row that was never drawn, in rem. */
const ROW_REM = 2.75;
const DESCENDING_FIRST: readonly AgentColumn[] = ['since', 'work'];

/**
 * @summary Every agent: state and since when, what they are on, and what a supervisor can do about it. It is searched,
 * filtered and sorted; of any number of agents those in sight are drawn. Arrow keys walk the rows.
 * @fires {ListenRequestEvent} cordboard-listen-request - The supervisor wants to listen to a call. Cancelable.
 * @csspart filters - The search and the choices.
 * @csspart table - The whole table.
 * @csspart row - Each agent.
 * @csspart name - The name of an agent.
 * @csspart job - Each contact they have.
 * @csspart clear-button - Shows all agents again.
 * @dependency cordboard-agent-actions
 * @since 0.3.0
 */
export class CordboardAgentTable extends CordboardElement {
  static override styles = agentTableStyles;
  static override properties: PropertyDeclarations = {
    agents: {attribute: false},
    choices: {attribute: false},
    ownId: {attribute: 'own-id'},
    onCall: {type: Boolean, attribute: 'on-call'},
    commands: {attribute: false},
    filter: {state: true},
    order: {state: true},
  };

  /** The agents, in any order. */
  declare agents: readonly AgentSummary[];
  /** What the organisation lets people choose as their state. */
  declare choices: readonly PresenceChoice[];
  /** The supervisor: nobody listens to themselves. */
  declare ownId: string;
  /** The supervisor is in a call, and cannot listen to another one. */
  declare onCall: boolean;
  /** The pressed buttons that wait or were refused, by `presence <id>`, `sign-out <id>` and `listen <contact> <id>`. */
  declare commands: Commands;
  declare private filter: AgentFilter;
  declare private order: SortOrder<AgentColumn>;

  readonly #blocks = new BlockController(this);
  readonly #roving = new RovingController(this);
  readonly #still = new StillController<AgentSummary>(this, {
    keyOf: ({id}) => id,
    growsAt: 'end',
    elementOf: (id) => this.renderRoot.querySelector(`[data-row="${CSS.escape(id)}"]`),
  });
  #rows: readonly AgentSummary[] = [];
  /** The row that the Tab key stops at. */
  #stop = '';

  constructor() {
    super();
    this.agents = [];
    this.choices = [];
    this.ownId = '';
    this.onCall = false;
    this.commands = NO_COMMANDS;
    this.filter = EVERYBODY;
    this.order = {column: 'name', descending: false};
    new FocusController(this, () => this.#focusRow());
  }

  /** Puts the focus where somebody is looked for. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#search')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('agents') || changed.has('filter') || changed.has('order'))
      this.#rows = agentRows(this.agents, this.filter, this.order);
  }

  protected override render(): TemplateResult<1> {
    const {html, strings, agents, filter} = this;
    const words = supervisorWords(strings);
    if (agents.length === 0) return html`<p class="none">${words.noAgents}</p>`;
    return html`${agentFilters({agents, filter, strings, words, onFilter: this.#filterBy})}
      <p class="visually-hidden" role="status">
        ${isFilter(filter) ? words.shownAgents(this.#rows.length, agents.length) : ''}
      </p>
      <p class="visually-hidden" role="status">${this.#told()}</p>
      ${this.#table({html, strings, words, choices: this.choices})}
      ${this.#rows.length > 0 ? nothing : this.#nobody({html, strings, words, choices: this.choices})}`;
  }

  #nobody({html, words}: CellContext): TemplateResult<1> {
    return html`<div class="none">
      <p>${words.noMatch}</p>
      ${actionButton({part: 'clear-button', label: words.clearFilters, icon: 'close', onPress: () => (this.filter = EVERYBODY)})}
    </div>`;
  }

  #table(context: CellContext): TemplateResult<1> {
    const {html} = this;
    const {words} = context;
    const places = this.#still.arrange(this.#rows);
    const keys = places.flatMap(({key, entry}) => (entry === null ? [] : [key]));
    const stop = keys.find((key) => key === this.#roving.key) ?? keys[0] ?? '';
    this.#stop = stop;
    const head = (column: AgentColumn, label: string): TemplateResult<1> =>
      sortHeader({column, label, name: words.sortBy(label), order: this.order, onSort: this.#sort});
    return html`<div part="table" role="table" aria-label=${words.agents} aria-rowcount=${this.#rows.length + 1}>
      <div role="rowgroup">
        <div role="row" class="row head">
          ${head('name', words.agent)} ${head('state', words.state)} ${head('since', words.since)}
          ${head('work', words.work)}
          <div role="columnheader" class="cell actions"><span class="visually-hidden">${words.actions}</span></div>
        </div>
      </div>
      <div
        role="presentation"
        @pointerenter=${this.#still.onEnter}
        @pointerleave=${this.#still.onLeave}
        @focusin=${this.#roving.onFocusIn}
        @keydown=${(event: KeyboardEvent) => !event.defaultPrevented && this.#roving.onKey(event, keys)}
      >
        ${this.#blocks.blocksOf('agents', places, ({key}) => key === stop).map((block) => this.#block(block, stop, context))}
      </div>
    </div>`;
  }

  #block({id, entries, drawn, height, firstPlace}: Block<Place<AgentSummary>>, stop: string, context: CellContext) {
    const {html} = this;
    const space = drawn ? '' : `block-size: ${height === null ? `${entries.length * ROW_REM}rem` : `${height}px`}`;
    return html`<div role=${drawn ? 'rowgroup' : 'presentation'} data-block=${id} .style=${space}>
      ${
        drawn
          ? repeat(
              entries,
              ({key}) => key,
              (place, at) => this.#place(place, firstPlace + at, stop, context),
            )
          : nothing
      }
    </div>`;
  }

  #place({entry, gapHeight}: Place<AgentSummary>, at: number, stop: string, context: CellContext): TemplateResult<1> {
    const {html} = this;
    if (entry === null) return html`<div role="presentation" .style=${`block-size: ${gapHeight}px`}></div>`;
    const {words, strings} = context;
    const {id, name, team, presence} = entry;
    const passed = id !== stop;
    const states = this.#statesOf(entry);
    const problem = states
      .map((state) => sentenceOf(state, stringsOfSupervisor(strings)))
      .find((each) => each !== null);
    return html`<div role="row" part="row" class="row" data-row=${id} aria-rowindex=${at + 2}>
      <div role="rowheader" part="name" class="cell name">
        <bdi>${name}</bdi>${team === null ? nothing : html`<bdi class="team">${team}</bdi>`}
      </div>
      <div role="cell" class="cell">${stateCell(entry, context)}</div>
      <div role="cell" class="cell since">
        <cordboard-timer .since=${presence.since} .label=${words.timeInState}></cordboard-timer>
      </div>
      <div role="cell" class="cell work">
        ${
          entry.work.length === 0
            ? html`<span class="quiet-word">${words.noWork}</span>`
            : entry.work.map((each) => this.#job(each, entry, passed, context))
        }
      </div>
      <div role="cell" class="cell actions">
        <cordboard-agent-actions
          data-stop
          .agent=${entry}
          .choices=${this.choices}
          .pending=${states.slice(0, 2).some(({status}) => status === 'pending')}
          .passed=${passed}
        ></cordboard-agent-actions>
      </div>
      ${problem === undefined ? nothing : html`<div role="cell" class="cell message problem">${problem}</div>`}
    </div>`;
  }

  #job(work: AgentWork, agent: AgentSummary, passed: boolean, context: CellContext): TemplateResult<1> {
    const {html} = this;
    const {words} = context;
    return html`<div part="job" class="job">
      ${workWords(work, context)}
      <cordboard-timer .since=${work.since} .label=${words.timeOnContact}></cordboard-timer>
      ${this.#listen(work, agent, passed, context)}
    </div>`;
  }

  /** Where a voice is; why not just now is said on the button. */
  #listen(
    {contactId, channel, phase, role, refusal}: AgentWork,
    {id, name}: AgentSummary,
    passed: boolean,
    {words, strings}: CellContext,
  ): TemplateResult<1> | typeof nothing {
    if (channel !== 'voice' || phase !== 'joined' || role === 'supervisor' || id === this.ownId) return nothing;
    const why = this.onCall
      ? words.listensAlready
      : refusal === null
        ? null
        : stringsOfSupervisor(strings).refusals[refusal];
    return actionButton({
      part: `listen-${contactId}-${id}`,
      label: words.listen,
      name: bidiSafe((isolated) => words.listenTo(isolated(name))),
      icon: 'sound',
      look: 'quiet',
      passed,
      why,
      state: commandState(this.commands, listenKey(contactId, id)),
      onPress: () => this.dispatchEvent(new ListenRequestEvent(contactId, id)),
    });
  }

  #statesOf({id, work}: AgentSummary): readonly CommandState[] {
    return [
      commandState(this.commands, commandKey('presence', id)),
      commandState(this.commands, commandKey('sign-out', id)),
      ...work.map(({contactId}) => commandState(this.commands, listenKey(contactId, id))),
    ];
  }

  /** What was refused or waits, with whose it is: a screen reader is elsewhere by then. */
  #told(): string {
    if (this.commands.size === 0) return '';
    const strings = stringsOfSupervisor(this.strings);
    const told = this.agents.flatMap((agent) =>
      this.#statesOf(agent).flatMap((state) => {
        const sentence = sentenceOf(state, strings);
        return sentence === null ? [] : [bidiSafe((name) => `${name(agent.name)}: ${sentence}`)];
      }),
    );
    return told.join(' ');
  }

  /** The row that had the focus is gone: the next stop is as near as it gets. */
  #focusRow(): void {
    const stop = this.renderRoot.querySelector<HTMLElement>(`[data-row="${CSS.escape(this.#stop)}"] [data-stop]`);
    if (stop === null) this.focus();
    else stop.focus();
  }

  readonly #filterBy = (change: Partial<AgentFilter>): void => {
    this.filter = {...this.filter, ...change};
  };

  readonly #sort = (column: AgentColumn): void => {
    this.order = nextOrder(this.order, column, DESCENDING_FIRST);
  };
}

/** Of one contact several agents may be listened to. */
export function listenKey(contactId: string, agentId: string): string {
  return commandKey('listen', `${contactId} ${agentId}`);
}
