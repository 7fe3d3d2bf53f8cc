import type {EmergencyCountry} from './emergency-numbers.ts';

/** What a trunk can do with an emergency call ([EM-10]). */
export type EmergencyCapability = 'routed' | 'carrier' | 'none' | 'simulated';

/** A way out to telephones, as its adapter declares it; nothing of it is assumed. */
export type Trunk = {
  readonly capability: EmergencyCapability;
  /** The numbers it calls from; null: whatever number the organisation calls from. */
  readonly numbers: readonly string[] | null;
  /** A rule of it takes the emergency number before a trunk that routes emergencies gets it ([EM-8]). */
  readonly catchesEmergency: boolean;
};

/** How far this browser knows where it is. */
export type LocationStatus =
  /** Not looked for yet, or the browser does not say. */
  | 'unknown'
  /** The browser would ask the person first. */
  | 'not-asked'
  | 'looking'
  | 'located'
  | 'denied'
  /** Allowed, but the system has no position, or keeps it from the browser. */
  | 'unavailable'
  | 'timed-out'
  /** The frame around the desk does not pass it on. */
  | 'frame-policy'
  | 'insecure-context'
  /** The browser has no such thing. */
  | 'unsupported';

export const LOCATION_STATUSES: readonly LocationStatus[] = [
  'unknown',
  'not-asked',
  'looking',
  'located',
  'denied',
  'unavailable',
  'timed-out',
  'frame-policy',
  'insecure-context',
  'unsupported',
];

/** Whether the agent's own mailbox can send the mail about an emergency ([EM-6]). */
export type MailboxStatus =
  | 'unknown'
  | 'ready'
  /** The desk has no sign-on for mail at all. */
  | 'not-set-up'
  /** There is one, and nobody is signed on to it. */
  | 'signed-out'
  /** Signed on, but not for sending mail. */
  | 'not-allowed';

export const MAILBOX_STATUSES: readonly MailboxStatus[] = [
  'unknown',
  'ready',
  'not-set-up',
  'signed-out',
  'not-allowed',
];

/** What a desk finds out about itself. Of the position nothing but the country. */
export type EmergencyFindings = {
  readonly location: LocationStatus;
  /** ISO 3166-1 alpha-2; null: not located, or in no country. */
  readonly country: string | null;
  readonly mailbox: MailboxStatus;
};

export const NO_FINDINGS: EmergencyFindings = {location: 'unknown', country: null, mailbox: 'unknown'};

export type ReadinessState = 'ok' | 'problem' | 'unknown' | 'simulated';

/** Who can do something about it; null: nobody has to. */
export type ReadinessHelper = 'agent' | 'administrator' | null;

export type LocationReason =
  | Exclude<LocationStatus, 'located'>
  | 'covered'
  /** Covered, but the desk calls the responders of another country. */
  | 'covered-elsewhere'
  | 'not-covered'
  | 'no-country';

export type TrunkReason =
  /** [EM-7] */
  | 'own-number'
  /** [EM-8] */
  | 'beside-routed'
  | 'carrier'
  /** Another carrier takes the emergency number before the trunk that routes it. */
  | 'caught'
  | 'none'
  | 'simulated';

type Common = {readonly state: ReadinessState; readonly by: ReadinessHelper};

/** One condition of emergency calls, and how it stands ([EM-38]). */
export type ReadinessItem =
  | (Common & {readonly id: 'outbound-profile'; readonly reason: 'there' | 'missing'})
  | (Common & {readonly id: 'location'; readonly reason: LocationReason; readonly country: string | null})
  | (Common & {readonly id: 'mailbox'; readonly reason: MailboxStatus})
  | (Common & {readonly id: 'trunk'; readonly reason: TrunkReason});

export type ReadinessFacts = {
  /** The number calls go out from; null: the agent has no outbound profile ([EM-4]). */
  readonly callerNumber: string | null;
  readonly findings: EmergencyFindings;
  readonly trunks: readonly Trunk[];
  /** The organisation's. */
  readonly country: string;
  readonly countries: readonly EmergencyCountry[];
};

/**
 * [EM-38] Whether an agent could call for help as things are: these four conditions and no others. It is for reading, before an emergency;
 * nothing asks it when a number is dialled.
 */
export function readinessOf(facts: ReadinessFacts): readonly ReadinessItem[] {
  return [profileItem(facts), locationItem(facts), mailboxItem(facts.findings), trunkItem(facts)];
}

function profileItem({callerNumber}: ReadinessFacts): ReadinessItem {
  return callerNumber === null
    ? {id: 'outbound-profile', state: 'problem', reason: 'missing', by: 'administrator'}
    : {id: 'outbound-profile', state: 'ok', reason: 'there', by: null};
}

/** Reason → what it amounts to, and whose it is. */
const LOCATIONS: Readonly<Record<LocationReason, Common>> = {
  covered: {state: 'ok', by: null},
  'covered-elsewhere': {state: 'ok', by: null},
  'not-covered': {state: 'problem', by: 'agent'},
  'no-country': {state: 'problem', by: 'agent'},
  unknown: {state: 'unknown', by: null},
  looking: {state: 'unknown', by: null},
  'not-asked': {state: 'problem', by: 'agent'},
  denied: {state: 'problem', by: 'agent'},
  unavailable: {state: 'problem', by: 'agent'},
  'timed-out': {state: 'problem', by: 'agent'},
  'frame-policy': {state: 'problem', by: 'administrator'},
  'insecure-context': {state: 'problem', by: 'administrator'},
  unsupported: {state: 'problem', by: 'agent'},
};

