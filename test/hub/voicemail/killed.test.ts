import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {findFreePorts} from '../../../demo/free-ports.ts';
import {currentSettings} from '../../../hub/organisation/current-settings.ts';
import {type Database, openDatabase} from '../../../hub/store/database.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {recordedPackets} from '../../../hub/voice/recording-file.ts';
import {readRunRecord} from '../../../hub/voice/run-record.ts';
import {soundOfVoicemail} from '../../../hub/voicemail/voicemail-store.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {type TestHub, type TestIssuer, keepingLog, startTestIssuer} from '../../support/test-hub.ts';
import {until} from '../flows/scenes.ts';
import {withOverflow} from '../overflow/overflow-world.ts';
import {type HubProcess, isAlive, runHub} from '../process/hub-process.ts';
import {VOICEMAIL_AT_ONCE, caller, callersGone, messageOf, words} from './voicemail-world.ts';

const PIECES =
  'select count(*)::int as n from voicemail_piece join voicemail v on v.id = voicemail_id where v.contact_id = $1';

describe('a message whose hub or media process is killed while it is left', {timeout: 180_000}, () => {
  let issuer: TestIssuer;
  let database: TestDatabase;
  let folder: string;
  let opened: Database;
  let place: Pick<TestHub, 'store' | 'query' | 'log' | 'url'>;
  let port: number;
  let hub: HubProcess;
  const media = new Set<number>();

  before(async () => {
    issuer = await startTestIssuer();
    database = await startTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vmk-'));
    const plain: unknown = JSON.parse(
      await readFile(new URL('../../support/organisation.json', import.meta.url), 'utf8'),
    );
    await writeFile(
      join(folder, 'organisation.json'),
      JSON.stringify(withOverflow({billing: VOICEMAIL_AT_ONCE})(Object(plain))),
    );
    [port = 0] = await findFreePorts(1);
    await start();
    const log = keepingLog();
    opened = await openDatabase({connectionString: database.url, max: 3}, log);
    const settings = await currentSettings(opened.db);
    place = {
      url: hub.url,
      store: new HubStore(opened.db, () => settings),
      query: async (text, values = []) => (await opened.pool.query(text, [...values])).rows,
      log,
    };
  });

  after(async () => {
    await callersGone();
    if (hub.child.exitCode === null && hub.child.signalCode === null) await hub.end('SIGKILL');
    for (const pid of media) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await opened?.close();
    await issuer?.stop();
    await database?.drop();
    await rm(folder, {recursive: true, force: true, maxRetries: 10});
  });

  async function start(): Promise<number> {
    const runDir = join(folder, 'run');
    hub = await runHub(folder, issuer, `${port}`, 'the hub is ready', {
      DATABASE_URL: database.url,
      CORDBOARD_RUN_DIR: runDir,
      CORDBOARD_ORGANISATION: join(folder, 'organisation.json'),
    });
    const pid = (await readRunRecord(runDir))?.pid ?? 0;
    media.add(pid);
    return pid;
  }

  async function spokenIn(contactId: string): Promise<string> {
    const id = await messageOf(place, contactId);
    const pieces = await soundOfVoicemail({tx: place.store.db}, id);
    return pieces
      .flatMap((piece) => [...recordedPackets(piece)])
      .map(hexOf)
      .join('\n');
  }

  it('[VX-5] is whole although the hub was dead while half of it was said', async () => {
    const ada = await caller(place, '+12015550176');
    await ada.at('greeting');
    await ada.peer.press('#');
    await ada.at('recording');
    const spoken = await words();
    await ada.peer.say(spoken);
    await until(place, 'a piece is kept', `exists (${PIECES.replace('count(*)::int as n', '1')})`, [ada.contactId]);
    const known = ada.phone.states.all.length;
    await hub.end('SIGKILL');
    await ada.peer.say(spoken);
    await start();
    await ada.phone.states.find('the telephone is back', () => true, known);
    await ada.peer.say(spoken);
    await ada.peer.press('#');
    const kept = await spokenIn(ada.contactId);
    const said = spoken.map(hexOf).join('\n');
    assert.equal(kept.split(said).length - 1, 3, 'each of the three times, whole');
  });

  it('[VX-6] is what had been said until then where the media process was killed, and the caller is gone', async () => {
    const ben = await caller(place, '+12015550177', 'Ben');
    await ben.at('greeting');
    await ben.peer.press('#');
    await ben.at('recording');
    const spoken = await words();
    await ben.peer.say(spoken);
    await ben.peer.say(spoken);
    const [{n: before} = {n: 0}] = await place.query<{n: number}>(PIECES, [ben.contactId]);
    assert.ok(before > 0);
    const pid = (await readRunRecord(join(folder, 'run')))?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await ben.phone.client.send('HangUpCall', {callId: ben.contactId});
    await until(place, 'the call is over', `exists (select 1 from contact where id = $1 and status = 'ended')`, [
      ben.contactId,
    ]);
    // As if half a minute had passed.
    await place.query(`update contact set ended_at = now() - interval '1 minute' where id = $1`, [ben.contactId]);
    const kept = await spokenIn(ben.contactId);
    assert.ok(kept.includes(spoken.map(hexOf).join('\n')));
    const pids = (await readRunRecord(join(folder, 'run')))?.pid;
    if (pids !== undefined) media.add(pids);
  });
});

function hexOf(packet: Uint8Array): string {
  return Buffer.from(packet).toString('hex');
}
