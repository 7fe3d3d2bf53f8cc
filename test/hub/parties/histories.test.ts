import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import fc from 'fast-check';
import {type Database, openDatabase} from '../../../hub/store/database.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {
  type Contact,
  MAIN,
  type Seat,
  consultOf,
  customerOf,
  isCustomerHeld,
  isJoined,
  peopleOf,
} from '../../../src/domain/contact.ts';
import {planMedia} from '../../../src/domain/media-plan.ts';
import {DEFAULT_TIMINGS} from '../../../src/domain/settings.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {keepingLog} from '../../support/test-hub.ts';
import {HistoryWorld, NUMBERS, PLAIN, type Step} from './history-world.ts';
import {heard} from './scenes.ts';
import {NO_SETTINGS} from '../../../hub/organisation/settings-of.ts';

const SETTINGS = {
  timings: DEFAULT_TIMINGS,
  dataProtection: true,
  country: 'US',
  callerNumber: '+12015550100',
  concurrentCallsMax: null,
  emergency: NO_SETTINGS.emergency,
  callbacks: NO_SETTINGS.callbacks,
  voicemail: NO_SETTINGS.voicemail,
  contactsKeepMs: null,
} as const;

const AGENTS = 4;
const small = fc.nat(30);

const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 3, arbitrary: fc.constant<Step>({kind: 'call'})},
  {weight: 9, arbitrary: fc.record({kind: fc.constant('plain'), who: small, name: fc.constantFrom(...PLAIN)})},
  {
    weight: 6,
    arbitrary: fc.record({kind: fc.constant('consult'), who: small, target: small, holds: fc.boolean()}),
  },
  {
    weight: 2,
    arbitrary: fc.record({kind: fc.constant('transfer'), who: small, target: small, holds: fc.boolean()}),
  },
  {weight: 8, arbitrary: fc.record({kind: fc.constant('accept'), who: small})},
  {weight: 2, arbitrary: fc.record({kind: fc.constantFrom('decline', 'ring-out'), who: small})},
  {weight: 3, arbitrary: fc.record({kind: fc.constantFrom('wrap-up', 'suggest', 'monitor'), who: small})},
  {weight: 3, arbitrary: fc.record({kind: fc.constant('customer-hangs-up'), contact: small})},
  {weight: 4, arbitrary: fc.record({kind: fc.constantFrom('number-answers', 'number-hangs-up'), number: small})},
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('leg-lost', 'leg-back', 'leg-given-up'),
      participant: small,
    }),
  },
);

/** What must be true of every contact, whatever happened. */
function assertSound(contact: Contact): void {
  const joined = contact.participants.filter(isJoined);
  const agents = joined.filter((each) => each.party.kind === 'agent' && each.role !== 'supervisor');
  const consult = consultOf(contact);
  const asked = joined.filter(
    (each) =>
      consult !== undefined &&
      each.id !== consult.startedBy &&
      each.seats.some((seat) => seat.conversationId === consult.id),
  );
  const askedHeld = asked.some((each) => each.seats.some((seat) => seat.conversationId === consult?.id && seat.held));
  assert.ok(!(isCustomerHeld(contact) && askedHeld), '[HO-10] never both legs held');
  const primaries = agents.filter(({role}) => role === 'primary');
  assert.ok(primaries.length <= 1, 'one primary agent at most');
  if ((contact.status === 'connected' || contact.status === 'post-call') && agents.length > 0)
    assert.equal(primaries.length, 1, 'one primary agent while any agent is there');
  assert.ok(peopleOf(contact).length <= 8, '[CF-2] eight at most');
  if (contact.status === 'ended') {
    assert.deepEqual(joined, [], 'nobody is in what has ended');
    assert.deepEqual(planMedia(contact), {});
    return;
  }
  const customer = customerOf(contact);
  const merging = contact.conversations.some((each) => each.kind === 'consult' && each.merged);
  const coming = merging || contact.participants.some((each) => each.status === 'invited');
  const present = joined.filter(({role}) => role !== 'supervisor');
  if (contact.status === 'post-call') assert.ok(!coming, '[CF-28] nobody is added after the customer has left');
  if (contact.status === 'connected' || contact.status === 'post-call')
    assert.ok(present.length > 1 || coming, '[CF-24] one who is left alone is not left in it');
  if (contact.status === 'waiting' || contact.status === 'offered') {
    assert.ok(isJoined(customer) && !isCustomerHeld(contact), 'a customer waits, off hold');
    assert.deepEqual(agents, [], 'with nobody');
  }
  assertOverheard(contact);
  if (isJoined(customer)) {
    const hears = heard(contact)['customer'];
    const open = (each: {seats: readonly Seat[]}) =>
      each.seats.some((seat) => seat.conversationId === MAIN && !seat.held);
    const allMuted = present.filter((each) => each !== customer && open(each)).every(({muted}) => muted);
    assert.ok(hears !== undefined && hears !== 'ringback', 'a customer hears music or a voice');
    assert.ok(hears !== 'silence' || allMuted, 'and never silence, unless everybody who speaks to them is muted');
    for (const each of asked) {
      if (each.party.kind === 'agent' && !each.seats.some(({conversationId}) => conversationId === 'main'))
        assert.ok(!hears.split(' ').includes(each.party.agentId), 'the customer does not hear the consult');
    }
  }
}

