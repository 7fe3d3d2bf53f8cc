import {SdkError} from '../../api/errors.ts';
import type {SendOutcome} from '../../domain/mail-delivery.ts';
import type {Commands} from '../commands.ts';
import type {Mailer} from '../mailer.ts';
import {outcomeOf} from '../outcome.ts';

type Edges = {
  readonly hub: Commands;
  readonly deskId: string;
  /** Null: this page has no mailbox, and the hub sends. */
  readonly mailer: Mailer | null;
};

/**
 * [EM-31] Sends what the hub has to tell about the agent's emergency from the agent's own mailbox. The hub gives it to one page only, and
 * sends itself when none does, or when it hears no more of it.
 */
export class EmergencyMailer {
  readonly #edges: Edges;
  /** The mail that this page is at; null: none. */
  #at: string | null = null;

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  /** @param mailId what may be sent now; null: nothing */
  handle(mailId: string | null): void {
    if (mailId === null || this.#at !== null || this.#edges.mailer === null) return;
    this.#at = mailId;
    void this.#send(mailId, this.#edges.mailer).finally(() => {
      this.#at = null;
    });
  }

  async #send(mailId: string, mailer: Mailer): Promise<void> {
    const {hub, deskId} = this.#edges;
    const taken = await hub.send('TakeEmergencyMail', {mailId, deskId}).catch(() => null);
    // Another page has it, or the hub; or it cannot be asked, and takes it itself.
    if (taken?.status !== 'done') return;
    const outcome = await sendBy(mailer, taken.result.mail);
    await outcomeOf(hub.send('ReportEmergencyMail', {mailId, deskId, outcome}));
  }
}

async function sendBy(mailer: Mailer, mail: Parameters<Mailer['send']>[0]): Promise<SendOutcome> {
  try {
    await mailer.send(mail);
    return 'sent';
  } catch (error) {
    // What is not known to have failed may have arrived.
    const failed = error instanceof SdkError && error.code !== 'mail-unconfirmed';
    return failed ? 'failed' : 'uncertain';
  }
}
