import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type Database, openDatabase} from '../../../hub/store/database.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {run} from '../../../hub/store/statement.ts';
import {StatementNames} from '../../../hub/store/statement-names.ts';
import {DEFAULT_TIMINGS} from '../../../src/domain/settings.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {NO_SETTINGS} from '../../../hub/organisation/settings-of.ts';

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

describe('prepared statements', () => {
  let database: TestDatabase;
  let opened: Database;
  let store: HubStore;

  before(async () => {
    database = await startTestDatabase();
    // One connection: what one statement does to it, the next one meets.
    opened = await openDatabase({connectionString: database.url, max: 1}, {warn: () => undefined});
    store = new HubStore(opened.db, () => SETTINGS);
    await opened.pool.query('create table note (id int primary key, body text)');
    await opened.pool.query(`insert into note values (1, 'one')`);
  });

  after(async () => {
    await opened?.close();
    await database?.drop();
  });

  const READ = 'select * from note where id = $1';
  const read = () => run<object>({tx: opened.db}, READ, [1]);

  async function prepared(text: string): Promise<number> {
    const {rows} = await opened.pool.query('select 1 from pg_prepared_statements where statement = $1', [text]);
    return rows.length;
  }

  it('[RT-30] what is asked again is prepared, once; what is asked once is not', async () => {
    await read();
    assert.equal(await prepared(READ), 0);
    for (let n = 0; n < 5; n += 1) assert.deepEqual(await read(), [{id: 1, body: 'one'}]);
    assert.equal(await prepared(READ), 1);
  });

  it('[RT-31] a column that a newer hub adds meanwhile costs a decision one repetition, and no failure', async () => {
    await read();
    await read();
    await opened.pool.query('alter table note add column added text');
    let attempts = 0;
    const rows = await store.decide(async (work) => {
      attempts += 1;
      return run<object>(work, READ, [1]);
    });
    assert.deepEqual(rows, [{id: 1, body: 'one', added: null}]);
    assert.equal(attempts, 2);
    assert.deepEqual(await read(), [{id: 1, body: 'one', added: null}]);
  });

  it('[RT-32] a decision in which an error was passed over is not taken for made', async () => {
    const made = store.decide(async (work) => {
      await run(work, 'insert into note (id, body) values ($1, $2)', [2, 'two']);
      await run(work, 'insert into note (id, body) values ($1, $2)', [1, 'again']).catch(() => undefined);
    });
    await assert.rejects(made, {name: 'NotCommittedError'});
    assert.deepEqual(await run({tx: opened.db}, 'select id from note order by id', []), [{id: 1}]);
  });

  it('[RT-32] a decision that fails leaves its connection as it was: the next one works', async () => {
    await assert.rejects(
      store.decide(async () => {
        throw new RangeError('no');
      }),
      RangeError,
    );
    assert.deepEqual(await store.decide((work) => run(work, 'select 1 as one where $1', [true])), [{one: 1}]);
  });

  it('[RT-30] texts without end are not all kept', () => {
    const names = new StatementNames();
    const given = new Set<string | null>();
    for (let n = 0; n < 5_000; n += 1) {
      names.of(`select ${n}`);
      given.add(names.of(`select ${n}`));
    }
    assert.equal(given.size, 1_001, 'a thousand names, and none for the rest');
    assert.notEqual(names.of('select 1'), null);
  });
});
