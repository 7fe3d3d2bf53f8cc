/** A mail that the demo caught: it goes nowhere else. */
export type CaughtMail = {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** From an agent's own mailbox through Graph, or from the hub through its mail server. */
  readonly by: 'mailbox' | 'hub';
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
};

const KEPT = 50;

/** All mail of the demo, newest first, for as long as it runs. */
export class Mailbox {
  /** Agents' own mailboxes are switched off, as a person trying things out wants it. */
  graphIsOff = false;
  #mails: readonly CaughtMail[] = [];

  get newest(): readonly CaughtMail[] {
    return this.#mails;
  }

  add(mail: Omit<CaughtMail, 'id' | 'at'>): void {
    this.#mails = [{id: crypto.randomUUID(), at: Date.now(), ...mail}, ...this.#mails].slice(0, KEPT);
  }
}
