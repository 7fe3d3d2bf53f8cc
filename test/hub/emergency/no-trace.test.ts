import assert from 'node:assert/strict';
import {readFile, readdir, readlink, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import type {TestPhone} from '../../support/desk-client.ts';
import {connectPhone} from '../../support/desk-client.ts';
import {type TestMailServer, startMailServer} from '../../support/mail-server.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {type Person, person} from '../parties/scenes.ts';
import {speak} from '../phone/telephones.ts';
import {
  CALLBACK_NUMBERS,
  answer,
  dials,
  ends,
  hubForEmergencies,
  isStatus,
  responders,
  speakAs,
} from './emergency-world.ts';

/** Somebody has tried to send it, in vain, and nobody has it now. */
const UNSENT = `select 1 from emergency_mail where delivery->'attempts' <> '0' and delivery->'taken' = 'null'`;

/** Where an emergency may be while it is on; all of it is deleted with it. */
const SHORT_LIVED = ['agent_emergency', 'emergency_call', 'emergency_description', 'emergency_mail'];

/** Says of a number that it is used, by nobody's name; and what the responders' simulated telephone pressed, by its own number. */
const OF_NO_AGENT = ['emergency_number', 'command'];

/** Who is told by mail: a setting of the organisation's, and besides that only in the mail. */
const CONTACT = 'lead@northwind.example';

describe('what an emergency leaves behind', {timeout: 120_000}, () => {
  let server: TestMailServer;
  let hub: TestHub;
  let psap: TestPhone;
  let line: TestPhone;
  let marked: Person;
  const legs: LegPeer[] = [];
  /** Of the call and its legs. */
  const ids: string[] = [];

  before(async () => {
    server = await startMailServer();
    hub = await hubForEmergencies(
      {configuration: {mail: {url: server.url, from: 'desk@northwind.example'}}},
      {notifications: CONTACT},
    );
    psap = await responders(hub);
    line = await connectPhone(hub, '+12015550178');
    marked = await person(hub);
  });

  after(async () => {
    await Promise.all(legs.map((each) => each.close()));
    for (const each of [marked, line, psap]) await each?.stop();
    await hub?.stop();
    await server?.stop();
  });

  async function tables(): Promise<readonly string[]> {
    const rows = await hub.query<{name: string}>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
    );
    return rows.map(({name}) => name);
  }

  /** How many rows each table has that may not know of it. */
  async function counts(): Promise<Readonly<Record<string, number>>> {
    const found: Record<string, number> = {};
    for (const name of await tables()) {
      if (SHORT_LIVED.includes(name) || OF_NO_AGENT.includes(name)) continue;
      const [row] = await hub.query<{count: number}>(`select count(*)::int as count from ${name}`);
      found[name] = row?.count ?? 0;
    }
    return found;
  }

  /** Every file in the hub's folder with its length (what the compiler keeps of the program aside), and what hub and media process have open for writing. */
  async function files(): Promise<readonly string[]> {
    const {dataDir, runDir} = hub.configuration;
    const media: {pid: number} = JSON.parse(await readFile(join(runDir, 'media.json'), 'utf8'));
    const kept = await readdir(dataDir, {recursive: true, withFileTypes: true});
    const paths = kept.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    const own = paths.filter((path) => !path.startsWith(join(runDir, 'code')));
    const lengths = await Promise.all(own.map(async (path) => `${path} ${await lengthOf(path)}`));
    const open = await Promise.all([process.pid, media.pid].map(openForWriting));
    return [...lengths, ...open.flat()].toSorted();
  }

  /** Every row outside the short-lived tables that names one of these, by table. */
  async function rowsWith(...names: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
    const found: Record<string, readonly string[]> = {};
    for (const name of await tables()) {
      if (SHORT_LIVED.includes(name)) continue;
      const rows = await hub.query<{row: string}>(
        `select to_jsonb(t)::text as row from ${name} t where to_jsonb(t)::text ilike any($1) order by 1`,
        [names.map((each) => `%${each}%`)],
      );
      if (rows.length > 0) found[name] = rows.map(({row}) => row);
    }
    return found;
  }

  /** Agents are asked to be looked at after any call; routing has done so. */
  async function looked(): Promise<void> {
    while ((await hub.query('select 1 from agent_due')).length > 0)
      await new Promise((resolve) => setImmediate(resolve));
  }

  it('[EM-29] [EM-30] nothing that names the agent changes, in the call, in the callback and after it', async () => {
    const {agentId} = marked;
    const names = [agentId, marked.subject, CONTACT];
    server.mood = 'refuses';
    await looked();
    const before = await rowsWith(...names);
    const [rows, kept] = [await counts(), await files()];
    assert.ok(kept.length > 0, 'the hub has files to be found');
    assert.ok(Object.keys(before).length > 1, 'the agent is there to be found');
    const own = await dials(marked);
    legs.push(await speakAs(marked, own));
    ids.push(own.callId, own.leg?.id ?? own.callId);
    const {callId} = await answer(psap, own);
    await isStatus(marked, 'connected');
    legs.push(await speak(psap, callId));
    await psap.states.find(
      'they speak',
      ({call}) => call?.callId === callId && !call.lost && call.status === 'connected',
    );
    // The mail is written, tried and not sent: it waits, and nothing else knows of it.
    await server.mails.find('a mail that is refused', () => true);
    while ((await hub.query(UNSENT)).length === 0) await immediate();
    assert.deepEqual(await rowsWith(...names), before);
    assert.deepEqual([await counts(), await files()], [rows, kept]);
    // What ties the two is in the short-lived tables, and only there.
    const tied = await rowsWith(own.callId, own.leg?.id ?? own.callId);
    assert.deepEqual(tied, {});
    assert.equal((await hub.query('select 1 from emergency_call where agent_id = $1', [agentId])).length, 1);
    server.mood = 'takes';
    await hub.query(`update emergency_mail set delivery = delivery || '{"notBefore": 1}'`);
    await marked.emergencies.find('they are told', (each) => each.own?.contacts === 'told');
    assert.deepEqual(await hub.query('select 1 from emergency_mail'), []);
    assert.deepEqual(await rowsWith(...names), before);
    await psap.client.send('HangUpCall', {callId});
    await isStatus(marked, 'dropped');
    const from = marked.emergencies.all.length;
    await line.client.send('PlaceCall', {to: CALLBACK_NUMBERS[0] ?? '', name: null, data: {}});
    const rung = await isStatus(marked, 'ringing-back', from);
    await marked.hub.send('AnswerEmergency', {callId: rung.callId});
    await ends(marked, own.callId);
    await hub.query(
      `update emergency_call set state = jsonb_set(state, '{callbackUntil}', '1'), until_at = to_timestamp(1)`,
    );
    const told = marked.emergencies.all.length;
    await marked.emergencies.find('it is forgotten', (each) => each.own === null, told);
    await looked();
    assert.deepEqual(await rowsWith(...names), before);
    for (const table of (await tables()).filter((each) => SHORT_LIVED.includes(each)))
      assert.deepEqual(await hub.query(`select 1 from ${table}`), [], table);
    assert.deepEqual([await counts(), await files()], [rows, kept]);
    assert.deepEqual(await rowsWith(own.callId, own.leg?.id ?? own.callId), {});
  });

  it('[EM-30] no log line, of the hub or of the media process, names the agent, a number or the call', async () => {
    const media = await readFile(join(hub.configuration.runDir, 'media.log'), 'utf8');
    for (const lines of [JSON.stringify(hub.log.lines), media]) {
      for (const each of [marked.agentId, marked.subject, CONTACT, ...ids, ...CALLBACK_NUMBERS])
        assert.equal(lines.includes(each), false);
      assert.equal(/emergenc/i.test(lines), false);
    }
  });

  it('[EM-30] no figure of the hub speaks of it', async () => {
    const text = await (await fetch(`${hub.url}/metrics`)).text();
    assert.ok(text.includes('cordboard_commands_total'));
    // Names and labels: among the values any three digits may stand by chance.
    const named = text.replaceAll(/ [^ \n]+$/gm, '');
    assert.doesNotMatch(named, /emergenc|911/i);
  });
});

/** What a log says is looked at apart. */
async function lengthOf(path: string): Promise<string> {
  return path.endsWith('.log') ? 'a log' : String((await stat(path)).size);
}

/** The files that a process may write to, where the system tells. */
async function openForWriting(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const found = await Promise.all(
    (await readdir(folder).catch(() => [])).map(async (fd) => {
      const [path, info] = await Promise.all([
        readlink(join(folder, fd)).catch(() => ''),
        readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8').catch(() => ''),
      ]);
      const flags = Number.parseInt(/^flags:\s*(\d+)/m.exec(info)?.[1] ?? '0', 8);
      const writes = (flags & 3) !== 0;
      return writes && path.startsWith('/') && !path.startsWith('/dev/') ? [path] : [];
    }),
  );
  return found.flat();
}
