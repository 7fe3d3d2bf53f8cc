import type {LostCallback} from '../../src/api/wire/callbacks.ts';
import {type CallbackLoss, lossOf} from '../../src/domain/callback-loss.ts';
import type {Callback} from '../../src/domain/callback.ts';
import {appendEvent} from '../store/outbox.ts';
import {isIdentifier} from '../store/storable.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type CallbackRow, callbackFrom} from './callback-store.ts';
import {viewCallback, viewCallbacks} from './view-callback.ts';

/** More than anybody reads; the oldest are told once newer ones are put away. */
const TOLD_MAX = 50;

const LOSE = `
  insert into lost_callback (callback_id, agent_id, loss, lost_at) values ($1, $2, $3, $4)
  on conflict (callback_id, agent_id) do update set loss = excluded.loss, lost_at = excluded.lost_at`;

/** Whom it concerns is told: at once, and whenever they come back to a desk, until they put it away. */
export async function tellLoss(
  work: Work,
  before: Callback,
  after: Callback,
  concerned: readonly string[],
): Promise<void> {
  const loss = lossOf(before, after);
  if (loss === null || concerned.length === 0) return;
  const lost: LostCallback = {callback: await viewCallback(work, after), loss, lostAt: work.now};
  for (const agentId of concerned) {
    await run(work, LOSE, [after.id, agentId, loss, new Date(work.now)]);
    await appendEvent(work, agentId, {type: 'CallbackLost', lost});
  }
}

type LostRow = CallbackRow & {readonly loss: CallbackLoss; readonly lost_at: number};

const OF_AGENT = `
  select callback.*, loss, lost_at from lost_callback join callback on callback.id = callback_id where agent_id = $1
  order by lost_at desc, callback_id limit ${TOLD_MAX}`;

/** Of a desk's snapshot, the newest last. Of the callback it is said how it stands now. */
export async function lostCallbacks(work: Work, agentId: string): Promise<readonly LostCallback[]> {
  const rows = (await run<LostRow>(work, OF_AGENT, [agentId])).toReversed();
  const views = await viewCallbacks(work, rows.map(callbackFrom));
  return views.map((callback, at) => ({callback, ...lossIn(rows[at])}));
}

function lossIn(row: LostRow | undefined): Omit<LostCallback, 'callback'> {
  if (row === undefined) throw new TypeError('each callback has its view');
  return {loss: row.loss, lostAt: row.lost_at};
}

/** They have read it. What is not there is put away already. */
export async function dismissLost(work: Work, agentId: string, callbackId: string): Promise<void> {
  if (!isIdentifier(callbackId)) return;
  const FORGET = 'delete from lost_callback where callback_id = $1 and agent_id = $2 returning callback_id';
  if ((await runForOne(work, FORGET, [callbackId, agentId])) === null) return;
  await appendEvent(work, agentId, {type: 'LostCallbackDismissed', callbackId});
}
