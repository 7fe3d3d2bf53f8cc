import type {Engagement} from '../../domain/engagement.ts';
import type {BasePresence, Presence, PresenceChoice} from '../../domain/presence.ts';
import type {IconName} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';

export type PresenceLook = {
  readonly icon: IconName;
  readonly tone: '' | 'positive' | 'accent' | 'warning' | 'after' | 'danger';
};

export const PRESENCE_LOOKS: {readonly [base in BasePresence]: PresenceLook} = {
  available: {icon: 'available', tone: 'positive'},
  busy: {icon: 'busy', tone: 'danger'},
  'do-not-disturb': {icon: 'do-not-disturb', tone: 'danger'},
  away: {icon: 'away', tone: 'warning'},
  offline: {icon: 'signed-out', tone: ''},
};

export const ENGAGEMENT_LOOKS: {readonly [status in Engagement['status']]: PresenceLook} = {
  'in-call': {icon: 'headset', tone: 'accent'},
  'wrapping-up': {icon: 'note', tone: 'after'},
};

/**
 * The words for a presence: the state, and with it the reason if there is one. A system reason is named by the strings,
 * an organisation's own by its choice.
 */
export function presenceWords(presence: Presence, choices: readonly PresenceChoice[], strings: Strings): string {
  const base = strings.presence[presence.base];
  const reason = reasonWord(presence, choices, strings);
  return reason === null || reason === base ? base : `${base} · ${reason}`;
}

function reasonWord(presence: Presence, choices: readonly PresenceChoice[], strings: Strings): string | null {
  switch (presence.reason) {
    case null:
      return null;
    case 'rona':
    case 'declined':
    case 'inactive':
    case 'signed-in':
    case 'channel-failure':
    case 'supervisor':
      return strings.presenceReasons[presence.reason];
    default:
      return (
        choices.find((each) => each.base === presence.base && each.reason === presence.reason)?.label ?? presence.reason
      );
  }
}
