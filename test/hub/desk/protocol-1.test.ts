import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import fc from 'fast-check';
import {eventForProtocol1, snapshotForProtocol1} from '../../../hub/desk/protocol-1.ts';
import {toWire} from '../../../src/api/wire/time.ts';
import {events, snapshots} from '../../api/arbitraries.ts';
import {HubClient as OldClient} from '../../conformance/protocol-1/api/hub-client.ts';
import {decodeEvent, decodeSnapshot} from '../../conformance/protocol-1/api/wire/decode.ts';
import type {HubEvent, Snapshot} from '../../conformance/protocol-1/api/wire/events.ts';
import {Inbox, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';

const RINGS = {ringVoiceMs: 18_000, ringDigitalMs: 30_000};

/** What protocol 1 had; everything else is dropped. */
const KNOWN = [
  'PresenceChanged',
  'ContactOffered',
  'OfferAccepted',
  'OfferDeclined',
  'OfferNoAnswer',
  'OfferWithdrawn',
  'ContactConnected',
  'ContactDialled',
  'ContactHeld',
  'ContactResumed',
  'ContactMuted',
  'ContactUnmuted',
  'ContactEnded',
  'ContactChanged',
  'WrapUpExtended',
  'ContactReleased',
  'SignedOut',
];

/** What happened to a contact and has no name there: told as its change. */
const LATER: readonly string[] = [
  'ConsultRequested',
  'ConsultOpened',
  'ConsultEnded',
  'ConsultHeld',
  'ConsultResumed',
  'ConferenceBegun',
  'ContactTransferred',
  'ParticipantJoined',
  'ParticipantLeft',
  'CustomerLeft',
  'ConsultFailed',
  'ControlPassed',
];

describe('what a desk of protocol 1 is told', () => {
  it('[OP-11] every event of today is one it understands, with the same number, or is left out because it has no such event', () => {
    fc.assert(
      fc.property(events, (event) => {
        const told = eventForProtocol1(Object(toWire(event)), RINGS);
        const changed = LATER.includes(event.type);
        assert.equal(told !== null, KNOWN.includes(event.type) || changed);
        if (told === null) return;
        const understood = decodeEvent(told);
        assert.ok(!('malformed' in understood), JSON.stringify(understood));
        assert.equal(understood.value.seq, event.seq);
        assert.equal(understood.value.type, changed ? 'ContactChanged' : event.type);
        if (event.type !== 'ContactOffered' || understood.value.type !== 'ContactOffered') return;
        const connecting = event.offer.status === 'connecting';
        const rings = event.contact.channel === 'voice' ? RINGS.ringVoiceMs : RINGS.ringDigitalMs;
        assert.equal(understood.value.offer.status, connecting ? 'ringing' : event.offer.status);
        assert.equal(
          understood.value.offer.expiresAt,
          connecting ? event.offer.offeredAt + rings : event.offer.expiresAt,
        );
      }),
      {numRuns: 1_000},
    );
  });

  it('[OP-11] every snapshot of today is one it understands', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const understood = decodeSnapshot(snapshotForProtocol1(Object(toWire(snapshot)), RINGS));
        assert.ok(!('malformed' in understood), JSON.stringify(understood));
        assert.equal(understood.value.protocol, 1);
        assert.equal(understood.value.contacts.length, snapshot.contacts.length);
        assert.equal(understood.value.offers.length, snapshot.offers.length);
      }),
      {numRuns: 300},
    );
  });

  it('[OP-11] an event of a newer hub, which this one does not know itself, is left out', () => {
    const event = {type: 'SomethingNew', seq: 5, occurredAt: '2026-11-20T10:00:00Z'};
    assert.equal(eventForProtocol1(event, RINGS), null);
  });
});

type OldDesk = {
  readonly client: OldClient;
  readonly events: Inbox<HubEvent>;
  readonly snapshots: Inbox<Snapshot>;
};

