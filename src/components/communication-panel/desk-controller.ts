import type {ReactiveControllerHost} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import type {Offer} from '../../domain/offer.ts';
import {
  connectionContext,
  consultsContext,
  contactsContext,
  dialContext,
  offersContext,
  presenceContext,
  settingsContext,
  voiceContext,
} from '../../services/contexts.ts';
import type {
  AgentView,
  CallNews,
  ConnectionState,
  DeskSettings,
  MissedContact,
  Outcome,
  RingingOffer,
  VoiceState,
  VoiceTrouble,
} from '../../services/ports.ts';
import type {PresenceRequestEvent} from '../availability-choice/availability-choice.events.ts';
import type {MissedDismissRequestEvent, MissedRedialRequestEvent} from '../contact-list/contact-list.events.ts';
import {
  CommandController,
  NO_COMMANDS,
  commandKey,
  unlessCanceled,
  type Commands,
} from '../controllers/command-controller.ts';
import {ContactCommands} from '../controllers/contact-commands.ts';
import {DeskSurfaces, type Surface} from '../controllers/desk-surfaces.ts';
import {OfferAnswers, type AnswersState} from '../controllers/offer-answers.ts';
import {Presenter} from '../controllers/presenter.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {Drawer, DrawerRequestEvent} from '../interaction/interaction.events.ts';
import type {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from '../offer-card/offer-card.events.ts';
import type {WrapUpExtendRequestEvent, WrapUpRequestEvent} from '../wrap-up/wrap-up.events.ts';

/** What the hub takes in one command. */
const DISMISSED_AT_ONCE = 100;

type ContactCommand = 'hold' | 'resume' | 'mute' | 'unmute' | 'end';
type ConsultCommand = 'exitConference' | 'bargeIn' | 'stopMonitoring';
type ContactRequest = Event & {readonly contactId: string};

/** What the panel reads of its session, and what its leaves' requests become when nobody cancels them. */
export class DeskController {
  readonly #connection;
  readonly #presence;
  readonly #offers;
  readonly #contacts;
  readonly #consults;
  readonly #voice;
  readonly #settings;
  readonly #dial;
  readonly #commands: CommandController;
  readonly #surface: Surface;
  readonly #presenter = new Presenter();
  readonly #host: ReactiveControllerHost;
  #endedId: string | null = null;
  #opened: {readonly contactId: string; readonly drawer: Drawer} | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, surface: Surface) {
    this.#host = host;
    this.#surface = surface;
    this.#connection = new ServiceController(host, connectionContext, (service) => [service.state]);
    this.#presence = new ServiceController(host, presenceContext, (service) => [service.agent]);
    this.#offers = new ServiceController(host, offersContext, (service) => [
      service.ringing,
      service.missed,
      service.untaken,
      OfferAnswers.of(service),
      DeskSurfaces.of(service).as(surface),
    ]);
    this.#contacts = new ServiceController(host, contactsContext, (service) => [
      service.contacts,
      ContactCommands.of(service),
    ]);
    this.#consults = new ServiceController(host, consultsContext, (service) => [service.news]);
    this.#voice = new ServiceController(host, voiceContext, (service) => [service.state, service.trouble]);
    this.#settings = new ServiceController(host, settingsContext, (store) => [store]);
    this.#dial = new ServiceController(host, dialContext, () => []);
    this.#commands = new CommandController(host);
  }

  get connection(): ConnectionState | null {
    return this.#connection.service?.state.value ?? null;
  }

  get agent(): AgentView | null {
    return this.#presence.service?.agent.value ?? null;
  }

  get settings(): DeskSettings | null {
    return this.#settings.service?.value ?? null;
  }

  get contacts(): readonly Contact[] {
    return this.#contacts.service?.contacts.value ?? [];
  }

  get ringing(): readonly RingingOffer[] {
    return this.#offers.service?.ringing.value ?? [];
  }

  get voice(): VoiceState | null {
    return this.#voice.service?.state.value ?? null;
  }

  /** Of the sound with the customer; once they have left there is nobody it is about. */
  get trouble(): VoiceTrouble | null {
    const {voice} = this;
    const contactId = voice !== null && 'contactId' in voice ? voice.contactId : null;
    const left = this.contacts.some(({id, status}) => id === contactId && status === 'post-call');
    return left ? null : (this.#voice.service?.trouble.value ?? null);
  }

  get news(): readonly CallNews[] {
    return this.#consults.service?.news.value ?? [];
  }

  dismissNews(id: string): void {
    this.#consults.service?.dismissNews(id);
  }

  get missed(): readonly MissedContact[] {
    return this.#offers.service?.missed.value ?? [];
  }

  get untaken(): Offer['purpose'] | null {
    return this.#offers.service?.untaken.value ?? null;
  }

  /** Of the panel's own buttons, and of those for what rings and for contacts, which others of the page share. */
  get commands(): Commands {
    const shared = [this.#ofContacts?.value ?? NO_COMMANDS, this.answers?.commands ?? NO_COMMANDS];
    if (shared.every(({size}) => size === 0)) return this.#commands.commands;
    return new Map([this.#commands.commands, ...shared].flatMap((each) => [...each]));
  }

  get answers(): AnswersState | null {
    return this.#answers?.value ?? null;
  }

  /**
   * Whether a popover of the same session is in sight: what it shows need not be said twice. To be asked only where it
   * matters, since the browser has to calculate styles for the answer.
   */
  get hasPopover(): boolean {
    const {service} = this.#offers;
    return service !== undefined && DeskSurfaces.of(service).isThere('popover');
  }

  /** The panel shows another contact than before, or none. */
  tellShown(): void {
    const {service} = this.#offers;
    if (service !== undefined) DeskSurfaces.of(service).changed(this.#surface);
  }

  /** Says that the agent can see what is being assigned. */
  presentRinging(isShown: () => boolean): void {
    this.#presenter.present(this.#offers.service, this.ringing, isShown);
  }

  forgetWanted(): void {
    this.#answers?.forgetWanted();
  }

  readonly dismissProblem = (): void => this.#answers?.dismissProblem();

  /** The contact whose End was pressed last, until {@link forgetEnded}. */
  get endedId(): string | null {
    return this.#endedId;
  }

  forgetEnded(): void {
    this.#endedId = null;
  }

  readonly signIn = (event: Event): void => this.#run(event, 'sign-in', () => this.#connection.service?.signIn());

  readonly signOut = (event: Event): void => this.#run(event, 'sign-out', () => this.#connection.service?.signOut());

  readonly setPresence = (event: PresenceRequestEvent): void =>
    this.#run(event, 'presence', () => this.#presence.service?.setPresence(event.base, event.reason));

  /** The choice after a missed contact; its buttons wait apart from the presence menu. */
  readonly choosePresence = (event: PresenceRequestEvent): void =>
    this.#run(event, event.base === 'available' ? 'go-available' : 'go-idle', () =>
      this.#presence.service?.setPresence(event.base, event.reason),
    );

  readonly accept = (event: OfferAcceptRequestEvent): void =>
    unlessCanceled(event, () => void this.#answers?.accept(event.offerId));

  readonly decline = (event: OfferDeclineRequestEvent): void =>
    unlessCanceled(event, () => void this.#answers?.decline(event.offerId));

  readonly dismissMissed = (event: MissedDismissRequestEvent): void =>
    this.#run(event, 'dismiss-missed', () => this.#dismissInParts(event.offerIds));

  readonly redial = (event: MissedRedialRequestEvent): void =>
    this.#run(event, commandKey('redial', event.contactId), () => this.#dial.service?.redial(event.contactId));

  readonly hold = (event: ContactRequest): void => this.#onContact(event, 'hold');
  readonly resume = (event: ContactRequest): void => this.#onContact(event, 'resume');
  readonly mute = (event: ContactRequest): void => this.#onContact(event, 'mute');
  readonly unmute = (event: ContactRequest): void => this.#onContact(event, 'unmute');

  readonly end = (event: ContactRequest): void => {
    this.#endedId = event.contactId;
    this.#onContact(event, 'end');
  };

  /** The wrap-up follows what takes the agent out of the talk: the focus goes there. */
  readonly noteLeaving = ({contactId}: ContactRequest): void => {
    this.#endedId = contactId;
  };

  readonly exitConference = (event: ContactRequest): void => {
    this.noteLeaving(event);
    this.#onConsult(event, 'exit-conference', 'exitConference');
  };

  readonly bargeIn = (event: ContactRequest): void => this.#onConsult(event, 'barge-in', 'bargeIn');

  readonly stopMonitoring = (event: ContactRequest): void =>
    this.#onConsult(event, 'stop-monitoring', 'stopMonitoring');

  /** What is open below the controls of a contact; empty for nothing. */
  drawerOf(contactId: string): Drawer | '' {
    return this.#opened?.contactId === contactId ? this.#opened.drawer : '';
  }

  readonly toggleDrawer = (event: DrawerRequestEvent): void =>
    unlessCanceled(event, () => {
      const {contactId, drawer} = event;
      this.#open(this.drawerOf(contactId) === drawer ? null : {contactId, drawer});
    });

  readonly closeDrawer = (): void => this.#open(null);

  readonly submitWrapUp = (event: WrapUpRequestEvent): void =>
    this.#run(event, commandKey('wrap-up', event.contactId), () =>
      this.#contacts.service?.submitWrapUp(event.contactId, event.reasonId, event.note),
    );

  readonly extendWrapUp = (event: WrapUpExtendRequestEvent): void =>
    this.#run(event, commandKey('extend-wrap-up', event.contactId), () =>
      this.#contacts.service?.extendWrapUp(event.contactId),
    );

  readonly resumeAudio = (event: Event): void => unlessCanceled(event, () => void this.#voice.service?.resumeAudio());

  readonly retryVoice = (event: Event): void => unlessCanceled(event, () => void this.#voice.service?.retry());

  get #ofContacts(): ContactCommands | null {
    const {service} = this.#contacts;
    return service === undefined ? null : ContactCommands.of(service);
  }

  get #answers(): OfferAnswers | null {
    const {service} = this.#offers;
    return service === undefined ? null : OfferAnswers.of(service);
  }

  /** Refusals about contacts that are gone. */
  forgetGone(): void {
    const here = new Set([...this.contacts, ...this.missed.map(({contactId}) => ({id: contactId}))].map(({id}) => id));
    const isGone = (id: string) => id !== '' && !here.has(id);
    this.#commands.forgetAbout(isGone);
    this.#ofContacts?.forgetAbout(isGone);
  }

  /** The hub takes so many at once; the first that does not come through is what is said. */
  async #dismissInParts(offerIds: readonly string[]): Promise<Outcome> {
    const {service} = this.#offers;
    for (let at = 0; at < offerIds.length && service !== undefined; at += DISMISSED_AT_ONCE) {
      const outcome = await service.dismissMissed(offerIds.slice(at, at + DISMISSED_AT_ONCE));
      if (outcome.status !== 'done') return outcome;
    }
    return {status: 'done'};
  }

  #open(opened: {readonly contactId: string; readonly drawer: Drawer} | null): void {
    this.#opened = opened;
    this.#host.requestUpdate();
  }

  #onConsult(event: ContactRequest, name: string, command: ConsultCommand): void {
    const {contactId} = event;
    this.#runShared(event, commandKey(name, contactId), () => this.#consults.service?.[command](contactId));
  }

  #onContact(event: ContactRequest, command: ContactCommand): void {
    const {contactId} = event;
    this.#runShared(event, commandKey(command, contactId), () => this.#contacts.service?.[command](contactId));
  }

  #runShared(event: Event, key: string, command: () => Promise<Outcome> | undefined): void {
    unlessCanceled(event, () => void this.#ofContacts?.run(key, command));
  }

  #run(event: Event, key: string, command: () => Promise<Outcome> | undefined): void {
    unlessCanceled(event, () => void this.#commands.run(key, command));
  }
}
