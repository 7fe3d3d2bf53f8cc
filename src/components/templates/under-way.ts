import type {ControlName} from '../../domain/controls.ts';
import {type Commands, commandKey, commandState} from '../controllers/command-runner.ts';
import {underWayWords} from '../strings/english-under-way.ts';
import type {Strings} from '../strings/english.ts';

/** The commands that change who hears whom, or where the contact goes: no two of a contact can be meant at once. */
export type ExclusiveName = Extract<
  ControlName,
  | 'hold'
  | 'resume'
  | 'consult'
  | 'transfer'
  | 'exit-conference'
  | 'end'
  | 'hold-consult'
  | 'resume-consult'
  | 'toggle'
  | 'conference'
  | 'complete-transfer'
  | 'end-consult'
  | 'exit-consult'
>;

/** The first of them that waits for the hub, with its word for the line of the state; null while none does. */
export function underWay(
  commands: Commands,
  contactId: string,
  strings: Strings,
): {readonly name: string; readonly word: string} | null {
  const found = Object.entries(underWayWords(strings)).find(([name]) => isPending(commands, name, contactId));
  return found === undefined ? null : {name: found[0], word: found[1]};
}

/** Why a control has to wait for another one; null when it need not. End never does: whoever wants out is let out. */
export function whyWait(commands: Commands, contactId: string, name: ControlName, strings: Strings): string | null {
  const other = underWay(commands, contactId, strings);
  if (other === null || name === 'end' || !(name in underWayWords(strings))) return null;
  return isPending(commands, name, contactId) ? null : strings.interaction.oneMoment(other.word);
}

function isPending(commands: Commands, name: string, contactId: string): boolean {
  return commandState(commands, commandKey(name, contactId)).status === 'pending';
}
