import type {Kysely} from 'kysely';
import {DEFAULT_TIMINGS, type OrganisationSettings} from '../../src/domain/settings.ts';
import type {Tables} from '../store/tables.ts';
import {settingsOf} from './apply-organisation.ts';
import {parseOrganisation} from './organisation.ts';

/** A hub without an organisation yet: it runs, and has no queues. */
const EMPTY: OrganisationSettings = {
  timings: DEFAULT_TIMINGS,
  dataProtection: true,
  country: 'US',
  callerNumber: '',
  concurrentCallsMax: null,
};

/** The settings of the last revision of the organisation. */
export async function currentSettings(db: Kysely<Tables>): Promise<OrganisationSettings> {
  const row = await db
    .selectFrom('organisation_revision')
    .select('document')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? EMPTY : settingsOf(parseOrganisation(JSON.stringify(row.document)));
}
