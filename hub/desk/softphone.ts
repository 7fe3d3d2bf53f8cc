import type {CommandBodies, CommandReply} from '../../src/api/wire/commands.ts';
import type {SoftphoneLease} from '../../src/api/wire/views.ts';
import {type Softphone, claimSoftphone, releaseSoftphone} from '../../src/domain/softphone.ts';
import {lockAgent} from '../store/agent-store.ts';
import {record} from '../store/audit.ts';
import type {Reading} from '../store/contact-store.ts';
import {appendEvent} from '../store/outbox.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {Desk} from './commands.ts';

/** The page that asks. It can ask for itself only: its identifier came with the connection. */
export async function claim(
  work: Work,
  desk: Desk,
  body: CommandBodies['ClaimSoftphone'],
): Promise<CommandReply<'ClaimSoftphone'>> {
  if (body.deskId !== desk.deskId) return {status: 'refused', code: 'invalid-command'};
  await lockAgent(work, desk.agentId);
  const current = await readSoftphone(work, desk.agentId);
  const claimed = claimSoftphone(current, body, await isTalking(work, desk.agentId), work.now);
  if ('refused' in claimed) return {status: 'refused', code: claimed.refused};
  if (claimed.changed) await write(work, desk.agentId, claimed.softphone);
  if (current?.deskId !== body.deskId)
    await record(work, {actor: `agent:${desk.agentId}`, action: 'claim-softphone', agentId: desk.agentId});
  const lease = leaseOf(claimed.softphone);
  return lease === null ? {status: 'refused', code: 'internal'} : {status: 'done', result: {lease}};
}

export async function release(
  work: Work,
  desk: Desk,
  {deskId}: CommandBodies['ReleaseSoftphone'],
): Promise<CommandReply<'ReleaseSoftphone'>> {
  if (deskId !== desk.deskId) return {status: 'refused', code: 'invalid-command'};
  await lockAgent(work, desk.agentId);
  const current = await readSoftphone(work, desk.agentId);
  const released = releaseSoftphone(current, deskId);
  if (released !== null && released !== current) await write(work, desk.agentId, released);
  return {status: 'done', result: null};
}

/** The page with the sound is connected again. */
export async function noteArrival(work: Work, agentId: string, deskId: string): Promise<void> {
  await lockAgent(work, agentId);
  const current = await readSoftphone(work, agentId);
  if (current?.deskId === deskId && current.goneAt !== null) await write(work, agentId, {...current, goneAt: null});
}

/** The page with the sound has no connection any more, wherever the last one was. */
export async function noteDeparture(work: Work, agentId: string, deskId: string): Promise<void> {
  await lockAgent(work, agentId);
  const current = await readSoftphone(work, agentId);
  if (current?.deskId !== deskId || current.goneAt !== null) return;
  const connection = await work.tx
    .selectFrom('agent_session')
    .select('id')
    .where('agent_id', '=', agentId)
    .where('desk_id', '=', deskId)
    .limit(1)
    .executeTakeFirst();
  if (connection === undefined) await write(work, agentId, {...current, goneAt: work.now});
}

/** Null: no page has the sound. */
export async function softphoneLease(work: Reading, agentId: string): Promise<SoftphoneLease | null> {
  const softphone = await readSoftphone(work, agentId);
  return softphone === null ? null : leaseOf(softphone);
}

/** Desks of protocol 1 name no page; of them the last to join has the sound, as ever. */
export async function hasSound(work: Reading, agentId: string, deskId: string | null): Promise<boolean> {
  return deskId === null || (await readSoftphone(work, agentId))?.deskId === deskId;
}

async function readSoftphone(work: Reading, agentId: string): Promise<Softphone | null> {
  const row = await work.tx.selectFrom('softphone').selectAll().where('agent_id', '=', agentId).executeTakeFirst();
  if (row === undefined) return null;
  return {deskId: row.desk_id, fence: row.fence, since: row.since, label: row.label, goneAt: row.gone_at};
}

async function write(work: Work, agentId: string, {deskId, fence, since, label, goneAt}: Softphone): Promise<void> {
  const values = {
    desk_id: deskId,
    fence,
    since: new Date(since),
    label,
    gone_at: goneAt === null ? null : new Date(goneAt),
  };
  await work.tx
    .insertInto('softphone')
    .values({agent_id: agentId, ...values})
    .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(values))
    .execute();
  await appendEvent(work, agentId, {
    type: 'SoftphoneChanged',
    lease: leaseOf({deskId, fence, since, label, goneAt}),
  });
}

function leaseOf({deskId, fence, since, label, goneAt}: Softphone): SoftphoneLease | null {
  return deskId === null ? null : {deskId, fence, since, label, present: goneAt === null};
}

/** Whether the agent's sound flows somewhere just now. */
async function isTalking(work: Reading, agentId: string): Promise<boolean> {
  const leg = await work.tx
    .selectFrom('participant')
    .innerJoin('leg', 'leg.participant_id', 'participant.id')
    .select('leg.id')
    .where('participant.agent_id', '=', agentId)
    .where('participant.status', '=', 'joined')
    .where('participant.lost_at', 'is', null)
    .where('leg.closed_at', 'is', null)
    .where('leg.status', '=', 'connected')
    .limit(1)
    .executeTakeFirst();
  return leg !== undefined;
}
