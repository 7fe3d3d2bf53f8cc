import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {currentSettings} from '../../../hub/organisation/current-settings.ts';
import {type Database, openDatabase} from '../../../hub/store/database.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {placeCall} from '../../../hub/phone/place-call.ts';
import {readRunRecord} from '../../../hub/voice/run-record.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {type TestHub, type TestIssuer, keepingLog, startTestIssuer} from '../../support/test-hub.ts';
import {type HubProcess, isAlive, runHub} from '../process/hub-process.ts';
import {hear, line, passTime, read, until, withFlows} from './scenes.ts';

const STEPS = 12;

/** Each sound after another variable was set: what is lost shows, and what is done twice. */
const steps = [
  ...Array.from({length: STEPS}, (_unused, at) => [
    {id: `set-${at}`, kind: 'set', variable: 'customerId', value: `${at}`, next: `play-${at}`},
    {id: `play-${at}`, kind: 'play', sounds: ['please-hold'], next: at + 1 < STEPS ? `set-${at + 1}` : 'queue'},
  ]).flat(),
  {id: 'queue', kind: 'queue', queue: 'billing'},
];

describe('hubs that are killed between two steps of a flow', () => {
  let issuer: TestIssuer;
  let database: TestDatabase;
  let folder: string;
  let opened: Database;
  let place: Pick<TestHub, 'store' | 'query' | 'log'>;
  const hubs: HubProcess[] = [];
  const media = new Set<number>();

  before(async () => {
    issuer = await startTestIssuer();
    database = await startTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'cbf-'));
    const plain: unknown = JSON.parse(
      await readFile(new URL('../../support/organisation.json', import.meta.url), 'utf8'),
    );
    await writeFile(join(folder, 'organisation.json'), JSON.stringify(withFlows({long: steps})(Object(plain))));
  });

  after(async () => {
    for (const hub of hubs) if (hub.child.exitCode === null && hub.child.signalCode === null) await hub.end('SIGKILL');
    for (const pid of media) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await opened?.close();
    await issuer?.stop();
    await database?.drop();
    await rm(folder, {recursive: true, force: true, maxRetries: 10});
  });

  async function start(name: string): Promise<HubProcess> {
    const runDir = join(folder, name);
    const hub = await runHub(folder, issuer, '0', 'the hub is ready', {
      DATABASE_URL: database.url,
      CORDBOARD_RUN_DIR: runDir,
      CORDBOARD_ORGANISATION: join(folder, 'organisation.json'),
    });
    hubs.push(hub);
    const record = await readRunRecord(runDir);
    if (record !== null) media.add(record.pid);
    return hub;
  }

  it('[FL-11] nothing is lost and nothing done twice: another hub goes on where it was, or the next one', async () => {
    let [one, other] = [await start('one'), await start('other')];
    const log = keepingLog();
    opened = await openDatabase({connectionString: database.url, max: 3}, log);
    const settings = await currentSettings(opened.db);
    place = {
      store: new HubStore(opened.db, () => settings),
      query: async (text, values = []) => (await opened.pool.query(text, [...values])).rows,
      log,
    };
    const body = {to: line('long', ['long']), name: null, data: {}};
    const number = '+12015560001';
    assert.equal(await place.store.decide((work) => placeCall(work, {number, mediaProcessId: null}, body)), null);
    const {rows} = await opened.pool.query<{id: string}>('select id from contact');
    const contactId = rows[0]?.id ?? '';
    await hear(place, contactId);
    for (let step = 0; step < STEPS; step += 1) {
      await until(place, `step ${step}`, 'exists (select 1 from flow_run where contact_id = $1 and step = $2)', [
        contactId,
        `play-${step}`,
      ]);
      const contact = await read(place, contactId);
      const value = contact.variables.find(({name}) => name === 'customerId');
      assert.deepEqual([value?.value, value?.version], [`${step}`, step + 2]);
      if (step === 3) await one.end('SIGKILL');
      if (step === 6) {
        await other.end('SIGKILL');
        one = await start('one again');
      }
      // The step is due the moment its hub dies: whatever it had not committed, another does.
      if (step === 9) other = await start('other again');
      await passTime(place, contactId);
      if (step === 9) await one.end('SIGKILL');
    }
    await until(place, 'the queue', `exists (select 1 from contact where id = $1 and queue_id = 'billing')`, [
      contactId,
    ]);
    const {rows: left} = await opened.pool.query('select 1 from flow_run');
    assert.equal(left.length, 0);
    assert.equal(other.child.exitCode, null);
  });
});
