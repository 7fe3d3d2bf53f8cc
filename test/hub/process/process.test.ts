import assert from 'node:assert/strict';
import {once} from 'node:events';
import {chmod, mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Contact} from '../../../src/domain/contact.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestIssuer, startTestIssuer} from '../../support/test-hub.ts';
import {type HubProcess, gone, isAlive, pidsOf, runHub} from './hub-process.ts';

describe('the hub as a process', () => {
  let issuer: TestIssuer;
  let dataDir: string;
  let hub: HubProcess;
  let desk: TestDesk;
  let phone: TestPhone;
  let contactId: string;
  const started = new Set<number>();

  before(async () => {
    issuer = await startTestIssuer();
    // Short, since sockets live in it; open to the database's own user.
    dataDir = await mkdtemp(join(tmpdir(), 'cbp-'));
    await chmod(dataDir, 0o755);
    hub = await runHub(dataDir, issuer);
    desk = await connectDesk({url: hub.url, issuer}, 'anna');
    phone = await connectPhone(hub, '+12015550147');
  });

  after(async () => {
    await desk?.stop();
    await phone?.stop();
    await hub?.end('SIGKILL');
    for (const pid of started) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await issuer?.stop();
    await rm(dataDir, {recursive: true, force: true, maxRetries: 10});
  });

  const mediaProcessOf = () => hub.lines.findLast((line) => line.msg === 'a media process is ready');

  async function pids(): Promise<{database: number; media: number}> {
    const found = await pidsOf(dataDir);
    started.add(found.database).add(found.media);
    return found;
  }

  it('[HU-96] a hub killed in mid-call: the next adopts database and media process, the call goes on, the desk is back by itself', async () => {
    await desk.hub.send('SetPresence', {base: 'available', reason: null});
    assert.equal((await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}})).status, 'done');
    const {offer, contact} = await desk.event('ContactOffered');
    contactId = contact.id;
    assert.equal((await desk.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence})).status, 'done');
    await desk.event('ContactConnected');
    const before = await pids();
    const media = mediaProcessOf();
    const snapshots = desk.snapshots.all.length;
    await hub.end('SIGKILL');
    // Sent while there is no hub: it is done when there is one again.
    const held = desk.hub.send('HoldContact', {contactId});
    hub = await runHub(dataDir, issuer, new URL(hub.url).port);
    assert.deepEqual(await pids(), before);
    assert.ok(hub.lines.some((line) => line.msg === 'database adopted'));
    assert.equal(mediaProcessOf()?.['adopted'], true);
    assert.equal(mediaProcessOf()?.['mediaProcessId'], media?.['mediaProcessId']);
    const snapshot = await desk.snapshots.find('a snapshot of the next hub', () => true, snapshots);
    assert.equal(snapshot.contacts[0]?.status, 'connected');
    assert.equal(snapshot.contacts[0]?.mediaProcessId, media?.['mediaProcessId']);
    assert.equal((await held).status, 'done');
    assert.equal((await desk.hub.send('ResumeContact', {contactId})).status, 'done');
  });

  it('[HU-97] a media process that is killed is replaced, and every leg is told to join again', async () => {
    const {media} = await pids();
    const from = desk.events.all.length;
    const before = desk.snapshots.all.at(-1)?.contacts[0]?.mediaProcessId;
    assert.ok(before);
    const logged = hub.lines.length;
    process.kill(media, 'SIGKILL');
    const moved = (contact: Contact) =>
      contact.participants.every(
        (each) => each.status !== 'joined' || (each.leg?.status === 'lost' && each.lostAt !== null),
      );
    const event = await desk.events.find(
      'legs that are lost',
      (each) => each.type === 'ContactChanged' && moved(each.contact),
      from,
    );
    assert.ok(event.type === 'ContactChanged');
    assert.notEqual(event.contact.mediaProcessId, before);
    assert.notEqual((await pids()).media, media);
    // Said last, after the contacts were moved: the next test must not take it for its own.
    await hub.line('a media process is ready', logged);
  });

  it('[HU-99] a media process that hangs is replaced too', async () => {
    const {media} = await pids();
    const ready = hub.lines.length;
    process.kill(media, 'SIGSTOP');
    assert.equal(await gone(media), true);
    await hub.line('a media process is ready', ready);
    assert.notEqual((await pids()).media, media);
  });

  it('[VM-48] once somebody speaks, the next media process is there before the one that dies', async () => {
    const claim = {deskId: desk.deskId, label: 'test', takeOver: false};
    assert.equal((await desk.hub.send('ClaimSoftphone', claim)).status, 'done');
    const [contact] = desk.snapshots.all.at(-1)?.contacts ?? [];
    const agent = contact?.participants.find(({party}) => party.kind === 'agent');
    assert.ok(agent?.status === 'joined' && agent.leg !== null);
    const {leg} = agent;
    const from = hub.lines.length;
    const peer = await joinLeg(async (sdp) => {
      const reply = await desk.hub.send('ConnectLeg', {contactId, legId: leg.id, epoch: 10_000, sdp});
      assert.ok(reply.status === 'done', JSON.stringify(reply));
      return reply.result.sdp;
    });
    const {pid} = await hub.line('one more media process is kept ready', from);
    assert.ok(typeof pid === 'number' && started.add(pid));
    const {media} = await pids();
    const ready = hub.lines.length;
    process.kill(media, 'SIGKILL');
    await hub.line('a media process is ready', ready);
    assert.equal((await pids()).media, pid);
    await peer.close();
  });

  // SIGQUIT is what `pg_ctl stop -m immediate` sends.
  for (const signal of ['SIGKILL', 'SIGQUIT'] as const) {
    it(`[HU-100] a database that ends by ${signal} is started again: the desk works on, and what was committed is there`, async () => {
      const {database} = await pids();
      process.kill(database, signal);
      assert.equal(await gone(database), true);
      assert.equal((await desk.hub.send('HoldContact', {contactId})).status, 'done');
      assert.equal((await desk.hub.send('ResumeContact', {contactId})).status, 'done');
      assert.notEqual((await pids()).database, database);
      assert.equal(hub.child.exitCode, null, 'it is the same hub');
    });
  }

  it('[HU-98] SIGTERM ends the hub in order, and no process is left', async () => {
    const {database, media} = await pids();
    assert.equal((await desk.hub.send('EndContact', {contactId})).status, 'done');
    assert.equal(await hub.end('SIGTERM'), 0);
    assert.equal(await gone(database), true);
    assert.equal(await gone(media), true);
    hub = await runHub(dataDir, issuer, new URL(hub.url).port);
    const snapshots = desk.snapshots.all.length;
    const {contacts} = await desk.snapshots.find('a snapshot of the next hub', () => true, Math.max(0, snapshots - 1));
    assert.deepEqual(
      contacts.map((each) => each.id),
      [contactId],
    );
    await pids();
    assert.equal(await hub.end('SIGTERM'), 0);
  });

  it('[HU-98] a signal in the middle of the start leaves no process either', async () => {
    const starting = await runHub(dataDir, issuer, '0', 'database started');
    const database = starting.lines.find((line) => line.msg === 'database started')?.['pid'];
    assert.ok(typeof database === 'number');
    started.add(database);
    assert.equal(await starting.end('SIGTERM'), 0);
    assert.equal(await gone(database), true);
    assert.equal(starting.lines.at(-1)?.msg, 'database stopped');
  });

  it('[HU-98] a start that fails leaves no process either', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const bound = taken.address();
    const port = String(typeof bound === 'object' && bound !== null ? bound.port : 0);
    const failed = await runHub(dataDir, issuer, port, 'database started');
    const database = failed.lines.find((line) => line.msg === 'database started')?.['pid'];
    assert.ok(typeof database === 'number');
    started.add(database);
    assert.equal(await failed.ended, 1);
    assert.equal(await gone(database), true);
    taken.close();
  });

  it('[HU-98] a media process that does not answer is ended all the same', async () => {
    hub = await runHub(dataDir, issuer);
    const {database, media} = await pids();
    process.kill(media, 'SIGSTOP');
    assert.equal(await hub.end('SIGTERM'), 0);
    assert.equal(await gone(database), true);
    assert.equal(await gone(media), true);
  });
});
