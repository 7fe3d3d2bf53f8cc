import {html, nothing, type TemplateResult} from 'lit';
import {isEditable, isOpenCallback} from '../../domain/callback.ts';
import type {CallbackView} from '../../services/ports.ts';
import {type CommandState, commandKey, commandState} from '../controllers/command-controller.ts';
import type {IconName} from '../icons/icons.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import type {InboxDoubt, InboxRowView} from './inbox-rows.ts';

/** What may be done with a callback by who looks: an agent changes their own until it begins, a supervisor cancels and gives away. */
export function inboxActions(callback: CallbackView, view: InboxRowView, passed: boolean): TemplateResult<1> {
  const {words, now, ownId, scope, changeable} = view;
  const own = callback.createdBy?.agentId === ownId || callback.assignee?.agentId === ownId;
  const editable = own && changeable && isEditable(callback, callback.startsAt, now);
  const supervised = scope === 'all' && isOpenCallback(callback);
  const name = callback.name ?? callback.number;
  const button = (part: string, label: string, symbol: IconName, onPress: () => void): TemplateResult<1> =>
    actionButton({
      part: `${part}-${callback.id}`,
      label,
      name: bidiSafe((isolated) => words.of(label, isolated(name))),
      icon: symbol,
      look: 'quiet',
      passed,
      state: stateOf(callback, view),
      onPress,
    });
  const doubt = (what: InboxDoubt['what']) => (): void => view.onDoubt({what, callback});
  return html`${editable ? button('change', words.change, 'note', () => view.onOpen(callback)) : nothing}
  ${supervised ? button('give', words.give, 'transfer', doubt('give')) : nothing}
  ${
    supervised
      ? button('cancel', words.cancel, 'close', doubt('cancel'))
      : editable
        ? button('remove', words.remove, 'close', doubt('remove'))
        : nothing
  }`;
}

/** The question before what cannot be undone, in place of the buttons that led to it. */
export function inboxDoubt({what, callback}: InboxDoubt, view: InboxRowView): TemplateResult<1> {
  const {words, choices, onDo, onDoubt} = view;
  const name = callback.name ?? callback.number;
  const sentence = {remove: words.sureRemove, cancel: words.sureCancel, give: words.giveTo}[what](name);
  const now = {remove: words.removeNow, cancel: words.cancelNow, give: words.giveNow}[what];
  const act = (event: Event): void => onDo({what, callback}, chosenNear(event));
  return html`<div class="doubt" role="alertdialog" aria-labelledby="doubt-words">
    ${
      what === 'give'
        ? html`<label id="doubt-words" for="give-queue">${sentence}</label>
            <select id="give-queue" class="field">
              ${choices.queues.map(
                (queue) =>
                  html`<option value=${queue.id} ?selected=${queue.id === callback.queue.id}>${queue.name}</option>`,
              )}
            </select>`
        : html`<p id="doubt-words">${sentence}</p>`
    }
    <div class="bar">
      ${actionButton({part: 'do-button', label: now, icon: what === 'give' ? 'transfer' : 'close', ...(what === 'give' ? {} : {look: 'end' as const}), state: stateOf(callback, view), onPress: act})}
      ${actionButton({part: 'keep-button', label: what === 'give' ? words.leave : words.keep, icon: 'undo', look: 'quiet', onPress: () => onDoubt(null)})}
    </div>
  </div>`;
}

export function inboxKey({id}: Pick<CallbackView, 'id'>): string {
  return commandKey('callback', id);
}

function stateOf(callback: CallbackView, {commands}: InboxRowView): CommandState {
  return commandState(commands, inboxKey(callback));
}

function chosenNear({target}: Event): string {
  const doubt = target instanceof Element ? target.closest('.doubt') : null;
  return doubt?.querySelector('select')?.value ?? '';
}
