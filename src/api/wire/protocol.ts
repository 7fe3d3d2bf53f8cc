/**
 * Version of the messages between desk and hub. A desk names the versions it speaks when it resumes; the hub answers
 * in the highest it shares, or refuses with `unsupported-protocol`. 2 brought the connecting state of offers, subjects,
 * missed contacts, the softphone lease and changes of settings. 3 brought consults, conferences, transfers and supervisors
 * in calls. 4 brought emergencies.
 */
export const PROTOCOL_VERSION = 4;

/** What this version of desk and hub can speak, newest first. */
export const PROTOCOLS: readonly number[] = [4, 3, 2, 1];

/** Path of the desk's SignalR hub, below the hub's address. */
export const DESK_PATH = '/desk';

/** Path of the SignalR hub for browsers that stand for a telephone (simulated trunk, later click-to-call). */
export const PHONE_PATH = '/phone';

/** The one client method by which the hub delivers numbered events to a desk. */
export const DELIVER = 'Deliver';

/** The one client method by which the hub tells a phone its present state. */
export const PHONE_STATE = 'PhoneState';

/** The client method that tells a desk who is heard speaking; not numbered, not kept. */
export const SPEAKING = 'Speaking';

/** A desk's report on the quality of its sound; not answered. */
export const REPORT_QUALITY = 'ReportVoiceQuality';

/** A desk's page shows work from now on, or only looks on; not answered. */
export const CHANGE_DESK = 'ChangeDesk';

/** Asks the hub for a sign of life; answered with nothing. */
export const PROBE = 'Probe';

/** Asks the hub for its time in epoch milliseconds: telephones and web pages name their deadlines by it. */
export const HUB_TIME = 'HubTime';

/** The first call of a desk on every connection: snapshot plus what was missed. */
export const RESUME = 'Resume';
