import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestDesk, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {becomeAvailable, errorsOf, finish} from '../desk/scenes.ts';
import {becomesDue, hubForCallbacks, schedules} from '../callbacks/callback-world.ts';
import {type Admin, adminOf, problemOf} from '../organisation/admin-client.ts';
import {type Person, does, person, phoneRings} from '../parties/scenes.ts';
import {BILLING_LINE} from '../../support/test-hub.ts';

const NUMBER = '+12015554711';
const TYPED = '(201) 555-4711';
const OTHER = '+12015554722';
const MARKS = ['Marked-Name', 'marked-reason', 'marked-note', 'marked-variable', NUMBER, NUMBER.slice(1)];
const NOTHING = {
  ...{openCallbacks: 0, closedCallbacks: 0, requests: 0, openContacts: 0, endedContacts: 0, guestContacts: 0},
  ...{variables: 0, notes: 0, deliveries: 0, voicemails: 0, addressBook: 0},
};

/** The simulated network's own list of telephones: it is the network's, as a real one would have it elsewhere. */
const THE_NETWORKS = ['phone'];

describe('what is kept of a customer', {timeout: 120_000}, () => {
  let hub: TestHub;
  let admin: Admin;
  let anna: Person;
  let phone: TestPhone;
  const others: (TestDesk | TestPhone)[] = [];

  before(async () => {
    hub = await hubForCallbacks();
    admin = await adminOf(hub);
    anna = await person(hub);
    phone = await connectPhone(hub, NUMBER);
    await becomeAvailable(anna);
    await callsIn();
  });

  after(async () => {
    for (const each of [anna, phone, ...others]) await each?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** They call, something is known and noted of it, and they are promised a call. */
  async function callsIn(): Promise<void> {
    const from = anna.events.all.length;
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: 'Marked-Name', data: {reason: 'marked-variable'}});
    const ring = await anna.event('ContactOffered', from);
    await does(anna, 'AcceptOffer', {offerId: ring.offer.id, fence: ring.offer.fence});
    await anna.event('ContactConnected', from);
    const contactId = ring.contact.id;
    await schedules(anna, {number: null, name: 'Marked-Name', reason: 'marked-reason', contactId});
    const {status} = await anna.hub.send('EndContact', {contactId});
    assert.equal(status, 'done');
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'not-reached', note: 'marked-note'});
  }

  /** Every place in the database that has a text in it. */
  async function placesOf(text: string): Promise<readonly string[]> {
    const tables = await hub.query<{name: string}>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
    );
    const found: string[] = [];
    for (const {name} of tables) {
      const [row] = await hub.query<{count: number}>(
        `select count(*)::int as count from "${name}" t where strpos(to_jsonb(t)::text, $1) > 0`,
        [text],
      );
      if ((row?.count ?? 0) > 0) found.push(name);
    }
    return found;
  }

  const post = (what: string, number: string) => admin.ask('POST', `/customers/${what}`, {body: {number}});

  it('[PK-93] is counted by the number, however it is written, for administrators alone', async () => {
    const found = await post('find', TYPED);
    assert.equal(found.status, 200);
    const {variables, ...counts} = Object(found.body);
    const {variables: _none, ...none} = NOTHING;
    assert.deepEqual(counts, {...none, openCallbacks: 1, endedContacts: 1, notes: 1});
    assert.equal(variables > 0, true);
    assert.deepEqual((await post('find', OTHER)).body, NOTHING);
    for (const roles of [['agent'], ['supervisor']]) {
      const other = await adminOf(hub, roles);
      const answer = await other.ask('POST', '/customers/find', {body: {number: NUMBER}});
      assert.deepEqual(problemOf(answer), {status: 403, code: 'not-permitted', paths: []});
    }
  });

  it('[PK-93] what is no number is refused at its field, and nothing is written down of it', async () => {
    for (const number of ['', '911', 'Ada', '12', '1'.repeat(64)])
      assert.deepEqual(
        problemOf(await post('find', number)),
        {status: 422, code: 'invalid', paths: ['/number']},
        number,
      );
    const bare = await admin.ask('POST', '/customers/find', {body: {}});
    assert.deepEqual(problemOf(bare), {status: 422, code: 'invalid', paths: ['/number']});
  });

  it('[PK-94] is handed out whole and readable; secure values are named, not told', async () => {
    const {status, body} = await post('export', NUMBER);
    assert.equal(status, 200);
    const text = JSON.stringify(body);
    for (const mark of MARKS) assert.equal(text.includes(mark), true, mark);
    const {callbacks, contacts} = Object(body);
    assert.deepEqual([callbacks.length, contacts.length], [1, 1]);
    assert.ok(callbacks[0].zone);
    await hub.query(`update callback set zone = 'UTC', zone_unknown = true where number = $1`, [NUMBER]);
    assert.equal(Object((await post('export', NUMBER)).body).callbacks[0].zone, null, 'nobody knows it ([PK-225])');
    assert.match(contacts[0].began, /^\d{4}-\d\d-\d\dT/);
    const secure = contacts[0].variables.filter(({secure: hidden}: {secure: boolean}) => hidden);
    for (const each of secure) assert.equal(each.value, null);
    assert.equal(text.includes(anna.agentId), false, 'who worked on it is not the customer’s');
  });

  it('[PK-95] is not erased while somebody is in contact with them, or finishing it', async () => {
    const from = anna.events.all.length;
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: 'Marked-Name', data: {}});
    const ring = await anna.event('ContactOffered', from);
    await does(anna, 'AcceptOffer', {offerId: ring.offer.id, fence: ring.offer.fence});
    await anna.event('ContactConnected', from);
    assert.equal(Object((await post('find', NUMBER)).body).openContacts, 1);
    assert.deepEqual(problemOf(await post('erase', NUMBER)), {status: 409, code: 'contact-open', paths: []});
    await does(anna, 'EndContact', {contactId: ring.contact.id});
    assert.equal((await post('erase', NUMBER)).status, 409, 'the agent still writes of it');
    await does(anna, 'SubmitWrapUp', {contactId: ring.contact.id, reasonId: 'not-reached', note: 'marked-note'});
    assert.equal(Object((await post('find', NUMBER)).body).openCallbacks, 1, 'nothing was done');
  });

  it('[PK-95] is erased everywhere: nothing in the database has it any more, figures stay, and it is done twice without harm', async () => {
    // Another customer’s call, to which the number was called to help.
    const other = await connectPhone(hub, OTHER);
    others.push(other);
    const from = anna.events.all.length;
    await other.client.send('PlaceCall', {to: BILLING_LINE, name: 'Somebody Else', data: {}});
    const ring = await anna.event('ContactOffered', from);
    await does(anna, 'AcceptOffer', {offerId: ring.offer.id, fence: ring.offer.fence});
    await anna.event('ContactConnected', from);
    const rings = phone.states.all.length;
    await does(anna, 'Consult', {
      contactId: ring.contact.id,
      target: {kind: 'dial-number', number: NUMBER, name: 'Marked-Name'},
      holdsCustomer: true,
    });
    const asked = anna.events.all.length;
    await phone.client.send('DeclineCall', {callId: await phoneRings(phone, rings)});
    await anna.event('ConsultFailed', asked);
    await does(anna, 'ResumeContact', {contactId: ring.contact.id});
    await finish(anna, ring.contact.id);
    const made = await hub.query<{count: number}>(`select sum(scheduled)::int as count from callback_figure`);
    const erased = await post('erase', NUMBER);
    assert.equal(erased.status, 200, JSON.stringify(erased.body));
    assert.deepEqual(erased.body, {callbacks: 1, contacts: 2, guestContacts: 1, voicemails: 0});
    for (const mark of MARKS) {
      const places = (await placesOf(mark)).filter((name) => !THE_NETWORKS.includes(name));
      assert.deepEqual(places, [], mark);
    }
    assert.equal((await placesOf('Somebody Else')).includes('participant'), true, 'the other customer’s stays');
    assert.deepEqual((await post('find', NUMBER)).body, NOTHING);
    assert.deepEqual((await post('erase', NUMBER)).body, {callbacks: 0, contacts: 0, guestContacts: 0, voicemails: 0});
    const [figure] = await hub.query(
      `select sum(scheduled)::int as count, sum(cancelled)::int as gone from callback_figure`,
    );
    assert.deepEqual(figure, {count: made[0]?.count, gone: 1});
    const [contacts] = await hub.query<{count: number}>(`select count(*)::int as count from contact`);
    assert.equal((contacts?.count ?? 0) >= 3, true);
  });

  it('[PK-203] [PK-95] so is what desks were told of a callback that came out of an agent’s hands', async () => {
    await does(anna, 'SetPresence', {base: 'busy', reason: null});
    const id = await schedules(anna, {number: '+12015554755', name: 'Lost-Name', reason: 'lost-reason'});
    await becomesDue(hub, id);
    await hub.query(`update callback set expires_at = now(), ends_at = now() - interval '1 day' where id = $1`, [id]);
    const told = await anna.event('CallbackLost');
    assert.deepEqual([told.lost.callback.id, told.lost.callback.name], [id, 'Lost-Name']);
    assert.equal((await placesOf('lost-reason')).includes('agent_outbox'), true);
    assert.equal((await post('erase', '+12015554755')).status, 200);
    for (const mark of ['Lost-Name', 'lost-reason', id])
      assert.deepEqual(
        (await placesOf(mark)).filter((name) => name !== 'audit' && name !== 'command'),
        [],
        mark,
      );
  });

  it('[PK-96] each of it is written down, by whom and without the number', async () => {
    const rows = await hub.query<{action: string; actor: string; detail: object}>(
      `select action, actor, detail from audit where action like '%customer%' order by id`,
    );
    const actions = new Set(rows.map(({action}) => action));
    assert.deepEqual([...actions].toSorted(), [
      'begin-customer-erasure',
      'erase-customer',
      'export-customer',
      'find-customer',
    ]);
    for (const {actor} of rows) assert.match(actor, /^admin:/);
    assert.equal(JSON.stringify(rows).includes('4711'), false);
    assert.equal(JSON.stringify(hub.log.lines).includes('5554711'), false);
  });
});
