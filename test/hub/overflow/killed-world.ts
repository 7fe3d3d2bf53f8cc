/** Two hubs as processes of their own on one database, either of which may be killed, and a ledger outside of it. */
import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {it} from 'node:test';
import {findFreePorts} from '../../../demo/free-ports.ts';
import {currentSettings} from '../../../hub/organisation/current-settings.ts';
import {type Database, openDatabase} from '../../../hub/store/database.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {opusPackets} from '../../../hub/voice/media/ogg-opus.ts';
import {readRunRecord} from '../../../hub/voice/run-record.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {type TestHub, type TestIssuer, keepingLog, startTestIssuer} from '../../support/test-hub.ts';
import {toneWav} from '../../support/tones.ts';
import {CONSENT, PORTAL, SITE_KEY} from '../callbacks/request-world.ts';
import {until} from '../flows/scenes.ts';
import {type HubProcess, isAlive, runHub} from '../process/hub-process.ts';
import {withOverflow} from './overflow-world.ts';

export type Place = Pick<TestHub, 'store' | 'query' | 'log'>;

/** A promise under way, and whose telephone it is about. */
export type Story = {
  readonly number: string;
  readonly phone: TestPhone;
  /** Of the hub that it is connected to. */
  readonly port: number;
  contactId: string;
  callbackId: string;
  /** Of a request that came from a page elsewhere. */
  token: string;
  from: number;
  /** Where their telephone has sound. */
  peer: LegPeer | null;
  /** Calls for which the telephone has rung. */
  readonly rung: Set<string>;
};

export type Step = {
  readonly name: string;
  do(story: Story): Promise<void>;
  /** After it the hub that carries the telephone's sound is the one that dies. */
  readonly heard?: true;
};

/** What nobody's database knows: what customers were told, and who spoke to them. */
export class Ledger {
  readonly promised: string[] = [];
  readonly takenBack: string[] = [];
  readonly spoken: string[] = [];

  /** How many calls this customer is still to have; below nothing: they had more than they were promised. */
  owed(number: string): number {
    const times = (all: readonly string[]): number => all.filter((each) => each === number).length;
    return times(this.promised) - times(this.takenBack) - times(this.spoken);
  }
}

const CALLBACKS = {
  entryPoint: 'billing-line',
  callingHours: {from: '00:00', to: '24:00'},
  attempts: 10,
  retryMs: 1_000,
  offerAfterMs: 1_000,
  offerEveryMs: 1_000,
  requests: {perAddress: 10_000, perPrefix: 10_000},
};
const SITES = [
  {id: 'portal', key: SITE_KEY, origins: [PORTAL], entryPoints: [], callbacks: {queue: 'billing', consent: CONSENT}},
];
const RULES = {billing: {before: [{when: {kind: 'waiting', limit: 0}, action: {kind: 'callback'}}]}} as const;

/** What callers hear, each a tone of its own and as short as may be, so that the hubs themselves come to its end. */
const SOUNDS = {'callback-offer': 440, 'callback-promised': 660} as const;
const SOUND_S = 0.6;

export class KilledHubs {
  readonly ledger = new Ledger();
  readonly #hubs = new Map<number, HubProcess>();
  readonly #media = new Set<number>();
  readonly #stops: (() => Promise<unknown>)[] = [];
  readonly #sounds = new Map<string, readonly Uint8Array[]>();
  #started: {issuer: TestIssuer; database: TestDatabase; folder: string; opened: Database; place: Place} | null = null;
  /** That are there for all stories. */
  readonly #telephones: Story[] = [];
  #ports: readonly number[] = [];
  #told = 0;

