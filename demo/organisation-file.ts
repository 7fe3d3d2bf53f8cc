import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const FILE = fileURLToPath(new URL('./organisation.json', import.meta.url));

/** Where the portal is when nobody moved it; the file names it as the page that may call. */
const STANDARD_PORTAL = 'http://127.0.0.1:7403';

/** Where the pages are when nobody moved them; a flow of the file asks them for a customer. */
const STANDARD_PAGES = 'http://localhost:7402';

/** The demo's organisation file; a copy of it that names the addresses, when something is somewhere else. */
export async function organisationFor(
  {portalUrl, pagesUrl}: {readonly portalUrl: string; readonly pagesUrl: string},
  dataDir: string,
): Promise<string> {
  if (portalUrl === STANDARD_PORTAL && pagesUrl === STANDARD_PAGES) return FILE;
  const copy = join(dataDir, 'organisation.json');
  const text = await readFile(FILE, 'utf8');
  await writeFile(copy, text.replaceAll(STANDARD_PORTAL, portalUrl).replaceAll(STANDARD_PAGES, pagesUrl));
  return copy;
}
