import type {AdminClient, CustomerAnswer} from '../../api/admin-client.ts';
import type {CustomerFindings} from '../../api/wire/customer-data.ts';
import {asSdkError} from '../outcome.ts';
import {type Store, WritableStore} from '../store.ts';
import type {CustomerDataService, CustomerDataState} from './customer-data-ports.ts';

type Client = Pick<AdminClient, 'findCustomer' | 'exportCustomer' | 'eraseCustomer'>;
type Known = {readonly number: string; readonly findings: CustomerFindings};

/** One question at a time; the answer to an earlier one is not shown over that of a later one. */
export class HubCustomerData implements CustomerDataService {
  readonly #client: Client;
  readonly #state = new WritableStore<CustomerDataState>({status: 'idle'});
  #asked = 0;

  constructor(client: Client) {
    this.#client = client;
  }

  get state(): Store<CustomerDataState> {
    return this.#state;
  }

  async find(number: string): Promise<void> {
    this.#state.set({status: 'finding', number});
    await this.#ask(number, null, this.#client.findCustomer(number), (findings) =>
      this.#state.set({status: 'found', number, findings}),
    );
  }

  async export(): Promise<string | null> {
    const known = this.#known();
    if (known === null) return null;
    this.#state.set({status: 'exporting', ...known});
    let text: string | null = null;
    await this.#ask(known.number, known.findings, this.#client.exportCustomer(known.number), (exported) => {
      text = exported;
      this.#state.set({status: 'found', ...known});
    });
    return text;
  }

  async erase(): Promise<void> {
    const known = this.#known();
    if (known === null) return;
    this.#state.set({status: 'erasing', ...known});
    const {number, findings} = known;
    await this.#ask(number, findings, this.#client.eraseCustomer(number), (erased) =>
      this.#state.set({status: 'erased', number, erased}),
    );
  }

  /** Whoever comes next sees nothing of it. */
  forget(): void {
    this.#asked += 1;
    this.#state.set({status: 'idle'});
  }

  #known(): Known | null {
    const {value} = this.#state;
    const settled = value.status === 'found' || value.status === 'open' || value.status === 'failed';
    return settled && value.findings !== null ? {number: value.number, findings: value.findings} : null;
  }

  async #ask<T>(
    number: string,
    findings: CustomerFindings | null,
    answer: Promise<CustomerAnswer<T>>,
    take: (value: T) => void,
  ): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const settle = (act: () => void): void => {
      if (asked === this.#asked) act();
    };
    try {
      const came = await answer;
      settle(() => {
        if (came.status === 'done') return take(came.value);
        if (came.status === 'open' && findings !== null) return this.#state.set({status: 'open', number, findings});
        this.#state.set({status: 'invalid', number});
      });
    } catch (error) {
      settle(() => this.#state.set({status: 'failed', number, findings, error: asSdkError(error)}));
    }
  }
}
