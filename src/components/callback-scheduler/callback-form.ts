import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import type {CallbackProblem} from '../../services/ports.ts';
import {CALLBACK_REASON_MAX} from '../../domain/callback-customer.ts';
import {wallTimeAt} from '../../domain/zone-time.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import type {CallbackField, CallbackWords} from '../strings/english-callbacks.ts';
import {actionButton} from '../templates/action-button.ts';
import {type CallbackDraft, type Checking, isEmergency, problemsOf} from './callback-draft.ts';
import {assignField, queueField} from './callback-choice-fields.ts';
import {faultOf} from './callback-words.ts';
import {faultLine} from './fault-line.ts';
import {allZones, timesHere, windowOf} from './clocks.ts';

export type FormView = {
  readonly checking: Checking;
  readonly words: CallbackWords;
  readonly state: CommandState;
  /** The number of the contact as it may be shown; null: it has none, or there is no contact. */
  readonly known: string | null;
  /** Null: it is a new one. */
  readonly onLeave: (() => void) | null;
  readonly onSubmit: (draft: CallbackDraft) => void;
};

const FIELD_ORDER: readonly CallbackField[] = [
  ...(['number', 'name', 'date', 'start', 'end', 'zone', 'assignee', 'queue', 'reason'] as const),
];

/** [CB-29] to [CB-42] A callback as the agent writes it. What is wrong is said at its field, once it was to be sent. */
export class CallbackForm {
  readonly #host: LitElement;
  #draft: CallbackDraft | null = null;
  #tried = false;
  /** What the hub found, which may know better; of fields that were not changed since. */
  #found: readonly CallbackProblem[] = [];

  constructor(host: LitElement) {
    this.#host = host;
  }

  get draft(): CallbackDraft | null {
    return this.#draft;
  }

  fill(draft: CallbackDraft | null): void {
    this.#draft = draft;
    this.#tried = false;
    this.#found = [];
    this.#host.requestUpdate();
  }

  /** What the hub said is wrong. */
  show(problems: readonly CallbackProblem[], view: Checking): void {
    this.#found = problems;
    this.#tried = true;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#focusFirst(this.#problems(view)));
  }

  render(view: FormView): TemplateResult<1> | typeof nothing {
    const draft = this.#draft;
    if (draft === null) return nothing;
    const {words, state, onLeave, checking} = view;
    const problems = this.#tried ? this.#problems(checking) : [];
    const edits = {change: (changes: Partial<CallbackDraft>) => this.#change(changes)};
    const fault = (field: CallbackField) => faultOf(problems, field, checking.choices.limits, words);
    return html`<form part="form" class="form" novalidate @submit=${(event: Event) => this.#submit(event, view)}>
      ${this.#number(draft, view, fault('number'))}
      ${this.#text('name', words.name, draft.name, fault('name'), {autocomplete: 'off', dir: 'auto'})}
      ${this.#times(draft, view, fault)} ${this.#zone(draft, view, fault('zone'))}
      ${assignField(draft, view, fault('assignee'), edits)} ${queueField(draft, view, fault('queue'), edits)}
      ${this.#reason(draft, view, fault('reason'))}
      <div class="row">
        ${actionButton({
          part: 'schedule-button',
          label: onLeave === null ? words.submit : words.save,
          icon: 'check',
          look: 'primary',
          state,
          onPress: (event) => this.#submit(event, view),
        })}
        ${
          onLeave === null
            ? nothing
            : actionButton({part: 'leave-button', label: words.cancel, icon: 'undo', look: 'quiet', onPress: onLeave})
        }
      </div>
    </form>`;
  }

  #number(draft: CallbackDraft, view: FormView, fault: string | null): TemplateResult<1> {
    const {words, known, checking} = view;
    if (draft.number === null) {
      return html`<div class="form-field number">
        <span class="label" id="number-label">${words.number}</span>
        <p class="known" aria-labelledby="number-label" role="group">
          <bdi dir="ltr">${known ?? ''}</bdi>
          ${actionButton({part: 'other-number-button', label: words.otherNumber, icon: 'note', look: 'quiet', onPress: () => this.#typeNumber()})}
        </p>
      </div>`;
    }
    const said = fault ?? (isEmergency(draft, checking) ? (words.faults['number emergency'] ?? null) : null);
    return html`${this.#text('number', words.number, draft.number, said, {type: 'tel', autocomplete: 'off', dir: 'ltr'})}
    ${
      known === null
        ? nothing
        : actionButton({
            part: 'same-number-button',
            label: words.sameNumber,
            icon: 'undo',
            look: 'quiet',
            onPress: () => this.#change({number: null}),
          })
    }`;
  }

