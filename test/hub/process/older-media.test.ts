import assert from 'node:assert/strict';
import {chmod, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestIssuer, startTestIssuer} from '../../support/test-hub.ts';
import {type HubProcess, gone, isAlive, pidsOf, runHub} from './hub-process.ts';

const READY = 'a media process is ready';
const OLDER = 'the media process is of a release that records nothing: no messages are taken until it is replaced';

describe('a media process of the release before', () => {
  let issuer: TestIssuer;
  let dataDir: string;
  let hub: HubProcess;
  let desk: TestDesk;
  let phone: TestPhone;
  const started = new Set<number>();
  const peers: {close(): Promise<void>}[] = [];

  before(async () => {
    issuer = await startTestIssuer();
    // Short, since sockets live in it; open to the database's own user.
    dataDir = await mkdtemp(join(tmpdir(), 'cbp-'));
    await chmod(dataDir, 0o755);
    const older = new URL('./older-media.mjs', import.meta.url).href;
    hub = await runHub(dataDir, issuer, '0', 'the hub is ready', {NODE_OPTIONS: `--import ${older}`});
    await mediaPid();
    desk = await connectDesk({url: hub.url, issuer}, 'anna');
    phone = await connectPhone(hub, '+12015550149');
    const claim = {deskId: desk.deskId, label: 'test', takeOver: false};
    assert.equal((await desk.hub.send('ClaimSoftphone', claim)).status, 'done');
    await desk.hub.send('SetPresence', {base: 'available', reason: null});
  });

  after(async () => {
    for (const peer of peers) await peer.close();
    await desk?.stop();
    await phone?.stop();
    await hub?.end('SIGKILL');
    for (const pid of started) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await issuer?.stop();
    await rm(dataDir, {recursive: true, force: true, maxRetries: 10});
  });

  async function mediaPid(): Promise<number> {
    const {database, media} = await pidsOf(dataDir);
    started.add(database).add(media);
    return media;
  }

  /** A customer calls, and the agent's sound is there. */
  async function talks() {
    const from = desk.events.all.length;
    assert.equal((await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}})).status, 'done');
    const {offer, contact} = await desk.event('ContactOffered', from);
    assert.equal((await desk.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence})).status, 'done');
    const {contact: connected} = await desk.event('ContactConnected', from);
    const agent = connected.participants.find(({party}) => party.kind === 'agent');
    assert.ok(agent?.status === 'joined' && agent.leg !== null);
    const legId = agent.leg.id;
    const peer = await joinLeg(async (sdp) => {
      const reply = await desk.hub.send('ConnectLeg', {contactId: contact.id, legId, epoch: 10_000, sdp});
      assert.ok(reply.status === 'done', JSON.stringify(reply));
      return reply.result.sdp;
    });
    peers.push(peer);
    return {contactId: contact.id, mediaProcessId: connected.mediaProcessId};
  }

  it('[VX-15] is adopted and carries its call to the end, and is ended then for one that records', async () => {
    const older = await mediaPid();
    const {contactId, mediaProcessId} = await talks();
    process.kill(older, 'SIGUSR2');
    await hub.end('SIGKILL');
    const snapshots = desk.snapshots.all.length;
    hub = await runHub(dataDir, issuer, new URL(hub.url).port);
    const adopted = hub.lines.findLast(({msg}) => msg === READY);
    assert.deepEqual([adopted?.['adopted'], adopted?.['mediaProcessId']], [true, mediaProcessId]);
    assert.ok(hub.lines.some(({msg}) => msg === OLDER));
    // Said by the look that would have ended it: somebody is heard by it.
    const {pid: next} = await hub.line('one more media process is kept ready', 0);
    assert.ok(typeof next === 'number' && started.add(next));
    assert.deepEqual([isAlive(older), await mediaPid()], [true, older]);
    const {contacts} = await desk.snapshots.find('a snapshot of the next hub', () => true, snapshots);
    assert.deepEqual(
      contacts.map((each) => [each.id, each.status, each.mediaProcessId]),
      [[contactId, 'connected', mediaProcessId]],
    );
    const seen = hub.lines.length;
    assert.equal((await desk.hub.send('EndContact', {contactId})).status, 'done');
    assert.equal(await gone(older), true, 'nobody is heard by it any more');
    const ready = await hub.line(READY, seen);
    assert.equal(ready['adopted'], false);
    assert.equal(await mediaPid(), next);
    assert.equal((await desk.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''})).status, 'done');
    const later = await talks();
    assert.equal(later.mediaProcessId, ready['mediaProcessId']);
    assert.equal(
      hub.lines.slice(seen).some(({msg}) => msg === OLDER),
      false,
      'this one records',
    );
  });
});
