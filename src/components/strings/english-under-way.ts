import type {ExclusiveName} from '../templates/under-way.ts';
import type {Strings} from './english.ts';

/** In place of the state while a command waits for the hub. */
export const englishUnderWay = {
  hold: 'Holding…',
  resume: 'Resuming…',
  consult: 'Consulting…',
  transfer: 'Transferring…',
  'exit-conference': 'Leaving…',
  end: 'Ending…',
  'hold-consult': 'Holding…',
  'resume-consult': 'Resuming…',
  toggle: 'Switching…',
  conference: 'Merging…',
  'complete-transfer': 'Transferring…',
  'end-consult': 'Ending…',
  'exit-consult': 'Leaving…',
} satisfies Record<ExclusiveName, string>;

export type UnderWayWords = Readonly<Record<ExclusiveName, string>>;

/** English, with what a translation says in its place. */
export function underWayWords({underWay}: Strings): UnderWayWords {
  return {...englishUnderWay, ...underWay};
}
