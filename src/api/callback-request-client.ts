import {hubAddress} from './hub-address.ts';
import {
  CALLBACK_REQUESTS_PATH,
  type CallbackForm,
  type CallbackProgress,
  type CallbackReceipt,
  type CallbackRequest,
  type CallbackRequestRefusal,
} from './wire/callback-request.ts';
import {
  type AnsweredProblem,
  decodeCallbackForm,
  decodeCallbackProgress,
  decodeCallbackReceipt,
  decodeCallbackRefusal,
} from './wire/callback-request-answers.ts';
import type {Decoded} from './wire/decode.ts';

/** Why there is no answer: in the hub's own words, or that it could not be asked, or not understood. */
export type CallbackRequestNo = {
  readonly refused: CallbackRequestRefusal | 'offline' | 'failed';
  /** With `invalid`. */
  readonly problems: readonly AnsweredProblem[];
  /** When to try again, epoch milliseconds by this page's clock; null: the hub does not say. */
  readonly retryAt: number | null;
};

export type CallbackRequestAnswer<T> = {readonly value: T} | CallbackRequestNo;

export type CallbackPlace = {
  /** What the consent is to be read in. */
  readonly language: string;
  /** IANA name: where the customer is. */
  readonly zone: string;
};

export type CallbackRequestClientOptions = {readonly hubUrl: string; readonly siteKey: string};

const DEADLINE_MS = 15_000;

const REFUSALS: Readonly<Record<string, CallbackRequestRefusal>> = {
  'site-refused': 'site-refused',
  'callbacks-not-set-up': 'callbacks-not-set-up',
  invalid: 'invalid',
  'proof-invalid': 'proof-invalid',
  'rate-limited': 'rate-limited',
  'not-found': 'not-found',
  unavailable: 'unavailable',
};

/**
 * A page's edge to the hub for callbacks (wire/callback-request.ts). It keeps nothing and never throws; whatever it sends may be sent
 * again. No cookie takes part, and no token stands in an address.
 */
export class CallbackRequestClient {
  readonly #options: CallbackRequestClientOptions;

  constructor(options: CallbackRequestClientOptions) {
    this.#options = options;
  }

  form({language, zone}: CallbackPlace): Promise<CallbackRequestAnswer<CallbackForm>> {
    const asked = new URLSearchParams({key: this.#options.siteKey, language, zone});
    return this.#ask(`/form?${asked}`, {}, decodeCallbackForm);
  }

  send(request: Omit<CallbackRequest, 'key'>): Promise<CallbackRequestAnswer<CallbackReceipt>> {
    const body = JSON.stringify({key: this.#options.siteKey, ...request});
    const headers = {'content-type': 'application/json'};
    return this.#ask('', {method: 'POST', headers, body}, decodeCallbackReceipt);
  }

  progress(token: string): Promise<CallbackRequestAnswer<CallbackProgress>> {
    return this.#ask('/status', {headers: bearer(token)}, decodeCallbackProgress);
  }

  cancel(token: string): Promise<CallbackRequestAnswer<CallbackProgress>> {
    return this.#ask('/cancel', {method: 'POST', headers: bearer(token)}, decodeCallbackProgress);
  }

  async #ask<T>(
    path: string,
    request: RequestInit,
    decode: (received: unknown) => Decoded<T>,
  ): Promise<CallbackRequestAnswer<T>> {
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(hubAddress(this.#options.hubUrl, `${CALLBACK_REQUESTS_PATH}${path}`), {
        ...request,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'strict-origin-when-cross-origin',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      body = await bodyOf(response);
    } catch {
      // Nothing came in time, or the connection broke while it came.
      return no('offline');
    }
    if (!response.ok) return noOf(response, body);
    const decoded = decode(body);
    return 'value' in decoded ? decoded : no('failed');
  }
}

function bearer(token: string): Readonly<Record<string, string>> {
  return {authorization: `Bearer ${token}`};
}

/** Undefined where it is no JSON: a proxy's page of its own, for one. @throws what broke while it was read */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    return undefined;
  }
}

function noOf(response: Response, body: unknown): CallbackRequestNo {
  const decoded = decodeCallbackRefusal(body);
  const retryAt = retryAtOf(response.headers.get('retry-after'));
  // A proxy that holds the hub back, or says that it is gone, has no word of the hub's.
  if ('malformed' in decoded) return {...no(response.status === 429 ? 'rate-limited' : 'failed'), retryAt};
  const {code, problems} = decoded.value;
  return {refused: Object.hasOwn(REFUSALS, code) ? (REFUSALS[code] ?? 'failed') : 'failed', problems, retryAt};
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAtOf(header: string | null): number | null {
  if (header === null) return null;
  const at = /^\d{1,6}$/.test(header) ? Date.now() + Number(header) * 1_000 : Date.parse(header);
  return Number.isNaN(at) ? null : at;
}

function no(refused: CallbackRequestNo['refused']): CallbackRequestNo {
  return {refused, problems: [], retryAt: null};
}
