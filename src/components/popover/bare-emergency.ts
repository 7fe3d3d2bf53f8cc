import {html, nothing, type TemplateResult} from 'lit';
import type {DeskSettings, EmergencyService} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import {EmergencyButtons, ignoreHeld} from '../emergency/emergency-buttons.ts';
import {otherPhone, spoken} from '../emergency/emergency-words.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';

/**
 * [EC-106] An emergency where the file of its element did not come, as when the network is away: what it is, which number to dial on
 * another telephone, and what cannot wait.
 */
export class BareEmergency {
  readonly #buttons = new EmergencyButtons((command) => void command());

  /** @param retry loads the file again */
  draw(
    service: EmergencyService,
    strings: Strings,
    {settings, retry}: {readonly settings: Store<DeskSettings | null> | undefined; readonly retry: () => void},
  ): TemplateResult<1> {
    const other = otherPhone(service, settings, strings);
    return html`<div class="emergency-card bare" @keydown=${ignoreHeld}>
      <div role="alert">
        ${spoken(service, settings, strings).map((each) => html`<p class="message problem">${icon('alert')}${each}</p>`)}
      </div>
      ${other === null ? nothing : html`<p class="number"><bdi dir="ltr">${other.number}</bdi></p>`}
      ${this.#buttons.of(service, strings.emergency).map((each) => actionButton(each))}
      ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: retry})}
    </div>`;
  }
}
