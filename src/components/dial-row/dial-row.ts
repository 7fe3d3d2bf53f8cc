import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {parseDialNumber} from '../../domain/dial-number.ts';
import type {EmergencyMatch} from '../../domain/emergency-match.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandState, type CommandState, type Commands} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {DialRequestEvent} from './dial-row.events.ts';
import {dialRowStyles} from './dial-row.styles.ts';

type Alarm = {readonly title: string; readonly local: string | null; readonly help: string};

/**
 * @summary Calls a number. Says at once, loudly, that emergency numbers cannot be called from here.
 * @fires {DialRequestEvent} cordboard-dial-request - The agent called a number. Cancelable.
 * @csspart input - Where the number is typed.
 * @csspart call-button - Call.
 * @csspart emergency - What is said about an emergency number.
 * @csspart message - What is wrong with the number, or what a waiting or refused command says.
 * @cssstate emergency - An emergency number stands in the input.
 * @since 0.1.0
 */
export class CordboardDialRow extends CordboardElement {
  static override styles = dialRowStyles;
  static override properties: PropertyDeclarations = {
    number: {},
    matchEmergency: {attribute: false},
    commands: {attribute: false},
    fault: {state: true},
  };

  /** The number in the input, as typed. */
  declare number: string;
  /** What the emergency rule says of a number; asked on each keystroke. */
  declare matchEmergency: (typed: string) => EmergencyMatch;
  /** The call that waits or was refused, by the key `dial`. */
  declare commands: Commands;
  declare private fault: string | null;

  constructor() {
    super();
    this.number = '';
    this.matchEmergency = () => ({kind: 'none'});
    this.commands = NO_COMMANDS;
    this.fault = null;
  }

  protected override render(): TemplateResult<1> {
    const {strings} = this;
    const state = commandState(this.commands, 'dial');
    const alarm = alarmFor(this.matchEmergency(this.number), state, strings);
    this.setState('emergency', alarm !== null);
    return html`<form class="row" novalidate @submit=${this.#submit}>
        <label class="visually-hidden" for="number">${strings.dial.label}</label>
        <div class="box">
          ${icon('phone')}
          <input
            id="number"
            part="input"
            class="field"
            type="tel"
            dir="ltr"
            autocomplete="off"
            placeholder=${strings.dial.placeholder}
            aria-invalid=${this.fault === null ? nothing : 'true'}
            aria-describedby=${this.fault === null ? nothing : 'fault'}
            .value=${this.number}
            @input=${this.#type}
          />
        </div>
        ${actionButton({part: 'call-button', label: strings.dial.call, icon: 'phone', state, onPress: this.#submit})}
      </form>
      <div role="alert">${alarm === null ? nothing : alarmTemplate(alarm)}</div>
      ${this.fault === null ? nothing : html`<p id="fault" role="alert" class="message problem">${icon('alert')}${this.fault}</p>`}
      ${alarm !== null ? nothing : commandMessage([state], strings)}`;
  }

  readonly #type = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.number = event.target.value;
    this.fault = null;
  };

  readonly #submit = (event?: Event): void => {
    event?.preventDefault();
    const match = this.matchEmergency(this.number);
    if (match.kind !== 'none') return;
    if (commandState(this.commands, 'dial').status === 'pending') return;
    const parsed = parseDialNumber(this.number);
    this.fault = parsed.ok ? null : this.strings.dial.faults[parsed.fault];
    if (parsed.ok) this.dispatchEvent(new DialRequestEvent(this.number));
  };
}

/** What has to be said about an emergency number; null when the number is an ordinary one. */
function alarmFor(match: EmergencyMatch, state: CommandState, strings: Strings): Alarm | null {
  const words = strings.dial;
  switch (match.kind) {
    case 'exact':
      return {title: words.emergency, local: match.local, help: words.emergencyHelp(match.local)};
    case 'test':
      return {title: words.emergencyTest, local: match.local, help: words.emergency};
    case 'foreign':
      return {
        title: words.emergencyForeign(match.local),
        local: match.local,
        help: words.emergencyHelp(match.local),
      };
    case 'prefix':
      return {
        title: words.emergencyPrefix(match.local),
        local: match.local,
        help: words.emergencyPrefixHelp(match.local),
      };
    default:
      return state.status === 'refused' && state.code === 'emergency-not-carried'
        ? {title: words.emergency, local: null, help: words.emergencyUnknownHelp}
        : null;
  }
}

function alarmTemplate(alarm: Alarm): TemplateResult<1> {
  return html`<div part="emergency" class="alarm">
    ${alarm.local === null ? icon('alert') : html`<span class="local" dir="ltr">${alarm.local}</span>`}
    <div>
      <p class="alarm-title">${alarm.title}</p>
      <p>${alarm.help}</p>
    </div>
  </div>`;
}
