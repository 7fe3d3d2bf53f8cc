import {html, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {DeviceKind, DeviceSlot} from '../../services/ports.ts';
import type {Strings} from '../strings/english.ts';
import {deviceLabel} from './device-words.ts';
import {deviceWords} from './late-words.ts';

/** A list of devices with what is chosen; one that is away stays in it, and says so. */
export function deviceSelect(
  kind: DeviceKind,
  {available, chosen}: DeviceSlot,
  strings: Strings,
  onChoose: (deviceId: string | null) => void,
): TemplateResult<1> {
  const words = deviceWords(strings);
  const isAway = chosen !== null && !available.some(({id}) => id === chosen.id);
  const changed = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) onChoose(event.target.value === '' ? null : event.target.value);
  };
  return html`<select id=${kind} part="select" class="field" @change=${changed}>
    <option value="" .selected=${live(chosen === null)}>${words.system}</option>
    ${available.map(
      (device, place) =>
        html`<option value=${device.id} .selected=${live(device.id === chosen?.id)}>
          ${deviceLabel(device, place, words.kinds[kind], strings)}
        </option>`,
    )}
    ${isAway ? html`<option value=${chosen.id} .selected=${true}>${words.away(chosen.label)}</option>` : ''}
  </select>`;
}

/** A switch: on is the usual state. */
export function settingSwitch(
  id: string,
  label: string,
  on: boolean,
  onChange: (on: boolean) => void,
): TemplateResult<1> {
  const changed = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) onChange(event.target.checked);
  };
  return html`<label class="switch" for=${id}
    ><span>${label}</span><input id=${id} type="checkbox" role="switch" .checked=${live(on)} @change=${changed}
  /></label>`;
}
