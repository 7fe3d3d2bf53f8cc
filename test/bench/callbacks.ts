/** What callbacks cost that are not due: a look for what is, what comes due, and a new one, with few and with a million scheduled. */
import pg from 'pg';
import {dueCallbacks} from '../../hub/callbacks/callback-keeper.ts';
import {callbackFrom, insertCallback, type CallbackRow} from '../../hub/callbacks/callback-store.ts';
import {queueCallback} from '../../hub/callbacks/queue-callback.ts';
import {type Database, openDatabase} from '../../hub/store/database.ts';
import {HubStore} from '../../hub/store/hub-store.ts';
import {NO_SETTINGS} from '../../hub/organisation/settings-of.ts';
import {runForOne} from '../../hub/store/statement.ts';
import type {Work} from '../../hub/store/unit-of-work.ts';
import type {Callback} from '../../src/domain/callback.ts';
import {startTestDatabase, startTestEngine} from '../support/postgres.ts';
import {type Figure, type Section, median, spreadOf} from './figures.ts';
import {preciseCpuSecondsOf} from './process-cpu.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const ROUNDS = 5;
const OPERATIONS = 200;
const HOUR_MS = 3_600_000;
const QUEUE = 'billing';

/** A hub's decisions, and a connection of one's own beside. */
class Stage {
  readonly #database: Database;
  readonly #client: pg.Client;
  readonly #store: HubStore;

  private constructor(database: Database, client: pg.Client) {
    this.#database = database;
    this.#client = client;
    this.#store = new HubStore(database.db, () => NO_SETTINGS);
  }

  static async open(connectionString: string): Promise<Stage> {
    const database = await openDatabase({connectionString, max: 1}, {warn: () => undefined});
    const client = new pg.Client({connectionString});
    await client.connect();
    await client.query(`insert into queue (id, name, everyone, priority) values ('${QUEUE}', 'Billing', false, 3)`);
    return new Stage(database, client);
  }

  get db(): Database['db'] {
    return this.#database.db;
  }

  decide<T>(body: (work: Work) => Promise<T>): Promise<T> {
    return this.#store.decide(body);
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return (await this.#client.query<Row>(text, [...values])).rows;
  }

  async close(): Promise<void> {
    await this.#client.end();
    await this.#database.close();
  }
}

type Operation = {readonly name: string; prepare?(): Promise<void>; run(at: number): Promise<unknown>};

/** All of it in the hub's own decisions, in a real database; of few and many in the same run. */
export async function measureCallbacks(): Promise<Section> {
  const before = process.env['CORDBOARD_TEST_ENGINE'];
  const engine = await startTestEngine();
  process.env['CORDBOARD_TEST_ENGINE'] = engine.dataDir;
  try {
    const database = await startTestDatabase();
    const stage = await Stage.open(database.url);
    try {
      const few = await measured(stage, FEW, engine.engine.pid);
      const many = await measured(stage, MANY, engine.engine.pid);
      const figures = many.map(({name, costs}, at): Figure => {
        const floor = few[at]?.costs ?? [];
        return {
          name,
          unit: 'ms',
          value: median(costs),
          floor: median(floor),
          ratio: median(costs) / median(floor),
          spread: spreadOf(costs.map((each) => each / median(floor))),
          aim: {of: 'ratio', atMost: 1.15},
        };
      });
      return {title: 'Callbacks that are not due yet', figures, notes: [NOTE]};
    } finally {
      await stage.close();
      await database.drop();
    }
  } finally {
    if (before === undefined) delete process.env['CORDBOARD_TEST_ENGINE'];
    else process.env['CORDBOARD_TEST_ENGINE'] = before;
    await engine.stop();
  }
}

const NOTE = `CPU of hub and PostgreSQL together for one of ${OPERATIONS}, with ${MANY.toLocaleString('en')} scheduled; floor: the same with ${FEW.toLocaleString('en')}.`;

const GROW = `
  insert into callback (id, kind, source, status, number, reason, queue_id, zone, starts_at, ends_at, due_at, attempts, created_at,
    expires_at, version)
  select gen_random_uuid(), 'scheduled', 'desk', 'scheduled', '+1201' || lpad((at % 9999999)::text, 7, '0'), '', $1, 'UTC',
    later, later + interval '1 hour', later, 0, now(), later + interval '2 hours', 1
  from (select at, now() + interval '1 hour' + at * interval '2 seconds' as later from generate_series(1, $2::int) at) each`;

async function measured(stage: Stage, scheduled: number, enginePid: number) {
  await stage.query(GROW, [QUEUE, scheduled - (await count(stage))]);
  await stage.query('vacuum analyze callback', []);
  const results: {readonly name: string; readonly costs: readonly number[]}[] = [];
  for (const operation of operationsOf(stage)) {
    await round(operation, enginePid);
    const costs: number[] = [];
    for (let at = 0; at < ROUNDS; at += 1) costs.push(await round(operation, enginePid));
    results.push({name: operation.name, costs});
  }
  return results;
}

function operationsOf(stage: Stage): readonly Operation[] {
  let due: readonly {readonly id: string}[] = [];
  return [
    {name: 'a look for what is due, and nothing is', run: () => dueCallbacks({tx: stage.db})},
    {
      name: 'one that has come due is queued',
      async prepare() {
        await stage.query(
          `update callback set status = 'cancelled', due_at = null, closed_at = now() where status = 'queued'`,
          [],
        );
        await stage.query(
          `update callback set due_at = now() where id in (
             select id from callback where status = 'scheduled' order by due_at limit ${OPERATIONS})`,
          [],
        );
        due = await stage.query<{id: string}>(
          `select id from callback where status = 'scheduled' and due_at <= now()`,
          [],
        );
      },
      run: (at) => stage.decide((work) => queueOne(work, due[at]?.id ?? '')),
    },
    {
      name: 'one is scheduled',
      run: () => stage.decide((work) => insertCallback(work, scheduledNow(work.now))),
    },
  ];
}

async function queueOne(work: Work, id: string): Promise<void> {
  const row = await runForOne<CallbackRow>(work, 'select * from callback where id = $1 for update skip locked', [id]);
  if (row !== null) await queueCallback(work, callbackFrom(row));
}

function scheduledNow(now: number): Callback {
  const window = {startsAt: now + HOUR_MS, endsAt: now + 2 * HOUR_MS};
  return {
    ...{
      id: crypto.randomUUID(),
      kind: 'scheduled',
      source: 'desk',
      reason: 'Invoice',
      queueId: QUEUE,
      zone: 'UTC',
      window,
    },
    customer: {number: '+12015550177', name: 'Ada Nkemelu'},
    ...{assigneeId: null, createdBy: null, time: null, attempts: 0, fromContactId: null, contactId: null},
    ...{createdAt: now, version: 1, status: 'scheduled', dueAt: window.startsAt},
  };
}

/** @returns CPU milliseconds of both for one */
async function round(operation: Operation, enginePid: number): Promise<number> {
  await operation.prepare?.();
  const [cpu, postgres] = [process.cpuUsage(), await preciseCpuSecondsOf(enginePid)];
  for (let at = 0; at < OPERATIONS; at += 1) await operation.run(at);
  const {user, system} = process.cpuUsage(cpu);
  const theirs = ((await preciseCpuSecondsOf(enginePid)) - postgres) * 1_000;
  return ((user + system) / 1_000 + theirs) / OPERATIONS;
}

async function count(stage: Stage): Promise<number> {
  const [row] = await stage.query<{count: number}>('select count(*)::int as count from callback', []);
  return row?.count ?? 0;
}
