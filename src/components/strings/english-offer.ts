import type {Channel} from '../../domain/channel.ts';
import type {ContactKind} from '../../domain/contact.ts';
import type {Offer} from '../../domain/offer.ts';

/** The words of what rings. */
export const englishOffer = {
  region: 'Incoming contacts',
  incoming: {
    voice: 'Incoming call',
    chat: 'Incoming chat',
    email: 'Incoming e-mail',
    social: 'Incoming message',
  } satisfies Record<Channel, string>,
  kinds: {
    callback: 'Callback',
    'emergency-callback': 'Emergency services call back',
  } satisfies Record<Exclude<ContactKind, 'ordinary'>, string>,
  purposes: {consult: 'Consult request', transfer: 'Transfer request'} satisfies Record<
    Exclude<Offer['purpose'], 'answer'>,
    string
  >,
  /** A consult that has become a conference before anybody answered. */
  conference: 'Conference request',
  conferenceHelp: 'The customer hears you at once.',
  /** The agent's own transfer comes back. */
  returned: 'Your transfer was not taken',
  agentName: 'Agent Name',
  agentNumber: 'Agent DN',
  agentTeam: 'Agent Team',
  outgoing: 'Calling…',
  announce: (kind: string, name: string, queue: string) =>
    queue === '' ? `${kind}: ${name}.` : `${kind}: ${name}, ${queue}.`,
  /** Several at once are told in one sentence. */
  announceMany: (count: number, counted: string) => `${count} new requests: ${counted}.`,
  counted: {
    voice: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
    chat: (count: number) => (count === 1 ? '1 chat' : `${count} chats`),
    email: (count: number) => (count === 1 ? '1 e-mail' : `${count} e-mails`),
    social: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
  } satisfies Record<Channel, (count: number) => string>,
  announceShortcut: (keys: string) => `${keys} answers.`,
  answer: 'Answer',
  callBack: 'Call back',
  dnis: 'Our number',
  accept: 'Accept',
  decline: 'Decline',
  assigning: {
    voice: 'Call being assigned…',
    chat: 'Chat being assigned…',
    email: 'E-mail being assigned…',
    social: 'Message being assigned…',
  } satisfies Record<Channel, string>,
  assigningWhy: 'It rings in a moment. Then you can answer or decline.',
  connecting: 'Connecting…',
  connectingSlow: 'Waiting for the hub to connect you…',
  secondsLeft: (count: number) => (count === 1 ? '1 second left' : `${count} seconds left`),
  since: 'Since it came',
  timeUp: 'The time is up.',
  queue: 'Queue',
  range: (shown: number, total: number) => `1–${shown} of ${total}`,
  acceptAll: (count: number) => `Accept ${count} requests`,
  acceptingAll: (count: number) => `Accepting ${count} requests…`,
  notAccepted: (failed: number, asked: number) => `${failed} of ${asked} requests could not be accepted.`,
  notAcceptedWhy: (names: string, why: string) => `${names}: ${why}`,
  andMore: (count: number) => `and ${count} more`,
  showAll: 'Show all of it',
  showLess: 'Show less',
  turnSoundOn: 'Turn the ringtone on',
  answerFailed: 'You are not connected. The contact goes on ringing until its time is up: try again.',
};

/** The words of the choice after a contact that was not taken. */
export const englishAvailability = {
  missed: 'You missed a contact',
  declined: 'You declined a contact',
  inactive: 'Your sound was away too long',
  unreachable: 'Contacts did not reach this page',
  /** Where the customer is now, by what the agent was asked to do. */
  untaken: {
    answer: 'It went back to the queue.',
    consult: 'The customer stayed with who asked you.',
    transfer: 'It went back to who transferred it, or else to the queue.',
  } satisfies Record<Offer['purpose'], string>,
  help: 'Nothing rings until you choose.',
  inactiveHelp: 'Your customer went on to somebody else.',
  unreachableHelp: 'Several were meant for you and never appeared here. Check your connection, or reload the page.',
  goAvailable: 'Go to Available',
  goIdle: 'Go to Idle',
};
