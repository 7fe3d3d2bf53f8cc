import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {applyToContact} from '../../../hub/contacts/apply.ts';
import {startHub} from '../../../hub/hub.ts';
import {lockContact} from '../../../hub/store/contact-store.ts';
import {Inbox, type TestDesk, connectDesk} from '../../support/desk-client.ts';
import {type TestHub, keepingLog, startTestHub} from '../../support/test-hub.ts';
import {
  type Offered,
  SUPPORT_LINE,
  accept,
  assertConsistent,
  availableDesk,
  becomeAvailable,
  becomeIdle,
  connectedCall,
  customerCalls,
  decline,
  errorsOf,
  finish,
  offerOf,
} from '../desk/scenes.ts';

const LOW_LINE = '+12015550102';
const NIGHT_LINE = '+12015550103';
const MARKER_LINE = '+12015550104';

/** Two queues with lists of members, one that nobody serves, and one by which a test sees that the hub has looked. */
function organisation(file: object): object {
  const {queues, entryPoints} = Object(file);
  const [billing, support] = queues;
  const variables = entryPoints[0].variables;
  return {
    ...file,
    queues: [
      {...billing, members: ['anna', 'ben', 'carl', 'dana', 'eva', 'finn']},
      {...support, members: ['dana', 'late-lena']},
      {id: 'urgent', name: 'Later urgency', priority: 4, members: ['anna']},
      {id: 'night', name: 'Night', members: ['nobody']},
      {id: 'marker', name: 'Marker', members: ['marker']},
    ],
    entryPoints: [
      ...entryPoints,
      {id: 'low-line', name: 'Low line', number: LOW_LINE, queue: 'urgent', variables},
      {id: 'night-line', name: 'Night line', number: NIGHT_LINE, queue: 'night', variables},
      {id: 'marker-line', name: 'Marker line', number: MARKER_LINE, queue: 'marker', variables},
    ],
  };
}

