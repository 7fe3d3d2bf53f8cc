import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {emergencyContext, settingsContext} from '../../services/contexts.ts';
import type {EmergencyAttempt, EmergencyService, EmergencyView} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {CommandController} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {type ActionButton, actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {timeOfDay} from '../templates/durations.ts';
import {EmergencyButtons, ignoreHeld} from './emergency-buttons.ts';
import {
  afterwards,
  caveats,
  contactLines,
  otherPhone,
  shownOf,
  soundLines,
  spoken,
  titleOf,
} from './emergency-words.ts';
import {EmergencySettingsRequestEvent} from './emergency.events.ts';
import {emergencyStyles} from './emergency.styles.ts';

type Words = Strings['emergency'];

/**
 * @summary An emergency call of the agent: that it is on, what to do, and nothing to press but the device settings and the end of
 * the call. Without an emergency it shows nothing. It follows the session by itself.
 * @fires {EmergencySettingsRequestEvent} cordboard-emergency-settings-request - The agent wants the device settings. Cancelable.
 * @csspart emergency - The whole of it, while it is on.
 * @csspart callback - The line that says until when responders can ring back.
 * @csspart number - The number, large, where another telephone is to be used.
 * @csspart end-button - End call.
 * @csspart settings-button - Device settings.
 * @csspart mute-button - The microphone, while the device settings are open.
 * @csspart hear-button - Lets the sound through, where the browser wants a click.
 * @csspart answer-button - Answer, while responders ring back.
 * @csspart again-button - Calls again.
 * @csspart done-button - No more help is needed, or what was said is read.
 * @cssstate on - An emergency is on; the page shows nothing else of the desk.
 * @since 0.4.0
 */
export class CordboardEmergency extends CordboardElement {
  static override styles = emergencyStyles;
  static override properties: PropertyDeclarations = {settingsOpen: {type: Boolean, attribute: 'settings-open'}};

  /** The device settings are open below it. */
  declare settingsOpen: boolean;

  readonly #emergency = new ServiceController(this, emergencyContext, (service) => [
    service.own,
    service.attempt,
    service.sound,
    service.muted,
  ]);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);
  readonly #commands = new CommandController(this);
  readonly #presses = new EmergencyButtons((command) => void this.#commands.run('emergency', command));
  #attempted = false;
  /** What was there when the focus was last set. */
  #focused = '';

  constructor() {
    super();
    this.settingsOpen = false;
    this.addEventListener('keydown', ignoreHeld);
  }

  /** Puts the focus on what comes first: the end of the call, or the answer. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[data-first] button')?.focus(options);
  }

  protected override updated(): void {
    const {service} = this.#emergency;
    const attempt = service?.attempt.value ?? null;
    const attempted = attempt !== null;
    if (attempted && !this.#attempted) this.#presses.pressed();
    this.#attempted = attempted;
    const now = service === undefined ? '' : placeOf(service);
    if (now === this.#focused) return;
    this.#focused = now;
    // The dialer or the button that was pressed is gone: the focus goes to what is left, and never out of the host's own fields.
    if (now !== '') queueMicrotask(() => this.#hasFocusNearby() && this.focus());
  }

  /** Nothing of the page has the focus, or an element of the desk around this one. */
  #hasFocusNearby(): boolean {
    const {activeElement, body} = this.ownerDocument;
    if (activeElement === null || activeElement === body) return true;
    for (let root = this.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
      if (root.host === activeElement) return true;
    return false;
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {service} = this.#emergency;
    const own = service?.own.value ?? null;
    const attempt = service?.attempt.value ?? null;
    const on = (own !== null && own.status !== 'over') || attempt !== null;
    this.setState('on', on);
    if (service === undefined) return nothing;
    const words = this.strings.emergency;
    // The region is there before its text, or screen readers would miss it.
    return this.html`<div role="alert" class="visually-hidden">${on ? spoken(service, this.#settings.service, this.strings).map((each) => this.html`<p>${each}</p>`) : nothing}</div>
      ${on ? this.#card(service, words) : own === null ? nothing : this.#after(own, words, service)}`;
  }

  /** Within a second of a dial the hub has answered, or the person is told that it does not. */
  #card(service: EmergencyService, words: Words): TemplateResult<1> {
    const {html} = this;
    const own = shownOf(service);
    const attempt = service.attempt.value;
    const trying = attempt?.status === 'out-of-reach' ? [words.stillTrying] : [];
    const lines = own === null ? trying : this.#lines(own, service, words);
    return html`<section part="emergency" class="emergency" aria-label=${words.region}>
      <div class="head">
        ${icon('alert')}
        <h2>${titleOf(service, words)}</h2>
        ${this.#timer(own, words)}
      </div>
      ${this.#caveats(own ?? attempt, words)} ${this.#otherPhone(service)}
      ${lines.length === 0 ? nothing : html`<div class="lines">${lines.map((line) => html`<p>${line}</p>`)}</div>`}
      ${this.#buttons(this.#buttonsOf(service, words))}
      ${own === null ? nothing : commandMessage([this.#commands.state('emergency')], this.strings)}
    </section>`;
  }

  #timer(own: EmergencyView | null, words: Words): TemplateResult<1> | typeof nothing {
    const since = own?.connectedAt ?? null;
    return since === null
      ? nothing
      : this.html`<cordboard-timer .since=${since} .label=${words.duration}></cordboard-timer>`;
  }

  #caveats(it: EmergencyView | EmergencyAttempt | null, words: Words): readonly TemplateResult<1>[] {
    return caveats(it, this.#settings.service, words).map((each) => this.html`<p class="test">${each}</p>`);
  }

  #otherPhone(service: EmergencyService): TemplateResult<1> | typeof nothing {
    const other = otherPhone(service, this.#settings.service, this.strings);
    if (other === null) return nothing;
    return this.html`${other.lines.map((each) => this.html`<p class="strong">${each}</p>`)}
      <p part="number" class="number"><bdi dir="ltr">${other.number}</bdi></p>`;
  }

  #lines(own: EmergencyView, service: EmergencyService, words: Words): readonly string[] {
    const time = timeOfDay(own.callbackEndsAt);
    const ringBack = own.callbackNumber === null ? words.noRingBack : words.ringBackOn(time, own.callbackNumber);
    switch (own.status) {
      case 'ringing-back':
        return this.#hasTelephone ? [words.atComputer] : [];
      case 'dropped':
        return [...(own.why === 'cut-off' ? [ringBack] : []), ...contactLines(own, words)];
      default:
        return [
          ...soundLines(service, words),
          ...this.#telephoneLines(own, words),
          words.stay,
          ringBack,
          ...contactLines(own, words),
        ];
    }
  }

  /** [EC-104] The agent's ordinary calls are spoken at their telephone; this one is not. */
  #telephoneLines(own: EmergencyView, words: Words): readonly string[] {
    return this.#hasTelephone ? [words.atComputer, words.onTelephone(own.number)] : [];
  }

  get #hasTelephone(): boolean {
    return (this.#settings.service?.value?.desk.telephone ?? null) !== null;
  }

  /** [EM-26] In the call the device settings come after its end; the mute of the microphone is inside them. */
  #buttonsOf(service: EmergencyService, words: Words): readonly ActionButton[] {
    const buttons = this.#presses.of(service, words);
    const [first, ...rest] = buttons;
    if (first?.look !== 'end') return buttons;
    const settings: ActionButton = {
      part: 'settings-button',
      label: words.settings,
      icon: 'settings',
      onPress: () => this.dispatchEvent(new EmergencySettingsRequestEvent()),
    };
    const muted = service.muted.value;
    const mute: ActionButton = {
      part: 'mute-button',
      label: muted ? words.unmute : words.mute,
      icon: muted ? 'mic-off' : 'mic',
      onPress: () => service.setMuted(!muted),
    };
    return [first, settings, ...rest, ...(this.settingsOpen ? [mute] : [])];
  }

  #buttons(buttons: readonly ActionButton[]): TemplateResult<1> | typeof nothing {
    if (buttons.length === 0) return nothing;
    return this.html`<div class="buttons">
      ${buttons.map((each, at) => this.html`<div ?data-first=${at === 0}>${actionButton(each)}</div>`)}
    </div>`;
  }

  /** Nothing is on: until when responders can ring back. */
  #after(own: EmergencyView, words: Words, service: EmergencyService): TemplateResult<1> {
    const number = own.callbackNumber === null ? '' : words.on(own.callbackNumber);
    return this.html`<div part="callback" class="open" role="group" aria-label=${words.region}>
      ${icon('phone-in')}
      <p>${afterwards(own, this.#settings.service, words)} <bdi>${number}</bdi></p>
      ${this.#caveats(own, words)}
      ${this.#buttons([this.#presses.again(own.number, service, words)])}
    </div>`;
  }
}

/** What has a first button of its own, which is to have the focus; nothing where there is none, or the desk is not locked. */
function placeOf(service: EmergencyService): string {
  const own = shownOf(service);
  if (own !== null) return own.locked ? own.callId : '';
  const attempt = service.attempt.value;
  return attempt === null || attempt.status === 'placing' ? '' : 'attempt';
}
