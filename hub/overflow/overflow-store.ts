import {NO_OVERFLOW, type OverflowRules} from '../../src/domain/overflow.ts';
import type {PromptLanguage} from '../../src/domain/prompts.ts';
import type {WaitMenu} from '../../src/domain/wait-menu.ts';
import {runForOne} from '../store/statement.ts';
import {clearTimer, setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';

/** The rules of a queue as they are now. */
export async function rulesOfQueue(work: Work, queueId: string): Promise<OverflowRules> {
  const row = await runForOne<{overflow: OverflowRules}>(work, 'select overflow from queue where id = $1', [queueId]);
  return row?.overflow ?? NO_OVERFLOW;
}

/** What is still to happen to who waits. */
export type OverflowRun = {
  readonly queueId: string;
  readonly rules: OverflowRules;
  readonly moved: boolean;
  /** Up to which wait all is done. */
  readonly waitedMs: number;
};

export async function readOverflow({tx}: Work, contactId: string): Promise<OverflowRun | null> {
  const row = await tx.selectFrom('overflow_run').selectAll().where('contact_id', '=', contactId).executeTakeFirst();
  if (row === undefined) return null;
  return {queueId: row.queue_id, rules: row.rules, moved: row.moved, waitedMs: Number(row.waited_ms)};
}

/** @param dueAt when the next rule is due */
export async function saveOverflow(work: Work, contactId: string, run: OverflowRun, dueAt: number): Promise<void> {
  const {queueId, rules, moved, waitedMs} = run;
  const row = {queue_id: queueId, rules: JSON.stringify(rules), moved, waited_ms: waitedMs};
  await work.tx
    .insertInto('overflow_run')
    .values({contact_id: contactId, ...row})
    .onConflict((on) => on.column('contact_id').doUpdateSet(row))
    .execute();
  await setTimer(work, {kind: 'overflow', subject: contactId}, dueAt);
}

/** While a number is rung for them nothing happens; it goes on when nobody answers there. */
export async function keepOverflow(work: Work, contactId: string, run: OverflowRun): Promise<void> {
  await saveOverflow(work, contactId, run, work.now);
  await clearTimer(work, {kind: 'overflow', subject: contactId});
}

export async function endOverflow(work: Work, contactId: string): Promise<void> {
  await work.tx.deleteFrom('overflow_run').where('contact_id', '=', contactId).execute();
  await clearTimer(work, {kind: 'overflow', subject: contactId});
}

export type StoredMenu = {
  /** Null: the contact has left its queue to be told goodbye. Who has left it to leave a message leaves it here. */
  readonly queueId: string | null;
  readonly language: PromptLanguage;
  readonly closed: boolean;
  readonly menu: WaitMenu;
};

export async function readMenu({tx}: Work, contactId: string): Promise<StoredMenu | null> {
  const row = await tx.selectFrom('wait_menu').selectAll().where('contact_id', '=', contactId).executeTakeFirst();
  if (row === undefined) return null;
  const {step, offers, language, closed} = row;
  return {queueId: row.queue_id, language, closed, menu: {step, offers, startedAt: row.started_at}};
}

export async function saveMenu(work: Work, contactId: string, stored: StoredMenu): Promise<void> {
  const {queueId, language, closed, menu} = stored;
  const {step, offers, startedAt} = menu;
  const row = {queue_id: queueId, started_at: new Date(startedAt), ...{language, closed, step, offers}};
  await work.tx
    .insertInto('wait_menu')
    .values({contact_id: contactId, ...row})
    .onConflict((on) => on.column('contact_id').doUpdateSet(row))
    .execute();
}

export function waitInMenu(work: Work, contactId: string, ms: number): Promise<void> {
  return setTimer(work, {kind: 'wait-menu', subject: contactId}, work.now + ms);
}

export async function endMenu(work: Work, contactId: string): Promise<void> {
  await work.tx.deleteFrom('wait_menu').where('contact_id', '=', contactId).execute();
  await clearTimer(work, {kind: 'wait-menu', subject: contactId});
}
