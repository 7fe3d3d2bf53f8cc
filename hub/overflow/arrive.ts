import type {Contact} from '../../src/domain/contact.ts';
import {waitsOnTheLine} from '../../src/domain/contact-callback.ts';
import {
  type OverflowAction,
  type OverflowRules,
  type QueueLoad,
  nextWaitingRule,
  overflowOnArrival,
} from '../../src/domain/overflow.ts';
import {unreachable} from '../../src/domain/unreachable.ts';
import {isQueueOpen} from '../organisation/queue-hours.ts';
import {estimateWait} from '../routing/wait-estimate.ts';
import {leadToNumber, numberToRing} from '../contacts/lead-to-number.ts';
import {record} from '../store/audit.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {leadToQueue} from './lead-on.ts';
import {
  type OverflowRun,
  endOverflow,
  keepOverflow,
  readMenu,
  readOverflow,
  rulesOfQueue,
  saveOverflow,
} from './overflow-store.ts';
import {offerCallback, takeMessage, turnAway} from './wait-menu.ts';

/**
 * A contact has come to wait in a queue: what the queue does with callers whom it cannot serve soon is asked, once.
 * @param contact as it is now, locked
 * @param override rules in place of the queue's ([DC-6]); null: the queue's own
 * @param seen queues that have led it on already: none does so twice
 */
export async function arriveInQueue(
  work: Work,
  contact: Contact,
  override: OverflowRules | null = null,
  seen: readonly string[] = [],
): Promise<void> {
  if (contact.queue === null || !waitsOnTheLine(contact)) return;
  const queueId = contact.queue.id;
  const rules = override ?? (await rulesOfQueue(work, queueId));
  if (rules.before.length === 0 && rules.waiting.length === 0) return;
  // [TR-16] Agents who gave it to a queue are remembered with it: it has been moved.
  const moved = seen.length > 0 || contact.excludedAgentIds.length > 0;
  const load = await loadOf(work, queueId, rules, contact);
  const action = seen.includes(queueId) ? ({kind: 'assign'} as const) : overflowOnArrival(rules, load, moved);
  const run = {queueId, rules, moved, waitedMs: 0};
  // Before it is rung: who is out of reach gives them back at once.
  if (action.kind === 'number') await keepOverflow(work, contact.id, run);
  const stays = await perform(
    work,
    contact,
    action,
    {closed: !load.open, afterMs: work.settings.callbacks.menu.afterMs},
    [...seen, queueId],
  );
  if (stays) await awaitRule(work, contact, run);
}

/**
 * Somebody has waited for as long as a rule says, or is back from a number that nobody answered. Called by the timer; the contact is
 * locked.
 */
export async function goOnWaiting(work: Work, contact: Contact): Promise<void> {
  const run = await readOverflow(work, contact.id);
  // Led to a number by a flow: now they come to their queue.
  if (run === null) return arriveInQueue(work, contact);
  if (!waitsOnTheLine(contact) || contact.queue?.id !== run.queueId) return endOverflow(work, contact.id);
  const rule = nextWaitingRule(run.rules, run.waitedMs, run.moved);
  if (rule === null) return endOverflow(work, contact.id);
  const dueAt = contact.enqueuedAt + rule.afterMs;
  if (dueAt > work.now) return saveOverflow(work, contact.id, run, dueAt);
  // An agent is being rung, who shall have them; or they are just told which key to press.
  const busy = contact.status === 'offered' || (await readMenu(work, contact.id))?.menu.step === 'offer';
  if (busy && rule.action.kind !== 'callback') return saveOverflow(work, contact.id, run, work.now + RINGING_MS);
  const closed = !(await isQueueOpen(work, run.queueId));
  const next = {...run, waitedMs: rule.afterMs};
  if (rule.action.kind === 'number') await keepOverflow(work, contact.id, next);
  const stays = await perform(work, contact, rule.action, {closed, afterMs: 0}, [run.queueId]);
  if (stays) await awaitRule(work, contact, next);
}

const RINGING_MS = 5_000;

async function awaitRule(work: Work, contact: Contact, run: OverflowRun): Promise<void> {
  const next = nextWaitingRule(run.rules, run.waitedMs, run.moved);
  if (next === null) return endOverflow(work, contact.id);
  await saveOverflow(work, contact.id, run, Math.max(work.now, contact.enqueuedAt + next.afterMs));
}

/** @returns whether they wait on in the queue */
async function perform(
  work: Work,
  contact: Contact,
  action: OverflowAction,
  menu: {readonly closed: boolean; readonly afterMs: number},
  seen: readonly string[],
): Promise<boolean> {
  if (action.kind !== 'assign')
    await record(work, {actor: 'overflow', action: `overflow-${action.kind}`, contactId: contact.id});
  switch (action.kind) {
    case 'assign':
      return true;
    case 'callback':
      await offerCallback(work, contact, menu);
      return true;
    case 'queue': {
      const led = await leadToQueue(work, contact, action.queue);
      if (led !== null) await arriveInQueue(work, led, null, seen);
      return led === null;
    }
    case 'number': {
      const address = await numberToRing(work, action.number);
      // If it does not answer they wait in their queue again.
      return address === null || !(await leadToNumber(work, contact, address, contact.queue, 'overflow'));
    }
    case 'voicemail':
      if (!(await areMessagesKept(work))) return true;
      await takeMessage(work, contact, menu.closed);
      return false;
    case 'end':
      await turnAway(work, contact, menu.closed);
      return false;
    default:
      return unreachable(action);
  }
}

const DEAF = 'select 1 as found from media_process where gone_at is null and not records limit 1';

/** [VX-15] While a media process of an older release carries calls, nobody speaks into nothing: they wait. */
async function areMessagesKept(work: Work): Promise<boolean> {
  return (await runForOne(work, DEAF, [])) === null;
}

const WAITING = `
  select count(*)::int as waiting from contact join routing_line line on line.id = contact.line_id
  where line.queue_id = $1 and line.channel = 'voice' and contact.status in ('waiting', 'offered') and contact.id <> $2
    and contact.kind = 'ordinary'`;

/** Only what the rules ask for is counted. */
async function loadOf(work: Work, queueId: string, {before}: OverflowRules, {id}: Contact): Promise<QueueLoad> {
  const asks = (kind: OverflowRules['before'][number]['when']['kind']) => before.some(({when}) => when.kind === kind);
  const waiting = asks('waiting') ? await runForOne<{waiting: number}>(work, WAITING, [queueId, id]) : null;
  return {
    open: await isQueueOpen(work, queueId),
    waiting: waiting?.waiting ?? 0,
    estimatedWaitMs: asks('estimated-wait') ? await estimateWait(work, queueId) : null,
  };
}
