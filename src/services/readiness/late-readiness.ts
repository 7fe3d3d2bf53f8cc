import type {Late} from '../late.ts';
import {asSdkError} from '../outcome.ts';
import type {Outcome} from '../ports.ts';
import type {Store} from '../store.ts';
import type {EmergencyReadiness, ReadinessService} from './readiness-ports.ts';

/** Readiness, whose code comes once the desk is connected; what it finds is in the store from then on. */
export function lateReadiness(
  state: Store<EmergencyReadiness | null>,
  late: Pick<Late<ReadinessService>, 'get'>,
): ReadinessService {
  async function use(command: (service: ReadinessService) => Promise<Outcome>): Promise<Outcome> {
    try {
      return await command(await late.get());
    } catch (error) {
      return {status: 'failed', error: asSdkError(error)};
    }
  }

  return {
    state,
    usePosition: async () => (await late.get()).usePosition(),
    confirm: (address, country) => use((service) => service.confirm(address, country)),
    forget: () => use((service) => service.forget()),
  };
}
