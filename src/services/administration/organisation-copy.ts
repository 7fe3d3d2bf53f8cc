import type {Read} from '../../api/admin-client.ts';
import {
  type AdminAgent,
  type AdminEntryPoint,
  type Received,
  SETTING_NAMES,
  type SettingTexts,
} from '../../api/admin-settings.ts';
import {type AdministeredOrganisation, type SettingKey, agentSettingKey} from './administration-ports.ts';

export type AgentRead = Read<Received<AdminAgent>>;

/** What this page has read of the organisation; each part with the mark it is changed under, for parts are read at several times. */
export class OrganisationCopy {
  readonly settings: Read<Received<SettingTexts>>;
  readonly #agents: ReadonlyMap<SettingKey, AgentRead>;
  /** Only looked at here. */
  readonly #entryPoints: readonly AdminEntryPoint[];

  constructor(
    settings: Read<Received<SettingTexts>>,
    agents: Iterable<AgentRead>,
    entryPoints: readonly AdminEntryPoint[],
  ) {
    this.settings = settings;
    this.#entryPoints = entryPoints;
    this.#agents = new Map([...agents].map((each) => [agentSettingKey(each.value.view.id), each]));
  }

  get view(): AdministeredOrganisation {
    return {
      settings: this.settings.value.view,
      agents: [...this.#agents.values()].map(({value}) => value.view),
      entryPoints: this.#entryPoints,
    };
  }

  agent(key: SettingKey): AgentRead | null {
    return this.#agents.get(key) ?? null;
  }

  /** What the hub says of it; null: it is no longer there. */
  current(key: SettingKey): string | null {
    const name = SETTING_NAMES.find((each) => each === key);
    if (name !== undefined) return this.settings.value.view[name];
    return this.#agents.get(key)?.value.view.notifications ?? null;
  }

  withSettings(settings: Read<Received<SettingTexts>>): OrganisationCopy {
    return new OrganisationCopy(settings, this.#agents.values(), this.#entryPoints);
  }

  withAgent(agent: AgentRead): OrganisationCopy {
    const agents = new Map(this.#agents).set(agentSettingKey(agent.value.view.id), agent);
    return new OrganisationCopy(this.settings, agents.values(), this.#entryPoints);
  }

  without(key: SettingKey): OrganisationCopy {
    return new OrganisationCopy(
      this.settings,
      [...this.#agents].flatMap(([each, agent]) => (each === key ? [] : [agent])),
      this.#entryPoints,
    );
  }

  /** Between the two marks lies one change, which this page made: what was read under the first holds under the second. */
  moved(from: string, to: string): OrganisationCopy {
    const move = <T>(read: Read<T>): Read<T> => (read.etag === from ? {...read, etag: to} : read);
    return new OrganisationCopy(move(this.settings), [...this.#agents.values()].map(move), this.#entryPoints);
  }
}
