import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {nextCallingTime} from '../../../src/domain/calling-hours.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {becomeAvailable, becomeIdle, errorsOf} from '../desk/scenes.ts';
import {until} from '../flows/scenes.ts';
import {type Person, person} from '../parties/scenes.ts';
import {changedTo, hubForCallbacks, offered, schedules} from './callback-world.ts';

const ZONE = 'UTC';
/** Half a day in which it is not: nobody is called now. */
const HOURS = new Date().getUTCHours() < 12 ? {from: '13:00', to: '23:00'} : {from: '01:00', to: '11:00'};

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

  it('[PK-4] [PK-99] waits for the hour at which people may be called there, rings at nobody before, and keeps its place', async () => {
    const date = new Date(nextCallingTime(HOURS, ZONE, Date.now()) + 86_400_000).toISOString().slice(0, 10);
    const [start, end] = [HOURS.from, `${HOURS.from.slice(0, 2) === '13' ? '14' : '02'}:00`];
    const id = await schedules(anna, {date, start, end, zone: ZONE});
    const asked = Date.now() - 600_000;
    await hub.query(
      `with due as (update callback set starts_at = $2, due_at = now(), ends_at = now() + interval '1 hour',
         expires_at = now() + interval '1 day' where id = $1)
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
    // The hour has come: as if it were, the hours are those of another place.
    await hub.query(
      `with due as (update callback set due_at = now(), written = null, created_at = now() where id = $1)
       select pg_notify('cordboard_wake', 'callback')`,
      [id],
    );
    await until(hub, 'it is queued', `exists (select 1 from callback where id = $1 and status = 'queued')`, [id]);
    const again = anna.events.all.length;
    await becomeAvailable(anna);
    const ring = await offered(anna, again);
    assert.equal(ring.contact.enqueuedAt, asked);
  });
});
