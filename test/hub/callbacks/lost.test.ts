import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {type TestDesk, connectBare, connectDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {type Person, does, endAll, person} from '../parties/scenes.ts';
import {becomesDue, changedTo, hubForCallbacks, schedules} from './callback-world.ts';

describe('an agent whose callbacks came out of their hands', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: Person;
  let ben: Person;
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await hubForCallbacks(
      {organisation: (file) => ({...file, teams: [{id: 'north', name: 'North'}]})},
      {personalAbsentMs: 1_000, attempts: 1},
    );
  });

  beforeEach(async () => {
    anna = await person(hub);
    ben = await person(hub);
    await hub.query(`update agent set team_id = 'north' where id = any($1::uuid[])`, [[anna.agentId, ben.agentId]]);
  });

  afterEach(async () => {
    await endAll(hub);
    for (const each of [anna, ben, ...desks.splice(0)]) await each.stop();
    await hub.query('delete from callback');
    await hub.query('update agent set team_id = null');
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** The same person at another page. */
  async function again({subject}: Person): Promise<TestDesk> {
    const desk = await connectDesk(hub, subject);
    desks.push(desk);
    return desk;
  }

  const toldTo = (desk: TestDesk) =>
    desk.snapshots.all.at(-1)?.lostCallbacks.map(({callback, loss}) => [callback.id, loss]);

  it('[PK-180] [PK-10] [CB-60] is told when they sign in, at every desk, until they put it away; so is who promised it', async () => {
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await ben.stop();
    await becomesDue(hub, id);
    const live = await anna.event('CallbackLost');
    assert.deepEqual([live.lost.callback.id, live.lost.loss], [id, 'to-queue']);
    assert.equal(live.lost.callback.assignee, null);
    const [first, second] = [await again(ben), await again(ben)];
    assert.deepEqual([toldTo(first), toldTo(second)], [[[id, 'to-queue']], [[id, 'to-queue']]]);
    await does(first, 'DismissLostCallback', {callbackId: id});
    assert.equal((await second.event('LostCallbackDismissed')).callbackId, id);
    assert.deepEqual(toldTo(await again(ben)), []);
    // What one has read the other has not.
    assert.deepEqual(toldTo(await again(anna)), [[id, 'to-queue']]);
    // Twice, somebody else's, and what never was, is put away already.
    for (const callbackId of [id, crypto.randomUUID(), 'no-callback'])
      await does(first, 'DismissLostCallback', {callbackId});
    assert.deepEqual(toldTo(await again(anna)), [[id, 'to-queue']]);
  });

  it('[PK-180] of one that was given up likewise, the newest last, one word for each', async () => {
    const late = await schedules(anna);
    await anna.stop();
    await becomesDue(hub, late);
    await hub.query(`update callback set expires_at = now(), ends_at = now() - interval '1 day' where id = $1`, [late]);
    const own = await schedules(ben, {assigneeId: ben.agentId, number: '+12015550188'});
    const from = ben.events.all.length;
    await becomesDue(hub, own);
    await changedTo(ben, own, ({assignee}) => assignee === null);
    await hub.query(`update callback set expires_at = now(), ends_at = now() - interval '1 day' where id = $1`, [own]);
    await changedTo(ben, own, ({status}) => status === 'expired');
    const [given, expired] = ben.events.all.slice(from).filter(({type}) => type === 'CallbackLost');
    assert.ok(given?.type === 'CallbackLost' && expired?.type === 'CallbackLost');
    assert.deepEqual([given.lost.loss, expired.lost.loss], ['to-queue', 'expired']);
    assert.deepEqual(toldTo(await again(ben)), [[own, 'expired']]);
    assert.deepEqual(toldTo(await again(anna)), [[late, 'expired']]);
  });

  it('[PK-180] nobody is told of what somebody decided, nor of a callback that is kept no more', async () => {
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await does(anna, 'DeleteCallback', {callbackId: id, version: 1});
    await changedTo(ben, id, ({status}) => status === 'cancelled');
    const lost = await schedules(anna, {assigneeId: ben.agentId});
    await becomesDue(hub, lost);
    await ben.event('CallbackLost');
    assert.deepEqual(toldTo(await again(ben)), [[lost, 'to-queue']]);
    await hub.query('delete from callback where id = $1', [lost]);
    assert.deepEqual(toldTo(await again(ben)), []);
  });

  it('[OP-11] a desk of protocol 3 hears nothing of callbacks, neither at once nor in its snapshot', async () => {
    const token = await hub.issuer.token(anna.subject);
    const older = await connectBare(hub.url, token);
    const resumed = await older.invoke('Resume', {protocols: [3], lastSeq: null, deskId: crypto.randomUUID()});
    assert.equal(Object(resumed).protocol, 3);
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await becomesDue(hub, id);
    await anna.event('CallbackLost');
    await does(anna, 'DismissLostCallback', {callbackId: id});
    await anna.event('LostCallbackDismissed');
    await does(anna, 'SetPresence', {base: 'busy', reason: null});
    await older.events.find('the presence', (each) => each.type === 'PresenceChanged');
    assert.ok(!older.received.some((text) => text.includes('Callback')), older.received.join('\n'));
    await older.stop();
  });
});
