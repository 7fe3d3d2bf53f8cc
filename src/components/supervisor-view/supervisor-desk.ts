import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {ContextConsumer} from '@lit/context';
import type {Contact} from '../../domain/contact.ts';
import {
  connectionContext,
  consultsContext,
  contactsContext,
  offersContext,
  presenceContext,
  settingsContext,
  supervisorContext,
  voiceContext,
} from '../../services/contexts.ts';
import type {
  AgentView,
  CallNews,
  CentreState,
  ConnectionState,
  DeskSettings,
  LateSupervisorService,
  Outcome,
  SdkError,
  SupervisorService,
  VoiceState,
  VoiceTrouble,
} from '../../services/ports.ts';
import type {
  AgentPresenceRequestEvent,
  AgentSignOutRequestEvent,
  ListenRequestEvent,
} from '../agent-table/agent-table.events.ts';
import {listenKey} from '../agent-table/agent-table.ts';
import {CommandController, commandKey, unlessCanceled, type Commands} from '../controllers/command-controller.ts';
import {DeskSurfaces} from '../controllers/desk-surfaces.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {ContactRequestEvent} from '../interaction/interaction.events.ts';

const UNKNOWN: CentreState = {status: 'unknown'};

/** What a supervisor's view reads of its session, and what its leaves' requests become when nobody cancels them. */
export class SupervisorDesk implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #connection;
  readonly #presence;
  readonly #contacts;
  readonly #consults;
  readonly #offers;
  readonly #voice;
  readonly #settings;
  readonly #commands: CommandController;
  #late: LateSupervisorService | undefined;
  #service: SupervisorService | null = null;
  #error: SdkError | null = null;
  #ends: readonly (() => void)[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    this.#connection = new ServiceController(host, connectionContext, (service) => [service.state]);
    this.#presence = new ServiceController(host, presenceContext, (service) => [service.agent]);
    this.#contacts = new ServiceController(host, contactsContext, (service) => [service.contacts]);
    this.#consults = new ServiceController(host, consultsContext, (service) => [service.news]);
    this.#offers = new ServiceController(host, offersContext, () => []);
    this.#voice = new ServiceController(host, voiceContext, (service) => [service.state, service.trouble]);
    this.#settings = new ServiceController(host, settingsContext, (store) => [store]);
    this.#commands = new CommandController(host);
    new ContextConsumer(host, {context: supervisorContext, subscribe: true, callback: (late) => this.#follow(late)});
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

  get voice(): VoiceState | null {
    return this.#voice.service?.state.value ?? null;
  }

  get trouble(): VoiceTrouble | null {
    return this.#voice.service?.trouble.value ?? null;
  }

  /** Of the calls that are listened to; the rest is an agent's. */
  get news(): readonly CallNews[] {
    return (this.#consults.service?.news.value ?? []).filter(({kind}) => kind === 'monitoring-moved');
  }

  /** Whether a panel of the same session is in sight, which says of the sound and of the call what there is to say. */
  get hasPanel(): boolean {
    const {service} = this.#offers;
    return service !== undefined && DeskSurfaces.of(service).isThere('panel');
  }

  get commands(): Commands {
    return this.#commands.commands;
  }

  get centre(): CentreState {
    if (this.#error !== null) return {status: 'failed', error: this.#error};
    return this.#service?.centre.value ?? UNKNOWN;
  }

  hostDisconnected(): void {
    this.#letGo();
  }

  dismissNews(id: string): void {
    this.#consults.service?.dismissNews(id);
  }

  /** Asks again for what did not load or did not come. */
  readonly retry = (): void => {
    if (this.#service === null) this.#follow(this.#late);
    else this.#service.refresh();
  };

  readonly signIn = (event: Event): void => this.#run(event, 'sign-in', () => this.#connection.service?.signIn());

  readonly signOut = (): void => void this.#commands.run('sign-out', () => this.#connection.service?.signOut());

  readonly setPresence = (event: AgentPresenceRequestEvent): void =>
    this.#run(event, commandKey('presence', event.agentId), () =>
      this.#service?.setPresence(event.agentId, event.base, event.reason),
    );

  readonly signOutAgent = (event: AgentSignOutRequestEvent): void =>
    this.#run(event, commandKey('sign-out', event.agentId), () => this.#service?.signOut(event.agentId));

  readonly listen = (event: ListenRequestEvent): void =>
    this.#run(event, listenKey(event.contactId, event.agentId), () =>
      this.#service?.listen(event.contactId, event.agentId),
    );

  readonly bargeIn = (event: ContactRequestEvent): void =>
    this.#run(event, commandKey('barge-in', event.contactId), () => this.#consults.service?.bargeIn(event.contactId));

  readonly mute = (event: ContactRequestEvent): void =>
    this.#run(event, commandKey('mute', event.contactId), () => this.#contacts.service?.mute(event.contactId));

  readonly stop = (event: ContactRequestEvent): void =>
    this.#run(event, commandKey('stop-monitoring', event.contactId), () =>
      this.#consults.service?.stopMonitoring(event.contactId),
    );

  readonly resumeAudio = (event: Event): void => unlessCanceled(event, () => void this.#voice.service?.resumeAudio());

  readonly retryVoice = (event: Event): void => unlessCanceled(event, () => void this.#voice.service?.retry());

  #run(event: Event, key: string, command: () => Promise<Outcome> | undefined): void {
    unlessCanceled(event, () => void this.#commands.run(key, command));
  }

  #follow(late: LateSupervisorService | undefined): void {
    this.#letGo();
    this.#late = late;
    if (late === undefined) return;
    const asked = late;
    const isWanted = (): boolean => this.#late === asked && this.#host.isConnected;
    late.get().then(
      (service) => {
        if (!isWanted()) return;
        this.#service = service;
        this.#ends = [service.centre.subscribe(() => this.#host.requestUpdate()), service.watch()];
        this.#host.requestUpdate();
      },
      (error: SdkError) => {
        if (!isWanted()) return;
        this.#error = error;
        this.#host.requestUpdate();
      },
    );
  }

  #letGo(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#service = null;
    this.#error = null;
    this.#late = undefined;
  }
}
