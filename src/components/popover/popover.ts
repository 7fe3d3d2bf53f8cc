import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {Contact} from '../../domain/contact.ts';
import type {RingingOffer} from '../../services/ports.ts';
import {choiceSentence} from '../availability-choice/choice-words.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {AttentionController} from '../controllers/attention-controller.ts';
import type {Surface} from '../controllers/desk-surfaces.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import {Presenter} from '../controllers/presenter.ts';
import {StillController, type Place} from '../controllers/still-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from '../offer-card/offer-card.events.ts';
import {answerProblem} from '../templates/answer-problem.ts';
import {ringingSentence} from '../templates/offer-texts.ts';
import {EmergencyCard} from './emergency-card.ts';
import {LateCall} from './late-call.ts';
import {OfferAnnouncer} from './offer-announcer.ts';
import {popoverFooter} from './popover-footer.ts';
import {popoverStyles} from './popover.styles.ts';
import {RingingDesk} from './ringing-desk.ts';
import {SHOWN_MAX, isCall, isEmergency, mostUrgent, shownOf} from './ringing-order.ts';
import {DEFAULT_SHORTCUTS, actionFor, parseShortcuts, type Shortcuts} from './shortcuts.ts';

/**
 * @summary What rings, and calls that are being placed, at the bottom right of the page beside the agent's work: never
 * modal, never takes the focus. An emergency of the agent stands there too, where the page has no panel for it.
 * @fires {OfferAcceptRequestEvent} cordboard-offer-accept-request - The agent chose Answer or Accept; one for each request
 * when all are accepted together. Cancelable.
 * @fires {OfferDeclineRequestEvent} cordboard-offer-decline-request - The agent chose Decline. Cancelable.
 * @fires {PresenceRequestEvent} cordboard-presence-request - The agent chose after a missed contact. Cancelable.
 * @fires {EndRequestEvent} cordboard-end-request - The agent gave up a call that is being placed. Cancelable.
 * @csspart stack - All cards.
 * @csspart range - "1–5 of n", when there are more than five.
 * @csspart card - A card, exported from each offer.
 * @csspart accept-button - Answer or Accept, exported from each offer.
 * @csspart decline-button - Decline, exported from each offer.
 * @csspart accept-all-button - Accept n requests.
 * @csspart auto-answer - That a call is about to be answered by itself.
 * @csspart sound-button - Turns the ringtone on when the browser holds it back.
 * @csspart emergency - An emergency of the agent, exported from its element; all else is quiet meanwhile.
 * @csspart problem - Why the last answers did not come through.
 * @cssprop [--cordboard-popover-width=21.5rem] - Widest the stack grows.
 * @cssprop [--cordboard-popover-offset=1rem] - How far it stays from the edges of the window.
 * @cssstate ringing - Something rings.
 * @dependency cordboard-emergency
 * @dependency cordboard-emergency-alerts
 * @since 0.1.0
 */
export class CordboardPopover extends CordboardElement {
  static override styles = popoverStyles;
  static override properties: PropertyDeclarations = {
    silent: {type: Boolean},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    shortcuts: {converter: parseShortcuts},
    announced: {state: true},
  };

  /** Plays no ringtone. */
  declare silent: boolean;
  /** Shows only the last four digits of numbers, also where the organisation would show more. */
  declare numbersMasked: boolean;
  /** Keys that work anywhere on the page while something rings; the attribute `shortcuts="off"` switches them off. */
  declare shortcuts: Shortcuts;
  declare private announced: string;

