import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import fc from 'fast-check';
import type {HubEvent, Snapshot} from '../../../src/api/wire/events.ts';
import {type Contact, participantOfAgent} from '../../../src/domain/contact.ts';
import {type BareDesk, connectBare} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {customerCalls, errorsOf} from './scenes.ts';

type State = Pick<Snapshot, 'agent' | 'offers' | 'contacts'>;

/** What a desk that was there at `start` has after the events, by the meaning of each event and nothing else. */
function fold(start: State, events: readonly HubEvent[]): State {
  let {agent, offers, contacts} = start;
  const without = (id: string) => contacts.filter((each) => each.id !== id);
  const take = (contact: Contact) =>
    participantOfAgent(contact, agent.id) === undefined ? without(contact.id) : [...without(contact.id), contact];
  for (const event of events) {
    switch (event.type) {
      case 'PresenceChanged':
        agent = event.agent;
        break;
      case 'ContactOffered':
        offers = [...offers, event.offer];
        contacts = [...without(event.contact.id), event.contact];
        break;
      case 'OfferPresented':
        offers = offers.map((each) => (each.id === event.offer.id ? event.offer : each));
        break;
      case 'OfferAccepted':
      case 'OfferDeclined':
      case 'OfferNoAnswer':
      case 'OfferWithdrawn': {
        const {offer} = event;
        offers = offers.filter((each) => each.id !== offer.id);
        if (event.type !== 'OfferAccepted') contacts = without(offer.contactId);
        break;
      }
      case 'ContactReleased':
        contacts = without(event.contactId);
        break;
      case 'ContactMissed':
      case 'MissedDismissed':
      case 'MonitoringMoved':
      case 'SoftphoneChanged':
      case 'SettingsChanged':
      case 'CallbackChanged':
      case 'CallbackLost':
      case 'LostCallbackDismissed':
      case 'SignedOut':
        break;
      default:
        contacts = take(event.contact);
    }
  }
  return {agent, offers, contacts};
}

/** Without order, and without what the hub raises when it brings audio up to date. */
function comparable({agent, offers, contacts}: State): unknown {
  return {agent, offers: offers.toSorted(byId), contacts: contacts.toSorted(byId)};
}

function byId(one: {id: string}, other: {id: string}): number {
  return one.id.localeCompare(other.id);
}

