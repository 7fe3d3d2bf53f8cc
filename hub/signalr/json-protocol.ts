import {Buffer} from 'node:buffer';
import {decodeMessage} from './decode.ts';
import type {HubProtocol, MessageReader} from './hub-protocol.ts';
import {MessageType} from './messages.ts';
import type {HubMessage} from './messages.ts';
import {RecordSplitter, recordSeparator} from './record-splitter.ts';

/** Version 2 adds only Ack and Sequence (stateful reconnect), which are read in any case. */
const newestVersion = 2;

/** The JSON hub protocol: one JSON object a message, each ended by 0x1e. */
export class JsonProtocol implements HubProtocol {
  readonly name = 'json';
  readonly transferFormat = 'text';

  supportsVersion(version: number): boolean {
    return version >= 1 && version <= newestVersion;
  }

  createReader(maximumMessageBytes: number): MessageReader {
    return new JsonMessageReader(maximumMessageBytes);
  }

  write(message: HubMessage): Uint8Array {
    return Buffer.from(JSON.stringify(toWire(message)) + recordSeparator);
  }
}

class JsonMessageReader implements MessageReader {
  readonly #records: RecordSplitter;

  constructor(maximumMessageBytes: number) {
    this.#records = new RecordSplitter(maximumMessageBytes);
  }

  push(chunk: Uint8Array): void {
    this.#records.push(chunk);
  }

  next(): HubMessage | null {
    for (let record = this.#records.next(); record !== null; record = this.#records.next()) {
      const message = decodeMessage(record);
      if (message !== null) return message;
    }
    return null;
  }
}

/** JSON drops a property that is undefined, but a result or an item must be on the wire to count: null then. */
function toWire(message: HubMessage): HubMessage {
  if (message.type === MessageType.completion && message.error === undefined && Object.hasOwn(message, 'result')) {
    return message.result === undefined ? {...message, result: null} : message;
  }
  if (message.type === MessageType.streamItem && message.item === undefined) return {...message, item: null};
  return message;
}