  #typeNumber(): void {
    this.#change({number: ''});
    void this.#host.updateComplete.then(() => this.#host.renderRoot.querySelector<HTMLElement>('#number')?.focus());
  }

  #text(
    field: 'number' | 'name',
    label: string,
    value: string,
    fault: string | null,
    {type = 'text', autocomplete, dir}: {readonly type?: string; readonly autocomplete: string; readonly dir: string},
  ): TemplateResult<1> {
    return html`<div class="form-field ${field}">
      <label for=${field}>${label}</label>
      <input
        id=${field}
        class="field"
        type=${type}
        dir=${dir}
        autocomplete=${autocomplete}
        aria-required="true"
        aria-invalid=${fault === null ? nothing : 'true'}
        aria-describedby=${fault === null ? nothing : `${field}-fault`}
        .value=${value}
        @input=${(event: Event) => this.#typed(field, event)}
      />
      ${faultLine(field, fault)}
    </div>`;
  }

  #times(
    draft: CallbackDraft,
    {words, checking}: FormView,
    fault: (field: CallbackField) => string | null,
  ): TemplateResult<1> {
    const {limits} = checking.choices;
    const day = (at: number): string => wallTimeAt('UTC', at).date;
    const window = windowOf(draft);
    const here = window === null ? null : timesHere(draft.zone, window);
    const faults = (['date', 'start', 'end'] as const).map((field) => [field, fault(field)] as const);
    const input = (field: 'date' | 'start' | 'end', label: string): TemplateResult<1> =>
      html`<label class="part">
        <span>${label}</span>
        <input
          id=${field}
          class="field"
          type=${field === 'date' ? 'date' : 'time'}
          min=${field === 'date' ? day(checking.now - 86_400_000) : nothing}
          max=${field === 'date' ? day(checking.now + limits.aheadMs + 86_400_000) : nothing}
          aria-required="true"
          aria-invalid=${fault(field) === null ? nothing : 'true'}
          aria-describedby=${fault(field) === null ? 'for-you' : `${field}-fault`}
          .value=${draft[field]}
          @input=${(event: Event) => this.#typed(field, event)}
        />
      </label>`;
    return html`<fieldset class="form-field times">
      <legend>${words.between}</legend>
      <div class="row">${input('date', words.date)} ${input('start', words.start)} ${input('end', words.end)}</div>
      ${faults.map(([field, said]) => faultLine(field, said))}
      <p id="for-you" class="help" aria-live="polite">
        ${window === null ? '' : here === null ? words.sameForYou : words.forYou(here)}
      </p>
    </fieldset>`;
  }

  #zone(draft: CallbackDraft, {words}: FormView, fault: string | null): TemplateResult<1> {
    return html`<div class="form-field zone">
      <label for="zone">${words.zone}</label>
      <input
        id="zone"
        class="field"
        type="text"
        list="zones"
        dir="ltr"
        autocomplete="off"
        spellcheck="false"
        aria-required="true"
        aria-invalid=${fault === null ? nothing : 'true'}
        aria-describedby=${fault === null ? 'zone-help' : 'zone-fault'}
        .value=${draft.zone}
        @input=${(event: Event) => this.#typed('zone', event)}
      />
      <datalist id="zones">${allZones().map((each) => html`<option value=${each}></option>`)}</datalist>
      <p id="zone-help" class="help">${words.zoneHelp}</p>
      ${faultLine('zone', fault)}
    </div>`;
  }

  #reason(draft: CallbackDraft, {words}: FormView, fault: string | null): TemplateResult<1> {
    const left = CALLBACK_REASON_MAX - Array.from(draft.reason.trim()).length;
    return html`<div class="form-field reason">
      <label for="reason">${words.reason} <span class="help">${words.optional}</span></label>
      <textarea
        id="reason"
        class="field"
        rows="2"
        dir="auto"
        aria-invalid=${fault === null ? nothing : 'true'}
        aria-describedby=${fault === null ? 'reason-left' : 'reason-fault'}
        .value=${draft.reason}
        @input=${(event: Event) => this.#typed('reason', event)}
      ></textarea>
      <p id="reason-left" class="help">${left > 50 || left < 0 ? nothing : words.reasonLeft(left)}</p>
      ${faultLine('reason', fault)}
    </div>`;
  }

  #typed(field: keyof CallbackDraft, {target}: Event): void {
    const known =
      target instanceof HTMLInputElement ||
      target instanceof HTMLSelectElement ||
      target instanceof HTMLTextAreaElement;
    if (!known) return;
    this.#change({[field]: target.value});
  }

  #change(changes: Partial<CallbackDraft>): void {
    if (this.#draft === null) return;
    this.#draft = {...this.#draft, ...changes};
    this.#found = [];
    this.#host.requestUpdate();
  }

  #problems(checking: Checking): readonly CallbackProblem[] {
    return this.#draft === null ? [] : [...problemsOf(this.#draft, checking), ...this.#found];
  }

  #submit(event: Event, {checking, state, onSubmit}: FormView): void {
    event.preventDefault();
    if (this.#draft === null || state.status === 'pending') return;
    this.#tried = true;
    this.#found = [];
    this.#host.requestUpdate();
    const problems = this.#problems(checking);
    if (problems.length === 0) return onSubmit(this.#draft);
    void this.#host.updateComplete.then(() => this.#focusFirst(problems));
  }

  #focusFirst(problems: readonly CallbackProblem[]): void {
    const first = FIELD_ORDER.find((field) => problems.some((each) => each.field === field));
    const id = first === 'assignee' && this.#draft?.assign === 'me' ? 'assign-me' : first;
    if (id !== undefined) this.#host.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }
}
