import type {AudioPacket} from '../source.ts';
import type {RecordedChunk, RecordingSummary} from '../protocol.ts';
import {SpeechMeter} from './speech-meter.ts';
import {perMs, Timeline, type Placed} from './timeline.ts';

/** Between two chunks. */
const EVERY_MS = 1_000;

/** So long a recording gets; then it is finished. */
export const LONGEST_MS = 10 * 60_000;

/** Bytes in one chunk: as base64 it stays well below the longest line of the control channel. */
const LARGEST_CHUNK = 96 * 1024;

/** What of a sender's packets is kept, each with what it costs beside: 128 kbit/s, and some seconds more at once. */
const BYTES_A_MS = 16;
const BYTES_AT_ONCE = 64 * 1024;
const PACKET_COSTS = 40;

/** What a chunk costs beside its packets, about. */
const CHUNK_COSTS = 300;

/** What one leg says, from when a plan names it until none does any more, in chunks that are kept until they are acknowledged. */
export class Recording {
  readonly recordingId: string;
  readonly contactId: string;
  readonly legId: string;
  readonly #beganMs: number;
  readonly #timeline: Timeline;
  readonly #meter = new SpeechMeter();
  /** Not acknowledged, by their numbers. */
  #chunks: RecordedChunk[] = [];
  #packets: Uint8Array[] = [];
  #packetBytes = 0;
  #keptBytes = 0;
  #samples = 0;
  #heardBytes = 0;
  #chunkedMs: number;
  #nextSeq = 0;
  #acknowledged: number | null = null;
  #finished = false;

  /** Its first chunk is empty and says that it runs. */
  constructor(
    {recordingId, contactId, legId}: {readonly recordingId: string; readonly contactId: string; readonly legId: string},
    nowMs: number,
  ) {
    this.recordingId = recordingId;
    this.contactId = contactId;
    this.legId = legId;
    this.#beganMs = nowMs;
    this.#chunkedMs = nowMs;
    this.#timeline = new Timeline(nowMs);
    this.#cut();
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** Finished, and nobody has to be told any more. */
  get isOver(): boolean {
    return this.#finished && this.#chunks.length === 0;
  }

  /** What is kept in memory, about. */
  get bytes(): number {
    return this.#keptBytes + this.#packetBytes;
  }

  get summary(): RecordingSummary {
    const {recordingId, legId} = this;
    return {recordingId, legId, seq: this.#nextSeq - 1, acknowledged: this.#acknowledged, finished: this.#finished};
  }

  /** What is more than a voice needs is left out, or one sender would fill the store. */
  hear(packet: AudioPacket, nowMs: number): void {
    if (this.#finished) return;
    const bytes = this.#heardBytes + packet.payload.length + PACKET_COSTS;
    if (bytes > BYTES_AT_ONCE + (nowMs - this.#beganMs) * BYTES_A_MS) return;
    this.#heardBytes = bytes;
    this.#timeline.put(packet, nowMs);
  }

  /** Every 20 ms. @returns whether there is another chunk */
  tick(nowMs: number): boolean {
    if (this.#finished) return false;
    if (nowMs - this.#beganMs >= LONGEST_MS) return this.finish(nowMs);
    const before = this.#nextSeq;
    this.#add(this.#timeline.take(nowMs));
    if (nowMs - this.#chunkedMs >= EVERY_MS) {
      this.#chunkedMs = nowMs;
      this.#cut();
    }
    return this.#nextSeq > before;
  }

  /** Final and idempotent. @returns whether there is another chunk */
  finish(nowMs: number): boolean {
    if (this.#finished) return false;
    this.#add(this.#timeline.finish(Math.min(nowMs, this.#beganMs + LONGEST_MS)));
    this.#finished = true;
    this.#cut();
    this.#meter.free();
    return true;
  }

  /** The oldest chunk with this number or a later one. */
  chunkFrom(seq: number): RecordedChunk | undefined {
    return this.#chunks.find((chunk) => chunk.seq >= seq);
  }

  /** Safe to repeat. */
  acknowledge(seq: number): void {
    const until = Math.min(seq, this.#nextSeq - 1);
    if (until <= (this.#acknowledged ?? -1)) return;
    this.#acknowledged = until;
    this.#chunks = this.#chunks.filter((chunk) => chunk.seq > until);
    this.#keptBytes = this.#chunks.reduce((sum, chunk) => sum + costsOf(chunk), 0);
  }

  #add(placed: readonly Placed[]): void {
    for (const each of placed) {
      if (this.#packetBytes + each.payload.length > LARGEST_CHUNK) this.#cut();
      const length = Buffer.alloc(2);
      length.writeUInt16BE(each.payload.length);
      this.#packets.push(length, each.payload);
      this.#packetBytes += length.length + each.payload.length;
      this.#samples += each.samples;
      this.#meter.hear(each);
    }
  }

  #cut(): void {
    const chunk = {
      recordingId: this.recordingId,
      legId: this.legId,
      seq: this.#nextSeq,
      packets: Buffer.concat(this.#packets).toString('base64'),
      lastedMs: Math.round(this.#samples / perMs),
      heardMs: this.#meter.heardMs,
      finished: this.#finished,
    };
    this.#nextSeq += 1;
    this.#chunks.push(chunk);
    this.#keptBytes += costsOf(chunk);
    this.#packets = [];
    this.#packetBytes = 0;
  }
}

function costsOf({packets}: RecordedChunk): number {
  return packets.length + CHUNK_COSTS;
}
