import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const FILE = fileURLToPath(new URL('./organisation.json', import.meta.url));

/** Where the portal is when nobody moved it; the file names it as the page that may call. */
const STANDARD_PORTAL = 'http://127.0.0.1:7403';

/** The demo's organisation file; a copy of it that names the portal's address, when the portal is somewhere else. */
export async function organisationFor(portalUrl: string, dataDir: string): Promise<string> {
  if (portalUrl === STANDARD_PORTAL) return FILE;
  const copy = join(dataDir, 'organisation.json');
  await writeFile(copy, (await readFile(FILE, 'utf8')).replaceAll(STANDARD_PORTAL, portalUrl));
  return copy;
}
