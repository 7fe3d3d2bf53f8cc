import {sql} from 'kysely';
import type {HubStore} from './hub-store.ts';

/** The clock that decides, for whoever has to name a deadline by it. */
export async function databaseTime({db}: Pick<HubStore, 'db'>): Promise<number> {
  const {rows} = await sql<{now: number}>`select now() as now`.execute(db);
  return rows[0]?.now ?? Number.NaN;
}
