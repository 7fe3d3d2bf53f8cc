import type {ReactiveControllerHost} from 'lit';
import {emergencyContext} from '../../services/contexts.ts';
import {isLocked} from '../../services/emergency/is-locked.ts';
import {ServiceController} from '../controllers/service-controller.ts';

/** For elements that keep quiet while the agent has an emergency ([EM-25]). */
export class EmergencyFollower {
  readonly #controller;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#controller = new ServiceController(host, emergencyContext, (service) => [
      service.own,
      service.attempt,
      service.alerts,
    ]);
  }

  /** A supervisor is told of somebody else's. */
  get alerted(): boolean {
    return (this.#controller.service?.alerts.value.length ?? 0) > 0;
  }

  /** Responders ring back. While the desk is not locked all else stays beside it. */
  get ringsBack(): boolean {
    return this.#controller.service?.own.value?.status === 'ringing-back';
  }

  /** The desk shows nothing else: from the press on, in the call, after it was cut off, and while a dial does not get through. */
  get on(): boolean {
    return isLocked(this.#controller.service);
  }
}
