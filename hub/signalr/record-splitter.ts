import {Buffer} from 'node:buffer';
import {ProtocolError} from './errors.ts';

const recordSeparatorByte = 0x1e;

/** Ends every record of the text protocols and of the handshake (ASCII record separator). */
export const recordSeparator = '\u001e';

const nothing = new Uint8Array(0);

/** Cuts bytes into UTF-8 records ended by 0x1e. A record may come in any number of chunks, and a chunk hold many. */
export class RecordSplitter {
  readonly #maximumBytes: number;
  readonly #decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
  /** The beginning of a record whose end has not come; kept in pieces so that a slow sender costs no copying. */
  #begun: Uint8Array[] = [];
  #begunBytes = 0;
  #chunk: Uint8Array = nothing;

  /** @param maximumBytes - the longest record accepted, its separator included */
  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes;
  }

  /** Gives bytes to cut. Call only when `next` has answered null. */
  push(chunk: Uint8Array): void {
    this.#chunk = chunk;
  }

  /**
   * The next whole record without its separator, or null.
   * @throws {ProtocolError} the record is too long or is not UTF-8
   */
  next(): string | null {
    const end = this.#chunk.indexOf(recordSeparatorByte);
    const recordBytes = this.#begunBytes + (end === -1 ? this.#chunk.length : end + 1);
    if (recordBytes > this.#maximumBytes) {
      throw new ProtocolError('message-too-large', `The maximum message size of ${this.#maximumBytes}B was exceeded.`);
    }
    if (end === -1) {
      this.#keepForLater();
      return null;
    }
    const tail = this.#chunk.subarray(0, end);
    this.#chunk = this.#chunk.subarray(end + 1);
    return this.#decode(tail);
  }

  /** Takes the bytes after the last record answered, for a reader that goes on in another way. */
  takeRest(): Uint8Array {
    const rest = this.#chunk;
    this.#chunk = nothing;
    return rest;
  }

  #keepForLater(): void {
    if (this.#chunk.length === 0) return;
    this.#begun.push(this.#chunk);
    this.#begunBytes += this.#chunk.length;
    this.#chunk = nothing;
  }

  #decode(tail: Uint8Array): string {
    const record = this.#begun.length === 0 ? tail : Buffer.concat([...this.#begun, tail]);
    this.#begun = [];
    this.#begunBytes = 0;
    try {
      return this.#decoder.decode(record);
    } catch (error) {
      if (error instanceof TypeError) throw new ProtocolError('malformed-text', 'The message is not valid UTF-8.');
      throw error;
    }
  }
}
