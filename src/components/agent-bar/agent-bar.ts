import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {agentWords} from '../strings/english-agent.ts';
import type {Engagement} from '../../domain/engagement.ts';
import type {AgentView} from '../../services/ports.ts';
import type {Presence, PresenceChoice} from '../../domain/presence.ts';
import type {Refusal} from '../../domain/refusal.ts';
import {PresenceRequestEvent} from '../availability-choice/availability-choice.events.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandState, type Commands} from '../controllers/command-controller.ts';
import {MenuController} from '../controllers/menu-controller.ts';
import {icon} from '../icons/icons.ts';
import {commandMessage} from '../templates/command-message.ts';
import {SignOutRequestEvent} from './agent-bar.events.ts';
import {agentBarStyles} from './agent-bar.styles.ts';
import {ENGAGEMENT_LOOKS, PRESENCE_LOOKS, presenceWords} from './presence-words.ts';

const HELD = 'do-not-disturb';

/**
 * @summary The agent's own bar: presence and how long it lasts, a menu to change it, who they are, and signing out.
 * @fires {PresenceRequestEvent} cordboard-presence-request - The agent chose a presence. Cancelable.
 * @fires {SignOutRequestEvent} cordboard-sign-out-request - The agent chose to sign out. Cancelable.
 * @slot tools - Further buttons of the agent's own, such as device settings.
 * @csspart presence-button - The state, which opens the menu.
 * @csspart more-button - The "…" menu's button.
 * @csspart menu - Each menu.
 * @csspart message - What a waiting or refused command says.
 * @since 0.1.0
 */
export class CordboardAgentBar extends CordboardElement {
  static override styles = agentBarStyles;
  static override properties: PropertyDeclarations = {
    agent: {attribute: false},
    engagement: {attribute: false},
    choices: {attribute: false},
    commands: {attribute: false},
    signOutRefused: {attribute: false},
    held: {type: Boolean},
  };

  /** The agent; null shows nothing. */
  declare agent: AgentView | null;
  /** What the agent is in, which goes before their presence: meanwhile no call comes, whatever it is; null for nothing. */
  declare engagement: Engagement | null;
  /** What the organisation lets agents choose. */
  declare choices: readonly PresenceChoice[];
  /** The pressed buttons that wait or were refused, by the keys `presence` and `sign-out`. */
  declare commands: Commands;
  /** Why the agent cannot sign out now ([PO-7]); null when nothing speaks against it. */
  declare signOutRefused: Refusal | null;
  /** [EM-14] An emergency holds the agent in Do not disturb: their own presence comes back afterwards, and nothing is chosen meanwhile. */
  declare held: boolean;

  readonly #presenceMenu = new MenuController(this, 'presence-button', 'presence-menu');
  readonly #moreMenu = new MenuController(this, 'more-button', 'more-menu');

  constructor() {
    super();
    this.agent = null;
    this.engagement = null;
    this.choices = [];
    this.commands = NO_COMMANDS;
    this.signOutRefused = null;
    this.held = false;
  }

