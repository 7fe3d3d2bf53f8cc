import {type Selectable, sql} from 'kysely';
import type {AgentView} from '../../src/api/wire/events.ts';
import {DEFAULT_CAPACITY} from '../../src/domain/channel.ts';
import {type Presence, presenceAtSignIn} from '../../src/domain/presence.ts';
import {bindSignedIn, configureAgents} from '../organisation/configure-agents.ts';
import {shareOrganisation} from '../organisation/organisation-lock.ts';
import type {Tables} from './tables.ts';
import type {Reading} from './contact-store.ts';
import type {Work} from './unit-of-work.ts';

export type AgentRow = Selectable<Tables['agent']>;

/** The first protocol whose desks say `PresentOffer`. */
export const PRESENTING_PROTOCOL = 2;

export function presenceOf(row: Pick<AgentRow, 'presence_base' | 'presence_reason' | 'presence_since'>): Presence {
  return {base: row.presence_base, reason: row.presence_reason, since: row.presence_since};
}

export async function viewAgent(work: Reading, agentId: string): Promise<AgentView> {
  const row = await work.tx.selectFrom('agent').selectAll().where('id', '=', agentId).executeTakeFirstOrThrow();
  // Events are kept for a day, an emergency leaves nothing ([EM-30]): the desk is told of it apart.
  return {id: row.id, name: row.name, presence: presenceOf(row), emergencySince: null};
}

/** Whether an emergency holds the agent in Do not disturb; the row is its layer ([EM-14]). */
export async function isHeldByEmergency(work: Reading, agentId: string): Promise<boolean> {
  const row = work.tx.selectFrom('agent_emergency').select('agent_id').where('agent_id', '=', agentId);
  return (await row.executeTakeFirst()) !== undefined;
}

export async function lockAgent(work: Work, agentId: string): Promise<AgentRow> {
  return work.tx.selectFrom('agent').selectAll().where('id', '=', agentId).forNoKeyUpdate().executeTakeFirstOrThrow();
}

/** Whether a desk of the agent that takes work is connected, and one that says when it shows an offer (protocol 2). */
export async function desksOf(work: Reading, agentId: string): Promise<{connected: boolean; presents: boolean}> {
  const rows = await work.tx
    .selectFrom('agent_session')
    .select('protocol')
    .where('agent_id', '=', agentId)
    .where('takes_work', '=', true)
    .execute();
  return {connected: rows.length > 0, presents: rows.some(({protocol}) => protocol >= PRESENTING_PROTOCOL)};
}

/** How many offers in a row no desk of the agent showed. */
export async function writeFailedPresents(work: Work, agentId: string, count: number): Promise<void> {
  await work.tx.updateTable('agent').set({failed_presents: count}).where('id', '=', agentId).execute();
}

/** @param absent Offline because no desk came back in time: the next one to connect brings the agent back */
export async function writePresence(work: Work, agentId: string, presence: Presence, absent = false): Promise<void> {
  await work.tx
    .updateTable('agent')
    .set({
      presence_base: presence.base,
      presence_reason: presence.reason,
      presence_since: new Date(presence.since),
      absent,
    })
    .where('id', '=', agentId)
    .execute();
  if (presence.base !== 'available') await leaveIdleLists(work, agentId);
}

/** Nothing may be offered to the agent now. Who is available again is looked at again. */
export async function leaveIdleLists(work: Work, agentId: string): Promise<void> {
  await work.tx.deleteFrom('idle_agent').where('agent_id', '=', agentId).execute();
}

/** The agent has been without work since now: the next longest-idle choice counts from here. */
export async function writeIdleSince(work: Work, agentId: string): Promise<void> {
  await work.tx
    .updateTable('agent')
    .set({idle_since: new Date(work.now)})
    .where('id', '=', agentId)
    .execute();
}

export type SignedInIdentity = {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly userNames: readonly string[];
  readonly roles: readonly string[];
};

/**
 * The agent behind an identity; made at the first sign-in, renamed when the directory renamed them, and from then on what
 * the organisation configured for them.
 */
export async function ensureAgent(work: Work, identity: SignedInIdentity): Promise<string> {
  await shareOrganisation(work);
  const known = {name: identity.name, roles: [...identity.roles], user_names: [...identity.userNames]};
  const presence = presenceAtSignIn(work.now);
  const row = await work.tx
    .insertInto('agent')
    .values({
      id: crypto.randomUUID(),
      issuer: identity.issuer,
      subject: identity.subject,
      ...known,
      presence_base: presence.base,
      presence_reason: presence.reason,
      presence_since: new Date(presence.since),
      idle_since: new Date(work.now),
      capacity: JSON.stringify(DEFAULT_CAPACITY),
      readiness: null,
    })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doUpdateSet(known))
    .returning(['id', sql<boolean>`xmax = 0`.as('made')])
    .executeTakeFirstOrThrow();
  const bound = await bindSignedIn(work, {...identity, id: row.id});
  if (row.made || bound.length > 0) await configureAgents(work, [...bound, row.id]);
  return row.id;
}
