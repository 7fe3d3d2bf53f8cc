import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import type {Offer} from '../../domain/offer.ts';
import {popoverVariables} from '../../domain/popover-variables.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {
  NO_COMMANDS,
  commandKey,
  commandState,
  type CommandState,
  type Commands,
} from '../controllers/command-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon} from '../icons/icons.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {channelIcon, customerAddress, customerName} from '../templates/contact-texts.ts';
import {secondsUntil} from '../templates/durations.ts';
import {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from './offer-card.events.ts';
import {offerCardStyles} from './offer-card.styles.ts';

/** The circle's length, so that a share of the ring time is a share of it. */
const RING_LENGTH = 100;

/**
 * @summary A ringing offer: who, for which queue, the seconds left to answer, Decline and Answer.
 * @fires {OfferAcceptRequestEvent} cordboard-offer-accept-request - The agent chose Answer or Accept. Cancelable.
 * @fires {OfferDeclineRequestEvent} cordboard-offer-decline-request - The agent chose Decline. Cancelable.
 * @csspart card - The whole card.
 * @csspart kind - What is coming in.
 * @csspart countdown - The seconds left.
 * @csspart name - The customer's name.
 * @csspart address - The customer's number.
 * @csspart variables - The variables of the contact.
 * @csspart button - Each button.
 * @csspart accept-button - Answer or Accept.
 * @csspart decline-button - Decline.
 * @csspart message - What a waiting or refused command says.
 * @cssstate connecting - Answer was pressed and the hub has not replied yet.
 * @since 0.1.0
 */
export class CordboardOfferCard extends CordboardElement {
  static override styles = offerCardStyles;
  static override properties: PropertyDeclarations = {
    offer: {attribute: false},
    contact: {attribute: false},
    commands: {attribute: false},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    acceptShortcut: {attribute: 'accept-shortcut'},
    declineShortcut: {attribute: 'decline-shortcut'},
    small: {type: Boolean, reflect: true},
  };

  /** The offer; null shows nothing. */
  declare offer: Offer | null;
  /** The contact it is about. */
  declare contact: Contact | null;
  /** The pressed buttons that wait or were refused. */
  declare commands: Commands;
  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;
  /** The keys that answer this card, if it is the one they are for; told to assistive technology. */
  declare acceptShortcut: string;
  /** The keys that decline this card. */
  declare declineShortcut: string;
  /** Leaves the variables out, where several cards are stacked. */
  declare small: boolean;

  readonly #tick = new TickController(this, () => this.offer !== null);

  constructor() {
    super();
    this.offer = null;
    this.contact = null;
    this.commands = NO_COMMANDS;
    this.numbersMasked = false;
    this.acceptShortcut = '';
    this.declineShortcut = '';
    this.small = false;
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {offer, contact, strings} = this;
    if (offer === null || contact === null) return nothing;
    const accept = commandState(this.commands, commandKey('accept', offer.id));
    const decline = commandState(this.commands, commandKey('decline', offer.id));
    const connecting = accept.status === 'pending';
    this.setState('connecting', connecting);
    const name = customerName(contact, this.numbersMasked, strings);
    return html`<article part="card" class="card" aria-labelledby="kind name">
      <header class="top">
        <p part="kind" id="kind" class="kind">
          ${icon(channelIcon(contact))}${connecting ? strings.offer.connecting : strings.offer.incoming[contact.channel]}
        </p>
        ${connecting ? nothing : this.#countdown(offer)}
      </header>
      <div class="who">
        <h3 part="name" id="name" dir="auto">${name}</h3>
        ${this.#facts(contact, name)}
      </div>
      ${this.small ? nothing : this.#variables(contact)} ${this.#buttons(offer, contact, name, accept, decline)}
      ${commandMessage([accept, decline], strings, strings.offer.connectingSlow)}
      ${accept.status === 'failed' ? html`<p class="message">${strings.offer.answerFailed}</p>` : nothing}
    </article>`;
  }

  #countdown(offer: Offer): TemplateResult<1> {
    const now = this.#tick.now;
    const seconds = secondsUntil(offer.expiresAt, now);
    const share = Math.min(1, Math.max(0, (offer.expiresAt - now) / (offer.expiresAt - offer.offeredAt)));
    return html`<span
      part="countdown"
      class="countdown ${seconds <= 5 ? 'short' : ''}"
      role="timer"
      aria-label=${this.strings.offer.secondsLeft(seconds)}
    >
      <span aria-hidden="true">${seconds}</span>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle class="track" cx="12" cy="12" r="9.5" />
        <circle
          class="left"
          cx="12"
          cy="12"
          r="9.5"
          pathLength=${RING_LENGTH}
          stroke-dasharray=${RING_LENGTH}
          stroke-dashoffset=${RING_LENGTH * (1 - share)}
        />
      </svg>
    </span>`;
  }

  #facts(contact: Contact, name: string): TemplateResult<1> | typeof nothing {
    const address = this.small ? null : customerAddress(contact, this.numbersMasked);
    const queue = contact.queue?.name ?? null;
    if ((address === null || address === name) && queue === null) return nothing;
    return html`<p class="facts">
      ${address === null || address === name ? nothing : html`<bdi dir="ltr" part="address">${address}</bdi>`}${
        address === null || address === name || queue === null ? nothing : ' · '
      }${queue === null ? nothing : html`<bdi>${queue}</bdi>`}
    </p>`;
  }

  #variables(contact: Contact): TemplateResult<1> | typeof nothing {
    const variables = popoverVariables(contact.variables);
    if (variables.length === 0) return nothing;
    return html`<dl part="variables" class="variables">
      ${variables.map(
        (each) =>
          html`<div>
            <dt dir="auto">${each.label}</dt>
            <dd dir="auto">${each.value ?? this.strings.interaction.emptyValue}</dd>
          </div>`,
      )}
    </dl>`;
  }

  /** Decline comes first in reading order and Answer is the biggest; Escape and a stray Enter do nothing. */
  #buttons(
    offer: Offer,
    contact: Contact,
    name: string,
    accept: CommandState,
    decline: CommandState,
  ): TemplateResult<1> {
    const words = this.strings.offer;
    const answer = contact.channel === 'voice' ? words.answer : words.accept;
    return html`<div class="buttons">
      ${actionButton({
        part: 'decline-button',
        label: words.decline,
        name: `${words.decline}: ${name}`,
        icon: 'close',
        iconOnly: this.small,
        state: decline,
        shortcut: this.declineShortcut === '' ? null : this.declineShortcut,
        onPress: () => this.dispatchEvent(new OfferDeclineRequestEvent(offer.id, contact.id)),
      })}
      ${actionButton({
        part: 'accept-button',
        label: answer,
        name: `${answer}: ${name}`,
        icon: contact.channel === 'voice' ? 'phone' : 'check',
        look: 'answer',
        state: accept,
        shortcut: this.acceptShortcut === '' ? null : this.acceptShortcut,
        onPress: () => this.dispatchEvent(new OfferAcceptRequestEvent(offer.id, contact.id)),
      })}
    </div>`;
  }
}
