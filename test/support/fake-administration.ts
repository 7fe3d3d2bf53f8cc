import type {
  AdministrationService,
  AdministrationState,
  AgentsReadiness,
  CustomerDataService,
  CustomerDataState,
  Listening,
  PromptPlace,
  PromptsService,
  PromptsState,
  PromptWorks,
  SettingKey,
  SettingName,
  SettingTexts,
} from '../../src/services/ports.ts';
import {promptOfKey} from '../../src/services/administration/prompts-ports.ts';
import {isPromptKey, promptKey} from '../../src/services/ports.ts';
import {EditBook} from '../../src/services/administration/edit-book.ts';
import {WritableStore} from '../../src/services/store.ts';

/** One request to save, and the means to answer it. */
export type SavedSettings = {readonly keys: readonly SettingKey[]; readonly typed: readonly string[]; done(): void};

/** What is kept of customers, as a test says it. */
export class FakeCustomers implements CustomerDataService {
  readonly state: WritableStore<CustomerDataState> = new WritableStore<CustomerDataState>({status: 'idle'});
  readonly asked: string[] = [];
  exported: string | null = null;

  async find(number: string): Promise<void> {
    this.asked.push(`find ${number}`);
  }

  async export(): Promise<string | null> {
    this.asked.push('export');
    return this.exported;
  }

  async erase(): Promise<void> {
    this.asked.push('erase');
  }
}

/** What callers hear, as a test says it. */
export class FakePrompts implements PromptsService {
  readonly state: WritableStore<PromptsState> = new WritableStore<PromptsState>({status: 'unknown'});
  readonly works: WritableStore<PromptWorks> = new WritableStore<PromptWorks>(new Map());
  readonly listening: WritableStore<Listening> = new WritableStore<Listening>({status: 'quiet'});
  readonly asked: string[] = [];
  readonly recordings: Blob[] = [];

  async refresh(): Promise<void> {
    this.asked.push('refresh');
  }

  async speak(place: PromptPlace, words: string): Promise<void> {
    this.asked.push(`speak ${promptKey(place)} ${words}`);
  }

  async upload(place: PromptPlace, recording: Blob): Promise<void> {
    this.asked.push(`upload ${promptKey(place)}`);
    this.recordings.push(recording);
  }

  async reset(place: PromptPlace): Promise<void> {
    this.asked.push(`reset ${promptKey(place)}`);
  }

  async undo(place: PromptPlace): Promise<void> {
    this.asked.push(`undo ${promptKey(place)}`);
  }

  async listen(place: PromptPlace): Promise<void> {
    this.asked.push(`listen ${promptKey(place)}`);
  }

  stop(): void {
    if (this.listening.value.status !== 'quiet') this.asked.push('stop');
    this.listening.set({status: 'quiet'});
  }
}

/** What an administrator sets up, as a test says it. What is typed goes by the real rules. */
export class FakeAdministration implements AdministrationService {
  readonly state: WritableStore<AdministrationState> = new WritableStore<AdministrationState>({status: 'unknown'});
  readonly book = new EditBook();
  readonly edits = this.book.edits;
  readonly readiness: WritableStore<AgentsReadiness> = new WritableStore<AgentsReadiness>({status: 'unknown'});
  readonly customers: FakeCustomers = new FakeCustomers();
  readonly prompts: FakePrompts = new FakePrompts();
  readonly saves: SavedSettings[] = [];
  refreshed = 0;
  askedWhoIsReady = 0;

  async refresh(): Promise<void> {
    this.refreshed += 1;
  }

  async refreshReadiness(): Promise<void> {
    this.askedWhoIsReady += 1;
  }

  type(key: SettingKey, typed: string): void {
    this.book.type(key, this.current(key), typed);
  }

  async save(keys: readonly SettingKey[]): Promise<void> {
    const begun = this.book.begin(keys);
    if (begun.length === 0) return;
    const typed = begun.map((key) => this.book.of(key)?.typed ?? '');
    this.saves.push({
      keys: begun,
      typed,
      done: () => {
        this.book.saved(begun);
        begun.forEach((key, at) => this.set(key, typed[at] ?? ''));
      },
    });
  }

  async undo(keys: readonly SettingKey[]): Promise<void> {
    for (const key of keys) {
      const edit = this.book.of(key);
      if (edit?.status !== 'saved') this.book.drop([key]);
      else {
        this.type(key, edit.before);
        await this.save([key]);
      }
    }
  }

  decide(keys: readonly SettingKey[], whose: 'mine' | 'theirs'): void {
    if (whose === 'mine') this.book.keepMine(keys);
    else this.book.drop(keys);
  }

  /** Somebody changes it at the hub. */
  set(key: SettingKey, value: string): void {
    const {state} = this;
    if (state.value.status !== 'known') throw new Error('Nothing is known yet.');
    const {settings, agents, entryPoints} = state.value.organisation;
    state.set({
      status: 'known',
      organisation: {
        settings: {...settings, ...(isName(key, settings) ? {[key]: value} : {})},
        agents: agents.map((each) => (`agent ${each.id}` === key ? {...each, notifications: value} : each)),
        entryPoints,
      },
    });
    this.book.rebase((each) => this.current(each));
  }

  current(key: SettingKey): string {
    if (isPromptKey(key)) return promptOfKey(this.prompts.state.value, key)?.words ?? '';
    if (this.state.value.status !== 'known') throw new Error('Nothing is known yet.');
    const {settings, agents} = this.state.value.organisation;
    if (isName(key, settings)) return settings[key];
    return agents.find((each) => `agent ${each.id}` === key)?.notifications ?? '';
  }
}

function isName(key: SettingKey, settings: SettingTexts): key is SettingName {
  return Object.hasOwn(settings, key);
}
