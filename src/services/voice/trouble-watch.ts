import type {VoiceQualityReport} from '../../api/wire/commands.ts';
import {type SoundSample, type SoundTrouble, addSample, judgeSound} from '../../domain/voice-trouble.ts';
import type {Clock, VoiceTrouble} from '../ports.ts';
import type {VoiceLeg, VoiceQuality} from './voice-adapter.ts';

export type TroubleEdges = {
  readonly leg: Pick<VoiceLeg, 'quality'>;
  readonly contactId: string;
  readonly clock: Clock;
  readonly onTrouble: (trouble: VoiceTrouble | null) => void;
  readonly report: (report: VoiceQualityReport) => void;
};

const LOOK_EVERY_MS = 1_000;
const LOOKS_PER_REPORT = 10;

/** Looks at a leg's sound once a second: says when it is bad, and reports it to the hub every ten seconds. */
export class TroubleWatch {
  readonly #edges: TroubleEdges;
  readonly #timer: ReturnType<typeof setInterval>;
  #samples: readonly SoundSample[] = [];
  #trouble: SoundTrouble | null = null;
  #since = 0;
  #looks = 0;
  #reported: VoiceQuality | null = null;
  #stopped = false;

  constructor(edges: TroubleEdges) {
    this.#edges = edges;
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#edges.onTrouble(null);
  }

  async #look(): Promise<void> {
    const quality = await this.#edges.leg.quality();
    if (this.#stopped) return;
    const at = this.#edges.clock.now();
    this.#samples = addSample(this.#samples, {at, ...quality});
    const {trouble, lossPercent, roundTripMs} = judgeSound(this.#trouble, this.#samples);
    if (trouble !== this.#trouble) this.#since = at;
    // While it lasts the figures are kept up to date.
    if (trouble !== null || this.#trouble !== null)
      this.#edges.onTrouble(trouble === null ? null : {kind: trouble, since: this.#since, roundTripMs, lossPercent});
    this.#trouble = trouble;
    this.#looks += 1;
    if (this.#looks % LOOKS_PER_REPORT === 0) this.#report(quality);
  }

  #report(quality: VoiceQuality): void {
    const before = this.#reported;
    this.#reported = quality;
    const begins = before === null || quality.packetsReceived < before.packetsReceived;
    const {roundTripMs, jitterMs} = quality;
    const since = (name: 'packetsReceived' | 'packetsLost' | 'samplesReceived' | 'samplesConcealed') =>
      quality[name] - (begins ? 0 : before[name]);
    this.#edges.report({
      contactId: this.#edges.contactId,
      roundTripMs,
      jitterMs,
      lossPercent: share(since('packetsLost'), since('packetsLost') + since('packetsReceived')),
      concealedPercent: share(since('samplesConcealed'), since('samplesReceived')),
    });
  }
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : 0;
}
