import {createHash} from 'node:crypto';
import {type Kysely, sql} from 'kysely';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import {DEFAULT_TIMINGS} from '../../src/domain/settings.ts';
import type {Tables} from '../store/tables.ts';
import {type Work, decide} from '../store/unit-of-work.ts';
import type {Organisation} from './organisation.ts';

/**
 * Brings the organisation in the database to what the file says, in one transaction and as a new revision. What is no
 * longer in the file is set inactive, never deleted: contacts of the past still name it. The same file changes nothing.
 */
export async function applyOrganisation(db: Kysely<Tables>, organisation: Organisation, actor: string): Promise<void> {
  const document = JSON.stringify(organisation);
  const fingerprint = createHash('sha256').update(document).digest('hex');
  await decide(db, settingsOf(organisation), async (work) => {
    // Of hubs that start at once the first applies it, and the others see that it is there.
    await sql`lock table organisation_revision in share row exclusive mode`.execute(work.tx);
    const last = await work.tx
      .selectFrom('organisation_revision')
      .select('fingerprint')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last?.fingerprint === fingerprint) return;
    await applyQueues(work, organisation);
    await applyEntryPoints(work, organisation);
    await applyChoices(work, organisation);
    await work.tx.insertInto('organisation_revision').values({actor, fingerprint, document}).execute();
  });
}

async function applyQueues(work: Work, {queues}: Organisation): Promise<void> {
  await work.tx.updateTable('queue').set({active: false}).execute();
  for (const {id, name, priority, members} of queues) {
    const row = {name, priority, everyone: members === 'everyone', active: true};
    await work.tx
      .insertInto('queue')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
    await work.tx.deleteFrom('queue_member').where('queue_id', '=', id).execute();
    if (members === 'everyone' || members.length === 0) continue;
    await work.tx
      .insertInto('queue_member')
      .columns(['queue_id', 'agent_id'])
      .expression((from) =>
        from
          .selectFrom('agent')
          .select((of) => [of.val(id).as('queue_id'), 'agent.id'])
          .where('subject', 'in', members),
      )
      .execute();
  }
}

async function applyEntryPoints(work: Work, {entryPoints}: Organisation): Promise<void> {
  await work.tx.updateTable('entry_point').set({active: false, number: null}).execute();
  for (const {id, name, number, queue, variables} of entryPoints) {
    const row = {name, number, queue_id: queue, variables: JSON.stringify(variables), active: true};
    await work.tx
      .insertInto('entry_point')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
  }
}

async function applyChoices(work: Work, {wrapUpReasons, presences}: Organisation): Promise<void> {
  await work.tx.updateTable('wrap_up_reason').set({active: false}).execute();
  for (const [place, {id, label, standard}] of wrapUpReasons.entries()) {
    const row = {label, standard, place, active: true};
    await work.tx
      .insertInto('wrap_up_reason')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
  }
  await work.tx.deleteFrom('presence_choice').execute();
  const rows = presences.map(({base, reason, label}, place) => ({base, reason: reason ?? '', label, place}));
  await work.tx.insertInto('presence_choice').values(rows).execute();
}

export function settingsOf(organisation: Organisation): OrganisationSettings {
  const {timings, dataProtection, country, callerNumber} = organisation;
  return {timings: {...DEFAULT_TIMINGS, ...timings}, dataProtection, country, callerNumber, concurrentCallsMax: null};
}
