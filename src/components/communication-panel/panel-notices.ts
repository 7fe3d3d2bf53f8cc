import {nothing, type TemplateResult} from 'lit';
import type {ConnectionState, VoiceState, VoiceTrouble} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {timeOfDay} from '../templates/durations.ts';
import {connectionWords} from '../strings/english-connection.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {newsWords} from '../templates/news-words.ts';
import {AudioResumeRequestEvent, VoiceRetryRequestEvent} from './communication-panel.events.ts';
import type {DeskController} from './desk-controller.ts';
import {type VoiceRemedy, voiceNotice as voiceNoticeOf, voiceWords} from './voice-words.ts';

/** Whatever there is to be said of the connection, of calls of several, and of the sound. */
export function panelNotices(
  desk: DeskController,
  masked: boolean,
  strings: Strings,
  html: HtmlTag,
): TemplateResult<1> {
  return html`${connectionNotice(desk.connection, desk.contacts.length > 0, strings, html)}
  ${newsNotices(desk, masked, strings, html)}
  ${voiceNotice(desk.voice, desk.trouble, {resume: desk.resumeAudio, retry: desk.retryVoice}, strings, html)}`;
}

/** Since when there is no connection, and what becomes of calls. */
export function connectionNotice(
  state: ConnectionState | null,
  inContact: boolean,
  strings: Strings,
  html: HtmlTag,
): TemplateResult<1> | typeof nothing {
  if (state?.status !== 'reconnecting') return nothing;
  const words = connectionWords(strings);
  const time = timeOfDay(state.since);
  return html`<cordboard-notice
    .tone=${'warning'}
    .heading=${words.reconnecting(time)}
    .text=${inContact ? words.reconnectingHelp : words.reconnectingIdleHelp}
  ></cordboard-notice>`;
}

/** More than a person reads; older ones come as newer ones are put away. */
const SHOWN_AT_ONCE = 5;

/** What happened in calls of several: told once as it comes, and there until it is put away. */
export function newsNotices(
  desk: Pick<DeskController, 'news' | 'dismissNews'>,
  masked: boolean,
  strings: Strings,
  html: HtmlTag,
): readonly TemplateResult<1>[] {
  return desk.news.slice(-SHOWN_AT_ONCE).map((each) => {
    const {heading, text} = newsWords(each, masked, strings);
    const failed = each.kind === 'consult-failed' || each.kind === 'callback-lost';
    return html`<cordboard-notice
      data-news=${each.kind}
      .tone=${failed ? 'warning' : 'info'}
      .symbol=${failed ? 'alert' : each.kind === 'customer-left' ? 'phone-end' : 'headset'}
      .heading=${heading}
      .text=${text}
      ><span slot="end"
        >${actionButton({part: `dismiss-news-${each.id}`, label: strings.common.dismiss, name: bidiSafe((said) => `${strings.common.dismiss}: ${said(heading)}`), icon: 'close', iconOnly: true, look: 'quiet', onPress: () => desk.dismissNews(each.id)})}</span
      ></cordboard-notice
    >`;
  });
}

/** What is wrong with the sound, and the button that helps. */
export function voiceNotice(
  state: VoiceState | null,
  trouble: VoiceTrouble | null,
  {resume, retry}: {readonly resume: (event: Event) => void; readonly retry: (event: Event) => void},
  strings: Strings,
  html: HtmlTag,
): TemplateResult<1> | typeof nothing {
  const notice = state === null ? null : voiceNoticeOf(state, trouble, strings);
  if (notice === null) return nothing;
  return html`<cordboard-notice
    .tone=${notice.tone}
    .heading=${notice.heading}
    .text=${notice.text}
    @cordboard-audio-resume-request=${resume}
    @cordboard-voice-retry-request=${retry}
    >${remedy(notice.remedy, strings)}</cordboard-notice
  >`;
}

function remedy(kind: VoiceRemedy, strings: Strings): TemplateResult<1> | typeof nothing {
  if (kind === 'none') return nothing;
  const fire = (event: Event, make: () => Event) => event.currentTarget?.dispatchEvent(make());
  return kind === 'play'
    ? actionButton({
        part: 'play-button',
        label: voiceWords(strings).play,
        icon: 'sound',
        look: 'primary',
        onPress: (event) => fire(event, () => new AudioResumeRequestEvent()),
      })
    : actionButton({
        part: 'retry-button',
        label: kind === 'fetch' ? voiceWords(strings).fetch : strings.common.retry,
        icon: 'mic',
        onPress: (event) => fire(event, () => new VoiceRetryRequestEvent()),
      });
}
