import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {attentionContext, emergencyContext} from '../../services/contexts.ts';
import type {EmergencyAlert} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {timeOfDay} from '../templates/durations.ts';
import {emergencyAlertsStyles} from './emergency-alerts.styles.ts';

const NONE: readonly EmergencyAlert[] = [];

/**
 * @summary Tells a supervisor, with a sound, that an agent has called emergency services: who, since when, and nothing of the call. It
 * follows the session by itself, and shows nothing without such a call.
 * @csspart alert - One agent's.
 * @csspart seen-button - Puts it away in this page.
 * @csspart sound-button - Lets the sound through, where the browser held it back.
 * @since 0.4.0
 */
export class CordboardEmergencyAlerts extends CordboardElement {
  static override styles = emergencyAlertsStyles;
  static override properties: PropertyDeclarations = {silenced: {state: true}, spoken: {state: true}};

  /** The browser held the sound back. */
  declare private silenced: boolean;
  /** What is read aloud; it comes after its live region, or screen readers would miss it. */
  declare private spoken: readonly EmergencyAlert[];

  readonly #emergency = new ServiceController(this, emergencyContext, (service) => [service.alerts]);
  readonly #attention = new ServiceController(this, attentionContext, (service) => [service.state]);
  /** What sounded, and what was put away, of what is on. */
  readonly #heard = new Set<string>();
  readonly #seen = new Set<string>();

  constructor() {
    super();
    this.silenced = false;
    this.spoken = NONE;
  }

  protected override willUpdate(): void {
    const now = new Set(this.alerts.map(keyOf));
    for (const known of [this.#heard, this.#seen]) for (const key of known) if (!now.has(key)) known.delete(key);
  }

  protected override updated(): void {
    const {alerts} = this;
    if (this.spoken !== alerts) queueMicrotask(() => (this.spoken = alerts));
    const fresh = alerts.map(keyOf).filter((key) => !this.#heard.has(key));
    for (const key of fresh) this.#heard.add(key);
    if (fresh.length > 0) void this.#sound();
  }

  protected override render(): TemplateResult<1> {
    const {alerts, spoken} = this;
    const words = this.strings.emergency;
    const shown = alerts.filter((each) => !this.#seen.has(keyOf(each)));
    return this.html`<div role="alert" class="visually-hidden">${spoken.map((each) => this.html`<p>${sentence(each, words)}</p>`)}</div>
      ${shown.map((each) => this.#alert(each, words))}
      ${
        this.silenced && shown.length > 0
          ? actionButton({
              part: 'sound-button',
              label: words.hearAlerts,
              icon: 'sound',
              onPress: () => void this.#sound(),
            })
          : nothing
      }`;
  }

  /** Those of others that are on. */
  private get alerts(): readonly EmergencyAlert[] {
    return this.#emergency.service?.alerts.value ?? NONE;
  }

  #alert(each: EmergencyAlert, words: Strings['emergency']): TemplateResult<1> {
    return this.html`<div part="alert" class="alert ${each.test ? 'test' : ''}">
      ${icon('alert')}
      <p><strong>${sentence(each, words)}</strong><br />${words.alertSince(timeOfDay(each.dialledAt))}</p>
      ${actionButton({
        part: 'seen-button',
        label: words.seen,
        icon: 'check',
        name: words.seenOf(each.agentName),
        look: 'quiet',
        onPress: () => this.#putAway(keyOf(each)),
      })}
    </div>`;
  }

  #putAway(key: string): void {
    this.#seen.add(key);
    this.requestUpdate();
  }

  async #sound(): Promise<void> {
    this.silenced = (await this.#attention.service?.alarm()) === false;
  }
}

/** A call for help, and not the hour that its number lasts: who dials again needs help again. */
function keyOf({callId, dialledAt}: EmergencyAlert): string {
  return `${callId} ${dialledAt}`;
}

function sentence({agentName, test}: EmergencyAlert, words: Strings['emergency']): string {
  return test ? words.alertTest(agentName) : words.alert(agentName);
}
