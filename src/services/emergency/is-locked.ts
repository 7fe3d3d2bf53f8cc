import type {EmergencyService} from './emergency-ports.ts';

/** [EM-25] From the press on, and until the agent ends what was cut off, an emergency is all that a desk shows. */
export function isLocked(service: Pick<EmergencyService, 'own' | 'attempt'> | undefined): boolean {
  return service !== undefined && (service.own.value?.locked === true || service.attempt.value !== null);
}
