import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import {microphoneError, voiceError} from '../../../src/services/voice/voice-errors.ts';
import {Inbox} from '../../support/desk-client.ts';
import {hearUntil, launchToneBrowser, type ToneBrowser} from '../../support/tones.ts';
import {kill, secret, withRunDir} from './media-fixture.ts';
import {startVoiceServer, type VoiceServer} from './voice-server.ts';

describe('voice errors', () => {
  const names = [
    ['NotAllowedError', 'microphone-denied'],
    ['SecurityError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
    ['OverconstrainedError', 'microphone-missing'],
    ['NotReadableError', 'microphone-busy'],
    ['SomethingElse', 'media-failed'],
  ] as const;
  for (const [name, code] of names) {
    it(`[VM-31] ${name} of the browser is ${code}, with one sentence saying what to do`, () => {
      const cause = new DOMException('x', name);
      const error = microphoneError(cause);
      assert.equal(error.code, code);
      assert.equal(error.cause, cause);
      assert.match(error.message, /^[A-Z][^.]*\.$/);
    });
  }

  it('[VM-31] every sentence names an action', () =>
    assert.match(voiceError('insecure-context').message, /^Open this page over https/));
});

describe('HubVoiceAdapter', {timeout: 60_000}, () => {
  let media: MediaProcess;
  let server: VoiceServer;
  let browser: ToneBrowser;
  let end = (): void => undefined;
  let ended: Promise<void>;

  before(async () => {
    const ready = Promise.withResolvers<string>();
    const held = Promise.withResolvers<void>();
    end = held.resolve;
    ended = withRunDir(async (runDir) => {
      ready.resolve(runDir);
      await held.promise;
    });
    media = await MediaProcess.start({runDir: await ready.promise, secret, network: {loopbackOnly: true}});
    server = await startVoiceServer(() => media);
    browser = await launchToneBrowser(440, {args: ['--host-resolver-rules=MAP desk.test 127.0.0.1']});
  });

  after(async () => {
    await browser?.close();
    await server?.close();
    media?.detach();
    if (media !== undefined) kill(media.pid);
    end();
    await ended;
  });

  async function openPage(query: string, {prepare = (): void => undefined, host = 'localhost'} = {}): Promise<Page> {
    const page = await browser.context.newPage();
    await page.addInitScript(prepare);
    await page.goto(`${server.origin.replace('localhost', host)}/?${query}`);
    return page;
  }

  async function errorOf(page: Page): Promise<unknown> {
    await page.waitForFunction(() => globalThis.voicePage?.error !== null && globalThis.voicePage !== undefined);
    return page.evaluate(() => voicePage.error);
  }

  it('[VM-31] tells a page that is not secure', async () => {
    const page = await openPage('leg=a', {host: 'desk.test'});
    assert.equal(await errorOf(page), 'insecure-context');
    await page.close();
  });

  it('[VM-31] tells a microphone that is not there', async () => {
    const page = await openPage('leg=b', {
      prepare: () => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'));
      },
    });
    assert.equal(await errorOf(page), 'microphone-missing');
    await page.close();
  });

  it('[DV-4] a chosen microphone that is not there is replaced by the system’s: a call without sound helps nobody', async () => {
    const page = await openPage('leg=e&microphone=none-such');
    await page.waitForFunction(() => globalThis.voicePage?.leg?.state === 'connected');
    assert.equal(await page.evaluate(() => voicePage.error), null);
    await page.close();
  });

  it('[VM-31] tells a hub that refuses', async () => {
    const page = await openPage('leg=');
    assert.equal(await errorOf(page), 'media-failed');
    await page.close();
  });

  it('[VM-32] tells that the browser wants a gesture, and plays after it', async () => {
    await media.plan({contactId: 'd', version: 1, hears: {d: {kind: 'music'}}});
    const page = await openPage('leg=d', {
      prepare: () => {
        const play = Reflect.get(HTMLMediaElement.prototype, 'play');
        HTMLMediaElement.prototype.play = new Proxy(play, {
          apply: (native, element, args) =>
            document.title === 'clicked'
              ? Reflect.apply(native, element, args)
              : Promise.reject(new DOMException('blocked', 'NotAllowedError')),
        });
      },
    });
    await page.waitForFunction(() => globalThis.voicePage?.leg?.playback === 'autoplay-blocked');
    const resumed = await page.evaluate(() => {
      document.title = 'clicked';
      return voicePage.leg?.resumeAudio();
    });
    assert.equal(resumed?.ok, true);
    assert.equal(await page.evaluate(() => voicePage.leg?.playback), 'playing');
    await hearUntil(page, (heard) => heard.energyPerS > 0.003);
    await page.close();
  });

  it('[VM-35] joins again by itself, with an epoch it asks for, when its connection fails', async () => {
    await media.plan({contactId: 'e', version: 1, hears: {e: {kind: 'music'}}});
    const page = await openPage('leg=e');
    await page.waitForFunction(() => globalThis.voicePage?.leg?.state === 'connected');
    await media.close('e');
    await page.waitForFunction(() => voicePage.leg?.state === 'connected' && voicePage.leg.epoch === 2, null, {
      timeout: 15_000,
    });
    await hearUntil(page, (heard) => heard.energyPerS > 0.003);
    await page.close();
  });

  it('[VM-46] a page that is closed lets go of its leg before one that crashed earlier is missed', async () => {
    const lost = new Inbox<string>();
    // The page of the test before may still be saying goodbye.
    const ours = (legId: string): boolean => legId === 'g' || legId === 'h';
    const forget = media.on('leg-state', ({legId, state}) => {
      if (state === 'disconnected' && ours(legId)) lost.add(legId);
    });
    const [crashed, closed] = [await openPage('leg=g'), await openPage('leg=h')];
    for (const page of [crashed, closed])
      await page.waitForFunction(() => globalThis.voicePage?.leg?.state === 'connected');
    const crash = crashed.waitForEvent('crash');
    void crashed.goto('chrome://crash').catch(() => undefined);
    await crash;
    await closed.close();
    assert.equal(await lost.find('a leg is lost', () => true), 'h');
    forget();
    await crashed.close();
  });

  it('[VM-46] a page that is left and kept by the browser joins again when it is shown again', async () => {
    await media.plan({contactId: 'i', version: 1, hears: {i: {kind: 'music'}}});
    const page = await openPage('leg=i');
    await page.waitForFunction(() => globalThis.voicePage?.leg?.state === 'connected');
    const left = new Promise((resolve) => {
      const off = media.on('leg-state', ({legId, state}) => {
        if (legId !== 'i' || state !== 'disconnected') return;
        off();
        resolve(undefined);
      });
    });
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true})));
    await left;
    assert.equal(await page.evaluate(() => voicePage.leg?.state), 'disconnected');
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})));
    await page.waitForFunction(() => voicePage.leg?.state === 'connected' && voicePage.leg.epoch === 2);
    await hearUntil(page, (heard) => heard.energyPerS > 0.003);
    await page.close();
  });

  it('[VM-34] takes the microphone for the first leg and gives it back after the last', async () => {
    const page = await openPage('leg=f', {
      prepare: () => {
        const media = navigator.mediaDevices;
        const native = media.getUserMedia.bind(media);
        const streams: MediaStream[] = [];
        Object.assign(globalThis, {opened: streams});
        media.getUserMedia = async (constraints) => {
          const stream = await native(constraints);
          streams.push(stream);
          return stream;
        };
      },
    });
    await page.waitForFunction(() => globalThis.voicePage?.leg?.state === 'connected');
    const states = (): Promise<string[]> =>
      page.evaluate(() => {
        const opened: unknown = Reflect.get(globalThis, 'opened');
        return Array.isArray(opened) ? opened.map((stream) => stream.getTracks()[0].readyState) : [];
      });
    assert.deepEqual(await states(), ['live']);
    await page.evaluate(() => voicePage.leg?.hangUp());
    await page.waitForFunction(() => Reflect.get(globalThis, 'opened')[0].getTracks()[0].readyState === 'ended');
    await page.close();
  });
});
