import type {HubMessage} from './messages.ts';

/** How a protocol's bytes travel: `text` frames (JSON) or `binary` frames (MessagePack). */
export type TransferFormat = 'text' | 'binary';

/** Cuts a byte stream into messages. Transport frames need not match messages in either direction. */
export interface MessageReader {
  /** Gives bytes to read. Call only when `next` has answered null. */
  push(chunk: Uint8Array): void;
  /**
   * The next whole message, or null when more bytes are needed. Message types of a later protocol are skipped.
   * @throws {ProtocolError} the bytes are not this protocol; the reader is then of no further use
   */
  next(): HubMessage | null;
}

/** An encoding of hub messages, chosen by name in the handshake. Stateless: one object serves every connection. */
export interface HubProtocol {
  readonly name: string;
  readonly transferFormat: TransferFormat;
  supportsVersion(version: number): boolean;
  /** @param maximumMessageBytes - the longest message accepted, its framing included */
  createReader(maximumMessageBytes: number): MessageReader;
  /** @throws {TypeError} an argument or result cannot be encoded */
  write(message: HubMessage): Uint8Array;
}
