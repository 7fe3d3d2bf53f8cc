/** Who sits at the desks of the storm and arrival sections. */
import type {TestIssuer} from '../support/test-hub.ts';
import type {Person} from './storm-wire.ts';

/** Of ten agents: most have other work, or none is to be given to them. */
export const MIXED = [
  'available',
  'available',
  'busy',
  'busy',
  'busy',
  'busy',
  'do-not-disturb',
  'away',
  'away',
  'away',
];

/** Only those who are free; the others stay as they signed in, which is Idle. */
export const SOME_FREE = ['available', 'available', 'away', 'away', 'away', 'away', 'away', 'away', 'away', 'away'];

export function peopleOf(issuer: TestIssuer, count: number, presences: readonly string[]): Promise<readonly Person[]> {
  return Promise.all(
    Array.from({length: count}, async (_unused, at) => {
      const subject = `storm-${at}`;
      const presence = presences[at % presences.length] ?? 'away';
      return {subject, token: await issuer.token(subject, {name: `Agent ${at}`}), presence};
    }),
  );
}
