import {Buffer} from 'node:buffer';
import {decodeObject, missing, wrongType} from './decode.ts';
import type {HubProtocol, TransferFormat} from './hub-protocol.ts';
import {RecordSplitter, recordSeparator} from './record-splitter.ts';

/** What a client asks for in its first record. */
export interface HandshakeRequest {
  readonly protocol: string;
  readonly version: number;
}

/** Reads the handshake, which is JSON ended by 0x1e whatever protocol follows. */
export class HandshakeReader {
  readonly #records: RecordSplitter;

  constructor(maximumMessageBytes: number) {
    this.#records = new RecordSplitter(maximumMessageBytes);
  }

  /**
   * Reads on.
   * @returns the request and the bytes after it, which belong to the protocol asked for; null until it has come whole
   * @throws {ProtocolError} this is no handshake
   */
  read(chunk: Uint8Array): {request: HandshakeRequest; rest: Uint8Array} | null {
    this.#records.push(chunk);
    const record = this.#records.next();
    if (record === null) return null;
    const {protocol, version} = decodeObject(record);
    if (protocol === undefined || protocol === null) throw missing('protocol');
    if (typeof protocol !== 'string') throw wrongType('protocol', 'String');
    if (version === undefined || version === null) throw missing('version');
    if (typeof version !== 'number' || !Number.isInteger(version)) throw wrongType('version', 'Number');
    return {request: {protocol, version}, rest: this.#records.takeRest()};
  }
}

/**
 * The protocol a client asks for, or the refusal in .NET's words.
 * @param formats - what the client's transport can carry
 */
export function chooseProtocol(
  {protocol, version}: HandshakeRequest,
  protocols: readonly HubProtocol[],
  formats: readonly TransferFormat[],
): {protocol: HubProtocol} | {refusal: string} {
  const chosen = protocols.find(({name}) => name === protocol);
  if (chosen === undefined) return {refusal: `The protocol '${protocol}' is not supported.`};
  if (!chosen.supportsVersion(version)) {
    return {refusal: `The server does not support version ${version} of the '${protocol}' protocol.`};
  }
  if (!formats.includes(chosen.transferFormat)) {
    return {refusal: `Cannot use the '${protocol}' protocol on the current transport.`};
  }
  return {protocol: chosen};
}

/** The answer to a handshake: empty when it is accepted. */
export function writeHandshakeResponse(error: string | null): Uint8Array {
  return Buffer.from(JSON.stringify(error === null ? {} : {error}) + recordSeparator);
}
