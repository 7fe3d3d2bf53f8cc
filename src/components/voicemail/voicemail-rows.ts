import {html, nothing, type TemplateResult} from 'lit';
import type {VoicemailCallbackStatus, VoicemailView} from '../../services/voicemail/voicemail-ports.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {VoicemailWords} from '../strings/english-voicemail.ts';
import {clockFace} from '../templates/durations.ts';
import {momentHere, momentInFull, timeAgo} from '../templates/time-ago.ts';

const CALLBACK_ICONS: Readonly<Record<VoicemailCallbackStatus, IconName>> = {
  open: 'clock',
  kept: 'callback',
  unreached: 'phone-missed',
  cancelled: 'close',
  expired: 'alert',
};

/** Who left it, who has dealt with it, and what became of a call back. */
export function callerCell({name, number, done, callback}: VoicemailView, words: VoicemailWords): TemplateResult<1> {
  const shown = number === '' ? html`<span>${words.withheld}</span>` : html`<bdi dir="ltr">${number}</bdi>`;
  const named = name !== null && name !== '';
  return html`<span class="name">${named ? html`<bdi>${name}</bdi>` : shown}</span>
    ${named ? html`<span class="line">${shown}</span>` : nothing}
    ${done === null ? nothing : html`<span class="line done">${icon('check')}<bdi>${words.doneBy(done.agentName, momentHere(done.doneAt))}</bdi></span>`}
    ${callback ? html`<span class="line callback">${icon(CALLBACK_ICONS[callback.status])}<span>${words.callbacks[callback.status]}</span></span>` : nothing}`;
}

/** How long ago, and when by the clock here; in full where one points. */
export function leftCell({leftAt}: VoicemailView, now: number): TemplateResult<1> {
  return html`<time datetime=${new Date(leftAt).toISOString()} title=${momentInFull(leftAt)}
    ><bdi>${timeAgo(leftAt, now)}</bdi><span class="line"><bdi>${momentHere(leftAt)}</bdi></span></time
  >`;
}

export function lengthCell({lengthMs}: VoicemailView, words: VoicemailWords): TemplateResult<1> {
  return html`<span class="word">${words.length} </span><bdi dir="ltr">${clockFace(lengthMs)}</bdi>`;
}
