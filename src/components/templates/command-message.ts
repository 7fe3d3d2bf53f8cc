import {html, nothing, type TemplateResult} from 'lit';
import type {CommandState} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';

/** What a waiting, refused or failed command has to say; nothing while all is well. */
export function sentenceOf(
  state: CommandState,
  strings: Strings,
  slow: string = strings.common.waiting,
): string | null {
  switch (state.status) {
    case 'refused':
      return strings.refusals[state.code];
    case 'failed':
      return strings.common.failed(state.error.message);
    case 'pending':
      return state.slow ? slow : null;
    default:
      return null;
  }
}

/** A line below the buttons. Its live region is there before the text, or screen readers would miss it. */
export function commandMessage(states: readonly CommandState[], strings: Strings, slow?: string): TemplateResult<1> {
  const problem = states.find((each) => each.status === 'refused' || each.status === 'failed');
  const waiting = states.find((each) => each.status === 'pending' && each.slow);
  const said = problem ?? waiting;
  const sentence = said === undefined ? null : sentenceOf(said, strings, slow);
  return html`<div part="message" role="status" aria-live="polite">
    ${
      sentence === null
        ? nothing
        : html`<p class="message ${problem === undefined ? '' : 'problem'}">
            ${problem === undefined ? nothing : icon('alert')}${sentence}
          </p>`
    }
  </div>`;
}
