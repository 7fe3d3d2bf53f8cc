import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {findFreePorts} from '../../../demo/free-ports.ts';
import {currentSettings} from '../../../hub/organisation/current-settings.ts';
import {type Database, openDatabase} from '../../../hub/store/database.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {readRunRecord} from '../../../hub/voice/run-record.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {BILLING_LINE, type TestHub, type TestIssuer, keepingLog, startTestIssuer} from '../../support/test-hub.ts';
import {brokenCall} from '../callbacks/broken-calls.ts';
import {schedules} from '../callbacks/callback-world.ts';
import {CONSENT, PORTAL, SITE_KEY, receiptIn, requestWith, send} from '../callbacks/request-world.ts';
import {accept, becomeAvailable, becomeIdle, finish, offerOf} from '../desk/scenes.ts';
import {hear, until} from '../flows/scenes.ts';
import {type HubProcess, isAlive, runHub} from '../process/hub-process.ts';
import {CALLBACK_AT_ONCE, ONE, passTime, tellMenu, withOverflow} from './overflow-world.ts';

const SITES = [
  {id: 'portal', key: SITE_KEY, origins: [PORTAL], entryPoints: [], callbacks: {queue: 'billing', consent: CONSENT}},
];

/** A promise under way, and whose telephone it is about. */
type Story = {
  readonly number: string;
  readonly phone: TestPhone;
  /** Of the hub that it is connected to. */
  readonly port: number;
  contactId: string;
  callbackId: string;
  from: number;
};

type Step = {readonly name: string; do(story: Story): Promise<void>};

