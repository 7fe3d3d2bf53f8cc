import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {ConnectionState} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandState, type Commands} from '../controllers/command-controller.ts';
import {icon, type IconName} from '../icons/icons.ts';
import {type ConnectionWords, connectionWords} from '../strings/english-connection.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {SignInRequestEvent} from './sign-in.events.ts';
import {signInStyles} from './sign-in.styles.ts';

type Screen = {readonly icon: IconName; readonly title: string; readonly help: string; readonly canSignIn: boolean};

/**
 * @summary What stands in the panel while the agent is not connected: what is the case, and what to do now.
 * @fires {SignInRequestEvent} cordboard-sign-in-request - The agent pressed Sign in. Cancelable.
 * @csspart title - What is the case.
 * @csspart help - What to do now.
 * @csspart sign-in-button - The button.
 * @csspart message - What a waiting or refused command says.
 * @since 0.1.0
 */
export class CordboardSignIn extends CordboardElement {
  static override styles = signInStyles;
  static override properties: PropertyDeclarations = {connection: {attribute: false}, commands: {attribute: false}};

  /** The connection; null when the page has not configured any. */
  declare connection: ConnectionState | null;
  /** The pressed button that waits or was refused, by the key `sign-in`. */
  declare commands: Commands;

  constructor() {
    super();
    this.connection = null;
    this.commands = NO_COMMANDS;
  }

  /** Puts the focus on the button, or on what is said where there is none. */
  override focus(options?: FocusOptions): void {
    const hasButton = screenFor(this.connection, this.strings).canSignIn;
    this.renderRoot.querySelector<HTMLElement>(hasButton ? 'button' : 'h2')?.focus(options);
  }

  protected override render(): TemplateResult<1> {
    const {strings} = this;
    const screen = screenFor(this.connection, strings);
    const state = commandState(this.commands, 'sign-in');
    return html`<div class="screen">
      <span class="badge">${icon(screen.icon)}</span>
      <h2 part="title" tabindex="-1">${screen.title}</h2>
      <p part="help" class="help">${screen.help}</p>
      ${
        screen.canSignIn
          ? actionButton({
              part: 'sign-in-button',
              label: connectionWords(strings).signIn,
              icon: 'headset',
              look: 'primary',
              state,
              onPress: () => this.dispatchEvent(new SignInRequestEvent()),
            })
          : nothing
      }
      ${commandMessage([state], strings)}
    </div>`;
  }
}

function screenFor(connection: ConnectionState | null, strings: Strings): Screen {
  const words = connectionWords(strings);
  if (connection === null)
    return {icon: 'alert', title: words.unconfigured, help: words.unconfiguredHelp, canSignIn: false};
  switch (connection.status) {
    case 'signed-out':
      return signedOutScreen(connection.reason, words);
    case 'sign-in-required':
      return {
        icon: 'lock',
        title: words.signInRequired,
        help: connection.error === null ? words.signInRequiredHelp : connection.error.message,
        canSignIn: true,
      };
    default:
      return {icon: 'spinner', title: words.connecting, help: words.connectingHelp, canSignIn: false};
  }
}

function signedOutScreen(reason: 'never' | 'agent' | 'taken-over' | 'supervisor', words: ConnectionWords): Screen {
  switch (reason) {
    case 'never':
      return {icon: 'headset', title: words.firstUse, help: words.firstUseHelp, canSignIn: true};
    case 'agent':
      return {icon: 'signed-out', title: words.signedOut, help: words.signedOutHelp, canSignIn: true};
    case 'taken-over':
      return {icon: 'signed-out', title: words.takenOver, help: words.takenOverHelp, canSignIn: true};
    default:
      return {icon: 'signed-out', title: words.supervisor, help: words.supervisorHelp, canSignIn: true};
  }
}
