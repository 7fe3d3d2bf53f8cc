import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {SoftphoneLease} from '../../../src/api/wire/views.ts';
import {RESUME} from '../../../src/api/wire/protocol.ts';
import {type TestDesk, connectBare, connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {availableDesk, connectedCall, finish} from '../desk/scenes.ts';

const deskIdOf = async (hub: TestHub, fence: number): Promise<string> => {
  const [row] = await hub.query<{desk_id: string}>('select desk_id from softphone where fence = $1', [fence]);
  return row?.desk_id ?? '';
};

describe('the softphone lease', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub();
  });

  after(() => hub?.stop());

  const claim = (desk: TestDesk, takeOver = false) =>
    desk.hub.send('ClaimSoftphone', {deskId: desk.deskId, label: 'Test', takeOver});

  const leaseAt = async (desk: TestDesk, fits: (lease: SoftphoneLease | null) => boolean, from = 0) =>
    desk.events.find('a change of the sound', (event) => event.type === 'SoftphoneChanged' && fits(event.lease), from);

  it('[NL-1] the first page gets it, the second is refused until a person asks, and both are told', async () => {
    const [first, second] = [await connectDesk(hub, 'lea'), await connectDesk(hub, 'lea')];
    assert.equal(second.snapshots.all[0]?.softphone, null);
    const claimed = await claim(first);
    assert.ok(claimed.status === 'done');
    assert.deepEqual(
      [claimed.result.lease.deskId, claimed.result.lease.fence, claimed.result.lease.present],
      [first.deskId, 1, true],
    );
    await leaseAt(second, (lease) => lease?.deskId === first.deskId);
    assert.deepEqual(await claim(second), {status: 'refused', code: 'sound-elsewhere'});
    assert.equal((await claim(second, true)).status, 'done');
    await leaseAt(first, (lease) => lease?.deskId === second.deskId && lease.fence === 2);
    assert.equal(await deskIdOf(hub, 2), second.deskId);
    await first.stop();
    await second.stop();
  });

  it('[NL-1] a page may claim for itself only', async () => {
    const desk = await connectDesk(hub, 'mia');
    const other = {deskId: crypto.randomUUID(), label: 'Test', takeOver: true};
    assert.deepEqual(await desk.hub.send('ClaimSoftphone', other), {status: 'refused', code: 'invalid-command'});
    await desk.stop();
  });

  it('[NL-1] a page that goes is told of, is awaited for a moment, and then another may have the sound', async () => {
    const [first, second] = [await connectDesk(hub, 'noa'), await connectDesk(hub, 'noa')];
    await claim(first);
    await first.stop();
    await leaseAt(second, (lease) => lease?.present === false);
    assert.deepEqual(await claim(second), {status: 'refused', code: 'sound-elsewhere'});
    await hub.query(`update softphone set gone_at = gone_at - interval '3 seconds' where desk_id = $1`, [first.deskId]);
    assert.equal((await claim(second)).status, 'done');
    assert.equal((await second.hub.send('ReleaseSoftphone', {deskId: second.deskId})).status, 'done');
    await leaseAt(second, (lease) => lease === null);
    await second.stop();
  });

  it('[NL-1] a page whose connection broke has the sound still when it is back', async () => {
    const deskId = crypto.randomUUID();
    const [first, second] = [await connectDesk(hub, 'ola', 'ola', {deskId}), await connectDesk(hub, 'ola')];
    await claim(first);
    await first.stop();
    await leaseAt(second, (lease) => lease?.present === false);
    const from = second.events.all.length;
    const back = await connectDesk(hub, 'ola', 'ola', {deskId});
    assert.equal(back.snapshots.all[0]?.softphone?.present, true);
    await leaseAt(second, (lease) => lease?.present === true && lease.fence === 1, from);
    await back.stop();
    await second.stop();
  });

  it('[NL-2] only the page with the sound joins the leg; a desk of protocol 1 joins as ever', async () => {
    const [first, second] = [await availableDesk(hub, 'pia'), await connectDesk(hub, 'pia')];
    await claim(first);
    const {contact} = await connectedCall(hub, first);
    const {contact: connected} = await first.event('ContactConnected');
    const agent = connected.participants.find((each) => each.role === 'primary');
    assert.ok(agent?.status === 'joined' && agent.leg !== null);
    await hub.query('update contact set media_process_id = (select id from media_process) where id = $1', [contact.id]);
    const join = {contactId: contact.id, legId: agent.leg.id, epoch: 1, sdp: 'v=0'};
    assert.deepEqual(await second.hub.send('ConnectLeg', join), {status: 'refused', code: 'sound-elsewhere'});
    const old = await connectBare(hub.url, await hub.issuer.token('pia', {name: 'pia'}));
    await old.invoke(RESUME, {protocols: [1], lastSeq: null});
    // No description a browser made: the media process says no, which it is asked only when the hub lets it through.
    assert.deepEqual(await old.command('ConnectLeg', join), {status: 'refused', code: 'stale-join'});
    await finish(first, contact.id);
    for (const each of [first, second, old]) await each.stop();
  });

  it('[NL-16] of two offers with one epoch the second gets no answer that belongs to the first', async () => {
    const desk = await availableDesk(hub, 'quinn');
    await claim(desk);
    const {contact} = await connectedCall(hub, desk);
    const {contact: connected} = await desk.event('ContactConnected');
    const agent = connected.participants.find((each) => each.role === 'primary');
    assert.ok(agent?.status === 'joined' && agent.leg !== null);
    const legId = agent.leg.id;
    await hub.query(`update leg set epoch = 4 where id = $1`, [legId]);
    await hub.query(
      `insert into leg_description (leg_id, epoch, offer, answer) values ($1, 4, 'v=0 theirs', 'for them')`,
      [legId],
    );
    const join = {contactId: contact.id, legId, epoch: 4};
    const [mine, theirs] = [
      await desk.hub.send('ConnectLeg', {...join, sdp: 'v=0 mine'}),
      await desk.hub.send('ConnectLeg', {...join, sdp: 'v=0 theirs'}),
    ];
    assert.deepEqual(mine, {status: 'refused', code: 'stale-join'});
    assert.deepEqual(theirs, {status: 'done', result: {sdp: 'for them'}});
    await finish(desk, contact.id);
    await desk.stop();
  });
});
