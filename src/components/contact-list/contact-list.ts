import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {labelFor} from '../../domain/contact-label.ts';
import type {RingingOffer} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandKey, commandState, type Commands} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from '../offer-card/offer-card.events.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {LABEL_LOOKS, channelIcon, customerName} from '../templates/contact-texts.ts';
import {ContactSelectRequestEvent} from './contact-list.events.ts';
import {contactListStyles} from './contact-list.styles.ts';

/**
 * @summary All the agent has on the desk: contacts they are in, and those that ring. A missed popover is found here.
 * @fires {ContactSelectRequestEvent} cordboard-contact-select-request - The agent chose a contact. Cancelable.
 * @fires {OfferAcceptRequestEvent} cordboard-offer-accept-request - The agent answered a ringing one. Cancelable.
 * @fires {OfferDeclineRequestEvent} cordboard-offer-decline-request - The agent declined a ringing one. Cancelable.
 * @csspart heading - The heading with the number of tasks.
 * @csspart item - Each contact.
 * @csspart accept-button - Answer of a ringing contact.
 * @csspart decline-button - Decline of a ringing contact.
 * @since 0.1.0
 */
export class CordboardContactList extends CordboardElement {
  static override styles = contactListStyles;
  static override properties: PropertyDeclarations = {
    contacts: {attribute: false},
    ringing: {attribute: false},
    selectedId: {attribute: 'selected-id'},
    agentId: {attribute: 'agent-id'},
    commands: {attribute: false},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
  };

  /** The contacts the agent takes part in. */
  declare contacts: readonly Contact[];
  /** The offers that ring. */
  declare ringing: readonly RingingOffer[];
  /** Which contact is shown beside the list; empty for none. */
  declare selectedId: string;
  /** The agent whose list it is. */
  declare agentId: string;
  /** The pressed buttons that wait or were refused. */
  declare commands: Commands;
  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;

  constructor() {
    super();
    this.contacts = [];
    this.ringing = [];
    this.selectedId = '';
    this.agentId = '';
    this.commands = NO_COMMANDS;
    this.numbersMasked = false;
  }

  protected override render(): TemplateResult<1> {
    const {html, strings} = this;
    const count = this.contacts.length + this.ringing.length;
    return html`<h2 part="heading" class="title">${strings.tasks.heading} <span class="count">${count}</span></h2>
      <ul aria-label=${strings.tasks.list}>
        ${this.contacts.map((each) => this.#contact(each))} ${this.ringing.map((each) => this.#ringing(each))}
      </ul>`;
  }

  #contact(contact: Contact): TemplateResult<1> {
    const {html, strings} = this;
    const {label, since} = labelFor(contact, this.agentId);
    const look = LABEL_LOOKS[label];
    const selected = contact.id === this.selectedId;
    return html`<li part="item">
      <button
        type="button"
        class="item ${selected ? 'selected' : ''}"
        aria-current=${selected ? 'true' : nothing}
        @click=${() => this.dispatchEvent(new ContactSelectRequestEvent(contact.id))}
      >
        <span class="kind">${icon(channelIcon(contact))}</span>
        <bdi class="name">${customerName(contact, this.numbersMasked, strings)}</bdi>
        <span class="state ${look.tone}">${icon(look.icon)}${strings.labels[label]}</span>
        <cordboard-timer aria-hidden="true" .since=${since} .label=${strings.interaction.duration}></cordboard-timer>
      </button>
    </li>`;
  }

  #ringing({offer, contact}: RingingOffer): TemplateResult<1> {
    const {html, strings} = this;
    const look = LABEL_LOOKS.ringing;
    const name = customerName(contact, this.numbersMasked, strings);
    const accept = commandState(this.commands, commandKey('accept', offer.id));
    const decline = commandState(this.commands, commandKey('decline', offer.id));
    const answer = contact.channel === 'voice' ? strings.offer.answer : strings.offer.accept;
    return html`<li part="item">
      <div class="item ringing">
        <span class="kind">${icon(channelIcon(contact))}</span>
        <bdi class="name">${name}</bdi>
        <span class="state ${look.tone}">${icon(look.icon)}${strings.labels.ringing}</span>
        <span class="buttons">
          ${actionButton({
            part: 'decline-button',
            label: strings.offer.decline,
            name: `${strings.offer.decline}: ${name}`,
            icon: 'close',
            iconOnly: true,
            state: decline,
            onPress: () => this.dispatchEvent(new OfferDeclineRequestEvent(offer.id, contact.id)),
          })}${actionButton({
            part: 'accept-button',
            label: answer,
            name: `${answer}: ${name}`,
            icon: contact.channel === 'voice' ? 'phone' : 'check',
            iconOnly: true,
            look: 'answer',
            state: accept,
            onPress: () => this.dispatchEvent(new OfferAcceptRequestEvent(offer.id, contact.id)),
          })}
        </span>
      </div>
      ${commandMessage([accept, decline], strings)}
    </li>`;
  }
}
