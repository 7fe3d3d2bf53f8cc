import {html, nothing, type TemplateResult} from 'lit';
import type {AnswerProblem} from '../controllers/offer-answers.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from './action-button.ts';
import {problemSentences} from './offer-texts.ts';

type Options = {
  readonly problem: AnswerProblem;
  readonly masked: boolean;
  readonly strings: Strings;
  readonly onDismiss: () => void;
};

/** Why answers did not come through, for when the cards that were pressed are gone. */
export function answerProblem({problem, masked, strings, onDismiss}: Options): TemplateResult<1> {
  const [first = '', ...others] = problemSentences(problem, masked, strings);
  return html`<div part="problem" class="answer-problem" role="alert">
    <div>
      <p class="message problem">${icon('alert')}${first}</p>
      ${
        others.length === 0
          ? nothing
          : html`<ul class="reasons">
              ${others.map((each) => html`<li dir="auto">${each}</li>`)}
            </ul>`
      }
    </div>
    ${actionButton({part: 'dismiss-button', label: strings.common.dismiss, icon: 'close', iconOnly: true, look: 'quiet', onPress: onDismiss})}
  </div>`;
}
