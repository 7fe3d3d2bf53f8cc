import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {popoverVariables} from '../../../src/domain/popover-variables.ts';
import {wallTimeAt} from '../../../src/domain/zone-time.ts';
import {connectDesk, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf, finish, offerOf} from '../desk/scenes.ts';
import {CHAT, MAIL, integrator, withMailbox} from '../digital/scenes.ts';
import {until} from '../flows/scenes.ts';
import {type Person, endAll, person, phoneRings, talking} from '../parties/scenes.ts';
import {
  CUSTOMER,
  becomesDue,
  changedTo,
  hubForCallbacks,
  offered,
  problemsIn,
  schedules,
  stored,
  wish,
  zoneAtNoon,
} from './callback-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a scheduled callback, where it came from and what is known of it', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: Person;

  before(async () => {
    hub = await hubForCallbacks({organisation: withMailbox});
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
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-224] what waits when the rules give it more time waits on, and for its new end', async () => {
    const id = await schedules(anna);
    await becomesDue(hub, id);
    await changedTo(anna, id, ({status}) => status === 'queued');
    // As it was stored under rules by which it would be too late by now.
    await hub.query('update callback set expires_at = now() where id = $1', [id]);
    await until(hub, 'it has been looked at', 'exists (select 1 from callback where id = $1 and expires_at > now())', [
      id,
    ]);
    const [row] = await hub.query(
      `select callback.status, contact.status as contact, expires_at = ends_at + interval '1 hour' as hour
       from callback join contact on contact.id = contact_id where callback.id = $1`,
      [id],
    );
    assert.deepEqual(row, {status: 'queued', contact: 'waiting', hour: true});
  });

  it('[PK-134] each change is in the audit, by whom and which fields, and no value of any', async () => {
    const id = await schedules(anna);
    const edited = await anna.hub.send('EditCallback', {
      ...wish({name: 'Marked Name', reason: 'Marked reason', number: null}),
      ...{callbackId: id, version: 1},
    });
    assert.equal(edited.status, 'done', JSON.stringify(edited));
    assert.equal((await anna.hub.send('DeleteCallback', {callbackId: id, version: 2})).status, 'done');
    const rows = await hub.query<{actor: string; action: string; changed: string | null}>(
      `select actor, action, detail->>'changed' as changed from audit where detail->>'callback' = $1 order by id`,
      [id],
    );
    assert.deepEqual(rows, [
      {actor: `agent:${anna.agentId}`, action: 'callback-schedule', changed: null},
      {actor: `agent:${anna.agentId}`, action: 'callback-edit', changed: 'name reason'},
      {actor: `agent:${anna.agentId}`, action: 'callback-cancel', changed: null},
    ]);
    const marked = await hub.query(`select 1 from audit where detail::text like '%Marked%' or detail::text like $1`, [
      `%${CUSTOMER.slice(2)}%`,
    ]);
    assert.deepEqual(marked, []);
  });

  it('[CB-41] a queue that is not active any more is refused at its field', async () => {
    await hub.query(`update queue set active = false where id = 'support'`);
    const reply = await anna.hub.send('ScheduleCallback', {...wish({queueId: 'support'}), contactId: null});
    await hub.query(`update queue set active = true where id = 'support'`);
    assert.deepEqual(problemsIn(reply), ['queue unknown']);
  });

  it('[PK-133] [CB-51] [CB-52] [CB-44] one promised in a digital contact has its page and what is known of it, and is listed there', async () => {
    const shop = await integrator(hub);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    const contactId = await shop.bring({...MAIL, queue: undefined});
    await accept(anna, await offerOf(anna, contactId, from));
    await anna.event('ContactConnected', from);
    const id = await schedules(anna, {contactId, reason: ''});
    const listed = await anna.hub.ask('ListCallbacks', {scope: {kind: 'contact', contactId}});
    assert.deepEqual(
      listed.callbacks.map((each) => each.id),
      [id],
    );
    const later = anna.events.all.length;
    await becomesDue(hub, id);
    const ring = await offered(anna, later);
    assert.equal(ring.contact.channel, 'voice');
    assert.equal(ring.contact.link, MAIL.link);
    assert.equal(ring.contact.variables.find(({name}) => name === 'caseNo')?.value, MAIL.variables.caseNo);
  });

  it('[CB-22] it can be promised in a call that came, a call that was placed, a chat and an e-mail, and each is its origin', async (t) => {
    const shop = await integrator(hub);
    await becomeAvailable(anna);
    const digital = async (body: object): Promise<string> => {
      const from = anna.events.all.length;
      const contactId = await shop.bring(body);
      await accept(anna, await offerOf(anna, contactId, from));
      return contactId;
    };
    const outgoing = async (): Promise<string> => {
      const phone = await connectPhone(hub, '+12015550166');
      t.after(() => phone.stop());
      const from = anna.events.all.length;
      assert.equal((await anna.hub.send('Dial', {number: '+12015550166'})).status, 'done');
      await phone.client.send('AnswerCall', {callId: await phoneRings(phone)});
      const {contact} = await anna.event('ContactConnected', from);
      assert.deepEqual([contact.direction, contact.kind], ['outbound', 'ordinary']);
      return contact.id;
    };
    const origins = [
      ['voice', null, () => talking(hub, anna, {from: '+12015550165'}), '+12015550165'],
      ['voice', null, outgoing, '+12015550166'],
      ['chat', CUSTOMER, () => digital(CHAT), CUSTOMER],
      ['email', CUSTOMER, () => digital({...MAIL, queue: undefined}), CUSTOMER],
    ] as const;
    for (const [channel, number, begin, called] of origins) {
      const contactId = await begin();
      const id = await schedules(anna, {contactId, number});
      const [row] = await hub.query(
        `select callback.status, callback.number, contact.id, contact.channel
           from callback join contact on contact.id = callback.from_contact_id where callback.id = $1`,
        [id],
      );
      assert.deepEqual(row, {status: 'scheduled', number: called, id: contactId, channel});
      const {callbacks} = await anna.hub.ask('ListCallbacks', {scope: {kind: 'contact', contactId}});
      assert.ok(
        callbacks.some((each) => each.id === id),
        'it is among those of its contact',
      );
      await finish(anna, contactId);
    }
  });

  for (const [how, offMs] of [
    ['an hour behind', -HOUR_MS],
    ['an hour ahead', HOUR_MS],
  ] as const) {
    it(`[CB-38] the hub’s clock decides where that of the agent’s machine is ${how}`, async (t) => {
      // A desk reads its machine's clock when it is made; the hub, which runs in this process too, shall have the right one.
      const wrong = Date.now() + offMs;
      const clock = t.mock.method(Date, 'now', () => wrong);
      const connecting = connectDesk(hub, 'ben');
      clock.mock.restore();
      const ben = await connecting;
      t.after(() => ben.stop());
      const [row] = await hub.query<{now: number}>('select extract(epoch from now())::float8 * 1000 as now');
      const now = row?.now ?? Number.NaN;
      assert.ok(Math.abs(ben.hub.now() - now) < HOUR_MS / 4, 'the desk counts by the hub’s clock');
      const zone = zoneAtNoon(now);
      const inMinutes = (minutes: number) => {
        const {date, time: start} = wallTimeAt(zone, now + minutes * MINUTE_MS);
        return {date, start, end: '16:00', zone};
      };
      const id = await schedules(ben, inMinutes(60));
      const before = await hub.query('select * from callback');
      // In three quarters of an hour by the one clock, a quarter of an hour ago by the other.
      const time = inMinutes(offMs < 0 ? -15 : 45);
      const schedule = await ben.hub.send('ScheduleCallback', {...wish(time), contactId: null});
      const edit = await ben.hub.send('EditCallback', {...wish({...time, number: null}), callbackId: id, version: 1});
      if (offMs > 0) return assert.deepEqual([schedule.status, edit.status], ['done', 'done']);
      for (const reply of [schedule, edit]) assert.deepEqual(problemsIn(reply), ['start too-soon']);
      assert.deepEqual(await hub.query('select * from callback'), before, 'nothing of it is kept');
    });
  }

  it('[PK-196] [CB-47] until its start all but its time may be changed, however near that is, and whatever the calling hours are by now', async () => {
    const zone = zoneAtNoon(Date.now());
    const {date, time: start} = wallTimeAt(zone, Date.now() + 40 * MINUTE_MS);
    const time = {date, start, end: '16:00', zone};
    const id = await schedules(anna, time);
    const edit = async (changes: object) =>
      anna.hub.send('EditCallback', {
        ...wish({...time, number: null, ...changes}),
        ...{callbackId: id, version: await versionOf(hub, id)},
      });
    // It begins in some minutes: a new one could not be so near any more.
    const near = wallTimeAt(zone, Date.now() + 20 * MINUTE_MS);
    const nearer = {...time, date: near.date, start: near.time};
    await hub.query(
      `update callback set written = $2, starts_at = now() + interval '20 minutes', due_at = now() + interval '20 minutes'
        where id = $1`,
      [id, JSON.stringify(nearer)],
    );
    const kept = 'select written, zone, starts_at, ends_at, due_at from callback';
    const before = await hub.query(kept);
    assert.deepEqual(await edit({...nearer, reason: 'Refund'}), {status: 'done', result: null});
    assert.deepEqual(await hub.query(kept), before);
    assert.equal((await changedTo(anna, id, ({version}) => version === 2)).reason, 'Refund');
    assert.deepEqual(problemsIn(await edit({...nearer, end: '15:00'})), ['start too-soon']);
    // The organisation calls nobody at that time any more, but has promised this call.
    const late = {...time, date: '2099-01-01', start: '02:00', end: '03:00'};
    await hub.query(`update callback set written = $2 where id = $1`, [id, JSON.stringify(late)]);
    assert.deepEqual(await edit({...late, name: 'Ada B'}), {status: 'done', result: null});
  });

  it('[CB-47] [CB-61] after its start it is neither edited nor deleted, tried or not, and stays as it was', async () => {
    const id = await schedules(anna);
    const refused = {status: 'refused', code: 'callback-begun'};
    const attempts = async (): Promise<void> => {
      const before = await hub.query('select * from callback');
      const edit = {...wish({name: 'Too late', number: null}), callbackId: id, version: await versionOf(hub, id)};
      assert.deepEqual(await anna.hub.send('EditCallback', edit), refused);
      assert.deepEqual(await anna.hub.send('DeleteCallback', {callbackId: id, version: edit.version}), refused);
      assert.deepEqual(await hub.query('select * from callback'), before);
    };
    // Its start has passed by a second, and nothing has looked at it yet.
    await hub.query(`update callback set starts_at = now() - interval '1 second' where id = $1`, [id]);
    await attempts();
    await becomesDue(hub, id);
    await changedTo(anna, id, ({status}) => status === 'queued');
    await attempts();
    assert.equal((await stored(hub, id))?.status, 'queued');
  });
});

