import {nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {AttentionState, DevicePreferences, DeviceState, RingtoneName} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {deviceSelect, settingSwitch} from './setting-fields.ts';
import {deviceWords} from './late-words.ts';

type RingSettings = {
  readonly html: HtmlTag;
  readonly strings: Strings;
  readonly state: DeviceState;
  readonly preferences: DevicePreferences;
  readonly notifications: AttentionState['notifications'];
  readonly autoAnswer: boolean;
  readonly onChoose: (deviceId: string | null) => void;
  readonly onPrefer: (change: Partial<DevicePreferences>) => void;
  readonly onPreview: () => void;
  readonly onAllowNotices: () => void;
};

const TUNES: readonly RingtoneName[] = ['two-notes', 'bell', 'marimba'];

/** How this browser rings, and how it tells of rings to somebody who does not look. */
export function ringSettings(given: RingSettings): TemplateResult<1> {
  const {html, strings, state, preferences, onChoose, onPrefer} = given;
  const words = deviceWords(strings);
  return html`<h3>${words.ringtoneHeading}</h3>
    ${settingSwitch('ring-aloud', words.ringAloud, !preferences.ringtoneOff, (on) => onPrefer({ringtoneOff: !on}))}
    ${
      state.outputsSelectable
        ? html`<div class="setting">
            <label class="caption" for="ringtone">${words.kinds.ringtone}</label>
            ${deviceSelect('ringtone', state.ringtone, strings, onChoose)}
          </div>`
        : nothing
    }
    ${tune(given)} ${volume(given)}
    ${settingSwitch('title', words.title, !preferences.titleOff, (on) => onPrefer({titleOff: !on}))} ${notices(given)}
    ${settingSwitch('go-back', words.goBack, !preferences.staysAfterLoss, (on) => onPrefer({staysAfterLoss: !on}))}
    ${settingSwitch('key-tones', words.keyTones, !preferences.keyTonesOff, (on) => onPrefer({keyTonesOff: !on}))}
    <p class="help">
      <strong>${words.autoAnswer}:</strong> ${given.autoAnswer ? words.autoAnswerOn : words.autoAnswerOff}
    </p>`;
}

function tune({html, strings, preferences, onPrefer, onPreview}: RingSettings): TemplateResult<1> {
  const words = deviceWords(strings);
  const changed = (event: Event): void => {
    const chosen = TUNES.find((each) => event.target instanceof HTMLSelectElement && each === event.target.value);
    if (chosen !== undefined) onPrefer({ringtone: chosen});
  };
  return html`<div class="setting">
    <label class="caption" for="tune">${words.ringtone}</label>
    <div class="row">
      <select id="tune" part="select" class="field" @change=${changed}>
        ${TUNES.map(
          (each) =>
            html`<option value=${each} .selected=${live(each === preferences.ringtone)}>
              ${words.ringtones[each]}
            </option>`,
        )}
      </select>
      ${actionButton({part: 'preview-button', label: words.preview, icon: 'play', onPress: onPreview})}
    </div>
  </div>`;
}

function volume({html, strings, preferences, onPrefer}: RingSettings): TemplateResult<1> {
  const words = deviceWords(strings);
  const percent = Math.round(preferences.ringVolume * 100);
  const changed = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) onPrefer({ringVolume: event.target.valueAsNumber / 100});
  };
  return html`<div class="setting">
    <label class="caption" for="volume">${words.volume}</label>
    <div class="row">
      <input
        id="volume"
        type="range"
        min="0"
        max="100"
        step="5"
        .value=${live(String(percent))}
        aria-valuetext=${words.volumeValue(percent)}
        @change=${changed}
      />
      <span class="value" aria-hidden="true">${words.volumeValue(percent)}</span>
    </div>
  </div>`;
}

function notices({
  html,
  strings,
  preferences,
  notifications,
  onPrefer,
  onAllowNotices,
}: RingSettings): TemplateResult<1> {
  const words = deviceWords(strings);
  if (notifications === 'unsupported') return html`<p class="help">${words.notificationsUnsupported}</p>`;
  if (notifications === 'denied') return html`<p class="help">${words.notificationsDenied}</p>`;
  if (notifications === 'unknown')
    return html`<div>
      ${actionButton({part: 'notices-button', label: words.notificationsAllow, icon: 'note', onPress: onAllowNotices})}
    </div>`;
  return settingSwitch('notices', words.notifications, !preferences.notificationsOff, (on) =>
    onPrefer({notificationsOff: !on}),
  );
}
