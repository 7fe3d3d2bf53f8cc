import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {JitterBuffer} from '../../../../hub/voice/media/mixing/jitter-buffer.ts';
import {limit} from '../../../../hub/voice/media/mixing/limiter.ts';
import {SpeakingDetector} from '../../../../hub/voice/media/mixing/loudness.ts';
import {Mixer} from '../../../../hub/voice/media/mixing/mixer.ts';
import {ear, levelOf, toneSpeaker} from './tone-speech.ts';

const HERTZ = [400, 620, 880, 1150, 1430, 1720, 2050, 2400];
const packet = (n: number) => Uint8Array.from([n]);

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
    for (const frame of mixer.tick()) ears.get(frame.legId)?.hear(frame.payload);
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
    const {ears, names} = await conference(3, 200, (_speaker, sequence) => {
      if (random() < 0.05) return null;
      return sequence + Math.floor(random() * 3);
    });
    assert.equal(heardBy(ears, names).flat().length, 6);
    for (const [name, listener] of ears) {
      const pcm = listener.last(100);
      const [other] = names.filter((each) => each !== name);
      // A voice that went missing for a twentieth of the time would be weaker by as much; repaired it is nearly whole.
      assert.ok(levelOf(pcm, Number(other)) > 0.08, 'lost packets are repaired');
    }
  });

  it('[VM-38] who comes is heard, who goes is not, and the others hear on', async () => {
    const {mixer, ears, names} = await conference(3, 60);
    const [a = '', b = '', c = ''] = names;
    const speak = await Promise.all([a, b, c].map((name) => toneSpeaker(Number(name), 0.1)));
    await mixer.listen(a, [b]);
    for (let tick = 0; tick < 60; tick += 1) {
      speak.forEach((next, n) => mixer.put(names[n] ?? '', 2, tick, next()));
      for (const frame of mixer.tick()) ears.get(frame.legId)?.hear(frame.payload);
    }
    assert.deepEqual(heardBy(ears, names)[0], [b]);
    await mixer.listen(a, [b, c]);
    for (let tick = 60; tick < 120; tick += 1) {
      speak.forEach((next, n) => mixer.put(names[n] ?? '', 2, tick, next()));
      for (const frame of mixer.tick()) ears.get(frame.legId)?.hear(frame.payload);
    }
    assert.deepEqual(heardBy(ears, names)[0], [b, c]);
  });

  it('[VM-38] who reloads begins a new numbering and is heard again; meanwhile they are silent', async () => {
    const {mixer, ears, names} = await conference(3, 60);
    const [a = '', b = ''] = names;
    for (let tick = 0; tick < 40; tick += 1)
      for (const frame of mixer.tick()) ears.get(frame.legId)?.hear(frame.payload);
    assert.ok(levelOf(ears.get(b)?.last(20) ?? new Float32Array(), Number(a)) < 0.01);
    const again = await toneSpeaker(Number(a), 0.1);
    for (let tick = 0; tick < 40; tick += 1) {
      mixer.put(a, 99, 50_000 + tick, again());
      for (const frame of mixer.tick()) ears.get(frame.legId)?.hear(frame.payload);
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

describe('several loud voices', () => {
  it('[VM-40] are bent towards full scale and never beyond; one voice passes unchanged', () => {
    const loud = limit(Float32Array.from([3, -3, 1, -1, 0.9]));
    for (const sample of loud) assert.ok(Math.abs(sample) <= 1);
    assert.ok((loud[0] ?? 0) > 0.99);
    const soft = Float32Array.from([0.5, -0.79, 0]);
    assert.deepEqual(limit(soft.slice()), soft);
  });
});

describe('packets on their way into the mix', () => {
  it('[VM-37] wait until three are there, and come out in order', () => {
    const buffer = new JitterBuffer();
    buffer.put(10, packet(10));
    buffer.put(12, packet(12));
    buffer.put(11, packet(11));
    const taken = [buffer.take(), buffer.take(), buffer.take()];
    assert.deepEqual(
      taken.map((next) => (next.kind === 'packet' ? next.payload[0] : next.kind)),
      [10, 11, 12],
    );
  });

  it('[VM-37] one that is lost comes with the one after it, which may carry a copy', () => {
    const buffer = new JitterBuffer();
    for (const n of [1, 3, 4]) buffer.put(n, packet(n));
    assert.equal(buffer.take().kind, 'packet');
    assert.deepEqual(buffer.take(), {kind: 'lost', following: packet(3)});
    assert.equal(buffer.take().kind, 'packet');
  });

  it('[VM-37] one that comes too late, or twice, changes nothing; the numbers may begin anew', () => {
    const buffer = new JitterBuffer();
    for (const n of [65_534, 65_535, 0]) buffer.put(n, packet(n % 256));
    for (let n = 0; n < 3; n += 1) assert.equal(buffer.take().kind, 'packet');
    buffer.put(65_534, packet(1));
    buffer.put(1, packet(1));
    buffer.put(1, packet(1));
    assert.equal(buffer.take().kind, 'packet');
    assert.equal(buffer.take().kind, 'lost');
  });

  it('[VM-37] a burst is not played for ever after: the delay stays short', () => {
    const buffer = new JitterBuffer();
    for (let n = 0; n < 100; n += 1) buffer.put(n, packet(n));
    assert.deepEqual(buffer.take(), {kind: 'packet', payload: packet(90)});
    assert.ok(buffer.depth < 11);
  });

  it('[VM-37] one that carried a digit is silent, and is not repaired', () => {
    const buffer = new JitterBuffer();
    buffer.put(1, packet(1));
    buffer.put(2, null);
    buffer.put(3, packet(3));
    assert.deepEqual([buffer.take().kind, buffer.take().kind, buffer.take().kind], ['packet', 'silent', 'packet']);
  });

  it('[VM-37] who has gone leaves silence after 200 ms', () => {
    const buffer = new JitterBuffer();
    for (let n = 0; n < 3; n += 1) buffer.put(n, packet(n));
    const kinds = Array.from({length: 20}, () => buffer.take().kind);
    assert.deepEqual(kinds.slice(0, 3), ['packet', 'packet', 'packet']);
    assert.equal(kinds.filter((kind) => kind === 'lost').length, 10);
    assert.equal(kinds.at(-1), 'none');
  });
});
