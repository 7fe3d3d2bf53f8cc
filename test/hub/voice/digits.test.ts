import assert from 'node:assert/strict';
import {type TestContext, after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import type {HeardSource} from '../../../hub/voice/media/protocol.ts';
import {digitsIn, installDigitEar, startRecording, stopRecording, type HeardDigit} from '../../support/digit-ear.ts';
import {hearUntil, isTone, launchToneBrowser, listen, type ToneBrowser} from '../../support/tones.ts';
import {secret, withRunDir} from './media-fixture.ts';
import {startVoiceServer, type VoiceServer} from './voice-server.ts';

const agentHz = 440;
const customerHz = 1000;
const talk: Record<string, HeardSource> = {
  agent: {kind: 'legs', legIds: ['customer']},
  customer: {kind: 'legs', legIds: ['agent']},
};

type Heard = {
  readonly digits: readonly HeardDigit[];
  readonly hurriedMs: number;
  /** The listener's machine was too busy to hear well: it made sound up, left some out, or stood still. */
  readonly disturbed: boolean;
};

/** A sound device asks for its sound every 10 to 20 ms. */
const STOOD_STILL_MS = 45;
const LISTENINGS = 8;

describe('digits of an agent at the customer’s leg', {timeout: 120_000}, () => {
  let media: MediaProcess;
  let server: VoiceServer;
  let browsers: ToneBrowser[] = [];
  let agent: Page;
  let customer: Page;
  let version = 0;
  let release = (): void => undefined;
  let folderGone: Promise<void>;

  before(async () => {
    const ready = Promise.withResolvers<string>();
    const held = Promise.withResolvers<void>();
    release = held.resolve;
    folderGone = withRunDir(async (runDir) => {
      ready.resolve(runDir);
      await held.promise;
    });
    media = await MediaProcess.start({runDir: await ready.promise, secret, network: {loopbackOnly: true}});
    server = await startVoiceServer(() => media);
    browsers = await Promise.all([launchToneBrowser(agentHz), launchToneBrowser(customerHz)]);
    for (const {context} of browsers) await installDigitEar(context);
    [agent, customer] = [await newPage(browsers[0]), await newPage(browsers[1])];
    await plan(talk);
    await Promise.all([agent.goto(`${server.origin}/?leg=agent`), customer.goto(`${server.origin}/?leg=customer`)]);
    await Promise.all([hearUntil(agent, isTone(customerHz)), hearUntil(customer, isTone(agentHz))]);
  });

  after(async () => {
    for (const browser of browsers) await browser.close();
    await server?.close();
    await media?.stop();
    release();
    await folderGone;
  });

  async function plan(hears: Record<string, HeardSource>): Promise<void> {
    await media.plan({contactId: 'c', version: ++version, hears});
  }

  async function send(digits: string, requestId: string, late = false): Promise<boolean> {
    return (await media.digits({legId: 'customer', requestId, digits, late})).played;
  }

  /** What the customer's page heard of digits while the body ran, and until the agent was heard again. */
  async function heardDuring(body: () => Promise<void>): Promise<Heard> {
    await startRecording(customer);
    await body();
    await hearUntil(customer, isTone(agentHz));
    const recording = await stopRecording(customer);
    const {hurriedMs, inventedMs, heldUpMs} = recording;
    const disturbed = hurriedMs > 0 || inventedMs > 0 || heldUpMs > STOOD_STILL_MS;
    return {digits: digitsIn(recording), hurriedMs, disturbed};
  }

  /** By the clock of the sound itself, long enough for that many digits. */
  async function listenFor(digits: number): Promise<void> {
    await listen(customer, digits * 0.16 + 0.6);
  }

  async function digitsHeard(digits: string, requestId: string): Promise<Heard> {
    return heardDuring(async () => {
      assert.equal(await send(digits, requestId), true);
      await listenFor(digits.length);
    });
  }

  /** What the receiver left out to catch up it took from tones and pauses: what was sent was so much longer. */
  function assertDigits({digits: heard, hurriedMs}: Heard, digits: string): void {
    assert.equal(heard.map(({digit}) => digit).join(''), digits);
    for (const {ms} of heard)
      assert.ok(ms + hurriedMs >= 60 && ms <= 130, `a digit of ${ms} ms, ${hurriedMs} ms left out`);
    // A busy machine lengthens pauses; the receiver needs them not to be too short (ITU-T Q.24: 30 ms).
    for (const {pauseMs} of heard.slice(1))
      assert.ok(pauseMs + hurriedMs >= 40 && pauseMs <= 250, `a pause of ${pauseMs} ms, ${hurriedMs} ms left out`);
  }

  /**
   * Sends and hears them; again where they were not heard well by an ear that says itself that it was disturbed. What is wrong to an ear
   * that was not is wrong.
   */
  async function assertHeard(digits: string, name: string, t: TestContext): Promise<void> {
    for (let turn = 1; ; turn += 1) {
      const heard = await digitsHeard(digits, `${name}-${turn}`);
      t.diagnostic(JSON.stringify(heard));
      try {
        return assertDigits(heard, digits);
      } catch (error) {
        if (!heard.disturbed || turn === LISTENINGS) throw error;
      }
    }
  }

  it('[DL-30] are heard as their two tones, in order, 100 ms each with 60 ms between them (telephone-events)', (t) =>
    assertHeard('1590#*', 'events', t));

  it('[DL-31] are not played again when the same request is asked for again, late or not', async () => {
    assert.equal((await digitsHeard('1590#*', 'r1')).digits.length > 0, true);
    const heard = await heardDuring(async () => {
      assert.equal(await send('1590#*', 'r1'), true);
      assert.equal(await send('1590#*', 'r1', true), true);
      assert.equal(await send('77', 'r2', true), false, 'too late to begin');
      assert.equal(await send('3', 'r3'), true);
      await listenFor(8);
    });
    assertDigits(heard, '3');
  });

  it('[DL-32] are not played to who is on hold, nor is what waits when hold begins', async () => {
    await plan({...talk, customer: {kind: 'music'}});
    assert.equal(await send('5', 'r4'), false);
    await plan(talk);
    await hearUntil(customer, isTone(agentHz));
    const heard = await heardDuring(async () => {
      assert.equal(await send('1'.repeat(32), 'r5'), true);
      await plan({...talk, customer: {kind: 'music'}});
      await plan(talk);
    });
    assert.ok(heard.digits.length <= 2, `${heard.digits.length} of 32 digits`);
  });

  it('[DL-30] are heard as tones in the sound itself where telephone-events were not negotiated', async (t) => {
    await customer.goto(`${server.origin}/?leg=customer&events=none`);
    await hearUntil(customer, isTone(agentHz));
    await assertHeard('2468D', 'sound', t);
  });

  it('[DL-31] a leg that is not there is told as not played', async () => {
    assert.deepEqual(await media.digits({legId: 'nobody', requestId: 'r7', digits: '1', late: false}), {played: false});
  });
});

async function newPage(browser: ToneBrowser | undefined): Promise<Page> {
  assert.ok(browser);
  return browser.context.newPage();
}
