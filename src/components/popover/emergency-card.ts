import {nothing, type LitElement, type TemplateResult} from 'lit';
import type {DeskSettings} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import {prefixOf} from '../base/define-element.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {unlessCanceled} from '../controllers/command-controller.ts';
import type {DeskSurfaces} from '../controllers/desk-surfaces.ts';
import {LatePart} from '../controllers/late-part.ts';
import {SettingsToggle} from '../device-settings/settings-toggle.ts';
import type {EmergencySettingsRequestEvent} from '../emergency/emergency.events.ts';
import {EmergencyFollower} from '../emergency/emergency-follower.ts';
import {LateAlerts} from '../emergency/late-alerts.ts';
import type {Strings} from '../strings/english.ts';
import {BareEmergency} from './bare-emergency.ts';

/** The agent's emergency in the popover, where nothing else of the desk shows it ([EC-101]). */
export class EmergencyCard {
  readonly emergency: EmergencyFollower;
  readonly #settings: SettingsToggle;
  readonly #part: LatePart;
  readonly #alerts: LateAlerts;
  readonly #bare = new BareEmergency();

  constructor(host: LitElement) {
    this.emergency = new EmergencyFollower(host);
    this.#settings = new SettingsToggle(host);
    this.#part = new LatePart(host, 'emergency', async () => {
      const late = await import('../emergency/late-emergency.ts');
      late.defineEmergencyParts(prefixOf(host.localName));
      return late.CordboardEmergency;
    });
    this.#alerts = new LateAlerts(host, this.emergency);
  }

  /** Loads its element long before they ring back: as soon as the agent has dialled. By hand only, once that failed. */
  prepare(): void {
    const service = this.emergency.service;
    const known = service !== undefined && (service.own.value !== null || service.attempt.value !== null);
    if (known && !this.#part.failed) this.#part.need();
  }

  /** [EC-35] A supervisor is told of somebody else's; its element keeps quiet where a desk of the page tells it. */
  drawAlerts(html: HtmlTag, strings: Strings, surfaces: DeskSurfaces | null): TemplateResult<1> | typeof nothing {
    return this.#alerts.draw(html, strings, true, surfaces?.isThere('panel'));
  }

  /**
   * Whether it is to be seen here. A panel has it; so does a dialer while the desk is locked, in its own place. Responders who ring
   * back are in front of all the page's own, wherever a dialer is.
   */
  isDue(surfaces: DeskSurfaces | null): boolean {
    const rings = this.emergency.ringsBack;
    if (!(rings || this.emergency.on) || surfaces?.isThere('panel') === true) return false;
    return rings || surfaces?.isThere('dialer') !== true;
  }

  /** @param html the tag of the host, which knows its prefix */
  draw(
    html: HtmlTag,
    strings: Strings,
    settings: Store<DeskSettings | null> | undefined,
  ): TemplateResult<1> | typeof nothing {
    const {service} = this.emergency;
    if (service === undefined) return nothing;
    if (this.#part.failed) return this.#bare.draw(service, strings, {settings, retry: () => this.#part.need()});
    const open = (event: EmergencySettingsRequestEvent): void => unlessCanceled(event, () => this.#settings.toggle());
    return html`<div class="emergency-card">
      <cordboard-emergency
        exportparts="emergency"
        ?settings-open=${this.#settings.open}
        @cordboard-emergency-settings-request=${open}
      ></cordboard-emergency>
      ${this.#settings.section(html)}
    </div>`;
  }
}
