import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {attentionContext, devicesContext, settingsContext, voiceContext} from '../../services/contexts.ts';
import type {AttentionState, DeviceNews, DeviceState} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {unlessCanceled} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {browserName} from '../device-settings/browser-name.ts';
import {deviceWords, goOnlineWords} from '../device-settings/late-words.ts';
import {type Words, newsWords, problemWords} from '../device-settings/device-words.ts';
import {icon, type IconName} from '../icons/icons.ts';
import {actionButton} from '../templates/action-button.ts';
import {GoOnlineRequestEvent} from './go-online.events.ts';
import {goOnlineStyles} from './go-online.styles.ts';
import {missingFor, type Missing} from './missing.ts';

/**
 * @summary What stands between the agent and their calls: sound the browser holds back, a microphone it has not given. One
 * click asks for all; the agent may go on without, and is told what that costs. Shows nothing when all is well. It also
 * tells what becomes of a headset that is plugged out or in.
 * @fires {GoOnlineRequestEvent} cordboard-go-online-request - The agent wants to be reached. Cancelable.
 * @csspart card - What is missing, or what became of a device.
 * @csspart start-button - Asks for all that is missing.
 * @csspart later-button - Goes on without.
 * @cssstate needed - There is something to say.
 * @since 0.2.0
 */
export class CordboardGoOnline extends CordboardElement {
  static override styles = goOnlineStyles;
  static override properties: PropertyDeclarations = {
    postponed: {state: true},
    asking: {state: true},
    tried: {state: true},
    noticesWanted: {state: true},
  };

  /** What was missing when the agent chose to go on without it; something else that is missing is said anew. */
  declare private postponed: Missing | null;
  declare private asking: boolean;
  declare private tried: boolean;
  declare private noticesWanted: boolean;

  readonly #devices = new ServiceController(this, devicesContext, (service) => [service.state]);
  readonly #attention = new ServiceController(this, attentionContext, (service) => [service.state]);
  readonly #voice = new ServiceController(this, voiceContext, (service) => [service.state]);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);

