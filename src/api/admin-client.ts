import * as v from 'valibot';
import {adminError} from './admin-errors.ts';
import {
  type AdminAgent,
  type AdminEntryPoint,
  type Received,
  type SettingTexts,
  decodeAgent,
  decodeEntryPoints,
  decodeSettings,
  encodeAgent,
  encodeSettings,
} from './admin-settings.ts';
import {malformed} from './hub-http-errors.ts';
import {HubHttpLink, type HubHttpOptions, bodyOf} from './hub-http-link.ts';
import {PromptClient} from './prompt-client.ts';
import {type CustomerErased, type CustomerFindings, decodeErased, decodeFindings} from './wire/customer-data.ts';
import {type ReadinessList, decodeReadinessList} from './wire/emergency-readiness.ts';

/** What was read, and the mark it is changed under: nothing was changed as long as the hub has the same. */
export type Read<T> = {readonly etag: string; readonly value: T};

/** A place in the organisation (RFC 6901) and what the hub expects there. */
export type AdminFault = {readonly path: string; readonly expected: string};

export type Written =
  | {readonly status: 'saved'; readonly etag: string}
  /** Somebody changed something meanwhile. */
  | {readonly status: 'stale'}
  | {readonly status: 'invalid'; readonly faults: readonly AdminFault[]};

/** What came of a question about a customer. */
export type CustomerAnswer<T> =
  | {readonly status: 'done'; readonly value: T}
  /** It is no phone number. */
  | {readonly status: 'invalid'}
  /** Somebody is in contact with them just now. */
  | {readonly status: 'open'};

const SETTINGS_PATH = '/admin/organisation/settings';
const AGENTS_PATH = '/admin/organisation/agents';
const ENTRY_POINTS_PATH = '/admin/organisation/entryPoints';

const faultsSchema = v.object({errors: v.array(v.object({path: v.string(), expected: v.string()}))});
const agentsSchema = v.object({items: v.array(v.unknown())});

/** The administrator's interface of the hub (docs/organisation.md): with the person's token, which is renewed once. */
export class AdminClient {
  /** What callers hear. */
  readonly prompts: PromptClient;
  readonly #link: HubHttpLink;

  constructor(options: HubHttpOptions) {
    this.#link = new HubHttpLink(options);
    this.prompts = new PromptClient(this.#link);
  }

  /** @throws {SdkError} as `adminError` says, and `hub-unreachable`, `hub-timeout`, `malformed-message` */
  async readSettings(): Promise<Read<Received<SettingTexts>>> {
    return this.#read(SETTINGS_PATH, decodeSettings);
  }

  /** @throws {SdkError} likewise */
  async readAgents(): Promise<Read<readonly Received<AdminAgent>[]>> {
    return this.#read(AGENTS_PATH, (body) => {
      const list = v.safeParse(agentsSchema, body);
      const agents = list.success ? list.output.items.map(decodeAgent) : [null];
      return agents.some((each) => each === null) ? null : agents.filter((each) => each !== null);
    });
  }

  /** [CB-25] Those that take calls. @throws {SdkError} likewise */
  async readEntryPoints(): Promise<readonly AdminEntryPoint[]> {
    return (await this.#read(ENTRY_POINTS_PATH, decodeEntryPoints)).value;
  }

  /** @throws {SdkError} likewise; `no-organisation` also for an agent who is no longer there */
  async readAgent(id: string): Promise<Read<Received<AdminAgent>>> {
    return this.#read(agentPath(id), decodeAgent);
  }

  /** [EM-38] Who is ready for an emergency call. @throws {SdkError} likewise */
  async readReadiness(): Promise<ReadinessList> {
    const response = await this.#link.ask('/admin/emergency/readiness');
    if (!response.ok) throw adminError(response.status);
    const list = decodeReadinessList(await bodyOf(response));
    if ('malformed' in list) throw malformed();
    return list.value;
  }

  /** @throws {SdkError} likewise */
  async writeSettings({etag, value}: Read<Received<SettingTexts>>, texts: SettingTexts): Promise<Written> {
    return this.#write(SETTINGS_PATH, etag, encodeSettings(value, texts));
  }

  /** @throws {SdkError} likewise */
  async writeAgent({etag, value}: Read<Received<AdminAgent>>, notifications: string): Promise<Written> {
    return this.#write(agentPath(value.view.id), etag, encodeAgent(value, notifications));
  }

  /** What is kept of a customer's number. @throws {SdkError} likewise */
  findCustomer(number: string): Promise<CustomerAnswer<CustomerFindings>> {
    return this.#askOfCustomer('find', number, decodeFindings);
  }

  /** Everything about it, as a text to be read. @throws {SdkError} likewise */
  exportCustomer(number: string): Promise<CustomerAnswer<string>> {
    return this.#askOfCustomer('export', number, (body) => (body === null ? null : JSON.stringify(body, null, 2)));
  }

  /** @throws {SdkError} likewise */
  eraseCustomer(number: string): Promise<CustomerAnswer<CustomerErased>> {
    return this.#askOfCustomer('erase', number, decodeErased);
  }

  /** The number is in the body: addresses are written down on the way. */
  async #askOfCustomer<T>(
    what: 'find' | 'export' | 'erase',
    number: string,
    decode: (body: unknown) => T | null,
  ): Promise<CustomerAnswer<T>> {
    const response = await this.#link.ask(`/admin/customers/${what}`, {method: 'POST', body: {number}});
    if (response.status === 422) return {status: 'invalid'};
    if (response.status === 409) return {status: 'open'};
    if (!response.ok) throw adminError(response.status);
    const value = decode(await bodyOf(response));
    if (value === null) throw malformed();
    return {status: 'done', value};
  }

  async #read<T>(path: string, decode: (body: unknown) => T | null): Promise<Read<T>> {
    const response = await this.#link.ask(path);
    if (!response.ok) throw adminError(response.status);
    const etag = response.headers.get('etag');
    const value = decode(await bodyOf(response));
    if (etag === null || value === null) throw malformed();
    return {etag, value};
  }

  async #write(path: string, etag: string, body: object): Promise<Written> {
    const response = await this.#link.ask(path, {method: 'PUT', etag, body});
    if (response.status === 412 || response.status === 409) return {status: 'stale'};
    if (response.status === 422) {
      const faults = v.safeParse(faultsSchema, await bodyOf(response));
      if (faults.success) return {status: 'invalid', faults: faults.output.errors};
    }
    if (!response.ok) throw adminError(response.status);
    const written = response.headers.get('etag');
    if (written === null) throw malformed();
    return {status: 'saved', etag: written};
  }
}

function agentPath(id: string): string {
  return `${AGENTS_PATH}/${encodeURIComponent(id)}`;
}