describe('routing', () => {
  let hub: TestHub;
  let marker: TestDesk;
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await startTestHub({organisation});
    marker = await availableDesk(hub, 'marker');
  });

  /** Each test begins with nobody there and nothing in the queue. */
  afterEach(async () => {
    await assertConsistent(hub);
    await Promise.all(desks.splice(0).map((desk) => desk.stop()));
    const open = await hub.query<{id: string}>(`select id from contact where status <> 'ended'`);
    for (const {id} of open) await hangUp(id);
    await hub.query(
      `update participant set status = 'left', left_at = now(), left_reason = 'test' where status = 'wrap-up'`,
    );
    await hub.query(`update agent set presence_base = 'away' where subject <> 'marker'`);
    await hub.query('delete from timer');
  });

  after(async () => {
    await marker?.stop();
    await hub?.stop();
  });

  async function desk(subject: string): Promise<TestDesk> {
    const made = await availableDesk(hub, subject);
    desks.push(made);
    return made;
  }

  /**
   * Who is free and what waits may be seen in either order while both are news. Two rounds of the loop, one after the
   * other: what it was told before has been looked at.
   */
  async function settle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      const contactId = await customerCalls(hub, {to: MARKER_LINE});
      await offerOf(marker, contactId);
      await hangUp(contactId);
    }
  }

  async function hangUp(contactId: string): Promise<void> {
    await hub.store.decide(async (work) => {
      const contact = await lockContact(work, contactId);
      assert.ok(contact);
      await applyToContact(work, contact, {type: 'hang-up-customer'}, 'ContactEnded', 'phone');
    });
  }

  async function offeredTo(contactId: string): Promise<readonly string[]> {
    const rows = await hub.query<{subject: string}>(
      'select a.subject from offer o join agent a on a.id = o.agent_id where o.contact_id = $1 order by o.fence',
      [contactId],
    );
    return rows.map((row) => row.subject);
  }

  it('[HU-1] the agent who has been without work longest is offered the contact', async () => {
    const first = await desk('anna');
    await desk('ben');
    await settle();
    const contactId = await customerCalls(hub);
    await offerOf(first, contactId);
    assert.deepEqual(await offeredTo(contactId), ['anna']);
  });

  it('[HU-1] work done moves an agent behind the one who waited', async () => {
    const anna = await desk('anna');
    const ben = await desk('ben');
    await settle();
    const {contact} = await connectedCall(hub, anna);
    await finish(anna, contact.id);
    await settle();
    await offerOf(ben, await customerCalls(hub));
  });

  it('[HU-2] [AN-3] nothing is offered to agents who are away, busy, gone, talking or wrapping up', async () => {
    const away = await desk('anna');
    await becomeIdle(away);
    const busy = await desk('ben');
    await busy.hub.send('SetPresence', {base: 'busy', reason: null});
    const gone = await availableDesk(hub, 'carl');
    await gone.stop();
    const talking = await desk('dana');
    await connectedCall(hub, talking);
    const wrapping = await desk('eva');
    const {contact} = await connectedCall(hub, wrapping);
    assert.equal((await wrapping.hub.send('EndContact', {contactId: contact.id})).status, 'done');
    const waiting = await customerCalls(hub);
    const free = await desk('finn');
    await offerOf(free, waiting);
    assert.deepEqual(await offeredTo(waiting), ['finn']);
  });

  it('[HU-3] a queue with a list of members rings at nobody else', async () => {
    const outsider = await desk('anna');
    const contactId = await customerCalls(hub, {to: SUPPORT_LINE});
    const member = await desk('dana');
    await offerOf(member, contactId);
    assert.deepEqual(await offeredTo(contactId), ['dana']);
    assert.equal(
      outsider.events.all.some((event) => event.type === 'ContactOffered'),
      false,
    );
  });

  it('[HU-3] a member who signs in for the first time after the file was applied is one', async () => {
    const contactId = await customerCalls(hub, {to: SUPPORT_LINE});
    await offerOf(await desk('late-lena'), contactId);
  });

  it('[HU-4] priority goes before age, and age before arrival', async () => {
    const low = await customerCalls(hub, {to: LOW_LINE});
    const older = await customerCalls(hub);
    const younger = await customerCalls(hub);
    await settle();
    const anna = await desk('anna');
    for (const expected of [older, younger, low]) {
      await accept(anna, await offerOf(anna, expected));
      await finish(anna, expected);
    }
    assert.deepEqual(
      anna.events.all.flatMap((event) => (event.type === 'ContactOffered' ? [event.contact.id] : [])),
      [older, younger, low],
    );
  });

  it('[HU-5] a contact that waits is offered as soon as an agent becomes available', async () => {
    const contactId = await customerCalls(hub);
    await offerOf(await desk('anna'), contactId);
  });

  it('[HU-5] two contacts go to two agents', async () => {
    const [anna, ben] = [await desk('anna'), await desk('ben')];
    const [one, two] = await Promise.all([customerCalls(hub), customerCalls(hub)]);
    await Promise.all([anna, ben].map((each) => each.event('ContactOffered')));
    const agents = [...(await offeredTo(one)), ...(await offeredTo(two))];
    assert.deepEqual(agents.toSorted(), ['anna', 'ben']);
  });

  it('[HU-6] a declined contact keeps its place and goes to the next agent; who declined is Idle', async () => {
    const [anna, ben] = [await desk('anna'), await desk('ben')];
    await settle();
    const contactId = await customerCalls(hub);
    const placeOf = () => hub.query('select enqueued_at, priority from contact where id = $1', [contactId]);
    const place = await placeOf();
    const offered = await offerOf(anna, contactId);
    await decline(anna, offered);
    const presence = await anna.events.find(
      'Idle',
      (event) => event.type === 'PresenceChanged' && event.agent.presence.reason === 'declined',
    );
    assert.ok(presence.type === 'PresenceChanged' && presence.agent.presence.base === 'away');
    assert.equal((await anna.event('OfferDeclined')).offer.status, 'declined');
    const next = await offerOf(ben, contactId);
    assert.ok(next.offer.fence > offered.offer.fence);
    assert.deepEqual(await placeOf(), place);
  });

  it('[HU-7] a customer who hangs up while it rings withdraws the offer and leaves the agent free', async () => {
    const anna = await desk('anna');
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    await hangUp(contactId);
    const withdrawn = await anna.event('OfferWithdrawn');
    assert.deepEqual([withdrawn.offer.id, withdrawn.offer.status], [offer.id, 'withdrawn']);
    const [row] = await hub.query('select status, end_reason from contact where id = $1', [contactId]);
    assert.deepEqual(row, {status: 'ended', end_reason: 'abandoned'});
    await offerOf(anna, await customerCalls(hub));
  });

  it('[HU-8] ten contacts and five agents at once: each contact is offered to one agent at a time, none is lost', async () => {
    const agents = await Promise.all(
      ['anna', 'ben', 'carl', 'eva', 'finn'].map((subject) => connectDesk(hub, subject)),
    );
    desks.push(...agents);
    const served = new Inbox<string>();
    const failures: unknown[] = [];
    const serve = async (agent: TestDesk, offered: Offered) => {
      await accept(agent, offered);
      await assertConsistent(hub);
      await finish(agent, offered.contact.id);
      served.add(offered.contact.id);
    };
    for (const agent of agents) {
      agent.events.each((event) => {
        if (event.type === 'ContactOffered') serve(agent, event).catch((error: unknown) => failures.push(error));
      });
    }
    const arriving = Array.from({length: 10}, () => customerCalls(hub));
    await Promise.all(agents.map(becomeAvailable));
    await served.find('ten answered calls', () => served.all.length === 10 || failures.length > 0);
    assert.deepEqual(failures, []);
    assert.deepEqual(served.all.toSorted(), (await Promise.all(arriving)).toSorted());
    const [offers] = await hub.query<{total: number}>(
      'select count(*)::int as total from offer where contact_id = any($1)',
      [served.all],
    );
    assert.equal(offers?.total, 10);
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[HU-9] two hubs on one database share the work', async () => {
    const second = await hub.startBeside();
    const anna = await desk('anna');
    const ben = await availableDesk(hub, 'ben', {url: second.address});
    desks.push(ben);
    const [one, two] = await Promise.all([customerCalls(hub), customerCalls(hub)]);
    await Promise.all([anna, ben].map((each) => each.event('ContactOffered')));
    assert.deepEqual([...(await offeredTo(one)), ...(await offeredTo(two))].toSorted(), ['anna', 'ben']);
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[HU-10] a contact whose wake-up was lost is found although a queue without agents is long', async () => {
    await Promise.all(Array.from({length: 55}, () => customerCalls(hub, {to: NIGHT_LINE})));
    const anna = await desk('anna');
    await settle();
    const other = await customerCalls(hub, {untold: true});
    await offerOf(anna, other);
  });

  it('[HU-11] a hub that was taken for dead and is not has its desks back by itself', async () => {
    const anna = await desk('anna');
    // What another hub does when a heartbeat is late; at once, or a beat in between would have the desks back before they are gone.
    await hub.query('with dead as (update hub_process set stopped_at = now()) delete from agent_session');
    await offerOf(anna, await customerCalls(hub));
  });

  it('[HU-12] a second hub started at a taken address by mistake fails and does not disturb the first', async () => {
    const anna = await desk('anna');
    const port = Number(new URL(hub.url).port);
    await assert.rejects(startHub({...hub.configuration, port}, {connectionString: hub.database.url}, keepingLog()), {
      code: 'EADDRINUSE',
    });
    await offerOf(anna, await customerCalls(hub));
    const alive = `select count(*)::int as alive from hub_process where stopped_at is null and address like '%:${port}'`;
    assert.deepEqual(await hub.query(alive), [{alive: 1}]);
  });
});
