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
import {type Figure, type Section, inTurns} from './figures.ts';
import {preciseCpuSecondsOf} from './process-cpu.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const ROUNDS = 11;
const OPERATIONS = 200;
const HOUR_MS = 3_600_000;
const QUEUE = 'billing';

/** A hub's decisions, and a connection of one's own beside. */
class Stage {
  readonly #database: Database;
  readonly #client: pg.Client;
  readonly #drop: () => Promise<void>;
  readonly #store: HubStore;

  private constructor(database: Database, client: pg.Client, drop: () => Promise<void>) {
    this.#database = database;
    this.#client = client;
    this.#drop = drop;
    this.#store = new HubStore(database.db, () => NO_SETTINGS);
  }

  /** With so many scheduled ahead. */
  static async of(scheduled: number): Promise<Stage> {
    const test = await startTestDatabase();
    const database = await openDatabase({connectionString: test.url, max: 1}, {warn: () => undefined});
    const client = new pg.Client({connectionString: test.url});
    await client.connect();
    await client.query(`insert into queue (id, name, everyone, priority) values ('${QUEUE}', 'Billing', false, 3)`);
    await client.query(GROW, [QUEUE, scheduled]);
    await client.query('vacuum analyze callback');
    return new Stage(database, client, () => test.drop());
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
    await this.#drop();
  }
}

type Operation = {readonly name: string; prepare?(): Promise<void>; run(at: number): Promise<unknown>};

/** All of it in the hub's own decisions, in a real database; of few and many in the same run. */
export async function measureCallbacks(): Promise<Section> {
  const before = process.env['CORDBOARD_TEST_ENGINE'];
  const engine = await startTestEngine();
  process.env['CORDBOARD_TEST_ENGINE'] = engine.dataDir;
  try {
    const few = await Stage.of(FEW);
    const many = await Stage.of(MANY);
    const figures: Figure[] = [];
    for (const [at, operation] of operationsOf(many).entries())
      figures.push(await measured(operation, operationsOf(few)[at] ?? operation, engine.engine.pid));
    await many.close();
    await few.close();
    return {title: 'Callbacks that are not due yet', figures, notes: [NOTE]};
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

/** In turns, since what else the machine does changes within a minute. */
async function measured(operation: Operation, beside: Operation, enginePid: number): Promise<Figure> {
  const [costs, floor]: [number[], number[]] = [[], []];
  await round(operation, enginePid);
  await round(beside, enginePid);
  for (let at = 0; at < ROUNDS; at += 1) {
    costs.push(await round(operation, enginePid));
    floor.push(await round(beside, enginePid));
  }
  return {...inTurns(operation.name, 'ms', costs, floor), aim: {of: 'ratio', atMost: 1.15}};
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