  readonly #surface: Surface = {
    kind: 'popover',
    isShown: () => this.checkVisibility(),
    shownContactId: () => null,
  };
  readonly #emergency = new EmergencyCard(this);
  readonly #desk = new RingingDesk(this, this.#surface, this.#emergency.emergency);
  readonly #clock = new TickController(this, () => this.#attention.state?.autoAnswer != null);
  readonly #attention = new AttentionController(this, {
    silent: () => this.silent,
    masked: () => this.#masked,
    strings: () => this.strings,
  });
  readonly #announcer = new OfferAnnouncer((fresh) => (this.announced = this.#sentence(fresh)));
  readonly #presenter = new Presenter();
  readonly #still = new StillController<RingingOffer>(this, {
    keyOf: ({offer}) => offer.id,
    growsAt: 'start',
    elementOf: (key) => this.#cardOf(key),
    room: {
      max: SHOWN_MAX,
      isUrgent: (each) => isCall(each) || isEmergency(each),
      isUsed: (key) => this.#cardOf(key)?.matches(':hover, :focus-within') === true,
    },
  });
  readonly #late = new LateCall();
  /** Neither changes while the cards hold still: the one would scroll them, the other push them up. */
  #startsAtTop = false;
  #footed = false;
  /** What had the focus before it came here. */
  #origin: HTMLElement | null = null;

  constructor() {
    super();
    this.silent = false;
    this.numbersMasked = false;
    this.shortcuts = DEFAULT_SHORTCUTS;
    this.announced = '';
    new FocusController(this, () => this.#leave());
    this.addEventListener('focusin', this.#rememberOrigin);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#shortcut);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#shortcut);
    this.#announcer.stop();
  }

  protected override willUpdate(): void {
    this.#desk.forgetGone();
    this.#emergency.prepare();
    const ringing = this.#desk.ringing;
    const rings = ringing.filter(({offer}) => offer.status === 'ringing');
    this.setState('ringing', rings.length > 0);
    if (ringing.length === 0) this.announced = this.#choiceWords();
    this.#announcer.follow(rings);
  }

  protected override updated(): void {
    // What is only counted is answered by "Accept n requests": it is in sight with the five that are drawn.
    const isShown = () => this.isConnected && this.checkVisibility();
    this.#presenter.present(this.#desk.offers, this.#desk.ringing, isShown);
  }

  protected override render(): TemplateResult<1> {
    const {html, strings} = this;
    const ringing = this.#desk.ringing;
    const places = this.#still.arrange(shownOf(ringing), ringing);
    const outgoing = this.#desk.outgoing;
    const {problem} = this.#desk;
    const emergency = this.#emergency.isDue(this.#desk.surfaces);
    const alerts = this.#emergency.drawAlerts(html, strings, this.#desk.surfaces);
    const {pointed} = this.#still;
    this.#late.follow(places, mostUrgent(ringing)?.offer.id ?? '', pointed, this.renderRoot);
    if (!pointed) this.#startsAtTop = ringing.some(isEmergency);
    const accepts = this.#desk.acceptable.length > 1 || this.#desk.accepting > 0;
    this.#footed = (accepts || ringing.length > SHOWN_MAX) && (this.#footed || !this.#still.aimed);
    const empty =
      !emergency &&
      alerts === nothing &&
      places.length + outgoing.length === 0 &&
      problem === null &&
      this.#choiceWords() === '';
    return html`<div class="visually-hidden" role="status" aria-live="assertive" aria-atomic="true">
        ${this.announced}
      </div>
      <section
        part="stack"
        class="stack"
        aria-label=${strings.offer.region}
        ?hidden=${empty}
        @pointerenter=${this.#still.onEnter}
        @pointermove=${this.#still.onMove}
        @pointerleave=${this.#still.onLeave}
      >
        ${emergency ? this.#emergency.draw(html, strings, this.#desk.settings) : nothing} ${alerts} ${this.#choice()}
        ${problem === null ? nothing : answerProblem({problem, masked: this.#masked, strings, onDismiss: () => this.#desk.dismissProblem()})}
        ${outgoing.map((each) => this.#outgoingCard(each))}
        <div class="scroller ${this.#startsAtTop ? 'emergency' : ''}">
          <div
            class="cards"
            @cordboard-offer-accept-request=${this.#desk.accept}
            @cordboard-offer-decline-request=${this.#desk.decline}
          >
            ${repeat(
              places,
              ({key}) => key,
              (place) => this.#place(place, ringing),
            )}
          </div>
        </div>
        ${this.#footer(ringing, places)}
      </section>`;
  }

  #place({key, entry, gapHeight}: Place<RingingOffer>, ringing: readonly RingingOffer[]): TemplateResult<1> {
    const {html} = this;
    if (entry === null) return html`<div class="gap" .style=${`block-size: ${gapHeight}px`}></div>`;
    const urgent = mostUrgent(ringing)?.offer.id === key;
    return html`<cordboard-offer-card
      exportparts="card, kind, name, accept-button, decline-button"
      data-offer=${key}
      class="${urgent && isCall(entry) ? 'pinned' : ''} ${this.#late.isBelow(key) ? 'below' : ''}"
      .offer=${entry.offer}
      .contact=${entry.contact}
      .commands=${this.#desk.answers?.commands}
      .numbersMasked=${this.#masked}
      .small=${!this.#late.isLarge(key)}
      .telephone=${this.#desk.hasTelephone}
      .acceptShortcut=${urgent ? (this.shortcuts.answer ?? '') : ''}
      .declineShortcut=${urgent ? (this.shortcuts.decline ?? '') : ''}
    ></cordboard-offer-card>`;
  }

  /** [PO-25] A call that is being placed, where no panel shows it with its controls. */
  #outgoingCard(contact: Contact): TemplateResult<1> {
    return this.html`<cordboard-offer-card
      exportparts="card, kind, name, end-button"
      data-contact=${contact.id}
      .contact=${contact}
      .commands=${this.#desk.commands}
      .numbersMasked=${this.#masked}
      @cordboard-end-request=${this.#desk.end}
    ></cordboard-offer-card>`;
  }

  #choice(): TemplateResult<1> {
    return this.html`<cordboard-availability-choice
      class="choice"
      .presence=${this.#desk.owed}
      .untaken=${this.#desk.untaken}
      .choices=${this.#desk.choices}
      .commands=${this.#desk.commands}
      @cordboard-presence-request=${this.#desk.setPresence}
    ></cordboard-availability-choice>`;
  }

  #footer(ringing: readonly RingingOffer[], places: readonly Place<RingingOffer>[]): TemplateResult<1> {
    const shown = places.filter(({entry}) => entry !== null).length;
    const count = this.#desk.acceptable.length;
    const accepting = this.#desk.accepting;
    const footer = {
      range: this.#footed && ringing.length > SHOWN_MAX ? {shown, all: ringing.length} : null,
      accept: this.#footed && (count > 1 || accepting > 0) ? {count, accepting} : null,
      attention: this.#attention.state,
      now: this.#clock.now,
      onAcceptAll: this.#acceptAll,
      onSound: this.#attention.unlock,
    };
    return popoverFooter(footer, this.strings, this.html);
  }

  get #masked(): boolean {
    return this.numbersMasked || this.#desk.numbersMasked;
  }

  #sentence(fresh: readonly RingingOffer[]): string {
    const keys = this.shortcuts.answer;
    const sentence = ringingSentence(fresh, this.#masked, this.strings);
    return keys === undefined ? sentence : `${sentence} ${this.strings.offer.announceShortcut(keys)}`;
  }

  /** What has to be decided before anything rings again; nothing when no choice is owed. */
  #choiceWords(): string {
    const presence = this.#desk.owed;
    return presence === null ? '' : choiceSentence(presence, this.#desk.untaken, this.strings);
  }

  #cardOf(offerId: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-offer="${CSS.escape(offerId)}"]`);
  }

  readonly #rememberOrigin = ({relatedTarget}: FocusEvent): void => {
    if (relatedTarget instanceof HTMLElement) this.#origin = relatedTarget;
  };

  /**
   * A card that goes takes its buttons along: the focus goes to the choice that follows, to the next card's name (not to
   * its buttons: a second Enter must not answer), or back to where it was.
   */
  #leave(): void {
    const next = this.#choiceWords() === '' ? null : this.renderRoot.querySelector<HTMLElement>('.choice');
    const place = next ?? this.renderRoot.querySelector<HTMLElement>('.cards > [data-offer]');
    if (place !== null) return place.focus();
    this.#origin?.focus();
    this.#origin = null;
  }

  readonly #shortcut = (event: KeyboardEvent): void => {
    const action = actionFor(event, this.shortcuts);
    const urgent = mostUrgent(this.#desk.ringing);
    if (action === null || urgent === undefined) return;
    event.preventDefault();
    const card = this.#cardOf(urgent.offer.id);
    if (action === 'focus') card?.shadowRoot?.querySelector<HTMLElement>('#accept-button')?.focus();
    else if (urgent.offer.status !== 'ringing') return;
    else if (action === 'answer') card?.dispatchEvent(new OfferAcceptRequestEvent(urgent.offer.id, urgent.contact.id));
    else card?.dispatchEvent(new OfferDeclineRequestEvent(urgent.offer.id, urgent.contact.id));
  };

  /** The page is asked about each request, as if each button had been pressed. */
  readonly #acceptAll = (): void => {
    const asked = this.#desk.acceptable.map((ringing) => {
      const request = new OfferAcceptRequestEvent(ringing.offer.id, ringing.contact.id);
      this.dispatchEvent(request);
      return {ringing, request};
    });
    const wanted = asked.filter(({request}) => !request.defaultPrevented).map(({ringing}) => ringing);
    this.#desk.acceptAll(wanted);
  };
}
