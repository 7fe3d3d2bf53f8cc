import type {Work} from '../../store/unit-of-work.ts';

/** How long a customer waits in the queue at present, in milliseconds. Null: not known, as long as nobody reckons it from real waits. */
export async function waitOf(_work: Work, _queueId: string): Promise<number | null> {
  return null;
}
