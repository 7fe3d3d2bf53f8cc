import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {bundleForPage, bundleWithoutDemand} from '../bench/bundle.ts';
import {brotliOf, split} from '../bench/page-load.ts';

/**
 * Entry → the most that a page may load first, in bytes by brotli: what it is today, and two per cent for the days to come. The
 * emergency's element is among it: a call for help waits for no file. So do its mail and the badge's place, the wire's callbacks with
 * the list and figures of all of them, and the two ways to their scheduler.
 */
const BOUNDS = {
  'test/bench/entries/dialer-popover.ts': 70_300,
  'test/bench/entries/panel.ts': 82_600,
};

/** Both languages, the proof of work and all states. The aim is 25 kB. */
const CALLBACK_FORM = 30_500;

/** What only the sound, a transport no desk uses, or the hub's side of the wire would bring. */
const NOT_FIRST = [
  'RTCPeerConnection',
  'enumerateDevices',
  'new XMLHttpRequest',
  'LongPolling transport',
  'ClaimSoftphone:',
  'getPresencesByUserId',
  '/voicemails',
];

/** A customer's page has nothing of the desk, of its sign-in, or of its words. */
const NOT_FOR_CUSTOMERS = ['HubConnection', 'RTCPeerConnection', 'getPresencesByUserId', 'msal', 'RONA', 'Wrap'];

describe('what a customer’s page loads', () => {
  it('[PK-74] the callback form is one file within its bound, and has nothing of the desk in it', async () => {
    const {entry, chunks} = await bundleForPage('src/cdn/callback-request.ts', 'cordboard-callback-request');
    const bytes = brotliOf([entry]);
    assert.equal(chunks.size, 1);
    assert.ok(bytes <= CALLBACK_FORM, `${bytes} bytes, ${CALLBACK_FORM} are allowed.`);
    assert.ok(
      bytes > CALLBACK_FORM * 0.94,
      `${bytes} bytes: the bound of ${CALLBACK_FORM} is too high to notice anything.`,
    );
    for (const word of NOT_FOR_CUSTOMERS) assert.ok(!entry.code.includes(word), `${word} is in it`);
  });
});

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