describe('events and resuming', () => {
  let hub: TestHub;
  const open: BareDesk[] = [];

  before(async () => {
    hub = await startTestHub();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.stop()));
  });

  after(async () => {
    assert.deepEqual(errorsOf(hub), []);
    await hub?.stop();
  });

  async function connect(subject: string, url = hub.url): Promise<BareDesk> {
    const desk = await connectBare(url, await hub.issuer.token(subject));
    open.push(desk);
    return desk;
  }

  const setPresence = (desk: BareDesk, base: string) => desk.command('SetPresence', {base, reason: null});

  async function caughtUp(desk: BareDesk, subject: string, from: number): Promise<void> {
    const [row] = await hub.query<{last_seq: number}>('select last_seq from agent where subject = $1', [subject]);
    const last = row?.last_seq ?? 0;
    if (last > from) await desk.events.find(`event ${last}`, (event) => event.seq === last);
  }

  it('[HU-90] events are numbered from one without a gap, and each comes once and in order', async () => {
    const desk = await connect('anna');
    await desk.resume();
    for (const base of ['available', 'away', 'busy', 'available', 'away']) await setPresence(desk, base);
    await caughtUp(desk, 'anna', 0);
    assert.deepEqual(
      desk.events.all.map((event) => event.seq),
      [1, 2, 3, 4, 5],
    );
  });

  it('[HU-91] a desk that was away gets exactly what it missed, and all desks of an agent are told', async () => {
    const [desk, other] = [await connect('ben'), await connect('ben')];
    await desk.resume();
    await other.resume();
    await setPresence(desk, 'available');
    await caughtUp(desk, 'ben', 0);
    await desk.stop();
    await setPresence(other, 'busy');
    await setPresence(other, 'away');
    await caughtUp(other, 'ben', 0);
    const again = await connect('ben');
    const {missed, seq} = await again.resume(1);
    assert.deepEqual(
      missed.map((event) => event.seq),
      [2, 3],
    );
    assert.deepEqual(missed, other.events.all.slice(1));
    assert.equal(seq, 3);
    await setPresence(again, 'busy');
    for (const each of [again, other]) await caughtUp(each, 'ben', 0);
    assert.deepEqual(
      again.events.all.map((event) => event.seq),
      [4],
    );
    assert.equal(other.events.all.at(-1)?.seq, 4);
    assert.deepEqual((await again.resume(99)).missed, []);
  });

  it('[HU-92] a lost wake-up costs a second: the LISTEN connection is cut, and events and offers still come', async () => {
    const desk = await connect('carl');
    await desk.resume();
    await hub.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
    );
    const startedAt = performance.now();
    await setPresence(desk, 'available');
    await desk.events.find('the change', (event) => event.type === 'PresenceChanged');
    await customerCalls(hub);
    await desk.events.find('the offer', (event) => event.type === 'ContactOffered');
    assert.ok(performance.now() - startedAt < 10_000);
    const listening = `select count(*)::int as listening from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
    const until = AbortSignal.timeout(10_000);
    while ((await hub.query<{listening: number}>(listening))[0]?.listening === 0) until.throwIfAborted();
    const again = desk.events.all.length;
    await setPresence(desk, 'busy');
    await desk.events.find('the next change', (event) => event.type === 'PresenceChanged', again);
    await hub.query(
      `update contact set status = 'ended', ended_at = now(), end_reason = 'abandoned', offer_id = null where status = 'offered'`,
    );
    await hub.query(`update offer set status = 'withdrawn', ended_at = now() where status = 'ringing'`);
  });

  it('[HU-93] whatever happened, a snapshot is what the events before it add up to', async () => {
    let run = 0;
    const steps = fc.array(
      fc.constantFrom(
        'available',
        'away',
        'call',
        'accept',
        'decline',
        'hold',
        'resume',
        'end',
        'extend',
        'wrap-up',
        'dial',
        'drop',
      ),
      {minLength: 4, maxLength: 14},
    );
    await fc.assert(
      fc.asyncProperty(steps, async (actions) => {
        run += 1;
        const subject = `prop-${run}`;
        let desk = await connect(subject);
        const start = await desk.resume();
        const events: HubEvent[] = [];
        let seq = start.seq;
        for (const action of actions) {
          if (action === 'drop') {
            await caughtUp(desk, subject, seq);
            events.push(...desk.events.all);
            seq = events.at(-1)?.seq ?? seq;
            await desk.stop();
            desk = await connect(subject);
            const again = await desk.resume(seq);
            events.push(...again.missed);
            seq = again.seq;
          } else await step(desk, action);
        }
        // No more is offered from here on: what was decided before this is in the numbers below.
        await setPresence(desk, 'away');
        await setPresence(desk, 'busy');
        const look = await connect(subject);
        const {seq: upTo, ...state} = await look.resume();
        if (upTo > seq) await desk.events.find(`event ${upTo}`, (event) => event.seq === upTo);
        events.push(...desk.events.all.filter((event) => event.seq <= upTo));
        assert.deepEqual(
          events.map((event) => event.seq),
          Array.from({length: upTo}, (_, at) => at + 1),
        );
        assert.deepEqual(comparable(fold(start, events)), comparable(state));
        await Promise.all([desk.stop(), look.stop()]);
      }),
      {numRuns: 12},
    );
  });

  async function step(desk: BareDesk, action: string): Promise<void> {
    const offered = desk.events.all.findLast((event) => event.type === 'ContactOffered');
    const contactId =
      desk.events.all.flatMap((event) => ('contact' in event ? [event.contact.id] : [])).at(-1) ?? crypto.randomUUID();
    const offer =
      offered?.type === 'ContactOffered'
        ? {offerId: offered.offer.id, fence: offered.offer.fence}
        : {offerId: crypto.randomUUID(), fence: 1};
    switch (action) {
      case 'available':
      case 'away':
        return void (await setPresence(desk, action));
      case 'call':
        return void (await customerCalls(hub));
      case 'accept':
        return void (await desk.command('AcceptOffer', offer));
      case 'decline':
        return void (await desk.command('DeclineOffer', offer));
      case 'dial':
        return void (await desk.command('Dial', {number: '+12015550197'}));
      case 'wrap-up':
        return void (await desk.command('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}));
      case 'extend':
        return void (await desk.command('ExtendWrapUp', {contactId}));
      case 'end':
        return void (await desk.command('EndContact', {contactId}));
      default:
        return void (await desk.command(action === 'hold' ? 'HoldContact' : 'ResumeContact', {contactId}));
    }
  }
});
