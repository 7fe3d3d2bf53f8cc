import {RepeatingTask, type TaskLog, describe} from '../background/repeating-task.ts';
import {applyToContact} from '../contacts/apply.ts';
import {type Reading, lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run, runForOne} from '../store/statement.ts';
import {isToBeCalled} from '../../src/domain/contact-callback.ts';
import {applyToCallback} from './apply-to-callback.ts';
import {type CallbackRow, callbackFrom, lockCallback, readCallback, saveCallback} from './callback-store.ts';
import {giveToQueue} from './give-to-queue.ts';
import {queueCallback} from './queue-callback.ts';
import {takesNoCalls} from './takes-no-calls.ts';

const EVERY_MS = 1_000;
/** So many of a kind in one look; then the others have their turn. */
const BATCH = 50;

const DUE = `
  select id from callback where status = 'scheduled' and due_at <= now() order by due_at, id limit ${BATCH}`;

/** Identifiers of what is due, earliest first: so many as one look takes. */
export function dueCallbacks(asking: Reading): Promise<readonly {readonly id: string}[]> {
  return run(asking, DUE, []);
}

/** Unless another hub has it, or has had it. */
const TAKE = `
  select * from callback where id = $1 and status = 'scheduled' and due_at <= now() for update skip locked`;

/** One that waits for a certain agent is theirs as long as they are there ([CB-60]), and goes to the queue when they are not. */
const EXPIRED = `
  select id from callback where status in ('scheduled', 'queued') and expires_at <= now()
    and not (status = 'queued' and assignee_id is not null) order by expires_at limit ${BATCH}`;

/**
 * [CB-60] Theirs alone, and they have not been there for it for so long already: not available, as who has no desk is soon. [PK-192] Who is in
 * a call, or wraps one up, is there, and is absent from its end on. [PK-210] Who takes no calls is not there for any: when that began is
 * written nowhere, so it counts from when it was queued. [PK-223] Chats and mails, which may end at any time, say nothing of it.
 */
const DESERTED = `
  select callback.id from callback join agent on agent.id = callback.assignee_id
  where callback.status = 'queued' and now() - $1 * interval '1 millisecond' >= case
    when ${takesNoCalls('agent')} then callback.queued_at
    when agent.presence_base <> 'available' and not exists (
      select 1 from participant join contact on contact.id = participant.contact_id
      where participant.agent_id = agent.id and participant.status in ('joined', 'wrap-up') and contact.channel = 'voice')
    and not exists (
      select 1 from participant join contact on contact.id = participant.contact_id
      where participant.agent_id = agent.id and contact.channel = 'voice' and participant.joined_at > now() - interval '1 day'
        and participant.left_at > now() - $1 * interval '1 millisecond')
    then greatest(callback.queued_at, agent.presence_since) end
  order by callback.queued_at limit ${BATCH}`;

/**
 * Keeps promises in every hub: what is due is queued, by whichever looks first; what nobody had time for is given up and said to be; what
 * its agent is not there for is given to the queue.
 */
export class CallbackKeeper {
  readonly #store: HubStore;
  readonly #log: TaskLog;
  readonly #task: RepeatingTask;

  constructor(store: HubStore, log: TaskLog) {
    this.#store = store;
    this.#log = log;
    this.#task = new RepeatingTask({name: 'callbacks', everyMs: EVERY_MS, log, run: () => this.#look()});
  }

  start(): void {
    this.#task.start();
  }

  wake(): void {
    this.#task.wake();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  async #look(): Promise<void> {
    const {callbacks} = this.#store.settings;
    await this.#queueDue();
    for (const {id} of await this.#find(EXPIRED, [])) await this.#try(() => this.#expire(id));
    const absentMs = callbacks.rules.personalAbsentMs;
    for (const {id} of await this.#find(DESERTED, [absentMs])) {
      await this.#try(() => this.#store.decide((work) => giveToQueue(work, id)));
    }
  }

  #find(text: string, values: readonly unknown[]): Promise<readonly {readonly id: string}[]> {
    return run({tx: this.#store.db}, text, [...values]);
  }

  /** Each by itself: several hubs share what comes due at once, and what fails with one keeps nothing from the others. */
  async #queueDue(): Promise<void> {
    const due = await dueCallbacks({tx: this.#store.db});
    for (const {id} of due) {
      await this.#try(() =>
        this.#store.decide(async (work) => {
          const row = await runForOne<CallbackRow>(work, TAKE, [id]);
          if (row !== null) await queueCallback(work, callbackFrom(row));
        }),
      );
    }
    if (due.length === BATCH) this.#task.wake();
  }

  #expire(id: string): Promise<void> {
    return this.#store.decide(async (work) => {
      const {contactId} = (await readCallback(work, id)) ?? {contactId: null};
      const contact = contactId === null ? null : await lockContact(work, contactId);
      // A call that is being placed goes on; its end says what has become of it.
      if (contact !== null && contact.status !== 'ended' && !isToBeCalled(contact)) return;
      const callback = await lockCallback(work, id);
      if (callback === null || callback.contactId !== contactId) return;
      const applied = await applyToCallback(work, callback, {type: 'expire'}, 'timer');
      // [PK-224] It was stored when the rules gave it less time than now: it waits on, and for its new end.
      if ('refused' in applied || !applied.changed) return saveCallback(work, callback, callback);
      if (contact !== null)
        await applyToContact(work, contact, {type: 'call-off', reason: 'withdrawn'}, 'ContactEnded', 'timer');
    });
  }

  async #try(body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      this.#log.error({error: describe(error)}, 'a callback could not be looked after and is tried again');
    }
  }
}
