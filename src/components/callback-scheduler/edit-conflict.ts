import {html, nothing, type TemplateResult} from 'lit';
import {isEditable} from '../../domain/callback.ts';
import type {CallbackView} from '../../services/ports.ts';
import {icon} from '../icons/icons.ts';
import type {CallbackWords} from '../strings/english-callbacks.ts';
import {actionButton} from '../templates/action-button.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import {type ListsState, OUTDATED, type There} from './callback-lists.ts';

export type ConflictView = {
  readonly now: number;
  readonly words: CallbackWords;
  readonly onEdit: (callback: CallbackView) => void;
};

/** Whether what the hub answered to an edit is said by the conflict that is drawn, which also says what to do. */
export function isSaidByConflict(command: CommandState, edited: CallbackView | null, state: ListsState): boolean {
  if (command.status !== 'refused' || edited === null || state.status !== 'there') return false;
  return OUTDATED.includes(command.code) && knownOf(edited, state)?.version !== edited.version;
}

/** [PK-7] Somebody else was faster: what they made of it is one press away, unless it can be changed no more. */
export function editConflict(
  edited: CallbackView,
  state: There,
  {now, words, onEdit}: ConflictView,
): TemplateResult<1> | typeof nothing {
  const known = knownOf(edited, state);
  if (known?.version === edited.version) return nothing;
  const editable = known !== undefined && isEditable(known, known.startsAt, now);
  const why = known === undefined ? words.goneMeanwhile : editable ? words.changedMeanwhile : words.begun;
  return html`<div role="alert" class="conflict">
    <p class="message problem">${icon('alert')}${why}</p>
    ${editable ? actionButton({part: 'reload-button', label: words.showChanged, icon: 'reload', onPress: () => onEdit(known)}) : nothing}
  </div>`;
}

function knownOf(edited: CallbackView, {own, ofCustomer}: There): CallbackView | undefined {
  return [...own, ...(ofCustomer ?? [])].find(({id}) => id === edited.id);
}
