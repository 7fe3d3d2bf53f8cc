import type {PresenceChoice} from '../../domain/presence.ts';
import type {Refusal} from '../../domain/refusal.ts';
import {searchText} from '../../domain/search-text.ts';
import type {TargetWish} from '../../domain/target.ts';
import type {
  AgentTarget,
  Availability,
  EntryPointTarget,
  Person,
  QueueTarget,
  RecentContact,
} from '../../services/ports.ts';
import {PRESENCE_LOOKS, type PresenceLook, presenceWords} from '../agent-bar/presence-words.ts';
import type {IconName} from '../icons/icons.ts';
import type {ConsultWords} from '../strings/english-consult.ts';
import type {Strings} from '../strings/english.ts';
import {pastMoment} from '../templates/durations.ts';

/** Somebody or something that can be chosen, as it is shown. */
export type TargetRow = {
  readonly key: string;
  readonly name: string;
  readonly icon: IconName;
  readonly tone: PresenceLook['tone'];
  readonly details: readonly string[];
  readonly number: string | null;
  readonly wish: TargetWish;
  /** Why not just now; null: it can. */
  readonly refusal: Refusal | null;
  /** Folded, for the search. */
  readonly found: string;
};

export type RowWords = {
  readonly words: ConsultWords;
  readonly strings: Strings;
  readonly choices: readonly PresenceChoice[];
  readonly now: number;
};

const WRAP_UP_LOOK: PresenceLook = {icon: 'note', tone: 'warning'};

/** [CO-10] Shape, colour and word say how an agent can be reached. */
export function agentRow(agent: AgentTarget, {words, strings, choices, now}: RowWords): TargetRow {
  const {agentId, name, team, presence, engaged, refusal} = agent;
  const wraps = refusal === 'agent-wrapping-up';
  const look = wraps ? WRAP_UP_LOOK : engaged ? PRESENCE_LOOKS.busy : PRESENCE_LOOKS[presence.base];
  const busy = wraps ? strings.labels['wrap-up'] : words.inCall;
  const state = engaged ? busy : presenceWords(presence, choices, strings);
  const since = engaged ? [] : [words.since(pastMoment(presence.since, now))];
  const details = [state, ...since, ...(team === null ? [] : [team])];
  return {
    ...look,
    key: `agent-${agentId}`,
    name,
    details,
    number: null,
    wish: {kind: 'agent', agentId},
    refusal,
    found: searchText(`${name} ${team ?? ''}`),
  };
}

export function queueRow({queueId, name, waiting, available, refusal}: QueueTarget, {words}: RowWords): TargetRow {
  return {
    key: `queue-${queueId}`,
    name,
    icon: 'queue',
    tone: '',
    details: [words.waiting(waiting), words.available(available)],
    number: null,
    wish: {kind: 'queue', queueId},
    refusal,
    found: searchText(name),
  };
}

export function entryPointRow({entryPointId, name, number, refusal}: EntryPointTarget): TargetRow {
  return {
    key: `entry-${entryPointId}`,
    name,
    icon: 'entry',
    tone: '',
    details: [],
    number,
    wish: {kind: 'entry-point', entryPointId},
    refusal,
    found: searchText(name),
  };
}

export function recentRow({contactId, name, address}: RecentContact): TargetRow {
  return {
    key: `recent-${contactId}`,
    name: name ?? address,
    icon: 'clock',
    tone: '',
    details: [],
    number: name === null ? null : address,
    wish: {kind: 'dial-number', number: address, name},
    refusal: null,
    found: '',
  };
}

const AVAILABILITY_LOOKS: {readonly [each in Availability]: PresenceLook} = {
  ...PRESENCE_LOOKS,
  unknown: {icon: 'signed-out', tone: ''},
};

export function personRow(person: Person, {words}: RowWords): TargetRow {
  const {id, name, title, department, number, dialable, availability} = person;
  return {
    ...AVAILABILITY_LOOKS[availability],
    key: `person-${id}`,
    name,
    details: [words.availability[availability], title, department].filter((each) => each !== ''),
    number,
    wish: {kind: 'dial-number', number: dialable, name},
    refusal: null,
    found: '',
  };
}

/** Who can be reached at once comes first; within that the hub's order, which is by name. */
export function nearestFirst(rows: readonly TargetRow[]): readonly TargetRow[] {
  const rank = ({refusal, tone}: TargetRow): number => (refusal !== null ? 2 : tone === 'warning' ? 1 : 0);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

/** Every word that was typed, in any order; a number by its bare digits too ([CO-45]). */
export function matching(rows: readonly TargetRow[], typed: string): readonly TargetRow[] {
  const words = searchText(typed).split(' ');
  const digits = typed.replaceAll(/\D/g, '');
  const isNumber = /^[\d\s+().\-/]+$/.test(typed) && digits !== '';
  return rows.filter(
    ({found, number}) =>
      words.every((word) => found.includes(word)) ||
      (isNumber && number !== null && number.replaceAll(/\D/g, '').includes(digits)),
  );
}
