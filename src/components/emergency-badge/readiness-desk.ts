import {ContextConsumer} from '@lit/context';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {readinessContext} from '../../services/contexts.ts';
import type {EmergencyReadiness, LateReadinessService, ReadinessService} from '../../services/ports.ts';
import {CommandController, type Commands, unlessCanceled} from '../controllers/command-controller.ts';
import type {LocationConfirmRequestEvent} from '../emergency-readiness/emergency-readiness.events.ts';

/** What the badge reads of its session, and what becomes of the list's requests when nobody cancels them. */
export class ReadinessDesk implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #commands: CommandController;
  #late: LateReadinessService | undefined;
  #service: ReadinessService | null = null;
  #end: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    this.#commands = new CommandController(host);
    new ContextConsumer(host, {context: readinessContext, subscribe: true, callback: (late) => this.#take(late)});
  }

  /** Null until it is known. */
  get readiness(): EmergencyReadiness | null {
    return this.#service?.state.value ?? null;
  }

  get commands(): Commands {
    return this.#commands.commands;
  }

  hostConnected(): void {
    if (this.#service !== null) this.#follow(this.#service);
  }

  hostDisconnected(): void {
    this.#letGo();
  }

  readonly confirm = (event: LocationConfirmRequestEvent): void => {
    const {address, country} = event;
    unlessCanceled(event, () => void this.#commands.run('confirm', () => this.#service?.confirm(address, country)));
  };

  readonly forget = (event: Event): void => {
    unlessCanceled(event, () => void this.#commands.run('forget', () => this.#service?.forget()));
  };

  readonly usePosition = (event: Event): void => {
    unlessCanceled(event, () => void this.#service?.usePosition());
  };

  #take(late: LateReadinessService | undefined): void {
    if (late === this.#late) return;
    this.#late = late;
    this.#letGo();
    this.#service = null;
    // What does not load is loaded again by the session; nothing here waits for it.
    late?.get().then(
      (service) => this.#there(late, service),
      () => undefined,
    );
    this.#host.requestUpdate();
  }

  #there(late: LateReadinessService, service: ReadinessService): void {
    if (late !== this.#late) return;
    this.#service = service;
    if (this.#host.isConnected) this.#follow(service);
  }

  #follow(service: ReadinessService): void {
    this.#letGo();
    this.#end = service.state.subscribe(() => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }

  #letGo(): void {
    this.#end?.();
    this.#end = null;
  }
}
