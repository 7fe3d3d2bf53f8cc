import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {AgentView, Centre, CentreState, DeskSettings} from '../../services/ports.ts';
import {connectionNotice, newsNotices, voiceNotice} from '../communication-panel/panel-notices.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {icon} from '../icons/icons.ts';
import {listenerIn} from '../listening/listening.ts';
import type {SupervisorWords} from '../strings/english-supervisor.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {commandState} from '../controllers/command-controller.ts';
import {supervisorWords} from '../templates/supervisor-words.ts';
import {SupervisorDesk} from './supervisor-desk.ts';
import {SupervisorSections} from './supervisor-sections.ts';
import {type SupervisorSection, supervisorTabs} from './supervisor-tabs.ts';
import {supervisorViewStyles} from './supervisor-view.styles.ts';

const NOBODY: Centre['agents'] = [];

/**
 * @summary The whole of a supervisor's view, which loads with the first `cordboard-supervisor` in a page.
 * @fires {SignInRequestEvent} cordboard-sign-in-request - The supervisor pressed Sign in. Cancelable.
 * @fires {AgentPresenceRequestEvent} cordboard-agent-presence-request - An agent's state was chosen. Cancelable.
 * @fires {AgentSignOutRequestEvent} cordboard-agent-sign-out-request - An agent shall be signed out. Cancelable.
 * @fires {ListenRequestEvent} cordboard-listen-request - The supervisor wants to listen to a call. Cancelable.
 * @fires {BargeInRequestEvent} cordboard-barge-in-request - The supervisor wants to be heard by everybody. Cancelable.
 * @fires {MuteRequestEvent} cordboard-mute-request - The supervisor goes on listening unheard. Cancelable.
 * @fires {StopMonitoringRequestEvent} cordboard-stop-monitoring-request - The supervisor stops listening. Cancelable.
 * @fires {CallbackCancelRequestEvent} cordboard-callback-cancel-request - A callback shall be cancelled. Cancelable.
 * @fires {CallbackMoveRequestEvent} cordboard-callback-move-request - A callback shall be given to a queue. Cancelable.
 * @fires {VoicemailListenRequestEvent} cordboard-voicemail-listen-request - A message is to be played. Cancelable.
 * @fires {VoicemailCallbackRequestEvent} cordboard-voicemail-callback-request - Whoever left a message is to be called back. Cancelable.
 * @fires {VoicemailDoneRequestEvent} cordboard-voicemail-done-request - A message is dealt with, or new again. Cancelable.
 * @fires {VoicemailDeleteRequestEvent} cordboard-voicemail-delete-request - A message is to be deleted. Cancelable.
 * @csspart view - The whole view.
 * @csspart head - Title and Sign out.
 * @csspart sign-out-button - Sign out.
 * @csspart listening - Whom the supervisor listens to, exported from its bar.
 * @csspart queues - The queues with their heading.
 * @csspart agents - The agents with their heading.
 * @csspart retry-button - Asks again.
 * @csspart load-button - Loads again what did not.
 * @csspart message - What a waiting or refused command says.
 * @dependency cordboard-emergency-alerts
 * @dependency cordboard-listening
 * @dependency cordboard-queue-table
 * @dependency cordboard-agent-table
 * @dependency cordboard-callback-inbox
 * @dependency cordboard-callback-figures
 * @dependency cordboard-voicemail
 * @since 0.3.0
 */
export class CordboardSupervisorView extends CordboardElement {
  static override styles = supervisorViewStyles;
  static override properties: PropertyDeclarations = {whole: {state: true}, section: {state: true}};

  /** The agents are drawn too: a frame after the queues, for both at once would hold the page up. */
  declare private whole: boolean;
  declare private section: SupervisorSection;

  readonly #desk = new SupervisorDesk(this);
  readonly #sections = new SupervisorSections(this);

  constructor() {
    super();
    this.whole = false;
    this.section = 'live';
  }

