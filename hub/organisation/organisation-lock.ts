import {sql} from 'kysely';
import type {Work} from '../store/unit-of-work.ts';

/** Who changes the organisation does so alone. */
export async function lockOrganisation(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('cordboard organisation'))`.execute(work.tx);
}

/** Who adds an agent sees the organisation before a change or after it, so that the change sees the agent or they see it. */
export async function shareOrganisation(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('cordboard organisation'))`.execute(work.tx);
}
