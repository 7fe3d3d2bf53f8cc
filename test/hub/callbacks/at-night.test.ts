import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {lockCallback} from '../../../hub/callbacks/callback-store.ts';
import {routeContact} from '../../../hub/routing/route.ts';
import {nextCallingTime} from '../../../src/domain/calling-hours.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {becomeAvailable, becomeIdle, errorsOf} from '../desk/scenes.ts';
import {until} from '../flows/scenes.ts';
import {type Person, person} from '../parties/scenes.ts';
import {becomesDue, changedTo, hubForCallbacks, offered, schedules, stored} from './callback-world.ts';

const ZONE = 'UTC';
/** Half a day in which it is not: nobody is called now. */
const HOUR = new Date().getUTCHours();
const HOURS = HOUR < 12 ? {from: '13:00', to: '23:00'} : {from: '01:00', to: '11:00'};
/** Where it is after two, or at night after two: within them. */
const IN_HOURS = `Etc/GMT-${(HOUR < 12 ? 14 : 26) - HOUR}`;

describe('a callback whose turn it is at night', {timeout: 60_000}, () => {
  let hub: TestHub;
  let anna: Person;

  before(async () => {
    hub = await hubForCallbacks({}, {callingHours: HOURS});
    anna = await person(hub);
  });

  after(async () => {
    await anna?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-4] [PK-99] [PK-193] waits for the hour at which people may be called there, rings at nobody before, keeps its place, and has as long from then on as any', async () => {
    const date = new Date(nextCallingTime(HOURS, ZONE, Date.now()) + 86_400_000).toISOString().slice(0, 10);
    const [start, end] = [HOURS.from, `${HOURS.from.slice(0, 2) === '13' ? '14' : '02'}:00`];
    const id = await schedules(anna, {date, start, end, zone: ZONE});
    const asked = Date.now() - 600_000;
    // Its time ended five minutes ago: in 55 minutes it would be too late.
    await hub.query(
      `with due as (update callback set starts_at = $2, due_at = now(), ends_at = now() - interval '5 minutes',
         expires_at = now() + interval '55 minutes' where id = $1)
       select pg_notify('cordboard_wake', 'callback')`,
      [id, new Date(asked)],
    );
    await changedTo(anna, id, ({status}) => status === 'queued');
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    const put = await changedTo(anna, id, ({status}) => status === 'scheduled', from);
    assert.equal(put.dueAt, nextCallingTime(HOURS, ZONE, put.dueAt ?? 0));
    assert.ok((put.dueAt ?? 0) > Date.now());
    assert.equal(put.attempts, 0);
    assert.ok(anna.events.all.slice(from).every(({type}) => type !== 'ContactOffered'));
    await becomeIdle(anna);
    await timePasses(id, `interval '56 minutes'`);
    await keeperHasLooked();
    assert.equal((await stored(hub, id))?.status, 'scheduled');
    // The hour has come: it is that hour where the customer is.
    await hub.query('update callback set zone = $2 where id = $1', [id, IN_HOURS]);
    await timePasses(id, 'due_at - now()');
    await until(hub, 'it is queued', `exists (select 1 from callback where id = $1 and status = 'queued')`, [id]);
    await keeperHasLooked();
    assert.equal((await stored(hub, id))?.status, 'queued');
    const again = anna.events.all.length;
    await becomeAvailable(anna);
    const ring = await offered(anna, again);
    assert.equal(ring.contact.enqueuedAt, asked);
  });

  it('[PK-227] [PK-99] is offered to nobody while somebody else decides about it', async () => {
    const date = new Date(nextCallingTime(HOURS, ZONE, Date.now()) + 86_400_000).toISOString().slice(0, 10);
    const [start, end] = [HOURS.from, `${HOURS.from.slice(0, 2) === '13' ? '14' : '02'}:00`];
    const id = await schedules(anna, {date, start, end, zone: ZONE, number: '+12015550188'});
    await becomesDue(hub, id);
    await changedTo(anna, id, ({status}) => status === 'queued');
    await hub.store.decide(async (work) => {
      const callback = await lockCallback(work, id);
      assert.ok(callback?.contactId);
      const {contactId} = callback;
      assert.equal(await hub.store.decide((other) => routeContact(other, contactId)), 'contended');
    });
  });

  /** As if it were so much later, for this one. */
  async function timePasses(id: string, howMuch: string): Promise<void> {
    await hub.query(
      `with due as (update callback set due_at = due_at - (${howMuch}), expires_at = expires_at - (${howMuch}),
         ends_at = ends_at - (${howMuch}) where id = $1)
       select pg_notify('cordboard_wake', 'callback')`,
      [id],
    );
  }

  /** A whole round of the keeper is over: another callback, too late by then, was given up in it. */
  async function keeperHasLooked(): Promise<void> {
    const date = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const times = {date, start: HOURS.from, end: `${HOURS.from.slice(0, 2) === '13' ? '14' : '02'}:00`, zone: ZONE};
    const late = await schedules(anna, {...times, number: '+12015550199'});
    await hub.query(`update callback set expires_at = now(), ends_at = now() - interval '2 hours' where id = $1`, [
      late,
    ]);
    await changedTo(anna, late, ({status}) => status === 'expired');
  }
});