  constructor() {
    super();
    this.postponed = null;
    this.asking = false;
    this.tried = false;
    this.noticesWanted = true;
    this.addEventListener('cordboard-go-online-request', (event) => {
      unlessCanceled(event, () => void this.#goOnline(event.notices));
    });
  }

  /** Puts the focus on what helps. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus(options);
  }

  protected override render(): TemplateResult<1> {
    const state = this.#devices.service?.state.value ?? null;
    const attention = this.#attention.service?.state.value ?? null;
    const missing =
      state === null || attention === null ? null : missingFor(state.permission, attention.sound, this.#hasTelephone);
    if (missing === null) this.postponed = null;
    const news = state?.news ?? null;
    // The call itself says so, with the same button.
    const saidByCall = this.#voice.service?.state.value.status === 'failed';
    const shown = state === null || attention === null || saidByCall ? null : missing;
    this.setState('needed', shown !== null || news !== null);
    return this.html`<div class="stack" role="status">
      ${news === null ? nothing : this.#news(news)}
      ${shown === null || state === null || attention === null ? nothing : this.#step(shown, state, attention)}
    </div>`;
  }

  #step(missing: Missing, state: DeviceState, attention: AttentionState): TemplateResult<1> {
    const words = goOnlineWords(this.strings);
    if (this.postponed === missing) return this.#reminder(missing);
    if (this.asking) return this.#card('mic', {heading: words.asking, text: ''});
    const {permission} = state;
    if (permission.status === 'failed' && missing.microphone) {
      const {heading, text} = problemWords(permission.problem, browserName(), this.strings);
      const inCall = (this.#voice.service?.state.value.status ?? 'idle') !== 'idle';
      const said = {heading, text: `${inCall ? `${deviceWords(this.strings).problemInCall} ` : ''}${text}`};
      return this.#card('alert', said, this.#buttons(missing, this.strings.common.retry), 'warning');
    }
    const again = this.tried ? words.retry : words.start;
    return this.#card(
      'headset',
      {heading: words.heading, text: this.#hasTelephone ? this.strings.telephone.ringtoneText : words.text},
      this.html`${this.#noticesOption(attention)}${this.#buttons(missing, again)}`,
    );
  }

  #buttons(missing: Missing, label: string): TemplateResult<1> {
    return this.html`<div class="row">
      ${actionButton({part: 'start-button', label, icon: 'mic', look: 'primary', onPress: this.#ask})}
      ${actionButton({part: 'later-button', label: goOnlineWords(this.strings).later, icon: 'close', look: 'quiet', onPress: () => (this.postponed = missing)})}
    </div>`;
  }

  #noticesOption({notifications}: AttentionState): TemplateResult<1> | typeof nothing {
    if (notifications !== 'unknown') return nothing;
    const changed = (event: Event): void => {
      if (event.target instanceof HTMLInputElement) this.noticesWanted = event.target.checked;
    };
    return this.html`<label class="option"
      ><input id="with-notices" type="checkbox" .checked=${this.noticesWanted} @change=${changed} />
      <span>${goOnlineWords(this.strings).withNotices}</span></label
    >`;
  }

  /** What going on without costs stays in sight, in one line. */
  #reminder(missing: Missing): TemplateResult<1> {
    const words = goOnlineWords(this.strings);
    const text = [missing.sound ? words.mayMissSound : '', missing.microphone ? words.mayMissMicrophone : ''].join(' ');
    const fix = actionButton({
      part: 'fix-button',
      label: words.fix,
      icon: 'headset',
      onPress: () => (this.postponed = null),
    });
    return this.#card(
      'alert',
      {heading: words.mayMiss, text: text.trim()},
      this.html`<div class="row">${fix}</div>`,
      'warning',
    );
  }

  #news(news: DeviceNews): TemplateResult<1> {
    const {strings, html} = this;
    const {heading, text} = newsWords(news, strings);
    const use = actionButton({
      part: 'use-button',
      label: deviceWords(strings).useIt,
      icon: 'headset',
      onPress: () => news.type === 'found' && this.#use(news.device),
    });
    return html`<div part="card" class="card ${news.type === 'lost' ? 'warning' : ''}">
      <p class="title">
        ${icon('headset')}<bdi class="grow">${heading}</bdi>
        ${actionButton({part: 'dismiss-button', label: strings.common.dismiss, icon: 'close', iconOnly: true, look: 'quiet', onPress: () => this.#devices.service?.dismissNews()})}
      </p>
      ${text === '' ? nothing : html`<p>${text}</p>`}
      ${news.type === 'found' ? html`<div class="row">${use}</div>` : nothing}
    </div>`;
  }

  #card(
    name: IconName,
    {heading, text}: Words,
    more: TemplateResult<1> | typeof nothing = nothing,
    tone: '' | 'warning' = '',
  ): TemplateResult<1> {
    return this.html`<div part="card" class="card ${tone}">
      <p class="title">${icon(name)}<bdi>${heading}</bdi></p>
      ${text === '' ? nothing : this.html`<p>${text}</p>`} ${more}
    </div>`;
  }

  /** [DT-3] The agent speaks there. */
  get #hasTelephone(): boolean {
    return (this.#settings.service?.value?.desk.telephone ?? null) !== null;
  }

  readonly #ask = (): void => {
    this.dispatchEvent(new GoOnlineRequestEvent(this.noticesWanted));
  };

  /** All in one click: the browser counts only what is asked for at once. */
  async #goOnline(notices: boolean): Promise<void> {
    const devices = this.#devices.service;
    const attention = this.#attention.service;
    this.asking = true;
    const sound = attention?.unlock();
    if (!this.#hasTelephone) await devices?.allowMicrophone();
    await sound;
    if (notices) await attention?.allowNotifications();
    this.asking = false;
    this.tried = true;
  }

  /** A headset is both: whoever speaks into it hears in it. */
  #use({id, groupId}: {readonly id: string; readonly groupId: string}): void {
    const devices = this.#devices.service;
    const ear = devices?.state.value.speaker.available.find((each) => each.groupId === groupId && groupId !== '');
    void devices?.choose('microphone', id);
    if (ear !== undefined) void devices?.choose('speaker', ear.id);
  }
}
