import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {callbackChangeSchema, callbackSchema} from '../../../hub/http/callbacks-schema.ts';
import {openApiDocument} from '../../../hub/http/openapi.ts';
import {wallTimeAt} from '../../../src/domain/zone-time.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {becomeAvailable, errorsOf} from '../desk/scenes.ts';
import {type Answer, type Integrator, integrator, someKey} from '../digital/scenes.ts';
import {described} from '../digital/described.ts';
import {endAll, person} from '../parties/scenes.ts';
import {offered, wish, zoneAtNoon} from './callback-world.ts';
import {CUSTOMER, counts, forgetAll, hubForRequests, receiptFor, someNumber} from './request-world.ts';

const PATH = '/api/callbacks';
const MINUTE_MS = 60_000;

describe('callbacks that other systems ask for', {timeout: 120_000}, () => {
  let hub: TestHub;
  let shop: Integrator;

  before(async () => {
    hub = await hubForRequests();
    shop = await integrator(hub);
  });

  afterEach(async () => {
    await forgetAll(hub);
    await endAll(hub);
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  const body = (changes: object = {}): object => {
    const {date, start, end, zone} = wish();
    const time = {zone, date, start, end};
    return {
      source: 'mobile-app',
      queue: 'billing',
      number: CUSTOMER,
      name: 'Ada Nkemelu',
      reason: 'Order',
      time,
      ...changes,
    };
  };

  async function brings(changes: object = {}): Promise<Answer> {
    const answer = await shop.send('POST', PATH, body(changes), someKey());
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer;
  }

  const errorsIn = ({body: {errors}}: Answer): readonly string[] =>
    Array.isArray(errors) ? errors.map((each: {path: string}) => each.path) : [];

  it('[PK-53] [CB-1] [CB-19] [DC-29] [DC-30] each kind of source brings them, for a time or as soon as possible, and it is kept which one', async () => {
    for (const source of ['web', 'mobile-app', 'voice-bot', 'chat-bot']) {
      const {body: answer, headers} = await brings({source, number: someNumber()});
      assert.deepEqual([answer['source'], answer['status'], answer['version']], [source, 'scheduled', 1]);
      assert.equal(headers.get('etag'), '"1"');
      assert.equal(headers.get('location'), `${PATH}/${String(answer['id'])}`);
    }
    const sources = await hub.query<{source: string; kind: string}>(
      'select source, kind from callback order by created_at',
    );
    assert.deepEqual(
      sources.map(({source, kind}) => `${kind} ${source}`),
      ['web web', 'web mobile-app', 'web voice-bot', 'web chat-bot'],
    );
    const anna = await person(hub);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    const {body: soon} = await brings({time: {zone: 'Europe/Warsaw'}, source: 'voice-bot'});
    const ring = await offered(anna, from);
    const {body: now} = await shop.send('GET', `${PATH}/${String(soon['id'])}`);
    assert.deepEqual([now['status'], now['time']], ['queued', {zone: 'Europe/Warsaw'}]);
    assert.equal(ring.contact.queue?.id, 'billing');
    await anna.stop();
  });

  it('[PK-53] sent twice with one key it is one, also at the same moment; another body with the key is refused', async () => {
    const key = someKey();
    const answers = await Promise.all([1, 2, 3].map(() => shop.send('POST', PATH, body(), key)));
    assert.deepEqual(
      answers.map(({status}) => status).toSorted((one, other) => one - other),
      [200, 200, 201],
    );
    assert.equal(new Set(answers.map(({body: each}) => each['id'])).size, 1);
    const other = await shop.send('POST', PATH, body({name: 'Somebody'}), key);
    assert.deepEqual([other.status, other.body['code']], [409, 'key-reused']);
    assert.equal((await shop.send('POST', PATH, body())).body['code'], 'key-missing');
    assert.equal((await counts(hub))?.callbacks, 1);
  });

  it('[PK-53] [CB-38] [PK-2] what does not fit is told by its place, and nothing is kept', async () => {
    const zone = 'America/New_York';
    const cases: readonly [object, readonly string[]][] = [
      [{source: 'fax'}, ['/source']],
      [{queue: 'nowhere'}, ['/queue']],
      [{number: '911'}, ['/number']],
      [{number: '+1 900 234 5678'}, ['/number']],
      [{number: '+8816 1234 5678'}, ['/number']],
      [{number: '12345'}, ['/number']],
      [{number: '+1 999 999 9999'}, ['/number']],
      [{name: 'Jo'}, ['/name']],
      [{name: 'x'.repeat(251), reason: 'x'.repeat(251)}, ['/name', '/reason']],
      [{time: {zone: 'Nowhere/At_All'}}, ['/time/zone']],
      [{time: {zone, date: '2026-01-01'}}, ['/time']],
      [{time: {zone, date: '2020-01-01', start: '10:00', end: '11:00'}}, ['/time/start']],
      [{time: {zone, date: '2020-03-08', start: '02:30', end: '04:00'}}, ['/time/start']],
      [{time: {zone, date: 'soon', start: '10:00', end: '9'}}, ['/time/date', '/time/end']],
      [{more: 1}, ['/more']],
    ];
    for (const [changes, paths] of cases) {
      const answer = await shop.send('POST', PATH, body(changes), someKey());
      assert.equal(answer.status, 422, JSON.stringify(changes));
      assert.deepEqual(errorsIn(answer), paths);
    }
    assert.equal((await counts(hub))?.callbacks, 0);
  });

  it('[PK-53] [PK-47] a number is promised one callback, whoever asked first', async () => {
    await brings();
    const refused = await shop.send('POST', PATH, body({source: 'chat-bot'}), someKey());
    assert.deepEqual([refused.status, refused.body['code']], [409, 'callback-open']);
    await receiptFor(hub);
    assert.equal((await counts(hub))?.callbacks, 1);
  });

  it('[PK-53] [CB-45] [CB-47] [PK-7] is changed until its time begins, by who has read its last version', async () => {
    const {body: made} = await brings();
    const path = `${PATH}/${String(made['id'])}`;
    assert.equal((await shop.send('PATCH', path, {reason: 'Other'})).body['code'], 'precondition-missing');
    // A time that is near by now is left as it is.
    await hub.query(
      `update callback set starts_at = now() + interval '5 minutes', due_at = now() + interval '5 minutes'`,
    );
    const changed = await shop.send('PATCH', path, {reason: 'Other'}, {'if-match': '"1"'});
    assert.deepEqual([changed.status, changed.body['reason'], changed.headers.get('etag')], [200, 'Other', '"2"']);
    assert.equal((await shop.send('PATCH', path, {name: 'Bob B'}, {'if-match': '"1"'})).status, 412);
    assert.equal((await shop.send('PATCH', path, {name: 'Bob B'}, {'if-match': 'x'})).status, 412);
    assert.deepEqual(errorsIn(await shop.send('PATCH', path, {number: '112'}, {'if-match': '"2"'})), ['/number']);
    await hub.query(`update callback set starts_at = now() - interval '1 minute', due_at = now() + interval '1 hour'`);
    const late = await shop.send('PATCH', path, {name: 'Bob B'}, {'if-match': '"2"'});
    assert.deepEqual([late.status, late.body['code']], [409, 'callback-begun']);
  });

  it('[PK-195] [PK-53] a change keeps what it does not name: whoever it was given to here has it still', async (t) => {
    const anna = await person(hub);
    t.after(() => anna.stop());
    const {body: made} = await brings();
    const id = String(made['id']);
    await hub.query('update callback set assignee_id = $2 where id = $1', [id, anna.agentId]);
    const kept = 'select number, name, queue_id, assignee_id, written, starts_at, ends_at from callback';
    const before = await hub.query(kept);
    const changed = await shop.send('PATCH', `${PATH}/${id}`, {reason: 'Other'}, {'if-match': '"1"'});
    assert.deepEqual([changed.status, changed.body['reason']], [200, 'Other']);
    assert.deepEqual(await hub.query(kept), before);
    const {date, start, end, zone} = wish({}, Date.now() + 2 * 3_600_000);
    const time = {date, start, end, zone};
    assert.equal((await shop.send('PATCH', `${PATH}/${id}`, {time}, {'if-match': '"2"'})).status, 200);
    const [row] = await hub.query<{whose: string}>('select assignee_id as whose from callback');
    assert.equal(row?.whose, anna.agentId, 'also where its time is another');
  });

  it('[PK-211] [PK-53] a time that is named as it was is not judged, however near it is by now', async () => {
    const {body: made} = await brings();
    const path = `${PATH}/${String(made['id'])}`;
    const zone = zoneAtNoon(Date.now());
    const {date, time: start} = wallTimeAt(zone, Date.now() + 20 * MINUTE_MS);
    const time = {zone, date, start, end: '16:00'};
    await hub.query(
      `update callback set written = $1, zone = $2,
         starts_at = now() + interval '20 minutes', due_at = now() + interval '20 minutes'`,
      [JSON.stringify(time), zone],
    );
    const kept = 'select written, zone, starts_at, ends_at, due_at from callback';
    const before = await hub.query(kept);
    const changed = await shop.send('PATCH', path, {time, reason: 'Other'}, {'if-match': '"1"'});
    assert.deepEqual([changed.status, changed.body['reason']], [200, 'Other'], JSON.stringify(changed.body));
    assert.deepEqual(await hub.query(kept), before);
    const other = {...time, end: '15:00'};
    assert.deepEqual(errorsIn(await shop.send('PATCH', path, {time: other}, {'if-match': '"2"'})), ['/time/start']);
  });

  it('[PK-211] [PK-53] a queue that is closed for good since is not judged where it is not changed', async () => {
    const {body: made} = await brings();
    const path = `${PATH}/${String(made['id'])}`;
    await hub.query(`update queue set active = false where id = 'billing'`);
    const changed = await shop.send('PATCH', path, {reason: 'Other'}, {'if-match': '"1"'});
    const again = await shop.send('POST', PATH, body({number: someNumber()}), someKey());
    await hub.query(`update queue set active = true where id = 'billing'`);
    assert.deepEqual([changed.status, changed.body['reason']], [200, 'Other'], JSON.stringify(changed.body));
    assert.deepEqual(errorsIn(again), ['/queue']);
  });

  it('[PK-53] [PK-8] is cancelled for the customer, twice too; what was kept stays kept', async () => {
    const {body: made} = await brings();
    const path = `${PATH}/${String(made['id'])}`;
    for (let n = 0; n < 2; n += 1) {
      const {status, body: now} = await shop.send('POST', `${path}/cancel`);
      assert.deepEqual([status, now['status'], now['cancelledBy']], [200, 'cancelled', 'customer']);
    }
    await hub.query(`update callback set status = 'kept', cancelled_by = null`);
    assert.equal((await shop.send('POST', `${path}/cancel`)).body['code'], 'callback-gone');
  });

  it('[PK-53] [PK-119] are found by their number, and those of another system are as if they were not there', async () => {
    const {body: made} = await brings();
    const other = await integrator(hub, 'other-shop');
    const sought = {number: '(201) 555-0177'};
    const found = await shop.send('POST', `${PATH}/find`, sought);
    assert.equal(found.status, 200);
    assert.deepEqual(Object(found.body['callbacks'])[0].id, made['id']);
    assert.deepEqual((await other.send('POST', `${PATH}/find`, sought)).body['callbacks'], []);
    const path = `${PATH}/${String(made['id'])}`;
    for (const answer of [
      await other.send('GET', path),
      await other.send('PATCH', path, {name: 'Bob B'}, {'if-match': '"1"'}),
      await other.send('POST', `${path}/cancel`),
      await shop.send('GET', `${PATH}/none`),
    ])
      assert.equal(answer.status, 404);
    for (const wrong of [{}, {number: '911'}, {...sought, limit: 0}, {...sought, limit: 101}, {...sought, more: 1}])
      assert.equal((await shop.send('POST', `${PATH}/find`, wrong)).status, 422, JSON.stringify(wrong));
    // In an address it would be written down by every proxy.
    assert.equal((await shop.send('GET', `${PATH}?number=2015550177`)).status, 404);
    const agent = await hub.issuer.token('anna');
    assert.equal((await shop.send('GET', path, undefined, {authorization: `Bearer ${agent}`})).status, 403);
  });

  it('[PK-53] [DG-34] every answer is as the description of the interface says, and it has the fields that the hub takes', async () => {
    const key = someKey();
    const created = await shop.send('POST', PATH, body(), key);
    const path = `${PATH}/${String(created.body['id'])}`;
    const one = `${PATH}/{id}`;
    described(PATH, 'post', created);
    described(PATH, 'post', await shop.send('POST', PATH, body(), key));
    described(PATH, 'post', await shop.send('POST', PATH, body(), someKey()));
    described(PATH, 'post', await shop.send('POST', PATH, body({name: ''}), someKey()));
    described(PATH, 'post', await shop.send('POST', PATH, body()));
    described(PATH, 'post', await shop.send('POST', PATH, '{', key));
    described(`${PATH}/find`, 'post', await shop.send('POST', `${PATH}/find`, {number: '2015550177', limit: 1}));
    described(`${PATH}/find`, 'post', await shop.send('POST', `${PATH}/find`, {}));
    described(`${PATH}/find`, 'post', await shop.send('POST', `${PATH}/find`, '{'));
    described(one, 'get', await shop.send('GET', path));
    described(one, 'get', await shop.send('GET', `${PATH}/none`));
    described(one, 'patch', await shop.send('PATCH', path, {name: 'Ada N'}, {'if-match': '"1"'}));
    described(one, 'patch', await shop.send('PATCH', path, {name: 'Ada N'}, {'if-match': '"1"'}));
    described(one, 'patch', await shop.send('PATCH', path, {name: 'Ada N'}));
    described(`${one}/cancel`, 'post', await shop.send('POST', `${path}/cancel`));
    described(`${one}/cancel`, 'post', await shop.send('POST', `${PATH}/none/cancel`));
    const {CallbackSubmission, CallbackChange} = openApiDocument.components.schemas;
    assert.deepEqual(
      Object.keys(CallbackSubmission.properties).toSorted(),
      Object.keys(callbackSchema.entries).toSorted(),
    );
    const [change] = callbackChangeSchema.pipe;
    assert.deepEqual(Object.keys(CallbackChange.properties).toSorted(), Object.keys(change.entries).toSorted());
    const needed = Object.entries(callbackSchema.entries).flatMap(([name, field]) =>
      field.type === 'optional' ? [] : [name],
    );
    assert.deepEqual([...CallbackSubmission.required].toSorted(), needed.toSorted());
  });
});
