import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Offer} from '../../../src/domain/offer.ts';
import {type TestDesk, connectBare, connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {
  accept,
  assertConsistent,
  availableDesk,
  becomeAvailable,
  becomeIdle,
  customerCalls,
  decline,
  errorsOf,
  finish,
  offerOf,
} from '../desk/scenes.ts';
import {clear} from './clear.ts';

const DONE = {status: 'done', result: null};

describe('an offer that connects before it rings', () => {
  let hub: TestHub;
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await startTestHub({timings: {presentMs: 60_000, ringVoiceMs: 60_000}});
  });

  /** Each test begins with nobody there and nothing in the queue. */
  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await Promise.all(desks.splice(0).map((desk) => desk.stop()));
    await clear(hub);
  });

  after(() => hub?.stop());

  /** An available agent whose desk shows nothing by itself. */
  async function silent(subject: string): Promise<TestDesk> {
    const desk = await connectDesk(hub, subject, subject, {presents: false});
    desks.push(desk);
    await becomeAvailable(desk);
    return desk;
  }

  async function showing(subject: string): Promise<TestDesk> {
    const desk = await availableDesk(hub, subject);
    desks.push(desk);
    return desk;
  }

  const present = (desk: TestDesk, {id, fence}: Offer) => desk.hub.send('PresentOffer', {offerId: id, fence});

  /** The time a desk has to show an offer is over. */
  async function passTime(offerId: string): Promise<void> {
    await hub.query(`update offer set expires_at = now() where id = $1`, [offerId]);
    await hub.query(`update timer set due_at = now() where kind = 'offer-present' and subject = $1`, [offerId]);
  }

  async function timersOf(offerId: string): Promise<readonly string[]> {
    const rows = await hub.query<{kind: string}>('select kind from timer where subject = $1', [offerId]);
    return rows.map((row) => row.kind);
  }

  it('[PO-3] [AN-1] a contact is first connecting, with the time a desk has to show it', async () => {
    const desk = await silent('anna');
    const {offer} = await offerOf(desk, await customerCalls(hub));
    assert.deepEqual([offer.status, offer.expiresAt - offer.offeredAt], ['connecting', 60_000]);
    assert.deepEqual(await timersOf(offer.id), ['offer-present']);
  });

  it('[PO-4] [AN-1] once a desk shows it, it rings, and only now the ring time begins', async () => {
    const desk = await silent('anna');
    const {offer} = await offerOf(desk, await customerCalls(hub));
    assert.deepEqual(await present(desk, offer), DONE);
    const presented = await desk.event('OfferPresented');
    assert.equal(presented.offer.status, 'ringing');
    assert.equal(presented.offer.expiresAt, presented.occurredAt + 60_000);
    assert.deepEqual(await timersOf(offer.id), ['offer-ring-out']);
  });

  it('[PO-4] any desk may show it, and again: the ring time begins once', async () => {
    const [one, other] = [await silent('anna'), await silent('anna')];
    const {offer} = await offerOf(one, await customerCalls(hub));
    assert.deepEqual(await present(other, offer), DONE);
    const {offer: ringing} = await one.event('OfferPresented');
    assert.deepEqual(await present(one, offer), DONE);
    await becomeIdle(one);
    const last = await one.events.find(
      'Idle',
      (event) => event.type === 'PresenceChanged' && event.agent.presence.base === 'away',
    );
    assert.equal(one.events.all.filter((each) => each.type === 'OfferPresented' && each.seq < last.seq).length, 1);
    const [row] = await hub.query<{due_at: number}>('select due_at from timer where subject = $1', [offer.id]);
    assert.equal(row?.due_at, ringing.expiresAt);
  });

  it('[RT-1] only the agent it is for can show it, and only with its number', async () => {
    const [anna, ben] = [await silent('anna'), await showing('ben')];
    await becomeIdle(ben);
    const {offer} = await offerOf(anna, await customerCalls(hub));
    assert.deepEqual(await present(ben, offer), {status: 'refused', code: 'not-yours'});
    assert.deepEqual(await present(anna, {...offer, fence: offer.fence + 1}), {status: 'refused', code: 'offer-gone'});
    assert.deepEqual(await present(anna, {...offer, id: crypto.randomUUID()}), {status: 'refused', code: 'offer-gone'});
    assert.deepEqual(await timersOf(offer.id), ['offer-present']);
  });

  it('[PO-3] it can be accepted or declined before any desk said that it shows it', async () => {
    const anna = await silent('anna');
    const first = await offerOf(anna, await customerCalls(hub));
    await decline(anna, first);
    assert.deepEqual(await timersOf(first.offer.id), []);
    await becomeAvailable(anna);
    const second = await offerOf(anna, first.contact.id, anna.events.all.indexOf(await anna.event('OfferDeclined')));
    await accept(anna, second);
    assert.deepEqual(await timersOf(second.offer.id), []);
    assert.deepEqual(await present(anna, second.offer), {status: 'refused', code: 'offer-gone'});
  });

  it('[RT-1] a desk of protocol 1, which cannot say so, is rung at once', async () => {
    const desk = await connectBare(hub.url, await hub.issuer.token('old'));
    await desk.invoke('Resume', {protocols: [1], lastSeq: null});
    assert.deepEqual(await desk.command('SetPresence', {base: 'available', reason: null}), DONE);
    const contactId = await customerCalls(hub);
    const found = await desk.events.find('an offer', (event) => event.type === 'ContactOffered');
    assert.ok(found.type === 'ContactOffered' && found.contact.id === contactId);
    assert.deepEqual([found.offer.status, found.offer.expiresAt - found.offer.offeredAt], ['ringing', 60_000]);
    await desk.stop();
  });

  it('[RT-2] what no desk shows in time is withdrawn and rings at somebody else, from its old place; presence stays', async () => {
    const anna = await silent('anna');
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    const placeOf = () => hub.query('select enqueued_at, priority from contact where id = $1', [contactId]);
    const place = await placeOf();
    const ben = await showing('ben');
    await passTime(offer.id);
    const withdrawn = await anna.event('OfferWithdrawn');
    assert.deepEqual([withdrawn.offer.id, withdrawn.offer.status], [offer.id, 'withdrawn']);
    const next = await offerOf(ben, contactId);
    assert.ok(next.offer.fence > offer.fence);
    assert.deepEqual(await placeOf(), place);
    const [row] = await hub.query(
      `select presence_base, presence_reason, failed_presents from agent where subject = 'anna'`,
    );
    assert.deepEqual(row, {presence_base: 'available', presence_reason: null, failed_presents: 1});
  });

  it('[RT-2] what is not shown in time does not keep others from the agent, and comes again to them alone only after a while', async () => {
    const anna = await silent('anna');
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    await passTime(offer.id);
    const other = await customerCalls(hub);
    const next = await offerOf(anna, other);
    await decline(anna, next);
    await becomeAvailable(anna);
    const again = await offerOf(anna, other, anna.events.all.indexOf(await anna.event('OfferDeclined')));
    await accept(anna, again);
    await finish(anna, other);
    const from = anna.events.all.length;
    await hub.query(`update offer set ended_at = ended_at - interval '119 seconds' where id = $1`, [offer.id]);
    const later = await offerOf(anna, contactId, from);
    const [row] = await hub.query<{waited: boolean}>(
      `select $2::timestamptz - ended_at >= interval '120 seconds' as waited from offer where id = $1`,
      [offer.id, new Date(later.offer.offeredAt)],
    );
    assert.equal(row?.waited, true, 'twice the time a desk has');
  });

  it('[RT-3] three offers in a row that no desk showed make the agent Idle; choosing makes it good', async () => {
    const anna = await silent('anna');
    for (const contactId of [await customerCalls(hub), await customerCalls(hub), await customerCalls(hub)]) {
      const {offer} = await offerOf(anna, contactId);
      await passTime(offer.id);
      await anna.events.find('withdrawn', (each) => each.type === 'OfferWithdrawn' && each.offer.id === offer.id);
    }
    await anna.events.find(
      'a channel failure',
      (event) => event.type === 'PresenceChanged' && event.agent.presence.reason === 'channel-failure',
    );
    await becomeAvailable(anna);
    const [row] = await hub.query(`select presence_base, failed_presents from agent where subject = 'anna'`);
    assert.deepEqual(row, {presence_base: 'available', failed_presents: 0});
  });

  it('[RT-3] one that is shown in between begins the count anew', async () => {
    const anna = await silent('anna');
    const {offer: lost} = await offerOf(anna, await customerCalls(hub));
    await passTime(lost.id);
    await anna.event('OfferWithdrawn');
    const {offer} = await offerOf(anna, await customerCalls(hub));
    assert.deepEqual(await present(anna, offer), DONE);
    const [row] = await hub.query(`select failed_presents from agent where subject = 'anna'`);
    assert.deepEqual(row, {failed_presents: 0});
  });

  it('[PO-7] nobody signs out while something connects or rings', async () => {
    const anna = await silent('anna');
    const {offer} = await offerOf(anna, await customerCalls(hub));
    assert.deepEqual(await anna.hub.send('SignOut', {}), {status: 'refused', code: 'offer-ringing'});
    assert.deepEqual(await present(anna, offer), DONE);
    assert.deepEqual(await anna.hub.send('SignOut', {}), {status: 'refused', code: 'offer-ringing'});
    await decline(anna, await offerOf(anna, offer.contactId));
    assert.deepEqual(await anna.hub.send('SignOut', {}), DONE);
  });
});
