import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {controlsFor} from '../../domain/controls.ts';
import {reasonsOfQueue} from '../../domain/wrap-up-reasons.ts';
import type {AgentView, DeskSettings} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import type {ContactSelectRequestEvent} from '../contact-list/contact-list.events.ts';
import {unlessCanceled} from '../controllers/command-controller.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import {icon} from '../icons/icons.ts';
import {actionButton} from '../templates/action-button.ts';
import {AudioResumeRequestEvent, VoiceRetryRequestEvent} from './communication-panel.events.ts';
import {communicationPanelStyles} from './communication-panel.styles.ts';
import {ContactAnnouncer} from './contact-announcer.ts';
import {DeskController} from './desk-controller.ts';
import {type VoiceRemedy, voiceNotice} from './voice-words.ts';

/**
 * @summary The desk in one panel: who and how reachable the agent is, what they have to do, the contact they are in with
 * its controls, and the wrap-up after it. It answers to its own width, from 320 pixels on.
 * @fires {PresenceRequestEvent} cordboard-presence-request - The agent chose a presence. Cancelable.
 * @fires {SignInRequestEvent} cordboard-sign-in-request - The agent pressed Sign in. Cancelable.
 * @fires {SignOutRequestEvent} cordboard-sign-out-request - The agent chose to sign out. Cancelable.
 * @fires {DialRequestEvent} cordboard-dial-request - The agent called a number. Cancelable.
 * @fires {ContactSelectRequestEvent} cordboard-contact-select-request - The agent chose a contact. Cancelable.
 * @fires {OfferAcceptRequestEvent} cordboard-offer-accept-request - The agent answered. Cancelable.
 * @fires {OfferDeclineRequestEvent} cordboard-offer-decline-request - The agent declined. Cancelable.
 * @fires {MuteRequestEvent} cordboard-mute-request - The agent pressed Mute. Cancelable.
 * @fires {UnmuteRequestEvent} cordboard-unmute-request - The agent pressed Unmute. Cancelable.
 * @fires {HoldRequestEvent} cordboard-hold-request - The agent pressed Hold. Cancelable.
 * @fires {ResumeRequestEvent} cordboard-resume-request - The agent pressed Resume. Cancelable.
 * @fires {EndRequestEvent} cordboard-end-request - The agent pressed End. Cancelable.
 * @fires {WrapUpRequestEvent} cordboard-wrap-up-request - The agent submits the wrap-up. Cancelable.
 * @fires {WrapUpExtendRequestEvent} cordboard-wrap-up-extend-request - The agent asks for more time. Cancelable.
 * @fires {AudioResumeRequestEvent} cordboard-audio-resume-request - The agent asked to hear the sound. Cancelable.
 * @fires {VoiceRetryRequestEvent} cordboard-voice-retry-request - The agent asked to try the sound again. Cancelable.
 * @csspart panel - The whole panel.
 * @csspart bar - The agent's bar.
 * @csspart tasks - The list and the dial row.
 * @csspart contact - The chosen contact.
 * @csspart empty - What is shown when there is no contact.
 * @csspart mute-button - Mute or Unmute, exported from the interaction.
 * @csspart hold-button - Hold or Resume, exported from the interaction.
 * @csspart end-button - End, exported from the interaction.
 * @csspart submit-button - Submit Wrap Up, exported from the wrap-up.
 * @cssprop [--cordboard-color-accent] - The colour of primary actions and selection; the other tokens are `--cordboard-color-…` too.
 * @cssstate signed-in - The agent is connected.
 * @since 0.1.0
 */
export class CordboardCommunicationPanel extends CordboardElement {
  static override styles = communicationPanelStyles;
  static override properties: PropertyDeclarations = {
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    selectedId: {state: true},
  };

  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;
  declare private selectedId: string;

  readonly #desk = new DeskController(this);
  readonly #announcer = new ContactAnnouncer();

  constructor() {
    super();
    this.numbersMasked = false;
    this.selectedId = '';
    new FocusController(this, () => this.focus());
  }

