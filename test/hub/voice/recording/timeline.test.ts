import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {Timeline, type Placed} from '../../../../hub/voice/media/recording/timeline.ts';
import type {Run} from '../../../../hub/voice/media/rtp-rewriter.ts';

const FRAME = 960;

type Sent = {
  readonly name: number;
  readonly run?: Run;
  readonly sequence?: number;
  readonly timestamp?: number;
  /** First byte of the packet: 0xf8 is 20 ms. */
  readonly toc?: number;
};

/** Packets by their names, and the length of silence between them in milliseconds. */
function told(placed: readonly Placed[]): string {
  const parts: (string | number)[] = [];
  for (const {payload, samples, silent} of placed) {
    const last = parts.at(-1);
    if (!silent) parts.push(`p${payload[1]}`);
    else if (typeof last === 'number') parts[parts.length - 1] = last + samples / 48;
    else parts.push(samples / 48);
  }
  return parts.join(' ');
}

/** A recording that began at 0, of a sender whose first packet, number 0, comes at 0. */
class Line {
  readonly #timeline = new Timeline(0);
  readonly #run: Run = {};
  readonly placed: Placed[] = [];
  nowMs = 0;

  /** @param atMs when it comes; a packet's number says its place */
  put({name, run = this.#run, sequence = name, timestamp = name * FRAME, toc = 0xf8}: Sent, atMs = name * 20): void {
    this.nowMs = Math.max(this.nowMs, atMs);
    const payload = Uint8Array.of(toc, name % 256);
    const numbers = {sequence: sequence % 0x1_0000, timestamp: timestamp % 0x1_0000_0000};
    this.#timeline.put({run, payload, ...numbers}, this.nowMs);
    this.look(this.nowMs);
  }

  look(nowMs: number): this {
    this.nowMs = nowMs;
    this.placed.push(...this.#timeline.take(nowMs));
    return this;
  }

  /** All of it, with silence up to then. */
  end(nowMs = this.nowMs): string {
    this.placed.push(...this.#timeline.finish(nowMs));
    return told(this.placed);
  }

  get lastedMs(): number {
    return this.placed.reduce((sum, {samples}) => sum + samples, 0) / 48;
  }
}

describe('Timeline', () => {
  it('[VM-50] gives packets at once where nothing is missing, and puts swapped ones right', () => {
    const line = new Line();
    line.put({name: 0});
    line.put({name: 1});
    assert.equal(told(line.placed), 'p0 p1');
    line.put({name: 3});
    assert.equal(told(line.placed), 'p0 p1', 'what is missing may still come');
    line.put({name: 2}, 70);
    line.put({name: 4});
    assert.equal(line.end(100), 'p0 p1 p2 p3 p4');
  });

  it('[VM-50] has each packet once, and silence where one was lost', () => {
    const line = new Line();
    for (const name of [0, 0, 1, 3, 3, 4, 1]) line.put({name});
    assert.equal(told(line.look(280).placed), 'p0 p1 20 p3 p4');
    line.put({name: 2}, 300);
    line.put({name: 15});
    assert.equal(line.end(320), 'p0 p1 20 p3 p4 200 p15', 'what comes after its time was taken is dropped');
  });

  it('[VM-50] is silent until the first packet, and while none comes', () => {
    const line = new Line();
    line.put({name: 1}, 500);
    line.look(900);
    assert.equal(line.lastedMs, 520);
    line.look(4_000);
    assert.equal(line.lastedMs, 3_000, 'a second behind, for who comes back');
    line.put({name: 201}, 4_500);
    assert.equal(line.end(5_000), '500 p1 3980 p201 480');
    assert.equal(line.lastedMs, 5_000);
  });

  it('[VM-50] goes on when numbers wrap', () => {
    const line = new Line();
    for (let name = 0; name < 6; name += 1)
      line.put({name, sequence: name + 0xffff - 2, timestamp: name * FRAME + 2 ** 32 - 3 * FRAME});
    assert.equal(line.end(120), 'p0 p1 p2 p3 p4 p5');
  });

  it('[VM-50] goes on with another run at the time at which it came, as after a reload', () => {
    const line = new Line();
    line.put({name: 0});
    const [run, sequence, timestamp] = [{}, 40_000, 7];
    line.put({name: 1, run, sequence, timestamp}, 320);
    line.put({name: 2, run, sequence: sequence + 1, timestamp: timestamp + FRAME}, 340);
    assert.equal(line.end(360), 'p0 300 p1 p2');
  });

  it('[VM-50] goes on when a sender of the same source begins its numbers anew', () => {
    const line = new Line();
    for (let name = 0; name < 3; name += 1) line.put({name, sequence: name + 9_000, timestamp: name * FRAME + 900_000});
    line.put({name: 3, sequence: 9_003, timestamp: 0});
    line.put({name: 4, sequence: 9_004, timestamp: FRAME});
    line.put({name: 5, sequence: 9_005, timestamp: 2 ** 31 - 1});
    line.put({name: 6, sequence: 20, timestamp: 5});
    assert.equal(line.end(140), 'p0 p1 p2 p3 p4 p5 p6');
  });

  it('[VM-50] loses nothing of a sender whose packets all come later than they did', () => {
    const line = new Line();
    for (let name = 0; name < 5; name += 1) line.put({name});
    line.look(1_580);
    for (let name = 5; name < 8; name += 1) line.put({name}, 1_600);
    assert.equal(line.end(1_600), 'p0 p1 p2 p3 p4 480 p5 p6 p7 960');
  });

  it('[VM-50] lays shorter and longer packets as long as they are', () => {
    const line = new Line();
    // 10 ms, 60 ms, three of 20 ms in one, 2.5 ms.
    line.put({name: 0, toc: 0xf0}, 0);
    line.put({name: 1, toc: 0x18, timestamp: 480}, 60);
    line.put({name: 3, toc: 0xfb, sequence: 2, timestamp: 480 + 2_880}, 130);
    line.put({name: 4, toc: 0xe0, sequence: 3, timestamp: 480 + 2 * 2_880}, 132.5);
    assert.equal(line.end(132.5), 'p0 p1 p3 p4');
    assert.deepEqual(
      line.placed.map(({samples}) => samples),
      [480, 2_880, 2_880, 120],
    );
  });

  it('[VM-50] takes no more than there can have been in the time, and nothing that is no packet of Opus', () => {
    const line = new Line();
    for (let name = 0; name < 1_000; name += 1) line.put({name}, 0);
    line.put({name: 1_000, timestamp: 2 ** 31 + 5}, 0);
    // Three frames of 60 ms, and none.
    line.put({name: 3, sequence: 1_001, toc: 0x1b}, 20);
    line.put({name: 0, sequence: 1_002, toc: 0xfb}, 20);
    line.end(20);
    assert.ok(line.lastedMs <= 2_040, `${line.lastedMs} ms`);
  });

  it('[VM-50] whatever comes, in whatever order, it is as long as the time that passed, give or take two seconds', () => {
    const packet = fc.record({
      name: fc.integer({min: 0, max: 255}),
      sequence: fc.integer({min: 0, max: 0xffff}),
      timestamp: fc.integer({min: 0, max: 2 ** 32 - 1}),
      toc: fc.constantFrom(0xf8, 0xe0, 0x18, 0xf0),
      run: fc.constantFrom(...[{}, {}]),
      afterMs: fc.integer({min: 0, max: 300}),
    });
    fc.assert(
      fc.property(fc.array(packet), (packets) => {
        const line = new Line();
        for (const {afterMs, ...each} of packets) line.put(each, line.nowMs + afterMs);
        line.end();
        assert.ok(line.lastedMs > line.nowMs - 2.5 && line.lastedMs < line.nowMs + 2_100);
      }),
    );
  });
});
