import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {attentionContext, emergencyContext} from '../../services/contexts.ts';
import type {EmergencyAlert, EmergencyService} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {alertKey, alertWords} from '../emergency/emergency-words.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {timeOfDay} from '../templates/durations.ts';
import {emergencyAlertsStyles} from './emergency-alerts.styles.ts';

const NONE: readonly EmergencyAlert[] = [];

/** What a page has told of one session's: the elements that could, what sounded, and what was put away. */
type Told = {
  readonly elements: Set<CordboardEmergencyAlerts>;
  readonly heard: Set<string>;
  readonly seen: Set<string>;
};

const known = new WeakMap<EmergencyService, Told>();

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
  static override properties: PropertyDeclarations = {
    spare: {type: Boolean, reflect: true},
    silenced: {state: true},
    spoken: {state: true},
  };

  /** Keeps quiet while another one of the page, without this, is in sight. */
  declare spare: boolean;
  /** The browser held the sound back. */
  declare private silenced: boolean;
  /** What is read aloud; it comes after its live region, or screen readers would miss it. */
  declare private spoken: readonly EmergencyAlert[];

  readonly #emergency = new ServiceController(this, emergencyContext, (service) => [
    service.alerts,
    this.#being(service),
  ]);
  readonly #attention = new ServiceController(this, attentionContext, (service) => [service.state]);

  constructor() {
    super();
    this.spare = false;
    this.silenced = false;
    this.spoken = NONE;
  }

  protected override updated(): void {
    const {alerts} = this;
    if (this.spoken !== alerts) queueMicrotask(() => (this.spoken = alerts));
    const {service} = this.#emergency;
    if (service === undefined) return;
    const {heard} = toldOf(service);
    const fresh = alerts.map(alertKey).filter((key) => !heard.has(key));
    for (const key of fresh) heard.add(key);
    if (fresh.length > 0) void this.#sound();
  }

  protected override render(): TemplateResult<1> {
    const {alerts, spoken} = this;
    const words = this.strings.emergency;
    const {service} = this.#emergency;
    const shown = service === undefined ? NONE : alerts.filter((each) => !toldOf(service).seen.has(alertKey(each)));
    return this.html`<div role="alert" class="visually-hidden">${spoken.map((each) => this.html`<p>${alertWords(each, words)}</p>`)}</div>
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

  /** Those of others that are on, and told here. */
  private get alerts(): readonly EmergencyAlert[] {
    const {service} = this.#emergency;
    if (service === undefined || (this.spare && this.#isToldElsewhere(service))) return NONE;
    return service.alerts.value;
  }

  /** One page tells it once: where a whole desk does, or a spare one that was there before. */
  #isToldElsewhere(service: EmergencyService): boolean {
    const there = [...toldOf(service).elements].filter((each) => each.checkVisibility());
    return there.some((each) => !each.spare) || (there.includes(this) && there[0] !== this);
  }

  /** Being subscribed to it is being there; the others are told when one comes or goes. */
  #being(service: EmergencyService): Store<null> {
    const {elements} = toldOf(service);
    const tell = (): void => {
      for (const each of elements) if (each !== this) each.requestUpdate();
    };
    return {
      value: null,
      subscribe: () => {
        elements.add(this);
        tell();
        return () => {
          elements.delete(this);
          tell();
        };
      },
    };
  }

  #alert(each: EmergencyAlert, words: Strings['emergency']): TemplateResult<1> {
    return this.html`<div part="alert" class="alert ${each.test ? 'test' : ''}">
      ${icon('alert')}
      <p><strong>${alertWords(each, words)}</strong><br />${words.alertSince(timeOfDay(each.dialledAt))}</p>
      ${actionButton({
        part: 'seen-button',
        label: words.seen,
        icon: 'check',
        name: words.seenOf(each.agentName),
        look: 'quiet',
        onPress: () => this.#putAway(alertKey(each)),
      })}
    </div>`;
  }

  #putAway(key: string): void {
    const {service} = this.#emergency;
    if (service === undefined) return;
    const {elements, seen} = toldOf(service);
    seen.add(key);
    for (const each of elements) each.requestUpdate();
  }

  async #sound(): Promise<void> {
    this.silenced = (await this.#attention.service?.alarm()) === false;
  }
}

function toldOf(service: EmergencyService): Told {
  const before = known.get(service);
  if (before !== undefined) return before;
  const told: Told = {elements: new Set(), heard: new Set(), seen: new Set()};
  known.set(service, told);
  // As long as the service, and not an element of it: what ends while none is there is over all the same ([EC-36]).
  service.alerts.subscribe((alerts) => {
    const now = new Set(alerts.map(alertKey));
    for (const keys of [told.heard, told.seen]) for (const key of keys) if (!now.has(key)) keys.delete(key);
  });
  return told;
}
