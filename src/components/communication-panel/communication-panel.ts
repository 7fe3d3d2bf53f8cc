import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {engagementOf} from '../../domain/engagement.ts';
import type {AgentView, DeskSettings} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import type {CordboardContactList} from '../contact-list/contact-list.ts';
import type {ContactSelectRequestEvent} from '../contact-list/contact-list.events.ts';
import {unlessCanceled} from '../controllers/command-controller.ts';
import {AttentionController} from '../controllers/attention-controller.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import type {Surface} from '../controllers/desk-surfaces.ts';
import {SettingsToggle} from '../device-settings/settings-toggle.ts';
import {EmergencyFollower} from '../emergency/emergency-follower.ts';
import {LateAlerts} from '../emergency/late-alerts.ts';
import type {WrapUpDrafts} from '../wrap-up/wrap-up.ts';
import {TasksToggledEvent} from './communication-panel.events.ts';
import {communicationPanelStyles} from './communication-panel.styles.ts';
import {ContactChooser} from './contact-chooser.ts';
import {contactPlace} from './contact-pane.ts';
import {DeskController} from './desk-controller.ts';
import {dialPart} from './dial-part.ts';
import {panelNotices} from './panel-notices.ts';
import {PanelParts} from './panel-parts.ts';
import {PanelScheduler} from './panel-scheduler.ts';
import {PanelTold} from './panel-told.ts';
import {taskHead} from './task-head.ts';
import {inPlaceOfPopover} from './in-place-of-popover.ts';
import {NONE} from './none.ts';
import {emergencyPart} from './emergency-part.ts';
import {recallCollapsed, rememberCollapsed} from './tasks-memory.ts';

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
 * @fires {ExitConferenceRequestEvent} cordboard-exit-conference-request - The agent leaves a conference. Cancelable.
 * @fires {ConsultRequestEvent} cordboard-consult-request - The agent asks somebody. Cancelable.
 * @fires {TransferRequestEvent} cordboard-transfer-request - The agent gives the contact away. Cancelable.
 * @fires {ContactOpenRequestEvent} cordboard-contact-open-request - The agent wants a digital contact's page again. Cancelable.
 * @fires {MissedDismissRequestEvent} cordboard-missed-dismiss-request - Missed contacts were put away for good. Cancelable.
 * @fires {MissedRedialRequestEvent} cordboard-missed-redial-request - The agent calls a missed caller back. Cancelable.
 * @fires {TasksToggledEvent} cordboard-tasks-toggled - The agent collapsed or expanded the task list.
 * @csspart panel - The whole panel.
 * @csspart bar - The agent's bar.
 * @csspart settings-button - The gear that opens sound and devices.
 * @csspart tasks - The task list with its heading, and the place for a new call.
 * @csspart tasks-head - The heading of the task list.
 * @csspart tasks-count - How many tasks there are; it stays when the list is collapsed.
 * @csspart ringing-count - How many ring, while the list is collapsed.
 * @csspart new-call-button - Opens and closes the place for a new call.
 * @csspart collapse-button - Collapses and expands the task list.
 * @csspart item - Each contact of the list, exported from it.
 * @csspart missed - The missed contacts, exported from the list.
 * @csspart emergency - An emergency of the agent, exported from its element; the panel then shows nothing else.
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
    tasksCollapsed: {type: Boolean, attribute: 'tasks-collapsed', reflect: true},
    selectedId: {state: true},
    dialing: {state: true},
  };

  /** Shows only the last four digits of numbers, also where the organisation would show more. */
  declare numbersMasked: boolean;
  /** The task list is folded away; what rings is then in the popover ([PO-1]). The agent's own choice is kept and goes first. */
  declare tasksCollapsed: boolean;
  declare private selectedId: string;
  declare private dialing: boolean;

  readonly #surface: Surface = {
    kind: 'panel',
    isShown: () => this.checkVisibility(),
    shownContactId: () => this.#shownId,
  };
  readonly #desk = new DeskController(this, this.#surface);
  readonly #emergency = new EmergencyFollower(this);
  readonly #alerts = new LateAlerts(this, this.#emergency);
  readonly #settingsToggle = new SettingsToggle(this);
  readonly #told = new PanelTold();
  readonly #parts = new PanelParts(this);
  readonly #scheduler = new PanelScheduler(this);
  readonly #chooser = new ContactChooser();
  readonly #drafts: WrapUpDrafts = new Map();
  /** The contact whose controls are drawn; null for none. */
  #shownId: string | null = null;

  constructor() {
    super();
    this.numbersMasked = false;
    this.tasksCollapsed = false;
    this.selectedId = '';
    this.dialing = true;
    new FocusController(this, () => this.focus());
    new AttentionController(this, {silent: () => false, masked: () => this.#masked, strings: () => this.strings});
  }

  /** Puts the focus where the work is: the wrap-up, the contact, signing in, or else the agent's state. */
  override focus(options?: FocusOptions): void {
    const start = this.renderRoot.querySelector<HTMLElement>('[data-start]');
    (start ?? this.renderRoot.querySelector<HTMLElement>('.bar'))?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.tasksCollapsed = recallCollapsed() ?? this.tasksCollapsed;
  }

  protected override willUpdate(): void {
    const desk = this.#desk;
    desk.forgetGone();
    const {contacts} = desk;
    this.#parts.follow(contacts);
    for (const id of this.#drafts.keys()) if (!contacts.some((each) => each.id === id)) this.#drafts.delete(id);
    const wantedId = desk.answers?.wantedId ?? null;
    this.selectedId = this.#chooser.choose(contacts, this.selectedId, wantedId);
    if (wantedId !== null && this.selectedId === wantedId) desk.forgetWanted();
  }

  protected override updated(): void {
    const shownId = this.#isSignedIn() ? this.#chooser.shownOf(this.#desk.contacts, this.selectedId)?.id : undefined;
    if ((shownId ?? null) !== this.#shownId) {
      this.#shownId = shownId ?? null;
      this.#desk.tellShown();
    }
    this.#focusWrapUp();
    void this.#present();
  }

  /** What is being assigned rings as soon as the agent can see it here. */
  async #present(): Promise<void> {
    const list = this.renderRoot.querySelector<CordboardContactList>('#list');
    if (list === null || this.#desk.ringing.length === 0 || !this.#showsRinging()) return;
    await list.updateComplete;
    this.#desk.presentRinging(() => this.isConnected && list.checkVisibility());
  }

  /** End takes its own button away, and with it the focus: the focus then goes to what comes next. */
  #focusWrapUp(): void {
    const wrapUp = this.renderRoot.querySelector<HTMLElement>('[data-wrap-up]');
    // Its code may still be on the way; the panel is drawn again with it.
    if (wrapUp === null || !('updateComplete' in wrapUp)) return;
    if (wrapUp.dataset['wrapUp'] !== this.#desk.endedId) return;
    this.#desk.forgetEnded();
    const active = document.activeElement;
    if (active === null || active === document.body || active.contains(this)) queueMicrotask(() => wrapUp.focus());
  }

  protected override render(): TemplateResult<1> {
    const desk = this.#desk;
    const {agent, settings} = desk;
    const signedIn = this.#isSignedIn();
    this.setState('signed-in', signedIn);
    if (!signedIn) this.#told.forget();
    // Whoever is locked in an emergency keeps it in sight, also when their sign-in has run out ([EC-102]).
    const locked = this.#emergency.on;
    return this.html`<div part="panel" class="panel">
      ${signedIn || locked ? emergencyPart(this.#settingsToggle, this.html) : nothing}
      ${locked ? this.#settingsToggle.section(this.html) : nothing}
      ${
        locked && signedIn
          ? nothing
          : signedIn && agent !== null && settings !== null
            ? this.#signedIn(agent, settings)
            : this.html`<cordboard-sign-in
            data-start
            .connection=${signedIn ? {status: 'connecting'} : desk.connection}
            .commands=${desk.commands}
            @cordboard-sign-in-request=${desk.signIn}
          ></cordboard-sign-in>`
      }
    </div>`;
  }

  #signedIn(agent: AgentView, settings: DeskSettings): TemplateResult<1> {
    const {html, strings} = this;
    const desk = this.#desk;
    const {contacts, ringing} = desk;
    const held = this.#emergency.ringsBack;
    const chosen = this.#chooser.shownOf(contacts, this.selectedId);
    const count = contacts.length + ringing.length;
    const single = count <= 1 && chosen !== undefined && desk.missed.length === 0;
    return html`<cordboard-agent-bar
        part="bar"
        class="bar"
        .agent=${agent}
        .engagement=${engagementOf(contacts, agent.id)}
        .choices=${settings.presenceChoices}
        .commands=${desk.commands}
        .signOutRefused=${held ? 'in-emergency' : ringing.length > 0 ? 'offer-ringing' : null}
        .held=${held}
        @cordboard-presence-request=${desk.setPresence}
        @cordboard-sign-out-request=${desk.signOut}
        >${this.#settingsToggle.button(strings)}</cordboard-agent-bar
      >
      ${this.#alerts.draw(html, strings, false)} ${this.#settingsToggle.section(html)}
      <cordboard-go-online></cordboard-go-online>
      ${this.dialing ? nothing : html`<cordboard-emergency-badge class="readiness"></cordboard-emergency-badge>`}
      ${this.#told.lines({desk, agent, settings, masked: this.#masked, strings, html})}
      <div class="notices" aria-live="polite">${panelNotices(desk, this.#masked, strings, html)}</div>
      <div
        class="columns ${single ? 'single' : ''} ${count === 0 ? 'none' : ''} ${this.tasksCollapsed ? 'collapsed' : ''}"
      >
        <div part="tasks" class="tasks">
          ${inPlaceOfPopover({desk, agent, settings, masked: this.#masked, strings, html}, held)}
          ${this.#head(count, chosen)}
          <div id="dialer" class="dialer" ?hidden=${!this.dialing}>
            ${dialPart(this.#scheduler, () => (this.dialing = true), this.strings, this.html)}
          </div>
          ${this.#list(chosen, agent, settings)}
        </div>
        <div part="contact" class="contact">
          ${contactPlace(chosen, count, {
            agent,
            settings,
            desk,
            masked: this.#masked,
            held,
            drafts: this.#drafts,
            parts: this.#parts,
            scheduler: this.#scheduler,
            strings,
            html,
          })}
        </div>
      </div>`;
  }

  #head(count: number, chosen: Contact | undefined): TemplateResult<1> {
    return taskHead({
      count,
      ringing: this.tasksCollapsed ? this.#desk.ringing.length : 0,
      collapsed: this.tasksCollapsed,
      dialing: this.dialing,
      strings: this.strings,
      tools: this.#scheduler.tools(chosen?.id ?? null, this.strings, () => (this.dialing = true)),
      onCollapse: this.#toggleTasks,
      onDial: () => (this.dialing = !this.dialing),
    });
  }

  /** Folded away it still shows what rings, where no popover does. */
  #list(chosen: Contact | undefined, agent: AgentView, settings: DeskSettings): TemplateResult<1> {
    const [desk, folded] = [this.#desk, this.tasksCollapsed];
    return this.html`<cordboard-contact-list
      id="list"
      class="list"
      exportparts="item, missed, missed-item, redial-button"
      ?hidden=${!this.#showsRinging() || (folded && desk.ringing.length === 0)}
      .contacts=${folded ? NONE : desk.contacts}
      .ringing=${desk.ringing}
      .missed=${folded ? NONE : desk.missed}
      .selectedId=${chosen?.id ?? ''}
      .agentId=${agent.id}
      .commands=${desk.commands}
      .numbersMasked=${this.#masked}
      .redialRefused=${settings.outbound === null}
      @cordboard-contact-select-request=${this.#select}
      @cordboard-offer-accept-request=${desk.accept}
      @cordboard-offer-decline-request=${desk.decline}
      @cordboard-end-request=${desk.end}
      @cordboard-missed-dismiss-request=${desk.dismissMissed}
      @cordboard-missed-redial-request=${desk.redial}
    ></cordboard-contact-list>`;
  }

  get #masked(): boolean {
    return this.numbersMasked || (this.#desk.settings?.desk.numbersMasked ?? false);
  }

  #isSignedIn(): boolean {
    const status = this.#desk.connection?.status;
    return status === 'connected' || status === 'reconnecting';
  }

  #showsRinging(): boolean {
    return !this.tasksCollapsed || !this.#desk.hasPopover;
  }

  readonly #toggleTasks = (): void => {
    this.tasksCollapsed = !this.tasksCollapsed;
    rememberCollapsed(this.tasksCollapsed);
    this.dispatchEvent(new TasksToggledEvent(this.tasksCollapsed));
  };

  readonly #select = (event: ContactSelectRequestEvent): void => {
    unlessCanceled(event, () => (this.selectedId = event.contactId));
  };
}
