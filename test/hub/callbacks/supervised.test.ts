import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {sweepCallbacks} from '../../../hub/store/housekeeping.ts';
import {type TestDesk, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf} from '../desk/scenes.ts';
import {signedIn} from '../organisation/people.ts';
import {type Person, endAll, person, phoneRings} from '../parties/scenes.ts';
import {
  CUSTOMER,
  becomesDue,
  changedTo,
  hubForCallbacks,
  offered,
  problemsIn,
  schedules,
  stored,
} from './callback-world.ts';
import {plant} from './planted-callbacks.ts';

const DAY_MS = 86_400_000;

describe('a supervisor and callbacks', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let sofia: TestDesk;
  let anna: Person;

  before(async () => {
    hub = await hubForCallbacks();
    phone = await connectPhone(hub, CUSTOMER);
    sofia = await signedIn(hub, 'sofia', {name: 'Sofia', roles: ['supervisor']});
  });

  beforeEach(async () => {
    anna = await person(hub);
  });

  afterEach(async () => {
    await endAll(hub);
    await anna.stop();
    await hub.query('delete from callback');
  });

  after(async () => {
    await phone?.stop();
    await sofia?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  const versionOf = async (id: string): Promise<number> =>
    (await hub.query<{version: number}>('select version::int from callback where id = $1', [id]))[0]?.version ?? 0;
  const cancels = async (id: string, version?: number) =>
    sofia.hub.send('CancelCallback', {callbackId: id, version: version ?? (await versionOf(id))});
  const moves = async (id: string, queueId: string, version?: number) =>
    sofia.hub.send('MoveCallback', {callbackId: id, queueId, version: version ?? (await versionOf(id))});

  it('[PK-84] cancels what anybody promised, before its time and while it waits or rings; who promised it is told', async () => {
    const early = await schedules(anna);
    assert.equal((await cancels(early)).status, 'done');
    assert.equal((await changedTo(anna, early, ({status}) => status === 'cancelled')).cancelledBy, 'supervisor');
    const due = await schedules(anna);
    await becomesDue(hub, due);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    const ring = await offered(anna);
    assert.equal((await cancels(due)).status, 'done');
    await anna.event('OfferWithdrawn', Math.min(from, anna.events.all.length - 1));
    assert.equal((await stored(hub, due))?.status, 'cancelled');
    const [contact] = await hub.query<{status: string}>('select status from contact where id = $1', [ring.contact.id]);
    assert.equal(contact?.status, 'ended');
    assert.deepEqual(await cancels(due, 1), {status: 'done', result: null}, 'twice is once');
  });

  it('[PK-84] [PK-7] not over what somebody changed meanwhile, nor once the customer is called; an agent may not', async () => {
    const id = await schedules(anna);
    assert.deepEqual(await cancels(id, 7), {status: 'refused', code: 'callback-changed'});
    assert.deepEqual(await moves(id, 'support', 7), {status: 'refused', code: 'callback-changed'});
    const own = await anna.hub.send('CancelCallback', {callbackId: id, version: 1});
    assert.deepEqual(own, {status: 'refused', code: 'not-permitted'});
    await becomesDue(hub, id);
    await becomeAvailable(anna);
    const rings = phone.states.all.length;
    await accept(anna, await offered(anna));
    const callId = await phoneRings(phone, rings);
    assert.deepEqual(await cancels(id), {status: 'refused', code: 'callback-begun'});
    assert.deepEqual(await moves(id, 'support'), {status: 'refused', code: 'callback-begun'});
    await phone.client.send('AnswerCall', {callId});
    await changedTo(anna, id, ({status}) => status === 'kept');
    assert.deepEqual(await cancels(id), {status: 'refused', code: 'callback-gone'});
    assert.deepEqual(await cancels(crypto.randomUUID(), 1), {status: 'refused', code: 'callback-gone'});
  });

  it('[PK-85] gives one to anybody of another queue: what is scheduled waits for its time, what waits waits there at once', async () => {
    const scheduled = await schedules(anna, {assigneeId: anna.agentId});
    assert.equal((await moves(scheduled, 'support')).status, 'done');
    const moved = await changedTo(anna, scheduled, ({queue}) => queue.id === 'support');
    assert.deepEqual([moved.status, moved.assignee, moved.kind], ['scheduled', null, 'scheduled']);
    const due = await schedules(anna);
    await becomesDue(hub, due);
    await changedTo(anna, due, ({status}) => status === 'queued');
    const [before] = await hub.query<{contact_id: string}>('select contact_id from callback where id = $1', [due]);
    assert.equal((await moves(due, 'support')).status, 'done');
    const from = anna.events.all.length;
    await changedTo(anna, due, ({status, queue}) => status === 'queued' && queue.id === 'support');
    await becomeAvailable(anna);
    const ring = await offered(anna, from);
    assert.equal(ring.contact.queue?.id, 'support');
    assert.notEqual(ring.contact.id, before?.contact_id);
    assert.equal((await stored(hub, due))?.attempts, 0);
    const [old] = await hub.query<{end_reason: string}>('select end_reason from contact where id = $1', [
      before?.contact_id,
    ]);
    assert.equal(old?.end_reason, 'withdrawn');
  });

  it('[PK-85] a queue that is none is said so at its field', async () => {
    const id = await schedules(anna);
    assert.deepEqual(problemsIn(await moves(id, 'nowhere')), ['queue unknown']);
    assert.equal((await moves(id, 'billing')).status, 'done', 'where it is already, it stays');
    assert.equal(await versionOf(id), 1);
  });

  it('[PK-92] closed ones are deleted when they have been kept long enough, however many, and open ones never', async () => {
    await plant(
      hub,
      Array.from({length: 520}, (_unused, at) => ({
        name: `Old ${at}`,
        status: 'kept' as const,
        due: -60 * 24 * 60,
        closedDays: 31,
      })),
    );
    await plant(hub, [
      {name: 'Old and open', due: 60},
      {name: 'Young', status: 'cancelled', due: 1, closedDays: 29},
    ]);
    const {keepMs} = hub.store.settings.callbacks;
    assert.equal(keepMs, 30 * DAY_MS);
    const swept = await Promise.all([sweepCallbacks(hub.store.db, keepMs), sweepCallbacks(hub.store.db, keepMs)]);
    assert.equal(swept[0] + swept[1], 520);
    const left = await hub.query<{name: string}>('select name from callback order by name');
    assert.deepEqual(
      left.map(({name}) => name),
      ['Old and open', 'Young'],
    );
  });
});
