import type {Callback} from '../../../src/domain/callback.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {readCallback} from '../callback-store.ts';
import {lockName} from './request-store.ts';
import {hashOf} from './secret.ts';

/** [PK-125] Several at once in one order, so that no two who exchange numbers wait on each other. */
export async function lockNumbers(work: Work, ...numbers: readonly string[]): Promise<void> {
  for (const hash of [...new Set(numbers.map(hashOf))].toSorted()) await lockName(work, `number ${hash}`);
}

/**
 * Until the decision is over nobody else asks for the number of a callback, or takes it back. Its row is not locked yet.
 * @param more a number that the callback is to have
 * @throws {Moved} another number came between looking and locking
 */
export async function lockNumberOf(work: Work, callbackId: string, ...more: readonly string[]): Promise<void> {
  const numberOf = (callback: Callback | null) => callback?.customer.number;
  const known = numberOf(await readCallback(work, callbackId));
  if (known === undefined) return;
  await lockNumbers(work, known, ...more);
  if (numberOf(await readCallback(work, callbackId)) !== known) throw new Moved();
}

/** Its contact was made, or its number changed, between looking and locking: whoever asked looks again. */
export class Moved extends Error {
  override readonly name = 'Moved';
}

/** A decision that may find the callback moved, tried again until it does not. */
export async function settled<T>(decide: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await decide();
    } catch (error) {
      if (!(error instanceof Moved) || attempt === 5) throw error;
    }
  }
}
