/** Hubs as processes on a PostgreSQL of their own, any of which may be killed while agents are in an emergency. */
import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import pg from 'pg';
import {type Engine, connectionUrl, startEngine} from '../../../hub/store/engine/index.ts';
import {readRunRecord} from '../../../hub/voice/run-record.ts';
import {claimNumber} from '../../../src/api/phone-client.ts';
import type {EmergencyCall} from '../../../src/domain/emergency-call.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {temporaryFolder} from '../../support/postgres.ts';
import {type TestIssuer, startTestIssuer} from '../../support/test-hub.ts';
import {Switchboard} from '../histories/switchboard.ts';
import {type HubProcess, gone, isAlive, runHub} from '../process/hub-process.ts';

const POOL = Array.from({length: 16}, (_, at) => `+1201555${3_000 + at}`);
const SILENT = {info: () => undefined, warn: () => undefined};
/** What a power cut would lose is of no interest here; what a killed server would lose is. */
const SETTINGS = {fsync: 'off', full_page_writes: 'off'};
/** A hub that starts on a busy machine may take longer than a command is sent again. */
const WITHIN_MS = 30_000;
/** Nobody but those in an emergency has audio here: who never joins is given up after the grace time. */
const TIMINGS = {agentGraceMs: 3_600_000, ringVoiceMs: 60_000};

/** An agent's emergency as it is stored, with what lies over their presence. */
export type Kept = {
  readonly call: EmergencyCall;
  readonly layers: number;
  readonly layer: string | null;
  readonly mediaProcessId: string | null;
};

export class ChaosWorld {
  readonly issuer: TestIssuer;
  readonly board: Switchboard;
  readonly #folder: string;
  readonly #dataDir: string;
  readonly #pool: pg.Pool;
  readonly #hubs: HubProcess[] = [];
  readonly #media = new Set<number>();
  readonly #keys = new Map<string, string>();
  readonly #phones = new Map<string, TestPhone>();
  #engine: Engine;
  #hub: HubProcess;
  #numbers = 0;
  /** The hub that telephones are at. */
  at: HubProcess;

  private constructor(given: {
    issuer: TestIssuer;
    folder: string;
    dataDir: string;
    engine: Engine;
    hub: HubProcess;
    board: Switchboard;
  }) {
    this.issuer = given.issuer;
    this.#folder = given.folder;
    this.#dataDir = given.dataDir;
    this.#engine = given.engine;
    this.#hub = given.hub;
    this.at = given.hub;
    this.board = given.board;
    this.#hubs.push(given.hub);
    this.#pool = new pg.Pool({...given.engine.connection, max: 4});
    // It may be killed under us; what a query meets is the query's own error.
    this.#pool.on('error', () => undefined);
  }

  static async open(): Promise<ChaosWorld> {
    const [issuer, dataDir] = await Promise.all([startTestIssuer(), temporaryFolder()]);
    const folder = await mkdtemp(join(tmpdir(), 'cbe-'));
    const engine = await startEngine({dataDir, logger: SILENT, settings: SETTINGS});
    await writeOrganisation(folder);
    const hub = await startHubIn(folder, 'a', {issuer, engine});
    const board = await Switchboard.open(Number(new URL(hub.url).port));
    const world = new ChaosWorld({issuer, folder, dataDir, engine, hub, board});
    await world.#noteMedia('a');
    // The network that responders are at is not one of those that die.
    await world.query(
      `insert into hub_process (id, address, heartbeat_at) values (gen_random_uuid(), 'network', 'infinity')`,
    );
    for (const number of ['911', '933'])
      await world.query(
        `insert into phone (number, key_hash, hub_id) select $1, '', id from hub_process where address = 'network'`,
        [number],
      );
    return world;
  }

  /** The numbers that responders may ring back on. */
  get pool(): readonly string[] {
    return POOL;
  }

  get hub(): HubProcess {
    return this.#hub;
  }

