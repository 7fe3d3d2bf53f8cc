import {TAKEN_MS, hubAsSender} from '../../../src/domain/mail-delivery.ts';
import {RepeatingTask, describe} from '../../background/repeating-task.ts';
import type {HubMailer, Sent} from '../../emergency/hub-mailer.ts';
import {organisationName} from '../../organisation/organisation-name.ts';
import type {HubStore} from '../../store/hub-store.ts';
import {runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {
  type Confirmation,
  dueConfirmations,
  giveUpConfirmations,
  settleConfirmation,
  takeConfirmation,
} from './confirmation-store.ts';
import {type ConfirmationFacts, writeConfirmation} from './write-confirmation.ts';
import {progressOf} from './request-progress.ts';
import type {RequestRow} from './request-store.ts';

const EVERY_MS = 1_000;
/** A mail server that is slow has so many of ours, and an emergency's mail goes another way. */
const AT_ONCE = 5;
const REQUEST = 'select * from callback_request where id = $1';
const SENDER = `select callbacks ->> 'mailFrom' as "from" from site where id = $1`;

type Log = {error(fields: object, message: string): void; warn(fields: object, message: string): void};

type Given = {
  readonly store: HubStore;
  readonly log: Log;
  /** Null: this hub has no mail service; another one may. */
  readonly mailer: HubMailer | null;
  readonly hubId: string;
  /** How long one attempt may take; left out: as long as a mail is held by who sends it. */
  readonly patienceMs?: number;
};

type Letter = {readonly mail: Confirmation; readonly facts: ConfirmationFacts; readonly from: string};

/**
 * [PK-49] Sends confirmations, at least once each: an attempt is written down before it is made, and no request waits for one. [PK-115] A
 * few at once, whoever has waited longest first; what fails goes behind the others. Lines of the log name nobody.
 */
export class ConfirmationKeeper {
  readonly #given: Given;
  readonly #task: RepeatingTask;
  readonly #sending = new Map<string, Promise<void>>();

  constructor(given: Given) {
    this.#given = given;
    this.#task = new RepeatingTask({name: 'confirmations', everyMs: EVERY_MS, log: given.log, run: () => this.#look()});
  }

  start(): void {
    this.#task.start();
  }

  wake(): void {
    this.#task.wake();
  }

  async stop(): Promise<void> {
    await this.#task.stop();
    await Promise.all(this.#sending.values());
  }

  async #look(): Promise<void> {
    const {store, log, mailer} = this.#given;
    if (mailer !== null) await this.#beginDue(mailer);
    const lost = await giveUpConfirmations({tx: store.db});
    if (lost > 0)
      log.error({count: lost}, 'confirmations by mail could not be sent within 24 hours: check the mail service');
  }

  async #beginDue(mailer: HubMailer): Promise<void> {
    const free = AT_ONCE - this.#sending.size;
    if (free <= 0) return;
    const due = await dueConfirmations({tx: this.#given.store.db}, [...this.#sending.keys()], free);
    for (const id of due) this.#begin(id, mailer);
  }

  #begin(id: string, mailer: HubMailer): void {
    const sent = this.#send(id, mailer)
      .catch((error: unknown) =>
        this.#given.log.error({error: describe(error)}, 'a confirmation by mail could not be looked after'),
      )
      .finally(() => {
        this.#sending.delete(id);
        // Its place is free for the next.
        this.#task.wake();
      });
    this.#sending.set(id, sent);
  }

  async #send(id: string, mailer: HubMailer): Promise<void> {
    const {store, log, hubId} = this.#given;
    const by = hubAsSender(hubId);
    const letter = await store.decide((work) => takeLetter(work, id, by));
    if (letter === null) return;
    const {mail, facts, from} = letter;
    const sending = mailer.send(mail.id, writeConfirmation(facts), {from, priority: 'normal'});
    const {outcome, code} = await this.#withPatience(sending);
    if (outcome !== 'sent')
      log.warn({code}, 'a confirmation by mail was not taken by the mail service and is tried again');
    await store.decide((work) => settleConfirmation(work, id, by, outcome));
  }

  /** A server that says a word now and then, and never the last one, does not keep the place for ever. */
  async #withPatience(sending: Promise<Sent>): Promise<Sent> {
    const {promise, resolve} = Promise.withResolvers<Sent>();
    const timer = setTimeout(() => resolve(NO_ANSWER), this.#given.patienceMs ?? TAKEN_MS);
    try {
      return await Promise.race([sending, promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Nobody knows whether it was taken. */
const NO_ANSWER: Sent = {outcome: 'uncertain', code: 'no-answer', left: []};

/** With what is true of the request by now; null: nothing is to be sent. */
async function takeLetter(work: Work, id: string, by: string): Promise<Letter | null> {
  const mail = await takeConfirmation(work, id, by);
  if (mail === null) return null;
  const request = await runForOne<RequestRow>(work, REQUEST, [mail.requestId]);
  const sender = await runForOne<{from: string | null}>(work, SENDER, [request?.site_id ?? '']);
  if (request === null || sender === null || sender.from === null) {
    await settleConfirmation(work, id, by, 'sent');
    return null;
  }
  const facts = {
    ...{recipient: mail.recipient, link: mail.link, language: request.language},
    organisation: await organisationName(work),
    progress: await progressOf(work, request),
    now: work.now,
  };
  return {mail, facts, from: sender.from};
}
