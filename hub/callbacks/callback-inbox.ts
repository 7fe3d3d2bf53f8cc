import type {
  InboxChoices,
  InboxCursor,
  InboxOrder,
  InboxPage,
  InboxQuestion,
} from '../../src/api/wire/callback-inbox.ts';
import {callbackQuery} from '../../src/domain/callback-search.ts';
import type {Callback, CallbackKind} from '../../src/domain/callback.ts';
import type {Role} from '../identity/identity.ts';
import {run, runForOne} from '../store/statement.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type CallbackRow, callbackFrom} from './callback-store.ts';
import {viewCallbacks} from './view-callback.ts';

export const INBOX_PAGE = 50;
/** Further is not counted: that there are more says enough. */
const COUNT_MAX = 1_000;

export type InboxReader = {readonly agentId: string; readonly roles: readonly Role[]};

const STATUSES: readonly Callback['status'][] = ['scheduled', 'queued', 'kept', 'unreached', 'cancelled', 'expired'];
const OPEN: readonly Callback['status'][] = ['scheduled', 'queued'];
const KINDS: readonly CallbackKind[] = ['direct', 'web', 'scheduled', 'personal'];

/** Both parts have the same direction, so that an index is read forwards or backwards. */
const KEYS: {readonly [order in InboxOrder]: {readonly column: string; readonly type: string}} = {
  due: {column: 'sort_due', type: 'timestamptz'},
  created: {column: 'created_at', type: 'timestamptz'},
  customer: {column: 'sort_name', type: 'text'},
};

type Row = CallbackRow & {readonly key: string};

/**
 * A page of what concerns who asks. It is put together from the beginnings of ordered ranges, one of an index for each queue, status and
 * kind that was asked for: what a page costs does not grow with what lies behind it.
 */
export async function listInbox(work: Work, reader: InboxReader, question: InboxQuestion): Promise<InboxPage> {
  const scope = scopeOf(reader);
  const search = await searchOf(work, reader, question);
  if (search === null) return {callbacks: [], next: null, count: 0, more: false, scope};
  const behind = cursorOf(question);
  const values = behind === null ? search.values : [...search.values, behind.key, behind.id];
  const rows = await run<Row>(work, pageOf(search, question, behind !== null), values);
  const shown = rows.slice(0, INBOX_PAGE);
  const last = shown.at(-1);
  const counted = await runForOne<{count: number}>(work, countOf(search), search.values);
  const count = counted?.count ?? 0;
  return {
    callbacks: await viewCallbacks(work, shown.map(callbackFrom)),
    next: rows.length > INBOX_PAGE && last !== undefined ? {key: last.key, id: last.id} : null,
    count: Math.min(count, COUNT_MAX),
    more: count > COUNT_MAX,
    scope,
  };
}

const QUEUES = `select id, name from queue where active and 'voice' = any(channels) order by name, id`;
/** $1 an agent: those that take calls and that they serve. */
export const OWN_QUEUES = `
  select queue.id, queue.name from queue where queue.active and 'voice' = any(queue.channels) and (queue.everyone or exists (
    select 1 from queue_member m where m.queue_id = queue.id and m.agent_id = $1)) order by queue.name, queue.id`;
const AGENTS = `
  select id as "agentId", name from agent where 'agent' = any(roles) order by name, id limit 2000`;

export async function inboxChoices(work: Work, reader: InboxReader): Promise<InboxChoices> {
  const scope = scopeOf(reader);
  if (scope === 'own') return {scope, queues: await run(work, OWN_QUEUES, [reader.agentId]), agents: []};
  return {scope, queues: await run(work, QUEUES, []), agents: await run(work, AGENTS, [])};
}

function scopeOf({roles}: InboxReader): InboxPage['scope'] {
  return roles.includes('supervisor') ? 'all' : 'own';
}

type Search = {
  /** What is read, each of its statuses and kinds by itself and in its order. */
  readonly ranges: readonly ('all' | 'queue_id' | 'assignee_id' | 'created_by')[];
  /** $1 statuses, $2 kinds, $3 queues, $4 assignee, $5 author, $6 words or null, $7 a queue or null. */
  readonly values: readonly unknown[];
  readonly unassigned: boolean;
  readonly byWords: boolean;
};

