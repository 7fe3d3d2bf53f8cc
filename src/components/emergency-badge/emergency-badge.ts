import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {ReadinessSummary} from '../../domain/emergency-readiness.ts';
import {offersContext} from '../../services/contexts.ts';
import type {EmergencyReadiness} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {DeskSurfaces} from '../controllers/desk-surfaces.ts';
import {LatePart} from '../controllers/late-part.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {EmergencyFollower} from '../emergency/emergency-follower.ts';
import {LateAlerts} from '../emergency/late-alerts.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {ReadinessWords} from '../strings/english-readiness.ts';
import {actionButton} from '../templates/action-button.ts';
import {readinessWords} from '../templates/readiness-words.ts';
import {emergencyBadgeStyles} from './emergency-badge.styles.ts';
import {ReadinessDesk} from './readiness-desk.ts';

/** Status → how it looks; a state is a word, an icon and a colour. */
const LOOKS: Readonly<Record<ReadinessSummary['status'], {readonly icon: IconName; readonly tone: string}>> = {
  ready: {icon: 'check', tone: 'positive'},
  checking: {icon: 'search', tone: ''},
  'to-do': {icon: 'alert', tone: 'warning'},
  simulated: {icon: 'alert', tone: 'after'},
  impossible: {icon: 'alert', tone: 'impossible'},
};

/**
 * @summary Says before an emergency whether this desk could call for help, and asks quietly where the agent is; pressed, it opens what it
 * takes. It shows nothing while the agent has an emergency, nor before anything is known. A supervisor is told here of an agent's emergency, where nothing else of the page
 * does it.
 * @csspart badge - How things stand.
 * @csspart where-badge - Asks where the agent is, when that has to be confirmed.
 * @csspart retry-button - Tries again where the list did not load.
 * @csspart item - Each condition, exported from the list.
 * @csspart form - The form of the address, exported from the list.
 * @cssstate open - What it takes is shown.
 * @dependency cordboard-emergency-readiness
 * @dependency cordboard-emergency-alerts
 * @since 0.4.0
 */
export class CordboardEmergencyBadge extends CordboardElement {
  static override styles = emergencyBadgeStyles;
  static override properties: PropertyDeclarations = {open: {state: true}};

  declare private open: boolean;

  readonly #desk = new ReadinessDesk(this);
  readonly #emergency = new EmergencyFollower(this);
  readonly #list = new LatePart(
    this,
    'emergency-readiness',
    async () => (await import('../emergency-readiness/emergency-readiness.ts')).CordboardEmergencyReadiness,
  );
  readonly #alerts = new LateAlerts(this, this.#emergency);
  readonly #offers = new ServiceController(this, offersContext, () => []);
  /** The button the list was opened by, which gets the focus back. */
  #opener = 'badge';
  #focusNext: string | null = null;

  constructor() {
    super();
    this.open = false;
    for (const near of ['pointerenter', 'focusin']) this.addEventListener(near, () => this.#list.need());
  }

  protected override willUpdate(): void {
    // After an emergency the desk is as it was, without what lay open before.
    if (this.#emergency.on) this.open = false;
  }

  protected override updated(): void {
    const id = this.#focusNext;
    if (id === null) return;
    this.#focusNext = null;
    const target = this.renderRoot.querySelector<HTMLElement & {updateComplete?: Promise<unknown>}>(`#${id}`);
    // The list draws itself after its host.
    void Promise.resolve(target?.updateComplete).then(() => target?.focus());
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {readiness} = this.#desk;
    const shown = readiness !== null && !this.#emergency.on;
    this.setState('open', shown && this.open);
    const alerts = this.#alerted();
    if (!shown) return alerts;
    const words = readinessWords(this.strings);
    const look = LOOKS[readiness.summary.status];
    return this.html`<div class="badges">
        ${this.#badge('badge', look, summaryWords(readiness.summary, words))}
        ${readiness.question === null ? nothing : this.#badge('where-badge', {icon: 'alert', tone: ''}, words.confirmBadge)}
      </div>
      ${this.open ? this.#opened(readiness) : nothing} ${alerts}`;
  }

  /** [EC-35] A dialer alone tells a supervisor, too; beside a popover or a panel the element keeps quiet. */
  #alerted(): TemplateResult<1> | typeof nothing {
    const {service} = this.#offers;
    const surfaces = service === undefined ? null : DeskSurfaces.of(service);
    const told = surfaces?.isThere('panel') === true || surfaces?.isThere('popover') === true;
    return this.#alerts.draw(this.html, this.strings, true, told);
  }

  #badge(id: string, look: {readonly icon: IconName; readonly tone: string}, text: string): TemplateResult<1> {
    return this.html`<button
      type="button"
      id=${id}
      part=${id}
      class="chip badge ${look.tone}"
      aria-expanded=${this.open ? 'true' : 'false'}
      aria-controls=${this.open ? 'list' : nothing}
      @click=${() => this.#toggle(id)}
    >
      ${icon(look.icon)}<span>${text}</span>
    </button>`;
  }

  #opened(readiness: EmergencyReadiness): TemplateResult<1> {
    if (this.#list.failed) return this.#missing();
    return this.html`<cordboard-emergency-readiness
      id="list"
      class="list"
      exportparts="item, form"
      ?where-first=${this.#opener === 'where-badge'}
      .readiness=${readiness}
      .commands=${this.#desk.commands}
      @cordboard-location-confirm-request=${this.#desk.confirm}
      @cordboard-location-forget-request=${this.#desk.forget}
      @cordboard-position-request=${this.#desk.usePosition}
      @cordboard-emergency-readiness-closed=${() => this.#toggle(this.#opener)}
    ></cordboard-emergency-readiness>`;
  }

  #missing(): TemplateResult<1> {
    const {common, interaction} = this.strings;
    return this.html`<div id="list" class="list">
      <p role="alert" class="message problem">${interaction.missingPart}</p>
      ${actionButton({part: 'retry-button', label: common.retry, icon: 'reload', onPress: () => this.#list.need()})}
    </div>`;
  }

  #toggle(id: string): void {
    this.open = !this.open;
    this.#list.need();
    if (this.open) this.#opener = id;
    this.#focusNext = this.open ? 'list' : this.#opener;
  }
}

function summaryWords(summary: ReadinessSummary, words: ReadinessWords): string {
  switch (summary.status) {
    case 'ready':
      return words.ready;
    case 'checking':
      return words.checking;
    case 'to-do':
      return words.toDo(summary.count);
    case 'simulated':
      return summary.count === 0 ? words.simulated : words.simulatedToDo(summary.count);
    default:
      return words.impossible;
  }
}
