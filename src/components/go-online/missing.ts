import type {AttentionState, MicrophoneState} from '../../services/ports.ts';

/** What keeps calls from the agent. One object for each case, so that it can be compared. */
export type Missing = {readonly sound: boolean; readonly microphone: boolean; readonly why: string};

const known = new Map<string, Missing>();

/**
 * Null when all is well, or while the browser has not said yet.
 * @param telephone the agent speaks there, and needs no microphone here
 */
export function missingFor(
  permission: MicrophoneState,
  sound: AttentionState['sound'],
  telephone: boolean,
): Missing | null {
  if (sound === 'unknown' || (permission.status === 'pending' && !telephone)) return null;
  const blocked = sound === 'blocked';
  const microphone = permission.status !== 'granted' && !telephone;
  if (!blocked && !microphone) return null;
  const without = permission.status === 'failed' ? permission.problem : permission.status;
  const why = `${blocked} ${telephone ? 'telephone' : without}`;
  const missing = known.get(why) ?? {sound: blocked, microphone, why};
  known.set(why, missing);
  return missing;
}
