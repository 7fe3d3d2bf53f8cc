import type {CommandReply} from '../../src/api/wire/commands.ts';
import type {HubStore} from '../store/hub-store.ts';

/** Longer than digits may wait for the media process: after this nobody will say what became of them. */
const ANSWER_DEADLINE_MS = 7_000;

/** Longest wait between two looks when no wake-up came. */
const POLL_MS = 200;

const LOST: CommandReply<'SendDigits'> = {status: 'refused', code: 'digits-lost'};

/** Holds the answer to a desk back until its digits were played, or could not be. */
export class DigitReplies {
  readonly #store: HubStore;
  readonly #looks = new Map<string, Set<() => void>>();

  constructor(store: HubStore) {
    this.#store = store;
  }

  /** A wake-up said that something became of the digits of this command. */
  wake(commandId: string): void {
    for (const look of this.#looks.get(commandId) ?? []) look();
  }

  /** @param decided what the decision said: only what was done there has digits to wait for */
  async settle(actor: string, commandId: string, decided: object): Promise<object> {
    if (!('status' in decided) || decided.status !== 'done') return decided;
    const deadline = performance.now() + ANSWER_DEADLINE_MS;
    for (;;) {
      const {promise: look, cancel} = this.#nextLook(commandId);
      const row = await this.#store.db
        .selectFrom('digit_request')
        .select('outcome')
        .where('actor', '=', actor)
        .where('command_id', '=', commandId)
        .executeTakeFirst();
      const settled = row === undefined || row.outcome !== null || performance.now() > deadline;
      if (settled) cancel();
      if (settled) return row?.outcome === 'played' ? decided : LOST;
      await look;
    }
  }

  #nextLook(commandId: string): {readonly promise: Promise<void>; readonly cancel: () => void} {
    const {promise, resolve} = Promise.withResolvers<void>();
    const looks = this.#looks.get(commandId) ?? new Set();
    this.#looks.set(commandId, looks);
    const cancel = (): void => {
      clearTimeout(timer);
      looks.delete(cancel);
      if (looks.size === 0) this.#looks.delete(commandId);
      resolve();
    };
    const timer = setTimeout(cancel, POLL_MS);
    looks.add(cancel);
    return {promise, cancel};
  }
}
