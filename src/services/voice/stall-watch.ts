/** How often the count of packets is looked at, in milliseconds; oftener after a sign of trouble. */
const lookEveryMs = 500;
const lookCloselyEveryMs = 150;

/** Looks without a new packet that make a stall: a second, against 20 ms between packets. */
const stalledAfterLooks = 2;
/** When there is a reason to suspect one, some half a second is enough. */
const stalledAfterCloseLooks = 4;

/** After this many close looks at which packets flowed there was nothing to it. */
const closeLooks = 10;

/**
 * Notices that packets have stopped. The media process sends 50 a second whatever the leg hears, silence included, so this
 * knows after a second what the browser's own connectivity checks find out after five.
 */
export class StallWatch {
  readonly #peer: RTCPeerConnection;
  readonly #onChange: (stalled: boolean) => void;
  #timer: ReturnType<typeof setInterval>;
  #packets = 0;
  #emptyLooks = 0;
  #stalled = false;
  #closeLooksLeft = 0;

  /** @param onChange told when packets stop and when they flow again; never before the first packet */
  constructor(peer: RTCPeerConnection, onChange: (stalled: boolean) => void) {
    this.#peer = peer;
    this.#onChange = onChange;
    this.#timer = setInterval(() => void this.#look(), lookEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Something may be wrong (another network, a page that woke): looks closely for a moment. */
  suspect(): void {
    clearInterval(this.#timer);
    this.#closeLooksLeft = closeLooks;
    this.#emptyLooks = 0;
    this.#timer = setInterval(() => void this.#look(), lookCloselyEveryMs);
  }

  async #look(): Promise<void> {
    if (this.#peer.connectionState === 'closed') return this.stop();
    const limit = this.#closeLooksLeft > 0 ? stalledAfterCloseLooks : stalledAfterLooks;
    const packets = await packetsReceived(this.#peer);
    const flows = packets > this.#packets;
    this.#packets = packets;
    this.#emptyLooks = flows || packets === 0 ? 0 : this.#emptyLooks + 1;
    this.#lookLessClosely();
    if (flows && this.#stalled) this.#tell(false);
    if (this.#emptyLooks >= limit && !this.#stalled) this.#tell(true);
  }

  #lookLessClosely(): void {
    if (this.#closeLooksLeft === 0) return;
    this.#closeLooksLeft -= 1;
    if (this.#closeLooksLeft > 0) return;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.#look(), lookEveryMs);
  }

  #tell(stalled: boolean): void {
    this.#stalled = stalled;
    this.#onChange(stalled);
  }
}

async function packetsReceived(peer: RTCPeerConnection): Promise<number> {
  let packets = 0;
  (await peer.getStats()).forEach((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('type' in entry) || entry.type !== 'inbound-rtp') return;
    if ('packetsReceived' in entry && typeof entry.packetsReceived === 'number') packets = entry.packetsReceived;
  });
  return packets;
}
