import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {owesAvailabilityChoice} from '../../domain/presence.ts';
import {offersContext, presenceContext, settingsContext} from '../../services/contexts.ts';
import type {Outcome, RingingOffer} from '../../services/ports.ts';
import type {PresenceRequestEvent} from '../availability-choice/availability-choice.events.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {CommandController, commandKey, unlessCanceled} from '../controllers/command-controller.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {icon} from '../icons/icons.ts';
import {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from '../offer-card/offer-card.events.ts';
import {actionButton} from '../templates/action-button.ts';
import {sentenceOf} from '../templates/command-message.ts';
import {customerName} from '../templates/contact-texts.ts';
import {popoverStyles} from './popover.styles.ts';
import {SHOWN_MAX, inOrder, mostUrgent, shownOf} from './ringing-order.ts';
import {Ringtone} from './ringtone.ts';
import {DEFAULT_SHORTCUTS, actionFor, parseShortcuts, type Shortcuts} from './shortcuts.ts';

/**
 * @summary Ringing contacts at the bottom right of the page, beside the agent's work: never modal, never takes the focus.
 * @fires {OfferAcceptRequestEvent} cordboard-offer-accept-request - The agent chose Answer or Accept. Cancelable.
 * @fires {OfferDeclineRequestEvent} cordboard-offer-decline-request - The agent chose Decline. Cancelable.
 * @fires {PresenceRequestEvent} cordboard-presence-request - The agent chose after a missed contact. Cancelable.
 * @csspart stack - All cards.
 * @csspart range - "1–5 of n", when there are more than five.
 * @csspart card - A card, exported from each offer.
 * @csspart accept-button - Answer or Accept, exported from each offer.
 * @csspart decline-button - Decline, exported from each offer.
 * @csspart sound-button - Turns the ringtone on when the browser holds it back.
 * @csspart problem - Why the last answer did not come through.
 * @cssprop [--cordboard-popover-width=21.5rem] - Widest the stack grows.
 * @cssprop [--cordboard-popover-offset=1rem] - How far it stays from the edges of the window.
 * @cssstate ringing - Something rings.
 * @since 0.1.0
 */
export class CordboardPopover extends CordboardElement {
  static override styles = popoverStyles;
  static override properties: PropertyDeclarations = {
    silent: {type: Boolean},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    shortcuts: {converter: parseShortcuts},
    soundBlocked: {state: true},
    problem: {state: true},
    announced: {state: true},
  };

  /** Plays no ringtone. */
  declare silent: boolean;
  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;
  /** Keys that work anywhere on the page while something rings; the attribute `shortcuts="off"` switches them off. */
  declare shortcuts: Shortcuts;
  declare private soundBlocked: boolean;
  declare private problem: string | null;
  declare private announced: string;

  readonly #offers = new ServiceController(this, offersContext, (service) => [service.ringing]);
  readonly #presence = new ServiceController(this, presenceContext, (service) => [service.agent]);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);
  readonly #commands = new CommandController(this);
  readonly #ringtone = new Ringtone((blocked) => (this.soundBlocked = blocked));
  #told: ReadonlySet<string> = new Set();
  /** The offers that were answered or declined here; a refusal takes them out again. */
  readonly #decided = new Set<string>();
  /** What had the focus before it came here. */
  #origin: HTMLElement | null = null;

  constructor() {
    super();
    this.silent = false;
    this.numbersMasked = false;
    this.shortcuts = DEFAULT_SHORTCUTS;
    this.soundBlocked = false;
    this.problem = null;
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
    void this.#ringtone.dispose();
  }

  protected override willUpdate(): void {
    const ringing = this.#ringing();
    this.setState('ringing', ringing.length > 0);
    this.#announce(ringing);
    // [AN-9] What is being answered or declined does not ring on, nor again between the reply and the news of it.
    const loud = ringing.filter((each) => !this.#decided.has(each.offer.id));
    if (this.isConnected && loud.length > 0 && !this.silent) this.#ringtone.start();
    else this.#ringtone.stop();
  }

  protected override render(): TemplateResult<1> {
    const {html, strings} = this;
    const ringing = this.#ringing();
    const shown = shownOf(ringing);
    return html`<div class="visually-hidden" role="status" aria-live="assertive" aria-atomic="true">
        ${this.announced}
      </div>
      <section part="stack" class="stack" aria-label=${strings.offer.region} ?hidden=${!this.#hasContent(ringing)}>
        ${this.#choice()} ${this.#problem()}
        <div class="scroller">
          <div
            class="cards"
            @cordboard-offer-accept-request=${this.#accept}
            @cordboard-offer-decline-request=${this.#decline}
          >
            ${repeat(
              shown,
              (each) => each.offer.id,
              (each) => this.#card(each, ringing),
            )}
          </div>
        </div>
        ${ringing.length > SHOWN_MAX ? html`<p part="range" class="range">${strings.offer.range(shown.length, ringing.length)}</p>` : nothing}
        ${
          this.soundBlocked && ringing.length > 0
            ? actionButton({
                part: 'sound-button',
                label: strings.offer.turnSoundOn,
                icon: 'sound',
                onPress: () => this.#ringtone.unblock(),
              })
            : nothing
        }
      </section>`;
  }

  #card(each: RingingOffer, ringing: readonly RingingOffer[]): TemplateResult<1> {
    const urgent = mostUrgent(ringing)?.offer.id === each.offer.id;
    return this.html`<cordboard-offer-card
      exportparts="card, kind, name, accept-button, decline-button"
      data-offer=${each.offer.id}
      .offer=${each.offer}
      .contact=${each.contact}
      .commands=${this.#commands.commands}
      .numbersMasked=${this.numbersMasked}
      .small=${ringing.length > 1 && !urgent}
      .acceptShortcut=${urgent ? (this.shortcuts.answer ?? '') : ''}
      .declineShortcut=${urgent ? (this.shortcuts.decline ?? '') : ''}
    ></cordboard-offer-card>`;
  }

  #choice(): TemplateResult<1> {
    return this.html`<cordboard-availability-choice
      class="choice"
      .presence=${this.#presence.service?.agent.value?.presence ?? null}
      .choices=${this.#settings.service?.value?.presenceChoices ?? []}
      .commands=${this.#commands.commands}
      @cordboard-presence-request=${this.#setPresence}
    ></cordboard-availability-choice>`;
  }

  #problem(): TemplateResult<1> | typeof nothing {
    if (this.problem === null) return nothing;
    return this.html`<div part="problem" class="problem" role="alert">
      <p class="message problem">${icon('alert')}${this.problem}</p>
      ${actionButton({part: 'dismiss-button', label: this.strings.common.dismiss, icon: 'close', iconOnly: true, look: 'quiet', onPress: () => (this.problem = null)})}
    </div>`;
  }

  #ringing(): readonly RingingOffer[] {
    return inOrder(this.#offers.service?.ringing.value ?? []);
  }

  #hasContent(ringing: readonly RingingOffer[]): boolean {
    const presence = this.#presence.service?.agent.value?.presence;
    return ringing.length > 0 || this.problem !== null || (presence !== undefined && owesAvailabilityChoice(presence));
  }

  /** Each offer is announced once, when it begins to ring. */
  #announce(ringing: readonly RingingOffer[]): void {
    const {strings} = this;
    const fresh = ringing.filter((each) => !this.#told.has(each.offer.id));
    this.#told = new Set(ringing.map((each) => each.offer.id));
    if (ringing.length === 0) this.announced = this.#choiceWords();
    if (fresh.length === 0) return;
    this.problem = null;
    const sentences = fresh.map(({contact}) =>
      strings.offer.announce(
        strings.offer.incoming[contact.channel],
        customerName(contact, this.numbersMasked, strings),
        contact.queue?.name ?? '',
      ),
    );
    const keys = this.shortcuts.answer;
    this.announced = [...sentences, ...(keys === undefined ? [] : [strings.offer.announceShortcut(keys)])].join(' ');
  }

  /** What has to be decided before anything rings again; nothing when no choice is owed. */
  #choiceWords(): string {
    const {availability} = this.strings;
    const presence = this.#presence.service?.agent.value?.presence;
    if (presence === undefined || !owesAvailabilityChoice(presence)) return '';
    return `${presence.reason === 'rona' ? availability.missed : availability.declined}. ${availability.help}`;
  }

  readonly #rememberOrigin = ({relatedTarget}: FocusEvent): void => {
    if (relatedTarget instanceof HTMLElement) this.#origin = relatedTarget;
  };

  /** A card that goes takes its buttons along: the focus goes to the choice that follows, or back to where it was. */
  #leave(): void {
    const choice = this.#choiceWords() === '' ? null : this.renderRoot.querySelector<HTMLElement>('.choice');
    if (choice !== null) return choice.focus();
    this.#origin?.focus();
    this.#origin = null;
  }

  readonly #shortcut = (event: KeyboardEvent): void => {
    const action = actionFor(event, this.shortcuts);
    const urgent = mostUrgent(this.#ringing());
    if (action === null || urgent === undefined) return;
    event.preventDefault();
    const card = this.renderRoot.querySelector<HTMLElement>(`[data-offer="${CSS.escape(urgent.offer.id)}"]`);
    if (action === 'focus') card?.shadowRoot?.querySelector<HTMLElement>('#accept-button')?.focus();
    else if (action === 'answer') card?.dispatchEvent(new OfferAcceptRequestEvent(urgent.offer.id, urgent.contact.id));
    else card?.dispatchEvent(new OfferDeclineRequestEvent(urgent.offer.id, urgent.contact.id));
  };

  readonly #accept = (event: OfferAcceptRequestEvent): void =>
    this.#run(event, 'accept', (id) => this.#offers.service?.accept(id));

  readonly #decline = (event: OfferDeclineRequestEvent): void =>
    this.#run(event, 'decline', (id) => this.#offers.service?.decline(id));

  #run(
    event: OfferAcceptRequestEvent | OfferDeclineRequestEvent,
    name: 'accept' | 'decline',
    command: (offerId: string) => Promise<Outcome> | undefined,
  ): void {
    const {offerId} = event;
    unlessCanceled(event, () => void this.#decide(offerId, commandKey(name, offerId), () => command(offerId)));
  }

  async #decide(offerId: string, key: string, command: () => Promise<Outcome> | undefined): Promise<void> {
    this.#decided.add(offerId);
    const outcome = await this.#commands.run(key, command);
    if (outcome !== null && outcome.status !== 'done' && this.#decided.delete(offerId)) this.requestUpdate();
    this.#tell(offerId, outcome);
  }

  /** A card that is gone cannot say why its answer was refused, so the stack says it. */
  #tell(offerId: string, outcome: Outcome | null): void {
    if (outcome === null || outcome.status === 'done' || this.#ringing().some((each) => each.offer.id === offerId))
      return;
    this.problem = sentenceOf(outcome, this.strings);
  }

  readonly #setPresence = (event: PresenceRequestEvent): void => {
    const key = event.base === 'available' ? 'go-available' : 'go-idle';
    unlessCanceled(
      event,
      () => void this.#commands.run(key, () => this.#presence.service?.setPresence(event.base, event.reason)),
    );
  };
}
