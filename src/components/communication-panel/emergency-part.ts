import type {TemplateResult} from 'lit';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {unlessCanceled} from '../controllers/command-controller.ts';
import type {SettingsToggle} from '../device-settings/settings-toggle.ts';
import type {EmergencySettingsRequestEvent} from '../emergency/emergency.events.ts';

/** [EM-25] Of all the desk this is what an emergency leaves; without one it shows nothing. */
export function emergencyPart(settings: SettingsToggle, html: HtmlTag): TemplateResult<1> {
  const open = (event: EmergencySettingsRequestEvent): void => unlessCanceled(event, () => settings.toggle());
  return html`<cordboard-emergency
    exportparts="emergency, callback"
    ?settings-open=${settings.open}
    @cordboard-emergency-settings-request=${open}
  ></cordboard-emergency>`;
}
