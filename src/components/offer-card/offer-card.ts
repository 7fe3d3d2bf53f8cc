import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {type Contact, isBegun} from '../../domain/contact.ts';
import type {Offer} from '../../domain/offer.ts';
import {popoverVariables} from '../../domain/popover-variables.ts';
import {isTelephoneRinging} from '../../domain/telephone.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {
  NO_COMMANDS,
  commandKey,
  commandState,
  type CommandState,
  type Commands,
} from '../controllers/command-controller.ts';
import {ClampController} from '../controllers/clamp-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon, type IconName} from '../icons/icons.ts';
import {EndRequestEvent} from '../interaction/interaction.events.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {commandMessage} from '../templates/command-message.ts';
import {channelIcon, customerAddress, customerName, variableValue} from '../templates/contact-texts.ts';
import {answerLook, askedByRows, callbackRows, offerKind} from '../templates/offer-texts.ts';
import {countdown} from './countdown.ts';
import {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from './offer-card.events.ts';
import {offerCardStyles} from './offer-card.styles.ts';

const IDLE: CommandState = {status: 'idle'};

/**
 * @summary An offer: while it is being assigned and while it rings the same card, with who, for which queue, the seconds
 * left to answer, Decline and Answer. Without an offer, a call that is being placed.
 * @fires {OfferAcceptRequestEvent} cordboard-offer-accept-request - The agent chose Answer or Accept. Cancelable.
 * @fires {OfferDeclineRequestEvent} cordboard-offer-decline-request - The agent chose Decline. Cancelable.
 * @fires {EndRequestEvent} cordboard-end-request - The agent gave up a call that is being placed. Cancelable.
 * @csspart card - The whole card.
 * @csspart kind - What is coming in.
 * @csspart since - The time since it came.
 * @csspart countdown - The seconds left.
 * @csspart name - The customer's name.
 * @csspart address - The customer's number.
 * @csspart subject - What a digital contact is about.
 * @csspart variables - The variables of the contact.
 * @csspart button - Each button.
 * @csspart accept-button - Answer or Accept.
 * @csspart decline-button - Decline.
 * @csspart end-button - End, of a call that is being placed.
 * @csspart more-button - Shows long texts whole.
 * @csspart message - What a waiting or refused command says.
 * @cssstate assigning - The offer does not ring yet.
 * @cssstate emergency - Emergency services call back.
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
    telephone: {type: Boolean},
    expanded: {state: true},
  };

  /** The offer; null for a contact the agent calls, which is shown while it is being placed. */
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
  /** Leaves number and variables out, where several cards are stacked. */
  declare small: boolean;
  /** The agent's telephone rings with a call that rings here. */
  declare telephone: boolean;
  declare private expanded: boolean;

  readonly #tick = new TickController(this, () => this.offer?.status === 'ringing');
  readonly #clamp = new ClampController(this, '.clamped', () => this.expanded);

  constructor() {
    super();
    this.offer = null;
    this.contact = null;
    this.commands = NO_COMMANDS;
    this.numbersMasked = false;
    this.acceptShortcut = '';
    this.declineShortcut = '';
    this.small = false;
    this.telephone = false;
    this.expanded = false;
  }

  /** Puts the focus on the name, from where the buttons come next. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('h3')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('contact');
    if (changed.has('contact') && before?.id !== this.contact?.id) this.expanded = false;
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {offer, contact, strings} = this;
    if (contact === null || (offer === null && contact.status !== 'dialling')) return nothing;
    const accept = offer === null ? IDLE : commandState(this.commands, commandKey('accept', offer.id));
    const decline = offer === null ? IDLE : commandState(this.commands, commandKey('decline', offer.id));
    this.setState('assigning', offer?.status === 'connecting');
    this.setState('connecting', accept.status === 'pending');
    this.setState('emergency', contact.kind === 'emergency-callback');
    const name = customerName(contact, this.numbersMasked, strings);
    return html`<article part="card" class="card" aria-labelledby="kind name">
      <div class="head">
        <header class="top">
          <p part="kind" id="kind" class="kind">
            ${icon(kindIcon(contact, offer))}<span>${this.#kind(contact, offer, accept)}</span>
          </p>
          ${offer === null || accept.status === 'pending' ? nothing : countdown(offer, this.#tick.now, strings)}
        </header>
        <div class="who">
          <h3 part="name" id="name" dir="auto" tabindex="-1" class=${this.#clamped}>${name}</h3>
          ${this.#facts(contact, name)} ${this.#subject(contact)}
        </div>
      </div>
      ${this.small ? nothing : this.#variables(contact)} ${this.#more()}
      ${offer === null ? this.#giveUp(contact, name) : this.#buttons(offer, contact, name, accept, decline)}
      ${commandMessage(this.#states(contact, accept, decline), strings, strings.offer.connectingSlow)}
      ${this.#atTelephone(contact, offer)} ${this.#toCustomer(contact, offer)}
      ${accept.status === 'failed' ? html`<p class="message">${strings.offer.answerFailed}</p>` : nothing}
      ${this.#isOver(offer) && accept.status === 'idle' ? html`<p class="message">${icon('clock')}${strings.offer.timeUp}</p>` : nothing}
    </article>`;
  }

  #kind(contact: Contact, offer: Offer | null, accept: CommandState): string {
    const {strings} = this;
    if (offer === null) return strings.offer.outgoing;
    if (accept.status === 'pending') return strings.offer.connecting;
    const kind = offerKind(offer, contact, strings);
    return offer.status === 'connecting' ? strings.offer.assigning[contact.channel] : kind;
  }

  #states(contact: Contact, accept: CommandState, decline: CommandState): readonly CommandState[] {
    return [accept, decline, commandState(this.commands, commandKey('end', contact.id))];
  }

  /** The hub's clock says that nobody can answer any more, and the hub itself has not said so: it is out of reach. */
  #isOver(offer: Offer | null): boolean {
    return offer?.status === 'ringing' && offer.expiresAt <= this.#tick.now;
  }

  #atTelephone(contact: Contact, offer: Offer | null): TemplateResult<1> | typeof nothing {
    const {telephone: words} = this.strings;
    const rings = this.telephone && offer?.status === 'ringing' && contact.channel === 'voice';
    const first = offer === null && contact.participants.some(isTelephoneRinging);
    return rings || first
      ? html`<p class="message">${icon('phone')}${rings ? words.ringsToo : words.pickUpToCall}</p>`
      : nothing;
  }

  /** Who is asked into a conference does not speak with a colleague first. */
  #toCustomer(contact: Contact, offer: Offer | null): TemplateResult<1> | typeof nothing {
    if (offer === null || !isBegun(contact, offer.conversationId)) return nothing;
    return html`<p class="message">${icon('conference')}${this.strings.offer.conferenceHelp}</p>`;
  }

  get #clamped(): string {
    return this.expanded ? 'clamped whole' : 'clamped';
  }

  #facts(contact: Contact, name: string): TemplateResult<1> | typeof nothing {
    const address = this.small ? null : customerAddress(contact, this.numbersMasked, this.strings);
    const asker = this.small ? askerOf(this.offer) : null;
    const queue = this.small && contact.subject !== null ? null : (asker ?? contact.queue?.name ?? null);
    if ((address === null || address === name) && queue === null) return nothing;
    return html`<p class="facts">
      ${address === null || address === name ? nothing : html`<bdi dir="ltr" part="address">${address}</bdi>`}${
        address === null || address === name || queue === null ? nothing : ' · '
      }${queue === null ? nothing : html`<bdi>${queue}</bdi>`}
    </p>`;
  }

  #subject({subject}: Contact): TemplateResult<1> | typeof nothing {
    if (subject === null) return nothing;
    return html`<p part="subject" dir="auto" class="subject ${this.#clamped}">${subject}</p>`;
  }

  /** [PO-20] Who asks comes before what is configured. */
  #variables(contact: Contact): TemplateResult<1> | typeof nothing {
    const {offer, strings} = this;
    const empty = strings.interaction.emptyValue;
    const configured = popoverVariables(contact.variables).map(
      (each) => [each.label, variableValue(each, contact, this.numbersMasked) ?? empty] as const,
    );
    const shown = [...askedByRows(offer?.askedBy ?? null, strings), ...callbackRows(contact, strings), ...configured];
    if (shown.length === 0) return nothing;
    return html`<dl part="variables" class="variables">
      ${shown.map(
        ([label, value]) =>
          html`<div>
            <dt dir="auto">${label}</dt>
            <dd dir="auto" class=${this.#clamped}>${value}</dd>
          </div>`,
      )}
    </dl>`;
  }

  /** Long texts are cut to a few lines, so that the buttons stay in view; all of it is one press away. */
  #more(): TemplateResult<1> | typeof nothing {
    if (!this.#clamp.hides) return nothing;
    const {strings} = this;
    return html`<button
      type="button"
      part="more-button"
      class="link"
      aria-expanded=${this.expanded ? 'true' : 'false'}
      @click=${() => (this.expanded = !this.expanded)}
    >
      ${this.expanded ? strings.offer.showLess : strings.offer.showAll}
    </button>`;
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
    const answer = answerLook(contact, offer, this.strings);
    const why = offer.status === 'connecting' ? words.assigningWhy : null;
    return html`<div class="buttons">
      ${actionButton({
        part: 'decline-button',
        label: words.decline,
        name: bidiSafe((isolated) => `${words.decline}: ${isolated(name)}`),
        icon: 'close',
        iconOnly: this.small,
        state: decline,
        why,
        shortcut: this.declineShortcut === '' ? null : this.declineShortcut,
        onPress: () => this.dispatchEvent(new OfferDeclineRequestEvent(offer.id, contact.id)),
      })}
      ${actionButton({
        part: 'accept-button',
        label: answer.word,
        name: bidiSafe((isolated) => `${answer.word}: ${isolated(name)}`),
        icon: answer.icon,
        look: 'answer',
        state: accept,
        why,
        shortcut: this.acceptShortcut === '' ? null : this.acceptShortcut,
        onPress: () => this.dispatchEvent(new OfferAcceptRequestEvent(offer.id, contact.id)),
      })}
    </div>`;
  }

  /** [PO-25] The one thing to do with a call that is being placed. */
  #giveUp(contact: Contact, name: string): TemplateResult<1> {
    const {end} = this.strings.interaction;
    return html`<div class="buttons">
      ${actionButton({
        part: 'end-button',
        label: end,
        name: bidiSafe((isolated) => `${end}: ${isolated(name)}`),
        icon: 'phone-end',
        look: 'end',
        state: commandState(this.commands, commandKey('end', contact.id)),
        onPress: () => this.dispatchEvent(new EndRequestEvent(contact.id)),
      })}
    </div>`;
  }
}

function kindIcon(contact: Contact, offer: Offer | null): IconName {
  if (contact.kind === 'emergency-callback') return 'alert';
  if (offer?.askedBy?.returned === true) return 'undo';
  if (offer !== null && offer.purpose !== 'answer') return offer.purpose;
  return channelIcon(contact);
}

/** Who asks, where there is no room for more. */
function askerOf(offer: Offer | null): string | null {
  const askedBy = offer?.askedBy ?? null;
  return askedBy === null || askedBy.via === 'entry-point' || askedBy.returned ? null : askedBy.name;
}
