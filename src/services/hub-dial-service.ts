import type {DeskSettings} from '../api/wire/events.ts';
import {type EmergencyMatch, matchEmergency} from '../domain/emergency-match.ts';
import type {Commands} from './commands.ts';
import {outcomeOf} from './outcome.ts';
import type {DialService, Outcome} from './ports.ts';
import type {Store} from './store.ts';

/** Outgoing calls. The emergency rule comes first and needs no hub to answer. */
export class HubDialService implements DialService {
  readonly #commands: Commands;
  readonly #settings: Store<DeskSettings | null>;

  constructor(commands: Commands, settings: Store<DeskSettings | null>) {
    this.#commands = commands;
    this.#settings = settings;
  }

  matchEmergency(typed: string): EmergencyMatch {
    const settings = this.#settings.value;
    return settings === null ? {kind: 'none'} : matchEmergency(typed, settings.country, settings.emergencyCountries);
  }

  async dial(typed: string): Promise<Outcome> {
    if (this.matchEmergency(typed).kind !== 'none') return {status: 'refused', code: 'emergency-not-carried'};
    return outcomeOf(this.#commands.send('Dial', {number: typed}));
  }
}
