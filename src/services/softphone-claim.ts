import type {HubClient} from '../api/hub-client.ts';
import {placeOf} from './desk-identity.ts';
import {MediaLeader} from './media-leader.ts';
import {asSdkError} from './outcome.ts';
import type {SoftphoneLease} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

export type SoftphoneView = {readonly lease: SoftphoneLease | null; readonly own: boolean};

type Edges = {
  readonly hub: Pick<HubClient, 'send'>;
  readonly deskId: string;
  readonly label: string;
  readonly onChange: () => void;
};

/** A page that is away for longer than the hub waits for it (`SOFTPHONE_GRACE_MS`) may be followed. */
const FOLLOW_AFTER_MS = 3_500;
const RETRY_MS = 1_000;

/**
 * Whether this page has the sound. Of the tabs at one origin the browser elects one (`MediaLeader`); that one asks the
 * hub, which decides among browsers, computers and origins. A tab that was elected knows that the one before it is gone
 * or has given way, and asks for that one's sound without waiting.
 */
export class SoftphoneClaim {
  readonly #edges: Edges;
  readonly #leader: MediaLeader;
  readonly #view = new WritableStore<SoftphoneView>({lease: null, own: false});
  #lease: SoftphoneLease | null = null;
  #known = false;
  #asking = false;
  /** A person wants the sound here. */
  #fetching = false;
  /** An older hub has no leases: there the tab that leads has the sound. */
  #unguarded = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(edges: Edges) {
    this.#edges = edges;
    this.#leader = new MediaLeader(() => this.#act());
  }

  get view(): Store<SoftphoneView> {
    return this.#view;
  }

  get own(): boolean {
    return this.#leader.leads && (this.#unguarded || this.#lease?.deskId === this.#edges.deskId);
  }

  /** Raised by the hub with each page that gets the sound; 0 where there are no leases. */
  get fence(): number {
    return this.#lease?.fence ?? 0;
  }

  /** True once another page is known to have the sound. */
  get elsewhere(): boolean {
    if (this.#leader.waits) return true;
    return this.#lease !== null && this.#lease.deskId !== this.#edges.deskId && !this.#asking && !this.#unguarded;
  }

  /** The state on a new connection. */
  handleAgent(agentId: string, lease: SoftphoneLease | null): void {
    this.#known = true;
    this.#lease = lease;
    this.#leader.campaign(agentId);
    this.#act();
  }

  handleLease(lease: SoftphoneLease | null): void {
    this.#lease = lease;
    this.#act();
  }

  /** Fetches the sound from wherever it is; for a person's click. */
  fetch(): void {
    if (this.own) return;
    this.#fetching = true;
    this.#leader.takeOver();
    this.#act();
  }

  /** Signed out: there is no agent whose sound this could be. */
  resign(): void {
    clearTimeout(this.#timer);
    const held = this.#lease?.deskId === this.#edges.deskId;
    this.#leader.resign();
    this.#known = false;
    this.#lease = null;
    this.#fetching = false;
    this.#tell();
    // Told as a courtesy: a page that is gone loses the sound anyway.
    if (held) this.#edges.hub.send('ReleaseSoftphone', {deskId: this.#edges.deskId}).catch(() => undefined);
  }

  #act(): void {
    clearTimeout(this.#timer);
    const wish = this.#wish();
    if (wish === 'later') this.#timer = setTimeout(() => void this.#ask(false), FOLLOW_AFTER_MS);
    else if (wish !== 'none') void this.#ask(wish === 'take-over');
    this.#tell();
  }

  #wish(): 'claim' | 'take-over' | 'later' | 'none' {
    const {deskId} = this.#edges;
    if (!this.#known || !this.#leader.leads || this.#unguarded || this.own) return 'none';
    if (this.#fetching) return 'take-over';
    if (this.#lease === null) return 'claim';
    if (this.#leader.elected && placeOf(this.#lease.deskId) === placeOf(deskId)) return 'take-over';
    return this.#lease.present ? 'none' : 'later';
  }

  async #ask(takeOver: boolean): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    this.#tell();
    const outcome = await this.#send(takeOver);
    this.#asking = false;
    if (outcome === 'granted') this.#fetching &&= !takeOver;
    if (outcome === 'again') this.#timer = setTimeout(() => this.#act(), RETRY_MS);
    else if (this.#fetching && outcome !== 'failed') this.#act();
    this.#tell();
  }

  /** `failed`: there is no connection, and the next snapshot leads back here; or the agent may not have the sound at all. */
  async #send(takeOver: boolean): Promise<'granted' | 'again' | 'failed'> {
    const {hub, deskId, label} = this.#edges;
    try {
      const reply = await hub.send('ClaimSoftphone', {deskId, label, takeOver});
      // What is so is said by the event that follows.
      if (reply.status === 'done') return 'granted';
      this.#unguarded = reply.code === 'unknown-command';
      return reply.code === 'sound-elsewhere' || reply.code === 'internal' ? 'again' : 'failed';
    } catch (error) {
      const {code} = asSdkError(error);
      this.#unguarded = code === 'malformed-message';
      return code === 'hub-timeout' ? 'again' : 'failed';
    }
  }

  #tell(): void {
    const {lease, own} = this.#view.value;
    if (lease !== this.#lease || own !== this.own) this.#view.set({lease: this.#lease, own: this.own});
    this.#edges.onChange();
  }
}
