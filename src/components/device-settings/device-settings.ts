import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {attentionContext, devicesContext, settingsContext, voiceContext} from '../../services/contexts.ts';
import type {DeviceKind, DevicePreferences, DeviceService, DeviceState} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {unlessCanceled} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon} from '../icons/icons.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {browserName} from './browser-name.ts';
import {problemWords} from './device-words.ts';
import {
  DeviceChooseRequestEvent,
  DeviceSettingsClosedEvent,
  MicrophoneAllowRequestEvent,
  PreferenceRequestEvent,
  TestCallRequestEvent,
} from './device-settings.events.ts';
import {deviceSettingsStyles} from './device-settings.styles.ts';
import {LevelBar} from './level-bar.ts';
import {ringSettings} from './ring-settings.ts';
import {deviceSelect} from './setting-fields.ts';
import {testCall} from './test-call.ts';
import {deviceWords} from './late-words.ts';

type Test = 'none' | 'played' | 'blocked';

/**
 * @summary Microphone, speaker and ringing of this browser, with a level, a test tone and a test call. Not modal: the
 * desk goes on around it. The microphone is open only while its level is shown.
 * @fires {DeviceChooseRequestEvent} cordboard-device-choose-request - The agent chose a device. Cancelable.
 * @fires {PreferenceRequestEvent} cordboard-preference-request - The agent changed a setting of ringing. Cancelable.
 * @fires {MicrophoneAllowRequestEvent} cordboard-microphone-allow-request - The agent wants to be asked for the microphone. Cancelable.
 * @fires {TestCallRequestEvent} cordboard-test-call-request - The agent begins or ends a test call. Cancelable.
 * @fires {DeviceSettingsClosedEvent} cordboard-device-settings-closed - The agent is done.
 * @csspart settings - The whole section.
 * @csspart select - Each list of devices.
 * @csspart level - The microphone's level.
 * @csspart close-button - Closes it.
 * @since 0.2.0
 */
export class CordboardDeviceSettings extends CordboardElement {
  static override styles = deviceSettingsStyles;
  static override properties: PropertyDeclarations = {test: {state: true}, trouble: {state: true}};

  declare private test: Test;
  /** Why the last device could not be used. */
  declare private trouble: string;

