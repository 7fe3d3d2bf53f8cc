import {Client, GraphError, type GraphRequest, HTTPMessageHandler} from '@microsoft/microsoft-graph-client';
import {SdkError} from './errors.ts';
import {GRAPH_URL, readGraphUrl} from './graph-url.ts';
import {wait} from './wait.ts';

/** Access tokens for Microsoft Graph, got without the person. `renew`: the last one was refused. */
export type GraphTokens = {
  /** @throws {SdkError} `sign-in-required` when there is none without the person */
  getToken(options?: {readonly renew?: boolean}): Promise<string>;
};

export type GraphOptions = {
  readonly tokens: GraphTokens;
  /** Default `https://graph.microsoft.com`; national clouds have others. */
  readonly url?: string;
};

const VERSION = 'v1.0';
/** A person looks at the list: what takes longer than this is asked again by them. */
const ANSWER_WITHIN_MS = 15_000;
const RETRIES_MAX = 2;
/** Asked to wait longer than this, the person is told so instead. */
const RETRY_AFTER_MAX_MS = 5_000;
const RETRY_STEP_MS = 1_000;
/** Too many requests, and what Graph's documentation calls passing. */
const PASSING = [429, 503, 504];

/** One header of a request that Graph wants for searches in its directory. */
export type GraphHeaders = Readonly<Record<string, string>>;

/**
 * Questions to Microsoft Graph: with the person's token, which is renewed once when it is refused; asked again, and as
 * late as Graph wishes, when it is busy; with a deadline; and with errors that quote nothing of what was asked.
 *
 * The client's own chain of middleware is not used: it attaches the token only to hosts it knows, and its waiting cannot
 * be aborted.
 */
export class GraphRequests {
  readonly #client: Client;
  readonly #tokens: GraphTokens;
  readonly #base: string;

  /** @throws {SdkError} `invalid-configuration` */
  constructor({tokens, url = GRAPH_URL}: GraphOptions) {
    const baseUrl = readGraphUrl(url);
    this.#tokens = tokens;
    this.#base = `${baseUrl}/${VERSION}`;
    this.#client = Client.initWithMiddleware({
      middleware: new HTTPMessageHandler(),
      baseUrl,
      defaultVersion: VERSION,
    });
  }

  /**
   * @param path with its query, encoded
   * @throws {SdkError} `sign-in-required`, `not-authorised`, `directory-busy` or `directory-failed`; the signal's reason
   *   when it was aborted
   */
  get(path: string, headers: GraphHeaders, signal?: AbortSignal): Promise<unknown> {
    return this.#ask(path, (request) => request.headers({...headers}).get(), signal);
  }

  /** For what only asks, too: it may be sent again. */
  post(path: string, body: object, signal?: AbortSignal): Promise<unknown> {
    return this.#ask(path, (request) => request.post(body), signal);
  }

  /** The path of a next page's address; null for one that is not at this Graph, which must not see the token. */
  pathOf(link: string): string | null {
    return link.startsWith(`${this.#base}/`) ? link.slice(this.#base.length) : null;
  }

  async #ask(
    path: string,
    send: (request: GraphRequest) => Promise<unknown>,
    wish: AbortSignal | undefined,
  ): Promise<unknown> {
    const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const signal = wish === undefined ? deadline : AbortSignal.any([wish, deadline]);
    let renew = false;
    for (let attempt = 0; ; attempt += 1) {
      wish?.throwIfAborted();
      const token = await this.#tokens.getToken(renew ? {renew} : {});
      wish?.throwIfAborted();
      try {
        const request = this.#client.api(path).header('Authorization', `Bearer ${token}`).options({signal});
        return await send(request);
      } catch (cause) {
        wish?.throwIfAborted();
        const status = cause instanceof GraphError ? cause.statusCode : 0;
        const afterMs = cause instanceof GraphError ? retryAfterMs(cause.headers?.get('Retry-After')) : null;
        if (status === 401 && !renew) renew = true;
        else if (PASSING.includes(status) && attempt < RETRIES_MAX && (afterMs ?? 0) <= RETRY_AFTER_MAX_MS)
          await wait(afterMs ?? RETRY_STEP_MS * (attempt + 1), signal);
        else throw directoryError(status, afterMs);
      }
    }
  }
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
function retryAfterMs(header: string | null | undefined): number | null {
  if (header === null || header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const afterMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1_000;
  return Number.isNaN(afterMs) ? null : Math.max(0, afterMs);
}

/** The cause quotes the address, and so what was looked for: only its status decides. */
function directoryError(status: number, afterMs: number | null): SdkError {
  switch (status) {
    case 401:
      return new SdkError('sign-in-required', 'Your sign-in for the directory has run out: sign in again.');
    case 403:
      return new SdkError(
        'not-authorised',
        'The directory may not be read from here: an administrator must agree to User.Read.All and Presence.Read.All.',
      );
    case 429:
      return new SdkError(
        'directory-busy',
        afterMs === null
          ? 'The directory is asked too often: search again in a moment.'
          : `The directory is asked too often: search again in ${Math.ceil(afterMs / 1_000)} s.`,
      );
    default:
      return new SdkError('directory-failed', 'The directory did not answer as expected. Try again in a moment.');
  }
}