describe('the reason of a callback', {timeout: 60_000}, () => {
  for (const [place, where] of [
    [4, 'in the popover where the entry point of callbacks says so'],
    [null, 'on the card alone where it does not'],
  ] as const) {
    it(`[CB-13] [CB-14] comes with its contact, ${where}`, async (t) => {
      const variable = {name: 'callbackReason', label: 'Why we call', popoverPlace: place};
      const hub = await hubForCallbacks({organisation: (file) => withVariable(file, variable)});
      t.after(() => hub.stop());
      const anna = await person(hub);
      t.after(() => anna.stop());
      await becomeAvailable(anna);
      const id = await schedules(anna, {reason: 'Invoice 7'});
      await becomesDue(hub, id);
      const {contact} = await offered(anna);
      const shown = popoverVariables(contact.variables).map(({label, value}) => [label, value]);
      const reason = ['Why we call', 'Invoice 7'];
      assert.deepEqual(shown.slice(3), place === null ? [] : [reason]);
      const {label, value} = contact.variables.find(({name}) => name === 'callbackReason') ?? {};
      assert.deepEqual([label, value], reason);
      await endAll(hub);
      assert.deepEqual(errorsOf(hub), []);
    });
  }
});

/** The line that callbacks go through has one more. */
function withVariable(file: object, variable: object): object {
  const {entryPoints}: {entryPoints: readonly {id: string; variables: readonly object[]}[]} = Object(file);
  const changed = entryPoints.map((each) =>
    each.id === 'billing-line' ? {...each, variables: [...each.variables, variable]} : each,
  );
  return {...file, entryPoints: changed};
}

async function versionOf(hub: TestHub, id: string): Promise<number> {
  const [row] = await hub.query<{version: number}>('select version::int from callback where id = $1', [id]);
  return row?.version ?? 0;
}
