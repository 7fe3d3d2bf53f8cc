import type {CallbackProgress, CallbackTrouble} from '../../services/callback-request-ports.ts';
import type {IconName} from '../icons/icons.ts';
import type {CallbackRequestStrings} from '../strings/english-callback-request.ts';
import {type Clock, momentWords, slotWords, whoseTime} from './request-times.ts';

/** What is said of a state: a word, an icon and a tone together, and what happens next. */
export type Said = {
  readonly title: string;
  readonly help: string;
  readonly icon: IconName;
  readonly tone: '' | 'positive' | 'warning';
};

type Words = CallbackRequestStrings;

/** Why nothing came of it, and what to do. */
export function troubleWords({refused, retryAt}: CallbackTrouble, words: Words, clock: Clock): string {
  const known: Readonly<Record<string, string>> = words.troubles;
  const sentence = known[refused] ?? words.troubles.failed;
  return refused === 'rate-limited' ? `${sentence} ${retryWords(retryAt, words, clock)}` : sentence;
}

function retryWords(retryAt: number | null, words: Words, clock: Clock): string {
  return retryAt === null ? words.tryAgainSoon : words.tryAgainAt(momentWords(retryAt, clock, words));
}

/** Why there is no form. */
export function unavailableWords({refused, retryAt}: CallbackTrouble, words: Words, clock: Clock): Said {
  switch (refused) {
    case 'site-refused':
    case 'callbacks-not-set-up':
    case 'not-found':
      return said(words.notHere, words.notHereHelp, 'alert');
    case 'offline':
      return said(words.cannotLoad, words.cannotLoadOffline, 'offline', 'warning');
    case 'rate-limited':
      return said(words.cannotLoad, `${words.cannotLoadBusy} ${retryWords(retryAt, words, clock)}`, 'clock', 'warning');
    default:
      return said(words.cannotLoad, words.cannotLoadFailed, 'alert', 'warning');
  }
}

/** [PK-68] What becomes of a request, and what happens next. */
export function progressWords(progress: CallbackProgress, words: Words, clock: Clock): Said {
  const {status, startsAt, endsAt, position} = progress;
  switch (status) {
    case 'scheduled':
      if (startsAt === null || endsAt === null) return said(words.waiting, words.waitingHelp, 'clock', 'positive');
      return said(
        words.scheduled(`${slotWords({startsAt, endsAt}, clock, words)}, ${whoseTime(clock, words)}`),
        words.scheduledHelp,
        'clock',
        'positive',
      );
    case 'waiting':
      return said(words.waiting, `${placeWords(position, words)}${words.waitingHelp}`, 'clock', 'positive');
    case 'calling':
      return said(words.calling, words.callingHelp, 'phone-out', 'positive');
    case 'talked':
      return said(words.talked, words.talkedHelp, 'check', 'positive');
    case 'again':
      return said(
        words.again,
        startsAt === null ? words.againHelp : words.againAt(againWords(startsAt, words, clock)),
        'phone-missed',
        'warning',
      );
    case 'unreached':
      return said(words.unreached, words.unreachedHelp, 'phone-missed', 'warning');
    case 'late':
      return said(words.late, words.lateHelp, 'alert', 'warning');
    default:
      return said(words.cancelled, words.cancelledHelp, 'check');
  }
}

function placeWords(position: number | null, words: Words): string {
  if (position === null || position < 1) return '';
  return `${position === 1 ? words.first : words.position(position)} `;
}

function againWords(at: number, words: Words, clock: Clock): string {
  return `${momentWords(at, clock, words)}, ${whoseTime(clock, words)}`;
}

function said(title: string, help: string, icon: IconName, tone: Said['tone'] = ''): Said {
  return {title, help, icon, tone};
}