/** [DM-34] A supervisor hears what their agent hears and says, and is heard by nobody before they speak. */
function assertOverheard(contact: Contact): void {
  const joined = contact.participants.filter(isJoined);
  const sounds = heard(contact);
  for (const {party, monitors, muted} of joined.filter(({role}) => role === 'supervisor')) {
    const agent = joined.find(({id}) => id === monitors);
    assert.ok(party.kind === 'agent' && agent?.party.kind === 'agent', '[CF-31] listens to somebody who is there');
    const {agentId} = party;
    const [own, theirs] = [sounds[agentId] ?? '', sounds[agent.party.agentId] ?? ''];
    if (muted) assert.ok(!Object.values(sounds).some((each) => each.split(' ').includes(agentId)), '[CF-30] unheard');
    const voices = theirs === 'silence' ? [] : theirs.split(' ').filter((each) => each !== agentId);
    const isSound = theirs === 'music' || theirs === 'ringback';
    const wanted = isSound || agent.muted || agent.lostAt !== null ? voices : [...voices, agent.party.agentId];
    assert.equal(own, wanted.toSorted().join(' ') || 'silence');
  }
}

describe('random histories of consults, conferences and transfers', () => {
  let database: TestDatabase;
  let opened: Database;
  const log = keepingLog();

  before(async () => {
    database = await startTestDatabase();
    opened = await openDatabase({connectionString: database.url, max: 4}, log);
    await opened.pool.query(`insert into hub_process (id, address) values (gen_random_uuid(), 'test')`);
    await opened.pool.query(`insert into queue (id, name, everyone, priority) values ('q', 'Queue', true, 3)`);
    await opened.pool.query(
      `insert into entry_point (id, name, number, queue_id, variables) values ('line', 'Line', '+12015550100', 'q', '[]')`,
    );
    await opened.pool.query(
      `insert into wrap_up_reason (id, label, standard, place) values ('solved', 'Solved', true, 1)`,
    );
    await opened.pool.query(
      `insert into presence_choice (base, reason, label, place) values ('available', '', 'Available', 1)`,
    );
    for (const number of NUMBERS)
      await opened.pool.query(
        `insert into phone (number, key_hash, hub_id, connected_at) select $1, '', id, now() from hub_process`,
        [number],
      );
  });

  beforeEach(async () => {
    await opened.pool.query('truncate contact, agent_session, agent_due, idle_agent, timer cascade');
    await opened.pool.query(`update agent set presence_base = 'offline'`);
  });

  after(async () => {
    await opened?.close();
    await database?.drop();
  });

  async function person(role: 'agent' | 'supervisor'): Promise<string> {
    const {rows} = await opened.pool.query<{id: string}>(
      `with made as (
         insert into agent (id, issuer, subject, name, roles, presence_base, presence_since, idle_since, capacity)
         values (gen_random_uuid(), 'test', gen_random_uuid()::text, 'Test', $1, $2, now(), clock_timestamp(),
           '{"voice": 1, "chat": 0, "email": 0, "social": 0}') returning id)
       insert into agent_session (id, agent_id, hub_id, protocol, connection_id)
       select gen_random_uuid(), made.id, hub_process.id, 3, made.id::text from made, hub_process returning agent_id as id`,
      [[role], role === 'agent' ? 'available' : 'away'],
    );
    const id = rows[0]?.id ?? '';
    await opened.pool.query('insert into agent_due values ($1) on conflict do nothing', [id]);
    return id;
  }

  async function freshWorld(): Promise<HistoryWorld> {
    await opened.pool.query('truncate contact, agent_session, agent_due, idle_agent, timer, agent_outbox cascade');
    await opened.pool.query(`update agent set presence_base = 'offline'`);
    const agents: string[] = [];
    for (let n = 0; n < AGENTS; n += 1) agents.push(await person('agent'));
    return new HistoryWorld(opened, new HubStore(opened.db, () => SETTINGS), agents, await person('supervisor'));
  }

  /** What no contact shows by itself. */
  async function assertRowsAgree(): Promise<void> {
    const {rows} = await opened.pool.query<Record<string, number>>(`
      select
        (select count(*) from offer o join contact c on c.id = o.contact_id where o.ended_at is null and c.status = 'ended')::int as rings_for_nothing,
        (select count(*) from consult_wait w where not exists (
          select 1 from conversation v where v.contact_id = w.contact_id and v.id = w.conversation_id and v.status = 'requested'))::int as waits_for_nothing,
        (select count(*) from leg l join participant p on p.id = l.participant_id
          where l.closed_at is null and p.status in ('left', 'wrap-up'))::int as open_legs_of_gone,
        (select count(*) from contact c where (c.status = 'offered') <> exists (
          select 1 from offer o where o.contact_id = c.id and o.conversation_id is null and o.ended_at is null))::int as torn,
        (select count(*) from offer o join conversation v on v.contact_id = o.contact_id and v.id = o.conversation_id
          where o.ended_at is null and v.status <> 'requested')::int as rings_for_answered,
        (select count(*) from contact c where c.status = 'waiting' and c.queue_id is null and c.personal_agent_id is null
          and c.announcement is null)::int as waits_nowhere`);
    for (const [what, count] of Object.entries(rows[0] ?? {})) assert.equal(count, 0, what);
  }

  it('[HO-10] [CF-2] [CF-10] [CF-24] [TR-6] keep what is promised after every step', async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, {minLength: 12, maxLength: 60, size: 'max'}), async (steps) => {
        const world = await freshWorld();
        await world.act({kind: 'call'});
        for (const each of steps) {
          await world.act(each);
          for (const contact of await world.contacts()) {
            assertSound(contact);
            reached.add(contact.status);
            if (consultOf(contact)?.status === 'open') reached.add('consulting');
            if (peopleOf(contact).length > 3) reached.add('four');
            if (contact.participants.some(({role}) => role === 'supervisor')) reached.add('supervised');
          }
          await assertRowsAgree();
        }
      }),
      {numRuns: 40},
    );
    for (const state of ['offered', 'connected', 'post-call', 'ended', 'consulting', 'supervised'])
      assert.ok(reached.has(state), `the histories reach: ${state}`);
  });
});
