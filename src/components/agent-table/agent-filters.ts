import type {TemplateResult} from 'lit';
import {html} from 'lit';
import type {AgentSummary} from '../../services/ports.ts';
import {icon} from '../icons/icons.ts';
import type {SupervisorWords} from '../strings/english-supervisor.ts';
import type {Strings} from '../strings/english.ts';
import {type AgentFilter, type StateFilter, choicesOf} from './agent-rows.ts';

const STATES: readonly StateFilter[] = ['available', 'busy', 'do-not-disturb', 'away', 'offline', 'engaged', 'wrap-up'];

/** What stands for all teams or queues: no name begins so. */
const ANY = '\u0000';

export type AgentFilters = {
  readonly agents: readonly AgentSummary[];
  readonly filter: AgentFilter;
  readonly strings: Strings;
  readonly words: SupervisorWords;
  readonly onFilter: (change: Partial<AgentFilter>) => void;
};

/** Who is shown: by name, state, team, and queue of what they are on. */
export function agentFilters({agents, filter, strings, words, onFilter}: AgentFilters): TemplateResult<1> {
  const {teams, teamless, queues} = choicesOf(agents);
  return html`<div part="filters" class="filters" role="search">
    <span class="find"
      >${icon('search')}<input
        id="search"
        class="field"
        type="search"
        autocomplete="off"
        placeholder=${words.search}
        aria-label=${words.search}
        .value=${filter.text}
        @input=${({target}: Event) => target instanceof HTMLInputElement && onFilter({text: target.value})}
    /></span>
    ${choice({
      label: words.state,
      chosen: filter.state,
      options: [['any', words.anyState], ...STATES.map((state) => [state, stateWord(state, strings, words)] as const)],
      onChoose: (value) => onFilter({state: STATES.find((state) => state === value) ?? 'any'}),
    })}
    ${choice({
      label: words.anyTeam,
      chosen: filter.team ?? ANY,
      options: named(words.anyTeam, teamless && teams.length > 0 ? [['', words.noTeam]] : [], teams, filter.team),
      onChoose: (value) => onFilter({team: value === ANY ? null : value}),
    })}
    ${choice({
      label: words.anyQueue,
      chosen: filter.queue ?? ANY,
      options: named(words.anyQueue, [], queues, filter.queue),
      onChoose: (value) => onFilter({queue: value === ANY ? null : value}),
    })}
  </div>`;
}

type Option = readonly [value: string, word: string];
type Choice = {
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
};

/** What is chosen stays among them, also when nobody is there or on it any more. */
function named(any: string, more: readonly Option[], names: readonly string[], chosen: string | null): Option[] {
  const gone = chosen === null || chosen === '' || names.includes(chosen) ? [] : [chosen];
  return [[ANY, any], ...more, ...[...names, ...gone].map((name) => [name, name] as const)];
}

function choice({label, chosen, options, onChoose}: Choice): TemplateResult<1> {
  return html`<select
    class="field"
    aria-label=${label}
    @change=${({target}: Event) => target instanceof HTMLSelectElement && onChoose(target.value)}
  >
    ${options.map(([value, word]) => html`<option .value=${value} ?selected=${value === chosen}>${word}</option>`)}
  </select>`;
}

function stateWord(state: StateFilter, strings: Strings, words: SupervisorWords): string {
  switch (state) {
    case 'any':
      return words.anyState;
    case 'engaged':
      return words.engaged;
    case 'wrap-up':
      return words.wrappingUp;
    default:
      return strings.presence[state];
  }
}
