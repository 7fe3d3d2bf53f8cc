import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {Client} from 'pg';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import {readRunRecord} from '../../../hub/voice/run-record.ts';
import type {HubEvent} from '../../../src/api/wire/events.ts';
import {type Contact, isCustomerHeld} from '../../../src/domain/contact.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {BILLING_LINE, type TestIssuer, startTestIssuer} from '../../support/test-hub.ts';
import {type HubProcess, gone, isAlive, runHub} from './hub-process.ts';

/** Several hubs, each a process with a media process of its own, on one PostgreSQL. */
const JOINS_MAX = 4;

describe('several hub processes', () => {
  let issuer: TestIssuer;
  let database: TestDatabase;
  let sql: Client;
  let folder: string;
  const hubs: HubProcess[] = [];
  const media = new Set<number>();
  const ends: (() => Promise<void> | void)[] = [];
  let calls = 0;

  before(async () => {
    issuer = await startTestIssuer();
    database = await startTestDatabase();
    sql = new Client({connectionString: database.url});
    await sql.connect();
    folder = await mkdtemp(join(tmpdir(), 'cbm-'));
  });

  after(async () => {
    for (const end of ends.toReversed()) await end();
    for (const hub of hubs) if (runs(hub)) await hub.end('SIGKILL');
    for (const pid of media) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await sql?.end();
    await issuer?.stop();
    await database?.drop();
    await rm(folder, {recursive: true, force: true, maxRetries: 10});
  });

  const runDirOf = (name: string) => join(folder, name);

  async function start(name: string, port = '0', env: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
    const hub = await runHub(folder, issuer, port, 'the hub is ready', {
      DATABASE_URL: database.url,
      CORDBOARD_RUN_DIR: runDirOf(name),
      ...env,
    });
    hubs.push(hub);
    media.add(await mediaPid(name));
    return hub;
  }

  async function mediaPid(name: string): Promise<number> {
    const record = await readRunRecord(runDirOf(name));
    assert.ok(record !== null);
    return record.pid;
  }

  /** A call whose sound is at `at`, with the desk at `desks`: both sides have joined with real audio. */
  async function talk(at: HubProcess, subject: string, desks: readonly string[]): Promise<Call> {
    const [url = ''] = desks;
    const desk = await connectDesk({url, issuer}, subject, subject, {hubUrls: desks});
    ends.push(() => desk.stop());
    await desk.hub.send('SetPresence', {base: 'available', reason: null});
    calls += 1;
    const phone = await connectPhone(at, `+120155570${String(calls).padStart(2, '0')}`);
    ends.push(() => phone.stop());
    assert.equal((await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}})).status, 'done');
    const offered = await desk.events.find('an offer', (event) => event.type === 'ContactOffered');
    assert.ok(offered.type === 'ContactOffered');
    const {id: offerId, fence} = offered.offer;
    assert.equal((await desk.hub.send('AcceptOffer', {offerId, fence})).status, 'done');
    await desk.hub.send('ClaimSoftphone', {deskId: desk.deskId, label: 'Test', takeOver: false});
    const {contact} = await desk.event('ContactConnected');
    const call = {desk, phone, contactId: contact.id, legId: legOf(contact)};
    await joinPhone(call, 1);
    await joinDesk(call, 1);
    await changed(call, (each) => allConnected(each));
    await heardByAll(call);
    return call;
  }

  /** Until the media process has been told of everything: a plan that is behind would be a reason to take it over. */
  async function heardByAll({contactId}: Call): Promise<void> {
    for (;;) {
      const {rows} = await sql.query('select 1 from contact where id = $1 and media_version = version', [contactId]);
      if (rows.length > 0) return;
    }
  }

  async function joinDesk({desk, contactId, legId}: Call, epoch: number): Promise<LegPeer> {
    return kept(async (sdp) => {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await desk.hub.send('ConnectLeg', {contactId, legId, epoch, sdp});
        if (reply.status === 'done') return reply.result.sdp;
        // As a browser does: nobody answers until the call has been taken over, and then the same description is good.
        assert.ok(reply.code === 'internal' && attempt < JOINS_MAX, JSON.stringify(reply));
      }
    });
  }

  async function joinPhone({phone, contactId}: Call, epoch: number): Promise<LegPeer> {
    return kept(async (sdp) => {
      const reply = await phone.client.send('ConnectCall', {callId: contactId, epoch, sdp});
      assert.ok(reply.status === 'done' && reply.sdp !== null, JSON.stringify(reply));
      return reply.sdp;
    });
  }

  async function kept(connect: (sdp: string) => Promise<string>): Promise<LegPeer> {
    const peer = await joinLeg(connect);
    ends.push(() => peer.close());
    return peer;
  }

  /** Until a hub has looked around for a while: what it did not do by then it does not do. */
  async function looksOfTakeover(hub: HubProcess): Promise<void> {
    const id = hub.lines.find((line) => line.msg === 'the hub is ready')?.['hubId'];
    const [{at}] = (await sql.query('select now() as at')).rows;
    for (;;) {
      const {rows} = await sql.query(
        `select 1 from hub_process where id = $1 and heartbeat_at > $2::timestamptz + interval '4 seconds'`,
        [id, at],
      );
      if (rows.length > 0) return;
    }
  }

  async function processOf(contactId: string): Promise<string> {
    const {rows} = await sql.query('select media_process_id as id from contact where id = $1', [contactId]);
    return rows[0].id;
  }

  it('[NL-10] a media process whose hub is away is left alone, until something is wanted of it', async () => {
    const [a, b] = [await start('a'), await start('b')];
    const call = await talk(a, 'lea', [b.url]);
    const before = await processOf(call.contactId);
    const from = b.lines.length;
    await a.end('SIGKILL');
    await b.line('a hub gives no sign of life', from);
    await looksOfTakeover(b);
    assert.equal(await processOf(call.contactId), before, 'they talk on where they are');
    const events = call.desk.events.all.length;
    assert.equal((await call.desk.hub.send('HoldContact', {contactId: call.contactId})).status, 'done');
    const {contact} = await changed(call, (each) => each.mediaProcessId !== before, events);
    assert.ok(isCustomerHeld(contact), 'hold is kept');
    await joinDesk(call, 2);
    await changed(call, (each) => connectedLeg(each, call.legId), events);
    const again = await start('a', new URL(a.url).port);
    assert.equal(again.lines.find((line) => line.msg === 'a media process is ready')?.['adopted'], true);
    await call.phone.states.find('the phone is told', (state) => state.call?.lost === true);
    await joinPhone(call, 2);
    await changed(call, (each) => allConnected(each) && isCustomerHeld(each), events);
    const adopted = await MediaProcess.adopt({runDir: runDirOf('a')});
    assert.deepEqual((await adopted?.hello())?.plans, [], 'what was taken over is carried once');
    adopted?.detach();
  });

  it('[NL-10] [NL-11] a machine that dies: the browser that joins again is answered by a hub that lives', async () => {
    const [b, c] = [hubs.findLast(runs), await start('c')];
    assert.ok(b !== undefined);
    const call = await talk(c, 'mia', [c.url, b.url]);
    const before = await processOf(call.contactId);
    const [lost, snapshots] = [await mediaPid('c'), call.desk.snapshots.all.length];
    await c.end('SIGKILL');
    process.kill(lost, 'SIGKILL');
    await call.desk.snapshots.find('a snapshot of the other hub', () => true, snapshots);
    await joinDesk(call, 2);
    assert.notEqual(await processOf(call.contactId), before);
    const {rows} = await sql.query(
      'select 1 from agent_session s join hub_process h on h.id = s.hub_id where h.stopped_at is not null',
    );
    assert.deepEqual(rows, []);
  });

  it('[NL-13] SIGTERM hands calls over, sends desks to the next hub and ends with 0', async () => {
    const b = hubs.findLast(runs);
    const d = await start('d');
    assert.ok(b !== undefined);
    const call = await talk(d, 'noa', [d.url, b.url]);
    const before = await processOf(call.contactId);
    const [events, pid] = [call.desk.events.all.length, await mediaPid('d')];
    const ended = d.end('SIGTERM');
    await changed(call, (each) => each.mediaProcessId !== before, events);
    // While the old process still sounds.
    assert.equal(isAlive(pid), true);
    await Promise.all([joinDesk(call, 2), joinPhone(call, 2)]);
    assert.equal(await ended, 0);
    assert.equal(await gone(pid), true);
    assert.equal((await call.desk.hub.send('HoldContact', {contactId: call.contactId})).status, 'done');
  });

  it('[NL-13] with CORDBOARD_KEEP_MEDIA the sound stays, and the next hub of the place adopts it', async () => {
    const e = await start('e', '0', {CORDBOARD_KEEP_MEDIA: '1'});
    const call = await talk(e, 'ola', [e.url]);
    const [before, pid] = [await processOf(call.contactId), await mediaPid('e')];
    assert.equal(await e.end('SIGTERM'), 0);
    assert.equal(isAlive(pid), true);
    const next = await start('e', new URL(e.url).port);
    assert.equal(await mediaPid('e'), pid);
    assert.equal(await processOf(call.contactId), before);
    await next.line('the hub is ready', 0);
  });

  it('[NL-12] a media process that hangs when its hub starts is replaced', async () => {
    const f = await start('f');
    const pid = await mediaPid('f');
    await f.end('SIGKILL');
    process.kill(pid, 'SIGSTOP');
    await start('f');
    assert.equal(await gone(pid), true);
    assert.notEqual(await mediaPid('f'), pid);
  });

  it('[NL-13] a second SIGTERM does not wait', async () => {
    const g = await start('g');
    process.kill(await mediaPid('g'), 'SIGSTOP');
    const from = g.lines.length;
    g.child.kill('SIGTERM');
    await g.line('the hub is stopping', from);
    assert.equal(await g.end('SIGTERM'), 1);
  });

  it('[NL-17] a hub that hangs: the desk asks, gets no answer, and goes on at the next', async () => {
    const b = hubs.findLast(runs);
    const h = await start('h');
    assert.ok(b !== undefined);
    const desk = await connectDesk({url: h.url, issuer}, 'pia', 'pia', {hubUrls: [h.url, b.url]});
    ends.push(() => desk.stop());
    const snapshots = desk.snapshots.all.length;
    process.kill(h.child.pid ?? 0, 'SIGSTOP');
    assert.equal((await desk.hub.send('SetPresence', {base: 'available', reason: null})).status, 'done');
    await desk.snapshots.find('a snapshot of the other hub', () => true, snapshots);
    process.kill(h.child.pid ?? 0, 'SIGCONT');
  });
});

type Call = {
  readonly desk: TestDesk;
  readonly phone: TestPhone;
  readonly contactId: string;
  readonly legId: string;
};

function runs({child}: HubProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function legOf(contact: Contact): string {
  const agent = contact.participants.find((each) => each.role === 'primary');
  assert.ok(agent?.status === 'joined' && agent.leg !== null);
  return agent.leg.id;
}

function allConnected({participants}: Contact): boolean {
  return participants.every((each) => each.status !== 'joined' || each.leg?.status === 'connected');
}

function connectedLeg({participants}: Contact, legId: string): boolean {
  return participants.some(
    (each) => each.status === 'joined' && each.leg?.id === legId && each.leg.status === 'connected',
  );
}

/** The first news of the call's contact that fits. */
async function changed(
  {desk, contactId}: Call,
  fits: (contact: Contact) => boolean,
  from = 0,
): Promise<{contact: Contact}> {
  const of = (event: HubEvent): event is HubEvent & {contact: Contact} =>
    'contact' in event && event.contact.id === contactId && fits(event.contact);
  const found = await desk.events.find('a change of the contact', of, from);
  if (!of(found)) throw new TypeError('unreachable');
  return found;
}
