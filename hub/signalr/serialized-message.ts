import {Buffer} from 'node:buffer';
import type {HubProtocol} from './hub-protocol.ts';
import type {InvocationMessage} from './messages.ts';

/**
 * One invocation for many connections, encoded once per protocol that they speak. Encoded to bytes and not to text: a
 * string would be turned to UTF-8 again for every socket.
 */
export class SerializedMessage {
  readonly #message: InvocationMessage;
  readonly #encoded = new Map<HubProtocol, Uint8Array>();

  constructor(message: InvocationMessage) {
    this.#message = message;
  }

  /**
   * The bytes for connections speaking `protocol`.
   * @throws {TypeError} an argument cannot be encoded
   */
  encode(protocol: HubProtocol): Uint8Array {
    const known = this.#encoded.get(protocol);
    if (known !== undefined) return known;
    const data = protocol.write(this.#message);
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    this.#encoded.set(protocol, bytes);
    return bytes;
  }
}
