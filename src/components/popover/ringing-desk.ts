import type {ReactiveControllerHost} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {engagementOf, isAskedForChoice} from '../../domain/engagement.ts';
import type {Offer} from '../../domain/offer.ts';
import type {Presence, PresenceChoice} from '../../domain/presence.ts';
import {contactsContext, offersContext, presenceContext, settingsContext} from '../../services/contexts.ts';
import type {DeskSettings, OfferService, RingingOffer} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import type {PresenceRequestEvent} from '../availability-choice/availability-choice.events.ts';
import {CommandController, commandKey, unlessCanceled, type Commands} from '../controllers/command-controller.ts';
import {DeskSurfaces, type Surface} from '../controllers/desk-surfaces.ts';
import {OfferAnswers, type AnswersState} from '../controllers/offer-answers.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {EmergencyFollower} from '../emergency/emergency-follower.ts';
import type {EndRequestEvent} from '../interaction/interaction.events.ts';
import type {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from '../offer-card/offer-card.events.ts';
import {isDigital} from '../templates/offer-texts.ts';
import {inOrder} from './ringing-order.ts';

/** What the popover reads of its session, and what its cards' requests become when nobody cancels them. */
export class RingingDesk {
  readonly #offers;
  readonly #contacts;
  readonly #presence;
  readonly #settings;
  readonly #commands: CommandController;
  readonly #emergency: Pick<EmergencyFollower, 'on' | 'ringsBack'>;

  /** @param emergency the agent's own: while it is on it leaves nothing else of the desk ([EM-25]) */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    surface: Surface,
    emergency: Pick<EmergencyFollower, 'on' | 'ringsBack'>,
  ) {
    this.#emergency = emergency;
    this.#offers = new ServiceController(host, offersContext, (service) => [
      service.ringing,
      service.untaken,
      OfferAnswers.of(service),
      DeskSurfaces.of(service).as(surface),
    ]);
    this.#contacts = new ServiceController(host, contactsContext, (service) => [service.contacts]);
    this.#presence = new ServiceController(host, presenceContext, (service) => [service.agent]);
    this.#settings = new ServiceController(host, settingsContext, (store) => [store]);
    this.#commands = new CommandController(host);
  }

  get offers(): OfferService | undefined {
    return this.#offers.service;
  }

  /** In the order of the stack. */
  get ringing(): readonly RingingOffer[] {
    return this.#emergency.on ? [] : inOrder(this.#offers.service?.ringing.value ?? []);
  }

  get answers(): AnswersState | null {
    return this.#answers?.value ?? null;
  }

  /** Why the last answers did not come through. */
  get problem(): AnswersState['problem'] {
    return this.#emergency.on ? null : (this.answers?.problem ?? null);
  }

  /** How many requests are being accepted by one press. */
  get accepting(): number {
    return this.#emergency.on ? 0 : (this.answers?.acceptingAll ?? 0);
  }

  /** The panels, popovers and dialers of the page. */
  get surfaces(): DeskSurfaces | null {
    const {service} = this.#offers;
    return service === undefined ? null : DeskSurfaces.of(service);
  }

  /** The presence after which a choice is owed and asked for; null while none is, or one would be refused ([EC-154]). */
  get owed(): Presence | null {
    const agent = this.#presence.service?.agent.value ?? null;
    if (agent === null || this.#emergency.on || this.#emergency.ringsBack) return null;
    const contacts = this.#contacts.service?.contacts.value ?? [];
    return isAskedForChoice(agent.presence, engagementOf(contacts, agent.id)) ? agent.presence : null;
  }

  get untaken(): Offer['purpose'] | null {
    return this.#offers.service?.untaken.value ?? null;
  }

  get choices(): readonly PresenceChoice[] {
    return this.#settings.service?.value?.presenceChoices ?? [];
  }

  get numbersMasked(): boolean {
    return this.#settings.service?.value?.desk.numbersMasked ?? false;
  }

  get settings(): Store<DeskSettings | null> | undefined {
    return this.#settings.service;
  }

  get hasTelephone(): boolean {
    return (this.#settings.service?.value?.desk.telephone ?? null) !== null;
  }

  get commands(): Commands {
    return this.#commands.commands;
  }

  /** [PO-11] Requests that one press accepts; never a call. */
  get acceptable(): readonly RingingOffer[] {
    const decided = this.answers?.decided;
    return this.ringing.filter(
      ({offer, contact}) => offer.status === 'ringing' && isDigital(contact) && !decided?.has(offer.id),
    );
  }

  /** [PO-25] Calls that are being placed and that no panel shows with their controls. */
  get outgoing(): readonly Contact[] {
    const {surfaces} = this;
    if (surfaces === null || this.#emergency.on) return [];
    const contacts = this.#contacts.service?.contacts.value ?? [];
    return contacts.filter((each) => each.status === 'dialling' && !surfaces.shows(each.id));
  }

  dismissProblem(): void {
    this.#answers?.dismissProblem();
  }

  acceptAll(wanted: readonly RingingOffer[]): void {
    void this.#answers?.acceptAll(wanted);
  }

  readonly accept = (event: OfferAcceptRequestEvent): void =>
    unlessCanceled(event, () => void this.#answers?.accept(event.offerId));

  readonly decline = (event: OfferDeclineRequestEvent): void =>
    unlessCanceled(event, () => void this.#answers?.decline(event.offerId));

  readonly end = (event: EndRequestEvent): void => {
    const {contactId} = event;
    const end = () => this.#contacts.service?.end(contactId);
    unlessCanceled(event, () => void this.#commands.run(commandKey('end', contactId), end));
  };

  readonly setPresence = (event: PresenceRequestEvent): void => {
    const key = event.base === 'available' ? 'go-available' : 'go-idle';
    const set = () => this.#presence.service?.setPresence(event.base, event.reason);
    unlessCanceled(event, () => void this.#commands.run(key, set));
  };

  /** The contacts that are gone take their refusals along. */
  forgetGone(): void {
    const contacts = this.#contacts.service?.contacts.value ?? [];
    this.#commands.forgetAbout((id) => id !== '' && !contacts.some((each) => each.id === id));
  }

  get #answers(): OfferAnswers | null {
    const {service} = this.#offers;
    return service === undefined ? null : OfferAnswers.of(service);
  }
}
