import {RepeatingTask, describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {MediaProcess} from './media-client.ts';
import {MediaError} from './media-error.ts';
import type {RecordedChunk} from './media/protocol.ts';

/**
 * Stores one chunk of a recording, for good: the media process forgets it then. The same chunk may come again.
 * @param processId of the media process that counts its chunks
 */
export type StoreChunk = (chunk: RecordedChunk, processId: string) => Promise<void>;

type Given = {
  readonly media: Pick<MediaProcess, 'recordedUntil'>;
  readonly processId: () => string;
  readonly log: HubLog;
  readonly store: StoreChunk;
};

const AGAIN_AFTER_MS = 1_000;

/**
 * Hands what a media process has recorded to whoever stores it, each recording in the order of its chunks, and
 * acknowledges what is stored. What fails is tried again before what comes after it, and keeps no other recording.
 */
export class RecordedChunks {
  readonly #given: Given;
  readonly #task: RepeatingTask;
  readonly #waiting = new Map<string, RecordedChunk[]>();
  #stopped = false;

  constructor(given: Given) {
    this.#given = given;
    const {log} = given;
    this.#task = new RepeatingTask({name: 'recorded', everyMs: AGAIN_AFTER_MS, log, run: () => this.#storeAll()});
  }

  recorded(chunk: RecordedChunk): void {
    const waiting = this.#waiting.get(chunk.recordingId) ?? [];
    // After a lost connection it comes again.
    if (waiting.some(({seq}) => seq >= chunk.seq)) return;
    this.#waiting.set(chunk.recordingId, [...waiting, chunk]);
    this.#task.wake();
  }

  /** What is not stored by then is not acknowledged: the next hub is given it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#task.stop();
  }

  async #storeAll(): Promise<void> {
    await Promise.all([...this.#waiting.keys()].map((recordingId) => this.#storeOf(recordingId)));
  }

  async #storeOf(recordingId: string): Promise<void> {
    const {store, processId, log} = this.#given;
    try {
      for (let chunk = this.#first(recordingId); chunk !== undefined; chunk = this.#first(recordingId)) {
        await store(chunk, processId());
        this.#drop(chunk);
        await this.#acknowledge(chunk);
      }
    } catch (error) {
      log.error({recordingId, error: describe(error)}, 'what was recorded could not be stored, and is tried again');
    }
  }

  #first(recordingId: string): RecordedChunk | undefined {
    return this.#stopped ? undefined : this.#waiting.get(recordingId)?.[0];
  }

  #drop({recordingId, seq}: RecordedChunk): void {
    const rest = this.#waiting.get(recordingId)?.filter((chunk) => chunk.seq > seq) ?? [];
    if (rest.length > 0) this.#waiting.set(recordingId, rest);
    else this.#waiting.delete(recordingId);
  }

  /** One that is not heard costs nothing: the chunk comes again with the next connection. */
  async #acknowledge({recordingId, seq}: RecordedChunk): Promise<void> {
    try {
      await this.#given.media.recordedUntil(recordingId, seq);
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
    }
  }
}
