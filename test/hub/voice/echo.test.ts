import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {SdkError} from '../../../src/api/errors.ts';
import type {CommandReply} from '../../../src/api/wire/commands.ts';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import {type TestDesk, connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {hearUntil, isSilence, isTone, launchToneBrowser, listen, type ToneBrowser} from '../../support/tones.ts';
import {accept, availableDesk, customerCalls, finish, offerOf} from '../desk/scenes.ts';
import {startVoiceServer, type VoiceServer} from './voice-server.ts';

const HZ = 440;
/** A description the hub's edge lets through and the media process does not. */
const NO_OFFER = 'v=0\r\n';

describe('the echo line', {timeout: 120_000}, () => {
  let hub: TestHub;
  let desk: TestDesk;
  let browser: ToneBrowser;
  let server: VoiceServer;
  let page: Page;
  let ask: (legId: string, epoch: number, sdp: string) => Promise<CommandReply<'ConnectEcho'>>;

  before(async () => {
    hub = await startTestHub();
    desk = await connectDesk(hub, 'anna');
    ask = (legId, epoch, sdp) => desk.hub.send('ConnectEcho', {legId, epoch, sdp});
    browser = await launchToneBrowser(HZ);
    server = await startVoiceServer(() => ({
      connect: async ({legId, epoch, offer}) => {
        const reply = await ask(legId, epoch, offer);
        if (reply.status === 'done') return {answer: reply.result.sdp};
        throw new SdkError('media-failed', reply.code);
      },
    }));
    page = await browser.context.newPage();
  });

  after(async () => {
    await browser?.close();
    await server?.close();
    await desk?.stop();
    await hub?.stop();
  });

  async function open(legId: string): Promise<void> {
    await page.goto(`${server.origin}/?leg=${legId}`);
  }

  async function left(): Promise<void> {
    await page.waitForFunction(() => ['disconnected', 'connecting', 'failed'].includes(voicePage.leg?.state ?? ''));
  }

  it('[DV-20] an agent hears their own voice, later than they speak', async (t) => {
    await open('echo-1');
    const heard = await hearUntil(page, isTone(HZ));
    t.diagnostic(`heard ${heard.peakHz.toFixed(0)} Hz at ${heard.energyPerS.toFixed(3)}/s`);
    await page.evaluate(() => voicePage.leg?.mute());
    assert.ok(isTone(HZ)(await listen(page, 0.3)), 'what was said before muting is still on its way');
    await hearUntil(page, isSilence);
    await page.evaluate(() => voicePage.leg?.unmute());
    assert.ok(!isTone(HZ)(await listen(page, 0.3)), 'what is said now comes back only later');
    await hearUntil(page, isTone(HZ));
  });

  it('[DV-22] ends when the desk says so; no contact, leg or audit entry has known of it', async () => {
    await open('echo-2');
    await hearUntil(page, isTone(HZ));
    assert.deepEqual(await desk.hub.send('EndEcho', {legId: 'echo-2'}), {status: 'done', result: null});
    await left();
    assert.deepEqual(await desk.hub.send('EndEcho', {legId: 'echo-2'}), {status: 'done', result: null});
    const rows = await hub.query(`select 1 from contact union all select 1 from leg union all
      select 1 from audit where detail::text like '%echo%'`);
    assert.deepEqual(rows, []);
  });

  it('[DV-22] a desk has one: another takes the place of the first', async () => {
    await open('echo-3');
    await hearUntil(page, isTone(HZ));
    const next = await browser.context.newPage();
    await next.goto(`${server.origin}/?leg=echo-4`);
    await hearUntil(next, isTone(HZ));
    await left();
    await next.close();
  });

  it('[DV-22] ends with the connection of its desk', async () => {
    const before = {desk, ask};
    const second = await connectDesk(hub, 'ben');
    ask = (legId, epoch, sdp) => second.hub.send('ConnectEcho', {legId, epoch, sdp});
    await open('echo-5');
    await hearUntil(page, isTone(HZ));
    await second.stop();
    await left();
    ({desk, ask} = before);
  });

  it('[DV-23] is refused while the agent is in a call, and works again in the wrap-up', async () => {
    const cleo = await availableDesk(hub, 'cleo');
    const contactId = await customerCalls(hub);
    await accept(cleo, await offerOf(cleo, contactId));
    const say = () => cleo.hub.send('ConnectEcho', {legId: 'echo-6', epoch: 1, sdp: NO_OFFER});
    assert.deepEqual(await say(), {status: 'refused', code: 'in-a-call'});
    assert.equal((await cleo.hub.send('EndContact', {contactId})).status, 'done');
    assert.deepEqual(await say(), {status: 'refused', code: 'internal'});
    assert.deepEqual(await cleo.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}), {
      status: 'done',
      result: null,
    });
    await cleo.stop();
  });

  it('[DV-23] is for agents only, and for nobody too late', async () => {
    const token = await hub.issuer.token('sofia', {name: 'Sofia', roles: ['supervisor']});
    const sofia = await connectDesk({url: hub.url, issuer: {...hub.issuer, token: async () => token}}, 'sofia');
    const refused = await sofia.hub.send('ConnectEcho', {legId: 'echo-7', epoch: 1, sdp: NO_OFFER});
    assert.deepEqual(refused, {status: 'refused', code: 'not-permitted'});
    await sofia.stop();
  });

  it("[DV-21] a test call that names a call's leg does not touch it", async () => {
    const cleo = await availableDesk(hub, 'cleo');
    const contactId = await customerCalls(hub);
    const offered = await offerOf(cleo, contactId);
    await accept(cleo, offered);
    const [row] = await hub.query<{id: string}>(
      `select leg.id from leg join participant p on p.id = leg.participant_id where p.agent_id is not null and p.status <> 'left'`,
    );
    assert.ok(row);
    const media = await MediaProcess.adopt({runDir: hub.configuration.runDir});
    assert.ok(media);
    const before = await media.hello();
    await ask(row.id, 9, NO_OFFER);
    assert.deepEqual((await media.hello()).legs, before.legs);
    media.detach();
    await finish(cleo, contactId);
    await cleo.stop();
  });
});
