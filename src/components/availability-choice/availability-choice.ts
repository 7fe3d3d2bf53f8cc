import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {Offer} from '../../domain/offer.ts';
import {owesAvailabilityChoice, type Presence, type PresenceChoice} from '../../domain/presence.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandState, type Commands} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {PresenceRequestEvent} from './availability-choice.events.ts';
import {choiceWords} from './choice-words.ts';
import {availabilityChoiceStyles} from './availability-choice.styles.ts';

/**
 * @summary After a missed or declined contact: back to Available, or stay Idle. Shows nothing when no choice is owed.
 * @fires {PresenceRequestEvent} cordboard-presence-request - The agent chose. Cancelable.
 * @csspart title - What happened.
 * @csspart button - Each button.
 * @csspart available-button - Go to Available.
 * @csspart idle-button - Go to Idle.
 * @csspart message - What a waiting or refused command says.
 * @cssstate owed - The agent owes a choice; without it nothing is shown.
 * @since 0.1.0
 */
export class CordboardAvailabilityChoice extends CordboardElement {
  static override styles = availabilityChoiceStyles;
  static override properties: PropertyDeclarations = {
    presence: {attribute: false},
    untaken: {attribute: false},
    choices: {attribute: false},
    commands: {attribute: false},
  };

  /** The agent's presence; null while it is not known. */
  declare presence: Presence | null;
  /** What the agent was asked to do and did not; null where that is not known. */
  declare untaken: Offer['purpose'] | null;
  /** What the organisation lets agents choose: the plain Idle of it is set, or the first with a reason. */
  declare choices: readonly PresenceChoice[];
  /** The pressed buttons that wait or were refused, by the keys `go-available` and `go-idle`. */
  declare commands: Commands;

  constructor() {
    super();
    this.presence = null;
    this.untaken = null;
    this.choices = [];
    this.commands = NO_COMMANDS;
  }

  /** Puts the focus on the question, not on an answer: a second Enter must not choose. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.choice')?.focus(options);
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {presence, strings} = this;
    const owed = presence !== null && owesAvailabilityChoice(presence);
    this.setState('owed', owed);
    if (!owed) return nothing;
    const words = strings.availability;
    const {title, help} = choiceWords(presence, this.untaken, strings);
    const available = commandState(this.commands, 'go-available');
    const idle = commandState(this.commands, 'go-idle');
    return html`<div class="choice" role="group" tabindex="-1" aria-labelledby="title" aria-describedby="help">
      <div class="text">
        ${icon(presence.reason === 'declined' ? 'away' : 'alert')}
        <div>
          <p part="title" id="title" class="title">${title}</p>
          <p id="help" class="help">${help}</p>
        </div>
      </div>
      <div class="buttons">
        ${actionButton({part: 'idle-button', label: words.goIdle, icon: 'away', state: idle, onPress: () => this.#goIdle()})}
        ${actionButton({
          part: 'available-button',
          label: words.goAvailable,
          icon: 'available',
          look: 'primary',
          state: available,
          onPress: () => this.dispatchEvent(new PresenceRequestEvent('available', null)),
        })}
      </div>
      ${commandMessage([available, idle], strings)}
    </div>`;
  }

  #goIdle(): void {
    const idle = this.choices.filter((each) => each.base === 'away');
    const choice = idle.find((each) => each.reason === null) ?? idle[0];
    this.dispatchEvent(new PresenceRequestEvent('away', choice?.reason ?? null));
  }
}
