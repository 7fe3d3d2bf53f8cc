import type {ClickToCallView} from '../../services/click-to-call.ts';
import type {IconName} from '../icons/icons.ts';
import type {ClickToCallStrings} from '../strings/english-click-to-call.ts';

/** What is said of a state: a word, an icon and a tone together, and what to do. */
export type Said = {
  readonly title: string;
  readonly help: string;
  readonly icon: IconName;
  readonly tone: '' | 'positive' | 'warning';
};

type Words = ClickToCallStrings;

/** Null while nobody has pressed anything. */
export function wordsFor(view: ClickToCallView, words: Words, locale: string): Said | null {
  switch (view.status) {
    case 'idle':
      return null;
    case 'asking':
      return said(words.asking, words.askingHelp, 'mic');
    case 'microphone':
      return microphoneWords(view.problem, words);
    case 'connecting':
      return said(words.connecting, words.connectingHelp, 'spinner');
    case 'resuming':
      return said(words.resuming, words.connectingHelp, 'spinner');
    case 'waiting':
      return said(words.waiting, words.waitingHelp, 'music');
    case 'connected':
      return said(words.connected, view.muted ? words.mutedHelp : '', 'phone', 'positive');
    case 'on-hold':
      return said(words.onHold, words.onHoldHelp, 'music');
    case 'agent-lost':
      return said(words.agentLost, words.agentLostHelp, 'offline', 'warning');
    case 'reconnecting':
      return said(words.reconnecting, words.reconnectingHelp, 'offline', 'warning');
    case 'ended':
      return said(
        words.ended,
        view.talkedMs === null ? words.unanswered : words.endedAfter(spokenTime(view.talkedMs, locale)),
        'phone-end',
      );
    case 'closed':
      return said(
        words.closed,
        view.opensAt === null ? words.opensUnknown : words.opens(moment(view.opensAt, locale)),
        'clock',
      );
    case 'busy':
      return said(words.busy, words.busyHelp, 'busy', 'warning');
    case 'too-many':
      return said(words.tooMany, words.tooManyHelp, 'clock', 'warning');
    case 'offline':
      return said(words.offline, words.offlineHelp, 'offline', 'warning');
    case 'refused':
      return said(words.refused, words.refusedHelp, 'alert', 'warning');
    default:
      return said(words.failed, words.failedHelp, 'alert', 'warning');
  }
}

function said(title: string, help: string, icon: IconName, tone: Said['tone'] = ''): Said {
  return {title, help, icon, tone};
}

function microphoneWords(problem: string, words: Words): Said {
  if (problem === 'microphone-denied') return said(words.denied, words.deniedHelp, 'mic-off', 'warning');
  if (problem === 'microphone-missing') return said(words.missing, words.missingHelp, 'mic-off', 'warning');
  if (problem === 'microphone-busy') return said(words.inUse, words.inUseHelp, 'mic-off', 'warning');
  if (problem === 'insecure-context') return said(words.insecure, words.insecureHelp, 'lock', 'warning');
  return said(words.failed, words.failedHelp, 'alert', 'warning');
}

/** In the visitor's own zone, as their browser knows it. */
function moment(at: number, locale: string): string {
  const format = {weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit'} as const;
  return new Intl.DateTimeFormat(locale, format).format(at);
}

function spokenTime(ms: number, locale: string): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const unit = (value: number, name: 'minute' | 'second') =>
    new Intl.NumberFormat(locale, {style: 'unit', unit: name, unitDisplay: 'long'}).format(value);
  return seconds < 60 ? unit(seconds, 'second') : unit(Math.round(seconds / 60), 'minute');
}