  readonly #devices = new ServiceController(this, devicesContext, (service) => [
    service.state,
    service.preferences,
    service.echo,
  ]);
  readonly #attention = new ServiceController(this, attentionContext, (service) => [service.state]);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);
  readonly #voice = new ServiceController(this, voiceContext, (service) => [service.state]);
  readonly #clock = new TickController(this, () => this.#devices.service?.echo.value.status === 'connected');
  readonly #level = new LevelBar(
    this,
    () => this.#devices.service ?? null,
    () => this.strings,
  );

  constructor() {
    super();
    this.test = 'none';
    this.trouble = '';
    this.addEventListener('keydown', this.#onKey);
    for (const [type, act] of this.#acts) this.addEventListener(type, act);
  }

  /** Puts the focus on the first list; without one, where it is closed again. */
  override focus(options?: FocusOptions): void {
    const first = this.renderRoot.querySelector<HTMLElement>('#microphone, #allow-button');
    (first ?? this.renderRoot.querySelector<HTMLElement>('#close-button'))?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#devices.service?.stopEcho();
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {html, strings} = this;
    const service = this.#devices.service;
    if (service === undefined) return nothing;
    const words = deviceWords(strings);
    const telephone = this.#settings.service?.value?.desk.telephone ?? null;
    return html`<section part="settings" class="settings" aria-label=${words.heading}>
      <div class="head">
        <h2>${words.heading}</h2>
        ${actionButton({part: 'close-button', label: words.close, icon: 'close', iconOnly: true, look: 'quiet', onPress: this.#close})}
      </div>
      <div class="groups">
        <div class="group">
          ${
            telephone === null
              ? html`${this.#microphone(service.state.value)} ${this.#speaker(service.state.value)}
                ${this.#testCall(service)}`
              : this.#telephone(telephone)
          }
        </div>
        <div class="group">
          ${ringSettings({
            html,
            strings,
            state: service.state.value,
            preferences: service.preferences.value,
            notifications: this.#attention.service?.state.value.notifications ?? 'unknown',
            autoAnswer: this.#settings.service?.value?.desk.autoAnswer ?? false,
            onChoose: (deviceId) => this.#choose('ringtone', deviceId),
            onPrefer: (change) => this.#prefer(change),
            onPreview: () => void this.#attention.service?.preview(),
            onAllowNotices: () => void this.#attention.service?.allowNotifications(),
          })}
        </div>
      </div>
      <p class="help">${words.stored}</p>
    </section>`;
  }

  /** [DT-3] Nothing of it is this page's. */
  #telephone(number: string): TemplateResult<1> {
    const {html, strings} = this;
    const words = strings.telephone;
    const text = bidiSafe((isolated) => words.settingText(isolated(number)));
    return html`<div class="setting">
      <p class="caption">${icon('phone')} ${words.setting}</p>
      <p>${text}</p>
      <p class="help">${words.settingHelp}</p>
    </div>`;
  }

  #microphone({microphone, permission}: DeviceState): TemplateResult<1> {
    const {html, strings} = this;
    const words = deviceWords(strings);
    const unnamed = microphone.available.length === 0 || microphone.available.some(({label}) => label === '');
    return html`<div class="setting">
        <label class="caption" for="microphone">${words.kinds.microphone}</label>
        ${deviceSelect('microphone', microphone, strings, (deviceId) => this.#choose('microphone', deviceId))}
        ${unnamed && permission.status !== 'failed' ? html`<p class="help">${words.unnamedHelp}</p>` : nothing}
      </div>
      ${permission.status === 'granted' ? this.#level.render() : this.#ask(permission)}
      ${this.trouble === '' ? nothing : html`<p class="message problem" role="alert">${icon('alert')}<span>${this.trouble}</span></p>`}`;
  }

  #ask(permission: Exclude<DeviceState['permission'], {status: 'granted'}>): TemplateResult<1> {
    const {html, strings} = this;
    const retry = actionButton({
      part: 'allow-button',
      label: permission.status === 'failed' ? strings.common.retry : deviceWords(strings).allow,
      icon: 'mic',
      state: permission.status === 'asking' ? {status: 'pending', slow: false} : {status: 'idle'},
      onPress: () => this.dispatchEvent(new MicrophoneAllowRequestEvent()),
    });
    if (permission.status !== 'failed') return html`<div>${retry}</div>`;
    const {heading, text} = problemWords(permission.problem, browserName(), strings);
    return html`<cordboard-notice .tone=${'danger'} .heading=${heading} .text=${text}>${retry}</cordboard-notice>`;
  }

  #speaker({speaker, outputsSelectable}: DeviceState): TemplateResult<1> {
    const {html, strings} = this;
    const words = deviceWords(strings);
    const told = {none: '', played: words.tonePlayed, blocked: words.toneBlocked}[this.test];
    return html`<div class="setting">
      ${
        outputsSelectable
          ? html`<label class="caption" for="speaker">${words.kinds.speaker}</label>
              ${deviceSelect('speaker', speaker, strings, (deviceId) => this.#choose('speaker', deviceId))}`
          : html`<span class="caption">${words.kinds.speaker}</span>
              <p class="help">${words.systemOutput}</p>`
      }
      <div class="row">
        ${actionButton({part: 'tone-button', label: words.testTone, icon: 'sound', onPress: () => void this.#playTone()})}
        <span class="help" role="status">${told === '' ? nothing : html`<span>${told}</span>`}</span>
      </div>
    </div>`;
  }

  #testCall(service: DeviceService): TemplateResult<1> {
    return testCall({
      html: this.html,
      strings: this.strings,
      echo: service.echo.value,
      now: this.#clock.now,
      inCall: (this.#voice.service?.state.value.status ?? 'idle') !== 'idle',
      ask: (wanted) => this.dispatchEvent(new TestCallRequestEvent(wanted)),
    });
  }

  #choose(kind: DeviceKind, deviceId: string | null): void {
    this.dispatchEvent(new DeviceChooseRequestEvent(kind, deviceId));
  }

  #prefer(change: Partial<DevicePreferences>): void {
    this.dispatchEvent(new PreferenceRequestEvent(change));
  }

  async #playTone(): Promise<void> {
    const audible = await this.#devices.service?.playTestTone();
    this.test = audible === true ? 'played' : 'blocked';
  }

  readonly #close = (): void => {
    this.dispatchEvent(new DeviceSettingsClosedEvent());
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  };

  /** What becomes of a request that nobody cancels. What was cancelled is drawn as it is. */
  readonly #acts: readonly (readonly [string, (event: Event) => void])[] = [
    [
      'cordboard-device-choose-request',
      (event) => {
        this.requestUpdate();
        if (event instanceof DeviceChooseRequestEvent) unlessCanceled(event, () => void this.#chosen(event));
      },
    ],
    [
      'cordboard-preference-request',
      (event) => {
        this.requestUpdate();
        if (event instanceof PreferenceRequestEvent)
          unlessCanceled(event, () => this.#devices.service?.prefer(event.change));
      },
    ],
    [
      'cordboard-microphone-allow-request',
      (event) => unlessCanceled(event, () => void this.#devices.service?.allowMicrophone()),
    ],
    [
      'cordboard-test-call-request',
      (event) => {
        if (event instanceof TestCallRequestEvent) unlessCanceled(event, () => this.#callSelf(event.wanted));
      },
    ],
  ];

  #callSelf(wanted: 'start' | 'end'): void {
    if (wanted === 'end') this.#devices.service?.stopEcho();
    else void this.#devices.service?.startEcho();
  }

  async #chosen({kind, deviceId}: DeviceChooseRequestEvent): Promise<void> {
    this.trouble = '';
    const chosen = await this.#devices.service?.choose(kind, deviceId);
    if (chosen !== undefined && !chosen.ok) this.trouble = chosen.error.message;
  }
}
