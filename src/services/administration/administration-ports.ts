import type {AdminAgent, AdminEntryPoint, SettingName, SettingTexts} from '../../api/admin-settings.ts';
import type {SdkError} from '../../api/errors.ts';
import type {ReadinessList} from '../../api/wire/emergency-readiness.ts';
import type {SettingEdit} from '../../domain/setting-edit.ts';
import type {Store} from '../store.ts';
import type {CustomerDataService} from './customer-data-ports.ts';
import type {PromptKey, PromptsService} from './prompts-ports.ts';

export type {AdminAgent, AdminEntryPoint, SettingName, SettingTexts} from '../../api/admin-settings.ts';
export type {SettingEdit} from '../../domain/setting-edit.ts';

/** The people an agent has told: `agent` and the agent's id. */
export type AgentSettingKey = `agent ${string}`;
/** What is edited and saved by itself. */
export type SettingKey = SettingName | AgentSettingKey | PromptKey;
export type SettingEdits = ReadonlyMap<SettingKey, SettingEdit>;

export type AdministeredOrganisation = {
  readonly settings: SettingTexts;
  readonly agents: readonly AdminAgent[];
  /** Those that take calls and are in use. */
  readonly entryPoints: readonly AdminEntryPoint[];
};

/**
 * unknown ──▶ known
 *    └──▶ failed ──▶ known
 */
export type AdministrationState =
  | {readonly status: 'unknown'}
  | {readonly status: 'known'; readonly organisation: AdministeredOrganisation}
  | {readonly status: 'failed'; readonly error: SdkError};

/** Who is ready for an emergency call. What was known stays while it is asked for again. */
export type AgentsReadiness =
  | {readonly status: 'unknown'}
  | {readonly status: 'known'; readonly list: ReadinessList}
  | {readonly status: 'failed'; readonly error: SdkError};

/** What an administrator sets up. What is typed stays here until it is saved or taken back, whatever the connection does. */
export type AdministrationService = {
  readonly state: Store<AdministrationState>;
  /** By what they are of; nothing is in it that is as the hub has it. */
  readonly edits: Store<SettingEdits>;
  readonly readiness: Store<AgentsReadiness>;
  /** What is kept of a customer. */
  readonly customers: CustomerDataService;
  /** What callers hear. */
  readonly prompts: PromptsService;
  /** Reads again; what was typed stays. */
  refresh(): Promise<void>;
  /** Asks again who is ready. */
  refreshReadiness(): Promise<void>;
  type(key: SettingKey, typed: string): void;
  /** How it went is in the edits. Settings of the organisation that are saved at once are changed at once or not at all. */
  save(keys: readonly SettingKey[]): Promise<void>;
  /** Takes back what was typed; what is saved already is put back at the hub. */
  undo(keys: readonly SettingKey[]): Promise<void>;
  /** Decides where somebody else changed the same. */
  decide(keys: readonly SettingKey[], whose: 'mine' | 'theirs'): void;
};

/** The service, whose code comes with the first who asks for it. */
export type LateAdministrationService = {
  /** @throws {SdkError} `media-failed` when it does not load; the next time it is loaded again */
  get(): Promise<AdministrationService>;
};

export function agentSettingKey(id: string): AgentSettingKey {
  return `agent ${id}`;
}
