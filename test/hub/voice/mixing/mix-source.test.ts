import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {MixListener} from '../../../../hub/voice/media/mixing/mixer-thread.ts';
import {MixSource} from '../../../../hub/voice/media/mixing/mix-source.ts';
import type {AudioPacket, Outlet} from '../../../../hub/voice/media/source.ts';

const run = {};
const silence = {frames: [Uint8Array.from([0])]};
const voice = (n: number): AudioPacket => ({run, sequence: n, timestamp: n * 960, payload: Uint8Array.from([n])});
const mixed = Uint8Array.from([99]);

/** A leg that hears b and c, a thread that says what it is told to, and a clock in the hand. */
function listening() {
  let nowMs = 0;
  let listener: MixListener | undefined;
  const heard: number[] = [];
  const outlet: Outlet = {send: ({payload}) => heard.push(payload[0] ?? -1), withhold: () => undefined};
  const mixer = {
    listen: (_legId: string, _speakers: readonly string[], each: MixListener) => {
      listener = each;
    },
    leave: () => undefined,
  };
  const source = new MixSource('a', ['b', 'c'], {mixer, silence, nowMs: () => nowMs});
  return {
    source,
    heard,
    thread: () => {
      assert.ok(listener);
      return listener;
    },
    /** 20 ms, in which both speak; the thread says a frame if it is there. */
    go: (n: number, isThere: boolean) => {
      nowMs += 20;
      source.tick(outlet, nowMs);
      source.receive('b', voice(n), outlet, nowMs);
      source.receive('c', voice(n + 100), outlet, nowMs);
      if (isThere) listener?.onFrame(mixed);
    },
  };
}

describe('who hears several', () => {
  it('[VM-41] hears one of them as it is until the first mixed frame, and then the mix and nothing else', () => {
    const {go, heard} = listening();
    go(1, false);
    go(2, false);
    go(3, true);
    go(4, true);
    go(5, true);
    assert.deepEqual(heard, [1, 2, 3, 99, 99, 99]);
  });

  it('[VM-42] hears one of them with the next packet when the thread dies, and the mix again with its next frame', () => {
    const {go, heard, thread} = listening();
    go(1, true);
    go(2, true);
    thread().onLost();
    go(3, false);
    go(4, false);
    go(5, true);
    go(6, true);
    assert.deepEqual(heard, [1, 99, 99, 3, 4, 5, 99, 99]);
  });

  it('[VM-42] hears one of them after 200 ms when the thread lives and says nothing', () => {
    const {go, heard} = listening();
    go(0, true);
    for (let n = 1; n <= 12; n += 1) go(n, false);
    assert.deepEqual(heard, [0, 99, 10, 11, 12]);
  });

  it('[VM-38] hears on without a break when others are heard from now on', () => {
    const {source, go, heard} = listening();
    go(1, true);
    source.change(['c', 'd']);
    go(2, true);
    assert.deepEqual(heard, [1, 99, 99]);
  });
});
