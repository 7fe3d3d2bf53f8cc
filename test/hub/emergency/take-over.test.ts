import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {type StoredEmergency, saveEmergency} from '../../../hub/emergency/emergency-store.ts';
import {EmergencyKeeper} from '../../../hub/emergency/emergency-keeper.ts';
import {moveEmergencies} from '../../../hub/emergency/move-emergencies.ts';
import {handOver} from '../../../hub/voice/hand-over.ts';
import {NO_SETTINGS} from '../../../hub/organisation/settings-of.ts';
import {type Database, openDatabase} from '../../../hub/store/database.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import type {EmergencyCall} from '../../../src/domain/emergency-call.ts';
import {DEFAULT_TIMINGS} from '../../../src/domain/settings.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {keepingLog} from '../../support/test-hub.ts';

const SETTINGS = {
  timings: DEFAULT_TIMINGS,
  dataProtection: true,
  country: 'US',
  callerNumber: '+12015550100',
  concurrentCallsMax: null,
  emergency: NO_SETTINGS.emergency,
  callbacks: NO_SETTINGS.callbacks,
  voicemail: NO_SETTINGS.voicemail,
  contactsKeepMs: null,
} as const;

/** Without a hub around it: nobody else takes anything over, and the test says what lives. */
describe('the sound of an emergency whose media process is out of reach', () => {
  let database: TestDatabase;
  let opened: Database;
  let store: HubStore;
  const log = keepingLog();
  const [hubId, here, there] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];

  before(async () => {
    database = await startTestDatabase();
    opened = await openDatabase({connectionString: database.url, max: 8}, log);
    store = new HubStore(opened.db, () => SETTINGS);
  });

  afterEach(async () => {
    await forget();
    assert.deepEqual(log.lines, []);
  });

  after(async () => {
    await opened?.close();
    await database?.drop();
  });

  async function query(statement: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
    return (await opened.pool.query(statement, [...values])).rows;
  }

  async function forget(): Promise<void> {
    for (const table of ['emergency_call', 'media_process', 'hub_process']) await query(`delete from ${table}`);
  }

  /** Two who talk at the process of a hub that died, whose media process lives; all that was planned has been told to it. */
  async function talking(): Promise<string> {
    await query('insert into hub_process (id, address, stopped_at) values ($1, $2, now())', [hubId, 'test']);
    await query('insert into media_process (id) values ($1)', [here]);
    await query(`insert into media_process (id, hub_id, heartbeat_at) values ($1, $2, now() - interval '5 seconds')`, [
      there,
      hubId,
    ]);
    const agentId = crypto.randomUUID();
    await query(
      `insert into agent (id, issuer, subject, name, roles, presence_base, presence_since, idle_since, capacity)
       values ($1, 'test', gen_random_uuid()::text, 'Test', '{agent}', 'available', now(), now(), '{"voice": 1, "chat": 3, "email": 5, "social": 3}')`,
      [agentId],
    );
    const [agent, responder] = [crypto.randomUUID(), crypto.randomUUID()];
    const call: EmergencyCall = {
      ...{id: crypto.randomUUID(), agentId, number: '911', test: false, callbackNumber: null},
      ...{dialledAt: Date.now(), callbackUntil: Date.now() + 3_600_000, prior: {base: 'available', reason: null}},
      ...{version: 5, status: 'connected', connectedAt: Date.now()},
      legs: {
        agent: {id: agent, kind: 'browser', epoch: 1, status: 'connected'},
        responder: {id: responder, kind: 'browser', epoch: 1, status: 'connected'},
      },
    };
    const stored: StoredEmergency = {call, responderAddress: '911', mediaProcessId: there, dialId: 'd'};
    await store.decide((work) => saveEmergency(work, stored));
    await query('update emergency_call set media_version = version, settled_version = version');
    return agent;
  }

  async function kept(): Promise<unknown> {
    const [row] = await query(
      `select media_process_id as at, state->'legs'->'agent'->>'status' as leg, version from emergency_call`,
    );
    return row;
  }

  const MEDIALESS = 'update emergency_call set media_process_id = null where media_process_id = $1';
  const TALKING = {at: there, leg: 'connected', version: 5};
  const MOVED = {at: here, leg: 'lost', version: 6};

  it('[EC-127] who talks on is left where they are, though no hub is there', async () => {
    await talking();
    await moveEmergencies(store, here, true);
    assert.deepEqual(await kept(), TALKING);
  });

  it('[EC-127] what is wanted of it there is done here: a change that it was not told', async () => {
    await talking();
    await query('update emergency_call set media_version = 4');
    await moveEmergencies(store, here, false);
    assert.deepEqual(await kept(), TALKING, 'a hub that has just come to its database judges nobody');
    await moveEmergencies(store, here, true);
    assert.deepEqual(await kept(), MOVED);
  });

  it('[EC-127] what is wanted of it there is done here: a page that joins', async () => {
    const legId = await talking();
    await query(
      `insert into emergency_description (leg_id, epoch, call_id, offer) select $1, 1, id, 'sdp' from emergency_call`,
      [legId],
    );
    await moveEmergencies(store, here, true);
    assert.deepEqual(await kept(), MOVED);
  });

  it('[EC-128] a process that is known to be dead, or none at all: at once, by a hub that has only just started', async () => {
    for (const dead of ['update media_process set gone_at = now() where id = $1', MEDIALESS]) {
      await talking();
      await query(dead, [there]);
      const keeper = new EmergencyKeeper({
        store,
        log,
        mediaProcessId: () => here,
        urgentStore: store,
        mailStore: store,
        steady: () => false,
      });
      keeper.start();
      await keeper.stop();
      assert.deepEqual(await kept(), MOVED);
      await forget();
    }
  });

  it('[EC-132] a media process that is about to end: it goes to another hub’s, and the sound stays until both have joined there', async () => {
    await talking();
    const beside = crypto.randomUUID();
    await query(`insert into hub_process (id, address) values ($1, 'beside')`, [beside]);
    await query('update media_process set hub_id = $1 where id = $2', [beside, here]);
    const handed = handOver(store, log, there);
    while (JSON.stringify(await kept()) !== JSON.stringify(MOVED));
    const gone = 'select 1 from media_process where gone_at is not null';
    assert.deepEqual(await query(gone), []);
    for (const side of ['{legs,agent,status}', '{legs,responder,status}'])
      await query(`update emergency_call set state = jsonb_set(state, $1::text[], '"connected"')`, [side]);
    await handed;
    assert.equal((await query(gone)).length, 1);
  });

  it('[EC-129] two hubs that find it at the same moment move it once', async () => {
    await talking();
    await query('update media_process set gone_at = now() where id = $1', [there]);
    const another = crypto.randomUUID();
    await query('insert into media_process (id) values ($1)', [another]);
    const holding = await opened.pool.connect();
    await holding.query('begin');
    await holding.query('select 1 from emergency_call for update');
    const both = [moveEmergencies(store, here, true), moveEmergencies(store, another, true)];
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%emergency_call%'`;
    while ((await query(waiting)).length < 2);
    await holding.query('rollback');
    holding.release();
    await Promise.all(both);
    const [row] = await query(`select version from emergency_call`);
    assert.deepEqual(row, {version: 6});
  });
});
