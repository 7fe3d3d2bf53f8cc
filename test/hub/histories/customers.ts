import {PhoneClient, claimNumber} from '../../../src/api/phone-client.ts';
import {SdkError} from '../../../src/api/errors.ts';
import type {PhoneCommandBodies, PhoneCommandName, PhoneState} from '../../../src/api/wire/phone.ts';
import type {Answer, Ledger} from './ledger.ts';

/** A customer's telephone in the simulated network. It is told its whole state each time. */
export class HistoryPhone {
  readonly number: string;
  readonly #client: PhoneClient;
  readonly #ledger: Ledger;
  state: PhoneState | null = null;

  private constructor(number: string, url: string, token: string, ledger: Ledger) {
    this.number = number;
    this.#ledger = ledger;
    this.#client = new PhoneClient({
      hubUrl: url,
      getToken: async () => token,
      onPhoneState: (state) => (this.state = state),
      onState: () => undefined,
    });
  }

  static async open(number: string, url: string, ledger: Ledger): Promise<HistoryPhone> {
    const {token} = await claimNumber(url, number, null);
    const phone = new HistoryPhone(number, url, token, ledger);
    phone.#client.start();
    return phone;
  }

  /** The call it knows of, as long as that is not over. */
  get call(): PhoneState['call'] {
    const call = this.state?.call ?? null;
    return call?.status === 'ended' ? null : call;
  }

  async send<Name extends PhoneCommandName>(
    name: Name,
    body: PhoneCommandBodies[Name],
    subject: string,
  ): Promise<void> {
    this.#ledger.add({actor: this.number, name, subject, detail: '', answer: await this.#answer(name, body)});
  }

  close(): Promise<void> {
    return this.#client.stop();
  }

  async #answer<Name extends PhoneCommandName>(name: Name, body: PhoneCommandBodies[Name]): Promise<Answer> {
    try {
      const reply = await this.#client.send(name, body);
      return reply.status === 'done' ? {status: 'done'} : reply;
    } catch (error) {
      if (error instanceof SdkError) return {status: 'unknown'};
      throw error;
    }
  }
}
