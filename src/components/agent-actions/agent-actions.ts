import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {PresenceChoice} from '../../domain/presence.ts';
import type {AgentSummary} from '../../services/ports.ts';
import {PRESENCE_LOOKS} from '../agent-bar/presence-words.ts';
import {AgentPresenceRequestEvent, AgentSignOutRequestEvent} from '../agent-table/agent-table.events.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {MenuController} from '../controllers/menu-controller.ts';
import {icon} from '../icons/icons.ts';
import type {SupervisorWords} from '../strings/english-supervisor.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {supervisorWords} from '../templates/supervisor-words.ts';
import {agentActionsStyles} from './agent-actions.styles.ts';

/**
 * @summary What a supervisor can do about one agent, in a menu: set their state, sign them out.
 * @fires {AgentPresenceRequestEvent} cordboard-agent-presence-request - A state was chosen. Cancelable.
 * @fires {AgentSignOutRequestEvent} cordboard-agent-sign-out-request - The agent shall be signed out. Cancelable.
 * @csspart actions-button - Opens the menu.
 * @csspart menu - The menu.
 * @since 0.3.0
 */
export class CordboardAgentActions extends CordboardElement {
  static override styles = agentActionsStyles;
  static override properties: PropertyDeclarations = {
    agent: {attribute: false},
    choices: {attribute: false},
    pending: {type: Boolean},
    passed: {type: Boolean},
  };

  /** The agent; null shows nothing. */
  declare agent: AgentSummary | null;
  /** What the organisation lets people choose. */
  declare choices: readonly PresenceChoice[];
  /** Something that was chosen here waits for the hub. */
  declare pending: boolean;
  /** The Tab key passes it by: arrow keys lead here. */
  declare passed: boolean;

  readonly #menu = new MenuController(this, 'actions-button', 'actions-menu');

  constructor() {
    super();
    this.agent = null;
    this.choices = [];
    this.pending = false;
    this.passed = false;
  }

  /** Puts the focus on the button. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#actions-button')?.focus(options);
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {agent, html, strings, pending} = this;
    if (agent === null) return nothing;
    const words = supervisorWords(strings);
    const menu = this.#menu;
    const label = bidiSafe((name) => words.actionsOf(name(agent.name)));
    return html`<div class="anchor" @focusout=${menu.onFocusOut}>
      <button
        type="button"
        id="actions-button"
        part="actions-button"
        class="button quiet icon-only"
        tabindex=${this.passed ? '-1' : nothing}
        aria-haspopup="menu"
        aria-expanded=${menu.open ? 'true' : 'false'}
        aria-controls="actions-menu"
        aria-label=${label}
        aria-busy=${pending ? 'true' : nothing}
        @click=${menu.toggle}
      >
        ${icon(pending ? 'spinner' : 'more')}
      </button>
      <div
        id="actions-menu"
        part="menu"
        class="menu"
        role="menu"
        aria-label=${label}
        ?hidden=${!menu.open}
        @keydown=${menu.onMenuKey}
      >
        ${menu.open ? this.#items(agent, words) : nothing}
      </div>
    </div>`;
  }

  #items(agent: AgentSummary, words: SupervisorWords): TemplateResult<1> {
    const {html} = this;
    const why = signOutWhy(agent, words);
    return html`<p class="title" role="presentation" aria-hidden="true">${words.setPresence}</p>
      <div role="group" aria-label=${words.setPresence}>${this.choices.map((each) => this.#choice(each, agent))}</div>
      <div class="rule" role="separator"></div>
      <button
        type="button"
        role="menuitem"
        tabindex="-1"
        class="item"
        aria-disabled=${why === null ? nothing : 'true'}
        @click=${why === null ? this.#signOut : nothing}
      >
        <span class="tone">${icon('sign-out')}</span>
        <span class="words"
          >${words.signOut}${why === null ? nothing : html`<span class="item-why">${why}</span>`}</span
        >
      </button>`;
  }

  #choice(choice: PresenceChoice, {presence}: AgentSummary): TemplateResult<1> {
    const {html} = this;
    const chosen = choice.base === presence.base && choice.reason === presence.reason;
    const look = PRESENCE_LOOKS[choice.base];
    return html`<button
      type="button"
      role="menuitemradio"
      tabindex="-1"
      class="item"
      aria-checked=${chosen ? 'true' : 'false'}
      @click=${() => this.#choose(choice)}
    >
      <span class="tone ${look.tone}">${icon(look.icon)}</span
      ><bdi class="words">${choice.label}</bdi>${chosen ? icon('check') : nothing}
    </button>`;
  }

  #choose({base, reason}: PresenceChoice): void {
    this.#menu.close();
    if (this.agent !== null) this.dispatchEvent(new AgentPresenceRequestEvent(this.agent.id, base, reason));
  }

  readonly #signOut = (): void => {
    this.#menu.close();
    if (this.agent !== null) this.dispatchEvent(new AgentSignOutRequestEvent(this.agent.id));
  };
}

/** What the hub would say ([SU-5]); what rings there is not known here. */
function signOutWhy({presence, connected, work}: AgentSummary, words: SupervisorWords): string | null {
  if (work.length > 0) return words.refusals['contact-open'];
  return presence.base === 'offline' && !connected ? words.notSignedIn : null;
}