  async query<Row extends pg.QueryResultRow>(
    statement: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> {
    return (await this.#pool.query<Row>(statement, [...values])).rows;
  }

  /** The first row, once there is one. Asks, since nothing tells a test what a hub writes; not so often that hubs have no time. */
  async until<Row extends pg.QueryResultRow>(
    what: string,
    statement: string,
    values: readonly unknown[] = [],
  ): Promise<Row> {
    for (const last = performance.now() + WITHIN_MS; performance.now() < last;) {
      const [row] = await this.query<Row>(statement, values);
      if (row !== undefined) return row;
      await this.query('select pg_sleep(0.01)');
    }
    throw new Error(`never came: ${what}`);
  }

  /** A session of its own, to hold up what the hubs are about to do. */
  async session(): Promise<pg.Client> {
    const client = new pg.Client({...this.#engine.connection});
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Once a hub waits for a lock with a statement like this. */
  async heldUp(like: string): Promise<void> {
    const text = `select 1 as one from pg_stat_activity where wait_event_type = 'Lock' and query ilike $1`;
    await this.until(`somebody waits: ${like}`, text, [`%${like}%`]);
  }

  async kept(agentId: string): Promise<Kept | null> {
    const rows = await this.query<Kept>(
      `select state as call, media_process_id as "mediaProcessId",
         (select count(*)::int from agent_emergency e where e.agent_id = c.agent_id) as layers,
         (select prior_base from agent_emergency e where e.agent_id = c.agent_id) as layer
       from emergency_call c where agent_id = $1`,
      [agentId],
    );
    assert.ok(rows.length < 2);
    return rows[0] ?? null;
  }

  /** A number nobody has had yet. */
  number(): string {
    this.#numbers += 1;
    return `+1201556${String(1_000 + this.#numbers)}`;
  }

  /** The telephone with this number, plugged in where the telephones are now. */
  async phone(number: string): Promise<TestPhone> {
    const known = this.#phones.get(number);
    if (known !== undefined) return known;
    const key = this.#keys.get(number) ?? (await claimNumber(this.at.url, number, null)).key;
    this.#keys.set(number, key);
    const phone = await connectPhone(this.at, number, key);
    this.#phones.set(number, phone);
    return phone;
  }

  async unplugAll(): Promise<void> {
    const all = [...this.#phones.values()];
    this.#phones.clear();
    await Promise.all(all.map((each) => each.stop()));
  }

  async startBeside(): Promise<HubProcess> {
    const hub = await startHubIn(this.#folder, 'b', {issuer: this.issuer, engine: this.#engine});
    this.#hubs.push(hub);
    await this.#noteMedia('b');
    return hub;
  }

  /** The other hub has found that this one is dead, and has looked round for long enough to take over what it ever will. */
  async goOnBeside(): Promise<void> {
    const beside = this.#hubs.at(-1);
    assert.ok(beside !== undefined && beside !== this.#hub);
    this.at = beside;
    await beside.line('a hub gives no sign of life', 0);
    const [now] = await this.query<{at: Date}>('select now() as at');
    await this.until(
      'it looked round',
      `select 1 as one from hub_process where id = $1 and heartbeat_at > $2::timestamptz + interval '4 seconds'`,
      [beside.lines.find((line) => line.msg === 'the hub is ready')?.['hubId'], now?.at],
    );
  }

  async killHub(): Promise<void> {
    await this.#hub.end('SIGKILL');
  }

  /** Another program at the dead one's place. */
  async startHub(): Promise<void> {
    const port = new URL(this.#hub.url).port;
    this.#hub = await startHubIn(this.#folder, 'a', {issuer: this.issuer, engine: this.#engine, port});
    this.#hubs.push(this.#hub);
    this.at = this.#hub;
    await this.#noteMedia('a');
  }

  async mediaPid(): Promise<number> {
    const record = await readRunRecord(this.runDir);
    assert.ok(record !== null);
    return record.pid;
  }

  get runDir(): string {
    return join(this.#folder, 'a');
  }

  async killMedia(): Promise<void> {
    process.kill(await this.mediaPid(), 'SIGKILL');
  }

  /** Until the one that took its place is driven. */
  async mediaIsBack(from: number): Promise<void> {
    await this.#hub.line('a media process is ready', from);
    await this.#noteMedia('a');
  }

  async killDatabase(): Promise<void> {
    process.kill(this.#engine.pid, 'SIGKILL');
    assert.equal(await gone(this.#engine.pid), true);
  }

  async startDatabase(): Promise<void> {
    this.#engine = await startEngine({dataDir: this.#dataDir, logger: SILENT, settings: SETTINGS});
  }

  async close(): Promise<void> {
    await this.unplugAll();
    this.board.close();
    for (const hub of this.#hubs)
      if (hub.child.exitCode === null && hub.child.signalCode === null) await hub.end('SIGKILL');
    for (const pid of this.#media) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await this.#pool.end();
    await this.#engine.stop();
    await this.issuer.stop();
    for (const folder of [this.#folder, this.#dataDir])
      await rm(folder, {recursive: true, force: true, maxRetries: 10});
  }

  async #noteMedia(name: string): Promise<void> {
    const record = await readRunRecord(join(this.#folder, name));
    if (record !== null) this.#media.add(record.pid);
  }
}

async function startHubIn(
  folder: string,
  name: string,
  {issuer, engine, port = '0'}: {issuer: TestIssuer; engine: Engine; port?: string},
): Promise<HubProcess> {
  return runHub(folder, issuer, port, 'the hub is ready', {
    DATABASE_URL: connectionUrl(engine.connection),
    CORDBOARD_RUN_DIR: join(folder, name),
    CORDBOARD_ORGANISATION: join(folder, 'organisation.json'),
  });
}

async function writeOrganisation(folder: string): Promise<void> {
  const plain: object = JSON.parse(await readFile(new URL('../../support/organisation.json', import.meta.url), 'utf8'));
  const file = {...plain, timings: TIMINGS, emergency: {callbackNumbers: POOL}};
  await writeFile(join(folder, 'organisation.json'), JSON.stringify(file));
}
