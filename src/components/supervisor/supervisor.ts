import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {CordboardElement} from '../base/cordboard-element.ts';
import {prefixOf} from '../base/define-element.ts';
import {LatePart} from '../controllers/late-part.ts';
import {actionButton} from '../templates/action-button.ts';
import {lateViewStyles} from '../templates/late-view.styles.ts';

/**
 * @summary A supervisor's live view: every queue with who waits, every agent with their state and what they are on, and
 * what can be done about it: set a state, sign somebody out, listen to a call, speak in it. It loads what it consists of
 * when it is in a page, fills the width it is given, from 320 pixels on, and asks the hub only while somebody can see it.
 * @fires {SignInRequestEvent} cordboard-sign-in-request - The supervisor pressed Sign in. Cancelable.
 * @fires {AgentPresenceRequestEvent} cordboard-agent-presence-request - An agent's state was chosen. Cancelable.
 * @fires {AgentSignOutRequestEvent} cordboard-agent-sign-out-request - An agent shall be signed out. Cancelable.
 * @fires {ListenRequestEvent} cordboard-listen-request - The supervisor wants to listen to a call. Cancelable.
 * @fires {BargeInRequestEvent} cordboard-barge-in-request - The supervisor wants to be heard by everybody. Cancelable.
 * @fires {MuteRequestEvent} cordboard-mute-request - The supervisor goes on listening unheard. Cancelable.
 * @fires {StopMonitoringRequestEvent} cordboard-stop-monitoring-request - The supervisor stops listening. Cancelable.
 * @fires {CallbackCancelRequestEvent} cordboard-callback-cancel-request - A callback shall be cancelled. Cancelable.
 * @fires {CallbackMoveRequestEvent} cordboard-callback-move-request - A callback shall be given to a queue. Cancelable.
 * @csspart view - The whole view.
 * @csspart head - Title and Sign out.
 * @csspart queues - The queues with their heading.
 * @csspart agents - The agents with their heading.
 * @csspart load-button - Tries again where a part of the page did not load.
 * @dependency cordboard-supervisor-view
 * @since 0.3.0
 */
export class CordboardSupervisor extends CordboardElement {
  static override styles = lateViewStyles;
  static override properties: PropertyDeclarations = {};

  readonly #view = new LatePart(this, 'supervisor-view', async () => {
    const {defineSupervisorView} = await import('../supervisor-view/define.ts');
    defineSupervisorView(prefixOf(this.localName));
    return (await import('../supervisor-view/supervisor-view.ts')).CordboardSupervisorView;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#view.need();
  }

  protected override render(): TemplateResult<1> {
    const {html, strings} = this;
    return html`<cordboard-supervisor-view exportparts="view, head, queues, agents"></cordboard-supervisor-view>
      <div role="alert">
        ${
          this.#view.failed
            ? html`<p class="message problem">${strings.interaction.missingPart}</p>
                ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: () => this.#view.need()})}`
            : nothing
        }
      </div>`;
  }
}
