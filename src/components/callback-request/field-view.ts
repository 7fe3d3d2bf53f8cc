import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../icons/icons.ts';
import type {CallbackForm} from '../../services/callback-request-ports.ts';
import type {CallbackRequestStrings} from '../strings/english-callback-request.ts';
import type {RequestDraft, RequestField} from './request-draft.ts';
import type {Clock} from './request-times.ts';

/** What a question is drawn from. */
export type FieldView = {
  readonly draft: RequestDraft;
  readonly form: CallbackForm;
  readonly words: CallbackRequestStrings;
  readonly clock: Clock;
  /** The form is being read again. */
  readonly renewing: boolean;
  /** What is wrong there and what to do; null: nothing, as far as anybody knows. */
  readonly fault: (field: RequestField) => string | null;
  readonly change: (field: RequestField, changes: Partial<RequestDraft>) => void;
};

/** What is said of a field, by the ids of what says it. */
export function describedBy(field: RequestField, fault: string | null, ...more: readonly string[]): string {
  return [...(fault === null ? [] : [`${field}-fault`]), ...more].join(' ');
}

/** What is wrong in a field, below its question and above what is filled in. */
export function faultOf(field: RequestField, fault: string | null): TemplateResult<1> | typeof nothing {
  if (fault === null) return nothing;
  return html`<p id="${field}-fault" class="fault">${icon('alert')}<span>${fault}</span></p>`;
}

export function valueOf({target}: Event): string {
  const known =
    target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
  return known ? target.value : '';
}
