import type {Strings} from './english.ts';

/** The words of the task list; they come with the elements that say them. */
export const englishTasks = {
  heading: 'Tasks',
  list: 'Current contacts',
  count: (count: number) => (count === 1 ? '1 task' : `${count} tasks`),
  ringingCount: (count: number) => (count === 1 ? '1 ringing' : `${count} ringing`),
  collapse: 'Collapse the task list',
  expand: 'Expand the task list',
  more: 'More',
  callbacks: 'Schedule and manage callbacks',
  newCallback: 'Schedule callback',
  newCall: 'New call',
  announce: (state: string, name: string) => `${state}: ${name}.`,
  /** Several changes at once are told in one sentence. */
  announceMany: (count: number, state: string) => `${state}: ${count} contacts.`,
  connecting: 'Connecting',
  left: 'Time left',
  empty: 'No contact right now',
  emptyAvailable: 'You are Available. The next contact rings here.',
  emptyNotAvailable: 'Set yourself to Available to be offered contacts.',
  missed: 'Missed',
  missedList: 'Missed contacts',
  missedReasons: {'no-answer': 'Missed', declined: 'Declined'},
  missedAt: (reason: string, time: string) => `${reason} at ${time}`,
  redial: 'Call back',
  dismiss: 'Dismiss',
  dismissAll: 'Dismiss all',
  dismissed: (count: number) => (count === 1 ? '1 missed contact dismissed.' : `${count} missed contacts dismissed.`),
  undo: 'Undo',
  cancel: 'Cancel',
  cancelCallback: (name: string) => `Cancel the callback to ${name}`,
  showMore: (count: number) => `Show ${count} more`,
  showFewer: 'Show fewer',
};

export type TaskWords = typeof englishTasks;

/** English, with what a translation says in its place. */
export function taskWords({tasks}: Strings): TaskWords {
  return {...englishTasks, ...tasks};
}
