import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {SpeakingDetector} from '../../../../hub/voice/media/mixing/loudness.ts';
import {type MixedFrame, Mixer} from '../../../../hub/voice/media/mixing/mixer.ts';
import {FRAME, ear, levelOf, toneSpeaker} from './tone-speech.ts';

type Ear = Awaited<ReturnType<typeof ear>>;

const tell = (ears: ReadonlyMap<string, Ear>, {legIds, payload}: MixedFrame): void =>
  legIds.forEach((legId) => ears.get(legId)?.hear(payload));

const HERTZ = [400, 620, 880, 1150, 1430, 1720, 2050, 2400];

/** Everybody hears everybody else, for so many ticks; `deliver` says what becomes of a packet on its way. */
async function conference(
  people: number,
  ticks: number,
  deliver: (speaker: number, sequence: number) => number | null = (_speaker, sequence) => sequence,
) {
  const mixer = new Mixer();
  const names = HERTZ.slice(0, people).map(String);
  const speakers = await Promise.all(HERTZ.slice(0, people).map((hertz) => toneSpeaker(hertz, 0.1)));
  const ears = new Map(await Promise.all(names.map(async (name) => [name, await ear()] as const)));
  for (const name of names)
    await mixer.listen(
      name,
      names.filter((other) => other !== name),
    );
  const late = new Map<number, (() => void)[]>();
  for (let tick = 0; tick < ticks; tick += 1) {
    speakers.forEach((speak, n) => {
      const payload = speak();
      const arrivesAt = deliver(n, tick);
      const put = () => mixer.put(names[n] ?? '', 1, tick, payload);
      if (arrivesAt === tick) put();
      else if (arrivesAt !== null) late.set(arrivesAt, [...(late.get(arrivesAt) ?? []), put]);
    });
    for (const put of late.get(tick) ?? []) put();
    for (const frame of mixer.tick()) tell(ears, frame);
  }
  return {mixer, names, ears};
}

/** Of each ordered pair, whether the first is heard by the second. */
function heardBy(ears: ReadonlyMap<string, {last(frames: number): Float32Array}>, names: readonly string[]) {
  return names.map((listener) => {
    const pcm = ears.get(listener)?.last(25) ?? new Float32Array();
    return names.filter((speaker) => levelOf(pcm, Number(speaker)) > 0.03);
  });
}

