import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {Contact, Variable} from '../../domain/contact.ts';
import {isCustomerHeld, isJoined, participantOfAgent} from '../../domain/contact.ts';
import {popoverVariables} from '../../domain/popover-variables.ts';
import {controlsFor, type ControlName, type Controls} from '../../domain/controls.ts';
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
import {
  ContactOpenRequestEvent,
  EndRequestEvent,
  HoldRequestEvent,
  MuteRequestEvent,
  ResumeRequestEvent,
  UnmuteRequestEvent,
} from './interaction.events.ts';
import {interactionStyles} from './interaction.styles.ts';

/**
 * @summary One contact the agent talks to: who it is, its state and time, what the customer hears, and the controls.
 * @fires {MuteRequestEvent} cordboard-mute-request - The agent pressed Mute. Cancelable.
 * @fires {UnmuteRequestEvent} cordboard-unmute-request - The agent pressed Unmute. Cancelable.
 * @fires {HoldRequestEvent} cordboard-hold-request - The agent pressed Hold. Cancelable.
 * @fires {ResumeRequestEvent} cordboard-resume-request - The agent pressed Resume. Cancelable.
 * @fires {EndRequestEvent} cordboard-end-request - The agent pressed End. Cancelable.
 * @fires {ContactOpenRequestEvent} cordboard-contact-open-request - The agent wants the contact's own page again. Cancelable.
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
  declare private keypadOpen: boolean;

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.commands = NO_COMMANDS;
    this.numbersMasked = false;
    this.keypadOpen = false;
  }

  /** Puts the focus on the customer's name, from where the controls come next. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options);
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
        ${contactHeading({contact, agentId: this.agentId, masked: this.numbersMasked, strings, html})}
        ${this.#heard(contact)} ${this.#controls(contact)} ${this.#keypad(contact)}
      </div>
      ${this.#variables(contact)}
    </section>`;
  }

  #isMuted(contact: Contact): boolean {
    const agent = participantOfAgent(contact, this.agentId);
    return isJoined(agent) && agent.muted;
  }

  /** Every change of what the customer hears is said in words. */
  #heard(contact: Contact): TemplateResult<1> {
    const {html, strings} = this;
    const agent = participantOfAgent(contact, this.agentId);
    const lines: TemplateResult<1>[] = [];
    if (isJoined(agent) && agent.lostAt !== null)
      lines.push(html`<p class="heard warning">${icon('offline')}${strings.interaction.lost}</p>`);
    if (isCustomerHeld(contact))
      lines.push(html`<p class="heard warning">${icon('music')}${strings.interaction.customerHearsMusic}</p>`);
    if (contact.status === 'dialling')
      lines.push(html`<p class="heard">${icon('phone-out')}${strings.interaction.customerHearsRinging}</p>`);
    if (this.#isMuted(contact))
      lines.push(html`<p class="heard warning">${icon('mic-off')}${strings.interaction.muted}</p>`);
    return html`<div role="status" aria-live="polite" class="heard-lines">${lines}</div>`;
  }

  #controls(contact: Contact): TemplateResult<1> | typeof nothing {
    const {html, strings} = this;
    const controls = controlsFor(contact, this.agentId);
    const buttons = this.#buttons(contact, controls);
    if (buttons.length === 0) return nothing;
    const states = ['mute', 'unmute', 'hold', 'resume', 'end'].map((each) => this.#state(each, contact));
    return html`<div
        part="controls"
        class="controls"
        role="group"
        aria-label=${contact.channel === 'voice' ? strings.interaction.controls : strings.interaction.digitalControls}
      >
        ${buttons.map(actionButton)}
      </div>
      ${commandMessage(states, strings)}`;
  }

  /** The buttons in their fixed places: a toggle changes its word, never its place. */
  #buttons(contact: Contact, controls: Controls): ActionButton[] {
    const {id} = contact;
    const words = this.strings.interaction;
    const places: readonly (readonly [
      ControlName,
      Pick<ActionButton, 'part' | 'label' | 'icon' | 'look' | 'expanded'>,
      (() => Event) | null,
    ])[] = [
      ['mute', {part: 'mute-button', label: words.mute, icon: 'mic'}, () => new MuteRequestEvent(id)],
      [
        'unmute',
        {part: 'mute-button', label: words.unmute, icon: 'mic-off', look: 'pressed'},
        () => new UnmuteRequestEvent(id),
      ],
      ['hold', {part: 'hold-button', label: words.hold, icon: 'pause'}, () => new HoldRequestEvent(id)],
      [
        'resume',
        {part: 'hold-button', label: words.resume, icon: 'play', look: 'pressed'},
        () => new ResumeRequestEvent(id),
      ],
      [
        'keypad',
        {
          part: 'keypad-button',
          label: this.strings.keypad.open,
          icon: 'keypad',
          look: this.keypadOpen ? 'pressed' : 'quiet',
          expanded: this.keypadOpen,
        },
        null,
      ],
      [
        'open',
        {part: 'open-button', label: words.open, icon: 'external', look: 'primary'},
        () => new ContactOpenRequestEvent(id),
      ],
      [
        'end',
        {part: 'end-button', label: words.end, icon: contact.channel === 'voice' ? 'phone-end' : 'close', look: 'end'},
        () => new EndRequestEvent(id),
      ],
    ];
    return places.flatMap(([name, button, event]) => {
      const control = controls[name];
      if (!control.visible) return [];
      const why = control.enabled ? null : this.strings.refusals[control.why];
      return [
        {
          ...button,
          why,
          state: this.#state(name, contact),
          onPress: () => (event === null ? this.#toggleKeypad() : this.dispatchEvent(event())),
        },
      ];
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
