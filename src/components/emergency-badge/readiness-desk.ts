import type {ReactiveControllerHost} from 'lit';
import {readinessContext} from '../../services/contexts.ts';
import type {EmergencyReadiness} from '../../services/ports.ts';
import {CommandController, type Commands, unlessCanceled} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {LocationConfirmRequestEvent} from '../emergency-readiness/emergency-readiness.events.ts';

/** What the badge reads of its session, and what becomes of the list's requests when nobody cancels them. */
export class ReadinessDesk {
  readonly #commands: CommandController;
  readonly #readiness;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#commands = new CommandController(host);
    this.#readiness = new ServiceController(host, readinessContext, (service) => [service.state]);
  }

  /** Null until it is known. */
  get readiness(): EmergencyReadiness | null {
    return this.#readiness.service?.state.value ?? null;
  }

  get commands(): Commands {
    return this.#commands.commands;
  }

  readonly confirm = (event: LocationConfirmRequestEvent): void => {
    const {address, country} = event;
    const command = () => this.#readiness.service?.confirm(address, country);
    unlessCanceled(event, () => void this.#commands.run('confirm', command));
  };

  readonly forget = (event: Event): void => {
    unlessCanceled(event, () => void this.#commands.run('forget', () => this.#readiness.service?.forget()));
  };

  readonly usePosition = (event: Event): void => {
    unlessCanceled(event, () => void this.#readiness.service?.usePosition());
  };
}
