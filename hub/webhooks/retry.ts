const FIRST_MS = 1_000;
const LONGEST_MS = 3_600_000;

/** From what happened until it is given up. */
export const TELL_WITHIN_MS = 24 * 3_600_000;

/**
 * How long to wait after so many attempts: doubled each time up to an hour, and at random between half and whole, so that
 * what failed together does not come back together. A receiver that says when to come again is listened to, up to an hour.
 * @param random from 0 to 1
 */
export function retryAfterMs(attempts: number, random: number, askedMs: number | null = null): number {
  const whole = Math.min(FIRST_MS * 2 ** Math.min(attempts - 1, 30), LONGEST_MS);
  const own = Math.round(whole * (0.5 + random / 2));
  return Math.max(own, Math.min(askedMs ?? 0, LONGEST_MS));
}
