/** Several hubs on one database, each behind a switchboard, with everything that can go wrong with them at hand. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import pg from 'pg';
import {findFreePorts} from '../../../demo/free-ports.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {AUDIENCE, SCOPE, type TestIssuer, startTestIssuer} from '../../support/test-hub.ts';
import {HistoryAgent} from './agents.ts';
import {HistoryPhone} from './customers.ts';
import {Ledger} from './ledger.ts';
import {Switchboard} from './switchboard.ts';

const MAIN = fileURLToPath(new URL('../../../hub/main.ts', import.meta.url));
const CLOCK = new URL('./skewed-clock.mjs', import.meta.url).href;
const READY_WITHIN_MS = 60_000;

export type WorldOptions = {
  readonly hubs: number;
  readonly agents: number;
  readonly phones: number;
  /** Share of the database's wake-ups that are lost, 0 to 1. */
  readonly lostWakes: number;
  /** Another database than the run's own, such as one whose power is cut. */
  readonly database?: Pick<TestDatabase, 'url'>;
};

type Hub = {
  child: ChildProcess;
  readonly board: Switchboard;
  readonly port: number;
  readonly folder: string;
  ready: Promise<void>;
  output: string;
  /** While it dies and is started again. */
  dying: Promise<void> | null;
};

export class World {
  readonly ledger = new Ledger();
  readonly agents: HistoryAgent[] = [];
  readonly phones: HistoryPhone[] = [];
  readonly pool: pg.Pool;
  readonly #issuer: TestIssuer;
  readonly #database: Pick<TestDatabase, 'url'> & {drop?(): Promise<void>};
  readonly #folder: string;
  readonly #hubs: Hub[] = [];
  /** Deaths the hubs did not mean, with what they last wrote. */
  readonly unexpected: string[] = [];
  #closing = false;

  private constructor(given: {issuer: TestIssuer; database: Pick<TestDatabase, 'url'>; folder: string}) {
    this.#issuer = given.issuer;
    this.#database = given.database;
    this.#folder = given.folder;
    this.pool = new pg.Pool({connectionString: given.database.url, max: 4});
    // The database may be killed under us; what a query meets is the query's own error.
    this.pool.on('error', () => undefined);
  }

