/**
 * Version of the messages between desk and hub. A desk names the versions it speaks when it resumes; the hub answers
 * in the highest it shares, or refuses with `unsupported-protocol`.
 */
export const PROTOCOL_VERSION = 1;

/** Path of the desk's SignalR hub, below the hub's address. */
export const DESK_PATH = '/desk';

/** Path of the SignalR hub for browsers that stand for a telephone (simulated trunk, later click-to-call). */
export const PHONE_PATH = '/phone';

/** The one client method by which the hub delivers numbered events to a desk. */
export const DELIVER = 'Deliver';

/** The one client method by which the hub tells a phone its present state. */
export const PHONE_STATE = 'PhoneState';

/** The first call of a desk on every connection: snapshot plus what was missed. */
export const RESUME = 'Resume';
