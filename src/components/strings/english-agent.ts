import type {Engagement} from '../../domain/engagement.ts';
import type {Strings} from './english.ts';

/** The words of the agent's own bar, which only a panel has. */
export const englishAgent = {
  presence: (label: string) => `Your state: ${label}. Change it`,
  presenceMenu: 'Set your state',
  moreMenu: 'More',
  signedInAs: 'Signed in as',
  signOut: 'Sign out',
  emergency: 'Emergency',
  timeInState: 'Time in this state',
  changed: (words: string) => `Your state is now ${words}.`,
  engaged: {'in-call': 'In a call', 'wrapping-up': 'Wrapping up'} satisfies Record<Engagement['status'], string>,
  /** The presence that counts again after it. */
  afterwards: (presence: string) => `then ${presence}`,
};

export type AgentWords = typeof englishAgent;

/** English, with what a translation says in its place. */
export function agentWords({agent}: Strings): AgentWords {
  return {...englishAgent, ...agent};
}
