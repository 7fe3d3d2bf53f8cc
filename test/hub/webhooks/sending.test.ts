import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {startHub} from '../../../hub/hub.ts';
import {keepingLog, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {type Integrator, integrator} from '../digital/scenes.ts';
import {Receiver, endpointFor, writeWebhooks} from './receiver.ts';

const integration = {linkHosts: [], flowHosts: [], requestsPerMinute: 60_000, webhooksPrivate: true};

describe('how webhooks are sent', () => {
  let hub: TestHub;
  let shop: Integrator;
  let crm: Receiver;
  let file: string;

  before(async () => {
    crm = await Receiver.start();
    file = await writeWebhooks(endpointFor(crm.url));
    hub = await startTestHub({configuration: {integration: {...integration, webhooksFile: file}}});
    shop = await integrator(hub);
  });

  after(async () => {
    await hub?.stop();
    await crm[Symbol.asyncDispose]();
  });

  afterEach(() => {
    crm.answer = (response) => void response.writeHead(204).end();
  });

  type Row = {status: string; attempts: number; last_status: number | null; last_error: string | null; wait_ms: number};
  const rowOf = async (webhookId: string): Promise<Row> => {
    const [row] = await hub.query<Row>(
      `select status, attempts, last_status, last_error, (extract(epoch from next_at - now()) * 1000)::float8 as wait_ms
       from webhook_delivery where id = $1`,
      [webhookId],
    );
    assert.ok(row);
    return row;
  };
  /** As if the time had come. */
  const hurry = async (contactId: string) => {
    await hub.query(
      `update webhook_delivery set next_at = now() where contact_id = $1 and next_at is not null and status = 'waiting'`,
      [contactId],
    );
    await hub.query(`select pg_notify('cordboard_wake', 'webhook')`);
  };
  const until = async (webhookId: string, fits: (row: Row) => boolean): Promise<Row> => {
    for (;;) {
      const row = await rowOf(webhookId);
      if (fits(row)) return row;
      await hub.query('select pg_sleep(0.02)');
    }
  };

  it('[DG-23] [DG-24] what is not taken is sent again under its id, ever later, and holds up only its own contact', async () => {
    const refused = await shop.bring();
    const created = await crm.told('contact.created', refused);
    crm.answer = (response, {data}) => void response.writeHead(data['contactId'] === refused ? 500 : 204).end();
    await shop.send('POST', `/api/contacts/${refused}/end`);
    const ended = await crm.told('contact.ended', refused);
    assert.notEqual(ended.id, created.id);
    const first = await until(ended.id, ({attempts, last_status}) => attempts === 1 && last_status === 500);
    assert.ok(first.wait_ms <= 1_000 && first.status === 'waiting');
    let sent = crm.requests.all.length;
    await hurry(refused);
    const again = await crm.requests.find('it again', (each) => each.id === ended.id, sent);
    assert.equal(again.text, ended.text);
    const second = await until(ended.id, ({attempts, last_error}) => attempts === 2 && last_error === 'http-500');
    assert.ok(second.wait_ms <= 2_000);
    // Another contact's news goes out meanwhile.
    const other = await shop.bring();
    await crm.told('contact.created', other);
    crm.answer = (response) => void response.writeHead(204).end();
    sent = crm.requests.all.length;
    await hurry(refused);
    await crm.requests.find('it a third time', (each) => each.id === ended.id, sent);
    await until(ended.id, ({status}) => status === 'delivered');
  });

  it('[DG-24] while the first is not taken nothing later of the contact is sent, and then all of it in order', async () => {
    crm.answer = (response) => void response.writeHead(503, {'retry-after': '120'}).end();
    const id = await shop.bring();
    const created = await crm.told('contact.created', id);
    const waiting = await until(created.id, ({last_status}) => last_status === 503);
    assert.ok(waiting.wait_ms > 60_000, 'as long as the receiver asked for');
    await shop.send('POST', `/api/contacts/${id}/end`);
    const before = crm.of(id).length;
    await shop.bring();
    crm.answer = (response) => void response.writeHead(204).end();
    assert.equal(crm.of(id).length, before);
    await hurry(id);
    await crm.told('contact.ended', id);
    assert.deepEqual(
      crm.of(id).map(({type}) => type),
      ['contact.created', 'contact.created', 'contact.ended'],
    );
  });

  it('[DG-23] after a day it is a dead letter, said in the log, and the next one goes', async () => {
    crm.answer = (response) => void response.writeHead(404).end();
    const id = await shop.bring();
    const created = await crm.told('contact.created', id);
    await until(created.id, ({last_status}) => last_status === 404);
    await hub.query(`update webhook_delivery set expires_at = now() where id = $1`, [created.id]);
    await shop.send('POST', `/api/contacts/${id}/end`);
    await hurry(id);
    const dead = await until(created.id, ({status}) => status === 'dead');
    assert.equal(dead.last_error, 'http-404');
    crm.answer = (response) => void response.writeHead(204).end();
    await crm.told('contact.ended', id);
    assert.deepEqual(
      errorsOf(hub).map((line) => line.includes('dead letter') && line.includes(created.id) && !line.includes('ada@')),
      [true],
    );
    hub.log.lines.length = 0;
  });

  it('[DG-23] a receiver that wants no more of it (410) is not asked again', async () => {
    crm.answer = (response) => void response.writeHead(410).end();
    const id = await shop.bring();
    const created = await crm.told('contact.created', id);
    const {attempts} = await until(created.id, ({status}) => status === 'dead');
    assert.equal(attempts, 1);
    hub.log.lines.length = 0;
  });

  it('[DG-23] [DG-25] a receiver that hangs up, or answers without end, has not taken it, or has', async () => {
    crm.answer = (response) => void response.destroy();
    const id = await shop.bring();
    const created = await crm.told('contact.created', id);
    const cut = await until(created.id, ({last_error}) => last_error !== null);
    assert.deepEqual([cut.status, cut.last_status, cut.last_error], ['waiting', null, 'ECONNRESET']);
    const chunk = Buffer.alloc(16 * 1024);
    crm.answer = (response) => {
      response.writeHead(200);
      let open = true;
      response.on('close', () => (open = false));
      const pour = () => {
        if (open) response.write(chunk, () => setImmediate(pour));
      };
      pour();
    };
    await hurry(id);
    await until(created.id, ({status}) => status === 'delivered');
  });

  it('[DG-28] two hubs share the sending, and each message goes out once', async () => {
    const beside = await hub.startBeside();
    const other = await integrator(hub, 'shop', {url: beside.address});
    const place = (each: number) => (each % 2 === 0 ? shop : other);
    const ids = await Promise.all(Array.from({length: 40}, (_, each) => place(each).bring()));
    await Promise.all(ids.map((id, each) => place(each).send('POST', `/api/contacts/${id}/end`)));
    await Promise.all(ids.map((id) => crm.told('contact.ended', id)));
    for (const id of ids) {
      const told = crm.of(id);
      assert.deepEqual(
        told.map(({type}) => type),
        ['contact.created', 'contact.ended'],
      );
      assert.equal(new Set(told.map((each) => each.id)).size, 2);
    }
    await beside.stop();
  });

  it('[DG-25] [DG-28] what a hub was sending when it stopped is sent by the next one, under its id', async () => {
    const {promise: asked, resolve: ask} = Promise.withResolvers<string>();
    crm.answer = (_response, {id}) => ask(id);
    const contactId = await shop.bring();
    const webhookId = await asked;
    crm.answer = (response) => void response.writeHead(204).end();
    const from = crm.requests.all.length;
    await hub.restart();
    const again = await crm.requests.find('it again', ({id}) => id === webhookId, from);
    assert.equal(again.data['contactId'], contactId);
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[DG-21] what is no longer in the file is told nothing more; what waited for it is a dead letter', async () => {
    crm.answer = (response) => void response.writeHead(500).end();
    const id = await shop.bring();
    const created = await crm.told('contact.created', id);
    await until(created.id, ({attempts}) => attempts > 0);
    const log = keepingLog();
    const none = await writeWebhooks();
    const other = await startHub(
      {
        ...hub.configuration,
        port: 0,
        runDir: `${hub.configuration.runDir}-2`,
        integration: {...integration, webhooksFile: none},
      },
      {connectionString: hub.database.url},
      log,
    );
    assert.equal((await rowOf(created.id)).status, 'dead');
    const from = crm.requests.all.length;
    const later = await shop.bring();
    const [rows] = await hub.query<{count: number}>(
      'select count(*)::int from webhook_delivery where contact_id = $1',
      [later],
    );
    assert.deepEqual([rows?.count, crm.of(later).length, from], [0, 0, crm.requests.all.length]);
    await other.stop();
  });
});
