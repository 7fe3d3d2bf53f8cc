import assert from 'node:assert/strict';
import {afterEach, before, beforeEach, describe, it} from 'node:test';
import {MediaEngine} from '../../../../hub/voice/media/media-engine.ts';
import type {HeardSource, MediaEvent} from '../../../../hub/voice/media/protocol.ts';
import {SoundLibrary} from '../../../../hub/voice/media/sound-library.ts';
import {Inbox} from '../../../support/desk-client.ts';
import {FakeConnections} from '../fake-connections.ts';
import {ear, levelOf, longestGapMs, toneSpeaker} from './tone-speech.ts';

const of = (...legIds: string[]): HeardSource => ({kind: 'legs', legIds});

/** Legs with a clock that runs, since the mixing thread has its own. */
describe('legs that hear several others', {timeout: 60_000}, () => {
  let sounds: SoundLibrary;
  let browsers: FakeConnections;
  let events: Inbox<MediaEvent>;
  let engine: MediaEngine;
  let talk: NodeJS.Timeout;
  const stops: (() => void)[] = [];

  before(async () => {
    sounds = await SoundLibrary.make();
    await sounds.finish();
  });

  beforeEach(() => {
    browsers = new FakeConnections();
    events = new Inbox();
    engine = new MediaEngine({sounds, open: browsers.open, emit: (event) => events.add(event)});
    talk = setInterval(() => engine.tick(performance.now()), 20);
  });

  afterEach(() => {
    clearInterval(talk);
    for (const stop of stops.splice(0)) stop();
    engine.closeAll();
  });

  async function join(legId: string, hertz: number, epoch = 1): Promise<void> {
    const offer = epoch === 1 ? legId : `${legId} ${epoch}`;
    await engine.connect({legId, epoch, offer});
    browsers.of(offer).handlers.onState('connected');
    const speak = await toneSpeaker(hertz, 0.15);
    let sequence = 0;
    const timer = setInterval(() => {
      sequence += 1;
      const {handlers} = browsers.of(offer);
      handlers.onPacket({sequence, timestamp: sequence * 960, ssrc: epoch, payload: speak(), isEvent: false});
    }, 20);
    stops.push(() => clearInterval(timer));
  }

  /** Listens to what a leg is sent until it hears what is expected. */
  async function hears(legId: string, expected: readonly number[], not: readonly number[] = []): Promise<void> {
    const listener = await ear();
    const deadline = AbortSignal.timeout(15_000);
    let next = browsers.of(legId).sent.length;
    for (;;) {
      const {sent} = browsers.of(legId);
      for (; next < sent.length; next += 1) listener.hear(Uint8Array.from(sent[next]?.payload ?? []));
      const pcm = listener.last(15);
      const heard = expected.every((hertz) => levelOf(pcm, hertz) > 0.04);
      if (heard && not.every((hertz) => levelOf(pcm, hertz) < 0.01)) return;
      assert.ok(!deadline.aborted, `never heard: ${expected.join(', ')}`);
      await new Promise(setImmediate);
    }
  }

  const plan = (version: number, hears_: Readonly<Record<string, HeardSource>>) =>
    engine.plan({contactId: 'c', version, hears: hears_});

  async function threeTalk(): Promise<void> {
    await Promise.all([join('a', 440), join('b', 1000), join('c', 1700)]);
    plan(1, {a: of('b', 'c'), b: of('a', 'c'), c: of('a', 'b')});
  }

  it('[VM-36] [CF-7] are sent the mix of exactly those', async () => {
    await threeTalk();
    await hears('a', [1000, 1700], [440]);
    await hears('b', [440, 1700], [1000]);
    await hears('c', [440, 1000], [1700]);
  });

  it('[VM-41] slide from one voice to a mix and back in one numbering, in which time goes on', async () => {
    await threeTalk();
    plan(2, {a: of('b'), b: of('a'), c: {kind: 'silence'}});
    await hears('a', [1000], [1700]);
    plan(3, {a: of('b', 'c'), b: of('a', 'c'), c: of('a', 'b')});
    await hears('a', [1000, 1700]);
    plan(4, {a: of('b'), b: of('a'), c: {kind: 'silence'}});
    await hears('a', [1000], [1700]);
    const {sent} = browsers.of('a');
    for (let n = 1; n < sent.length; n += 1) {
      const [before, now] = [sent[n - 1]?.position, sent[n]?.position];
      assert.ok(before && now);
      assert.equal((now.sequence - before.sequence + 65_536) % 65_536, 1, 'the numbers go on by one');
      const frames = ((now.timestamp - before.timestamp + 2 ** 32) % 2 ** 32) / 960;
      assert.ok(frames >= 1 && frames <= 12, `time goes on (${frames} frames)`);
    }
  });

  it('[VM-41] hear no gap of 30 ms in the voice they heard before and hear after', async (t) => {
    await threeTalk();
    plan(2, {a: of('b'), b: of('a'), c: {kind: 'silence'}});
    await hears('a', [1000], [1700]);
    const gaps: {toMix: number[]; back: number[]} = {toMix: [], back: []};
    for (let round = 0; round < 6; round += 1) {
      const from = browsers.of('a').sent.length;
      plan(3 + 2 * round, {a: of('b', 'c'), b: of('a', 'c'), c: of('a', 'b')});
      await hears('a', [1000, 1700]);
      const between = browsers.of('a').sent.length;
      plan(4 + 2 * round, {a: of('b'), b: of('a'), c: {kind: 'silence'}});
      await hears('a', [1000], [1700]);
      const {sent} = browsers.of('a');
      gaps.toMix.push(await longestGapMs(sent.slice(Math.max(0, from - 10), between), 1000));
      gaps.back.push(await longestGapMs(sent.slice(between - 10), 1000));
    }
    t.diagnostic(`to the mix ${gaps.toMix.join(', ')} ms; back ${gaps.back.join(', ')} ms`);
    // What other programs do to this machine's timers is not the change's own: that would be there every time.
    for (const all of [gaps.toMix, gaps.back]) assert.ok((all.toSorted((a, b) => a - b)[1] ?? 99) < 30, all.join(', '));
  });

  it('[VM-42] [CF-3] hear on when the mixing thread dies: one voice at once, all of them again soon', async () => {
    await threeTalk();
    await hears('a', [1000, 1700]);
    engine.endMixer();
    await hears('a', [1000]);
    await hears('a', [1000, 1700]);
  });

  it('[VM-39] tell who of them is heard speaking', async () => {
    await threeTalk();
    const told = await events.find('all three', (event) => event.event === 'speaking' && event.legIds.length === 3);
    assert.ok(told.event === 'speaking' && told.contactId === 'c');
    const nobody = (event: MediaEvent): boolean => event.event === 'speaking' && event.legIds.length === 0;
    let place = events.all.length;
    engine.endMixer();
    await events.find('nobody, while nobody listens', nobody, place);
    await events.find('all three again', (event) => event.event === 'speaking' && event.legIds.length === 3, place);
    place = events.all.length;
    plan(2, {a: of('b'), b: of('a')});
    await events.find('nobody', nobody, place);
  });

  it('[VM-38] who reloads in the midst is silent, and heard again under the next connection', async () => {
    await threeTalk();
    await hears('a', [1000, 1700]);
    stops.pop()?.();
    await hears('a', [1000], [1700]);
    await join('c', 1700, 2);
    await hears('a', [1000, 1700]);
    await hears('b', [440, 1700]);
  });
});