  /** Puts the focus where the work is: the wrap-up, the contact, signing in, or else the agent's state. */
  override focus(options?: FocusOptions): void {
    const start = this.renderRoot.querySelector<HTMLElement>('[data-start]');
    (start ?? this.renderRoot.querySelector<HTMLElement>('.bar'))?.focus(options);
  }

  protected override willUpdate(): void {
    this.#desk.forgetDialWhenOthers();
  }

  /** End takes its own button away, and with it the focus: the focus then goes to what comes next. */
  protected override updated(): void {
    const wrapUp = this.renderRoot.querySelector<HTMLElement>('[data-wrap-up]');
    if (wrapUp === null || wrapUp.dataset['wrapUp'] !== this.#desk.endedId) return;
    this.#desk.forgetEnded();
    const active = document.activeElement;
    if (active === null || active === document.body || active.contains(this)) queueMicrotask(() => wrapUp.focus());
  }

  protected override render(): TemplateResult<1> {
    const desk = this.#desk;
    const state = desk.connection;
    const agent = desk.agent;
    const settings = desk.settings;
    const signedIn = state?.status === 'connected' || state?.status === 'reconnecting';
    this.setState('signed-in', signedIn);
    if (!signedIn) this.#announcer.forget();
    return this.html`<div part="panel" class="panel">
      ${
        signedIn && agent !== null && settings !== null
          ? this.#signedIn(agent, settings)
          : this.html`<cordboard-sign-in
            data-start
            .connection=${signedIn ? {status: 'connecting'} : state}
            .commands=${desk.commands}
            @cordboard-sign-in-request=${desk.signIn}
          ></cordboard-sign-in>`
      }
    </div>`;
  }

  #signedIn(agent: AgentView, settings: DeskSettings): TemplateResult<1> {
    const {html} = this;
    const desk = this.#desk;
    const contacts = desk.contacts;
    const chosen = contacts.find((each) => each.id === this.selectedId) ?? contacts[0];
    const count = contacts.length + desk.ringing.length;
    return html`<cordboard-agent-bar
        part="bar"
        class="bar"
        .agent=${agent}
        .choices=${settings.presenceChoices}
        .commands=${desk.commands}
        @cordboard-presence-request=${desk.setPresence}
        @cordboard-sign-out-request=${desk.signOut}
      ></cordboard-agent-bar>
      <p class="visually-hidden" role="status">
        ${this.#announcer.tell({contacts, agentId: agent.id, masked: this.numbersMasked, strings: this.strings})}
      </p>
      <div class="notices" aria-live="polite">${this.#connectionNotice(contacts)} ${this.#voiceNotice()}</div>
      <div class="columns ${count <= 1 && chosen !== undefined ? 'single' : ''} ${count === 0 ? 'none' : ''}">
        <div part="tasks" class="tasks">
          ${this.#choice(agent, settings)} ${this.#dial()}
          ${count === 0 ? nothing : this.#list(contacts, chosen, agent)}
        </div>
        <div part="contact" class="contact">
          ${chosen === undefined ? this.#empty(agent, count) : this.#contact(chosen, agent, settings)}
        </div>
      </div>`;
  }

