/** A packet of a speaker, on its way to the mixing thread. */
export type RingPacket = {
  /** A number for the speaker, shorter than the leg's id. */
  readonly speaker: number;
  readonly run: number;
  readonly sequence: number;
  /** Null: it carried a digit. */
  readonly payload: Uint8Array | null;
};

/** For a tenth of a second of a hundred speakers; the mixing thread empties it every 20 ms. */
const SLOTS = 512;

/** Larger than a packet on the wire can be. */
const PAYLOAD_BYTES = 1_504;

/** Speaker, run, sequence, length. */
const WORDS_A_SLOT = 4;

/** How many were written, how many read. */
const COUNTERS = 2;

const NO_PAYLOAD = -1;

/**
 * Packets from the thread that receives them to the one that mixes, through memory that both see: fifty messages a second of
 * each speaker would wake the mixing thread for each, and cost a tenth of the mixing. One writes, one reads.
 */
export class PacketRing {
  readonly memory: SharedArrayBuffer;
  readonly #counters: Int32Array;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;

  /** @param memory of the ring at the other end; default: a new one */
  constructor(memory?: SharedArrayBuffer) {
    const words = COUNTERS + SLOTS * WORDS_A_SLOT;
    this.memory = memory ?? new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT + SLOTS * PAYLOAD_BYTES);
    this.#counters = new Int32Array(this.memory, 0, COUNTERS);
    this.#words = new Int32Array(this.memory, COUNTERS * Int32Array.BYTES_PER_ELEMENT, SLOTS * WORDS_A_SLOT);
    this.#bytes = new Uint8Array(this.memory, words * Int32Array.BYTES_PER_ELEMENT);
  }

  /** @returns false: it is full, or the packet is no packet; it is lost */
  write({speaker, run, sequence, payload}: RingPacket): boolean {
    const written = Atomics.load(this.#counters, 0);
    const waiting = (written - Atomics.load(this.#counters, 1)) | 0;
    if (waiting >= SLOTS || (payload?.length ?? 0) > PAYLOAD_BYTES) return false;
    const slot = slotOf(written);
    this.#words.set([speaker, run, sequence, payload?.length ?? NO_PAYLOAD], slot * WORDS_A_SLOT);
    if (payload !== null) this.#bytes.set(payload, slot * PAYLOAD_BYTES);
    // Last, so that the reader never sees a slot that is half written.
    Atomics.store(this.#counters, 0, (written + 1) | 0);
    return true;
  }

  /** Hands over all that is there, in its order. */
  read(take: (packet: RingPacket) => void): void {
    const written = Atomics.load(this.#counters, 0);
    for (let read = Atomics.load(this.#counters, 1); read !== written; read = (read + 1) | 0) {
      const slot = slotOf(read);
      const [speaker = 0, run = 0, sequence = 0, length = 0] = this.#words.subarray(
        slot * WORDS_A_SLOT,
        (slot + 1) * WORDS_A_SLOT,
      );
      const from = slot * PAYLOAD_BYTES;
      const payload = length === NO_PAYLOAD ? null : this.#bytes.slice(from, from + length);
      take({speaker, run, sequence, payload});
    }
    Atomics.store(this.#counters, 1, written);
  }
}

/** The counters wrap around at 2³², which is a multiple of the slots. */
function slotOf(counter: number): number {
  return (counter >>> 0) % SLOTS;
}
