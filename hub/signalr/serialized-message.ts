import type {HubProtocol} from './hub-protocol.ts';
import type {InvocationMessage} from './messages.ts';

/** One invocation for many connections, encoded once per protocol that they speak. */
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
    const bytes = protocol.write(this.#message);
    this.#encoded.set(protocol, bytes);
    return bytes;
  }
}
