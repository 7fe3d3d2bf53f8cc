/** How often the count of packets is looked at, in milliseconds. */
const lookEveryMs = 500;

/** Looks without a new packet that make a stall: a second, against 20 ms between packets. */
const stalledAfterLooks = 2;

/**
 * Notices that packets have stopped. The media process sends 50 a second whatever the leg hears, silence included, so this
 * knows after a second what the browser's own connectivity checks find out after five.
 */
export class StallWatch {
  readonly #peer: RTCPeerConnection;
  readonly #onChange: (stalled: boolean) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #packets = 0;
  #emptyLooks = 0;

  /** @param onChange told when packets stop and when they flow again; never before the first packet */
  constructor(peer: RTCPeerConnection, onChange: (stalled: boolean) => void) {
    this.#peer = peer;
    this.#onChange = onChange;
    this.#timer = setInterval(() => void this.#look(), lookEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#peer.connectionState === 'closed') return this.stop();
    const packets = await packetsReceived(this.#peer);
    const flows = packets > this.#packets;
    this.#packets = packets;
    if (flows && this.#emptyLooks >= stalledAfterLooks) this.#onChange(false);
    this.#emptyLooks = flows || packets === 0 ? 0 : this.#emptyLooks + 1;
    if (this.#emptyLooks === stalledAfterLooks) this.#onChange(true);
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