describe('hubs that are killed between any two steps of a callback', {timeout: 300_000}, () => {
  let issuer: TestIssuer;
  let database: TestDatabase;
  let folder: string;
  let opened: Database;
  let place: Pick<TestHub, 'store' | 'query' | 'log'>;
  let ports: readonly number[];
  let anna: TestDesk;
  const hubs = new Map<number, HubProcess>();
  const media = new Set<number>();
  const phones: TestPhone[] = [];
  /** Outside of the database: what was promised, and who was spoken to for it. */
  const promised: string[] = [];
  const spoken: string[] = [];

  before(async () => {
    issuer = await startTestIssuer();
    database = await startTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'cbk-'));
    const plain: unknown = JSON.parse(
      await readFile(new URL('../../support/organisation.json', import.meta.url), 'utf8'),
    );
    const callbacks = {
      entryPoint: 'billing-line',
      callingHours: {from: '00:00', to: '24:00'},
      attempts: 10,
      retryMs: 1_000,
    };
    const rules = {
      billing: {
        before: [
          {
            when: {kind: 'waiting', limit: 0} as const,
            action: CALLBACK_AT_ONCE.before[0]?.action ?? {kind: 'callback' as const},
          },
        ],
      },
    };
    await writeFile(
      join(folder, 'organisation.json'),
      JSON.stringify(withOverflow(rules, {callbacks, sites: SITES})(Object(plain))),
    );
    ports = await findFreePorts(2);
    for (const port of ports) await start(port);
    const log = keepingLog();
    opened = await openDatabase({connectionString: database.url, max: 3}, log);
    const settings = await currentSettings(opened.db);
    place = {
      store: new HubStore(opened.db, () => settings),
      query: async (text, values = []) => (await opened.pool.query(text, [...values])).rows,
      log,
    };
    const urls = [...hubs.values()].map(({url}) => url);
    anna = await connectDesk({url: urls[0] ?? '', issuer}, 'anna', 'anna', {hubUrls: urls});
  });

  after(async () => {
    for (const phone of phones) await phone.stop();
    await anna?.stop();
    for (const hub of hubs.values())
      if (hub.child.exitCode === null && hub.child.signalCode === null) await hub.end('SIGKILL');
    for (const pid of media) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await opened?.close();
    await issuer?.stop();
    await database?.drop();
    await rm(folder, {recursive: true, force: true, maxRetries: 10});
  });

  async function start(port: number): Promise<void> {
    const runDir = join(folder, `${port}`);
    const hub = await runHub(folder, issuer, `${port}`, 'the hub is ready', {
      DATABASE_URL: database.url,
      CORDBOARD_RUN_DIR: runDir,
      CORDBOARD_ORGANISATION: join(folder, 'organisation.json'),
    });
    hubs.set(port, hub);
    const record = await readRunRecord(runDir);
    if (record !== null) media.add(record.pid);
  }

  /** One of them dies in the middle of whatever it does, and is there again a little later; the other goes on meanwhile. */
  async function strike(port: number, {phone, port: itsPort}: Story): Promise<void> {
    const known = phone.states.all.length;
    await hubs.get(port)?.end('SIGKILL');
    await start(port);
    // A telephone that is away cannot be rung, as anybody's.
    if (port === itsPort) await phone.states.find('the telephone is back', () => true, known);
  }

  async function newStory(at: number): Promise<Story> {
    const number = `+1201555${String(8_000 + at)}`;
    const port = ports[at % 2] ?? 0;
    const phone = await connectPhone({url: hubs.get(port)?.url ?? ''}, number);
    phones.push(phone);
    const answered = new Set<string>();
    phone.states.each(({call}) => {
      if (call?.direction !== 'incoming' || call.status !== 'connected' || answered.has(call.callId)) return;
      answered.add(call.callId);
      spoken.push(number);
    });
    return {number, phone, port, contactId: '', callbackId: '', from: 0};
  }

  const met = (what: string, statement: string, story: Story) => until(place, what, statement, [story.number]);
  const OF_NUMBER = 'select 1 from callback where number = $1';

  const KEPT: readonly Step[] = [
    {
      name: 'it rings at an agent',
      async do(story) {
        story.from = anna.events.all.length;
        await becomeAvailable(anna);
        await met(
          'its contact rings',
          `exists (select 1 from callback join contact on contact.id = callback.contact_id where number = $1 and contact.status = 'offered')`,
          story,
        );
      },
    },
    {
      name: 'the agent accepts',
      async do(story) {
        const [row] = await place.query<{contact_id: string}>('select contact_id from callback where number = $1', [
          story.number,
        ]);
        story.contactId = row?.contact_id ?? '';
        await accept(anna, await offerOf(anna, story.contactId, story.from));
      },
    },
    {
      name: 'the customer is rung',
      async do(story) {
        await story.phone.states.find(
          'it rings',
          ({call}) => call?.status === 'ringing' && call.callId === story.contactId,
        );
      },
    },
    {
      name: 'the customer answers',
      async do(story) {
        assert.equal((await story.phone.client.send('AnswerCall', {callId: story.contactId})).status, 'done');
        await story.phone.states.find(
          'they speak',
          ({call}) => call?.status === 'connected' && call.direction === 'incoming' && call.callId === story.contactId,
        );
        await met('it is kept', `exists (${OF_NUMBER} and status = 'kept')`, story);
      },
    },
  ];

  const DIRECT: readonly Step[] = [
    {
      name: 'a caller waits',
      async do(story) {
        await story.phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
        const {call} = await story.phone.states.find('its call', (each) => each.call !== null);
        story.contactId = call?.callId ?? '';
        await hear(place, story.contactId);
      },
    },
    {
      name: 'a callback is offered',
      async do(story) {
        await passTime(place, story.contactId, 'wait-menu');
        await until(place, 'the offer', `exists (select 1 from wait_menu where contact_id = $1 and step = 'offer')`, [
          story.contactId,
        ]);
      },
    },
    {
      name: 'the key is pressed',
      async do(story) {
        await tellMenu(place, story.contactId, ONE);
        promised.push(story.number);
      },
    },
    {
      name: 'the goodbye is over',
      async do(story) {
        await passTime(place, story.contactId, 'wait-menu');
        await story.phone.states.find(
          'the line is released',
          ({call}) => call?.callId === story.contactId && call.status === 'ended',
        );
      },
    },
    ...KEPT,
  ];

  const SCHEDULED: readonly Step[] = [
    {
      name: 'it is scheduled',
      async do(story) {
        story.callbackId = await schedules(anna, {number: story.number});
        promised.push(story.number);
      },
    },
    {
      name: 'its time has come',
      async do(story) {
        await place.query(
          `with due as (update callback set starts_at = now(), due_at = now(), ends_at = now() + interval '1 hour',
             expires_at = now() + interval '2 hours' where number = $1 and status = 'scheduled')
           select pg_notify('cordboard_wake', 'callback')`,
          [story.number],
        );
        await met('it is queued', `exists (${OF_NUMBER} and status = 'queued')`, story);
      },
    },
    ...KEPT,
  ];

  const WEB: readonly Step[] = [
    {
      name: 'it is asked for on a page elsewhere',
      async do(story) {
        const request = await requestWith(place, {number: story.number});
        // Who gets no answer sends the same again, to whichever hub there is.
        const receipt = await receiptIn(await send({url: hubs.get(story.port)?.url ?? ''}, 'POST', '', request));
        promised.push(story.number);
        const other = [...hubs.values()].find(({url}) => url !== hubs.get(story.port)?.url);
        const again = await receiptIn(await send({url: other?.url ?? ''}, 'POST', '', request));
        assert.equal(again.token, receipt.token);
      },
    },
    {
      name: 'its contact waits',
      do: (story) => met('it is queued', `exists (${OF_NUMBER} and status = 'queued')`, story),
    },
    ...KEPT,
  ];

  const BROKEN: readonly Step[] = [
    ...brokenCall({hub: () => place, desk: () => anna, onGivenUp: ({number}) => promised.push(number)}),
    ...KEPT,
  ];

  let stories = 0;

  for (const [kind, steps] of Object.entries({direct: DIRECT, scheduled: SCHEDULED, web: WEB, 'broken-off': BROKEN}))
    for (const [struck, {name}] of steps.entries())
      it(`[PK-27] a ${kind} one is kept exactly once when a hub dies after: ${name}`, async () => {
        const at = stories++;
        const story = await newStory(at);
        for (const [done, step] of steps.entries()) {
          await step.do(story);
          // Now the one the telephone is at, now the other.
          if (done === struck) await strike(ports[(at + struck) % 2] ?? 0, story);
        }
        await finish(anna, story.contactId);
        await becomeIdle(anna);
        assert.deepEqual(
          spoken.filter((number) => number === story.number),
          promised.filter((number) => number === story.number),
        );
        assert.equal((await place.query(`${OF_NUMBER} and status = 'kept'`, [story.number])).length, 1);
        assert.equal((await place.query(OF_NUMBER, [story.number])).length, 1);
      });

  it('[PK-27] what was promised and who was spoken to are the same, by a ledger outside of the database', () => {
    assert.deepEqual(spoken.toSorted(), promised.toSorted());
    assert.equal(promised.length, DIRECT.length + SCHEDULED.length + WEB.length + BROKEN.length);
  });
});
