import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {EARLIER_CONTACTS} from '../../../hub/callbacks/call-figures.ts';
import {applyToCallback} from '../../../hub/callbacks/apply-to-callback.ts';
import {lockCallback} from '../../../hub/callbacks/callback-store.ts';
import {run} from '../../../hub/store/statement.ts';
import type {CallbackFigures} from '../../../src/api/wire/callback-inbox.ts';
import {REPEAT_WINDOW_MS} from '../../../src/domain/call-figures.ts';
import type {TestDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {SUPPORT_LINE, accept, becomeIdle, customerCalls, errorsOf, finish, offerOf} from '../desk/scenes.ts';
import {signedIn} from '../organisation/people.ts';
import {CALLBACK_AT_ONCE, callbacksOf, leavesLine, overflowingHub, takesCallback} from '../overflow/overflow-world.ts';
import {schedules} from './callback-world.ts';
import {type Person, endAll, goAvailable, hangUp, person, talking} from '../parties/scenes.ts';

const HOUR_MS = 3_600_000;
const CALLER = '+12015550181';
const FROM = {from: CALLER};

describe('the figures of calls beside callbacks', {timeout: 120_000}, () => {
  let hub: TestHub;
  let sofia: TestDesk;
  let anna: Person;

  before(async () => {
    hub = await overflowingHub({billing: CALLBACK_AT_ONCE});
    sofia = await signedIn(hub, 'sofia', {name: 'Sofia', roles: ['supervisor']});
    anna = await person(hub);
  });

  afterEach(async () => {
    await becomeIdle(anna);
    await endAll(hub);
    for (const table of ['callback', 'callback_figure', 'contact']) await hub.query(`delete from ${table}`);
  });

  after(async () => {
    for (const each of [sofia, anna]) await each?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** Of a queue: calls, abandoned, repeated. */
  async function figures(queueId = 'billing'): Promise<readonly [number, number, number]> {
    const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    const asked = {queueId, fromAt: hour - HOUR_MS, toAt: hour + 2 * HOUR_MS};
    const {queues}: CallbackFigures = await sofia.hub.ask('ListCallbackFigures', asked);
    const [found] = queues;
    return [found?.entered ?? 0, found?.abandoned ?? 0, found?.repeated ?? 0];
  }

  async function callsInVain(call: Parameters<typeof customerCalls>[1] = FROM): Promise<void> {
    await hangUp(hub, await customerCalls(hub, call));
  }

  /** The call that there was is so much older. */
  async function ages(ms: number): Promise<void> {
    await hub.query(`update participant set left_at = left_at - $1 * interval '1 millisecond'`, [ms]);
    await hub.query(`update contact set ended_at = ended_at - $1 * interval '1 millisecond' where status = 'ended'`, [
      ms,
    ]);
    await hub.query(`update callback set created_at = created_at - $1 * interval '1 millisecond'`, [ms]);
  }

  it('[CB-21] [PK-103] [PK-104] who comes, who leaves while they wait and who is answered or promised a call is counted apart', async () => {
    await callsInVain({});
    const contactId = await talking(hub, anna, {});
    await finish(anna, contactId);
    await becomeIdle(anna);
    const ahead = await customerCalls(hub);
    const promised = await customerCalls(hub, FROM);
    await takesCallback(hub, promised);
    await hangUp(hub, promised);
    assert.deepEqual(await figures(), [4, 1, 0]);
    await hangUp(hub, ahead);
    assert.deepEqual(await figures(), [4, 2, 0]);
    assert.deepEqual(await figures('support'), [0, 0, 0]);
    await callsInVain({to: SUPPORT_LINE});
    assert.deepEqual(await figures('support'), [1, 1, 0]);
  });

  it('[CB-21] [PK-105] who calls again within a day, and was not reached, is counted as repeated, by queue', async () => {
    await callsInVain();
    assert.deepEqual(await figures(), [1, 1, 0]);
    await callsInVain();
    assert.deepEqual(await figures(), [2, 2, 1]);
    await callsInVain({...FROM, to: SUPPORT_LINE});
    assert.deepEqual(await figures('support'), [1, 1, 0]);
    await callsInVain({from: '+12015550182'});
    assert.deepEqual(await figures(), [3, 3, 1]);
  });

  it('[PK-105] who was spoken to meanwhile is not, nor who called more than a day ago, nor whose number nobody knows', async () => {
    await callsInVain();
    await goAvailable(anna);
    const answered = await customerCalls(hub, FROM);
    await accept(anna, await offerOf(anna, answered));
    await finish(anna, answered);
    await becomeIdle(anna);
    assert.deepEqual(await figures(), [2, 1, 1]);
    await callsInVain();
    assert.deepEqual(await figures(), [3, 2, 1]);
    await ages(REPEAT_WINDOW_MS);
    await callsInVain();
    assert.deepEqual(await figures(), [4, 3, 1]);
    for (const from of ['anonymous', 'web:7c1d']) {
      await callsInVain({from});
      await callsInVain({from});
    }
    assert.deepEqual(await figures(), [8, 7, 1]);
  });

  it('[CB-21] [PK-105] who was promised a call counts as repeated until it is made, or is not wanted any more', async () => {
    const ahead = await customerCalls(hub);
    const contactId = await customerCalls(hub, FROM);
    await takesCallback(hub, contactId);
    await leavesLine(hub, contactId);
    await hangUp(hub, ahead);
    await callsInVain();
    assert.deepEqual(await figures(), [3, 2, 1]);
    await hub.query(`delete from contact where status = 'ended'`);
    const [callback] = await callbacksOf(hub, CALLER);
    const action = {type: 'cancel', by: 'customer'} as const;
    await hub.store.decide(async (work) => {
      const found = await lockCallback(work, callback?.id ?? '');
      assert.ok(found);
      await applyToCallback(work, found, action, 'customer');
    });
    await callsInVain();
    assert.deepEqual(await figures(), [4, 3, 1]);
  });

  it('[PK-105] who was promised a call while they spoke to somebody counts as repeated when they call for it', async () => {
    const contactId = await talking(hub, anna, FROM);
    await schedules(anna, {number: CALLER});
    await finish(anna, contactId);
    await becomeIdle(anna);
    await callsInVain();
    assert.deepEqual(await figures(), [2, 1, 1]);
  });

  it('[CB-21] no number is in the figures, and the contacts of one are found without looking at others', async () => {
    await callsInVain();
    await callsInVain();
    const rows = await hub.query('select * from callback_figure');
    assert.equal(JSON.stringify(rows).includes(CALLER.slice(-7)), false);
    // There are few rows, so that reading all of them would be the quicker way.
    const plan = await hub.store.decide(async (work) => {
      await run(work, 'set local enable_seqscan = off', []);
      return run(work, `explain ${EARLIER_CONTACTS}`, [CALLER, 'billing', new Date(work.now)]);
    });
    assert.match(JSON.stringify(plan), /participant_customer_left/);
  });
});
