import {html, nothing, type TemplateResult} from 'lit';
import type {CallbackChoices} from '../../services/ports.ts';
import type {CallbackWords} from '../strings/english-callbacks.ts';
import {buddiesFor, type CallbackDraft, type Checking, mayBeOwn, queuesFor} from './callback-draft.ts';
import {faultLine} from './fault-line.ts';

type View = {readonly words: CallbackWords; readonly checking: Checking};
type Edits = {readonly change: (changes: Partial<CallbackDraft>) => void};

/** [CB-55] [CB-56] [PK-210] Who cannot be chosen is not offered, and why is said. */
export function assignField(
  draft: CallbackDraft,
  {words, checking}: View,
  fault: string | null,
  edits: Edits,
): TemplateResult<1> {
  const buddies = buddiesFor(checking);
  const own = mayBeOwn(checking);
  // The hub may know better by now than what was read.
  const notOwn = draft.assign === 'me' && fault !== null ? words.takesNoCalls : null;
  const radio = (assign: CallbackDraft['assign'], label: string, disabled = false): TemplateResult<1> =>
    html`<label class="choice">
      <input
        type="radio"
        name="assign"
        id="assign-${assign}"
        .checked=${draft.assign === assign}
        ?disabled=${disabled && draft.assign !== assign}
        aria-describedby=${assign === 'me' && notOwn !== null ? 'assignee-fault' : nothing}
        @change=${() => edits.change({assign})}
      />
      <span>${label}</span>
    </label>`;
  return html`<fieldset class="form-field assign">
    <legend>${words.assignTo}</legend>
    <div class="row">
      ${radio('anybody', words.anybody)} ${radio('me', words.me, !own)}
      ${radio('certain', words.certain, buddies.length === 0)}
    </div>
    ${faultLine('assignee', notOwn)}
    ${own || notOwn !== null ? nothing : html`<p class="help">${words.takesNoCalls}</p>`}
    ${buddies.length === 0 ? html`<p class="help">${words.noBuddies}</p>` : nothing}
    ${draft.assign === 'certain' ? agentField(draft, buddies, {words, fault, edits}) : nothing}
  </fieldset>`;
}

function agentField(
  draft: CallbackDraft,
  buddies: CallbackChoices['buddies'],
  {words, fault, edits}: {readonly words: CallbackWords; readonly fault: string | null; readonly edits: Edits},
): TemplateResult<1> {
  return html`<label class="part">
      <span>${words.agent}</span>
      <select
        id="assignee"
        class="field"
        aria-required="true"
        aria-invalid=${fault === null ? nothing : 'true'}
        aria-describedby=${fault === null ? nothing : 'assignee-fault'}
        @change=${(event: Event) => edits.change({assigneeId: chosenOf(event) === '' ? null : chosenOf(event)})}
      >
        <option value="" .selected=${draft.assigneeId === null}>${words.chooseAgent}</option>
        ${buddies.map(
          ({agentId, name}) =>
            html`<option value=${agentId} .selected=${agentId === draft.assigneeId}>${name}</option>`,
        )}
      </select>
    </label>
    ${faultLine('assignee', fault)}`;
}

/** [CB-41] [CB-57] */
export function queueField(
  draft: CallbackDraft,
  {words, checking}: View,
  fault: string | null,
  edits: Edits,
): TemplateResult<1> {
  const queues = queuesFor(checking, draft);
  const chosen = queues.some(({id}) => id === draft.queueId) ? draft.queueId : '';
  return html`<div class="form-field queue">
    <label for="queue">${words.queue}</label>
    <select
      id="queue"
      class="field"
      aria-required="true"
      aria-invalid=${fault === null ? nothing : 'true'}
      aria-describedby=${fault === null ? nothing : 'queue-fault'}
      @change=${(event: Event) => edits.change({queueId: chosenOf(event)})}
    >
      <option value="" .selected=${chosen === ''}>${words.chooseQueue}</option>
      ${queues.map(({id, name}) => html`<option value=${id} .selected=${id === chosen}>${name}</option>`)}
    </select>
    ${faultLine('queue', fault)}
  </div>`;
}

function chosenOf({target}: Event): string {
  return target instanceof HTMLSelectElement ? target.value : '';
}
