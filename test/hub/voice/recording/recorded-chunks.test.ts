import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {MediaError} from '../../../../hub/voice/media-error.ts';
import type {RecordedChunk} from '../../../../hub/voice/media/protocol.ts';
import {RecordedChunks} from '../../../../hub/voice/recorded-chunks.ts';
import {Inbox} from '../../../support/desk-client.ts';
import {keepingLog} from '../../../support/test-hub.ts';

const chunk = (seq: number, recordingId = 'r'): RecordedChunk => ({
  recordingId,
  legId: 'a',
  seq,
  packets: '',
  lastedMs: seq * 1_000,
  heardMs: 0,
  finished: false,
});

describe('RecordedChunks', () => {
  let acknowledged: Inbox<string>;
  let stored: string[];
  let log: ReturnType<typeof keepingLog>;
  let chunks: RecordedChunks;
  /** What the store does with each chunk before it is stored. */
  let before: (chunk: RecordedChunk) => Promise<void>;
  let isReachable: boolean;

  beforeEach(() => {
    acknowledged = new Inbox();
    stored = [];
    log = keepingLog();
    before = async () => undefined;
    isReachable = true;
    chunks = new RecordedChunks({
      log,
      processId: () => 'p',
      store: async (each, processId) => {
        await before(each);
        stored.push(`${processId} ${each.recordingId} ${each.seq}`);
      },
      media: {
        recordedUntil: async (recordingId, seq) => {
          if (!isReachable) throw new MediaError('media-unreachable', 'lost');
          acknowledged.add(`${recordingId} ${seq}`);
        },
      },
    });
  });

  afterEach(async () => chunks.stop());

  const acknowledges = (what: string) => acknowledged.find(what, (each) => each === what);

  it('[VM-56] are stored in their order and then acknowledged, each once however often it comes', async () => {
    const held = Promise.withResolvers<void>();
    before = () => held.promise;
    for (const seq of [0, 1, 0, 1, 2]) chunks.recorded(chunk(seq));
    assert.deepEqual(acknowledged.all, []);
    held.resolve();
    await acknowledges('r 2');
    assert.deepEqual(stored, ['p r 0', 'p r 1', 'p r 2']);
    assert.deepEqual(acknowledged.all, ['r 0', 'r 1', 'r 2']);
  });

  it('[VM-56] that cannot be stored are tried again before what comes after them, and keep no other recording', async () => {
    let fails = true;
    before = async ({recordingId, seq}) => {
      if (fails && recordingId === 'r' && seq === 1) throw new Error('the database is away');
    };
    for (const seq of [0, 1, 2]) chunks.recorded(chunk(seq));
    await log.said('what was recorded could not be stored, and is tried again');
    chunks.recorded(chunk(0, 'other'));
    await acknowledges('other 0');
    assert.deepEqual(stored, ['p r 0', 'p other 0']);
    fails = false;
    await acknowledges('r 2');
    assert.deepEqual(stored.slice(2), ['p r 1', 'p r 2']);
  });

  it('[VM-56] whose acknowledgement is not heard are acknowledged when they come again', async () => {
    isReachable = false;
    before = async ({seq}) => {
      if (seq === 1) isReachable = true;
    };
    chunks.recorded(chunk(0));
    chunks.recorded(chunk(1));
    await acknowledges('r 1');
    chunks.recorded(chunk(0));
    await acknowledges('r 0');
    assert.deepEqual(acknowledged.all, ['r 1', 'r 0']);
  });

  it('[VM-56] are acknowledged no more once it is stopped', async () => {
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    before = () => {
      begun.resolve();
      return held.promise;
    };
    chunks.recorded(chunk(0));
    chunks.recorded(chunk(1));
    await begun.promise;
    const stopped = chunks.stop();
    held.resolve();
    await stopped;
    assert.deepEqual(acknowledged.all, ['r 0'], 'what was being stored, and nothing after it');
  });
});