/** The SDK's edge as it was then, on this hub. */
async function connectOldDesk(hub: TestHub, subject: string): Promise<OldDesk> {
  const desk = {events: new Inbox<HubEvent>(), snapshots: new Inbox<Snapshot>()};
  const client = new OldClient({
    hubUrls: [hub.url],
    getToken: () => hub.issuer.token(subject),
    onSnapshot: (snapshot) => desk.snapshots.add(snapshot),
    onEvent: (event) => desk.events.add(event),
    onState: () => undefined,
  });
  client.start();
  await desk.snapshots.find('a snapshot', () => true);
  return {client, ...desk};
}

async function statusOf(hub: TestHub, offerId: string): Promise<string | undefined> {
  const rows = await hub.query<{status: string}>('select status from offer where id = $1', [offerId]);
  return rows[0]?.status;
}

describe('a desk of protocol 1 at the present hub', () => {
  let hub: TestHub;
  let desk: OldDesk;
  let phone: TestPhone;

  before(async () => {
    hub = await startTestHub();
    desk = await connectOldDesk(hub, 'anna');
    phone = await connectPhone(hub, '+12015550147');
  });

  after(async () => {
    await phone?.stop();
    await desk?.client.stop();
    await hub?.stop();
  });

  const event = async (type: HubEvent['type'], from = 0): Promise<HubEvent> =>
    desk.events.find(type, (each) => each.type === type, from);

  it('[OP-10] takes a whole call: resume, ring, answer, hold, a hub that comes back, end, wrap-up', async () => {
    assert.equal(desk.snapshots.all[0]?.protocol, 1);
    const {client} = desk;
    await client.send('SetPresence', {base: 'available', reason: null});
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: 'Ada Nkemelu', data: {reason: 'Invoice'}});
    const offered = await event('ContactOffered');
    assert.ok(offered.type === 'ContactOffered');
    assert.equal(offered.offer.status, 'ringing');
    const {id: offerId, fence} = offered.offer;
    // It cannot say that it shows the offer: the hub says it in its place, and the ring time begins.
    while ((await statusOf(hub, offerId)) === 'connecting');
    assert.equal(await statusOf(hub, offerId), 'ringing');
    assert.deepEqual(await client.send('AcceptOffer', {offerId, fence}), {status: 'done', result: null});
    const connected = await event('ContactConnected');
    assert.ok(connected.type === 'ContactConnected');
    const contactId = connected.contact.id;
    assert.equal((await client.send('HoldContact', {contactId})).status, 'done');
    await event('ContactHeld');
    const known = desk.snapshots.all.length;
    await hub.restart();
    const back = await desk.snapshots.find('a snapshot after the restart', () => true, known);
    assert.equal(back.contacts[0]?.id, contactId);
    assert.equal((await client.send('ResumeContact', {contactId})).status, 'done');
    assert.equal((await client.send('EndContact', {contactId})).status, 'done');
    const ended = await event('ContactEnded');
    assert.ok(ended.type === 'ContactEnded' && ended.contact.status === 'ended');
    assert.equal(ended.contact.endReason, 'agent-ended');
    assert.equal((await client.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''})).status, 'done');
    await event('ContactReleased');
    const numbers = desk.events.all.map(({seq}) => seq);
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].toSorted((one, other) => one - other),
    );
  });

  it('[OP-10] that comes back while it rings is told of it, and its ring time begins', async () => {
    const {client} = desk;
    await client.stop();
    client.start();
    await client.send('SetPresence', {base: 'available', reason: null});
    const from = desk.events.all.length;
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
    const offered = await event('ContactOffered', from);
    assert.ok(offered.type === 'ContactOffered');
    await client.stop();
    const known = desk.snapshots.all.length;
    client.start();
    const {offers} = await desk.snapshots.find('a snapshot', () => true, known);
    assert.deepEqual(
      offers.map(({id, status}) => ({id, status})),
      [{id: offered.offer.id, status: 'ringing'}],
    );
    await client.send('DeclineOffer', {offerId: offered.offer.id, fence: offered.offer.fence});
    await event('OfferDeclined', from);
  });
});
