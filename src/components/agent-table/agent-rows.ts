import type {BasePresence} from '../../domain/presence.ts';
import {searchText} from '../../domain/search-text.ts';
import type {AgentSummary} from '../../services/ports.ts';
import {type SortOrder, sorted} from '../templates/sort-order.ts';

export type AgentColumn = 'name' | 'state' | 'since' | 'work';

/** What is there to see first: who can be given work, and who has it. */
const STATES: readonly BasePresence[] = ['available', 'busy', 'do-not-disturb', 'away', 'offline'];

export type StateFilter = BasePresence | 'any' | 'engaged' | 'wrap-up';

/** Which agents are shown. A team or queue is named; null: whichever. An empty team: those without one. */
export type AgentFilter = {
  readonly text: string;
  readonly state: StateFilter;
  readonly team: string | null;
  readonly queue: string | null;
};

export const EVERYBODY: AgentFilter = {text: '', state: 'any', team: null, queue: null};

export function isFilter({text, state, team, queue}: AgentFilter): boolean {
  return text.trim() !== '' || state !== 'any' || team !== null || queue !== null;
}

/** The agents to show, in their order. */
export function agentRows(
  agents: readonly AgentSummary[],
  filter: AgentFilter,
  {column, descending}: SortOrder<AgentColumn>,
): readonly AgentSummary[] {
  const rows = sorted(agents.filter(matcherOf(filter)), descending, COMPARE[column]);
  return column === 'name' && descending ? rows.toReversed() : rows;
}

/** The teams and queues that can be chosen, by name. */
export function choicesOf(agents: readonly AgentSummary[]): {
  readonly teams: readonly string[];
  readonly teamless: boolean;
  readonly queues: readonly string[];
} {
  const teams = new Set(agents.flatMap(({team}) => team ?? []));
  const queues = new Set(agents.flatMap(({work}) => work.flatMap(({queue}) => queue ?? [])));
  return {
    teams: [...teams].toSorted((one, other) => one.localeCompare(other)),
    teamless: agents.some(({team}) => team === null),
    queues: [...queues].toSorted((one, other) => one.localeCompare(other)),
  };
}

function matcherOf({text, state, team, queue}: AgentFilter): (agent: AgentSummary) => boolean {
  const wanted = searchText(text);
  return (agent) =>
    (wanted === '' || searchText(`${agent.name} ${agent.team ?? ''}`).includes(wanted)) &&
    isInState(agent, state) &&
    (team === null || (agent.team ?? '') === team) &&
    (queue === null || agent.work.some((each) => each.queue === queue));
}

function isInState({presence, work}: AgentSummary, state: StateFilter): boolean {
  switch (state) {
    case 'any':
      return true;
    case 'engaged':
      return work.length > 0;
    case 'wrap-up':
      return work.some(({phase}) => phase === 'wrap-up');
    default:
      return presence.base === state;
  }
}

const COMPARE: {readonly [column in AgentColumn]: (one: AgentSummary, other: AgentSummary) => number} = {
  name: () => 0,
  state: (one, other) => STATES.indexOf(one.presence.base) - STATES.indexOf(other.presence.base),
  // Longest is what began first.
  since: (one, other) => other.presence.since - one.presence.since,
  work: (one, other) => (other.work[0]?.since ?? Infinity) - (one.work[0]?.since ?? Infinity) || 0,
};
