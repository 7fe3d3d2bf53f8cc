import type {Reading} from '../store/contact-store.ts';
import type {OrganisationChange} from './changes.ts';
import {type Organisation, storedOrganisation} from './organisation.ts';

export type Revision = {
  readonly revision: number;
  readonly appliedAt: number;
  readonly actor: string;
  readonly changes: readonly OrganisationChange[];
};

/** The organisation as it is now. Null: there is none yet. */
export async function lastRevision({
  tx,
}: Reading): Promise<{revision: number; organisation: Organisation; source: string | null} | null> {
  const row = await tx
    .selectFrom('organisation_revision')
    .select(['id', 'document', 'source'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {revision: row.id, organisation: storedOrganisation(row.document), source: row.source};
}

export async function lastRevisionNumber({tx}: Reading): Promise<number> {
  const row = await tx
    .selectFrom('organisation_revision')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Newest first. @param before only older ones than this */
export async function listRevisions(
  {tx}: Reading,
  {before, limit}: {readonly before: number | null; readonly limit: number},
): Promise<readonly Revision[]> {
  const rows = await tx
    .selectFrom('organisation_revision')
    .select(['id', 'applied_at', 'actor', 'changes'])
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({id, applied_at: appliedAt, actor, changes}) => ({revision: id, appliedAt, actor, changes}));
}

/** The organisation as it was. Null: there is no such revision. */
export async function findRevision({tx}: Reading, revision: number): Promise<Organisation | null> {
  const row = await tx
    .selectFrom('organisation_revision')
    .select('document')
    .where('id', '=', revision)
    .executeTakeFirst();
  return row === undefined ? null : storedOrganisation(row.document);
}
