import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {Contact, Variable} from '../../domain/contact.ts';
import {isCustomerHeld, isJoined, participantOfAgent} from '../../domain/contact.ts';
import {popoverVariables} from '../../domain/popover-variables.ts';
import {controlsFor, type Controls} from '../../domain/controls.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {
  NO_COMMANDS,
  commandKey,
  commandState,
  type CommandState,
  type Commands,
} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import {actionButton, type ActionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {contactHeading} from '../templates/contact-heading.ts';
import {customerName, variableValue} from '../templates/contact-texts.ts';
import {underWay, whyWait} from '../templates/under-way.ts';
import {CONSULT_ALONE, TOLD_COMMANDS, controlPlaces} from './control-places.ts';
import {heardLines} from './heard-lines.ts';
import type {Drawer} from './interaction.events.ts';
import {interactionStyles} from './interaction.styles.ts';

/**
 * @summary One contact the agent talks to: who it is, its state and time, what the customer hears, and the controls.
 * @fires {MuteRequestEvent} cordboard-mute-request - The agent pressed Mute. Cancelable.
 * @fires {UnmuteRequestEvent} cordboard-unmute-request - The agent pressed Unmute. Cancelable.
 * @fires {HoldRequestEvent} cordboard-hold-request - The agent pressed Hold. Cancelable.
 * @fires {ResumeRequestEvent} cordboard-resume-request - The agent pressed Resume. Cancelable.
 * @fires {EndRequestEvent} cordboard-end-request - The agent pressed End. Cancelable.
 * @fires {ContactOpenRequestEvent} cordboard-contact-open-request - The agent wants the contact's own page again. Cancelable.
 * @fires {DrawerRequestEvent} cordboard-drawer-request - The agent opened or closed Consult, Transfer or Suggest wrap-up. Cancelable.
 * @fires {ExitConferenceRequestEvent} cordboard-exit-conference-request - The agent pressed Exit conference. Cancelable.
 * @fires {BargeInRequestEvent} cordboard-barge-in-request - A supervisor pressed Barge in. Cancelable.
 * @fires {StopMonitoringRequestEvent} cordboard-stop-monitoring-request - A supervisor stops listening. Cancelable.
 * @slot - What belongs below the controls: a consult, a conference, whom to ask.
 * @csspart header - Name, number, queue, state and timer.
 * @csspart name - The customer's name.
 * @csspart address - The customer's number.
 * @csspart subject - What a digital contact is about.
 * @csspart state - The state: word, icon and colour.
 * @csspart controls - The row of buttons.
 * @csspart button - Each button.
 * @csspart mute-button - Mute or Unmute.
 * @csspart hold-button - Hold or Resume.
 * @csspart keypad-button - Opens the keypad of the call.
 * @csspart open-button - Opens the page of a digital contact.
 * @csspart consult-button - Opens whom to ask.
 * @csspart transfer-button - Opens whom to give the contact to.
 * @csspart exit-conference-button - Exit conference.
 * @csspart suggest-button - Opens what to propose for the wrap-up.
 * @csspart barge-in-button - Barge in, of a supervisor.
 * @csspart stop-button - Stop, of a supervisor.
 * @csspart end-button - End.
 * @csspart message - What a waiting or refused command says.
 * @csspart variables - The list of variables.
 * @cssstate held - The customer is on hold.
 * @cssstate muted - The agent is muted.
 * @since 0.1.0
 */
export class CordboardInteraction extends CordboardElement {
  static override styles = interactionStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    commands: {attribute: false},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    drawer: {},
    keypadOpen: {state: true},
  };

  /** The contact that is shown; null shows nothing. */
  declare contact: Contact | null;
  /** The agent who looks at it: state and controls are theirs. */
  declare agentId: string;
  /** The pressed buttons that wait or were refused. */
  declare commands: Commands;
  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;
  /** What is open below the controls, of what the controls open; empty for nothing. */
  declare drawer: Drawer | '';
  declare private keypadOpen: boolean;

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.commands = NO_COMMANDS;
    this.numbersMasked = false;
    this.drawer = '';
    this.keypadOpen = false;
  }

  /** Puts the focus on the customer's name, from where the controls come next. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options);
  }

  /** What was opened has closed with the focus in it: the focus goes back to what opened it. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('drawer');
    if (!changed.has('drawer') || before === undefined || before === '' || this.drawer !== '') return;
    const root = this.getRootNode();
    const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
    if (active === null || !(this.querySelector('[data-colleagues]')?.contains(active) ?? false)) return;
    const part = before === 'suggest-wrap-up' ? 'suggest' : before;
    this.renderRoot.querySelector<HTMLElement>(`#${part}-button`)?.focus();
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, strings} = this;
    if (contact === null) return nothing;
    const name = customerName(contact, this.numbersMasked, strings);
    this.setState('held', isCustomerHeld(contact));
    this.setState('muted', this.#isMuted(contact));
    const region = bidiSafe((isolated) => strings.interaction.region(isolated(name)));
    return html`<section class="frame" aria-label=${region}>
      <div class="main">
        ${contactHeading({contact, agentId: this.agentId, masked: this.numbersMasked, underWay: this.#underWay(contact), strings, html})}
        ${heardLines(contact, this.agentId, strings)} ${this.#controls(contact)} ${this.#keypad(contact)}
        <slot></slot>
      </div>
      ${this.#variables(contact)}
    </section>`;
  }

  /** What becomes of the consult alone is said there. */
  #underWay({id}: Contact): string | null {
    const found = underWay(this.commands, id, this.strings);
    return found === null || CONSULT_ALONE.includes(found.name) ? null : found.word;
  }

  #isMuted(contact: Contact): boolean {
    const agent = participantOfAgent(contact, this.agentId);
    return isJoined(agent) && agent.muted;
  }

  #controls(contact: Contact): TemplateResult<1> | typeof nothing {
    const {html, strings} = this;
    const controls = controlsFor(contact, this.agentId);
    const buttons = this.#buttons(contact, controls);
    if (buttons.length === 0) return nothing;
    const states = TOLD_COMMANDS.map((each) => this.#state(each, contact));
    return html`<div
        part="controls"
        class="controls"
        role="group"
        aria-label=${contact.channel === 'voice' ? strings.interaction.controls : strings.interaction.digitalControls}
      >
        ${repeat(buttons, ({part}) => part, actionButton)}
      </div>
      ${commandMessage(states, strings)}`;
  }

  #buttons(contact: Contact, controls: Controls): ActionButton[] {
    const {strings, keypadOpen, drawer} = this;
    return controlPlaces({contact, strings, keypadOpen, drawer}).flatMap(({name, look, event}) => {
      const control = controls[name];
      if (!control.visible) return [];
      const why = control.enabled ? whyWait(this.commands, contact.id, name, strings) : strings.refusals[control.why];
      const onPress = () => (event === null ? this.#toggleKeypad() : this.dispatchEvent(event()));
      return [{...look, why, state: this.#state(name, contact), onPress}];
    });
  }

  /** It stays in the page while it is closed: what was sent in the call is remembered there. */
  #keypad(contact: Contact): TemplateResult<1> | typeof nothing {
    if (!controlsFor(contact, this.agentId).keypad.visible) return nothing;
    return this.html`<cordboard-call-keypad
      data-keypad
      ?hidden=${!this.keypadOpen}
      .contact=${contact}
      .agentId=${this.agentId}
    ></cordboard-call-keypad>`;
  }

  #toggleKeypad(): void {
    this.keypadOpen = !this.keypadOpen;
    if (!this.keypadOpen) return;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-keypad]')?.focus());
  }

  #state(name: string, contact: Contact): CommandState {
    return commandState(this.commands, commandKey(name, contact.id));
  }

  #variables(contact: Contact): TemplateResult<1> | typeof nothing {
    const {html, strings} = this;
    // [PO-25] [PO-26] While it rings out: as many as a popover shows, none that is secure.
    const variables = contact.status === 'dialling' ? popoverVariables(contact.variables) : contact.variables;
    if (variables.length === 0) return nothing;
    return html`<div class="details">
      <h3>${strings.interaction.details}</h3>
      <dl part="variables" class="variables">
        ${variables.map(
          (each) =>
            html`<div>
              <dt dir="auto">${each.label}</dt>
              <dd dir="auto">${this.#value(each, contact)}</dd>
            </div>`,
        )}
      </dl>
    </div>`;
  }

  #value(variable: Variable, contact: Contact): TemplateResult<1> | string | null {
    const {html, strings} = this;
    if (variable.secure && variable.value === null)
      return html`<span class="secure">${icon('lock')}${strings.interaction.secure}</span>`;
    if (variable.value === null || variable.value === '')
      return html`<span class="empty">${strings.interaction.emptyValue}</span>`;
    if (variable.type === 'boolean')
      return variable.value === 'true' ? strings.interaction.yes : strings.interaction.no;
    return variableValue(variable, contact, this.numbersMasked);
  }
}
