import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {Kysely, PostgresDialect, sql} from 'kysely';
import pg from 'pg';
import {type CallbackRow, callbackFrom} from '../../../hub/callbacks/callback-store.ts';
import {startHub} from '../../../hub/hub.ts';
import {openDatabase} from '../../../hub/store/database.ts';
import {MIGRATION_NAMES, NewerSchemaError, migrate} from '../../../hub/store/migrator.ts';
import type {Tables} from '../../../hub/store/tables.ts';
import {HubClient as OldClient} from '../../conformance/protocol-1/api/hub-client.ts';
import type {HubEvent, Snapshot} from '../../conformance/protocol-1/api/wire/events.ts';
import {Inbox} from '../../support/desk-client.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {type TestHub, keepingLog, startTestHub} from '../../support/test-hub.ts';

const CONNECTED = '00000000-0000-4000-8000-000000000001';
const WAITING = '00000000-0000-4000-8000-000000000002';
const ANNA = '00000000-0000-4000-8000-0000000000aa';

/** What a hub of the first schema left behind: an agent in a call, another caller who waits. */
const FIRST_DATA = [
  `insert into queue (id, name, everyone, priority) values ('billing', 'Billing', true, 2)`,
  `insert into agent (id, issuer, subject, name, roles, presence_base, presence_since, idle_since, capacity, last_seq)
   values ('${ANNA}', 'set by the test', 'anna', 'Anna', '{agent}', 'available', now(), now(),
     '{"voice": 1, "chat": 3, "email": 3, "social": 3}', 41)`,
  `insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, queue_id, version, connected_at)
   values ('${CONNECTED}', 'voice', 'inbound', 'ordinary', 'connected', 2, now() - interval '2 min', now() - interval '2 min',
     'billing', 4, now() - interval '1 min')`,
  `insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, queue_id, version)
   values ('${WAITING}', 'voice', 'inbound', 'ordinary', 'waiting', 2, now() - interval '1 min', now() - interval '1 min',
     'billing', 1)`,
  ...[CONNECTED, WAITING].map(
    (id) => `insert into conversation (contact_id, id, kind) values ('${id}', 'main', 'main')`,
  ),
  `insert into participant (id, contact_id, place, role, party_kind, agent_id, address, name, status, exclusive, joined_at, muted, wrap_up_extensions)
   values ('00000000-0000-4000-8000-000000000011', '${CONNECTED}', 0, 'customer', 'customer', null, '+12015550147', 'Ada', 'joined', false, now(), false, 0),
     ('00000000-0000-4000-8000-000000000012', '${CONNECTED}', 1, 'primary', 'agent', '${ANNA}', null, 'Anna', 'joined', true, now(), false, 0),
     ('00000000-0000-4000-8000-000000000021', '${WAITING}', 0, 'customer', 'customer', null, '+12015550148', 'Bea', 'joined', false, now(), false, 0)`,
  `insert into seat (participant_id, conversation_id, held) values
     ('00000000-0000-4000-8000-000000000011', 'main', false), ('00000000-0000-4000-8000-000000000012', 'main', false),
     ('00000000-0000-4000-8000-000000000021', 'main', false)`,
  `insert into agent_outbox (agent_id, seq, occurred_at, event) values
     ('${ANNA}', 41, now(), '{"type": "ContactReleased", "seq": 41, "occurredAt": "2026-11-20T10:00:00.000Z", "contactId": "x"}')`,
];

