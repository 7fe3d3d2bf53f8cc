import pg from 'pg';
import {createLog} from '../logger.ts';
import {DatabaseError} from '../store/database.ts';
import {defaultDataFolder, startEngine} from '../store/engine/index.ts';
import {OrganisationError, storedOrganisation} from './organisation.ts';

/**
 * The organisation as a file, written out in full, from the database of `DATABASE_URL` or of the data folder. A hub may
 * be running beside; nothing is changed.
 * @throws {DatabaseError} when the database cannot be read
 * @throws {OrganisationError} when there is no organisation in it
 */
export async function exportOrganisation(environment: Readonly<Record<string, string | undefined>>): Promise<string> {
  const {DATABASE_URL: url, CORDBOARD_DATA: folder} = environment;
  if (url !== undefined && url !== '') return readDocument({connectionString: url});
  const dataDir = folder === undefined || folder === '' ? defaultDataFolder() : folder;
  const engine = await startEngine({dataDir, logger: createLog('silent')});
  try {
    return await readDocument(engine.connection);
  } finally {
    if (!engine.adopted) await engine.stop();
  }
}

async function readDocument(connection: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(connection);
  try {
    await client.connect();
    const {rows} = await client.query<{document: object}>(
      'select document from organisation_revision order by id desc limit 1',
    );
    const [row] = rows;
    if (row === undefined) throw new OrganisationError([{path: 'the database', expected: 'an organisation in it'}]);
    return `${JSON.stringify(storedOrganisation(row.document), null, 2)}\n`;
  } catch (cause) {
    if (cause instanceof OrganisationError) throw cause;
    throw new DatabaseError('no organisation can be read: look at DATABASE_URL or CORDBOARD_DATA.', {cause});
  } finally {
    await client.end().catch(() => undefined);
  }
}
