import {SdkError} from './errors.ts';
import {hubAddress} from './hub-address.ts';
import {closedError} from './hub-http-errors.ts';

export type HubHttpOptions = {
  /** Hubs that share one database: the first that answers is asked. */
  readonly hubUrls: readonly string[];
  readonly getToken: (renew: boolean) => Promise<string>;
  /** Nobody waits any more once it aborts. */
  readonly signal: AbortSignal;
};

/** What is asked of the hub, most often to change. It may be asked of another one again: each is safe to send twice. */
export type HubHttpChange = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** The mark of what was read. */
  readonly etag?: string;
  /** A sound goes as it is, under its own type; whatever else as JSON. */
  readonly body?: Blob | object;
  /** How long an answer may take, where it takes longer than others. */
  readonly withinMs?: number;
};

/** An organisation of ten thousand agents comes in time. */
const ANSWER_WITHIN_MS = 20_000;
const PASSING = [500, 502, 503, 504];

/** The way to the hub's HTTP interfaces for people: with the person's token, which is renewed once, and of several hubs to one that answers. */
export class HubHttpLink {
  readonly #options: HubHttpOptions;
  /** Which of the addresses answered last. */
  #place = 0;

  constructor(options: HubHttpOptions) {
    this.#options = options;
  }

  /**
   * With a token that the hub takes, or as near to it as there is.
   * @param path from the hub's address on, such as `/admin/prompts`
   * @param change left out: it is only read
   * @throws {SdkError} `hub-unreachable`, `hub-timeout`, `closed`
   */
  async ask(path: string, change?: HubHttpChange): Promise<Response> {
    const response = await this.#askHubs(path, change, await this.#options.getToken(false));
    if (response.status !== 401) return response;
    return this.#askHubs(path, change, await this.#options.getToken(true));
  }

  async #askHubs(path: string, change: HubHttpChange | undefined, token: string): Promise<Response> {
    const {hubUrls, signal} = this.#options;
    let failure: Response | SdkError = new SdkError('invalid-configuration', 'Give the address of a hub.');
    for (const _each of hubUrls) {
      if (signal.aborted) throw closedError();
      const url = hubUrls[this.#place % hubUrls.length] ?? '';
      const answer = await this.#fetch(hubAddress(url, path), change, token);
      if (answer instanceof Response && !mayPass(answer)) return answer;
      failure = answer;
      this.#place += 1;
    }
    if (failure instanceof SdkError) throw failure;
    return failure;
  }

  async #fetch(url: string, change: HubHttpChange | undefined, token: string): Promise<Response | SdkError> {
    const deadline = AbortSignal.timeout(change?.withinMs ?? ANSWER_WITHIN_MS);
    const {signal} = this.#options;
    try {
      return await fetch(url, {
        ...requestOf(change, {authorization: `Bearer ${token}`}),
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.any([signal, deadline]),
      });
    } catch (cause) {
      if (signal.aborted) throw closedError();
      if (deadline.aborted) return new SdkError('hub-timeout', 'The hub did not answer in time. Try again.', {cause});
      return new SdkError('hub-unreachable', 'The hub cannot be reached. Check the network, then try again.', {cause});
    }
  }
}

/** Another hub may do better. One of the release before does not know each question: its 404 is not the word of the interface asked. */
function mayPass(answer: Response): boolean {
  return PASSING.includes(answer.status) || (answer.status === 404 && !isProblem(answer));
}

function requestOf(change: HubHttpChange | undefined, who: Record<string, string>): RequestInit {
  if (change === undefined) return {headers: who};
  const {method, etag, body} = change;
  const headers = {...who, ...(etag === undefined ? {} : {'if-match': etag})};
  if (body === undefined) return {method, headers};
  if (body instanceof Blob) return {method, headers: {...headers, 'content-type': body.type}, body};
  return {method, headers: {...headers, 'content-type': 'application/json'}, body: JSON.stringify(body)};
}

/** Whether the interface asked says itself what is wrong (RFC 9457). */
export function isProblem({headers}: Response): boolean {
  return /^application\/problem\+json\s*(;|$)/i.test(headers.get('content-type') ?? '');
}

/** Null for what is no JSON, a proxy's page of an error for example. */
export async function bodyOf(response: Response): Promise<unknown> {
  return response.json().catch(() => null);
}
