import type {ConfirmedLocation, LocationQuestion} from '../../domain/confirmed-location.ts';
import type {ReadinessItem, ReadinessSummary} from '../../domain/emergency-readiness.ts';
import type {Outcome} from '../ports.ts';
import type {Store} from '../store.ts';

/** How the agent stands for an emergency call, and where they say that they are. */
export type EmergencyReadiness = {
  readonly items: readonly ReadinessItem[];
  readonly summary: ReadinessSummary;
  /** [EM-13] The emergency number of the organisation's country; null: it has none here. */
  readonly number: string | null;
  /** The organisation's. */
  readonly country: string;
  /** Countries that have emergency calls here. */
  readonly covered: readonly string[];
  /** Where the browser is; null: not known. */
  readonly located: string | null;
  readonly confirmed: ConfirmedLocation | null;
  /** Why the address is to be confirmed; null: it need not be, or the hub keeps none. */
  readonly question: LocationQuestion | null;
  /** The hub keeps no addresses: an older one. */
  readonly unasked: boolean;
};

/** What stands between the agent and help, looked at before an emergency. A dial asks nothing of it ([EM-4]). */
export type ReadinessService = {
  /** Null until the organisation's settings are known, and the code that looks is there. */
  readonly state: Store<EmergencyReadiness | null>;
  /** Asks the browser where it is; call it from a click, since the browser may ask the person. */
  usePosition(): Promise<void>;
  /** Says where the agent works. @param address one line */
  confirm(address: string, country: string): Promise<Outcome>;
  /** Takes back what was said. */
  forget(): Promise<Outcome>;
};
