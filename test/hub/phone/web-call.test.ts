import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {WEB_CALL_PATH} from '../../../src/api/wire/web-call.ts';
import {customerOf} from '../../../src/domain/contact.ts';
import {type TestDesk} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {availableDesk, errorsOf, offerOf} from '../desk/scenes.ts';
import {OTHER_SHOP, SHOP, openPage, tokenFor, withSites} from './web-call-pages.ts';

const DONE = {status: 'done', sdp: null};
const refused = (code: string) => ({status: 'refused', code});

describe('a call from a web page', () => {
  let hub: TestHub;
  const open: {stop(): Promise<void>}[] = [];
  const legs: LegPeer[] = [];

  before(async () => {
    hub = await startTestHub({
      organisation: withSites,
      // There is no telephone network: pages call all the same.
      configuration: {trunk: 'none', proxy: {publicUrl: null, trusted: ['127.0.0.1']}},
    });
  });

  afterEach(async () => {
    await Promise.all(legs.splice(0).map((each) => each.close()));
    await Promise.all(open.splice(0).map((each) => each.stop()));
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    await hub?.stop();
  });

  async function pageWith(token: string) {
    const page = await openPage(hub, token);
    open.push(page);
    return page;
  }

  async function soundOf(connect: (sdp: string) => Promise<unknown>): Promise<void> {
    const peer = await joinLeg(async (sdp) => {
      const reply: unknown = await connect(sdp);
      assert.ok(typeof reply === 'object' && reply !== null && 'sdp' in reply && typeof reply.sdp === 'string');
      return reply.sdp;
    });
    legs.push(peer);
  }

  async function answeredAt(desk: TestDesk, contactId: string): Promise<void> {
    await desk.hub.send('ClaimSoftphone', {deskId: desk.deskId, label: 'Test', takeOver: false});
    const {offer} = await offerOf(desk, contactId);
    assert.equal((await desk.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence})).status, 'done');
    const connected = await desk.event('ContactConnected');
    const leg = connected.contact.participants.flatMap((each) =>
      each.role === 'primary' && each.status === 'joined' && each.leg !== null ? [each.leg] : [],
    )[0];
    assert.ok(leg);
    await soundOf(async (sdp) => {
      const reply = await desk.hub.send('ConnectLeg', {contactId, legId: leg.id, epoch: leg.epoch + 1, sdp});
      return reply.status === 'done' ? reply.result : reply;
    });
  }

  async function contactIdOf(): Promise<string> {
    const [row] = await hub.query<{id: string}>(`select id from contact where status <> 'ended'`);
    assert.ok(row);
    return row.id;
  }

  it('[HU-105] a page is told the time by which its deadlines are judged', async () => {
    const page = await pageWith(await tokenFor(hub));
    const told = await page.invoke('HubTime', null);
    const [row] = await hub.query<{now: Date | number}>('select now() as now');
    assert.ok(typeof told === 'number' && row !== undefined && Math.abs(Number(row.now) - told) < 5_000);
  });

  it('[CC-1] [CC-10] [CC-13] waits, talks, is held, is taken up again by a reloaded page, and is over: the token with it', async () => {
    const token = await tokenFor(hub, {body: {name: 'Zoë 🐘 كريم', data: {reason: 'Late parcel', accountPin: '4471'}}});
    const page = await pageWith(token);
    await page.states.find('no call yet', ({call}) => call === null);
    assert.deepEqual(await page.command('StartCall'), DONE);
    // Sent again, it is the same call.
    assert.deepEqual(await page.command('StartCall'), DONE);
    const {call} = await page.status('waiting');
    assert.ok(call);
    await soundOf((sdp) => page.command('ConnectCall', {epoch: call.epoch + 1, sdp}));
    const desk = await availableDesk(hub, 'anna');
    open.push(desk);
    const contactId = await contactIdOf();
    const {contact} = await offerOf(desk, contactId);
    const party = customerOf(contact)?.party;
    assert.ok(party !== undefined && party.kind === 'customer');
    assert.match(party.address, /^web:[\w-]{12}$/);
    assert.equal(party.name, 'Zoë 🐘 كريم');
    assert.deepEqual(
      contact.variables.map(({name, value}) => [name, value]),
      [
        ['reason', 'Late parcel'],
        ['tier', 'Standard'],
        ['language', 'English'],
        ['accountPin', null],
      ],
    );
    await answeredAt(desk, contactId);
    await page.status('connected');
    assert.equal((await desk.hub.send('HoldContact', {contactId})).status, 'done');
    await page.status('on-hold');
    assert.equal((await desk.hub.send('ResumeContact', {contactId})).status, 'done');

    await page.stop();
    const again = await pageWith(token);
    const resumed = await again.status('connected');
    assert.equal(resumed.call?.legId, call.legId);
    await soundOf((sdp) => again.command('ConnectCall', {epoch: call.epoch + 2, sdp}));
    // What the page before still sends has the older epoch.
    assert.deepEqual(
      await again.command('ConnectCall', {epoch: call.epoch + 1, sdp: 'v=0\r\n'}),
      refused('stale-join'),
    );

    assert.deepEqual(await again.command('HangUpCall'), DONE);
    await again.status('ended');
    await assert.rejects(openPage(hub, token), /401/);
    assert.deepEqual(await again.command('StartCall'), DONE);
    assert.equal((await hub.query(`select id from contact where status <> 'ended'`)).length, 0);
    const [source] = await hub.query<{detail: object}>(
      `select detail from audit where action = 'place-call' and contact_id = $1`,
      [contactId],
    );
    assert.deepEqual(source?.detail, {site: 'shop', origin: SHOP, entryPoint: 'billing-line'});
    await desk.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''});
  });

  it('[CC-13] an agent out of reach is told, and waited for again when they are given up', async () => {
    const page = await pageWith(await tokenFor(hub));
    await page.command('StartCall');
    const {call} = await page.status('waiting');
    await soundOf((sdp) => page.command('ConnectCall', {epoch: (call?.epoch ?? 0) + 1, sdp}));
    const desk = await availableDesk(hub, 'bela');
    open.push(desk);
    await answeredAt(desk, await contactIdOf());
    await page.status('connected');
    await legs.pop()?.close();
    await page.status('agent-lost');
    assert.deepEqual(await page.command('HangUpCall'), DONE);
    await page.status('ended');
  });

  it('[CC-11] a token is for one call of one page: not for another origin, not for a desk, a phone or another call', async () => {
    const token = await tokenFor(hub);
    await assert.rejects(openPage(hub, token, OTHER_SHOP), /401/);
    for (const path of ['/desk', '/phone']) {
      const response = await fetch(`${hub.url}${path}/negotiate?negotiateVersion=1`, {
        method: 'POST',
        headers: {authorization: `Bearer ${token}`},
      });
      assert.ok([401, 404].includes(response.status), `${path}: ${response.status}`);
    }
    for (const bad of ['', 'nonsense', `${token}x`, await hub.issuer.token('anna')]) {
      const response = await fetch(`${hub.url}${WEB_CALL_PATH}/negotiate?negotiateVersion=1`, {
        method: 'POST',
        headers: {authorization: `Bearer ${bad}`, origin: SHOP},
      });
      assert.equal(response.status, 401);
    }
    const other = await pageWith(await tokenFor(hub));
    assert.deepEqual(await other.command('ConnectCall', {epoch: 1, sdp: 'v=0\r\n'}), refused('contact-gone'));
    assert.deepEqual(await other.command('HangUpCall'), refused('contact-gone'));
    const mine = await pageWith(token);
    assert.deepEqual(await mine.command('StartCall'), DONE);
    // The other page names this call as it may: its own token is all that counts.
    const contactId = await contactIdOf();
    assert.deepEqual(await other.command('HangUpCall', {callId: contactId, contactId}), refused('contact-gone'));
    for (const name of ['PlaceCall', 'AcceptOffer', 'Dial'])
      await assert.rejects(mine.invoke(name, {to: '911', number: '911'}), /Method does not exist|Unknown hub method/);
    for (const body of [{}, {epoch: -1, sdp: 'v=0'}, {epoch: 1, sdp: 'x'.repeat(30_000)}, {epoch: '1', sdp: 'v=0'}])
      await assert.rejects(mine.command('ConnectCall', body), /invalid-command/);
    assert.deepEqual(await mine.command('HangUpCall'), DONE);
    assert.deepEqual(await mine.command('HangUpCall', {}), DONE);
  });

  it('[CC-12] a token that is not used within a minute is good for nothing', async () => {
    const token = await tokenFor(hub);
    const page = await pageWith(token);
    await hub.query(`update web_call set expires_at = now() - interval '1 second' where contact_id is null`);
    assert.deepEqual(await page.command('StartCall'), refused('contact-ended'));
    await assert.rejects(openPage(hub, token), /401/);
  });

  it('[CC-20] without a telephone network nobody gets a number', async () => {
    const response = await fetch(`${hub.url}/phone-numbers`, {method: 'POST', body: '{}'});
    assert.equal(response.status, 404);
  });

  it('[CC-21] nothing of the visitor is in the log', async () => {
    const page = await pageWith(await tokenFor(hub, {body: {name: 'Ada Nkemelu', data: {reason: 'Secret reason'}}}));
    await page.command('StartCall');
    await page.command('HangUpCall');
    assert.doesNotMatch(JSON.stringify(hub.log.lines), /Nkemelu|Secret reason|198\.51\.|pk_3fQ9/);
  });
});
