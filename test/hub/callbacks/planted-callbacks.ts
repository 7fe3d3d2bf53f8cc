import {callbackSortName, callbackTokens} from '../../../src/domain/callback-search.ts';
import type {Callback, CallbackKind} from '../../../src/domain/callback.ts';
import type {TestHub} from '../../support/test-hub.ts';

/** A callback as a row; times in minutes from an hour ahead of now, so that nothing becomes due while a test looks. */
export type Planted = {
  readonly name: string;
  readonly reason?: string;
  readonly number?: string;
  readonly kind?: CallbackKind;
  readonly status?: Callback['status'];
  readonly queue?: string;
  readonly assignee?: string;
  readonly author?: string;
  readonly due: number;
  /** Minutes from now. */
  readonly created?: number;
  /** Days ago, of a closed one. */
  readonly closedDays?: number;
};

const INSERT = `
  insert into callback (id, kind, source, status, number, name, reason, queue_id, assignee_id, created_by, zone, starts_at, ends_at,
    due_at, attempts, contact_id, created_at, expires_at, closed_at, version, sort_due, sort_name, search)
  values (gen_random_uuid(), $1, 'desk', $2, $3, $4, $5, $6, $7, $8, 'UTC', $9, $9::timestamptz + interval '1 hour',
    case when $2 = 'scheduled' then $9::timestamptz end, 0, case when $2 = 'queued' then gen_random_uuid() end, $10,
    $9::timestamptz + interval '1 day', $11, 1, $9, $12, array_to_tsvector($13::text[])) returning id`;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Puts callbacks there as if they had been made. @returns their ids */
export async function plant(hub: TestHub, planted: readonly Planted[]): Promise<readonly string[]> {
  const base = Math.ceil(Date.now() / 3_600_000 + 1) * 3_600_000;
  const ids: string[] = [];
  for (const {
    name,
    reason = '',
    number = '+12015550123',
    kind = 'scheduled',
    status = 'scheduled',
    ...more
  } of planted) {
    const {queue = 'billing', assignee = null, author = null, due, created = 0, closedDays = 0} = more;
    const closed = status === 'scheduled' || status === 'queued' ? null : new Date(Date.now() - closedDays * DAY_MS);
    const [row] = await hub.query<{id: string}>(INSERT, [
      ...[kind, status, number, name, reason, queue, assignee, author],
      new Date(base + due * MINUTE_MS),
      new Date(base - 86_400_000 + created * MINUTE_MS),
      closed,
      callbackSortName({name, number}),
      callbackTokens({name, reason, number}),
    ]);
    if (row !== undefined) ids.push(row.id);
  }
  return ids;
}
