import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {NO_SETTINGS} from '../../../../hub/organisation/settings-of.ts';
import {type Database, openDatabase} from '../../../../hub/store/database.ts';
import {HubStore} from '../../../../hub/store/hub-store.ts';
import {MediaDriver} from '../../../../hub/voice/media-driver.ts';
import {MediaProcess} from '../../../../hub/voice/media-client.ts';
import type {RecordedChunk} from '../../../../hub/voice/media/protocol.ts';
import {DEFAULT_TIMINGS} from '../../../../src/domain/settings.ts';
import {Inbox} from '../../../support/desk-client.ts';
import {type TestDatabase, startTestDatabase} from '../../../support/postgres.ts';
import {keepingLog} from '../../../support/test-hub.ts';
import {kill, secret, withRunDir} from '../media-fixture.ts';

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

describe('a hub that stores recordings', {timeout: 60_000}, () => {
  let database: TestDatabase;
  let opened: Database;
  let store: HubStore;
  const log = keepingLog();
  const hubId = crypto.randomUUID();

  before(async () => {
    database = await startTestDatabase();
    opened = await openDatabase({connectionString: database.url, max: 4}, log);
    store = new HubStore(opened.db, () => SETTINGS);
    await opened.pool.query('insert into hub_process (id, address) values ($1, $2)', [hubId, 'test']);
  });

  after(async () => {
    await opened?.close();
    await database?.drop();
  });

  /** @param onRecorded throws where the chunk cannot be stored */
  async function drive(
    media: MediaProcess,
    runDir: string,
    onRecorded: (chunk: RecordedChunk) => void,
  ): Promise<MediaDriver> {
    const driver = new MediaDriver(store, store, media, log, {
      runDir,
      onRecorded: async (chunk, processId) => {
        assert.equal(processId, driver.processId);
        onRecorded(chunk);
      },
    });
    await driver.start(hubId, 'test');
    return driver;
  }

  it('[VM-56] is told what its media process recorded, and the next hub what this one could not store', async () => {
    await withRunDir(async (runDir) => {
      const media = await MediaProcess.start({runDir, secret, network: {loopbackOnly: true}});
      try {
        const [contactId, tried, stored] = [crypto.randomUUID(), new Inbox<number>(), new Inbox<RecordedChunk>()];
        const first = await drive(media, runDir, ({seq}) => {
          tried.add(seq);
          if (seq > 1) throw new Error('the database is away');
        });
        const hears = {a: {kind: 'silence'}} as const;
        await media.plan({contactId, version: 1, hears, records: [{recordingId: 'r', legId: 'a'}]});
        await tried.find('a chunk that cannot be stored', (seq) => seq === 2);
        await first.stop();
        media.detach();
        const next = (await MediaProcess.adopt({runDir})) ?? assert.fail('it lives');
        assert.equal((await next.hello()).recordings?.[0]?.acknowledged, 1);
        // The contact is none of this hub's: its sound ends, and what was said is kept all the same.
        const second = await drive(next, runDir, (chunk) => stored.add(chunk));
        const {seq: last} = await stored.find('the end', ({finished}) => finished);
        await second.stop();
        const seqs = stored.all.map(({seq}) => seq);
        assert.deepEqual(
          seqs,
          Array.from({length: last - 1}, (_, n) => n + 2),
        );
        assert.deepEqual((await next.hello()).recordings, []);
        next.detach();
      } finally {
        kill(media.pid);
      }
    });
  });
});
