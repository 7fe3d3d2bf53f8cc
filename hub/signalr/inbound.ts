import type {MessageReader} from './hub-protocol.ts';
import {InvocationQueue} from './invocation-queue.ts';
import type {Call} from './invoker.ts';
import type {Liveness} from './liveness.ts';
import {MessageType} from './messages.ts';
import type {HubMessage} from './messages.ts';
import type {Transport} from './transport.ts';

/** Calls read ahead of the one that runs, before we stop reading; and the number at which we read on. */
const maximumWaitingCalls = 128;
const resumeWaitingCalls = 32;

export interface InboundOptions {
  readonly transport: Transport;
  readonly reader: MessageReader;
  readonly liveness: Liveness | null;
  readonly maximumParallelInvocations: number;
  readonly isUrgent: (target: string) => boolean;
  /** Runs a call; must not reject. */
  readonly run: (call: Call) => Promise<void>;
  /** The client says goodbye. */
  readonly onClose: () => void;
}

/** What an open connection receives: calls wait here for their turn, and a client that calls too fast waits too. */
export class Inbound {
  readonly #options: InboundOptions;
  readonly #queue: InvocationQueue<Call>;
  #paused = false;
  #ended = false;

  constructor(options: InboundOptions) {
    this.#options = options;
    this.#queue = new InvocationQueue(options.maximumParallelInvocations, options.run, () => this.#readOn());
  }

  /** @throws {ProtocolError} the client broke the protocol; the messages before the fault have been handled */
  read(chunk: Uint8Array): void {
    const {reader, liveness} = this.#options;
    reader.push(chunk);
    while (!this.#ended) {
      const message = reader.next();
      if (message === null) break;
      this.#handle(message);
    }
    if (!this.#ended) liveness?.received();
  }

  /** Lets calls begin. */
  start(): void {
    this.#queue.start();
  }

  /** Begins no further call; pings and the client's goodbye are still heard. */
  stop(): void {
    this.#queue.stop();
    this.#readOn();
  }

  /** Handles nothing more, not even the rest of the chunk at hand. */
  end(): void {
    this.#ended = true;
    this.#queue.stop();
  }

  /** Resolves when no call runs. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  #handle(message: HubMessage): void {
    switch (message.type) {
      case MessageType.invocation:
      case MessageType.streamInvocation:
        if (this.#options.isUrgent(message.target)) {
          this.#queue.pushUrgent(message);
          return;
        }
        this.#queue.push(message);
        if (!this.#paused && this.#queue.waiting >= maximumWaitingCalls) this.#pause(true);
        return;
      case MessageType.close:
        this.#options.onClose();
        return;
      default:
      // Pings have done their work by arriving. The rest belongs to streams, results or a stateful reconnect that do not
      // exist here; late messages of that kind are to be ignored.
    }
  }

  #readOn(): void {
    if (this.#paused && !this.#ended && this.#queue.waiting <= resumeWaitingCalls) this.#pause(false);
  }

  #pause(paused: boolean): void {
    const {transport, liveness} = this.#options;
    this.#paused = paused;
    if (liveness !== null) liveness.listening = !paused;
    if (paused) transport.pause();
    else transport.resume();
  }
}
