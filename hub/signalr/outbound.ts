import type {TransferFormat} from './hub-protocol.ts';
import type {Transport} from './transport.ts';

export interface OutboundOptions {
  readonly transport: Transport;
  readonly maximumBufferedBytes: number;
  readonly sendTimeoutMs: number;
  /** The client takes data too slowly, or takes none. Called at most once. */
  readonly onSlow: () => void;
}

/** The way to one client, with an end to its patience: nobody's slowness may fill the memory that all share. */
export class Outbound {
  readonly #options: OutboundOptions;
  #stallTimer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: OutboundOptions) {
    this.#options = options;
  }

  write(data: Uint8Array, format: TransferFormat): void {
    if (this.#stopped) return;
    const {transport, maximumBufferedBytes} = this.#options;
    // Asked before the write: one message longer than the limit does not make a healthy client slow.
    if (transport.bufferedBytes > maximumBufferedBytes) {
      this.#giveUp();
      return;
    }
    transport.send(data, format);
    if (this.#stallTimer === null && transport.bufferedBytes > 0) this.#watch();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#stallTimer !== null) clearTimeout(this.#stallTimer);
    this.#stallTimer = null;
  }

  #watch(): void {
    const {transport, sendTimeoutMs} = this.#options;
    const takenBefore = transport.takenBytes;
    this.#stallTimer = setTimeout(() => {
      this.#stallTimer = null;
      if (transport.bufferedBytes === 0) return;
      if (transport.takenBytes > takenBefore) this.#watch();
      else this.#giveUp();
    }, sendTimeoutMs).unref();
  }

  #giveUp(): void {
    this.stop();
    this.#options.onSlow();
  }
}
