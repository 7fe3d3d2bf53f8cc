import {html, nothing, type TemplateResult} from 'lit';
import {isEditable} from '../../domain/callback.ts';
import type {CallbackView} from '../../services/ports.ts';
import {icon} from '../icons/icons.ts';
import type {CallbackWords} from '../strings/english-callbacks.ts';
import {actionButton} from '../templates/action-button.ts';
import type {ListsState} from './callback-lists.ts';

export type ConflictView = {
  readonly now: number;
  readonly words: CallbackWords;
  readonly onEdit: (callback: CallbackView) => void;
};

/** [PK-7] Somebody else was faster: what they made of it is one press away, unless it can be changed no more. */
export function editConflict(
  edited: CallbackView,
  {own, ofCustomer}: Extract<ListsState, {status: 'there'}>,
  {now, words, onEdit}: ConflictView,
): TemplateResult<1> | typeof nothing {
  const known = [...own, ...(ofCustomer ?? [])].find(({id}) => id === edited.id);
  if (known?.version === edited.version) return nothing;
  const editable = known !== undefined && isEditable(known, known.startsAt, now);
  const why = known === undefined ? words.goneMeanwhile : editable ? words.changedMeanwhile : words.begun;
  return html`<div role="alert" class="conflict">
    <p class="message problem">${icon('alert')}${why}</p>
    ${editable ? actionButton({part: 'reload-button', label: words.showChanged, icon: 'reload', onPress: () => onEdit(known)}) : nothing}
  </div>`;
}