  protected override updated(): void {
    if (!this.whole && 'centre' in this.#desk.centre) requestAnimationFrame(() => (this.whole = true));
  }

  protected override render(): TemplateResult<1> {
    const {html} = this;
    const desk = this.#desk;
    const {connection: state, agent, settings} = desk;
    const signedIn = state?.status === 'connected' || state?.status === 'reconnecting';
    if (signedIn && agent !== null && settings !== null)
      return html`<div part="view" class="view">${this.#signedIn(agent, settings)}</div>`;
    return html`<div part="view" class="view">
      <cordboard-sign-in
        .connection=${signedIn ? {status: 'connecting'} : state}
        .commands=${desk.commands}
        @cordboard-sign-in-request=${desk.signIn}
      ></cordboard-sign-in>
    </div>`;
  }

  #signedIn(agent: AgentView, settings: DeskSettings): TemplateResult<1> {
    const {html, strings} = this;
    const desk = this.#desk;
    const words = supervisorWords(strings);
    const listened = desk.contacts.find((each) => listenerIn(each, agent.id) !== null) ?? null;
    const told = desk.hasPanel;
    return html`<header part="head" class="head-line">
        <h2>${words.title}</h2>
        ${actionButton({
          part: 'sign-out-button',
          label: words.leave,
          icon: 'sign-out',
          look: 'quiet',
          state: commandState(desk.commands, 'sign-out'),
          onPress: desk.signOut,
        })}
      </header>
      ${commandMessage([commandState(desk.commands, 'sign-out')], strings)}
      ${told ? nothing : html`<cordboard-emergency-alerts></cordboard-emergency-alerts>`}
      <div class="notices" aria-live="polite">
        ${connectionNotice(desk.connection, listened !== null, strings, html)}
        ${told ? nothing : newsNotices(desk, false, strings, html)}
        ${told ? nothing : voiceNotice(desk.voice, desk.trouble, {resume: desk.resumeAudio, retry: desk.retryVoice}, strings, html)}
        ${this.#outdated(desk.centre, words)}
      </div>
      <cordboard-listening
        class="listening"
        exportparts="listening, barge-in-button, stop-button"
        .contact=${listened}
        .agentId=${agent.id}
        .commands=${desk.commands}
        @cordboard-barge-in-request=${desk.bargeIn}
        @cordboard-mute-request=${desk.mute}
        @cordboard-stop-monitoring-request=${desk.stop}
      ></cordboard-listening>
      ${supervisorTabs({current: this.section, words, onSection: this.#show})}
      <div id="section" role="tabpanel" aria-labelledby="tab-${this.section}">
        ${this.section === 'live' ? this.#centre(desk.centre, agent, settings, words) : this.#sections.view(this.section, strings, html)}
      </div>`;
  }

  readonly #show = (section: SupervisorSection): void => {
    this.section = section;
    this.#sections.need(section);
  };

  #outdated(state: CentreState, words: SupervisorWords): TemplateResult<1> | typeof nothing {
    if (state.status !== 'outdated' || this.#desk.connection?.status !== 'connected') return nothing;
    const time = new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'}).format(state.heardAt);
    return this.html`<cordboard-notice
      .tone=${'warning'}
      .heading=${words.outdated(time)}
      .text=${words.outdatedHelp}
    ></cordboard-notice>`;
  }

  #centre(state: CentreState, agent: AgentView, settings: DeskSettings, words: SupervisorWords): TemplateResult<1> {
    const {html} = this;
    switch (state.status) {
      case 'unknown':
        return html`<p class="waiting" role="status"><span>${icon('spinner')} ${words.loading}</span></p>`;
      case 'failed':
        return this.#failed(state, words);
      default:
        return this.#tables(state.centre, agent, settings, words);
    }
  }

  #failed({error}: Extract<CentreState, {status: 'failed'}>, words: SupervisorWords): TemplateResult<1> {
    const {html, strings} = this;
    const forbidden = error.code === 'not-authorised';
    return html`<div class="failed" role="alert">
      <span class="badge">${icon(forbidden ? 'lock' : 'alert')}</span>
      <h3>${forbidden ? words.forbidden : words.failed}</h3>
      <p>${forbidden ? words.forbiddenHelp : error.message}</p>
      ${
        forbidden
          ? nothing
          : actionButton({part: 'retry-button', label: strings.common.retry, icon: 'reload', onPress: this.#desk.retry})
      }
    </div>`;
  }

  #tables(
    {agents, queues}: Centre,
    agent: AgentView,
    settings: DeskSettings,
    words: SupervisorWords,
  ): TemplateResult<1> {
    const {html} = this;
    const desk = this.#desk;
    const onCall = desk.contacts.some(
      ({channel, participants}) =>
        channel === 'voice' &&
        participants.some(
          ({party, status}) => party.kind === 'agent' && party.agentId === agent.id && status === 'joined',
        ),
    );
    return html`<div class="columns">
      <section part="queues" class="queues" aria-labelledby="queues-title">
        <h3 id="queues-title">${words.queues} <span class="count">${queues.length}</span></h3>
        <cordboard-queue-table class="scroll" .queues=${queues}></cordboard-queue-table>
      </section>
      <section part="agents" class="agents" aria-labelledby="agents-title">
        <h3 id="agents-title">${words.agents} <span class="count">${agents.length}</span></h3>
        <cordboard-agent-table
          .agents=${this.whole ? agents : NOBODY}
          ?hidden=${!this.whole}
          .choices=${settings.presenceChoices}
          .ownId=${agent.id}
          .onCall=${onCall}
          .commands=${desk.commands}
          @cordboard-agent-presence-request=${desk.setPresence}
          @cordboard-agent-sign-out-request=${desk.signOutAgent}
          @cordboard-listen-request=${desk.listen}
        ></cordboard-agent-table>
      </section>
    </div>`;
  }
}
