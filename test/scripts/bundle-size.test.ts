import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {bundleWithoutDemand} from '../bench/bundle.ts';
import {brotliOf, split} from '../bench/page-load.ts';

/**
 * Entry → the most that a page may load first, in bytes by brotli: what it is today, and two per cent for the days to come. The
 * emergency's element is among it: a call for help waits for no file. So do its mail and the badge's place, the wire's callbacks, and
 * the two ways to their scheduler.
 */
const BOUNDS = {
  'test/bench/entries/dialer-popover.ts': 69_500,
  'test/bench/entries/panel.ts': 82_600,
};

/** What only the sound, a transport no desk uses, or the hub's side of the wire would bring. */
const NOT_FIRST = [
  'RTCPeerConnection',
  'enumerateDevices',
  'new XMLHttpRequest',
  'LongPolling transport',
  'ClaimSoftphone:',
  'getPresencesByUserId',
];

describe('what a page loads first', () => {
  for (const [entry, bound] of Object.entries(BOUNDS)) {
    it(`[CK-5] ${entry} stays within its bound, and has nothing in it that can wait`, async () => {
      const {first, after} = split(await bundleWithoutDemand(entry));
      const bytes = brotliOf(first);
      assert.ok(bytes <= bound, `${bytes} bytes, ${bound} are allowed: load it later, or raise the bound and say why.`);
      assert.ok(bytes > bound * 0.94, `${bytes} bytes: the bound of ${bound} is too high to notice anything.`);
      const text = first.map(({code}) => code).join('');
      for (const word of NOT_FIRST) assert.ok(!text.includes(word), `${word} is loaded first`);
      assert.ok(
        after.some(({code}) => code.includes('RTCPeerConnection')),
        'the sound is nowhere',
      );
    });
  }
});