  /** Puts the focus on the agent's state. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#presence-button')?.focus(options);
  }

  protected override willUpdate(): void {
    // The focus is in the menu, which goes: it comes back to the button ([EC-154]).
    if (this.held && this.#presenceMenu.open) this.#presenceMenu.close();
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {agent, html, strings} = this;
    if (agent === null) return nothing;
    const states = [commandState(this.commands, 'presence'), commandState(this.commands, 'sign-out')];
    return html`<div class="bar">
        ${this.#presence(agent.presence)}
        ${
          this.held
            ? nothing
            : html`<cordboard-timer
                .since=${(this.engagement ?? agent.presence).since}
                .label=${agentWords(strings).timeInState}
              ></cordboard-timer>`
        }
        <slot name="tools"></slot>
        ${this.#more(agent)}
      </div>
      ${commandMessage(states, strings)}`;
  }

  #presence(presence: Presence): TemplateResult<1> {
    const {html, strings} = this;
    const {engagement, held} = this;
    const chosen = presenceWords(presence, this.choices, strings);
    const over = held
      ? strings.presence[HELD]
      : engagement === null
        ? null
        : agentWords(strings).engaged[engagement.status];
    const [words, then] = over === null ? [chosen, ''] : [over, agentWords(strings).afterwards(chosen)];
    const look =
      engagement === null || held ? PRESENCE_LOOKS[held ? HELD : presence.base] : ENGAGEMENT_LOOKS[engagement.status];
    const pending = commandState(this.commands, 'presence').status === 'pending';
    const menu = this.#presenceMenu;
    return html`<div class="anchor grow" @focusout=${menu.onFocusOut}>
      <button
        type="button"
        id="presence-button"
        part="presence-button"
        class="button quiet presence ${look.tone}"
        aria-haspopup="menu"
        aria-expanded=${menu.open ? 'true' : 'false'}
        aria-controls="presence-menu"
        aria-label=${agentWords(strings).presence(`${words} ${then}`.trim())}
        aria-busy=${pending ? 'true' : nothing}
        aria-disabled=${held ? 'true' : nothing}
        title=${held ? strings.refusals['in-emergency'] : nothing}
        @click=${held ? nothing : menu.toggle}
        @keydown=${held ? nothing : menu.onButtonKey}
      >
        ${icon(pending ? 'spinner' : look.icon)}<span class="words"
          >${words}${then === '' ? nothing : html` <span class="then">${then}</span>`}</span
        >${held ? nothing : icon('chevron-down')}
      </button>
      <div
        id="presence-menu"
        part="menu"
        class="menu"
        role="menu"
        aria-label=${agentWords(strings).presenceMenu}
        ?hidden=${!menu.open}
        @keydown=${menu.onMenuKey}
      >
        ${this.choices.map((each) => this.#choice(each, presence))}
      </div>
    </div>`;
  }

  #choice(choice: PresenceChoice, presence: Presence): TemplateResult<1> {
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
      ><bdi class="item-words">${choice.label}</bdi>${chosen ? icon('check') : nothing}
    </button>`;
  }

  #choose(choice: PresenceChoice): void {
    this.#presenceMenu.close();
    this.dispatchEvent(new PresenceRequestEvent(choice.base, choice.reason));
  }

  #more(agent: AgentView): TemplateResult<1> {
    const {html, strings} = this;
    const menu = this.#moreMenu;
    const refused = this.signOutRefused;
    return html`<div class="anchor" @focusout=${menu.onFocusOut}>
      <button
        type="button"
        id="more-button"
        part="more-button"
        class="button quiet icon-only"
        aria-haspopup="menu"
        aria-expanded=${menu.open ? 'true' : 'false'}
        aria-controls="more-menu"
        aria-label=${agentWords(strings).moreMenu}
        @click=${menu.toggle}
        @keydown=${menu.onButtonKey}
      >
        ${icon('more')}
      </button>
      <div part="menu" class="menu end" ?hidden=${!menu.open}>
        <p class="who">${agentWords(strings).signedInAs}<br /><strong dir="auto">${agent.name}</strong></p>
        <div id="more-menu" role="menu" aria-label=${agentWords(strings).moreMenu} @keydown=${menu.onMenuKey}>
          <button
            type="button"
            role="menuitem"
            tabindex="-1"
            class="item"
            aria-disabled=${refused === null ? nothing : 'true'}
            @click=${refused === null ? this.#signOut : nothing}
          >
            <span class="tone">${icon('sign-out')}</span
            ><span class="item-words"
              >${agentWords(strings).signOut}${refused === null ? nothing : html`<span class="item-why">${strings.refusals[refused]}</span>`}</span
            >
          </button>
        </div>
      </div>
    </div>`;
  }

  readonly #signOut = (): void => {
    this.#moreMenu.close();
    this.dispatchEvent(new SignOutRequestEvent());
  };
}
