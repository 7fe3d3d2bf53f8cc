import {hubAsSender, mayHubSend} from '../../src/domain/mail-delivery.ts';
import {RepeatingTask, describe} from '../background/repeating-task.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {HubMailer} from './hub-mailer.ts';
import {giveUpMails, keepForOthers, mailsForHub, settleMail, takeFor} from './mail-store.ts';
import {renderMail} from './write-mail.ts';

const EVERY_MS = 1_000;

type Log = {error(fields: object, message: string): void; warn(fields: object, message: string): void};

type Given = {
  readonly store: HubStore;
  readonly log: Log;
  /** Null: this hub has no mail service, and what no desk sends stays unsent. */
  readonly mailer: HubMailer | null;
  readonly hubId: string;
};

/**
 * Sends what no desk of the agent has sent ([EM-31]): the browser may be gone, its mailbox switched off. Each attempt is written
 * down before it is made, so that a hub that dies in it leaves a mail that says it may be there already. Lines of the log name
 * neither people nor what it is about.
 */
export class MailKeeper {
  readonly #given: Given;
  readonly #task: RepeatingTask;
  readonly #sending = new Map<string, Promise<void>>();

  constructor(given: Given) {
    this.#given = given;
    this.#task = new RepeatingTask({name: 'notices', everyMs: EVERY_MS, log: given.log, run: () => this.#look()});
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
    const due = mailer === null ? [] : await mailsForHub({tx: store.db});
    for (const id of due) this.#begin(id, mailer);
    const lost = await store.decide(giveUpMails);
    if (lost > 0)
      log.error(
        {count: lost},
        'notices by mail could not be sent within 24 hours and are gone: check the mail service',
      );
  }

  /** One that is slow is no reason for the next to wait, nor for the next look. */
  #begin(id: string, mailer: HubMailer | null): void {
    if (this.#sending.has(id)) return;
    const sent = this.#send(id, mailer)
      .catch((error: unknown) =>
        this.#given.log.error({error: describe(error)}, 'a notice by mail could not be looked after'),
      )
      .finally(() => this.#sending.delete(id));
    this.#sending.set(id, sent);
  }

  async #send(id: string, mailer: HubMailer | null): Promise<void> {
    const {store, log, hubId} = this.#given;
    if (mailer === null) return;
    const sender = hubAsSender(hubId);
    const mail = await store.decide((work) => takeFor(work, id, sender, mayHubSend));
    if (mail === null) return;
    const {outcome, code, left} = await mailer.send(id, renderMail(mail, store.settings.emergency.mail));
    if (outcome !== 'sent' || left.length > 0)
      log.warn({code}, 'a notice by mail was not taken by the mail service and is tried again');
    await store.decide((work) =>
      left.length > 0 ? keepForOthers(work, id, sender, left) : settleMail(work, id, sender, outcome),
    );
  }
}
