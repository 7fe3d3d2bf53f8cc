import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import type {HeardSource} from '../../../hub/voice/media/protocol.ts';
import {
  hearUntil,
  isSilence,
  isTone,
  launchToneBrowser,
  listen,
  type Heard,
  type ToneBrowser,
} from '../../support/tones.ts';
import {Inbox} from '../../support/desk-client.ts';
import {kill, nextEvent, secret, startByDoomedParent, withRunDir} from './media-fixture.ts';
import {startVoiceServer, type VoiceServer} from './voice-server.ts';

/** What each party's microphone says, in hertz. */
const agentHz = 440;
const customerHz = 1000;

const silence: HeardSource = {kind: 'silence'};
const talk: Record<string, HeardSource> = {
  agent: {kind: 'legs', legIds: ['customer']},
  customer: {kind: 'legs', legIds: ['agent']},
};
const hold: Record<string, HeardSource> = {agent: silence, customer: {kind: 'music'}};

const hearsAgent = isTone(agentHz);
const hearsCustomer = isTone(customerHz);
const hearsMusic = (heard: Heard): boolean => heard.energyPerS > 0.003 && !hearsAgent(heard) && !hearsCustomer(heard);

describe('audio between two browsers', {timeout: 120_000}, () => {
  let media: MediaProcess;
  let pid = 0;
  let server: VoiceServer;
  let browsers: ToneBrowser[] = [];
  let agent: Page;
  let customer: Page;
  let version = 0;
  let release = (): void => undefined;
  let runDirectory = '';
  let folderGone: Promise<void>;

  before(async () => {
    const ready = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    release = held.resolve;
    folderGone = withRunDir(async (runDir) => {
      runDirectory = runDir;
      ready.resolve();
      await held.promise;
    });
    await ready.promise;
    pid = (await startByDoomedParent(runDirectory)).pid;
    media = await adopted();
    server = await startVoiceServer(() => media);
    browsers = await Promise.all([launchToneBrowser(agentHz), launchToneBrowser(customerHz)]);
    [agent, customer] = [await newPage(browsers[0]), await newPage(browsers[1])];
  });

  after(async () => {
    media?.detach();
    for (const browser of browsers) await browser.close();
    await server?.close();
    if (pid !== 0) kill(pid);
    release();
    await folderGone;
  });

  async function adopted(): Promise<MediaProcess> {
    const found = await MediaProcess.adopt({runDir: runDirectory});
    assert.ok(found, 'a media process lives');
    return found;
  }

  async function plan(hears: Record<string, HeardSource>): Promise<void> {
    await media.plan({contactId: 'c', version: ++version, hears});
  }

  async function bothHearEachOther(t: {diagnostic(message: string): void}): Promise<void> {
    const [a, c] = await Promise.all([hearUntil(agent, hearsCustomer), hearUntil(customer, hearsAgent)]);
    t.diagnostic(
      `agent heard ${a.peakHz.toFixed(0)} Hz at ${a.energyPerS.toFixed(3)}/s after ${a.afterMs.toFixed(0)} ms`,
    );
    t.diagnostic(
      `customer heard ${c.peakHz.toFixed(0)} Hz at ${c.energyPerS.toFixed(3)}/s after ${c.afterMs.toFixed(0)} ms`,
    );
  }

  /** Audio packets the page has received so far. */
  async function packetsAt(page: Page): Promise<number> {
    return page.evaluate(async () => (await voicePage.leg?.quality())?.packetsReceived ?? 0);
  }

  it('[VM-22] each hears the other, by spectrum and by energy, with the hub that began it killed', async (t) => {
    await plan(talk);
    await Promise.all([agent.goto(`${server.origin}/?leg=agent`), customer.goto(`${server.origin}/?leg=customer`)]);
    await bothHearEachOther(t);
    assert.deepEqual(await agent.evaluate(() => [voicePage.error, voicePage.leg?.state, voicePage.leg?.playback]), [
      null,
      'connected',
      'playing',
    ]);
    const heard = await listen(agent, 2);
    t.diagnostic(`concealed in 2 s: ${(heard.concealed * 100).toFixed(2)} %`);
    const quality = await agent.evaluate(() => voicePage.leg?.quality());
    assert.ok(quality !== undefined && quality.packetsReceived > 50 && quality.lossPercent < 1);
  });

  it('[VM-23] on hold the customer hears music and the agent silence; resumed, they hear each other again', async (t) => {
    await plan(hold);
    const music = await hearUntil(customer, hearsMusic);
    // The first window may hold the end of the tone; the next one may not.
    const going = await listen(customer, 1);
    assert.ok(hearsMusic(going));
    t.diagnostic(
      `music after ${music.afterMs.toFixed(0)} ms, then ${going.energyPerS.toFixed(3)}/s, peak ${going.peakHz.toFixed(0)} Hz`,
    );
    await hearUntil(agent, isSilence);
    assert.ok(isSilence(await listen(agent, 1)), 'and silence stays');
    // Silence is sent, not merely nothing: how much a starved machine conceals of it is the bench's matter.
    const before = await Promise.all([packetsAt(agent), packetsAt(customer)]);
    const listened = await Promise.all([listen(agent, 1), listen(customer, 1)]);
    t.diagnostic(`concealed: ${listened.map((heard) => `${(heard.concealed * 100).toFixed(1)} %`).join(', ')}`);
    const later = await Promise.all([packetsAt(agent), packetsAt(customer)]);
    assert.ok(
      later.every((packets, at) => packets - (before[at] ?? packets) > 10),
      'packets go on in silence and in music',
    );
    await plan(talk);
    await bothHearEachOther(t);
  });

  it('[VM-24] muted, the agent is not heard and hears on', async () => {
    await plan(talk);
    await agent.evaluate(() => voicePage.leg?.mute());
    await hearUntil(customer, isSilence);
    await hearUntil(agent, hearsCustomer);
    await agent.evaluate(() => voicePage.leg?.unmute());
    await hearUntil(customer, hearsAgent);
  });

  it('[VM-7] a leg hears ringback', async () => {
    await plan({...talk, customer: {kind: 'ringback', country: 'DE'}});
    await hearUntil(customer, isTone(425));
    await plan(talk);
    await hearUntil(customer, hearsAgent);
  });

  it('[VM-16] digits reach the hub and not the other party', async () => {
    const heard = new Inbox<string>();
    media.on('dtmf', ({legId, digit}) => heard.add(`${legId === 'customer' ? '' : legId}${digit}`));
    const sent = await customer.evaluate(() => voicePage.leg?.sendDtmf('159#'));
    assert.equal(sent?.ok, true);
    await heard.find('four digits', () => heard.all.length >= 4);
    assert.equal(heard.all.join(''), '159#');
    await hearUntil(agent, hearsCustomer);
  });

  it('[VM-25] audio goes on without any control connection, and the next hub finds both legs connected', async () => {
    media.detach();
    assert.ok(hearsCustomer(await listen(agent, 1)));
    assert.ok(hearsAgent(await listen(customer, 1)));
    media = await adopted();
    const {legs} = await media.hello();
    assert.deepEqual(legs.map((leg) => `${leg.legId} ${leg.state}`).sort(), ['agent connected', 'customer connected']);
  });

  it('[VM-26] after a page reload audio is back under a higher epoch, and the other leg was not touched', async (t) => {
    const before = await customer.evaluate(() => voicePage.states.join());
    await agent.reload();
    await bothHearEachOther(t);
    assert.equal(await agent.evaluate(() => voicePage.leg?.epoch), 2);
    assert.equal(await customer.evaluate(() => voicePage.states.join()), before);
    const stats = await media.stats('agent');
    assert.equal(stats.hears, 'legs');
    assert.ok(stats.packetsSent > 0 && stats.lastReceivedAtMs !== null);
  });

  it('[VM-33] when the media process dies, legs that join the next one hear each other again', async (t) => {
    const gone = nextEvent(media, 'gone');
    kill(pid);
    await gone;
    const startMs = performance.now();
    media = await MediaProcess.start({runDir: runDirectory, secret, network: {loopbackOnly: true}});
    pid = media.pid;
    await plan(talk);
    const rejoin = async (page: Page): Promise<void> => {
      const result = await page.evaluate(async () => voicePage.leg?.rejoin(await voicePage.nextEpoch()));
      assert.equal(result?.ok, true);
    };
    await Promise.all([rejoin(agent), rejoin(customer)]);
    await bothHearEachOther(t);
    t.diagnostic(`both directions ${(performance.now() - startMs).toFixed(0)} ms after the new process was asked for`);
  });

  it('[VM-27] a leg whose offer names no address is found by its own packets', async (t) => {
    await agent.goto(`${server.origin}/?leg=agent&candidates=none`);
    await bothHearEachOther(t);
  });

  it('[VM-29] its log names no address, no session description and no digit', async () => {
    const log = await readFile(join(runDirectory, 'media.log'), 'utf8');
    assert.match(log, /"event":"started"/);
    assert.doesNotMatch(log, /candidate|v=0|a=|ufrag|\d+\.\d+\.\d+\.\d+|dtmf|"error"/);
  });

  it('[VM-34] a leg that is hung up closes and lets the microphone go', async () => {
    const state = await agent.evaluate(() => {
      voicePage.leg?.hangUp();
      return voicePage.leg?.state;
    });
    assert.equal(state, 'closed');
    await hearUntil(customer, isSilence);
  });
});

async function newPage(browser: ToneBrowser | undefined): Promise<Page> {
  assert.ok(browser);
  const page = await browser.context.newPage();
  page.on('pageerror', (error) => console.error(error));
  return page;
}
