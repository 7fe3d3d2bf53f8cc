import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {MediaProcess} from '../../../../hub/voice/media-client.ts';
import {kill, secret, withRunDir} from '../media-fixture.ts';

describe('who listens to a recording', () => {
  it('[VM-51] is told everything, however late they come, and again after a lost connection', async () => {
    await withRunDir(async (runDir) => {
      const media = await MediaProcess.start({runDir, secret, network: {loopbackOnly: true}});
      try {
        await record(media);
        // Replies come after the events that were sent before them.
        await media.hello();
        assert.deepEqual([heardBy(media), heardBy(media)], [BOTH, BOTH]);
        media.detach();
        const next = (await MediaProcess.adopt({runDir})) ?? assert.fail('it lives');
        await next.hello();
        assert.deepEqual(heardBy(next), BOTH);
        await next.recordedUntil('r', 0);
        assert.deepEqual(heardBy(next), ['1 true']);
        await next.recordedUntil('r', 1);
        await next.recordedUntil('r', 1);
        assert.deepEqual(heardBy(next), []);
        assert.deepEqual((await next.hello()).recordings, []);
        next.detach();
      } finally {
        kill(media.pid);
      }
    });
  });
});

const BOTH = ['0 false', '1 true'];

/** For a moment, in two chunks. */
async function record(media: MediaProcess): Promise<void> {
  const plan = {contactId: 'c', hears: {a: {kind: 'silence'}}} as const;
  await media.plan({...plan, version: 1, records: [{recordingId: 'r', legId: 'a'}]});
  await media.plan({...plan, version: 2});
}

function heardBy(media: MediaProcess): string[] {
  const seqs: string[] = [];
  media.on('recorded', ({seq, finished}) => seqs.push(`${seq} ${finished}`));
  return seqs;
}
