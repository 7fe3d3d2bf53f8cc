import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import type {HeardSource} from '../../../hub/voice/media/protocol.ts';
import {Inbox} from '../../support/desk-client.ts';
import {type ToneBrowser, hearUntil, hearVoices, isTone, launchToneBrowser, listen} from '../../support/tones.ts';
import {kill, secret, withRunDir} from './media-fixture.ts';
import {type VoiceServer, startVoiceServer} from './voice-server.ts';

/** What each party's microphone says, in hertz. */
const VOICES = {agent: 440, customer: 1000, expert: 1700} as const;
type Party = keyof typeof VOICES;
const PARTIES: readonly Party[] = ['agent', 'customer', 'expert'];
const ALL = Object.values(VOICES);

const of = (...legIds: Party[]): HeardSource => ({kind: 'legs', legIds});
const silence: HeardSource = {kind: 'silence'};
const two = {agent: of('customer'), customer: of('agent'), expert: silence};
const three = {agent: of('customer', 'expert'), customer: of('agent', 'expert'), expert: of('agent', 'customer')};

describe('a conference of three browsers', {timeout: 120_000}, () => {
  let media: MediaProcess;
  let server: VoiceServer;
  let version = 0;
  const browsers: ToneBrowser[] = [];
  const pages = new Map<Party, Page>();
  const speaking: Inbox<readonly string[]> = new Inbox();
  const sounds: Inbox<string> = new Inbox();
  const digits: Inbox<string> = new Inbox();
  const over = Promise.withResolvers<void>();
  let folderGone: Promise<void>;

  before(async () => {
    const ready = Promise.withResolvers<string>();
    folderGone = withRunDir(async (runDir) => {
      ready.resolve(runDir);
      await over.promise;
    });
    media = await MediaProcess.start({runDir: await ready.promise, secret, network: {loopbackOnly: true}});
    media.on('speaking', ({contactId, legIds}) => speaking.add(contactId === 'c' ? legIds : ['another contact']));
    media.on('sound-ended', ({legId, sound}) => sounds.add(`${legId} ${sound}`));
    media.on('dtmf', ({legId, digit}) => digits.add(`${legId} ${digit}`));
    server = await startVoiceServer(() => media);
    for (const party of PARTIES) {
      const browser = await launchToneBrowser(VOICES[party]);
      browsers.push(browser);
      const page = await browser.context.newPage();
      pages.set(party, page);
      await page.goto(`${server.origin}/?leg=${party}`);
    }
  });

  after(async () => {
    for (const browser of browsers) await browser.close();
    await server?.close();
    if (media !== undefined) {
      media.detach();
      kill(media.pid);
    }
    over.resolve();
    await folderGone;
  });

  function at(party: Party): Page {
    const page = pages.get(party);
    assert.ok(page);
    return page;
  }

  const plan = (hears: Readonly<Record<string, HeardSource>>) =>
    media.plan({contactId: 'c', version: ++version, hears});

  const hearsOthers = (party: Party) =>
    hearVoices(
      at(party),
      PARTIES.filter((other) => other !== party).map((other) => VOICES[other]),
      ALL,
    );

  it('[VM-36] all hear each other, and nobody themselves; no connection is made anew', async (t) => {
    await plan(two);
    await hearVoices(at('agent'), [VOICES.customer], ALL);
    await hearVoices(at('customer'), [VOICES.agent], ALL);
    await plan(three);
    await Promise.all(PARTIES.map(hearsOthers));
    const heard = await listen(at('agent'), 1);
    t.diagnostic(`concealed in 1 s: ${(heard.concealed * 100).toFixed(2)} %`);
    const epochs = await Promise.all(PARTIES.map((party) => at(party).evaluate(() => voicePage.leg?.epoch)));
    assert.deepEqual(epochs, [1, 1, 1]);
  });

  it('[VM-39] who speaks is told, and that one is muted a moment later', async () => {
    await speaking.find('all three', (legIds) => legIds.length === 3);
    const place = speaking.all.length;
    await at('expert').evaluate(() => voicePage.leg?.mute());
    const left = await speaking.find('two', (legIds) => legIds.length === 2, place);
    assert.deepEqual(left.toSorted(), ['agent', 'customer']);
    await hearVoices(at('agent'), [VOICES.customer], ALL);
    await at('expert').evaluate(() => voicePage.leg?.unmute());
    await hearsOthers('agent');
  });

  it('[VM-38] a page that reloads in the midst is heard again, and hears the others', async () => {
    await at('customer').reload();
    await Promise.all(PARTIES.map(hearsOthers));
  });

  it('[VM-41] two of them go on when the third has left', async () => {
    await plan(two);
    await hearVoices(at('agent'), [VOICES.customer], ALL);
    await hearVoices(at('customer'), [VOICES.agent], ALL);
  });

  it('[VM-43] [VM-16] one hears a sound, presses a key meanwhile, and hears the other again', async () => {
    await plan({...two, customer: {kind: 'sound', sound: 'please-hold.en', startedAtMs: 1}});
    await hearUntil(at('customer'), (heard) => heard.energyPerS > 0.002 && !isTone(VOICES.agent)(heard));
    assert.equal((await at('customer').evaluate(() => voicePage.leg?.sendDtmf('7')))?.ok, true);
    await digits.find('the key', (told) => told === 'customer 7');
    await sounds.find('its end', (told) => told === 'customer please-hold.en');
    await plan(two);
    await hearVoices(at('customer'), [VOICES.agent], ALL);
    assert.deepEqual(sounds.all, ['customer please-hold.en']);
  });
});
