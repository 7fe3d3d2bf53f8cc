import {SCOPE} from '../sign-in/api.ts';
import type {IntegratorClient} from '../sign-in/integrator.ts';

export type HubContactsOptions = {
  readonly hubUrl: string;
  readonly issuer: string;
  readonly client: IntegratorClient;
};

/** A token is renewed so long before it ends. */
const RENEW_BEFORE_MS = 60_000;

/** What the hub said no to, or that it is not there; told to whoever wrote the message. */
export class HubContactsError extends Error {
  override readonly name = 'HubContactsError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The hub's interface for other systems, as an integrator's server uses it (docs/digital-contacts.md). */
export class HubContacts {
  readonly #options: HubContactsOptions;
  #token: {readonly value: string; readonly until: number} | null = null;

  constructor(options: HubContactsOptions) {
    this.#options = options;
  }

  /** Brings a contact. The conversation's identifier makes a repetition harmless. @returns the contact's identifier */
  async bring(contact: {readonly externalId: string} & Readonly<Record<string, unknown>>): Promise<string> {
    const {id} = await this.#ask('POST', '', contact);
    return String(id);
  }

  async statusOf(contactId: string): Promise<{readonly status: string; readonly agent: string | null}> {
    const {status, agent} = await this.#ask('GET', `/${contactId}`);
    const {name = null} = Object(agent);
    return {status: String(status), agent: name};
  }

  async end(contactId: string): Promise<void> {
    await this.#ask('POST', `/${contactId}/end`);
  }

  async rename(contactId: string, subject: string): Promise<void> {
    await this.#ask('PATCH', `/${contactId}`, {subject});
  }

  async #ask(method: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>> {
    const response = await fetch(`${this.#options.hubUrl}/api/contacts${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.#accessToken()}`,
        ...(body === undefined ? {} : {'content-type': 'application/json'}),
      },
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    }).catch((cause: unknown) => {
      throw new HubContactsError(503, `The hub is not there just now (${String(cause)}). Try again in a moment.`);
    });
    const answer: Readonly<Record<string, unknown>> = {...Object(await response.json())};
    if (response.ok) return answer;
    throw new HubContactsError(response.status, explain(answer));
  }

  async #accessToken(): Promise<string> {
    if (this.#token !== null && this.#token.until > Date.now()) return this.#token.value;
    const {issuer, client} = this.#options;
    const credentials = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: {authorization: `Basic ${credentials}`},
      body: new URLSearchParams({grant_type: 'client_credentials', scope: SCOPE}),
    });
    const {access_token: value, expires_in: seconds} = Object(await response.json());
    if (!response.ok || typeof value !== 'string')
      throw new HubContactsError(502, 'The sign-in service gave this system no token.');
    this.#token = {value, until: Date.now() + Number(seconds) * 1_000 - RENEW_BEFORE_MS};
    return value;
  }
}

/** The hub names the fields; a person reads them. */
function explain({title, errors}: Readonly<Record<string, unknown>>): string {
  const fields = Array.isArray(errors) ? errors.map((each) => `${each.path}: ${each.expected}`) : [];
  return [typeof title === 'string' ? title : 'The hub said no', ...fields].join('. ');
}
