import type {DeskSettings, EmergencyAttempt, EmergencyService, EmergencyView} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import type {Strings} from '../strings/english.ts';

type Words = Strings['emergency'];

/** [EC-51] The second press of a double one comes within it, and nobody decides so fast to hang up. */
export const NOT_MEANT_MS = 500;

/** What was cut off gives way to the dial that is to take its place, and to what that comes to ([EC-21]). */
export function isShown(own: EmergencyView, attempt: EmergencyAttempt | null): boolean {
  return own.status !== 'over' && !(own.status === 'dropped' && attempt !== null);
}

type Settings = Store<DeskSettings | null> | undefined;

/** What is read aloud: where it stands, and then its caveats. */
export function spoken(
  own: EmergencyView | null,
  attempt: EmergencyAttempt | null,
  settings: Settings,
  words: Words,
): readonly string[] {
  if (own !== null && isShown(own, attempt)) return [titleOf(own, words), ...caveats(own, settings, words)];
  const title = attempt?.status === 'placing' ? words.dialling(attempt.number) : words.outOfReach;
  return [title, ...caveats(attempt, settings, words)];
}

/** [EC-11] What is said for good, beside whatever else is: that it is a test, and that the trunk reaches nobody. */
export function caveats(
  it: {readonly test: boolean} | null,
  settings: Settings,
  {test, simulated}: Words,
): readonly string[] {
  const reachesNobody = settings?.value?.emergency === 'simulated';
  return [...(it?.test === true ? [test] : []), ...(reachesNobody ? [simulated] : [])];
}

/** [EC-104] The call did not get through, or nobody can speak or hear in it here. */
export function needsOtherPhone({status, why}: EmergencyView, {sound}: EmergencyService): boolean {
  if (status === 'dropped') return why !== 'cut-off';
  return status !== 'ringing-back' && sound.value.status === 'failed';
}

export function titleOf(own: EmergencyView, words: Words): string {
  switch (own.status) {
    case 'dialling':
      return words.dialling(own.number);
    case 'ringing-back':
      return words.calling;
    case 'dropped':
      return words.dropped[own.why ?? 'cut-off'];
    default:
      return words.inProgress;
  }
}

/** [EM-31] Who named nobody need not be told so in this hour. */
export function contactLines({contacts}: EmergencyView, words: Words): readonly string[] {
  return contacts === 'nobody' ? [] : [words.contacts[contacts]];
}

export function soundLines({sound, muted}: EmergencyService, words: Words): readonly string[] {
  const line = {
    failed: words.noMicrophone,
    connecting: words.joining,
    reconnecting: words.joining,
    elsewhere: words.elsewhere,
    'autoplay-blocked': '',
    idle: '',
    connected: '',
  }[sound.value.status];
  return [line, muted.value ? words.muted : ''].filter((each) => each !== '');
}
