import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {TAKE_OLD, forgetContacts} from '../../../hub/customers/forget-contacts.ts';
import {NO_SETTINGS} from '../../../hub/organisation/settings-of.ts';
import {type TestDesk, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {hubForCallbacks, schedules} from '../callbacks/callback-world.ts';
import {becomeAvailable, errorsOf, finish} from '../desk/scenes.ts';
import {adminOf} from '../organisation/admin-client.ts';
import {type Person, does, person, phoneRings} from '../parties/scenes.ts';

const DAY_MS = 86_400_000;
const KEEP_MS = 30 * DAY_MS;
const NUMBER = '+12015554733';
const GUEST = '+12015554744';
const MARKS = ['Marked-Name', 'Marked-Guest', 'marked-note', 'marked-variable', NUMBER, GUEST];

/** The network’s own telephones, and what desks were told, which goes by itself after a day. */
const ELSEWHERE = ['phone', 'agent_outbox', 'command'];

describe('contacts that have been over for long', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: Person;
  let phone: TestPhone;
  const others: (TestDesk | TestPhone)[] = [];

  before(async () => {
    hub = await hubForCallbacks();
    anna = await person(hub);
    phone = await connectPhone(hub, NUMBER);
    await becomeAvailable(anna);
  });

  afterEach(async () => {
    await hub.query('delete from callback');
    for (const each of others.splice(0)) await each.stop();
  });

  after(async () => {
    for (const each of [anna, phone]) await each?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** They call and are answered. */
  async function callsIn(): Promise<string> {
    const from = anna.events.all.length;
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: 'Marked-Name', data: {reason: 'marked-variable'}});
    const ring = await anna.event('ContactOffered', from);
    await does(anna, 'AcceptOffer', {offerId: ring.offer.id, fence: ring.offer.fence});
    await anna.event('ContactConnected', from);
    return ring.contact.id;
  }

  async function isOver(contactId: string): Promise<void> {
    await does(anna, 'EndContact', {contactId});
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'not-reached', note: 'marked-note'});
  }

  async function ended(contactId: string, days: number): Promise<void> {
    await hub.query(`update contact set ended_at = now() - $2 * interval '1 day' where id = $1`, [contactId, days]);
  }

  async function isForgotten(contactId: string): Promise<boolean> {
    const [row] = await hub.query<{known: number}>(
      `select (select count(*) from participant where contact_id = $1 and party_kind <> 'agent' and address <> '')::int as known`,
      [contactId],
    );
    return row?.known === 0;
  }

  async function placesOf(text: string): Promise<readonly string[]> {
    const tables = await hub.query<{name: string}>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
    );
    const found: string[] = [];
    for (const {name} of tables) {
      const rows = await hub.query(`select 1 from "${name}" t where strpos(to_jsonb(t)::text, $1) > 0 limit 1`, [text]);
      if (rows.length > 0) found.push(name);
    }
    return found.filter((name) => !ELSEWHERE.includes(name));
  }

  it('[PK-110] stay as figures: nothing in them says whose they were, those called to help included', async () => {
    const contactId = await callsIn();
    const guest = await connectPhone(hub, GUEST);
    others.push(guest);
    const rings = guest.states.all.length;
    const target = {kind: 'dial-number', number: GUEST, name: 'Marked-Guest'} as const;
    await does(anna, 'Consult', {contactId, target, holdsCustomer: true});
    const asked = anna.events.all.length;
    await guest.client.send('DeclineCall', {callId: await phoneRings(guest, rings)});
    await anna.event('ConsultFailed', asked);
    await does(anna, 'ResumeContact', {contactId});
    await isOver(contactId);
    const before = await figureOf(contactId);
    for (const mark of MARKS) assert.notDeepEqual(await placesOf(mark), [], mark);
    await ended(contactId, 29);
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 0, 'not before its time');
    await ended(contactId, 31);
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 1);
    for (const mark of MARKS) assert.deepEqual(await placesOf(mark), [], mark);
    assert.deepEqual(await figureOf(contactId), before);
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 0, 'once');
    assert.equal(JSON.stringify(hub.log.lines).includes('5554733'), false);
  });

  /** What a report needs of it. */
  async function figureOf(contactId: string) {
    const [contact] = await hub.query(
      `select channel, direction, kind, status, queue_id, end_reason, connected_at is not null as connected,
         (select array_agg(role || ' ' || status || ' ' || coalesce(wrap_up_reason_id, '-') order by place)
          from participant where contact_id = contact.id) as parts
       from contact where id = $1`,
      [contactId],
    );
    return contact;
  }

  it('[PK-111] not while somebody is in it, nor while they still write of it', async () => {
    const contactId = await callsIn();
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 0);
    await does(anna, 'EndContact', {contactId});
    await ended(contactId, 31);
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 0, 'the agent still writes of it');
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'not-reached', note: 'marked-note'});
    await ended(contactId, 31);
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 1);
    assert.equal(await isForgotten(contactId), true);
  });

  it('[PK-111] not while a callback that was promised in it, or that it was made for, is open', async () => {
    const contactId = await callsIn();
    const callbackId = await schedules(anna, {number: null, name: 'Marked-Name', reason: 'again', contactId});
    await isOver(contactId);
    await ended(contactId, 31);
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 0);
    await hub.query('update callback set from_contact_id = null, contact_id = $2 where id = $1', [
      callbackId,
      contactId,
    ]);
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 0);
    await hub.query(`update callback set status = 'kept', due_at = null, closed_at = now() where id = $1`, [
      callbackId,
    ]);
    assert.equal(await forgetContacts(hub.store, KEEP_MS), 1);
  });

  it('[PK-111] in portions, each once, by two hubs at a time; what is young stays', async () => {
    await planted(430, 31);
    await planted(3, 5);
    const both = await Promise.all([forgetContacts(hub.store, KEEP_MS), forgetContacts(hub.store, KEEP_MS)]);
    // What the other one holds at the moment is left to it.
    assert.equal(both[0] + both[1] + (await forgetContacts(hub.store, KEEP_MS)), 430);
    const [left] = await hub.query<{count: number}>(
      `select count(*)::int as count from participant where name = 'Planted'`,
    );
    assert.equal(left?.count, 3);
  });

  /** Contacts that ended so long ago. */
  async function planted(count: number, days: number): Promise<void> {
    await hub.query(
      `with made as (
         insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, version, ended_at)
         select gen_random_uuid(), 'voice', 'inbound', 'ordinary', 'ended', 3, now(), now(), 1, now() - $2 * interval '1 day'
         from generate_series(1, $1::int) returning id)
       insert into participant (id, contact_id, place, role, party_kind, address, name, status, exclusive, muted, wrap_up_extensions)
       select gen_random_uuid(), id, 0, 'customer', 'customer', '+12015550100', 'Planted', 'left', false, false, 0 from made`,
      [count, days],
    );
  }

  it('[PK-110] is looked for without looking at those that are forgotten or young', async () => {
    await planted(3_000, 5);
    await hub.query('analyze contact, participant, callback');
    const plan = await hub.query<{'QUERY PLAN': string}>(`explain ${TAKE_OLD}`, [KEEP_MS]);
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    assert.match(text, /contact_to_forget/);
    assert.doesNotMatch(text, /Seq Scan on contact/);
  });

  it('[PK-110] is for the organisation to say; unless it does, nothing is forgotten', async () => {
    assert.equal(NO_SETTINGS.contactsKeepMs, null);
    assert.equal(hub.store.settings.contactsKeepMs, null);
    const admin = await adminOf(hub);
    const {body} = await admin.get('/organisation/settings');
    assert.equal(
      (await admin.put('/organisation/settings', {...Object(body), contacts: {keepMs: KEEP_MS}})).status,
      200,
    );
    const contactId = await callsIn();
    await finish(anna, contactId);
    await ended(contactId, 31);
    // As its own task does it when the hub starts.
    await hub.restart();
    for (const until = AbortSignal.timeout(10_000); !(await isForgotten(contactId));) until.throwIfAborted();
  });
});
