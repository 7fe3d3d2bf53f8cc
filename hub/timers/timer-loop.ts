import {RepeatingTask, type TaskLog} from '../background/repeating-task.ts';
import {applyToContact} from '../contacts/apply.ts';
import {ringOutOffer} from '../routing/answer-offer.ts';
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
  readonly #task: RepeatingTask;
  #precise: NodeJS.Timeout | null = null;

  constructor(store: HubStore, log: TaskLog) {
    this.#store = store;
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
    for (const timer of await dueTimers(this.#store.db, BATCH_MAX)) {
      await this.#store.decide((work) => fire(work, timer));
    }
    const inMs = await nextTimerInMs(this.#store.db);
    if (inMs === null || inMs >= IDLE_MS) return;
    if (this.#precise !== null) clearTimeout(this.#precise);
    this.#precise = setTimeout(() => this.#task.wake(), Math.max(inMs, 1));
  }
}

/** The contact is locked before its timer, as every command does it, so that the two never wait on each other. */
async function fire(work: Work, timer: Timer): Promise<void> {
  const contactId = await contactOfTimer(work, timer);
  const contact = contactId === null ? null : await lockContact(work, contactId);
  if (!(await claimDueTimer(work, timer)) || contact === null) return;
  switch (timer.kind) {
    case 'offer-ring-out':
      return ringOutOffer(work, timer.subject);
    case 'dial-ring-out':
      await applyToContact(work, contact, {type: 'fail-dialled', reason: 'no-answer'}, 'ContactEnded', 'timer');
      return;
    case 'leg-grace':
      await applyToContact(work, contact, {type: 'give-up-leg', legId: timer.subject}, 'ContactChanged', 'timer');
      return;
    case 'wrap-up':
      return wrapUpByTimer(work, contact, timer.subject.split('/')[1] ?? '');
    default:
      return unreachable(timer.kind);
  }
}

async function contactOfTimer(work: Work, timer: Timer): Promise<string | null> {
  switch (timer.kind) {
    case 'offer-ring-out':
      return contactOfOffer(work, timer.subject);
    case 'leg-grace': {
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
