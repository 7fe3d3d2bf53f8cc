import type {Contact} from '../../src/domain/contact.ts';

const SHORTEST_SOUND_MS = 250;

/**
 * Whether a sound that is said to have ended now cannot be the one that plays: no prompt is so short, and this is a late word
 * of the same sound, played before.
 * @param now epoch milliseconds by the database's clock
 */
export function isLateWord({announcement}: Contact, now: number): boolean {
  return announcement !== null && now - announcement.startedAtMs < SHORTEST_SOUND_MS;
}
