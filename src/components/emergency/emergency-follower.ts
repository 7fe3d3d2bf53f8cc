import type {ReactiveControllerHost} from 'lit';
import {emergencyContext} from '../../services/contexts.ts';
import {ServiceController} from '../controllers/service-controller.ts';

/** For elements that keep quiet while the agent has an emergency ([EM-25]). */
export class EmergencyFollower {
  readonly #controller;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#controller = new ServiceController(host, emergencyContext, (service) => [service.own, service.attempt]);
  }

  /** The desk shows nothing else: in the call, after it was cut off, and while a dial does not get through. */
  get on(): boolean {
    const {service} = this.#controller;
    return service?.own.value?.locked === true || service?.attempt.value?.status === 'out-of-reach';
  }
}
