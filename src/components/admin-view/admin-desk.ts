import {ContextConsumer} from '@lit/context';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {administrationContext, connectionContext} from '../../services/contexts.ts';
import type {
  AdministrationService,
  AdministrationState,
  AgentsReadiness,
  ConnectionState,
  CustomerDataState,
  LateAdministrationService,
  Listening,
  PromptsState,
  PromptWorks,
  SdkError,
  SettingEdits,
} from '../../services/ports.ts';
import {CommandController, unlessCanceled, type Commands} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {
  SettingDecideRequestEvent,
  SettingEditRequestEvent,
  SettingSaveRequestEvent,
  SettingUndoRequestEvent,
} from './admin-view.events.ts';
import type {CustomerExportRequestEvent, CustomerFindRequestEvent} from '../customer-data/customer-data.events.ts';
import type {
  PromptListenRequestEvent,
  PromptResetRequestEvent,
  PromptSpeakRequestEvent,
  PromptUndoRequestEvent,
  PromptUploadRequestEvent,
} from '../prompts/prompts.events.ts';
import {offerFile} from '../templates/offer-file.ts';
import {unsavedCount} from './setting-parts.ts';

const UNKNOWN: AdministrationState = {status: 'unknown'};
const NO_EDITS: SettingEdits = new Map();

/** What an administrator's view reads of its session, and what its leaves' requests become when nobody cancels them. */
export class AdminDesk implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #connection;
  readonly #commands: CommandController;
  #late: LateAdministrationService | undefined;
  #service: AdministrationService | null = null;
  #error: SdkError | null = null;
  #ends: readonly (() => void)[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    this.#connection = new ServiceController(host, connectionContext, (service) => [service.state]);
    this.#commands = new CommandController(host);
    new ContextConsumer(host, {
      context: administrationContext,
      subscribe: true,
      callback: (late) => this.#follow(late),
    });
  }

  get connection(): ConnectionState | null {
    return this.#connection.service?.state.value ?? null;
  }

  get commands(): Commands {
    return this.#commands.commands;
  }

  get state(): AdministrationState {
    if (this.#error !== null) return {status: 'failed', error: this.#error};
    return this.#service?.state.value ?? UNKNOWN;
  }

  get edits(): SettingEdits {
    return this.#service?.edits.value ?? NO_EDITS;
  }

  get readiness(): AgentsReadiness {
    return this.#service?.readiness.value ?? {status: 'unknown'};
  }

  get customers(): CustomerDataState {
    return this.#service?.customers.state.value ?? {status: 'idle'};
  }

  get prompts(): {readonly data: PromptsState; readonly works: PromptWorks; readonly listening: Listening} {
    const prompts = this.#service?.prompts;
    return {
      data: prompts?.state.value ?? {status: 'unknown'},
      works: prompts?.works.value ?? new Map(),
      listening: prompts?.listening.value ?? {status: 'quiet'},
    };
  }

  hostDisconnected(): void {
    this.#letGo();
  }

  /** Asks again for what did not load or did not come. */
  readonly retry = (): void => {
    if (this.#service === null) this.#follow(this.#late);
    else void this.#service.refresh();
  };

  readonly askReadiness = (): void => void this.#service?.refreshReadiness();

  readonly signIn = (event: Event): void =>
    unlessCanceled(event, () => void this.#commands.run('sign-in', () => this.#connection.service?.signIn()));

  readonly signOut = (): void => void this.#commands.run('sign-out', () => this.#connection.service?.signOut());

  readonly type = (event: SettingEditRequestEvent): void =>
    unlessCanceled(event, () => this.#service?.type(event.key, event.typed));

  readonly save = (event: SettingSaveRequestEvent): void =>
    unlessCanceled(event, () => void this.#service?.save(event.keys));

  readonly undo = (event: SettingUndoRequestEvent): void =>
    unlessCanceled(event, () => void this.#service?.undo(event.keys));

  readonly decide = (event: SettingDecideRequestEvent): void =>
    unlessCanceled(event, () => this.#service?.decide(event.keys, event.whose));

  readonly findCustomer = (event: CustomerFindRequestEvent): void =>
    unlessCanceled(event, () => void this.#service?.customers.find(event.number));

  readonly exportCustomer = (event: CustomerExportRequestEvent): void =>
    unlessCanceled(event, () => void this.#export(event.fileName));

  readonly eraseCustomer = (event: Event): void => unlessCanceled(event, () => void this.#service?.customers.erase());

  readonly askPrompts = (): void => void this.#service?.prompts.refresh();

  /** What is played here is heard only beside what it is. */
  readonly quiet = (): void => this.#service?.prompts.stop();

  readonly refreshPrompts = (event: Event): void => unlessCanceled(event, this.askPrompts);

  readonly speakPrompt = (event: PromptSpeakRequestEvent): void =>
    unlessCanceled(event, () => void this.#service?.prompts.speak(event.place, event.words));

  readonly uploadPrompt = (event: PromptUploadRequestEvent): void =>
    unlessCanceled(event, () => void this.#service?.prompts.upload(event.place, event.recording));

  readonly resetPrompt = (event: PromptResetRequestEvent): void =>
    unlessCanceled(event, () => void this.#service?.prompts.reset(event.place));

  readonly undoPrompt = (event: PromptUndoRequestEvent): void =>
    unlessCanceled(event, () => void this.#service?.prompts.undo(event.place));

  readonly listenPrompt = (event: PromptListenRequestEvent): void =>
    unlessCanceled(event, () => void this.#service?.prompts.listen(event.place));

  readonly stopPrompt = (event: Event): void => unlessCanceled(event, this.quiet);

  async #export(name: string): Promise<void> {
    const text = (await this.#service?.customers.export()) ?? null;
    if (text !== null) offerFile({name, type: 'application/json', text});
  }

  #follow(late: LateAdministrationService | undefined): void {
    this.#letGo();
    this.#late = late;
    if (late === undefined) return;
    const asked = late;
    const isWanted = (): boolean => this.#late === asked && this.#host.isConnected;
    late.get().then(
      (service) => isWanted() && this.#use(service),
      (error: SdkError) => {
        if (!isWanted()) return;
        this.#error = error;
        this.#host.requestUpdate();
      },
    );
  }

  #use(service: AdministrationService): void {
    this.#service = service;
    const draw = (): void => this.#host.requestUpdate();
    const {state, edits, readiness, customers, prompts} = service;
    window.addEventListener('beforeunload', this.#onLeave);
    this.#ends = [
      state.subscribe(draw),
      edits.subscribe(draw),
      readiness.subscribe(draw),
      customers.state.subscribe(draw),
      prompts.state.subscribe(draw),
      prompts.works.subscribe(draw),
      prompts.listening.subscribe(draw),
      () => window.removeEventListener('beforeunload', this.#onLeave),
    ];
    draw();
  }

  /** The browser asks in its own words. */
  readonly #onLeave = (event: Event): void => {
    if (unsavedCount(this.edits) > 0) event.preventDefault();
  };

  #letGo(): void {
    this.quiet();
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#service = null;
    this.#error = null;
    this.#late = undefined;
  }
}
