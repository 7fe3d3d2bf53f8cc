import {AdminClient} from '../../api/admin-client.ts';
import {SETTING_NAMES} from '../../api/admin-settings.ts';
import {asSdkError} from '../outcome.ts';
import type {AgentView, ConnectionState} from '../ports.ts';
import {type Store, WritableStore} from '../store.ts';
import type {
  AdministrationService,
  AdministrationState,
  AgentsReadiness,
  SettingEdits,
  SettingKey,
} from './administration-ports.ts';
import {HubCustomerData} from './customer-data.ts';
import {EditBook} from './edit-book.ts';
import {OrganisationCopy} from './organisation-copy.ts';
import {BrowserPromptPlayer} from './prompt-player.ts';
import {HubPrompts} from './prompts.ts';
import {isPromptKey} from './prompts-ports.ts';
import {SettingSaver} from './setting-saver.ts';

type Edges = {
  readonly hubUrls: readonly string[];
  readonly getToken: (renew: boolean) => Promise<string>;
  readonly connection: Store<ConnectionState>;
  /** Who is signed in: what one person typed is not shown to the next. */
  readonly agent: Store<AgentView | null>;
};

const UNKNOWN: AdministrationState = {status: 'unknown'};

/** Reads and changes the organisation for an administrator's page, over the hub's HTTP interface. */
export class HubAdministrationService implements AdministrationService {
  readonly customers: HubCustomerData;
  readonly prompts: HubPrompts;
  readonly #client: AdminClient;
  readonly #ending = new AbortController();
  readonly #state = new WritableStore<AdministrationState>(UNKNOWN);
  readonly #readiness = new WritableStore<AgentsReadiness>({status: 'unknown'});
  readonly #book = new EditBook();
  readonly #saver: SettingSaver;
  readonly #ends: readonly (() => void)[];
  readonly #edges: Edges;
  #copy: OrganisationCopy | null = null;
  /** One change after the other: each is made under the mark that the last one left. */
  #last: Promise<void> = Promise.resolve();
  #reading: Promise<void> | null = null;
  #person: string | null = null;

  constructor(edges: Edges) {
    this.#edges = edges;
    this.#client = new AdminClient({...edges, signal: this.#ending.signal});
    this.customers = new HubCustomerData(this.#client);
    this.prompts = new HubPrompts({
      client: this.#client.prompts,
      player: new BrowserPromptPlayer(),
      book: this.#book,
      rebase: () => this.#rebase(),
    });
    this.#saver = new SettingSaver({
      client: this.#client,
      book: this.#book,
      copy: () => this.#copy,
      take: (copy) => this.#take(copy),
    });
    this.#ends = [
      edges.connection.subscribe(() => this.#followConnection()),
      edges.agent.subscribe(() => this.#followPerson()),
    ];
    this.#followPerson();
    this.#followConnection();
  }

  get state(): Store<AdministrationState> {
    return this.#state;
  }

  get edits(): Store<SettingEdits> {
    return this.#book.edits;
  }

  get readiness(): Store<AgentsReadiness> {
    return this.#readiness;
  }

  async refreshReadiness(): Promise<void> {
    const person = this.#person;
    const isWanted = (): boolean => this.#person === person && !this.#ending.signal.aborted;
    try {
      const list = await this.#client.readReadiness();
      if (isWanted()) this.#readiness.set({status: 'known', list});
    } catch (error) {
      if (isWanted()) this.#readiness.set({status: 'failed', error: asSdkError(error)});
    }
  }

  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  type(key: SettingKey, typed: string): void {
    const current = this.#current(key);
    if (current !== null) this.#book.type(key, current, typed);
  }

  save(keys: readonly SettingKey[]): Promise<void> {
    // The words of a prompt are saved by being spoken.
    const begun = this.#book.begin(keys.filter((key) => !isPromptKey(key)));
    const names = SETTING_NAMES.filter((name) => begun.includes(name));
    if (names.length > 0) this.#enqueue(names, () => this.#saver.saveSettings(names));
    for (const key of begun.filter((each) => each.startsWith('agent ')))
      this.#enqueue([key], () => this.#saver.saveAgent(key));
    return this.#last;
  }

  async undo(keys: readonly SettingKey[]): Promise<void> {
    const back = keys.filter((key) => this.#book.of(key)?.status === 'saved');
    this.#book.drop(keys.filter((key) => !back.includes(key)));
    for (const key of back) {
      const edit = this.#book.of(key);
      if (edit?.status === 'saved') this.type(key, edit.before);
    }
    await this.save(back);
  }

  decide(keys: readonly SettingKey[], whose: 'mine' | 'theirs'): void {
    const open = keys.filter((key) => this.#book.of(key)?.status === 'conflict');
    if (whose === 'mine') this.#book.keepMine(open);
    else this.#book.drop(open);
  }

  handleSignedOut(): void {
    this.#forget();
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#ending.abort();
    this.#forget();
  }

  #forget(): void {
    this.#copy = null;
    this.#person = null;
    this.#book.clear();
    this.customers.forget();
    this.prompts.forget();
    this.#readiness.set({status: 'unknown'});
    this.#state.set(UNKNOWN);
  }

  /** What was typed survives a lost connection and a token that ran out; what others did meanwhile is read. */
  #followConnection(): void {
    if (this.#edges.connection.value.status !== 'connected') return;
    void this.refresh();
    if (this.prompts.state.value.status !== 'unknown') void this.prompts.refresh();
  }

  #followPerson(): void {
    const id = this.#edges.agent.value?.id ?? null;
    if (id === null || id === this.#person) return;
    const changed = this.#person !== null;
    if (changed) this.#forget();
    this.#person = id;
    if (changed) this.#followConnection();
  }

  async #read(): Promise<void> {
    const person = this.#person;
    const before = this.#copy;
    try {
      const [settings, agents, entryPoints] = await Promise.all([
        this.#client.readSettings(),
        this.#client.readAgents(),
        this.#client.readEntryPoints(),
      ]);
      if (this.#person !== person || this.#ending.signal.aborted) return;
      // A change of this page came between: what was read may be older than that.
      if (this.#copy !== before) return await this.#read();
      this.#take(
        new OrganisationCopy(
          settings,
          agents.value.map((value) => ({etag: agents.etag, value})),
          entryPoints,
        ),
      );
    } catch (error) {
      // What is known stays: each save says by itself what does not work.
      if (this.#copy === null && !this.#ending.signal.aborted)
        this.#state.set({status: 'failed', error: asSdkError(error)});
    }
  }

  #take(copy: OrganisationCopy): void {
    this.#copy = copy;
    this.#rebase();
    this.#state.set({status: 'known', organisation: copy.view});
  }

  #rebase(): void {
    this.#book.rebase((key) => this.#current(key));
  }

  /** What the hub says of it; null: nothing is there, or known. */
  #current(key: SettingKey): string | null {
    return isPromptKey(key) ? this.prompts.current(key) : (this.#copy?.current(key) ?? null);
  }

  #enqueue(keys: readonly SettingKey[], work: () => Promise<void>): void {
    this.#last = this.#last.then(work).catch((error: unknown) => {
      this.#book.failed(keys, asSdkError(error).message);
    });
  }
}
