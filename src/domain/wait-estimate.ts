/** How many were answered, and for how long they had waited: what an estimate is made of. */
export type WaitSample = {
  /** Of those answered in the last {@link ESTIMATE_WINDOW_MS}, the newest {@link ESTIMATE_SAMPLES_MAX}; milliseconds each. */
  readonly waitsMs: readonly number[];
  /** How long the one who has waited longest has waited by now; null: nobody waits. */
  readonly longestMs: number | null;
};

export const ESTIMATE_WINDOW_MS = 4 * 3_600_000;
export const ESTIMATE_SAMPLES_MAX = 50;
/** Fewer say nothing: the wait is not known, and is never made up. */
export const ESTIMATE_SAMPLES_MIN = 20;

/**
 * How long who arrives now will wait, in milliseconds: as long as others did lately on average, and no shorter than somebody before them
 * has waited already. Null: not known.
 */
export function estimateOf({waitsMs, longestMs}: WaitSample): number | null {
  if (waitsMs.length < ESTIMATE_SAMPLES_MIN) return null;
  const mean = waitsMs.reduce((sum, each) => sum + each, 0) / waitsMs.length;
  return Math.round(Math.max(mean, longestMs ?? 0));
}
