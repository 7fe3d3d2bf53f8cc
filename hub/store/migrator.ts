import type {Kysely} from 'kysely';
import {Migrator} from 'kysely/migration';
import * as model from './migrations/0001-model.ts';
import * as desk from './migrations/0002-desk.ts';
import * as organisation from './migrations/0003-organisation.ts';
import * as routing from './migrations/0004-routing.ts';
import * as digital from './migrations/0005-digital.ts';
import * as calls from './migrations/0006-calls.ts';
import * as digits from './migrations/0010-digits.ts';
import type {Tables} from './tables.ts';

const MIGRATIONS = {
  '0001-model': model,
  '0002-desk': desk,
  '0003-organisation': organisation,
  '0004-routing': routing,
  '0005-digital': digital,
  '0006-calls': calls,
  '0010-digits': digits,
};

/**
 * Applies what is missing, under the migrator's own lock.
 * @throws the database's error, with the schema as it was before the failing migration
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({db, provider: {getMigrations: async () => MIGRATIONS}});
  const {error} = await migrator.migrateToLatest();
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new TypeError('a migration failed without an error');
}