  static async open(options: WorldOptions): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'cb-'));
    const [issuer, database] = await Promise.all([startTestIssuer(), options.database ?? startTestDatabase()]);
    const world = new World({issuer, database, folder});
    await loseWakes(world.pool, options.lostWakes);
    const organisation = await writeOrganisation(folder);
    for (let place = 0; place < options.hubs; place += 1) await world.#add(organisation, place);
    const urls = world.#hubs.map((hub) => hub.board.url);
    for (let place = 0; place < options.agents; place += 1) {
      const agent = new HistoryAgent(`agent-${place}`, {urls, issuer, ledger: world.ledger});
      world.agents.push(agent);
      await agent.open();
    }
    for (let place = 0; place < options.phones; place += 1) {
      const number = `+1201557${String(place).padStart(4, '0')}`;
      world.phones.push(await HistoryPhone.open(number, urls[place % urls.length] ?? '', world.ledger));
    }
    return world;
  }

  /** A hub dies without a word, and whoever watches over it starts it again. Its media process lives on. */
  kill(place: number): Promise<void> {
    const hub = this.#hub(place);
    // Two steps of one round may name the same hub: it dies once, or two would be started at its port.
    hub.dying ??= this.#killAndStart(hub).finally(() => (hub.dying = null));
    return hub.dying;
  }

  async #killAndStart(hub: Hub): Promise<void> {
    const ended = once(hub.child, 'exit');
    hub.child.kill('SIGKILL');
    await ended;
    this.#start(hub);
    await hub.ready;
  }

  /** All hubs die at once, and none is started again yet. */
  async killAll(): Promise<void> {
    await Promise.all(
      this.#hubs.map(async ({child}) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }),
    );
  }

  async startAll(): Promise<void> {
    for (const hub of this.#hubs) this.#start(hub);
    await Promise.all(this.#hubs.map((hub) => hub.ready));
  }

  /** A hub stands still, as under a debugger or on a machine that swaps, until it is thawed. */
  freeze(place: number): void {
    this.#hub(place).child.kill('SIGSTOP');
  }

  thaw(place: number): void {
    this.#hub(place).child.kill('SIGCONT');
  }

  /** Every connection of every desk and phone to the hub breaks. */
  cut(place: number): void {
    this.#hub(place).board.cut();
  }

  setClock(place: number, clockOffsetMs: number): void {
    this.#hub(place).child.send({clockOffsetMs});
  }

  async query<Row extends pg.QueryResultRow>(
    statement: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> {
    return (await this.pool.query<Row>(statement, [...values])).rows;
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const hub of this.#hubs) hub.child.kill('SIGCONT');
    await Promise.all([...this.agents, ...this.phones].map((each) => each.close()));
    await Promise.all(
      this.#hubs.map(async ({child}) => {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }),
    );
    for (const {board} of this.#hubs) board.close();
    await this.pool.end();
    await this.#issuer.stop();
    await this.#database.drop?.();
    await rm(this.#folder, {recursive: true, force: true, maxRetries: 10});
  }

  #hub(place: number): Hub {
    const hub = this.#hubs[place % this.#hubs.length];
    if (hub === undefined) throw new TypeError('a world has at least one hub');
    return hub;
  }

  async #add(organisation: string, place: number): Promise<void> {
    const folder = join(this.#folder, String(place));
    const [port = 0] = await findFreePorts(1);
    const hub = {
      port,
      board: await Switchboard.open(port),
      folder,
      output: '',
      ready: Promise.resolve(),
      dying: null,
    } as Hub;
    this.#hubs.push(hub);
    this.#start(hub, organisation);
    await hub.ready;
  }

  #start(hub: Hub, organisation = join(this.#folder, 'organisation.json')): void {
    const child = spawn(process.execPath, ['--import', CLOCK, MAIN], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        CORDBOARD_HOST: '127.0.0.1',
        CORDBOARD_PORT: String(hub.port),
        CORDBOARD_DATA: hub.folder,
        CORDBOARD_ISSUER: this.#issuer.issuer,
        CORDBOARD_JWKS_URL: this.#issuer.jwksUrl,
        CORDBOARD_AUDIENCE: AUDIENCE,
        CORDBOARD_SCOPE: SCOPE,
        CORDBOARD_ALLOWED_ORIGINS: 'http://desk.test',
        CORDBOARD_TRUNK: 'simulated',
        CORDBOARD_ORGANISATION: organisation,
        CORDBOARD_MEDIA_LOOPBACK: '1',
        DATABASE_URL: this.#database.url,
      },
    });
    hub.child = child;
    hub.output = '';
    hub.ready = untilReady(child, (text) => (hub.output = (hub.output + text).slice(-4_000)));
    child.once('exit', (code, signal) => {
      if (!this.#closing && signal !== 'SIGKILL')
        this.unexpected.push(`a hub ended (${code ?? signal}): ${hub.output}`);
    });
  }
}

async function untilReady(child: ChildProcess, keep: (text: string) => void): Promise<void> {
  const {promise, resolve, reject} = Promise.withResolvers<void>();
  const limit = setTimeout(() => reject(new Error('a hub was not ready in time')), READY_WITHIN_MS);
  let said = '';
  const keepAll = (text: string): void => {
    said = (said + text).slice(-2_000);
    keep(text);
  };
  child.stderr?.on('data', (chunk: Buffer) => keepAll(chunk.toString()));
  child.stdout?.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    keepAll(text);
    if (text.includes('the hub is ready')) resolve();
  });
  child.once('exit', () => reject(new Error(`a hub ended before it was ready: ${said}`)));
  await promise.finally(() => clearTimeout(limit));
}

/** The database's own `pg_notify` is hidden by one that forgets: no code of the hub knows of it. */
async function loseWakes(pool: pg.Pool, share: number): Promise<void> {
  await pool.query(`create or replace function public.pg_notify(channel text, payload text) returns void language plpgsql as
    $$begin if random() >= ${share} then perform pg_catalog.pg_notify(channel, payload); end if; end$$`);
  await pool.query(
    `do $$begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end$$`,
  );
}

async function writeOrganisation(folder: string): Promise<string> {
  const plain: object = JSON.parse(await readFile(new URL('../../support/organisation.json', import.meta.url), 'utf8'));
  const path = join(folder, 'organisation.json');
  // Nobody here has audio: who never joins with it is given up after the grace time.
  const timings = {ringVoiceMs: 3_000, ringOutboundMs: 4_000, agentGraceMs: 3_600_000, wrapUpMs: 600_000};
  await writeFile(path, JSON.stringify({...plain, timings}));
  return path;
}
