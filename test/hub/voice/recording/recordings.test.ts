import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import {MediaEngine} from '../../../../hub/voice/media/media-engine.ts';
import type {RecordedChunk} from '../../../../hub/voice/media/protocol.ts';
import {Recordings} from '../../../../hub/voice/media/recording/recordings.ts';
import {SoundLibrary} from '../../../../hub/voice/media/sound-library.ts';
import {FakeConnections} from '../fake-connections.ts';
import {toneSpeaker} from '../mixing/tone-speech.ts';

const QUIET = Uint8Array.of(0xf8, 0xff, 0xfe);
const RECORDED = {recordingId: 'r', legId: 'a'};

describe('a recording of what one leg says', () => {
  let browsers: FakeConnections;
  let recordings: Recordings;
  let engine: MediaEngine;
  let sounds: SoundLibrary;
  let chunks: RecordedChunk[];
  let nowMs: number;
  let version: number;
  let sequence: number;
  let next: ReturnType<Recordings['open']>;

  /** What a connection is given that takes everything at once. */
  const take = () => {
    for (let event = next(); event !== null; event = next()) if (event.event === 'recorded') chunks.push(event);
  };

  async function begin(mostBytes?: number): Promise<void> {
    sounds ??= await SoundLibrary.make();
    recordings = new Recordings({onNews: () => take(), ...(mostBytes === undefined ? {} : {mostBytes})});
    next = recordings.open();
    engine = new MediaEngine({sounds, open: browsers.open, emit: () => undefined, nowMs: () => nowMs, recordings});
    await join('a', 1);
  }

  async function join(legId: string, epoch: number): Promise<void> {
    await engine.connect({legId, epoch, offer: `${legId}${epoch}`});
    browsers.of(`${legId}${epoch}`).handlers.onState('connected');
  }

  beforeEach(() => {
    browsers = new FakeConnections();
    chunks = [];
    nowMs = 0;
    version = 0;
    sequence = 0;
  });

  afterEach(() => engine.closeAll());

  const plan = (records?: readonly {recordingId: string; legId: string}[], contactId = 'c', legIds = ['a']) =>
    engine.plan({
      contactId,
      version: ++version,
      hears: Object.fromEntries(legIds.map((legId) => [legId, {kind: 'silence'} as const])),
      ...(records === undefined ? {} : {records}),
    });

  /** The leg says a packet every 20 ms. */
  function speak(forMs: number, payload: () => Uint8Array = () => QUIET, connection = 'a1'): void {
    for (const until = nowMs + forMs; nowMs < until; nowMs += 20) {
      sequence += 1;
      const packet = {sequence, timestamp: sequence * 960, ssrc: 1, payload: payload(), isEvent: false};
      browsers.of(connection).handlers.onPacket(packet);
      engine.tick(nowMs);
    }
  }

  const last = () => chunks.at(-1);
  const packetsIn = ({packets}: RecordedChunk) => Buffer.from(packets, 'base64').length / (2 + QUIET.length);

  it('[VM-49] runs as long as the newest plan names it: a chunk about every second, and one that says it is finished', async () => {
    await begin();
    speak(1_000);
    assert.equal(chunks.length, 0);
    plan([RECORDED]);
    assert.deepEqual(chunks, [
      {event: 'recorded', ...RECORDED, seq: 0, packets: '', lastedMs: 0, heardMs: 0, finished: false},
    ]);
    speak(2_500);
    plan([RECORDED]);
    speak(500);
    plan();
    speak(1_000);
    assert.deepEqual(
      chunks.map(({seq, finished}) => `${seq} ${finished}`),
      ['0 false', '1 false', '2 false', '3 true'],
    );
    assert.equal(last()?.lastedMs, 3_000);
    assert.equal(
      chunks.reduce((sum, chunk) => sum + packetsIn(chunk), 0),
      150,
    );
    assert.equal(chunks[1]?.lastedMs, packetsIn(chunks[1] ?? assert.fail()) * 20);
  });

  it('[VM-49] is finished when its leg closes or its contact ends, and does not begin again', async () => {
    await begin();
    plan([RECORDED]);
    speak(100);
    engine.close('a');
    assert.equal(last()?.finished, true);
    plan([RECORDED]);
    await join('a', 2);
    nowMs += 2_000;
    engine.tick(nowMs);
    assert.equal(chunks.length, 2, 'the plan still names what is over');
    plan([{...RECORDED, recordingId: 'r2'}]);
    engine.end('c');
    assert.deepEqual(
      chunks.map(({recordingId, seq, finished}) => `${recordingId} ${seq} ${finished}`),
      ['r 0 false', 'r 1 true', 'r2 0 false', 'r2 1 true'],
    );
  });

  it('[VM-49] is finished when another contact’s plan takes the leg', async () => {
    await begin();
    plan([RECORDED]);
    speak(100);
    plan([], 'another');
    assert.equal(last()?.finished, true);
  });

  it('[VM-49] takes one leg and no other, digits aside, and goes on with the leg’s next connection', async () => {
    await begin();
    await join('b', 1);
    plan([RECORDED], 'c', ['a', 'b']);
    const other = Uint8Array.of(0xf8, 1, 2, 3, 4);
    browsers.of('b1').handlers.onPacket({sequence: 1, timestamp: 960, ssrc: 1, payload: other, isEvent: false});
    speak(200);
    const event = Uint8Array.of(4, 10, 0, 160);
    browsers.of('a1').handlers.onPacket({sequence: 999, timestamp: 0, ssrc: 1, payload: event, isEvent: true});
    await join('a', 2);
    sequence = 30_000;
    nowMs += 700;
    speak(100, () => QUIET, 'a2');
    plan();
    assert.equal(last()?.lastedMs, 1_000);
    assert.equal(
      chunks.reduce((sum, chunk) => sum + packetsIn(chunk), 0),
      50,
    );
    assert.equal(chunks.filter(({finished}) => finished).length, 1);
  });

  it('[VM-49] is finished by itself after ten minutes', async () => {
    await begin();
    plan([RECORDED]);
    for (; nowMs <= 601_000; nowMs += 1_000) {
      browsers.of('a1').handlers.onSignOfLife();
      engine.tick(nowMs);
    }
    assert.equal(last()?.finished, true);
    assert.equal(last()?.lastedMs, 600_000);
    const {length} = chunks;
    engine.tick((nowMs += 5_000));
    assert.equal(chunks.length, length);
  });

  it('[VM-51] is given to each connection from the oldest chunk that is not acknowledged, and forgotten when it is over', async () => {
    await begin();
    plan([RECORDED]);
    speak(3_000);
    const seqs = () => {
      const given: number[] = [];
      const each = recordings.open();
      for (let event = each(); event !== null; event = each()) if (event.event === 'recorded') given.push(event.seq);
      return given;
    };
    assert.deepEqual(seqs(), [0, 1, 2]);
    assert.deepEqual(recordings.summaries, [{...RECORDED, seq: 2, acknowledged: null, finished: false}]);
    recordings.recordedUntil('r', 1);
    recordings.recordedUntil('r', 0);
    recordings.recordedUntil('another', 5);
    assert.deepEqual(seqs(), [2]);
    recordings.recordedUntil('r', 99);
    assert.deepEqual(recordings.summaries, [{...RECORDED, seq: 2, acknowledged: 2, finished: false}]);
    plan();
    assert.deepEqual(seqs(), [3]);
    assert.deepEqual(recordings.summaries, [{...RECORDED, seq: 3, acknowledged: 2, finished: true}]);
    recordings.recordedUntil('r', 3);
    assert.deepEqual(recordings.summaries, []);
    assert.deepEqual(seqs(), []);
  });

  it('[VM-52] what nobody acknowledges has a bound: the longest that runs is finished, and nothing is thrown away', async (t) => {
    t.mock.method(process.stderr, 'write', () => true);
    await begin(100_000);
    const noise = Uint8Array.from({length: 400}, (_, n) => (n === 0 ? 0xf8 : n % 251));
    plan([RECORDED]);
    speak(400, () => noise);
    plan([RECORDED, {...RECORDED, recordingId: 'later'}]);
    speak(2_040, () => noise);
    assert.deepEqual(
      recordings.summaries.map(({recordingId, finished}) => `${recordingId} ${finished}`),
      ['r true', 'later false'],
    );
    const before = chunks.length;
    recordings.recordedUntil('r', 99);
    speak(1_000, () => QUIET);
    assert.equal(recordings.summaries[0]?.finished, false);
    assert.ok(chunks.length > before);
    assert.ok(chunks.every(({recordingId}, n) => recordingId === 'r' || n > 0));
  });

  it('[VM-52] no chunk is longer than a line of the control channel may be', async () => {
    await begin();
    plan([RECORDED]);
    const large = Uint8Array.from({length: 1_270}, (_, n) => (n === 0 ? 0xe0 : n % 251));
    let at = 0;
    for (; nowMs < 10_000; nowMs += 2.5) {
      at += 1;
      const packet = {sequence: at, timestamp: at * 120, ssrc: 1, payload: large, isEvent: false};
      browsers.of('a1').handlers.onPacket(packet);
      if (nowMs % 20 === 0) engine.tick(nowMs);
    }
    plan();
    assert.ok(chunks.length >= 10);
    assert.ok(chunks.every(({packets}) => packets.length <= 131_072));
    assert.ok(Math.abs((last()?.lastedMs ?? 0) - 10_000) < 5);
  });

  it('[VX-16] keeps no more of what a sender sends than a voice needs, and the length is true', async () => {
    await begin();
    plan([RECORDED]);
    const much = new Uint8Array(1_200).fill(1);
    much[0] = 0xf8;
    speak(20_000, () => much);
    plan();
    const bytes = chunks.reduce((sum, {packets}) => sum + Buffer.from(packets, 'base64').length, 0);
    assert.ok(bytes > 300_000 && bytes < 420_000, `${bytes} of 1,200,000 bytes`);
    assert.equal(last()?.lastedMs, 20_000);
  });

  it('[VM-53] says for how long a voice was heard: not clicks, not pauses, not a quiet room', async () => {
    await begin();
    const tone = await toneSpeaker(440);
    const quietTone = await toneSpeaker(440, 0.003);
    plan([RECORDED]);
    // A turn of the loop later there is a decoder.
    await setImmediate();
    speak(500);
    assert.equal(last()?.heardMs, 0);
    speak(1_000, tone);
    speak(1_000);
    speak(20, tone);
    speak(1_000);
    speak(500, quietTone);
    plan();
    const {lastedMs = 0, heardMs = 0} = last() ?? {};
    assert.equal(lastedMs, 4_020);
    assert.ok(heardMs >= 980 && heardMs <= 1_060, `${heardMs} ms`);
  });
});
