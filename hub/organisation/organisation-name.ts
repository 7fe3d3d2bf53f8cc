import {runForOne} from '../store/statement.ts';
import type {Reading} from '../store/contact-store.ts';

const NAME = `select document ->> 'name' as name from organisation_revision order by id desc limit 1`;

/** As customers read it; empty without an organisation. */
export async function organisationName(asking: Reading): Promise<string> {
  return (await runForOne<{name: string}>(asking, NAME, []))?.name ?? '';
}
