import type {Target} from '../../src/domain/target.ts';
import {type SkillNeeds, skillKey} from '../../src/domain/skills.ts';
import {consultIn, starterOf} from '../contacts/consults.ts';
import {askedBy} from '../contacts/targets.ts';
import {lockContact} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Reading} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {lockToAsk, openDirectOffer} from './direct-offer.ts';

/** A consult of a queue waits in that queue's line of calls that ask for no skill but the queue's own. */
const WAIT = `
  with opened as (
    insert into routing_line (queue_id, channel, skill_key, skills) values ($3, 'voice', $6, $7)
    on conflict (queue_id, channel, skill_key) do update set skills = excluded.skills returning id)
  insert into consult_wait (contact_id, conversation_id, line_id, enqueued_at, via)
  select $1, $2, id, $4, $5 from opened`;

/** [CO-40] The consult has reached a queue: its members are asked, the longest idle first. */
export async function waitForConsult(
  work: Work,
  contactId: string,
  conversationId: string,
  target: Extract<Target, {kind: 'queue' | 'entry-point'}>,
): Promise<void> {
  const queueId = target.kind === 'queue' ? target.queueId : await queueOfEntryPoint(work, target.entryPointId);
  const row = await work.tx.selectFrom('queue').select('skills').where('id', '=', queueId).executeTakeFirstOrThrow();
  const needs: SkillNeeds = row.skills;
  const line = [skillKey(needs), JSON.stringify(needs)];
  await run(work, WAIT, [contactId, conversationId, queueId, new Date(work.now), target.kind, ...line]);
  work.wake(`route-consult:${contactId}/${conversationId}`);
}

async function queueOfEntryPoint(work: Work, entryPointId: string): Promise<string> {
  const {queue_id: queueId} = await work.tx
    .selectFrom('entry_point')
    .select('queue_id')
    .where('id', '=', entryPointId)
    .executeTakeFirstOrThrow();
  return queueId;
}

export type ConsultKey = {readonly contactId: string; readonly conversationId: string};

const WAITING = `
  select contact_id as "contactId", conversation_id as "conversationId" from consult_wait
  where not offered order by enqueued_at limit 100`;

/** Consults that nobody is being asked for just now. */
export async function waitingConsults(asking: Reading): Promise<readonly ConsultKey[]> {
  return run<ConsultKey>(asking, WAITING, []);
}

/** Members of the line who could be asked, longest idle first; whoever said no or did not come to this consult comes last. */
const MEMBERS = `
  select agent.id, wait.via from consult_wait wait
  join agent_line member on member.line_id = wait.line_id and member.channel = 'voice'
  join agent on agent.id = member.agent_id and agent.presence_base = 'available'
  where wait.contact_id = $1 and wait.conversation_id = $2 and not wait.offered
    and exists (select 1 from agent_session s where s.agent_id = agent.id and s.takes_work)
    and not exists (select 1 from participant p where p.agent_id = agent.id and p.exclusive and p.status <> 'left')
    and not exists (select 1 from offer o where o.agent_id = agent.id and o.exclusive and o.ended_at is null)
    and not exists (select 1 from leg where leg.address = agent.telephone and leg.closed_at is null)
  order by exists (select 1 from offer o where o.contact_id = $1 and o.conversation_id = $2 and o.agent_id = agent.id),
    agent.idle_since, agent.id
  limit 8`;

/** Asks the longest idle member; when nobody is free, the consult waits on. */
export async function routeConsult(work: Work, {contactId, conversationId}: ConsultKey): Promise<boolean> {
  const contact = await lockContact(work, contactId);
  const consult = contact === null ? undefined : consultIn(contact, conversationId);
  if (contact === null || consult?.status !== 'requested') {
    await endWait(work, {contactId, conversationId});
    return false;
  }
  const asking = starterOf(contact, consult.startedBy);
  if (asking === null) return false;
  const members = await run<{id: string; via: 'queue' | 'entry-point'}>(work, MEMBERS, [contactId, conversationId]);
  for (const {id, via} of members) {
    const agent = await lockToAsk(work, contact, id, ['available']);
    if ('refused' in agent) continue;
    await mark(work, {contactId, conversationId}, true);
    await openDirectOffer(work, contact, agent, {
      id: crypto.randomUUID(),
      purpose: 'consult',
      conversationId,
      askedBy: await askedBy(work, asking, via),
    });
    return true;
  }
  return false;
}

/** Nobody took it: it waits again. False: this consult was never for a queue. */
export async function waitOn(work: Work, key: ConsultKey): Promise<boolean> {
  if (!(await mark(work, key, false))) return false;
  work.wake(`route-consult:${key.contactId}/${key.conversationId}`);
  return true;
}

export async function endWait(work: Work, {contactId, conversationId}: ConsultKey): Promise<void> {
  await work.tx
    .deleteFrom('consult_wait')
    .where('contact_id', '=', contactId)
    .where('conversation_id', '=', conversationId)
    .execute();
}

const MARK = `
  update consult_wait set offered = $3 where contact_id = $1 and conversation_id = $2 returning 1 as one`;

async function mark(work: Work, {contactId, conversationId}: ConsultKey, offered: boolean): Promise<boolean> {
  return (await runForOne(work, MARK, [contactId, conversationId, offered])) !== null;
}
