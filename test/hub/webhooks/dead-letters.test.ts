import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {type Integrator, integrator, problemOf, request} from '../digital/scenes.ts';
import {Receiver, endpointFor, writeWebhooks} from './receiver.ts';

describe('dead letters', () => {
  let hub: TestHub;
  let shop: Integrator;
  let crm: Receiver;
  let send: (method: string, path: string) => ReturnType<typeof request>;

  before(async () => {
    crm = await Receiver.start();
    const webhooksFile = await writeWebhooks(endpointFor(crm.url));
    hub = await startTestHub({
      configuration: {
        integration: {linkHosts: [], flowHosts: [], requestsPerMinute: 60_000, webhooksPrivate: true, webhooksFile},
      },
    });
    shop = await integrator(hub);
    const token = await hub.issuer.token('olga', {roles: ['admin']});
    send = (method, path) => request(`${hub.url}/admin${path}`, method, undefined, {authorization: `Bearer ${token}`});
  });

  after(async () => {
    await hub?.stop();
    await crm[Symbol.asyncDispose]();
  });

  const deliveries = async (query = '') => {
    const {status, body} = await send('GET', `/webhooks/deliveries${query}`);
    assert.equal(status, 200);
    assert.ok(Array.isArray(body['deliveries']));
    return body['deliveries'];
  };

  it('[DG-29] an administrator sees them without their bodies, and has them sent again in their order', async () => {
    crm.answer = (response) => void response.writeHead(410).end();
    const id = await shop.bring();
    await shop.send('POST', `/api/contacts/${id}/end`);
    const [created, ended] = [await crm.told('contact.created', id), await crm.told('contact.ended', id)];
    let dead: typeof crm.requests.all | unknown[] = [];
    while (dead.length < 2) dead = await deliveries();
    assert.deepEqual(
      (await deliveries('?endpoint=crm&status=dead')).map((each) => [
        each.id,
        each.type,
        each.contactId,
        each.lastStatus,
        each.attempts,
      ]),
      [
        [ended.id, 'contact.ended', id, 410, 1],
        [created.id, 'contact.created', id, 410, 1],
      ],
    );
    assert.doesNotMatch(JSON.stringify(dead), /body|ada@/);
    assert.deepEqual(await deliveries('?endpoint=other'), []);
    assert.deepEqual(await deliveries(`?before=${created.id}`), []);
    const overview = await send('GET', '/webhooks');
    const {endpoints} = overview.body;
    assert.ok(Array.isArray(endpoints));
    assert.deepEqual(
      [endpoints[0].id, endpoints[0].waiting, endpoints[0].dead, endpoints[0].active],
      ['crm', 0, 2, true],
    );

    crm.answer = (response) => void response.writeHead(204).end();
    const from = crm.requests.all.length;
    const revived = await send('POST', '/webhooks/crm/retry');
    assert.deepEqual([revived.status, revived.body], [200, {revived: 2}]);
    await crm.told('contact.ended', id, from);
    assert.deepEqual(
      crm.requests.all.slice(from).map((each) => each.id),
      [created.id, ended.id],
    );
    assert.deepEqual((await send('POST', '/webhooks/crm/retry')).body, {revived: 0});
  });

  it('[DG-29] one that is revived goes before what came after it', async () => {
    crm.answer = (response) => void response.writeHead(410).end();
    const id = await shop.bring();
    const created = await crm.told('contact.created', id);
    while ((await deliveries()).length === 0);
    crm.answer = (response) => void response.writeHead(503, {'retry-after': '600'}).end();
    await shop.send('POST', `/api/contacts/${id}/end`);
    const ended = await crm.told('contact.ended', id);
    for (let [waiting] = await deliveries('?status=waiting'); waiting?.lastStatus !== 503;)
      [waiting] = await deliveries('?status=waiting');
    crm.answer = (response) => void response.writeHead(204).end();
    const from = crm.requests.all.length;
    assert.deepEqual((await send('POST', `/webhooks/deliveries/${created.id}/retry`)).body, {revived: 1});
    await crm.told('contact.ended', id, from);
    assert.deepEqual(
      crm.requests.all.slice(from).map((each) => each.id),
      [created.id, ended.id],
    );
  });

  it('[DG-29] nobody else does, and what is not there is not', async () => {
    for (const path of ['/webhooks/deliveries/no-uuid/retry', `/webhooks/deliveries/${crypto.randomUUID()}/retry`])
      assert.deepEqual(problemOf(await send('POST', path)), [404, 'not-found']);
    assert.deepEqual(problemOf(await send('GET', '/webhooks/deliveries?status=delivered')), [422, 'invalid']);
    const agent = await hub.issuer.token('anna');
    for (const [method, path] of [
      ['GET', '/webhooks'],
      ['GET', '/webhooks/deliveries'],
      ['POST', '/webhooks/crm/retry'],
    ] as const) {
      const answer = await request(`${hub.url}/admin${path}`, method, undefined, {authorization: `Bearer ${agent}`});
      assert.deepEqual(problemOf(answer), [403, 'not-permitted']);
    }
  });
});
