import type {DeskSettings} from '../api/wire/events.ts';
import {type EmergencyMatch, matchAnywhere, matchEmergency} from '../domain/emergency-match.ts';
import type {Commands, Queries} from './commands.ts';
import {outcomeOf} from './outcome.ts';
import type {AddressEntry, DialService, Outcome, RecentContact} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

/** As many as a person looks through before they type on. */
const FOUND_MAX = 20;

/** Outgoing calls. The emergency rule comes first and needs no hub to answer. */
export class HubDialService implements DialService {
  readonly #commands: Commands & Queries;
  readonly #settings: Store<DeskSettings | null>;
  readonly #draft = new WritableStore<string | null>(null);

  constructor(commands: Commands & Queries, settings: Store<DeskSettings | null>) {
    this.#commands = commands;
    this.#settings = settings;
  }

  matchEmergency(typed: string): EmergencyMatch {
    const settings = this.#settings.value;
    if (settings !== null) return matchEmergency(typed, settings.country, settings.emergencyCountries);
    return matchAnywhere(typed);
  }

  async dial(typed: string): Promise<Outcome> {
    if (this.matchEmergency(typed).kind !== 'none') return {status: 'refused', code: 'emergency-not-carried'};
    return outcomeOf(this.#commands.send('Dial', {number: typed}));
  }

  get draft(): Store<string | null> {
    return this.#draft;
  }

  prefill(number: string): void {
    this.#draft.set(number);
  }

  takeDraft(): string | null {
    const draft = this.#draft.value;
    if (draft !== null) this.#draft.set(null);
    return draft;
  }

  redial(contactId: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('Redial', {contactId}));
  }

  async findAddresses(text: string): Promise<readonly AddressEntry[]> {
    const {entries} = await this.#commands.ask('FindAddresses', {text, limit: FOUND_MAX});
    return entries;
  }

  async listRecents(): Promise<readonly RecentContact[]> {
    const {recents} = await this.#commands.ask('ListRecents', {});
    return recents;
  }
}
