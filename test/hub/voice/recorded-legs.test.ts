import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import type {RecordedChunk} from '../../../hub/voice/media/protocol.ts';
import {recordingFile} from '../../../hub/voice/recording-file.ts';
import {decoded} from '../../support/decoded-sound.ts';
import {Inbox} from '../../support/desk-client.ts';
import {hearUntil, isTone, launchToneBrowser, listen, type ToneBrowser} from '../../support/tones.ts';
import {kill, secret, withRunDir} from './media-fixture.ts';
import {levelOf} from './mixing/tone-speech.ts';
import {startVoiceServer, type VoiceServer} from './voice-server.ts';

const HERTZ = 1_000;
const LEG = 'customer';

describe('recording a browser', {timeout: 120_000}, () => {
  let runDirectory = '';
  let media: MediaProcess;
  let pid = 0;
  let server: VoiceServer;
  let browser: ToneBrowser;
  let customer: Page;
  let blank: Page;
  let chunks: Inbox<RecordedChunk>;
  let version = 0;
  let count = 0;
  let recordingId = '';
  let release = (): void => undefined;
  let folderGone: Promise<void>;

  before(async () => {
    const ready = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    release = held.resolve;
    folderGone = withRunDir(async (runDir) => {
      runDirectory = runDir;
      ready.resolve();
      await held.promise;
    });
    await ready.promise;
    media = await MediaProcess.start({runDir: runDirectory, secret, network: {loopbackOnly: true}});
    pid = media.pid;
    server = await startVoiceServer(() => media);
    browser = await launchToneBrowser(HERTZ);
    customer = await browser.context.newPage();
    blank = await browser.context.newPage();
  });

  after(async () => {
    media?.detach();
    await browser?.close();
    await server?.close();
    if (pid !== 0) kill(pid);
    release();
    await folderGone;
  });

  beforeEach(async () => {
    count += 1;
    recordingId = `recording ${count}`;
    keepChunks();
    await plan(false);
    await customer.goto(`${server.origin}/?leg=${LEG}`);
    await hearUntil(customer, isTone(425));
  });

  afterEach(async () => media.end('c'));

  function keepChunks(): void {
    chunks = new Inbox();
    const inbox = chunks;
    media.on('recorded', (chunk) => {
      if (chunk.recordingId === recordingId) inbox.add(chunk);
    });
  }

  /** Meanwhile the leg hears ringback, so that the page can tell that it is connected. */
  async function plan(records: boolean): Promise<void> {
    await media.plan({
      contactId: 'c',
      version: ++version,
      hears: {[LEG]: {kind: 'ringback', country: 'DE'}},
      ...(records ? {records: [{recordingId, legId: LEG}]} : {}),
    });
  }

  const finished = () => chunks.find('the end of the recording', (chunk) => chunk.finished);
  const lasts = (ms: number) => chunks.find(`${ms} ms`, ({lastedMs}) => lastedMs >= ms);

  /** What was recorded, each chunk once. */
  async function recorded(): Promise<{readonly lastsMs: number; readonly pcm: Float32Array}> {
    const bySeq = new Map(chunks.all.map((chunk) => [chunk.seq, chunk]));
    const inOrder = [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
    assert.deepEqual(
      inOrder.map(({seq}) => seq),
      [...inOrder.keys()],
    );
    return decoded(blank, recordingFile(inOrder.map(({packets}) => Buffer.from(packets, 'base64'))));
  }

  /** How loud the tone is in each tenth of a second. */
  const levels = (pcm: Float32Array): number[] =>
    Array.from({length: Math.floor(pcm.length / 4_800)}, (_, n) =>
      levelOf(pcm.subarray(n * 4_800, (n + 1) * 4_800), HERTZ),
    );

  it('[VM-49] [VM-53] [VM-55] three seconds of a tone are heard back, as long as they were', async (t) => {
    const beganMs = performance.now();
    await plan(true);
    const begunMs = performance.now();
    await lasts(3_000);
    const endsMs = performance.now();
    await plan(false);
    const endedMs = performance.now();
    const {lastedMs, heardMs} = await finished();
    const {lastsMs, pcm} = await recorded();
    t.diagnostic(`recorded ${lastedMs} ms, of them heard ${heardMs} ms, played ${lastsMs.toFixed(0)} ms`);
    assert.ok(lastedMs >= endsMs - begunMs - 60 && lastedMs <= endedMs - beganMs + 60);
    assert.ok(Math.abs(lastsMs - lastedMs) < 60);
    assert.ok(heardMs > lastedMs - 600 && heardMs <= lastedMs);
    const loud = levels(pcm).filter((level) => Math.abs(level - 0.5) < 0.1).length;
    assert.ok(loud > levels(pcm).length * 0.8, `${loud} of ${levels(pcm).length}`);
  });

  it('[VM-51] goes on without any control connection; all that was not acknowledged comes again, and then no more', async () => {
    await plan(true);
    await lasts(1_000);
    await media.recordedUntil(recordingId, 0);
    media.detach();
    await listen(customer, 1.5);
    const before = chunks.all;
    const again = await MediaProcess.adopt({runDir: runDirectory});
    media = again ?? assert.fail('it lives');
    keepChunks();
    const running = (await media.hello()).recordings?.find((each) => each.recordingId === recordingId);
    assert.ok(running?.acknowledged === 0 && !running.finished);
    await lasts(3_500);
    await plan(false);
    const {seq} = await finished();
    assert.deepEqual(
      chunks.all.map((chunk) => chunk.seq),
      Array.from({length: seq}, (_, n) => n + 1),
      'in order, from the first that was not acknowledged',
    );
    chunks.add(before[0] ?? assert.fail());
    assert.ok((await recorded()).lastsMs > 3_400);
    await media.recordedUntil(recordingId, seq);
    assert.deepEqual(
      (await media.hello()).recordings?.filter((each) => each.recordingId === recordingId),
      [],
    );
  });

  it('[VM-49] [VM-50] a reload in the middle goes on in the same recording, with silence between', async (t) => {
    await plan(true);
    await lasts(1_000);
    await customer.reload();
    await hearUntil(customer, isTone(425));
    const {seq, heardMs} = chunks.all.at(-1) ?? assert.fail();
    await chunks.find('a voice after the reload', (chunk) => chunk.seq > seq + 1 && chunk.heardMs > heardMs + 800);
    await plan(false);
    const {lastedMs} = await finished();
    const {lastsMs, pcm} = await recorded();
    assert.ok(Math.abs(lastsMs - lastedMs) < 60);
    const told = levels(pcm).map((level) => (level > 0.3 ? 'x' : '.'));
    t.diagnostic(told.join(''));
    assert.match(told.join(''), /x{5,}\.+x{5,}/);
  });

  it('[VM-49] is finished when its leg is closed', async () => {
    await plan(true);
    await lasts(1_000);
    await media.close(LEG);
    const {lastedMs} = await finished();
    assert.ok(lastedMs >= 1_000);
  });
});