/** Null: nothing can fit. */
async function searchOf(work: Work, reader: InboxReader, {filter}: InboxQuestion): Promise<Search | null> {
  const {status, kind, queueId, whose, text} = filter;
  const words = text.trim() === '' ? '' : callbackQuery(text, work.settings.dataProtection);
  if (words === null) return null;
  const all = scopeOf(reader) === 'all';
  const own = all ? null : (await run<{id: string}>(work, OWN_QUEUES, [reader.agentId])).map(({id}) => id);
  const assignee = whose.kind === 'agent' ? whose.agentId : reader.agentId;
  if (!isIdentifier(assignee) || (whose.kind === 'agent' && !all && assignee !== reader.agentId)) return null;
  const statuses = status === null ? STATUSES : status === 'open' ? OPEN : [status];
  const kinds = kind === null ? KINDS : [kind];
  const queues = queueId === null ? own : [queueId].filter((each) => own === null || own.includes(each));
  return {
    ranges: rangesOf(whose.kind, {all, queueId}),
    values: [statuses, kinds, queues ?? [], assignee, reader.agentId, words === '' ? null : words, queueId],
    unassigned: whose.kind === 'nobody',
    byWords: words !== '',
  };
}

function rangesOf(
  whose: InboxQuestion['filter']['whose']['kind'],
  {all, queueId}: {readonly all: boolean; readonly queueId: string | null},
): Search['ranges'] {
  if (whose === 'own' || whose === 'agent') return ['assignee_id'];
  if (whose === 'promised') return ['created_by'];
  if (all) return [queueId === null ? 'all' : 'queue_id'];
  return whose === 'nobody' ? ['queue_id', 'created_by'] : ['queue_id', 'assignee_id', 'created_by'];
}

/** Whose a range is: read for each queue by itself, or off one condition. */
const WHOSE = {
  all: 'true',
  queue_id: 'callback.queue_id = any($3::text[])',
  assignee_id: 'callback.assignee_id = $4::uuid',
  created_by: 'callback.created_by = $5::uuid',
} as const;

/** Every value is named in every text, so that each has the same number of them. */
const FITS = `($6::text is null or callback.search @@ ($6::text)::tsquery) and ($7::text is null or callback.queue_id = $7)
  and $1::text[] is not null and $2::text[] is not null and $3::text[] is not null and $4::uuid is not null
  and $5::uuid is not null`;

function pageOf(search: Search, {order, descending}: InboxQuestion, behind: boolean): string {
  const {column, type} = KEYS[order];
  const direction = descending ? 'desc' : 'asc';
  const next = `(callback.${column}, callback.id) ${descending ? '<' : '>'} ($8::${type}, $9::uuid)`;
  const sorted = `order by ${column} ${direction}, id ${direction} limit ${INBOX_PAGE + 1}`;
  const key = type === 'text' ? column : `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return `${before(search)} select *, ${key} as key from (${branchesOf(search, behind ? next : 'true', sorted)}) found ${sorted}`;
}

function countOf(search: Search): string {
  const limit = `limit ${COUNT_MAX + 1}`;
  return `${before(search)} select count(*)::int as count from (select 1 from (${branchesOf(search, 'true', limit)}) found ${limit}) counted`;
}

/** What has the words is found first: read in order, all that does not have them would be looked at on the way. */
function before({byWords}: Search): string {
  return byWords ? 'with worded as materialized (select * from callback where search @@ ($6::text)::tsquery)' : '';
}

/** No callback is in two of them. */
function branchesOf(search: Search, next: string, end: string): string {
  const {ranges, unassigned, byWords} = search;
  const fits = [next, FITS, ...(unassigned ? ['callback.assignee_id is null'] : [])].join(' and ');
  if (byWords) {
    const whose = ranges.map((range) => WHOSE[range]).join(' or ');
    return `select callback.* from worded callback
      where callback.status = any($1::text[]) and callback.kind = any($2::text[]) and (${whose}) and ${fits} ${end}`;
  }
  return ranges.map((range, at) => `(${branchOf(range, ranges.slice(0, at), fits, end)})`).join(' union all ');
}

function branchOf(range: Search['ranges'][number], others: Search['ranges'], fits: string, end: string): string {
  const apart = others.map((other) => ` and (${WHOSE[other]}) is not true`).join('');
  const queues = range === 'queue_id' ? 'unnest($3::text[]) as own(queue_id) cross join' : '';
  const whose = range === 'queue_id' ? 'callback.queue_id = own.queue_id' : WHOSE[range];
  return `select part.* from ${queues} unnest($1::text[]) as s(status) cross join unnest($2::text[]) as k(kind)
    cross join lateral (select callback.* from callback
      where callback.status = s.status and callback.kind = k.kind and ${whose} and ${fits}${apart} ${end}) part`;
}

/** As it came from a page of this hub; with anything else it begins at the beginning. */
function cursorOf({order, after}: InboxQuestion): InboxCursor | null {
  if (after === null || !isIdentifier(after.id)) return null;
  return order === 'customer' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(after.key) ? after : null;
}
