import type {LocationQuestion} from '../../domain/confirmed-location.ts';
import type {LocationReason, MailboxStatus, ReadinessState, TrunkReason} from '../../domain/emergency-readiness.ts';

/** A condition of emergency calls, said in a few words and as a sentence of what to do. */
export type ReasonWords = {
  readonly short: string;
  /** @param number the emergency number of the organisation's country */
  readonly sentence: (number: string, country: string) => string;
};

/** The words about being ready for an emergency call. They are read before one, with time to read. */
export const englishReadiness = {
  heading: 'Emergency calls',
  ready: 'Emergency calls: ready',
  checking: 'Emergency calls: checking…',
  toDo: (count: number) => (count === 1 ? 'Emergency calls: 1 thing to do' : `Emergency calls: ${count} things to do`),
  simulated: 'Simulated: reaches nobody',
  simulatedToDo: (count: number) => `Simulated: reaches nobody · ${count} to do`,
  impossible: 'No emergency calls from here',
  /** Where no number is known. */
  services: 'emergency services',
  always: (number: string) => `Whatever is said here, the dialer calls ${number} at once when you dial it.`,
  simulatedLong: (number: string) =>
    `This is a demonstration. A call to ${number} is played: no emergency service is reached. In an emergency use another phone.`,
  impossibleLong: (number: string) =>
    `This desk cannot call ${number}. In an emergency use another phone and dial ${number}.`,
  close: 'Close',
  conditions: 'What it takes',
  states: {ok: 'In order', problem: 'To do', unknown: 'Not known', simulated: 'Simulated'} satisfies Record<
    ReadinessState,
    string
  >,
  by: {agent: 'You can do this', administrator: 'Ask your administrator'},
  items: {
    'outbound-profile': 'Outbound profile',
    location: 'Location of the browser',
    mailbox: 'Mail from own mailbox',
    trunk: 'Line to emergency services',
  },
  profile: {
    there: {short: 'in order', sentence: () => 'You may call out.'},
    missing: {
      short: 'none',
      sentence: (number: string) =>
        `You have no outbound profile. You can dial ${number} all the same; ask for a profile, which every agent should have.`,
    },
  } satisfies Record<'there' | 'missing', ReasonWords>,
  location: {
    covered: {
      short: 'in order',
      sentence: (_number: string, country: string) => `Country of your browser: ${country}.`,
    },
    'covered-elsewhere': {
      short: 'in another country',
      sentence: (number: string, country: string) =>
        `Country of your browser: ${country}, which has emergency calls. But this desk dials ${number}, for another country: say first where you are.`,
    },
    'not-covered': {
      short: 'in a country without',
      sentence: (_number: string, country: string) =>
        `Country of your browser: ${country}, where this desk has no emergency calls. In an emergency use a local phone.`,
    },
    'no-country': {
      short: 'in no country',
      sentence: () =>
        'Your browser’s position is in no country. Look whether the system knows where it is, then try again.',
    },
    unknown: {short: 'not known', sentence: () => 'Nothing is known of it yet.'},
    looking: {short: 'being looked up', sentence: () => 'Your browser looks where it is…'},
    'not-asked': {
      short: 'not asked',
      sentence: () =>
        'Press “Use my position” and allow it. Only the country is kept; the position never leaves this page.',
    },
    denied: {
      short: 'not allowed',
      sentence: () =>
        'This page may not know where you are. Allow the location in your browser’s settings for this page.',
    },
    unavailable: {
      short: 'not available',
      sentence: () =>
        'Your browser does not find out where it is. Turn the system’s location on for this browser, then try again.',
    },
    'timed-out': {
      short: 'no answer',
      sentence: () => 'Your browser did not find out in time where it is. Try again.',
    },
    'frame-policy': {
      short: 'kept back by the frame',
      sentence: () =>
        'The page keeps the location from this desk: a frame needs allow="geolocation", and no Permissions-Policy may forbid it.',
    },
    'insecure-context': {
      short: 'page without https',
      sentence: () => 'Open the desk by its https address: browsers tell no other page where they are.',
    },
    unsupported: {
      short: 'unknown to the browser',
      sentence: () => 'This browser cannot say where it is. Use another one.',
    },
  } satisfies Record<LocationReason, ReasonWords>,
  mailbox: {
    ready: {short: 'in order', sentence: () => 'Whoever has to know can get a mail from your own mailbox.'},
    unknown: {short: 'not known', sentence: () => 'It is not known whether your mailbox can send.'},
    'not-set-up': {
      short: 'not set up',
      sentence: () => 'This desk has no sign-on for mail. The mail about an emergency is sent by the hub instead.',
    },
    'signed-out': {
      short: 'signed out',
      sentence: () =>
        'You are not signed on for mail: sign out and in again. Meanwhile the mail about an emergency is sent by the hub.',
    },
    'not-allowed': {
      short: 'not permitted',
      sentence: () =>
        'Your sign-on may not send mail (Mail.Send). The mail about an emergency is sent by the hub instead.',
    },
  } satisfies Record<MailboxStatus, ReasonWords>,
  trunk: {
    'own-number': {
      short: 'in order',
      sentence: (number: string) => `The number you call from belongs to a line that takes ${number}.`,
    },
    'beside-routed': {
      short: 'in order',
      sentence: (number: string) => `A line beside yours takes ${number}, and no rule of your carrier catches it.`,
    },
    carrier: {
      short: 'depends on the carrier',
      sentence: (number: string) =>
        `Your calls go through a carrier. Whether it takes ${number} has to be agreed with it, and tried.`,
    },
    caught: {
      short: 'caught by a carrier',
      sentence: (number: string) =>
        `A rule of a carrier catches ${number}. What becomes of it has to be agreed with the carrier.`,
    },
    none: {
      short: 'not carried',
      sentence: (number: string) => `This line takes no call to ${number}. In an emergency use another phone.`,
    },
    simulated: {short: 'simulated', sentence: (number: string) => `A call to ${number} is played and reaches nobody.`},
  } satisfies Record<TrunkReason, ReasonWords>,
  usePosition: 'Use my position',
  lookAgain: 'Look again',
  where: 'Where you are',
  whereHelp:
    'For whoever comes to help. It is kept until you take it back, and told to your emergency contacts when you call for help.',
  confirmBadge: 'Confirm where you are',
  confirmedOn: (day: string) => `Confirmed ${day}`,
  questions: {
    never: 'Say where you work today, so that help finds you.',
    old: 'That is more than 30 days ago. Are you still there?',
    moved: 'Your clock is in another time zone since. Are you still there?',
    'other-browser': 'It was said in another browser. Are you there now?',
  } satisfies Record<LocationQuestion, string>,
  stillThere: 'I am there',
  change: 'Somewhere else',
  takeBack: 'Take it back',
  confirm: 'Confirm',
  cancel: 'Cancel',
  street: 'Street and number',
  room: 'Floor, room or flat',
  postcode: 'Postcode',
  town: 'Town',
  country: 'Country',
  required: (field: string) => `${field} is missing.`,
  tooLong: 'The address is too long. Leave out what help does not need.',
  countryCovered: 'With emergency calls',
  countryOther: 'Other countries',
  countryFaults: {
    none: (country: string) => `This desk has no emergency number of ${country}. In an emergency use a local phone.`,
    'not-covered': (country: string, number: string) =>
      `This desk cannot call for help in ${country}: it dials ${number}, for another country. In an emergency use a local phone.`,
    elsewhere: (country: string, number: string) =>
      `This desk dials ${number}, for another country than ${country}. In an emergency say first which country you are in, or use a local phone.`,
  },
  listHeading: 'Ready for emergency calls',
  neverSignedIn: 'never signed in',
  listSummary: (ready: number, all: number) => `${ready} of ${all} agents are ready.`,
  noAgents: 'No agents yet.',
  listLoading: 'Asking who is ready…',
  numbers: (free: number, resting: number, held: number) =>
    `Numbers to ring back on: ${free} free, ${resting} resting, ${held} in use.`,
  fewNumbers: (free: number, agents: number) =>
    `There are fewer free numbers (${free}) than agents (${agents}): who calls for help when none is left cannot be rung back.`,
};

export type ReadinessWords = typeof englishReadiness;
