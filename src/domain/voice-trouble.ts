/** What the browser counted of one leg at one moment. Counters begin anew when the leg joins again. */
export type SoundSample = {
  readonly at: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly roundTripMs: number | null;
};

export type SoundTrouble = 'loss' | 'delay' | 'no-audio';

/** How the sound is: what is wrong, if anything, and the figures of the last seconds. */
export type SoundJudgement = {
  readonly trouble: SoundTrouble | null;
  readonly lossPercent: number;
  readonly roundTripMs: number | null;
};

/** The samples that count, newest last. */
export const SOUND_WINDOW_MS = 5_000;
/** Speech begins to suffer above the first figure; below the second it is well again, so that nothing flickers. */
const LOSS = {beginsAt: 5, endsAt: 2};
const DELAY_MS = {beginsAt: 400, endsAt: 300};
const SILENT_MS = 2_000;
/** Fewer packets than this (a second's) say nothing of a share. */
const PACKETS_MIN = 50;

/**
 * Judges the sound by the samples of the last seconds, and by how it was: trouble begins at one threshold and ends at
 * another. What is worst is named: no sound at all, then loss, then delay.
 */
export function judgeSound(before: SoundTrouble | null, samples: readonly SoundSample[]): SoundJudgement {
  const lossPercent = lossOf(samples);
  const roundTripMs = samples.at(-1)?.roundTripMs ?? null;
  const lost = lossPercent > (before === 'loss' ? LOSS.endsAt : LOSS.beginsAt);
  const late = isLate(samples, before === 'delay' ? DELAY_MS.endsAt : DELAY_MS.beginsAt);
  const trouble = isSilent(samples) ? 'no-audio' : lost ? 'loss' : late ? 'delay' : null;
  return {trouble, lossPercent, roundTripMs};
}

/** Adds a sample and lets go of those that are too old, or from before the leg joined again. */
export function addSample(samples: readonly SoundSample[], sample: SoundSample): readonly SoundSample[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.packetsReceived < last.packetsReceived) return [sample];
  return [...samples.filter((each) => sample.at - each.at <= SOUND_WINDOW_MS), sample];
}

function lossOf(samples: readonly SoundSample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const lost = Math.max(0, last.packetsLost - first.packetsLost);
  const all = lost + last.packetsReceived - first.packetsReceived;
  return all < PACKETS_MIN ? 0 : (lost / all) * 100;
}

/** One late answer is chance; a delay lasts. */
function isLate(samples: readonly SoundSample[], limitMs: number): boolean {
  const known = samples.flatMap((each) => (each.roundTripMs === null ? [] : [each.roundTripMs])).slice(-3);
  return known.length === 3 && known.every((each) => each > limitMs);
}

function isSilent(samples: readonly SoundSample[]): boolean {
  const last = samples.at(-1);
  if (last === undefined) return false;
  const since = samples.find((each) => each.packetsReceived === last.packetsReceived);
  return since !== undefined && last.at - since.at > SILENT_MS;
}
