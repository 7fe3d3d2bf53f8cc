import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {availableDesk, becomeIdle, errorsOf} from '../desk/scenes.ts';
import {type Integrator, applicationToken, integrator, problemOf, request} from './scenes.ts';

describe('who may bring contacts, and see them', () => {
  let hub: TestHub;
  let shop: Integrator;
  let anna: TestDesk;

  before(async () => {
    hub = await startTestHub();
    shop = await integrator(hub);
    anna = await availableDesk(hub, 'anna');
  });

  after(async () => {
    await anna?.stop();
    await hub?.stop();
  });

  afterEach(() => assert.deepEqual(errorsOf(hub), []));

  it('[DG-8] another client sees, ends and lists nothing of it', async () => {
    const id = await shop.bring();
    const stranger = await integrator(hub, 'stranger');
    for (const [method, path, body] of [
      ['GET', `/api/contacts/${id}`, undefined],
      ['POST', `/api/contacts/${id}/end`, undefined],
      ['PATCH', `/api/contacts/${id}`, {subject: 'mine now'}],
      ['GET', '/api/contacts/not-an-identifier', undefined],
      ['GET', `/api/contacts/${crypto.randomUUID()}`, undefined],
      ['DELETE', `/api/contacts/${id}`, undefined],
    ] as const) {
      assert.deepEqual(problemOf(await stranger.send(method, path, body)), [404, 'not-found']);
    }
    assert.deepEqual((await stranger.send('GET', '/api/contacts')).body, {contacts: [], next: null});
    assert.deepEqual(problemOf(await shop.send('PATCH', `/api/contacts/${id}`, {})), [422, 'invalid']);
  });

  it('[DG-8] the list has the open ones, newest first, page by page', async () => {
    await becomeIdle(anna);
    const lister = await integrator(hub, 'lister');
    const ids: string[] = [];
    for (let each = 0; each < 5; each += 1) ids.push(await lister.bring({subject: `No. ${each}`}));
    const [, ended] = ids;
    await lister.send('POST', `/api/contacts/${ended ?? ''}/end`);
    const open = ids.filter((id) => id !== ended).toReversed();
    const read: unknown[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = await lister.send('GET', `/api/contacts?limit=3${next === '' ? '' : `&after=${next}`}`);
      const {contacts} = page.body;
      assert.ok(Array.isArray(contacts));
      read.push(...contacts.map((each) => each.id));
      next = typeof page.body['next'] === 'string' ? page.body['next'] : null;
    }
    assert.deepEqual(read, open);
    assert.deepEqual(problemOf(await lister.send('GET', '/api/contacts?limit=101')), [422, 'invalid']);
  });

  it('[DG-3] nobody else comes in: not without a token, nor with a person’s, nor without the role', async () => {
    const tokens: readonly (readonly [string, string, number, string])[] = [
      ['none', '', 401, 'token-missing'],
      ['nonsense', 'x.y.z', 401, 'token-invalid'],
      ['ended', await applicationToken(hub, 'shop', {expiresInS: -60}), 401, 'token-expired'],
      ['for another hub', await applicationToken(hub, 'shop', {audience: 'api://other'}), 401, 'token-invalid'],
      ['an agent', await hub.issuer.token('anna'), 403, 'role-missing'],
      ['a person with the role', await hub.issuer.token('anna', {roles: ['agent', 'integrator']}), 403, 'role-missing'],
      ['an application that is an agent', await applicationToken(hub, 'shop', {roles: ['agent']}), 403, 'role-missing'],
    ];
    for (const [who, token, status, code] of tokens) {
      const headers: Record<string, string> = token === '' ? {} : {authorization: `Bearer ${token}`};
      const answer = await request(`${hub.url}/api/contacts`, 'POST', '{', headers);
      assert.deepEqual(problemOf(answer), [status, code], who);
      assert.equal(answer.headers.get('www-authenticate'), status === 401 ? 'Bearer' : null);
    }
  });

  it('[DG-3] [DC-8] an application is no agent, whatever roles it was given: no desk opens for its token', async () => {
    for (const roles of [['integrator'], ['agent'], ['agent', 'integrator'], ['supervisor', 'admin']]) {
      const answer = await fetch(`${hub.url}/desk/negotiate?negotiateVersion=1`, {
        method: 'POST',
        headers: {authorization: `Bearer ${await applicationToken(hub, 'shop', {roles})}`},
      });
      assert.equal(answer.status, 403, roles.join(' '));
    }
    assert.deepEqual(await hub.query(`select subject from agent where subject = 'shop'`), []);
  });
});

describe('a client that asks too often', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub({
      configuration: {
        integration: {linkHosts: [], flowHosts: [], requestsPerMinute: 30, webhooksFile: null, webhooksPrivate: false},
      },
    });
  });

  after(() => hub?.stop());

  it('[DG-7] is told when to come again, at whatever hub, and others are not', async () => {
    const beside = await hub.startBeside();
    const places = [await integrator(hub, 'busy'), await integrator(hub, 'busy', {url: beside.address})];
    const answers = [];
    for (let each = 0; each < 5; each += 1) answers.push(await places[each % 2]?.send('GET', '/api/contacts'));
    assert.deepEqual(
      answers.map((each) => each?.status),
      [200, 200, 200, 200, 200],
    );
    const refused = await places[0]?.send('GET', '/api/contacts');
    assert.ok(refused);
    assert.deepEqual(problemOf(refused), [429, 'rate-limited']);
    assert.equal(refused.headers.get('retry-after'), '2');
    const other = await integrator(hub, 'other');
    assert.equal((await other.send('GET', '/api/contacts')).status, 200);
    // A minute later by the database's clock.
    await hub.query(`update api_client set refilled_at = refilled_at - interval '1 minute'`);
    assert.equal((await places[1]?.send('GET', '/api/contacts'))?.status, 200);
  });
});
