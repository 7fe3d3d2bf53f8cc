import {RepeatingTask, type TaskLog, describe} from '../background/repeating-task.ts';
import {applyToContact} from '../contacts/apply.ts';
import {dropNumber} from '../contacts/drop-number.ts';
import {giveUpLeg} from '../contacts/give-up-leg.ts';
import {applyAndTell} from '../contacts/happened.ts';
import {giveBackFromAbsent} from '../contacts/digital-absence.ts';
import {goOffline} from '../desk/absence.ts';
import {stepFlow} from '../flows/run-flow.ts';
import {goOnWaiting} from '../overflow/arrive.ts';
import {stepWaitMenu} from '../overflow/wait-menu.ts';
import {ringOutOffer} from '../routing/answer-offer.ts';
import {giveUpPresenting, takeBackFromAbsent} from '../routing/present-offer.ts';
import {lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {contactOfOffer} from '../store/offer-store.ts';
import {type Timer, claimDueTimer, dueTimers, nextTimerInMs} from '../store/timers.ts';
import {unreachable} from '../../src/domain/unreachable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {wrapUpByTimer} from '../contacts/wrap-up.ts';

const IDLE_MS = 1_000;
const BATCH_MAX = 50;

/** Fires what is due, by the database's clock, in whichever hub looks first. */
export class TimerLoop {
  readonly #store: HubStore;
  readonly #log: TaskLog;
  readonly #task: RepeatingTask;
  #precise: NodeJS.Timeout | null = null;

  constructor(store: HubStore, log: TaskLog) {
    this.#store = store;
    this.#log = log;
    this.#task = new RepeatingTask({name: 'timers', everyMs: IDLE_MS, log, run: () => this.#fireDue()});
  }

  start(): void {
    this.#task.start();
  }

  /** A timer was set: it may be due before the next look. */
  wake(): void {
    this.#task.wake();
  }

  async stop(): Promise<void> {
    if (this.#precise !== null) clearTimeout(this.#precise);
    await this.#task.stop();
  }

  async #fireDue(): Promise<void> {
    const due = await dueTimers(this.#store.db, BATCH_MAX);
    for (const timer of due) await this.#try(timer);
    if (due.length === BATCH_MAX) return this.#task.wake();
    const inMs = await nextTimerInMs(this.#store.db);
    if (inMs === null || inMs >= IDLE_MS) return;
    if (this.#precise !== null) clearTimeout(this.#precise);
    this.#precise = setTimeout(() => this.#task.wake(), Math.max(inMs, 1));
  }

  /** One that cannot be fired stays where it is and must not hold up the others. */
  async #try(timer: Timer): Promise<void> {
    try {
      await this.#store.watch.span('timer', {kind: timer.kind}, () => this.#store.decide((work) => fire(work, timer)));
    } catch (error) {
      this.#log.error({kind: timer.kind, error: describe(error)}, 'a timer could not be fired and is tried again');
    }
  }
}

/** The contact is locked before its timer, as every command does it, so that the two never wait on each other. */
async function fire(work: Work, timer: Timer): Promise<void> {
  if (timer.kind === 'desk-grace') {
    if (await claimDueTimer(work, timer)) await goOffline(work, timer.subject);
    return;
  }
  const contactId = await contactOfTimer(work, timer);
  const contact = contactId === null ? null : await lockContact(work, contactId);
  if (!(await claimDueTimer(work, timer)) || contact === null) return;
  switch (timer.kind) {
    case 'offer-ring-out':
      return ringOutOffer(work, timer.subject);
    case 'offer-present':
      return giveUpPresenting(work, contact, timer.subject);
    case 'desk-away':
      return takeBackFromAbsent(work, contact, timer.subject);
    case 'dial-ring-out':
      await applyToContact(work, contact, {type: 'fail-dialled', reason: 'no-answer'}, 'ContactEnded', 'timer');
      return;
    case 'leg-grace':
      await giveUpLeg(work, contact, timer.subject);
      return;
    case 'leg-ring-out':
      return dropNumber(work, contact, timer.subject, 'no-answer', 'timer');
    case 'unattended':
      await applyAndTell(work, contact, {type: 'end-unattended'}, 'timer');
      return;
    case 'flow-step':
      return stepFlow(work, contact, {type: 'time-out'});
    case 'wait-menu':
      return stepWaitMenu(work, contact, {type: 'time-out'});
    case 'overflow':
      return goOnWaiting(work, contact);
    case 'digital-absent':
      return giveBackFromAbsent(work, contact, timer.subject.split('/')[1] ?? '');
    case 'wrap-up':
      return wrapUpByTimer(work, contact, timer.subject.split('/')[1] ?? '');
    default:
      return unreachable(timer.kind);
  }
}

async function contactOfTimer(work: Work, timer: Timer): Promise<string | null> {
  switch (timer.kind) {
    case 'offer-ring-out':
    case 'offer-present':
    case 'desk-away':
      return contactOfOffer(work, timer.subject);
    case 'leg-grace':
    case 'leg-ring-out': {
      const leg = await work.tx
        .selectFrom('leg')
        .select('contact_id')
        .where('id', '=', timer.subject)
        .executeTakeFirst();
      return leg?.contact_id ?? null;
    }
    default:
      return timer.subject.split('/')[0] ?? null;
  }
}
