const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * Time before the next attempt: doubled each time up to ten seconds, at random between half and whole, so that a
 * thousand desks of a hub that came back do not all knock at once.
 * @param attempt 0 for the first retry; @param random 0 to 1
 */
export function backoffMs(attempt: number, random: number): number {
  const whole = Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS);
  return whole / 2 + (whole / 2) * random;
}
