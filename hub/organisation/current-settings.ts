import type {Kysely} from 'kysely';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import type {Tables} from '../store/tables.ts';
import {lastRevision} from './revisions.ts';
import {NO_SETTINGS, settingsOf} from './settings-of.ts';

/** The settings of the last revision of the organisation. */
export async function currentSettings(db: Kysely<Tables>): Promise<OrganisationSettings> {
  const last = await lastRevision({tx: db});
  return last === null ? NO_SETTINGS : settingsOf(last.organisation);
}
