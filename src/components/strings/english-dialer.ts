import type {DialNumberFault} from '../../domain/dial-number.ts';
import type {RecentContact} from '../../services/ports.ts';

/** The words of the dialer. */
export const englishDialer = {
  label: 'New call',
  placeholder: 'Name or number',
  call: 'Call',
  callTo: (what: string) => `Call ${what}`,
  callName: (what: string, from: string) => (from === '' ? `Call ${what}` : `Call ${what}, from ${from}`),
  from: (profile: string, number: string) => (profile === '' ? `From ${number}` : `From ${profile}, ${number}`),
  clear: 'Clear',
  keypad: 'Keypad',
  recents: 'Recent calls',
  country: 'Country of the number',
  countryName: (name: string, code: string) => `${name} +${code}`,
  removed: (what: string) => `Removed from what you pasted: ${what}`,
  extension: (digits: string) =>
    `Extension ${digits} is not dialled: key it in with the keypad of the call, once somebody answers.`,
  tooLong: (country: string) => `This is longer than numbers in ${country}. You can call it all the same.`,
  faults: {
    empty: 'Type a number or a name.',
    'too-short': 'A number has at least 3 digits.',
    'too-long': 'A number has at most 18 digits. Take some out.',
    'invalid-character': 'Only digits and + # * : can be dialled. Choose somebody from the list, or type a number.',
    'misplaced-plus': 'The plus can only stand before the digits. Take it out, or begin with it.',
  } satisfies Record<DialNumberFault, string>,
  found: 'Found',
  searching: 'Searching…',
  count: (count: number) => (count === 1 ? '1 match. Arrow keys choose it.' : `${count} matches. Arrow keys choose.`),
  nobody: 'Nobody in recent calls or the address book.',
  bookFailed: 'The address book cannot be reached just now. You can type a number.',
  fromRecents: 'Recent',
  chosen: (what: string) => `${what} is in the field. Call dials it.`,
  recentsLoading: 'Loading recent calls…',
  recentsEmpty: 'No calls in the last days.',
  recentsFailed: 'Recent calls cannot be loaded just now.',
  redial: (who: string) => `Call ${who} again`,
  redialWord: 'Call',
  directions: {inbound: 'Incoming', outbound: 'Outgoing'} satisfies Record<RecentContact['direction'], string>,
  outcomes: {
    connected: 'connected',
    'not-reached': 'not reached',
    missed: 'missed',
  } satisfies Record<RecentContact['outcome'], string>,
  emergency: 'This desk cannot call emergency services.',
  emergencyHelp: (local: string) => `Use another phone and dial ${local}.`,
  emergencyUnknownHelp: 'Use another phone.',
  emergencyUnknown: 'The emergency number here is not known.',
  emergencyMobileHelp: (local: string) => `Use a mobile phone and dial ${local}.`,
  emergencyTest: 'Emergency test calls cannot be made from this desk.',
  emergencyPrefix: (local: string) => `This number begins with ${local}. This desk cannot call emergency services.`,
  emergencyPrefixHelp: (local: string) =>
    `Use another phone and dial ${local}. If you meant somebody else, check the number.`,
  emergencyForeign: (local: string) => `The emergency number here is ${local}. This desk cannot call it.`,
};

/** The words of the keypad, before and in a call. */
export const englishKeypad = {
  region: 'Keypad',
  /** @param country ISO 3166-1 alpha-2 of the agent */
  keyNames: (country: string): Readonly<Record<string, string>> => ({
    '*': 'star',
    '#': country === 'US' || country === 'CA' ? 'pound' : 'hash',
  }),
  zeroHeld: 'hold for plus',
  tones: 'Key sounds',
  missing: 'The keypad did not load. Check the network, then try again.',
  open: 'Keypad',
  sent: 'Sent digits',
  none: 'Digits you send stand here.',
  hide: 'Hide digits',
  show: 'Show digits',
  said: (digit: string) => `Sent ${digit}`,
  hidden: (count: number) => (count === 1 ? '1 digit sent, hidden' : `${count} digits sent, hidden`),
};