  #choice(agent: AgentView, settings: DeskSettings): TemplateResult<1> {
    const desk = this.#desk;
    return this.html`<cordboard-availability-choice
      .presence=${agent.presence}
      .choices=${settings.presenceChoices}
      .commands=${desk.commands}
      @cordboard-presence-request=${desk.choosePresence}
    ></cordboard-availability-choice>`;
  }

  #dial(): TemplateResult<1> {
    const desk = this.#desk;
    return this.html`<cordboard-dial-row
      exportparts="input: number-input, call-button, emergency"
      .matchEmergency=${desk.matchEmergency}
      .commands=${desk.commands}
      @cordboard-dial-request=${desk.dialNumber}
    ></cordboard-dial-row>`;
  }

  #list(contacts: readonly Contact[], chosen: Contact | undefined, agent: AgentView): TemplateResult<1> {
    const desk = this.#desk;
    return this.html`<cordboard-contact-list
      class="list"
      .contacts=${contacts}
      .ringing=${desk.ringing}
      .selectedId=${chosen?.id ?? ''}
      .agentId=${agent.id}
      .commands=${desk.commands}
      .numbersMasked=${this.numbersMasked}
      @cordboard-contact-select-request=${this.#select}
      @cordboard-offer-accept-request=${desk.accept}
      @cordboard-offer-decline-request=${desk.decline}
    ></cordboard-contact-list>`;
  }

  #contact(contact: Contact, agent: AgentView, settings: DeskSettings): TemplateResult<1> {
    const desk = this.#desk;
    if (controlsFor(contact, agent.id)['wrap-up'].visible) {
      return this.html`<cordboard-wrap-up
        exportparts="submit-button, more-time-button"
        data-start
        data-wrap-up=${contact.id}
        .contact=${contact}
        .agentId=${agent.id}
        .reasons=${reasonsOfQueue(settings.wrapUpReasons, contact.queue?.id ?? null)}
        .commands=${desk.commands}
        .numbersMasked=${this.numbersMasked}
        @cordboard-wrap-up-request=${desk.submitWrapUp}
        @cordboard-wrap-up-extend-request=${desk.extendWrapUp}
      ></cordboard-wrap-up>`;
    }
    return this.html`<cordboard-interaction
      data-start
      exportparts="mute-button, hold-button, end-button"
      .contact=${contact}
      .agentId=${agent.id}
      .commands=${desk.commands}
      .numbersMasked=${this.numbersMasked}
      @cordboard-hold-request=${desk.hold}
      @cordboard-resume-request=${desk.resume}
      @cordboard-mute-request=${desk.mute}
      @cordboard-unmute-request=${desk.unmute}
      @cordboard-end-request=${desk.end}
    ></cordboard-interaction>`;
  }

  #empty(agent: AgentView, count: number): TemplateResult<1> | typeof nothing {
    const words = this.strings.tasks;
    if (count > 0) return nothing;
    const available = agent.presence.base === 'available';
    return this.html`<div part="empty" class="empty">
      <span class="badge ${available ? 'positive' : ''}">${icon(available ? 'available' : 'away')}</span>
      <p class="empty-title">${words.empty}</p>
      <p>${available ? words.emptyAvailable : words.emptyNotAvailable}</p>
    </div>`;
  }

  #connectionNotice(contacts: readonly Contact[]): TemplateResult<1> | typeof nothing {
    const state = this.#desk.connection;
    if (state?.status !== 'reconnecting') return nothing;
    const words = this.strings.connection;
    const time = new Intl.DateTimeFormat(undefined, {timeStyle: 'short'}).format(state.since);
    return this.html`<cordboard-notice
      .tone=${'warning'}
      .heading=${words.reconnecting(time)}
      .text=${contacts.length > 0 ? words.reconnectingHelp : words.reconnectingIdleHelp}
    ></cordboard-notice>`;
  }

  #voiceNotice(): TemplateResult<1> | typeof nothing {
    const desk = this.#desk;
    const notice = desk.voice === null ? null : voiceNotice(desk.voice, this.strings);
    if (notice === null) return nothing;
    return this.html`<cordboard-notice
      .tone=${notice.tone}
      .heading=${notice.heading}
      .text=${notice.text}
      @cordboard-audio-resume-request=${desk.resumeAudio}
      @cordboard-voice-retry-request=${desk.retryVoice}
      >${this.#remedy(notice.remedy)}</cordboard-notice
    >`;
  }

  #remedy(remedy: VoiceRemedy): TemplateResult<1> | typeof nothing {
    const {strings} = this;
    if (remedy === 'none') return nothing;
    const fire = (event: Event, make: () => Event) => event.currentTarget?.dispatchEvent(make());
    return remedy === 'play'
      ? actionButton({
          part: 'play-button',
          label: strings.voice.play,
          icon: 'sound',
          look: 'primary',
          onPress: (event) => fire(event, () => new AudioResumeRequestEvent()),
        })
      : actionButton({
          part: 'retry-button',
          label: remedy === 'fetch' ? strings.voice.fetch : strings.common.retry,
          icon: 'mic',
          onPress: (event) => fire(event, () => new VoiceRetryRequestEvent()),
        });
  }

  readonly #select = (event: ContactSelectRequestEvent): void => {
    unlessCanceled(event, () => (this.selectedId = event.contactId));
  };
}