describe('the mix', () => {
  it('[VM-36] [CF-3] three hear each other and not themselves', async () => {
    const {ears, names} = await conference(3, 80);
    assert.deepEqual(
      heardBy(ears, names),
      names.map((name) => names.filter((other) => other !== name)),
    );
  });

  it('[VM-36] [CF-2] eight hear each other in all 56 directions, and nobody themselves', async () => {
    const {ears, names} = await conference(8, 80);
    const directions = heardBy(ears, names);
    assert.equal(directions.flat().length, 56);
    directions.forEach((speakers, n) => assert.ok(!speakers.includes(names[n] ?? '')));
  });

  it('[VM-37] bears a twentieth of all packets lost, and others late by up to 40 ms', async () => {
    let state = 7;
    const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    const {ears, names} = await conference(3, 300, (_speaker, sequence) => {
      if (random() < 0.05) return null;
      return sequence + Math.floor(random() * 3);
    });
    assert.equal(heardBy(ears, names).flat().length, 6);
    for (const [name, listener] of ears)
      for (const other of names.filter((each) => each !== name))
        assert.ok(levelOf(listener.last(250), Number(other)) > 0.08, 'late packets are heard, lost ones repaired');
  });

  it('[VM-37] goes on when somebody sends what no decoder takes, and hears them again when they send sound', async () => {
    const {mixer, ears, names} = await conference(3, 60);
    const speak = await Promise.all(names.map((name) => toneSpeaker(Number(name), 0.1)));
    const broken = [[0xff], [], [3], [0xfb, 0xff, 0xff]].map((bytes) => Uint8Array.from(bytes));
    const go = async (from: number, garbage: boolean): Promise<void> => {
      for (let tick = from; tick < from + 60; tick += 1) {
        speak.forEach((next, n) => {
          const payload = next();
          const sent = n === 0 && garbage ? (broken[tick % broken.length] ?? payload) : payload;
          mixer.put(names[n] ?? '', 3, tick, sent);
        });
        for (const frame of mixer.tick()) tell(ears, frame);
        await new Promise(setImmediate);
      }
    };
    await go(0, true);
    const [a = '', b = '', c = ''] = names;
    assert.deepEqual(heardBy(ears, names), [[b, c], [c], [b]]);
    await go(60, false);
    assert.deepEqual(heardBy(ears, names)[1], [a, c]);
  });

  it('[VM-44] is made once for all who hear the same, and nobody hears when it is shared', async () => {
    const mixer = new Mixer();
    const names = HERTZ.map(String);
    const ears = new Map(await Promise.all(names.map(async (name) => [name, await ear()] as const)));
    for (const name of names)
      await mixer.listen(
        name,
        names.filter((other) => other !== name),
      );
    const loud = await Promise.all(HERTZ.map((hertz) => toneSpeaker(hertz, 0.1)));
    const quiet = await toneSpeaker(0, 0);
    let tick = 0;
    const go = async (ticks: number, speaking: number): Promise<MixedFrame[]> => {
      let frames: MixedFrame[] = [];
      for (const end = tick + ticks; tick < end; tick += 1) {
        const silence = quiet();
        loud.forEach((next, n) => mixer.put(names[n] ?? '', 1, tick, n < speaking ? next() : silence));
        frames = [...mixer.tick()];
        for (const frame of frames) tell(ears, frame);
        // Encoders that remember nothing are made between frames.
        await new Promise(setImmediate);
      }
      return frames;
    };
    const sizes = (frames: readonly MixedFrame[]) => frames.map(({legIds}) => legIds.length).toSorted((a, b) => a - b);
    const [first = '', second = ''] = names;
    assert.deepEqual(sizes(await go(80, 1)), [1, 7]);
    const level = (frames: number) => {
      const pcm = ears.get('2400')?.last(frames) ?? new Float32Array();
      return Array.from({length: frames}, (_, n) => levelOf(pcm.subarray(n * FRAME, (n + 1) * FRAME), Number(first)));
    };
    assert.deepEqual(sizes(await go(30, 2)), [1, 1, 6]);
    assert.ok(Math.min(...level(40)) > 0.05, 'who hears both has heard the first without a break');
    assert.deepEqual(heardBy(ears, names).slice(0, 3), [[second], [first], [first, second]]);
    assert.deepEqual(sizes(await go(80, 1)), [1, 7], 'who is silent again shares again');
    assert.ok(Math.min(...level(100)) > 0.05);
    assert.equal((await go(10, 8)).length, 8);
  });

  it('[VM-38] who comes is heard, who goes is not, and the others hear on', async () => {
    const {mixer, ears, names} = await conference(3, 60);
    const [a = '', b = '', c = ''] = names;
    const speak = await Promise.all([a, b, c].map((name) => toneSpeaker(Number(name), 0.1)));
    await mixer.listen(a, [b]);
    for (let tick = 0; tick < 60; tick += 1) {
      speak.forEach((next, n) => mixer.put(names[n] ?? '', 2, tick, next()));
      for (const frame of mixer.tick()) tell(ears, frame);
    }
    assert.deepEqual(heardBy(ears, names)[0], [b]);
    await mixer.listen(a, [b, c]);
    for (let tick = 60; tick < 120; tick += 1) {
      speak.forEach((next, n) => mixer.put(names[n] ?? '', 2, tick, next()));
      for (const frame of mixer.tick()) tell(ears, frame);
    }
    assert.deepEqual(heardBy(ears, names)[0], [b, c]);
  });

  it('[VM-38] who reloads begins a new numbering and is heard again; meanwhile they are silent', async () => {
    const {mixer, ears, names} = await conference(3, 60);
    const [a = '', b = ''] = names;
    for (let tick = 0; tick < 40; tick += 1) for (const frame of mixer.tick()) tell(ears, frame);
    assert.ok(levelOf(ears.get(b)?.last(20) ?? new Float32Array(), Number(a)) < 0.01);
    const again = await toneSpeaker(Number(a), 0.1);
    for (let tick = 0; tick < 40; tick += 1) {
      mixer.put(a, 99, 50_000 + tick, again());
      for (const frame of mixer.tick()) tell(ears, frame);
    }
    assert.ok(levelOf(ears.get(b)?.last(20) ?? new Float32Array(), Number(a)) > 0.05);
  });

  it('[VM-39] [CF-3] says who speaks: not who is silent, and nobody in a pause between words', async () => {
    const mixer = new Mixer();
    await mixer.listen('c', ['a', 'b']);
    const [loud, quiet] = [await toneSpeaker(500, 0.2), await toneSpeaker(700, 0)];
    for (let tick = 0; tick < 30; tick += 1) {
      mixer.put('a', 1, tick, loud());
      mixer.put('b', 1, tick, quiet());
      mixer.tick();
    }
    assert.deepEqual(mixer.speaking, ['a']);
    const detector = new SpeakingDetector();
    for (let n = 0; n < 10; n += 1) detector.hear(0.1);
    for (let n = 0; n < 10; n += 1) detector.hear(0);
    assert.ok(detector.speaking, 'a pause of 200 ms');
    for (let n = 0; n < 15; n += 1) detector.hear(0);
    assert.ok(!detector.speaking);
    detector.hear(0.5);
    detector.hear(0.5);
    assert.ok(!detector.speaking, 'a click is no voice');
  });
});
