import type {TransferFormat, WireData} from './hub-protocol.ts';
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
  #acceptedBytes = 0;
  #stallTimer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: OutboundOptions) {
    this.#options = options;
  }

  write(data: WireData, format: TransferFormat): void {
    if (this.#stopped) return;
    const {transport, maximumBufferedBytes} = this.#options;
    transport.send(data, format);
    // UTF-16 units, not bytes, for text: exact enough to see whether anything moved.
    this.#acceptedBytes += data.length;
    const waiting = transport.bufferedBytes;
    if (waiting > maximumBufferedBytes) this.#giveUp();
    else if (waiting > 0 && this.#stallTimer === null) this.#watch();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#stallTimer !== null) clearTimeout(this.#stallTimer);
    this.#stallTimer = null;
  }

  #watch(): void {
    const {transport, sendTimeoutMs} = this.#options;
    const takenBefore = this.#acceptedBytes - transport.bufferedBytes;
    this.#stallTimer = setTimeout(() => {
      this.#stallTimer = null;
      if (transport.bufferedBytes === 0) return;
      if (this.#acceptedBytes - transport.bufferedBytes > takenBefore) this.#watch();
      else this.#giveUp();
    }, sendTimeoutMs).unref();
  }

  #giveUp(): void {
    this.stop();
    this.#options.onSlow();
  }
}