  async start(): Promise<void> {
    const issuer = await startTestIssuer();
    this.#stops.push(() => issuer.stop());
    const database = await startTestDatabase();
    this.#stops.push(() => database.drop());
    const folder = await mkdtemp(join(tmpdir(), 'cbk-'));
    this.#stops.push(() => rm(folder, {recursive: true, force: true, maxRetries: 10}));
    const file = new URL('../../support/organisation.json', import.meta.url);
    const plain: unknown = JSON.parse(await readFile(file, 'utf8'));
    const organisation = withOverflow(RULES, {callbacks: CALLBACKS, sites: SITES})(Object(plain));
    await writeFile(join(folder, 'organisation.json'), JSON.stringify(organisation));
    this.#stops.push(() => this.#endAll());
    const ports = await findFreePorts(2);
    this.#ports = ports;
    for (const port of ports) await this.#run(port, {issuer, database, folder});
    const log = keepingLog();
    const opened = await openDatabase({connectionString: database.url, max: 3}, log);
    this.#stops.push(() => opened.close());
    const settings = await currentSettings(opened.db);
    const store = new HubStore(opened.db, () => settings);
    const query: Place['query'] = async (text, values = []) => (await opened.pool.query(text, [...values])).rows;
    this.#started = {issuer, database, folder, opened, place: {store, query, log}};
    for (const [name, hertz] of Object.entries(SOUNDS)) this.#sounds.set(name, await this.#record(name, hertz));
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).toReversed()) await stop();
  }

  get place(): Place {
    return this.#running.place;
  }

  get urls(): readonly string[] {
    return [...this.#hubs.values()].map(({url}) => url);
  }

  urlOf({port}: Pick<Story, 'port'>): string {
    return this.#hubs.get(port)?.url ?? '';
  }

  /** What is only in this sound. */
  packetsOf(name: keyof typeof SOUNDS): readonly Uint8Array[] {
    const text = (packet: Uint8Array): string => Buffer.from(packet).toString('base64');
    const others = [...this.#sounds].filter(([other]) => other !== name).flatMap(([, packets]) => packets.map(text));
    return (this.#sounds.get(name) ?? []).filter((packet) => !others.includes(text(packet)));
  }

  /** Of an agent, or of somebody with these roles; at either hub, whichever there is. */
  async desk(subject: string, roles?: readonly string[]): Promise<TestDesk> {
    const {issuer} = this.#running;
    const options = {hubUrls: this.urls, ...(roles === undefined ? {} : {roles})};
    const desk = await connectDesk({url: this.urls[0] ?? '', issuer}, subject, subject, options);
    this.#stops.push(() => desk.stop());
    return desk;
  }

  /** Waits for what the hubs come to by themselves. */
  async met(what: string, statement: string, ...values: readonly unknown[]): Promise<void> {
    await until(this.place, what, statement, values);
  }

  async callbackOf({number}: Pick<Story, 'number'>) {
    const rows = await this.place.query<{
      id: string;
      status: string;
      attempts: number;
      version: number;
      contact_id: string;
    }>('select id, status, attempts, version::int, contact_id from callback where number = $1', [number]);
    const [row] = rows;
    assert.ok(row !== undefined && rows.length === 1, `${rows.length} callbacks of one number`);
    return row;
  }

  /**
   * Tells a story from its beginning to its end. After one of its steps a hub dies, and is there again; with `both` the other dies then.
   * @returns how it ended, for whoever judges it
   */
  async tell(steps: readonly Step[], struck: number, both = false): Promise<Story> {
    const at = this.#told++;
    const story = await this.#newStory(at);
    try {
      for (const [done, step] of steps.entries()) {
        await step.do(story);
        if (done !== struck) continue;
        // Now the one the telephone is at, now the other.
        const first = step.heard === true ? story.port : (this.#ports[(at + struck) % 2] ?? 0);
        for (const port of both ? [first, ...this.#ports.filter((each) => each !== first)] : [first])
          await this.#strike(port, story);
      }
    } finally {
      await story.peer?.close();
    }
    return story;
  }

  /** A telephone that is there for all stories. */
  async telephone(number: string): Promise<Story> {
    const telephone = await this.#connect(number, this.#ports[0] ?? 0);
    this.#telephones.push(telephone);
    return telephone;
  }

  get #running() {
    assert.ok(this.#started !== null, 'the hubs run');
    return this.#started;
  }

  async #newStory(at: number): Promise<Story> {
    return this.#connect(`+1201555${String(8_000 + at)}`, this.#ports[at % 2] ?? 0);
  }

  async #connect(number: string, port: number): Promise<Story> {
    const phone = await connectPhone({url: this.urlOf({port})}, number);
    this.#stops.push(() => phone.stop());
    const [answered, rung] = [new Set<string>(), new Set<string>()];
    phone.states.each(({call}) => {
      if (call?.direction !== 'incoming') return;
      if (call.status === 'ringing') rung.add(call.callId);
      if (call.status !== 'connected' || answered.has(call.callId)) return;
      answered.add(call.callId);
      this.ledger.spoken.push(number);
    });
    return {...{number, phone, port, rung}, contactId: '', callbackId: '', token: '', from: 0, peer: null};
  }

  /** One of them dies in the middle of whatever it does, and is there again a little later; the other goes on meanwhile. */
  async #strike(port: number, story: Story): Promise<void> {
    const concerned = [story, ...this.#telephones].filter((each) => each.port === port);
    const known = concerned.map(({phone: {states}}) => ({states, from: states.all.length}));
    await this.#hubs.get(port)?.end('SIGKILL');
    await this.#run(port, this.#running);
    // A telephone that is away cannot be rung, as anybody's.
    for (const {states, from} of known) await states.find('the telephone is back', () => true, from);
  }

  async #run(port: number, given: {issuer: TestIssuer; database: TestDatabase; folder: string}): Promise<void> {
    const runDir = join(given.folder, `${port}`);
    const hub = await runHub(given.folder, given.issuer, `${port}`, 'the hub is ready', {
      DATABASE_URL: given.database.url,
      CORDBOARD_RUN_DIR: runDir,
      CORDBOARD_ORGANISATION: join(given.folder, 'organisation.json'),
    });
    this.#hubs.set(port, hub);
    const record = await readRunRecord(runDir);
    if (record !== null) this.#media.add(record.pid);
  }

  async #endAll(): Promise<void> {
    for (const hub of this.#hubs.values())
      if (hub.child.exitCode === null && hub.child.signalCode === null) await hub.end('SIGKILL');
    for (const pid of this.#media) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }

  async #record(name: string, hertz: number): Promise<readonly Uint8Array[]> {
    const authorization = `Bearer ${await this.#running.issuer.token('admin', {roles: ['admin']})}`;
    const url = `${this.urls[0] ?? ''}/admin/prompts/${name}/en/audio`;
    const headers = {authorization, 'content-type': 'audio/wav'};
    const body = new Uint8Array(toneWav(hertz, 0.5, SOUND_S));
    assert.equal((await fetch(url, {method: 'PUT', headers, body})).status, 200);
    const audio = await fetch(url, {headers: {authorization}});
    return opusPackets(new Uint8Array(await audio.arrayBuffer()));
  }
}

type Kinds = Readonly<Record<string, {readonly steps: readonly Step[]; readonly from?: number}>>;

/** One test for each step of each kind, from place `from` on: those before it are struck in another kind. */
export function tellAll(kinds: Kinds, title: (kind: string, step: string) => string, run: Run): void {
  for (const [kind, {steps, from = 0}] of Object.entries(kinds))
    for (const [struck, {name}] of steps.entries())
      if (struck >= from) it(title(kind, name), () => run(steps, struck, kind));
}

type Run = (steps: readonly Step[], struck: number, kind: string) => Promise<void>;
