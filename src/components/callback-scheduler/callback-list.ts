import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {isEditable} from '../../domain/callback.ts';
import type {CallbackView} from '../../services/ports.ts';
import {type CommandState, type Commands, commandKey, commandState} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import type {CallbackWords} from '../strings/english-callbacks.ts';
import {actionButton} from '../templates/action-button.ts';
import {timesHere, whenOf} from './clocks.ts';

export type ListView = {
  readonly ownId: string;
  readonly now: number;
  readonly words: CallbackWords;
  readonly commands: Commands;
  /** The one that is about to be deleted; null: none. */
  readonly doubtedId: string | null;
  readonly onEdit: (callback: CallbackView) => void;
  readonly onDoubt: (callback: CallbackView | null) => void;
  readonly onDelete: (callback: CallbackView) => void;
};

/** [CB-44] [CB-59] Callbacks with what can be done about each. */
export function callbackList(
  heading: string | null,
  callbacks: readonly CallbackView[],
  empty: string,
  view: ListView,
): TemplateResult<1> {
  return html`<section part="list" class="list">
    ${heading === null ? nothing : html`<h3>${heading}</h3>`}
    ${
      callbacks.length === 0
        ? html`<p class="help">${empty}</p>`
        : html`<ul role="list" class="callbacks">
            ${repeat(
              callbacks,
              ({id}) => id,
              (each) => callbackRow(each, view),
            )}
          </ul>`
    }
  </section>`;
}

function callbackRow(callback: CallbackView, view: ListView): TemplateResult<1> {
  const {words, ownId} = view;
  const {name, number, queue, assignee, reason, status, attempts} = callback;
  const here = timesHere(callback.zone, callback);
  const whose = assignee === null ? null : assignee.agentId === ownId ? words.mine : words.assignedTo(assignee.name);
  return html`<li part="item" class="item" data-callback=${callback.id}>
    ${icon('callback')}
    <div class="what">
      <p class="item-head">
        <bdi class="name">${name ?? number}</bdi>
        <span class="chip ${status === 'queued' ? 'accent' : ''}">${words.statuses[status]}</span>
        ${whose === null ? nothing : html`<span class="chip">${whose}</span>`}
      </p>
      <p><bdi dir="ltr">${number}</bdi> · <bdi>${queue.name}</bdi></p>
      <p>${whenOf(callback)} <span class="help">${callback.zone}</span></p>
      ${here === null ? nothing : html`<p class="help">${words.forYou(here)}</p>`}
      ${attempts === 0 ? nothing : html`<p class="help">${words.attempts(attempts)}</p>`}
      ${reason === '' ? nothing : html`<p class="reason-text"><bdi>${reason}</bdi></p>`} ${rowActions(callback, view)}
    </div>
  </li>`;
}

function rowActions(callback: CallbackView, view: ListView): TemplateResult<1> {
  const {words, now, doubtedId} = view;
  if (!isEditable(callback, callback.startsAt, now)) return html`<p class="help">${words.begun}</p>`;
  const name = callback.name ?? callback.number;
  const state = deletion(callback, view);
  if (doubtedId === callback.id) {
    return html`<div class="doubt" role="alertdialog" aria-labelledby="sure-${callback.id}">
      <p id="sure-${callback.id}">${words.sure(name)}</p>
      <div class="row">
        ${actionButton({part: 'delete-now-button', label: words.removeNow, icon: 'close', look: 'end', state, onPress: () => view.onDelete(callback)})}
        ${actionButton({part: 'keep-button', label: words.keep, icon: 'undo', look: 'quiet', onPress: () => view.onDoubt(null)})}
      </div>
    </div>`;
  }
  return html`<div class="row">
    ${actionButton({part: 'edit-button', label: words.edit, name: `${words.edit}: ${name}`, icon: 'note', look: 'quiet', onPress: () => view.onEdit(callback)})}
    ${actionButton({part: 'delete-button', label: words.remove, name: `${words.remove}: ${name}`, icon: 'close', look: 'quiet', state, onPress: () => view.onDoubt(callback)})}
  </div>`;
}

function deletion({id}: CallbackView, {commands}: ListView): CommandState {
  return commandState(commands, commandKey('delete', id));
}
