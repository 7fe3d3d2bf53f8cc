import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {NOTHING, settingsOf} from '../../../hub/organisation/settings-of.ts';
import {type Database, openDatabase} from '../../../hub/store/database.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {DigitRequests} from '../../../hub/voice/digit-requests.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {keepingLog} from '../../support/test-hub.ts';

describe('digits that a desk has sent', {timeout: 60_000}, () => {
  let database: TestDatabase;
  let opened: Database;
  let store: HubStore;
  const [processId, contactId] = [crypto.randomUUID(), crypto.randomUUID()];

  before(async () => {
    database = await startTestDatabase();
    opened = await openDatabase({connectionString: database.url, max: 2}, keepingLog());
    const settings = settingsOf(NOTHING);
    store = new HubStore(opened.db, () => settings);
    await opened.pool.query('insert into media_process (id) values ($1)', [processId]);
    await opened.pool.query(
      `insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, connected_at, media_process_id, version, media_version)
       values ($1, 'voice', 'outbound', 'ordinary', 'connected', 2, now(), now(), now(), $2, 7, 6)`,
      [contactId, processId],
    );
  });

  after(async () => {
    await opened?.close();
    await database?.drop();
  });

  it('[DL-33] wait until the media process has the plan in which both are connected: before it the customer hears music, and they would be lost', async () => {
    await opened.pool.query(
      `insert into digit_request (actor, command_id, contact_id, leg_id, media_process_id, digits) values ('agent:a', 'c', $1, $2, $3, '12')`,
      [contactId, crypto.randomUUID(), processId],
    );
    const played: string[] = [];
    const digits = async ({digits: pressed}: {readonly digits: string}) => {
      played.push(pressed);
      return {played: true};
    };
    const requests = new DigitRequests(store, {digits}, keepingLog());
    await requests.play(processId);
    assert.deepEqual(played, []);
    await opened.pool.query('update contact set media_version = version where id = $1', [contactId]);
    await requests.play(processId);
    assert.deepEqual(played, ['12']);
    await requests.play(processId);
    assert.deepEqual(played, ['12']);
  });
});