function locationItem({findings, country: home, countries}: ReadinessFacts): ReadinessItem {
  const {location, country} = findings;
  const reason = location === 'located' ? reasonOf(country, home, countries) : location;
  return {id: 'location', ...LOCATIONS[reason], reason, country: location === 'located' ? country : null};
}

function reasonOf(country: string | null, home: string, countries: readonly EmergencyCountry[]): LocationReason {
  if (country === null) return 'no-country';
  switch (countryFault(country, home, countries)) {
    case 'not-covered':
      return 'not-covered';
    case 'elsewhere':
      return 'covered-elsewhere';
    default:
      return 'covered';
  }
}

const MAILBOXES: Readonly<Record<MailboxStatus, Common>> = {
  ready: {state: 'ok', by: null},
  unknown: {state: 'unknown', by: null},
  'not-set-up': {state: 'problem', by: 'administrator'},
  'signed-out': {state: 'problem', by: 'agent'},
  'not-allowed': {state: 'problem', by: 'administrator'},
};

function mailboxItem({mailbox}: EmergencyFindings): ReadinessItem {
  return {id: 'mailbox', ...MAILBOXES[mailbox], reason: mailbox};
}

const TRUNKS: Readonly<Record<TrunkReason, Common>> = {
  'own-number': {state: 'ok', by: null},
  'beside-routed': {state: 'ok', by: null},
  carrier: {state: 'unknown', by: 'administrator'},
  caught: {state: 'unknown', by: 'administrator'},
  none: {state: 'problem', by: 'administrator'},
  simulated: {state: 'simulated', by: null},
};

function trunkItem({callerNumber, trunks, country, countries}: ReadinessFacts): ReadinessItem {
  const reason = emergencyNumberOf(country, countries) === null ? 'none' : wayOut(trunks, callerNumber);
  return {id: 'trunk', ...TRUNKS[reason], reason};
}

/**
 * Which way an emergency call would take. [EM-7] and [EM-8] are alternatives, one is enough ([EM-9]); without either it is what the
 * trunk of the calling number says of itself.
 * @param callerNumber null: the agent has none; with a single trunk calls leave by that one all the same
 */
export function wayOut(trunks: readonly Trunk[], callerNumber: string | null): TrunkReason {
  const own = trunks.find((trunk) => isOf(trunk, callerNumber)) ?? (trunks.length === 1 ? trunks[0] : undefined);
  if (own?.capability === 'routed') return 'own-number';
  if (own?.capability === 'simulated') return 'simulated';
  const others = trunks.filter((trunk) => trunk.capability !== 'routed' && trunk.capability !== 'simulated');
  if (others.length > 0 && trunks.some(isRoutedWithNumber))
    return others.some(({catchesEmergency}) => catchesEmergency) ? 'caught' : 'beside-routed';
  return own?.capability ?? 'none';
}

function isOf({numbers}: Trunk, callerNumber: string | null): boolean {
  return callerNumber !== null && (numbers === null || numbers.includes(callerNumber));
}

function isRoutedWithNumber({capability, numbers}: Trunk): boolean {
  return capability === 'routed' && (numbers === null || numbers.length > 0);
}

/** A hub with one trunk for everything. */
export function onlyTrunk(capability: EmergencyCapability): readonly Trunk[] {
  return [{capability, numbers: null, catchesEmergency: false}];
}

/** What all items together come to. `checking`: nothing is known to be wrong, and something is not known yet. */
export type ReadinessSummary =
  | {readonly status: 'ready' | 'checking'}
  | {readonly status: 'to-do'; readonly count: number}
  /** [EM-10] Whoever dials reaches nobody; what else is to do comes second. */
  | {readonly status: 'simulated'; readonly count: number}
  /** [EM-10] The trunk takes no emergency calls. */
  | {readonly status: 'impossible'; readonly count: number};

export function summaryOf(items: readonly ReadinessItem[]): ReadinessSummary {
  const count = items.filter(({by}) => by !== null).length;
  const trunk = items.find(({id}) => id === 'trunk');
  if (trunk?.state === 'simulated') return {status: 'simulated', count};
  if (trunk?.reason === 'none') return {status: 'impossible', count};
  if (count > 0) return {status: 'to-do', count};
  return {status: items.some(({state}) => state === 'unknown') ? 'checking' : 'ready'};
}

/** Why a country is not the one to be in; null: it is. */
export function countryFault(
  country: string,
  home: string,
  countries: readonly EmergencyCountry[],
): 'not-covered' | 'elsewhere' | null {
  if (!countries.some((each) => each.country === country)) return 'not-covered';
  return country === home ? null : 'elsewhere';
}

/**
 * [EM-13] The emergency number of a country, for examples and help; null: it has none here, and no call for help is carried, whatever
 * the trunk takes ([EC-78], [EC-178]).
 */
export function emergencyNumberOf(country: string, countries: readonly EmergencyCountry[]): string | null {
  return countries.find((each) => each.country === country)?.numbers[0] ?? null;
}
