import {matchEmergency} from '../../domain/emergency-match.ts';
import type {
  DeskSettings,
  EmergencyAlert,
  EmergencyAttempt,
  EmergencyService,
  EmergencyView,
} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import type {Strings} from '../strings/english.ts';
import {timeOfDay} from '../templates/durations.ts';

type Words = Strings['emergency'];
type Spoken = Pick<Strings, 'dial' | 'emergency'>;

/** What was cut off gives way to the dial that is to take its place, and to what that comes to ([EC-21]). */
function isShown(own: EmergencyView, attempt: EmergencyAttempt | null): boolean {
  return own.status !== 'over' && !(own.status === 'dropped' && attempt !== null);
}

/** The agent's emergency, where it is what is shown. */
export function shownOf({own: {value: own}, attempt}: EmergencyService): EmergencyView | null {
  return own !== null && isShown(own, attempt.value) ? own : null;
}

type Settings = Store<DeskSettings | null> | undefined;

/** What is read aloud: where it stands, its caveats, that nobody hears the agent, and what to do about it. */
export function spoken(service: EmergencyService, settings: Settings, strings: Spoken): readonly string[] {
  const words = strings.emergency;
  const attempt = service.attempt.value;
  const own = shownOf(service);
  const other = otherPhone(service, settings, strings);
  return [
    titleOf(service, words),
    ...caveats(own ?? attempt, settings, words),
    ...(other !== null && own !== null && own.status !== 'dropped' ? [words.noMicrophone] : []),
    ...(other === null ? [] : [`${other.lines.join(' ')} ${other.number}`]),
  ];
}

/** What to do with a telephone that is not this desk, and the number for it, which is read after the lines. */
export type OtherPhone = {readonly lines: readonly string[]; readonly number: string};

/** Null: nothing speaks for another telephone. */
export function otherPhone(
  service: EmergencyService,
  settings: Settings,
  {dial, emergency}: Spoken,
): OtherPhone | null {
  const attempt = service.attempt.value;
  const own = shownOf(service);
  const away = own === null ? attempt?.status !== 'placing' : needsOtherPhone(own, service);
  const number = (own ?? attempt)?.number;
  if (!away || number === undefined) return null;
  const known = settings?.value;
  // Told by what the desk knows of its country, as in the dialer: the hub has dropped such a call with a number all the same.
  const unknown = known != null && matchEmergency(number, known.country, known.emergencyCountries).kind === 'unknown';
  return {lines: unknown ? [dial.emergencyUnknown, emergency.mobilePhone] : [emergency.otherPhone], number};
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
function needsOtherPhone({status, why}: EmergencyView, {sound}: EmergencyService): boolean {
  if (status === 'dropped') return why !== 'cut-off';
  return status !== 'ringing-back' && sound.value.status === 'failed';
}

/** [EM-10] Whether the trunk takes emergency calls, or its carrier may, and the organisation's table has the country's. */
export function carriesEmergencies({emergency, emergencyCountries, country: home}: DeskSettings): boolean {
  return emergency !== 'none' && emergencyCountries.some(({country}) => country === home);
}

/** [EM-39] For the hour after it: until when they ring back, that they cannot, or that nobody was called from here at all. */
export function afterwards(own: EmergencyView, settings: Settings, words: Words): string {
  const known = settings?.value;
  if (own.callbackNumber !== null) return words.open(timeOfDay(own.callbackEndsAt));
  return known == null || carriesEmergencies(known) ? words.noRingBack : words.dropped['not-carried'];
}

export function titleOf(service: EmergencyService, words: Words): string {
  const attempt = service.attempt.value;
  const own = shownOf(service);
  if (own === null) return attempt?.status === 'placing' ? words.dialling(attempt.number) : words.outOfReach;
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

/** A call for help, and not the hour that its number lasts: who dials again needs help again. */
export function alertKey({callId, dialledAt}: EmergencyAlert): string {
  return `${callId} ${dialledAt}`;
}

export function alertWords({agentName, test}: EmergencyAlert, words: Words): string {
  return test ? words.alertTest(agentName) : words.alert(agentName);
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
