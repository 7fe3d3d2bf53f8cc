import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {JitterBuffer} from '../../../../hub/voice/media/mixing/jitter-buffer.ts';
import {limit} from '../../../../hub/voice/media/mixing/limiter.ts';

const packet = (n: number) => Uint8Array.from([n]);

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
    assert.ok(buffer.filling);
    assert.deepEqual(kinds.slice(0, 3), ['packet', 'packet', 'packet']);
    assert.equal(kinds.filter((kind) => kind === 'lost').length, 10);
    assert.equal(kinds.at(-1), 'none');
  });

  it('[VM-37] what comes later than it was waited for is heard, and waited for from then on', () => {
    const buffer = new JitterBuffer();
    for (let n = 0; n < 3; n += 1) buffer.put(n, packet(n));
    for (let n = 0; n < 3; n += 1) assert.equal(buffer.take().kind, 'packet');
    assert.deepEqual([buffer.take().kind, buffer.take().kind], ['lost', 'lost'], 'made up meanwhile');
    for (let n = 3; n < 8; n += 1) buffer.put(n, packet(n));
    assert.deepEqual(buffer.take(), {kind: 'packet', payload: packet(3)});
    assert.equal(buffer.depth, 4);
  });

  it('[VM-37] what was made up and never came is not made up twice', () => {
    const buffer = new JitterBuffer();
    for (let n = 0; n < 3; n += 1) buffer.put(n, packet(n));
    for (let n = 0; n < 5; n += 1) buffer.take();
    for (const n of [5, 6, 7]) buffer.put(n, packet(n));
    assert.deepEqual(buffer.take(), {kind: 'packet', payload: packet(5)});
  });

  it('[VM-37] a wait that is not needed any more is given back after 5 s, down to 60 ms', () => {
    const buffer = new JitterBuffer();
    for (let n = 0; n < 6; n += 1) buffer.put(n, packet(n));
    let next = 6;
    const left: number[] = [];
    for (let frame = 0; frame < 2_000; frame += 1) {
      assert.notEqual(buffer.wish, 'longer');
      if (buffer.wish === 'shorter') {
        left.push(frame);
        buffer.take();
        buffer.adjusted();
      }
      assert.equal(buffer.take().kind, 'packet');
      buffer.put(next, packet(next % 256));
      next = (next + 1) % 65_536;
    }
    assert.deepEqual(left, [250, 500, 750]);
    assert.equal(buffer.depth, 3);
  });

  it('[VM-37] where a slow clock leaves too little to wait for, a pause is made longer', () => {
    const buffer = new JitterBuffer();
    for (let n = 0; n < 3; n += 1) buffer.put(n, packet(n));
    let [next, longer] = [3, 0];
    for (let frame = 0; frame < 3_000; frame += 1) {
      if (buffer.wish === 'longer') {
        longer += 1;
        buffer.adjusted();
      } else assert.equal(buffer.take().kind, 'packet', `nothing is made up (frame ${frame})`);
      // One in five hundred is not sent yet.
      if (frame % 500 === 499) continue;
      buffer.put(next, packet(next % 256));
      next += 1;
    }
    assert.ok(longer >= 4 && longer <= 6, `${longer} times`);
  });

  it('[VM-37] packets that carried digits are passed over where they hold up sound', () => {
    const buffer = new JitterBuffer();
    for (let n = 0; n < 6; n += 1) buffer.put(n, n < 4 ? null : packet(n));
    assert.equal(buffer.take().kind, 'silent');
    assert.equal(buffer.depth, 2);
  });
});
