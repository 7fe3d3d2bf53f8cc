import assert from 'node:assert/strict';
import type {World} from './world.ts';

/** What may never be found, whenever one looks. Each query gives the rows that break its rule. */
const ALWAYS: Readonly<Record<string, string>> = {
  'a contact with two open offers': `select contact_id from offer where status in ('connecting', 'ringing')
    group by contact_id, conversation_id having count(*) > 1`,
  'an offered contact without an open offer, or the other way': `select c.id from contact c where (c.status = 'offered') <> exists (
    select 1 from offer o where o.contact_id = c.id and o.purpose = 'answer' and o.status in ('connecting', 'ringing'))`,
  'an agent with two ordinary calls': `select agent_id from participant where exclusive and status <> 'left'
    group by agent_id having count(*) > 1`,
  'an agent who is rung during an ordinary call': `select p.agent_id from participant p join offer o on o.agent_id = p.agent_id
    where p.exclusive and p.status <> 'left' and o.exclusive and o.status in ('connecting', 'ringing')`,
  'a contact with two owners': `select contact_id from participant where role = 'primary' and status = 'joined'
    group by contact_id having count(*) > 1`,
  'a connected contact without an owner': `select id from contact c where status = 'connected' and not exists (
    select 1 from participant p where p.contact_id = c.id and p.role = 'primary' and p.status = 'joined')`,
  'a contact accepted by two agents': `select contact_id from offer where status = 'accepted' and purpose = 'answer'
    group by contact_id having count(*) > 1`,
  'an open leg of a contact that has ended': `select l.id from leg l join contact c on c.id = l.contact_id
    where c.status = 'ended' and l.closed_at is null`,
  'numbers of events with a gap': `select agent_id from agent_outbox group by agent_id
    having max(seq) - min(seq) + 1 <> count(*)`,
  'an agent whose events do not end at their last number': `select a.id from agent a where a.last_seq <> coalesce(
    (select max(seq) from agent_outbox o where o.agent_id = a.id), 0)`,
};

/** Each in one statement, so that what is being decided meanwhile is seen before it or after it. */
export async function assertAlways(world: World): Promise<void> {
  for (const [rule, statement] of Object.entries(ALWAYS)) {
    assert.deepEqual(await world.query(statement), [], rule);
  }
}

/** What the clients were told, against what is there. */
export async function assertLedger(world: World): Promise<void> {
  await assertCalls(world);
  await assertAnswers(world);
  await assertWrapUps(world);
  for (const agent of world.agents)
    assert.deepEqual(agent.complaints, [], 'events come in their order and none is missing');
  assert.deepEqual(world.unexpected, [], 'no hub died but those that were killed');
}

/** Each acknowledged call is one contact; one whose answer was lost is one or none. */
async function assertCalls(world: World): Promise<void> {
  const {ledger} = world;
  for (const {number} of world.phones) {
    const [row] = await world.query<{count: number}>(
      `select count(*)::int as count from contact c join participant p on p.contact_id = c.id
       where p.role = 'customer' and p.address = $1 and c.direction = 'inbound'`,
      [number],
    );
    const own = ledger.of('PlaceCall').filter((each) => each.actor === number);
    const done = own.filter((each) => each.answer.status === 'done').length;
    const unknown = own.filter((each) => each.answer.status === 'unknown').length;
    const stored = row?.count ?? 0;
    assert.ok(
      stored >= done && stored <= done + unknown,
      `${number}: ${stored} calls for ${done} acknowledged, ${unknown} unknown`,
    );
  }
}

/** Who was told that a contact is theirs has it; who has it had asked; nobody was told no and got it. */
async function assertAnswers(world: World): Promise<void> {
  const {ledger, agents} = world;
  const accepted = await world.query<{id: string; agent_id: string}>(
    `select id, agent_id from offer where status = 'accepted' and purpose = 'answer'`,
  );
  for (const {subject, actor} of ledger.of('AcceptOffer', 'done')) {
    const row = accepted.find((each) => each.id === subject);
    assert.equal(row?.agent_id, agents.find((agent) => agent.name === actor)?.id, 'an acknowledged answer is kept');
  }
  for (const {id} of accepted) {
    const asked = ledger.of('AcceptOffer').filter((each) => each.subject === id);
    assert.ok(
      asked.some((each) => each.answer.status !== 'refused'),
      'what was accepted was asked for and not refused',
    );
  }
}

async function assertWrapUps(world: World): Promise<void> {
  const {ledger} = world;
  const reasons = await world.query<{contact_id: string; wrap_up_reason_id: string | null}>(
    `select contact_id, wrap_up_reason_id from participant where party_kind = 'agent'`,
  );
  for (const {subject} of ledger.of('SubmitWrapUp', 'done')) {
    const stored = reasons.filter((each) => each.contact_id === subject).map((each) => each.wrap_up_reason_id);
    assert.ok(stored.includes('solved'), 'an acknowledged wrap-up is kept');
  }
}
