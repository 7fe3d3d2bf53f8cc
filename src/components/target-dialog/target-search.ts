import type {ConsultWords} from '../strings/english-consult.ts';
import {bidiSafe} from '../templates/bidi.ts';
import type {FinderState} from './people-finder.ts';
import {
  type RowWords,
  type TargetRow,
  agentRow,
  entryPointRow,
  nearestFirst,
  personRow,
  queueRow,
} from './target-rows.ts';
import type {TargetTab} from './target-tabs.ts';
import type {TargetsState} from './targets-loader.ts';

/** What there is to choose from, and what is to be said where there is nothing or not all. */
export type FoundTargets = {
  readonly rows: readonly TargetRow[];
  readonly loading: boolean;
  readonly failed: boolean;
  /** Of the directory alone: what it answered instead of people, or beside them. */
  readonly said: string | null;
};

export function rowsOf(tab: TargetTab, targets: TargetsState, people: FinderState, given: RowWords): FoundTargets {
  if (tab === 'people') return peopleRows(people, given);
  const {lists, status} = targets;
  const rows = lists === null ? [] : listRows(tab, lists, given);
  return {rows, loading: status === 'loading' && lists === null, failed: status === 'failed', said: null};
}

function listRows(
  tab: Exclude<TargetTab, 'people'>,
  lists: NonNullable<TargetsState['lists']>,
  given: RowWords,
): readonly TargetRow[] {
  switch (tab) {
    case 'agents':
      return nearestFirst(lists.agents.map((each) => agentRow(each, given)));
    case 'queues':
      return nearestFirst(lists.queues.map((each) => queueRow(each, given)));
    case 'entry-points':
      return lists.entryPoints.map((each) => entryPointRow(each));
    default:
      return [];
  }
}

function peopleRows(state: FinderState, given: RowWords): FoundTargets {
  const {words} = given;
  const none = {rows: [], loading: false, failed: false};
  switch (state.status) {
    case 'idle':
      return {...none, said: words.typeToFind};
    case 'searching':
      return {...none, said: words.searching};
    case 'number-incomplete':
      return {...none, said: words.numberIncomplete};
    case 'no-sign-on':
      return {...none, said: words.noSignOn};
    case 'failed':
      return {...none, failed: true, said: words.directoryFailed(state.error.message)};
    default: {
      const rows = state.people.map((each) => personRow(each, given));
      const said = rows.length === 0 ? words.nobodyFound : state.more ? words.more : null;
      return {...none, rows, said};
    }
  }
}

export function searchWord(tab: TargetTab, words: ConsultWords): string {
  switch (tab) {
    case 'agents':
      return words.findAgents;
    case 'queues':
      return words.findQueues;
    case 'people':
      return words.findPeople;
    default:
      return words.findEntryPoints;
  }
}

export type ListMessage = {
  readonly found: FoundTargets;
  readonly shown: number;
  readonly tab: TargetTab;
  readonly query: string;
  readonly purpose: 'consult' | 'transfer';
  readonly words: ConsultWords;
};

/** What is said below a list, or in its place; null when it speaks for itself. */
export function listMessage({found, shown, tab, query, purpose, words}: ListMessage): string | null {
  if (found.said !== null) return found.said;
  if (found.failed) return words.failed;
  if (found.loading) return words.loading;
  if (found.rows.length === 0) return emptyWord(tab, purpose, words);
  if (shown > 0) return null;
  const none = bidiSafe((isolated) => words.noMatch(isolated(query.trim())));
  // [CO-46] [CO-49] What is not in the list can still be called, as the number it is.
  return tab === 'entry-points' ? `${none} ${words.unlisted}` : none;
}

function emptyWord(tab: TargetTab, purpose: 'consult' | 'transfer', words: ConsultWords): string {
  if (tab === 'queues') return words.noQueues;
  if (tab === 'entry-points') return words.noEntryPoints;
  return purpose === 'consult' ? words.noAgentsToConsult : words.noAgentsToTransfer;
}
