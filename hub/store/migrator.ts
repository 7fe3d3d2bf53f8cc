import {type Kysely, sql} from 'kysely';
import {Migrator} from 'kysely/migration';
import * as model from './migrations/0001-model.ts';
import * as desk from './migrations/0002-desk.ts';
import * as organisation from './migrations/0003-organisation.ts';
import * as routing from './migrations/0004-routing.ts';
import * as digital from './migrations/0005-digital.ts';
import * as calls from './migrations/0006-calls.ts';
import * as digits from './migrations/0010-digits.ts';
import * as webCalls from './migrations/0011-web-calls.ts';
import * as parties from './migrations/0012-parties.ts';
import * as flows from './migrations/0013-flows.ts';
import * as telephones from './migrations/0014-telephones.ts';
import * as phoneLegs from './migrations/0015-phone-legs.ts';
import * as watchingDesks from './migrations/0016-watching-desks.ts';
import * as wrapUpQueue from './migrations/0017-wrap-up-queue.ts';
import * as emergencies from './migrations/0018-emergencies.ts';
import * as emergencyMail from './migrations/0019-emergency-mail.ts';
import * as agentLocations from './migrations/0020-agent-locations.ts';
import * as callbacks from './migrations/0021-callbacks.ts';
import * as overflow from './migrations/0022-overflow.ts';
import * as callbackRequests from './migrations/0023-callback-requests.ts';
import * as callbackInbox from './migrations/0024-callback-inbox.ts';
import * as callbackFigures from './migrations/0025-callback-figures.ts';
import * as prompts from './migrations/0026-prompts.ts';
import * as cancellable from './migrations/0027-cancellable-callbacks.ts';
import * as voicemail from './migrations/0028-voicemail.ts';
import * as forgottenContacts from './migrations/0030-forgotten-contacts.ts';
import * as callbackPretences from './migrations/0031-callback-pretences.ts';
import * as confirmationsInTurn from './migrations/0032-confirmations-in-turn.ts';
import * as interrupted from './migrations/0033-interrupted-calls.ts';
import * as callFigures from './migrations/0034-call-figures.ts';
import * as mediaThatRecords from './migrations/0035-media-that-records.ts';
import * as lostCallbacks from './migrations/0036-lost-callbacks.ts';
import * as correctedMail from './migrations/0038-corrected-mail.ts';
import * as unknownZones from './migrations/0039-unknown-zones.ts';
import * as zonesNobodyKnows from './migrations/0040-zones-nobody-knows.ts';
import type {Tables} from './tables.ts';

const MIGRATIONS = {
  '0001-model': model,
  '0002-desk': desk,
  '0003-organisation': organisation,
  '0004-routing': routing,
  '0005-digital': digital,
  '0006-calls': calls,
  '0010-digits': digits,
  '0011-web-calls': webCalls,
  '0012-parties': parties,
  '0013-flows': flows,
  '0014-telephones': telephones,
  '0015-phone-legs': phoneLegs,
  '0016-watching-desks': watchingDesks,
  '0017-wrap-up-queue': wrapUpQueue,
  '0018-emergencies': emergencies,
  '0019-emergency-mail': emergencyMail,
  '0020-agent-locations': agentLocations,
  '0021-callbacks': callbacks,
  '0022-overflow': overflow,
  '0023-callback-requests': callbackRequests,
  '0024-callback-inbox': callbackInbox,
  '0025-callback-figures': callbackFigures,
  '0026-prompts': prompts,
  '0027-cancellable-callbacks': cancellable,
  '0028-voicemail': voicemail,
  '0030-forgotten-contacts': forgottenContacts,
  '0031-callback-pretences': callbackPretences,
  '0032-confirmations-in-turn': confirmationsInTurn,
  '0033-interrupted-calls': interrupted,
  '0034-call-figures': callFigures,
  '0035-media-that-records': mediaThatRecords,
  '0036-lost-callbacks': lostCallbacks,
  '0038-corrected-mail': correctedMail,
  '0039-unknown-zones': unknownZones,
  '0040-zones-nobody-knows': zonesNobodyKnows,
};

/** A newer hub has changed the database in a way this one does not know. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
  readonly code = 'newer-schema';

  constructor() {
    super('its database was brought up to date by a newer hub: start that version, or a later one.');
  }
}

/** The migrations this hub knows, in order. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS).toSorted();

/** @throws {NewerSchemaError} before anything is changed, when a migration was applied that this hub does not know */
async function refuseNewer(db: Kysely<Tables>): Promise<void> {
  const {rows} = await sql<{found: boolean}>`select to_regclass('kysely_migration') is not null as found`.execute(db);
  if (rows[0]?.found !== true) return;
  const {rows: applied} = await sql<{name: string}>`select name from kysely_migration`.execute(db);
  if (applied.some(({name}) => !MIGRATION_NAMES.includes(name))) throw new NewerSchemaError();
}

/**
 * Applies what is missing, under the migrator's own lock.
 * @param until the last one to apply, for a database that is to be as an older hub left it; default: all
 * @throws {NewerSchemaError}
 * @throws the database's error, with the schema as it was before the failing migration
 */
export async function migrate(db: Kysely<Tables>, until?: string): Promise<void> {
  await refuseNewer(db);
  const migrator = new Migrator({db, provider: {getMigrations: async () => MIGRATIONS}});
  const {error} = until === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(until);
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new TypeError('a migration failed without an error');
}
