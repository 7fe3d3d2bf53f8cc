import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../icons/icons.ts';

/** What is wrong in a field, below it; null: nothing. */
export function faultLine(field: string, fault: string | null): TemplateResult<1> | typeof nothing {
  return fault === null
    ? nothing
    : html`<p id="${field}-fault" class="fault">${icon('alert')}<span>${fault}</span></p>`;
}
