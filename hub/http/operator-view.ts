import {type Kysely, sql} from 'kysely';
import type pg from 'pg';
import type {OrganisationWarning} from '../organisation/warnings.ts';
import type {Tables} from '../store/tables.ts';
import {percentile} from '../watching/recent.ts';
import {type SharedState, readSharedState} from '../watching/shared-state.ts';
import type {MediaLoad} from '../watching/watch.ts';
import type {Warning, Watching} from '../watching/watching.ts';

/** What an operator sees at once: all hubs, and this one closely. Counts, times and identifiers; nobody's name. */
export type OperatorView = {
  readonly now: number;
  readonly version: string;
  readonly unready: readonly string[];
  /** Null: the database does not answer, and what is in it is not known. */
  readonly shared: SharedState | null;
  readonly database: {readonly answersInMs: number | null; readonly megabytes: number; readonly schema: string};
  readonly hubs: readonly HubRow[];
  readonly mediaProcesses: readonly MediaRow[];
  readonly media: MediaLoad | null;
  readonly connections: {readonly busy: number; readonly idle: number; readonly waiting: number};
  readonly desksHere: number;
  readonly lag: {readonly typicalMs: number | null; readonly slowMs: number | null; readonly of: number};
  readonly warnings: readonly Warning[];
  /** What the organisation is warned of as it is now, by place. */
  readonly organisation: readonly Pick<OrganisationWarning, 'path' | 'text'>[];
};

export type HubRow = {
  readonly id: string;
  readonly address: string;
  readonly startedAt: number;
  readonly silentMs: number;
  readonly desks: number;
  readonly self: boolean;
};

export type MediaRow = {
  readonly id: string;
  /** The hub that drives it; null: none does. */
  readonly hub: string | null;
  readonly startedAt: number;
  readonly legs: number;
};

export type ViewGiven = {
  readonly db: Kysely<Tables>;
  readonly pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;
  readonly watching: Watching;
  readonly version: string;
  readonly hubId: string;
  readonly desks: () => ReadonlyMap<number, number>;
  readonly unready: () => Promise<readonly string[]>;
  readonly organisation: () => readonly OrganisationWarning[];
};

export async function readOperatorView(given: ViewGiven): Promise<OperatorView> {
  const {pool, watching, desks} = given;
  const unready = await given.unready();
  const stored = unready.includes('database') ? NOTHING_STORED : await readStored(given);
  const lags = watching.lags.all;
  return {
    now: Date.now(),
    version: given.version,
    unready,
    ...stored,
    media: watching.media,
    connections: {busy: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount},
    desksHere: [...desks().values()].reduce((sum, count) => sum + count, 0),
    lag: {typicalMs: percentile(lags, 50), slowMs: percentile(lags, 99), of: lags.length},
    warnings: watching.warnings.all,
    organisation: given.organisation(),
  };
}

type Stored = Pick<OperatorView, 'shared' | 'database' | 'hubs' | 'mediaProcesses'>;

const NOTHING_STORED: Stored = {
  shared: null,
  database: {answersInMs: null, megabytes: 0, schema: ''},
  hubs: [],
  mediaProcesses: [],
};

async function readStored({db, hubId}: ViewGiven): Promise<Stored> {
  const askedAt = performance.now();
  const {rows: database} = await sql<{megabytes: number; schema: string | null}>`
    select (pg_database_size(current_database()) / 1048576)::int as megabytes,
      (select max(name) from kysely_migration) as schema`.execute(db);
  const answersInMs = performance.now() - askedAt;
  const {rows: hubs} = await sql<HubRow>`
    select h.id, h.address, h.started_at as "startedAt", h.id = ${hubId} as self,
      (extract(epoch from clock_timestamp() - h.heartbeat_at) * 1000)::float8 as "silentMs",
      (select count(*)::int from agent_session s where s.hub_id = h.id) as desks
    from hub_process h where h.stopped_at is null order by h.started_at, h.id`.execute(db);
  const {rows: mediaProcesses} = await sql<MediaRow>`
    select m.id, m.started_at as "startedAt",
      (select h.address from hub_process h where h.id = m.hub_id and h.stopped_at is null) as hub,
      (select count(*)::int from leg join contact c on c.id = leg.contact_id
        where leg.closed_at is null and c.media_process_id = m.id) as legs
    from media_process m where m.gone_at is null order by m.started_at`.execute(db);
  return {
    shared: await readSharedState(db),
    database: {answersInMs, megabytes: database[0]?.megabytes ?? 0, schema: database[0]?.schema ?? ''},
    hubs,
    mediaProcesses,
  };
}
