import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {Kysely, PostgresDialect, sql} from 'kysely';
import pg from 'pg';
import {lastLeg, phoneState} from '../../../hub/phone/phone-state.ts';
import {migrate} from '../../../hub/store/migrator.ts';
import type {Tables} from '../../../hub/store/tables.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';

const NUMBER = '+12015550171';
const CALLS = 3_000;

/** Calls of a number that is called all day: each a contact with one party and one leg, the last ended a minute ago. */
const BUSY = sql`
  with call as (
    insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, version, end_reason, ended_at)
    select gen_random_uuid(), 'voice', 'inbound', 'ordinary', 'ended', 2, at, at, 1, 'customer-hung-up', at
    from generate_series(1, ${sql.lit(CALLS)}) n, lateral (select now() - n * interval '1 min' as at) time
    returning id, created_at),
  party as (
    insert into participant (id, contact_id, place, role, party_kind, address, name, status, exclusive, muted, wrap_up_extensions)
    select gen_random_uuid(), id, 0, 'customer', 'customer', ${sql.lit(NUMBER)}, 'Ada', 'left', false, false, 0 from call
    returning id, contact_id)
  insert into leg (id, contact_id, participant_id, kind, epoch, status, address, created_at, closed_at)
  select gen_random_uuid(), call.id, party.id, 'browser', 1, 'lost', ${sql.lit(NUMBER)}, call.created_at, call.created_at
  from call join party on party.contact_id = call.id`;

describe('what a phone with many calls behind it is told', () => {
  let database: TestDatabase;
  let db: Kysely<Tables>;

  before(async () => {
    database = await startTestDatabase();
    const pool = new pg.Pool({connectionString: database.url, max: 1});
    db = new Kysely<Tables>({dialect: new PostgresDialect({pool})});
    await migrate(db);
    await BUSY.execute(db);
    await sql`analyze`.execute(db);
  });

  after(async () => {
    await db?.destroy();
    await database?.drop();
  });

  it('[HU-106] its last call is the first entry of an index, whatever came before', async () => {
    const plan = JSON.stringify(await lastLeg({tx: db}, NUMBER).explain('json', sql`analyze, timing off`));
    assert.match(plan, /leg_closed_at_address/);
    assert.doesNotMatch(plan, /"Sort"|"Seq Scan"/);
    const rows = [...plan.matchAll(/"Actual Rows":\s*(\d+)/g)].map(([, count]) => Number(count));
    assert.ok(rows.length > 0 && Math.max(...rows) === 1, plan);
  });

  it('[HU-106] and it is that call', async () => {
    const [{contact_id: last} = {contact_id: ''}] = await db
      .selectFrom('leg')
      .select('contact_id')
      .orderBy('closed_at', 'desc')
      .limit(1)
      .execute();
    const {call} = await phoneState({tx: db}, NUMBER, '');
    assert.equal(call?.callId, last);
    assert.equal(call?.status, 'ended');
  });
});
