import type {CallCount} from '../../src/domain/call-figures.ts';
import type {CallbackCount} from '../../src/domain/callback-figures.ts';
import type {Channel} from '../../src/domain/channel.ts';
import type {ContactDirection, EndReason} from '../../src/domain/contact.ts';
import type {VoiceQualityReport} from '../../src/api/wire/commands.ts';
import type {OfferStatus} from '../../src/domain/offer.ts';
import type {Target} from '../../src/domain/target.ts';

/** What a decision did that an operator counts. Kinds and times only: whom it was about is nobody's business here. */
export type Fact =
  | {readonly type: 'offer-ended'; readonly channel: Channel; readonly outcome: OfferStatus; readonly afterMs: number}
  | {readonly type: 'contact-answered'; readonly channel: Channel; readonly waitedMs: number}
  | {
      readonly type: 'contact-ended';
      readonly channel: Channel;
      readonly direction: ContactDirection;
      readonly reason: EndReason;
      /** From the first answer to the end, Post Call included ([CF-25]); null when nobody ever spoke. */
      readonly handledMs: number | null;
    }
  /** [CF-29] How long others went on after the customer had left. */
  | {readonly type: 'post-call-ended'; readonly lastedMs: number}
  | {readonly type: 'consult-ended'; readonly target: Target['kind']; readonly answered: boolean}
  | {readonly type: 'contact-transferred'; readonly consulted: boolean}
  /** [DC-28] */
  | {readonly type: 'callback-counted'; readonly what: CallbackCount; readonly savedMs: number}
  /** [CB-21] */
  | {readonly type: 'call-counted'; readonly what: CallCount};

/** Words of our own and numbers: a span's attributes go to another machine. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** How a media process is doing, as it says itself. */
export type MediaLoad = {
  readonly processId: string;
  readonly legs: number;
  /** Null: a process of an older release, which does not say. */
  readonly cpuSeconds: number | null;
  readonly lateTicks: number | null;
};

/** What the hub's rooms tell of their work, for metrics, traces and the status page. */
export type Watch = {
  /**
   * Runs a piece of work as a span below the one that is under way.
   * @param remote the caller's `traceparent` (W3C), when nothing is under way here
   */
  span<T>(name: string, attributes: SpanAttributes, run: () => Promise<T>, remote?: string | null): Promise<T>;
  /** A decision has committed: what it did, and how long it took with its repetitions. */
  decided(durationMs: number, facts: readonly Fact[]): void;
  decisionFailed(durationMs: number): void;
  /** @param sqlState PostgreSQL's code or the system's; null when it has none */
  databaseFailed(sqlState: string | null): void;
  commanded(name: string, outcome: 'done' | 'refused' | 'failed'): void;
  /** Events handed to a desk's socket, the longest of them so long after it was decided. */
  delivered(events: number, lagMs: number): void;
  resumed(desk: {readonly protocol: number; readonly again: boolean}): void;
  mediaPulse(load: MediaLoad | null): void;
  voiceQuality(report: Omit<VoiceQualityReport, 'contactId'>): void;
};

function ignore(): void {
  // Nobody watches.
}

/** For what runs without an operator: tests of single rooms, and programs beside the hub. */
export const UNWATCHED: Watch = {
  span: (_name, _attributes, run) => run(),
  decided: ignore,
  decisionFailed: ignore,
  databaseFailed: ignore,
  commanded: ignore,
  delivered: ignore,
  resumed: ignore,
  mediaPulse: ignore,
  voiceQuality: ignore,
};
