import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {
  type EmergencyCapability,
  type EmergencyFindings,
  emergencyNumberOf,
  onlyTrunk,
  readinessOf,
  summaryOf,
} from '../../src/domain/emergency-readiness.ts';
import type {EmergencyReadiness, Outcome, ReadinessService} from '../../src/services/ports.ts';
import {WritableStore} from '../../src/services/store.ts';
import {NOW} from './component-contacts.ts';

export const ADDRESS = '12 Main St, Floor 3, 97201, Portland';

export type ReadinessGiven = {
  readonly trunk?: EmergencyCapability;
  readonly callerNumber?: string | null;
  readonly findings?: Partial<EmergencyFindings>;
  readonly country?: string;
} & Partial<Pick<EmergencyReadiness, 'confirmed' | 'question' | 'unasked'>>;

/** How things stand, by the real rule; left out: all is well, and the address confirmed. */
export function readinessLike({
  trunk = 'routed',
  callerNumber = '+12015550100',
  findings = {},
  country = 'US',
  ...where
}: ReadinessGiven = {}): EmergencyReadiness {
  const found = {location: 'located', country: 'US', mailbox: 'ready', ...findings} as const;
  const countries = EMERGENCY_COUNTRIES;
  const items = readinessOf({callerNumber, findings: found, trunks: onlyTrunk(trunk), country, countries});
  return {
    items,
    summary: summaryOf(items),
    number: emergencyNumberOf(country, countries),
    country,
    covered: countries.map((each) => each.country),
    located: found.country,
    confirmed: {address: ADDRESS, country: 'US', confirmedAt: NOW - 86_400_000},
    question: null,
    unasked: false,
    ...where,
  };
}

/** What a test says of the desk; what is asked of it is among the commands that were sent. */
export class FakeReadiness implements ReadinessService {
  readonly state: WritableStore<EmergencyReadiness | null> = new WritableStore<EmergencyReadiness | null>(null);
  readonly #send: (name: string, ...args: readonly unknown[]) => Promise<Outcome>;

  constructor(send: (name: string, ...args: readonly unknown[]) => Promise<Outcome>) {
    this.#send = send;
  }

  usePosition(): Promise<void> {
    return this.#send('usePosition').then(() => undefined);
  }

  confirm(address: string, country: string): Promise<Outcome> {
    return this.#send('confirmLocation', address, country);
  }

  forget(): Promise<Outcome> {
    return this.#send('forgetLocation');
  }
}
