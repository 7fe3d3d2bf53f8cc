import {html, nothing, type TemplateResult} from 'lit';
import type {CallbackRequestView} from '../../services/callback-request-ports.ts';
import {icon} from '../icons/icons.ts';
import type {CallbackRequestStrings} from '../strings/english-callback-request.ts';
import {actionButton} from '../templates/action-button.ts';
import type {Clock} from './request-times.ts';

export type ToldView = {
  readonly view: Extract<CallbackRequestView, {status: 'requested'}>;
  readonly words: CallbackRequestStrings;
  readonly clock: Clock;
  /** The question before it is cancelled is open. */
  readonly doubting: boolean;
  readonly onAsk: () => void;
  readonly onCancel: () => void;
  readonly onKeep: () => void;
  readonly onAgain: () => void;
};

/** Below what is said of a request: its number and page, and what the customer may do. */
export function told(told: ToldView): TemplateResult<1> {
  const {view, words, onAgain} = told;
  const {progress, statusUrl, outOfReach} = view;
  const open = !['talked', 'unreached', 'late', 'cancelled'].includes(progress.status);
  return html`<p class="help number">${words.yourNumber}: <bdi dir="ltr">${progress.number}</bdi></p>
    <div role="status">
      ${outOfReach ? html`<p class="trouble">${icon('offline')}<span>${words.lastKnown}</span></p>` : ''}
    </div>
    ${
      open
        ? html`<p class="help">${words.oncePerNumber}</p>
            <p class="keep">
              <a part="status-link" href=${statusUrl} target="_blank" rel="noopener noreferrer"
                >${words.openLink}${icon('external')}</a
              >
              <span class="help">${words.keepLink}</span>
            </p>`
        : nothing
    }
    ${open && progress.cancellable ? cancelPart(told) : nothing}
    ${
      open
        ? nothing
        : html`<div class="row">
            ${actionButton({part: 'again-button', label: words.anotherOne, icon: 'callback', look: 'primary', onPress: onAgain})}
          </div>`
    }`;
}

/** It tells people: it is asked once whether it is meant. */
function cancelPart({view, words, doubting, onAsk, onCancel, onKeep}: ToldView): TemplateResult<1> {
  const {cancelling} = view;
  const state = cancelling === 'pending' ? ({status: 'pending', slow: false} as const) : ({status: 'idle'} as const);
  const failed = cancelling !== 'no' && cancelling !== 'pending';
  const trouble = html`<div role="alert">
    ${failed ? html`<p class="trouble">${icon('alert')}<span>${words.cancelFailed}</span></p>` : nothing}
  </div>`;
  if (!doubting)
    return html`${trouble}
      <div class="row">
        ${actionButton({part: 'cancel-button', label: words.cancel, icon: 'close', onPress: onAsk})}
      </div>`;
  return html`<div class="doubt" role="group" aria-labelledby="doubt">
    <p id="doubt" tabindex="-1"><b>${words.cancelSure}</b></p>
    ${trouble}
    <div class="row">
      ${actionButton({part: 'cancel-now-button', label: words.cancelNow, icon: 'close', look: 'end', state, onPress: onCancel})}
      ${actionButton({part: 'keep-button', label: words.cancelNot, icon: 'undo', look: 'quiet', onPress: onKeep})}
    </div>
  </div>`;
}
