import {CompiledQuery, type Kysely} from 'kysely';
import type {Tables} from './tables.ts';

type Asking = {readonly tx: Kysely<Tables>};

/**
 * Runs a statement written as SQL, for the few that every hand-out needs: no query is built, and the text is the same each
 * time. Values are `$1`, `$2` … Statuses stand in the text, so that an index for some of them can be used by a plan that
 * is made once.
 */
export async function run<Row>(work: Asking, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
  const {rows} = await work.tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
  return rows;
}

export async function runForOne<Row>(work: Asking, text: string, values: readonly unknown[]): Promise<Row | null> {
  return (await run<Row>(work, text, values))[0] ?? null;
}
