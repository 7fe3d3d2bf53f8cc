import type {ReactiveControllerHost} from 'lit';
import {emergencyContext} from '../../services/contexts.ts';
import {isLocked} from '../../services/emergency/is-locked.ts';
import type {EmergencyAlert, EmergencyService} from '../../services/ports.ts';
import {ServiceController} from '../controllers/service-controller.ts';

/** The emergencies of an element's session, for one that keeps quiet while the agent has their own ([EM-25]). */
export class EmergencyFollower {
  readonly #controller: ServiceController<EmergencyService>;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#controller = new ServiceController(host, emergencyContext, (service) => [
      ...[service.own, service.attempt, service.sound, service.alerts],
    ]);
  }

  get service(): EmergencyService | undefined {
    return this.#controller.service;
  }

  /** Those of others, which a supervisor is told of ([EC-35]). */
  get alerts(): readonly EmergencyAlert[] {
    return this.on ? [] : (this.service?.alerts.value ?? []);
  }

  /** Responders ring back. While the desk is not locked all else stays beside it. */
  get ringsBack(): boolean {
    return this.service?.own.value?.status === 'ringing-back';
  }

  /** The desk shows nothing else: from the press on, in the call, after it was cut off, and while a dial does not get through. */
  get on(): boolean {
    return isLocked(this.service);
  }
}
