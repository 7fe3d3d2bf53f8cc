import {log} from '../log.ts';
import type {MediaEvent, RecordPlan, RecordingSummary} from '../protocol.ts';
import type {AudioPacket} from '../source.ts';
import {Recording} from './recording.ts';

/** All that is not acknowledged, in bytes: the messages of some hours. Past it no more sound is taken. */
const MOST_BYTES = 64 * 1024 * 1024;

interface RecordingsOptions {
  /** There is a chunk that no connection was sent. */
  readonly onNews: () => void;
  readonly mostBytes?: number;
}

/** What plans say is recorded, and what of it no hub has stored yet. */
export class Recordings {
  readonly #options: RecordingsOptions;
  readonly #all = new Map<string, Recording>();
  /** Those that run, by leg. */
  readonly #running = new Map<string, Recording[]>();
  /** All that contacts have begun: one that is over does not begin again because the plan still names it. */
  readonly #begun = new Map<string, Set<string>>();

  constructor(options: RecordingsOptions) {
    this.#options = options;
  }

  get summaries(): readonly RecordingSummary[] {
    return [...this.#all.values()].map(({summary}) => summary);
  }

  /**
   * @param legIds the legs that are the contact's from now on: what they say is no other contact's matter
   * @param nowMs a monotonic clock, as everywhere here
   */
  plan(contactId: string, records: readonly RecordPlan[], legIds: readonly string[], nowMs: number): void {
    const isNamed = (each: Recording): boolean =>
      records.some(({recordingId, legId}) => recordingId === each.recordingId && legId === each.legId);
    this.#finish(nowMs, (each) => (each.contactId === contactId ? !isNamed(each) : legIds.includes(each.legId)));
    for (const {recordingId, legId} of records) this.#begin({recordingId, contactId, legId}, nowMs);
  }

  /** What a leg says. */
  hear(legId: string, packet: AudioPacket, nowMs: number): void {
    for (const recording of this.#running.get(legId) ?? []) recording.hear(packet, nowMs);
  }

  closeLeg(legId: string, nowMs: number): void {
    this.#finish(nowMs, (each) => each.legId === legId);
  }

  endContact(contactId: string, nowMs: number): void {
    this.#finish(nowMs, (each) => each.contactId === contactId);
    this.#begun.delete(contactId);
  }

  /** Every 20 ms. */
  tick(nowMs: number): void {
    if (this.#running.size === 0) return;
    let news = false;
    for (const recording of [...this.#running.values()].flat()) {
      news = recording.tick(nowMs) || news;
      if (recording.finished) this.#stopped(recording);
    }
    if (news) this.#keepWithin(nowMs);
    if (news) this.#options.onNews();
  }

  /** A hub has stored everything up to this number. Safe to repeat, and for one that is over. */
  recordedUntil(recordingId: string, seq: number): void {
    const recording = this.#all.get(recordingId);
    recording?.acknowledge(seq);
    if (recording?.isOver === true) this.#all.delete(recordingId);
  }

  /** For one connection: each call gives the next event that it was not given yet, from the oldest that is not acknowledged. */
  readonly open = (): (() => MediaEvent | null) => {
    const given = new WeakMap<Recording, number>();
    return () => {
      for (const recording of this.#all.values()) {
        const chunk = recording.chunkFrom(given.get(recording) ?? 0);
        if (chunk === undefined) continue;
        given.set(recording, chunk.seq + 1);
        return {event: 'recorded', ...chunk};
      }
      return null;
    };
  };

  #begin(ids: {readonly recordingId: string; readonly contactId: string; readonly legId: string}, nowMs: number): void {
    const begun = this.#begun.get(ids.contactId) ?? new Set();
    if (begun.has(ids.recordingId) || this.#all.has(ids.recordingId)) return;
    this.#begun.set(ids.contactId, begun.add(ids.recordingId));
    const recording = new Recording(ids, nowMs);
    this.#all.set(ids.recordingId, recording);
    this.#running.set(ids.legId, [...(this.#running.get(ids.legId) ?? []), recording]);
    this.#options.onNews();
  }

  #finish(nowMs: number, isOver: (recording: Recording) => boolean): void {
    const over = [...this.#running.values()].flat().filter(isOver);
    for (const recording of over) {
      recording.finish(nowMs);
      this.#stopped(recording);
    }
    if (over.length > 0) this.#options.onNews();
  }

  #stopped({legId, recordingId}: Recording): void {
    const rest = (this.#running.get(legId) ?? []).filter((each) => each.recordingId !== recordingId);
    if (rest.length > 0) this.#running.set(legId, rest);
    else this.#running.delete(legId);
  }

  /** Messages that were left are kept; of those that are being left the longest ends. */
  #keepWithin(nowMs: number): void {
    const most = this.#options.mostBytes ?? MOST_BYTES;
    const kept = [...this.#all.values()].reduce((sum, {bytes}) => sum + bytes, 0);
    if (kept <= most) return;
    const [longest] = [...this.#running.values()].flat().toSorted((a, b) => b.bytes - a.bytes);
    if (longest === undefined) return;
    log('warn', 'recording-cut-short', {recordingId: longest.recordingId});
    this.#finish(nowMs, (each) => each === longest);
  }
}
