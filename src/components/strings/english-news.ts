import type {CallbackNews} from '../../services/callbacks/callback-ports.ts';
import type {FailedReason} from '../../services/ports.ts';

/** The words of what happened in a call of several. */
export const englishNews = {
  consultFailed: 'Consult failed',
  failedWhy: {
    'no-answer': (name: string) => `${name} did not answer.`,
    declined: (name: string) => `${name} declined.`,
    busy: (name: string) => `${name} is busy.`,
    unobtainable: (name: string) => `${name} cannot be reached. If it stays so, ask your administrator.`,
    device: (name: string) => `The device of ${name} did not answer.`,
    gone: (name: string) => `${name} is no longer there.`,
  } satisfies Record<FailedReason, (name: string) => string>,
  controlPassed: 'You are in control of this call now',
  controlPassedHelp: (name: string) => `Contact with ${name}. The wrap-up will be yours.`,
  customerLeft: (name: string) => `${name} has left`,
  customerLeftHelp: 'You can go on talking with the others.',
  callbackLost: {
    'to-queue': 'A callback went to the queue: its agent was not available for calls',
    expired: 'A callback was given up: nobody had time for it',
    unreached: 'A callback was given up: nobody answered',
  } satisfies Record<CallbackNews['loss'], string>,
  callbackOf: (name: string, queue: string) => `${name}, ${queue}`,
  monitoringMoved: (name: string) => `You listen to ${name} now`,
  monitoringMovedHelp: 'Whoever you listened to has left the call.',
  monitoringOver: 'There is nobody left to listen to',
  monitoringOverHelp: 'The last agent has left the call.',
};