async function withDatabase<T>({url}: TestDatabase, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const db = new Kysely<Tables>({dialect: new PostgresDialect({pool: new pg.Pool({connectionString: url, max: 2})})});
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

const firstSchema = (database: TestDatabase): Promise<void> =>
  withDatabase(database, async (db) => {
    await migrate(db, '0001-model');
    for (const statement of FIRST_DATA) await sql.raw(statement).execute(db);
  });

describe('a database of the first schema', () => {
  let hub: TestHub;
  let desk: OldClient;
  const events = new Inbox<HubEvent>();
  const snapshots = new Inbox<Snapshot>();

  before(async () => {
    hub = await startTestHub({prepare: firstSchema});
    await hub.query(`update agent set issuer = $1`, [hub.issuer.issuer]);
    desk = new OldClient({
      // The first address is gone, as an older hub's that was stopped for the upgrade; the second is the new one.
      hubUrls: ['http://127.0.0.1:9', hub.url],
      getToken: () => hub.issuer.token('anna', {name: 'Anna'}),
      onSnapshot: (snapshot) => snapshots.add(snapshot),
      onEvent: (event) => events.add(event),
      onState: () => undefined,
    });
    desk.start();
  });

  after(async () => {
    await desk?.stop();
    await hub?.stop();
  });

  it('[OP-13] is brought up to date by a hub that starts, with all that was in it', async () => {
    const {rows} = await withDatabase(hub.database, (db) =>
      sql<{name: string}>`select name from kysely_migration order by name`.execute(db),
    );
    assert.deepEqual(
      rows.map(({name}) => name),
      MIGRATION_NAMES,
    );
    const contacts = await hub.query('select id, status, version from contact order by id');
    assert.deepEqual(
      contacts.map(({id, status}) => [id, status]),
      [
        [CONNECTED, 'connected'],
        [WAITING, 'waiting'],
      ],
    );
  });

  it('[OP-13] [OP-10] a desk of the older version goes on with its call there, and takes the next one', async () => {
    const {contacts, seq, agent} = await snapshots.find('its snapshot', () => true);
    assert.equal(agent.id, ANNA);
    assert.ok(seq >= 41);
    assert.equal(contacts[0]?.id, CONNECTED);
    assert.equal((await desk.send('EndContact', {contactId: CONNECTED})).status, 'done');
    assert.equal(
      (await desk.send('SubmitWrapUp', {contactId: CONNECTED, reasonId: 'solved', note: ''})).status,
      'done',
    );
    const offered = await events.find('the next call', ({type}) => type === 'ContactOffered');
    assert.ok(offered.type === 'ContactOffered' && offered.contact.id === WAITING);
    const {id: offerId, fence} = offered.offer;
    assert.equal((await desk.send('AcceptOffer', {offerId, fence})).status, 'done');
  });
});

describe('the schema', () => {
  let database: TestDatabase;

  before(async () => {
    database = await startTestDatabase();
  });

  after(async () => {
    await database?.drop();
  });

  it('[OP-14] is made once, however many hubs start at once', async () => {
    const opened = await Promise.all(
      Array.from({length: 4}, () => openDatabase({connectionString: database.url, max: 2}, keepingLog())),
    );
    const {rows} = await sql<{name: string}>`select name from kysely_migration`.execute(opened[0]?.db ?? never());
    assert.equal(rows.length, MIGRATION_NAMES.length);
    await Promise.all(opened.map((each) => each.close()));
  });

  it('[OP-15] of a newer hub is left alone by an older one, which says so in one sentence', async () => {
    await withDatabase(database, async (db) => {
      await migrate(db);
      await sql`insert into kysely_migration (name, timestamp) values ('9999-tomorrow', now()::text)`.execute(db);
      await assert.rejects(migrate(db), NewerSchemaError);
    });
    const hub = await startTestHub();
    const starting = startHub({...hub.configuration, port: 0}, {connectionString: database.url}, keepingLog());
    await assert.rejects(starting, {
      name: 'NewerSchemaError',
      message: /^its database .* newer hub: start that version/,
    });
    await hub.stop();
  });
});

describe('callbacks of a hub that took UTC for a zone that nobody knows', () => {
  const KNOWN = '00000000-0000-4000-8000-000000000001';
  const UNKNOWN = '00000000-0000-4000-8000-000000000002';
  const ASKED = '00000000-0000-4000-8000-000000000003';
  let database: TestDatabase;

  const callback = (id: string, kind: string, queue: string): string => `
    insert into callback (id, kind, source, status, number, reason, queue_id, zone, starts_at, ends_at, due_at, attempts,
      created_at, expires_at, sort_due, sort_name, search, version)
    values ('${id}', '${kind}', 'call', 'scheduled', '+12015550147', '', '${queue}', 'UTC', now(), now(), now(), 0,
      now(), now(), now(), '', '', 1)`;
  const left = [
    `insert into opening_hours (id, name, rule) values ('always', 'Always', '{"zone": "UTC"}')`,
    `insert into queue (id, name, everyone, priority, hours_id)
     values ('open', 'Open', true, 2, 'always'), ('plain', 'Plain', true, 2, null)`,
    callback(KNOWN, 'direct', 'open'),
    callback(UNKNOWN, 'direct', 'plain'),
    callback(ASKED, 'web', 'plain'),
  ];

  before(async () => {
    database = await startTestDatabase();
    await withDatabase(database, async (db) => {
      await migrate(db, '0038-corrected-mail');
      for (const statement of left) await sql.raw(statement).execute(db);
      await migrate(db);
    });
  });

  after(async () => {
    await database?.drop();
  });

  const rowOf = (db: Kysely<Tables>, id: string): Promise<CallbackRow> =>
    db.selectFrom('callback').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  it('[PK-225] it is unknown from then on; what is UTC stays so', () =>
    withDatabase(database, async (db) => {
      const zones = [UNKNOWN, KNOWN, ASKED].map(async (id) => callbackFrom(await rowOf(db, id)).zone);
      assert.deepEqual(await Promise.all(zones), [null, 'UTC', 'UTC']);
    }));

  it('[PK-229] a hub of the version before goes on by a zone that it can reckon with; what it is told then is known', () =>
    withDatabase(database, async (db) => {
      assert.equal((await rowOf(db, UNKNOWN)).zone, 'UTC');
      await sql`update callback set zone = 'Europe/Warsaw' where id = ${UNKNOWN}`.execute(db);
      assert.equal(callbackFrom(await rowOf(db, UNKNOWN)).zone, 'Europe/Warsaw');
    }));
});

function never(): never {
  throw new TypeError('unreachable');
}
