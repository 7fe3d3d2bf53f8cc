import type {GraphTokens} from '../../api/graph-requests.ts';
import type {DeskSettings} from '../../api/wire/events.ts';
import {type ConfirmedLocation, locationQuestion} from '../../domain/confirmed-location.ts';
import {
  type EmergencyFindings,
  type MailboxStatus,
  NO_FINDINGS,
  emergencyNumberOf,
  onlyTrunk,
  readinessOf,
  summaryOf,
} from '../../domain/emergency-readiness.ts';
import type {Commands} from '../commands.ts';
import {outcomeOf} from '../outcome.ts';
import type {Clock, ConnectionState, Outcome} from '../ports.ts';
import type {Store, WritableStore} from '../store.ts';
import {BrowserLocation} from './browser-location.ts';
import {ConfirmedHere} from './confirmed-here.ts';
import {findMailbox} from './mailbox-check.ts';
import type {EmergencyReadiness, ReadinessService} from './readiness-ports.ts';

type Edges = {
  readonly hub: Commands;
  readonly settings: Store<DeskSettings | null>;
  readonly connection: Store<ConnectionState>;
  /** For mail from the agent's own mailbox; null: the desk has no such sign-on. */
  readonly mailTokens: GraphTokens | null;
  /** What was found, for whoever tells the hub. */
  readonly findings: WritableStore<EmergencyFindings | null>;
  readonly clock: Clock;
  /** Where it is put together. */
  readonly state: WritableStore<EmergencyReadiness | null>;
  readonly location?: Pick<BrowserLocation, 'state' | 'start' | 'stop' | 'use'>;
  readonly memory?: Pick<ConfirmedHere, 'read' | 'write'>;
  /** The zone of this browser's clock. */
  readonly zone?: () => string;
};

const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Puts together what the hub says, what the browser knows, and what the agent has said. It is a chunk of its own. */
export class DeskReadinessService implements ReadinessService {
  readonly #edges: Required<Edges>;
  readonly #ends: readonly (() => void)[];
  #mailbox: MailboxStatus = 'unknown';
  /** The hub has taken an address that was confirmed here, and has not told it yet. */
  #confirmedHere = false;
  #told: number | null;

  constructor(edges: Edges) {
    const {location: finder = new BrowserLocation(), memory = new ConfirmedHere(), zone = browserZone} = edges;
    this.#edges = {...edges, location: finder, memory, zone};
    const {settings, connection, location} = this.#edges;
    this.#told = settings.value?.location?.confirmedAt ?? null;
    this.#ends = [
      settings.subscribe(() => this.#handleSettings()),
      location.state.subscribe(() => this.#draw()),
      connection.subscribe(() => this.#handleConnection()),
    ];
    this.#draw();
    this.#handleConnection();
    void location.start();
  }

  get state(): Store<EmergencyReadiness | null> {
    return this.#edges.state;
  }

  usePosition(): Promise<void> {
    return this.#edges.location.use();
  }

  async confirm(address: string, country: string): Promise<Outcome> {
    const before = this.#told;
    const outcome = await outcomeOf(this.#edges.hub.send('ConfirmLocation', {address, country}));
    if (outcome.status !== 'done') return outcome;
    if (this.#told === before) this.#confirmedHere = true;
    else this.#remember();
    return outcome;
  }

  forget(): Promise<Outcome> {
    return outcomeOf(this.#edges.hub.send('ForgetLocation', {}));
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#edges.location.stop();
  }

  #handleSettings(): void {
    const told = this.#edges.settings.value?.location?.confirmedAt ?? null;
    if (told !== this.#told) {
      this.#told = told;
      if (this.#confirmedHere) this.#remember();
    }
    this.#draw();
  }

  #remember(): void {
    this.#confirmedHere = false;
    const {memory, zone} = this.#edges;
    memory.write(this.#told === null ? null : {confirmedAt: this.#told, zone: zone()});
    this.#draw();
  }

  #handleConnection(): void {
    if (this.#edges.connection.value.status === 'connected') void this.#checkMailbox();
    this.#draw();
  }

  async #checkMailbox(): Promise<void> {
    this.#mailbox = await findMailbox(this.#edges.mailTokens);
    this.#draw();
  }

  #draw(): void {
    const {settings, location, findings, state} = this.#edges;
    const {status, country} = location.state.value;
    const found: EmergencyFindings = {location: status, country, mailbox: this.#mailbox};
    // While it looks, what it found before holds.
    if (status !== 'looking' && JSON.stringify(found) !== JSON.stringify(findings.value ?? NO_FINDINGS))
      findings.set(found);
    state.set(settings.value === null ? null : this.#readiness(settings.value, found));
  }

  #readiness(settings: DeskSettings, findings: EmergencyFindings): EmergencyReadiness {
    const {country, emergencyCountries: countries, location} = settings;
    const callerNumber = settings.outbound?.callerNumber ?? null;
    const items = readinessOf({callerNumber, findings, trunks: onlyTrunk(settings.emergency), country, countries});
    return {
      items,
      summary: summaryOf(items),
      number: emergencyNumberOf(country, countries),
      country,
      covered: countries.map((each) => each.country),
      located: findings.country,
      confirmed: location ?? null,
      question: location === undefined ? null : this.#question(location),
      unasked: location === undefined,
    };
  }

  #question(confirmed: ConfirmedLocation | null): EmergencyReadiness['question'] {
    const {memory, clock, zone} = this.#edges;
    return locationQuestion(confirmed, memory.read(), {now: clock.now(), zone: zone()});
  }
}
