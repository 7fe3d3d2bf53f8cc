import {lookup as resolve} from 'node:dns';
import {Agent as HttpAgent, type IncomingMessage, request as requestHttp} from 'node:http';
import {Agent as HttpsAgent, request as requestHttps} from 'node:https';
import {type LookupFunction, isIP} from 'node:net';
import {isPrivateAddress} from './private-address.ts';
import {publicOnly} from './public-lookup.ts';

/** What became of one attempt. `retryMs`: when the receiver wants it again, if it said so. */
export type Attempt =
  | {readonly taken: true; readonly status: number}
  | {
      readonly taken: false;
      readonly status: number | null;
      readonly error: string;
      readonly retryMs: number | null;
      /** The receiver wants no more of it. */
      readonly final: boolean;
    };

export type Sending = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
};

const TIMEOUT_MS = 15_000;
const ANSWER_MAX = 64 * 1024;
const RETRY_AFTER_MAX_S = 3_600;

/** Posts webhooks; keeps connections for the next. A redirect is not followed: it is an answer that is not 2xx. */
export class WebhookSender {
  readonly #private: boolean;
  readonly #lookup: LookupFunction;
  readonly #http;
  readonly #https;

  /** @param mayBePrivate the operator allows addresses of the inner network */
  constructor(mayBePrivate: boolean, lookup: LookupFunction = resolve) {
    this.#private = mayBePrivate;
    this.#lookup = mayBePrivate ? lookup : publicOnly(lookup);
    const options = {keepAlive: true, maxSockets: 16, lookup: this.#lookup};
    this.#http = new HttpAgent(options);
    this.#https = new HttpsAgent(options);
  }

  async send(sending: Sending): Promise<Attempt> {
    const {hostname} = new URL(sending.url);
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    // An address needs no look-up, so the look-up cannot refuse it.
    if (!this.#private && isIP(literal) !== 0 && isPrivateAddress(literal)) return failed('private-address');
    try {
      return judge(await this.#post(sending));
    } catch (error) {
      return failed(codeOf(error));
    }
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  #post({url, headers, body, signal}: Sending): Promise<IncomingMessage> {
    const secure = url.startsWith('https:');
    const bytes = Buffer.from(body);
    return new Promise((answered, broken) => {
      const request = (secure ? requestHttps : requestHttp)(
        url,
        {
          method: 'POST',
          agent: secure ? this.#https : this.#http,
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': bytes.length,
            'user-agent': 'cordboard-webhooks',
          },
          signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        },
        (response) => {
          discard(response);
          answered(response);
        },
      );
      request.on('error', broken);
      request.end(bytes);
    });
  }
}

function judge({statusCode = 0, headers}: IncomingMessage): Attempt {
  if (statusCode >= 200 && statusCode < 300) return {taken: true, status: statusCode};
  const asked = /^\d{1,6}$/.exec(headers['retry-after'] ?? '');
  const retryMs = asked === null ? null : Math.min(Number(asked[0]), RETRY_AFTER_MAX_S) * 1_000;
  return {taken: false, status: statusCode, error: `http-${statusCode}`, retryMs, final: statusCode === 410};
}

function failed(error: string): Attempt {
  return {taken: false, status: null, error, retryMs: null, final: false};
}

/** Nobody reads the answer; an endless one is cut off. */
function discard(response: IncomingMessage): void {
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > ANSWER_MAX) response.destroy();
  });
  response.on('error', () => response.destroy());
}

/** Codes only: a message can name what is behind an address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return 'timeout';
  if (error.name === 'AbortError') return 'aborted';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
}
