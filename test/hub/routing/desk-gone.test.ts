import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {type BareDesk, type TestDesk, connectBare, connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {
  accept,
  assertConsistent,
  availableDesk,
  becomeAvailable,
  customerCalls,
  errorsOf,
  offerOf,
} from '../desk/scenes.ts';
import {clear} from './clear.ts';

const DONE = {status: 'done', result: null};

describe('an agent whose last desk goes', () => {
  let hub: TestHub;
  const desks: (TestDesk | BareDesk)[] = [];

  before(async () => {
    hub = await startTestHub({
      timings: {presentMs: 60_000, ringVoiceMs: 60_000, deskAwayMs: 60_000, deskGraceMs: 60_000},
    });
  });

  /** Each test begins with nobody there and nothing in the queue. */
  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await Promise.all(desks.splice(0).map((desk) => desk.stop()));
    await clear(hub);
  });

  after(() => hub?.stop());

  async function available(subject: string): Promise<TestDesk> {
    const desk = await availableDesk(hub, subject);
    desks.push(desk);
    return desk;
  }

  /** An agent at a connection of the test's own, which it can break and open again as the same page would. */
  async function bare(subject: string, lastSeq: number | null = null): Promise<BareDesk> {
    const desk = await connectBare(hub.url, await hub.issuer.token(subject));
    desks.push(desk);
    await desk.resume(lastSeq);
    return desk;
  }

  async function presence(subject: string): Promise<unknown> {
    const [row] = await hub.query('select presence_base, presence_reason from agent where subject = $1', [subject]);
    return row;
  }

  /** Waits until the hub has noticed what a test asks of the database. */
  async function until(what: string, statement: string, values: readonly unknown[]): Promise<void> {
    const {promise, resolve, reject} = Promise.withResolvers<void>();
    const deadline = AbortSignal.timeout(15_000);
    const look = async (): Promise<void> => {
      const [row] = await hub.query<{met: boolean}>(`select (${statement}) as met`, values);
      if (row?.met === true) return resolve();
      if (deadline.aborted) return reject(new Error(`never came: ${what}`));
      setImmediate(() => void look().catch(reject));
    };
    await Promise.all([look(), promise]);
  }

  /** A timer is set, and its time is over. */
  async function passTime(kind: string): Promise<void> {
    await until(`a timer: ${kind}`, 'exists (select 1 from timer where kind = $1)', [kind]);
    await hub.query('update timer set due_at = now() where kind = $1', [kind]);
  }

  const timerOf = (kind: string) => hub.query<{due_at: number}>('select due_at from timer where kind = $1', [kind]);

  it('[RT-4] what rang there goes to somebody else after a while, and is no RONA', async () => {
    const anna = await available('anna');
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    await anna.event('OfferPresented');
    const ben = await available('ben');
    await anna.stop();
    await passTime('desk-away');
    const next = await offerOf(ben, contactId);
    assert.ok(next.offer.fence > offer.fence);
    const [row] = await hub.query('select status, unpresented from offer where id = $1', [offer.id]);
    assert.deepEqual(row, {status: 'withdrawn', unpresented: false});
    assert.deepEqual(await presence('anna'), {presence_base: 'available', presence_reason: null});
  });

  it('[RT-4] what connected there goes likewise, and is not counted against the agent', async () => {
    const anna = await connectDesk(hub, 'anna', 'anna', {presents: false});
    desks.push(anna);
    await becomeAvailable(anna);
    const contactId = await customerCalls(hub);
    await offerOf(anna, contactId);
    const ben = await available('ben');
    await anna.stop();
    await passTime('desk-away');
    await offerOf(ben, contactId);
    const [row] = await hub.query(`select presence_base, failed_presents from agent where subject = 'anna'`);
    assert.deepEqual(row, {presence_base: 'available', failed_presents: 0});
  });

  it('[RT-4] a desk that is back in time keeps what rings, also when another one of several went', async () => {
    const anna = await available('anna');
    const other = await connectDesk(hub, 'anna');
    desks.push(other);
    const offered = await offerOf(anna, await customerCalls(hub));
    await other.stop();
    await until('one desk left', `(select count(*) = 1 from agent_session)`, []);
    assert.deepEqual(await timerOf('desk-away'), []);
    await anna.stop();
    await until('a timer', `exists (select 1 from timer where kind = 'desk-away' and subject = $1)`, [
      offered.offer.id,
    ]);
    const back = await connectDesk(hub, 'anna');
    desks.push(back);
    assert.deepEqual([await timerOf('desk-away'), await timerOf('desk-grace')], [[], []]);
    assert.equal(back.snapshots.all[0]?.offers[0]?.id, offered.offer.id);
    await accept(back, offered);
  });

  it('[RT-5] without a desk the agent is Offline after the time of grace, by the database', async () => {
    const anna = await available('anna');
    await anna.stop();
    await passTime('desk-grace');
    await until('offline', `exists (select 1 from agent where subject = 'anna' and presence_base = 'offline')`, []);
    const contactId = await customerCalls(hub);
    await offerOf(await available('ben'), contactId);
  });

  it('[RT-5] back within it, everything is as it was; back later, the agent begins Idle', async () => {
    const anna = await bare('anna');
    assert.deepEqual(await anna.command('SetPresence', {base: 'busy', reason: null}), DONE);
    await anna.stop();
    await until('a timer', `exists (select 1 from timer where kind = 'desk-grace')`, []);
    const again = await bare('anna', 1);
    assert.deepEqual(await presence('anna'), {presence_base: 'busy', presence_reason: null});
    assert.deepEqual(await timerOf('desk-grace'), []);
    await again.stop();
    await passTime('desk-grace');
    await until('offline', `exists (select 1 from agent where subject = 'anna' and presence_base = 'offline')`, []);
    await bare('anna', 1);
    assert.deepEqual(await presence('anna'), {presence_base: 'away', presence_reason: 'signed-in'});
  });

  it('[RT-5] who signed out stays Offline when another page of theirs connects again', async () => {
    const anna = await bare('anna');
    assert.deepEqual(await anna.command('SignOut', {}), DONE);
    await anna.stop();
    await bare('anna', 1);
    assert.deepEqual(await presence('anna'), {presence_base: 'offline', presence_reason: null});
  });

  it('[RT-6] desks of a hub that was killed are gone too, and the times outlive the hub', async () => {
    const anna = await available('anna');
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    await anna.event('OfferPresented');
    // What the clearing up of another hub finds after a kill: sessions of a hub that beats no more.
    const dead = crypto.randomUUID();
    await hub.query(
      `insert into hub_process (id, address, heartbeat_at) values ($1, 'gone', now() - interval '1 hour')`,
      [dead],
    );
    await hub.query('update agent_session set hub_id = $1', [dead]);
    await until('the desk is gone', 'not exists (select 1 from agent_session)', []);
    await until('both timers', `(select count(*) = 2 from timer where kind in ('desk-away', 'desk-grace'))`, []);
    const beside = await hub.startBeside();
    await passTime('desk-away');
    await until('taken back', `exists (select 1 from offer where id = $1 and status = 'withdrawn')`, [offer.id]);
    const ben = await availableDesk(hub, 'ben', {url: beside.address});
    desks.push(ben);
    await offerOf(ben, contactId);
    assert.equal((await timerOf('desk-grace')).length, 1);
  });
});
