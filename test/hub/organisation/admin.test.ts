import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {type Admin, adminOf, problemOf} from './admin-client.ts';

const LATE = {
  id: 'late',
  name: 'Late shift',
  zone: 'Europe/Warsaw',
  weekly: [{days: ['friday'], from: '18:00', to: '02:00'}],
};

describe('the administrator’s interface', () => {
  let hub: TestHub;
  let admin: Admin;

  before(async () => {
    hub = await startTestHub();
    admin = await adminOf(hub);
  });

  after(() => hub?.stop());

  const whole = async () => admin.get('/organisation');

  it('[OR-20] without a token, with a wrong one and without the role admin nothing is told or changed', async () => {
    const bare = await fetch(`${hub.url}/admin/organisation`);
    assert.equal(bare.status, 401);
    assert.equal(bare.headers.get('www-authenticate'), 'Bearer');
    assert.equal(Object(await bare.json()).code, 'token-missing');
    const wrong = await fetch(`${hub.url}/admin/organisation`, {headers: {authorization: 'Bearer x.y.z'}});
    assert.equal(wrong.status, 401);
    const before = (await whole()).etag;
    for (const roles of [['agent'], ['supervisor', 'agent']]) {
      const other = await adminOf(hub, roles);
      assert.deepEqual(problemOf(await other.get('/organisation')), {status: 403, code: 'not-permitted', paths: []});
      assert.equal((await other.put('/organisation/hours/late', LATE)).status, 403);
    }
    assert.equal((await whole()).etag, before);
  });

  it('[OR-21] the whole is read with its revision, and put back only over the revision that was read', async () => {
    const read = await whole();
    assert.equal(read.status, 200);
    const organisation = Object(read.body);
    assert.equal(organisation.name, 'Northwind Utilities');
    const renamed = {...organisation, name: 'Northwind Power'};
    assert.deepEqual(problemOf(await admin.ask('PUT', '/organisation', {body: renamed})), {
      status: 428,
      code: 'precondition-missing',
      paths: [],
    });
    const put = await admin.ask('PUT', '/organisation', {body: renamed, ifMatch: read.etag ?? ''});
    assert.equal(put.status, 200);
    assert.deepEqual(Object(put.body).changes, [{collection: 'settings', id: 'name', change: 'changed'}]);
    const stale = await admin.ask('PUT', '/organisation', {body: organisation, ifMatch: read.etag ?? ''});
    assert.deepEqual(problemOf(stale), {status: 412, code: 'stale', paths: []});
    assert.equal(stale.etag, put.etag);
    const now = await whole();
    assert.equal(now.etag, put.etag);
    assert.deepEqual(now.body, renamed);
  });

  it('[OR-21] of two who put at once over the same revision one is told that it is stale', async () => {
    const {etag, body} = await whole();
    const put = (name: string) =>
      admin.ask('PUT', '/organisation', {body: {...Object(body), name}, ifMatch: etag ?? ''});
    const statuses = (await Promise.all([put('One'), put('Two')])).map(({status}) => status);
    assert.deepEqual(
      statuses.toSorted((one, other) => one - other),
      [200, 412],
    );
  });

  it('[OR-22] a dry run says what would change and changes nothing', async () => {
    const {etag, body} = await whole();
    const changed = {...Object(body), dataProtection: false, teams: [{id: 'night', name: 'Night'}]};
    const tried = await admin.ask('PUT', '/organisation?dryRun=true', {body: changed});
    assert.equal(tried.status, 200);
    assert.deepEqual(tried.body, {
      revision: Number(etag?.replaceAll('"', '')),
      changes: [
        {collection: 'settings', id: 'dataProtection', change: 'changed'},
        {collection: 'teams', id: 'night', change: 'added'},
      ],
      warnings: [],
      dryRun: true,
    });
    const wrong = await admin.ask('PUT', '/organisation?dryRun=true', {body: {...changed, country: 'Poland'}});
    assert.deepEqual(problemOf(wrong), {status: 422, code: 'invalid', paths: ['/country']});
    assert.deepEqual(problemOf(await admin.ask('PUT', '/organisation?dryRun=perhaps', {body: changed})).status, 422);
    assert.deepEqual(await whole().then((now) => [now.etag, now.body]), [etag, body]);
  });

  const items: readonly (readonly [collection: string, key: string, item: object, changed: object])[] = [
    ['numbers', '+12015550100', {number: '+12015550100', name: 'Billing'}, {name: 'Bills'}],
    ['hours', 'late', LATE, {zone: 'UTC'}],
    ['teams', 'blue', {id: 'blue', name: 'Blue'}, {name: 'Navy'}],
    ['skills', 'french', {id: 'french', name: 'French'}, {name: 'Français'}],
    ['variables', 'meter', {name: 'meter', label: 'Meter'}, {type: 'integer'}],
    ['agents', 'zoe', {id: 'zoe', userName: 'zoe@northwind.example'}, {capacity: {chat: 1}}],
    ['queues', 'letters', {id: 'letters', name: 'Letters', members: 'everyone', channels: ['email']}, {priority: 5}],
    ['entryPoints', 'post', {id: 'post', name: 'Post', channel: 'email', queue: 'billing'}, {whenClosed: 'end'}],
    ['wrapUpReasons', 'sold', {id: 'sold', label: 'Sold'}, {queues: ['billing']}],
    ['presences', 'away.gym', {base: 'away', reason: 'gym', label: 'Gym'}, {label: 'Sports'}],
    ['addressBook', 'front', {id: 'front', name: 'Front desk', number: '100'}, {note: 'Ring twice'}],
  ];

  for (const [collection, key, item, difference] of items) {
    it(`[OR-23] ${collection}: an item is put, listed, read, changed and deleted, each a revision`, async () => {
      const path = `/organisation/${collection}/${encodeURIComponent(key)}`;
      // A list of numbers has to name those in use.
      if (collection === 'numbers')
        await admin.put('/organisation/numbers', [{number: '+12015550101', name: 'Support'}, item]);
      else assert.equal((await admin.put(path, item)).status, 200);
      const added = await admin.get(path);
      assert.equal(added.status, 200);
      assert.deepEqual({...Object(added.body), ...item}, added.body);
      const changed = {...item, ...difference};
      const put = await admin.ask('PUT', path, {body: changed, ifMatch: added.etag ?? ''});
      assert.deepEqual(Object(put.body).changes, [{collection, id: key, change: 'changed'}]);
      const listed: readonly object[] = Object((await admin.get(`/organisation/${collection}`)).body).items;
      assert.ok(listed.some((each) => JSON.stringify({...each, ...changed}) === JSON.stringify(each)));
      const again = await admin.ask('PUT', path, {body: changed, ifMatch: put.etag ?? ''});
      assert.deepEqual([again.etag, Object(again.body).changes], [put.etag, []]);
      if (collection === 'numbers') assert.equal((await admin.put('/organisation/numbers', [])).status, 200);
      else assert.equal((await admin.ask('DELETE', path, {ifMatch: put.etag ?? ''})).status, 200);
      assert.deepEqual(problemOf(await admin.get(path)), {status: 404, code: 'not-found', paths: []});
      assert.equal((await admin.ask('DELETE', path, {ifMatch: '*'})).status, 404);
    });
  }

  it('[OR-23] settings are read and put by themselves', async () => {
    const {body, etag} = await admin.get('/organisation/settings');
    const {timings} = Object(body);
    const put = await admin.ask('PUT', '/organisation/settings', {
      body: {...Object(body), timings: {...timings, ringVoiceMs: 20_000}, limits: {concurrentCalls: 200}},
      ifMatch: etag ?? '',
    });
    assert.equal(put.status, 200);
    assert.equal(Object((await whole()).body).timings.ringVoiceMs, 20_000);
    assert.equal(Object((await whole()).body).limits.concurrentCalls, 200);
    const other = await admin.put('/organisation/settings', {...Object(body), queues: []});
    assert.deepEqual(problemOf(other), {status: 422, code: 'invalid', paths: ['/queues']});
  });

  it('[OR-23] the order of a collection is what it was put in', async () => {
    const {body} = await admin.get('/organisation/presences');
    const reversed = Object(body).items.toReversed();
    const put = await admin.put('/organisation/presences', reversed);
    assert.deepEqual(Object(put.body).changes, [{collection: 'presences', id: '*', change: 'order'}]);
    const desk = await hub.query<{label: string}>('select label from presence_choice order by place');
    assert.deepEqual(
      desk.map(({label}) => label),
      reversed.map((each: object) => Object(each).label),
    );
  });

  const wrong: readonly (readonly [
    what: string,
    method: string,
    path: string,
    body: unknown,
    paths: readonly string[],
  ])[] = [
    [
      'a queue that an entry point leads to',
      'DELETE',
      '/organisation/queues/billing',
      undefined,
      ['/entryPoints/0/queue'],
    ],
    ['an item under another key', 'PUT', '/organisation/teams/blue', {id: 'red', name: 'Red'}, ['/teams/0']],
    ['an unknown field', 'PUT', '/organisation/teams/blue', {id: 'blue', name: 'Blue', size: 3}, ['/teams/0/size']],
    ['an unknown zone', 'PUT', '/organisation/hours/late', {...LATE, zone: 'Mars/Base'}, ['/hours/0/zone']],
    [
      'an emergency number in the address book',
      'PUT',
      '/organisation/addressBook/help',
      {id: 'help', name: 'Help', number: '911'},
      ['/addressBook/0/number'],
    ],
    [
      'several at once',
      'PUT',
      '/organisation/teams',
      [
        {id: 'A', name: 'A'},
        {id: 'b', name: ''},
      ],
      ['/teams/0/id', '/teams/1/name'],
    ],
    ['a list that is none', 'PUT', '/organisation/skills', {french: 1}, ['/skills']],
  ];

  for (const [what, method, path, body, paths] of wrong) {
    it(`[OR-24] ${what}: refused with its place, and nothing is changed`, async () => {
      const before = (await whole()).etag;
      const answer = await admin.ask(method, path, {ifMatch: '*', ...(body === undefined ? {} : {body})});
      assert.deepEqual(problemOf(answer), {status: 422, code: 'invalid', paths});
      assert.equal((await whole()).etag, before);
    });
  }

  it('[OR-24] what is no JSON, is too large, or is nowhere gets a problem too', async () => {
    assert.deepEqual(problemOf(await admin.put('/organisation', '{')), {status: 400, code: 'malformed', paths: []});
    const text = await admin.ask('PUT', '/organisation', {
      body: 'x',
      headers: {'content-type': 'text/plain'},
      ifMatch: '*',
    });
    assert.equal(problemOf(text).status, 415);
    const large = await admin.put('/organisation/teams', [{id: 'x', name: 'x'.repeat(8_500_000)}]);
    assert.equal(problemOf(large).status, 413);
    assert.equal(problemOf(await admin.get('/organisation/colours')).status, 404);
    assert.equal(problemOf(await admin.get('/elsewhere')).status, 404);
  });

  it('[OR-24] what a problem says holds nothing of what was sent', async () => {
    const secret = 'Ms Secret +12015559999';
    const answer = await admin.put('/organisation/addressBook/x', {id: 'x', name: 'X', number: secret, note: 7});
    assert.equal(answer.status, 422);
    assert.ok(!JSON.stringify(answer.body).includes('Secret'));
    assert.ok(!JSON.stringify(answer.body).includes('9999'));
  });

  it('[OR-25] each revision says who changed what, can be read, and put back', async () => {
    const before = await whole();
    await admin.put('/organisation/teams/undo', {id: 'undo', name: 'To be undone'});
    const {revisions} = Object((await admin.get('/revisions?limit=2')).body);
    assert.deepEqual(
      {...revisions[0], appliedAt: null},
      {
        revision: revisions[1].revision + 1,
        appliedAt: null,
        actor: 'admin:ada',
        changes: [{collection: 'teams', id: 'undo', change: 'added'}],
      },
    );
    assert.ok(Math.abs(Date.parse(revisions[0].appliedAt) - Date.now()) < 3_600_000);
    const earlier = `/revisions/${revisions[1].revision}`;
    assert.deepEqual((await admin.get(earlier)).body, before.body);
    assert.equal((await admin.ask('POST', `${earlier}/restore`, {ifMatch: before.etag ?? ''})).status, 412);
    const tried = await admin.ask('POST', `${earlier}/restore?dryRun=true`);
    assert.deepEqual(Object(tried.body).changes, [{collection: 'teams', id: 'undo', change: 'removed'}]);
    const restored = await admin.ask('POST', `${earlier}/restore`, {ifMatch: `"${revisions[0].revision}"`});
    assert.equal(Object(restored.body).revision, revisions[0].revision + 1);
    assert.deepEqual((await whole()).body, before.body);
    assert.equal(problemOf(await admin.get('/revisions/999999')).status, 404);
    assert.equal(problemOf(await admin.ask('POST', '/revisions/x/restore', {ifMatch: '*'})).status, 404);
  });

  it('[OR-25] the history is read page by page to its beginning, which is the file', async () => {
    const seen: number[] = [];
    for (let before = ''; ;) {
      const {revisions, next} = Object((await admin.get(`/revisions?limit=7${before}`)).body);
      seen.push(...revisions.map((each: object) => Object(each).revision));
      if (next === null) {
        assert.equal(revisions.at(-1)?.actor ?? 'organisation-file', 'organisation-file');
        break;
      }
      before = `&before=${next}`;
    }
    const all = await hub.query<{id: number}>('select id from organisation_revision order by id desc');
    assert.deepEqual(
      seen,
      all.map(({id}) => Number(id)),
    );
  });

  it('[OR-26] each change is in the audit with who made it and what it was', async () => {
    const put = await admin.put('/organisation/skills/audited', {id: 'audited', name: 'Audited'});
    const [entry] = await hub.query<{actor: string; action: string; detail: object}>(
      'select actor, action, detail from audit order by id desc limit 1',
    );
    assert.deepEqual(entry, {
      actor: 'admin:ada',
      action: 'change-organisation',
      detail: {revision: Object(put.body).revision, changes: 1, what: 'skills/audited:added'},
    });
  });

  it('[OR-27] pages of listed origins may use it, others may not', async () => {
    const ask = (origin: string) =>
      fetch(`${hub.url}/admin/organisation/queues/billing`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'authorization,if-match',
        },
      });
    const listed = await ask('http://desk.test');
    assert.equal(listed.status, 204);
    assert.equal(listed.headers.get('access-control-allow-origin'), 'http://desk.test');
    assert.match(listed.headers.get('access-control-allow-methods') ?? '', /PUT/);
    assert.equal(listed.headers.get('access-control-allow-headers'), 'authorization,if-match');
    const other = await ask('https://evil.example');
    assert.equal(other.headers.get('access-control-allow-origin'), null);
    const read = await admin.ask('GET', '/organisation', {headers: {origin: 'http://desk.test'}});
    assert.equal(read.headers.get('access-control-expose-headers'), 'etag');
    assert.equal(read.headers.get('cache-control'), 'no-store');
  });

  it('[OR-5] the schema of the file is there for editors', async () => {
    const {status, type, body} = await admin.get('/organisation/schema');
    assert.deepEqual([status, type.split(';')[0]], [200, 'application/schema+json']);
    const {properties, required} = Object(body);
    assert.deepEqual(Object.keys(properties).toSorted(), Object.keys(Object((await whole()).body)).toSorted());
    assert.ok(required.includes('queues') && !required.includes('teams'));
  });
});
