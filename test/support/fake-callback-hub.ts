import {http, HttpResponse, type HttpHandler} from 'msw';
import type {CallbackForm, CallbackProgress, CallbackRequest} from '../../src/api/wire/callback-request.ts';
import {FORM, progress} from './callback-request-scenes.ts';

type Answer = () => Response | Promise<Response>;

/** The hub's public interface for callbacks in a test's own process (src/api/wire/callback-request.ts). */
export class FakeCallbackHub {
  readonly url: string;
  readonly siteKey = 'pk_test_1234567890123456';
  form: CallbackForm = FORM;
  progress: CallbackProgress = progress();
  /** What was asked for, in order. */
  readonly seen: string[] = [];
  readonly forms: URLSearchParams[] = [];
  readonly requests: CallbackRequest[] = [];
  readonly tokens: (string | null)[] = [];
  readonly cookies: (string | null)[] = [];
  /** What is answered next instead, by the end of the path. */
  readonly answers: Record<'form' | 'send' | 'status' | 'cancel', Answer[]> = {
    form: [],
    send: [],
    status: [],
    cancel: [],
  };
  #challenges = 0;

  constructor(url = 'https://hub.example.com/behind/') {
    this.url = url;
  }

  get handlers(): readonly HttpHandler[] {
    const path = `${this.url.replace(/\/$/, '')}/public/callbacks`;
    return [
      http.get(`${path}/form`, async ({request}) => {
        this.#see('form', request);
        this.forms.push(new URL(request.url).searchParams);
        return this.#answer('form', async () => ({...this.form, proof: await this.#challenge()}));
      }),
      http.post<never, CallbackRequest>(path, async ({request}) => {
        this.#see('send', request);
        this.requests.push(await request.clone().json());
        const receipt = {
          token: 'tok-en_1',
          statusUrl: 'https://hub.example.com/callback/tok-en_1',
          progress: this.progress,
        };
        return this.#answer('send', async () => receipt, 201);
      }),
      http.get(`${path}/status`, async ({request}) => {
        this.#see('status', request);
        return this.#answer('status', async () => this.progress);
      }),
      http.post(`${path}/cancel`, async ({request}) => {
        this.#see('cancel', request);
        this.progress = {...this.progress, status: 'cancelled', cancellable: false};
        return this.#answer('cancel', async () => this.progress);
      }),
    ];
  }

  #see(what: string, request: Request): void {
    this.seen.push(what);
    this.tokens.push(request.headers.get('authorization'));
    this.cookies.push(request.headers.get('cookie'));
  }

  async #answer(
    what: 'form' | 'send' | 'status' | 'cancel',
    body: () => Promise<object>,
    status = 200,
  ): Promise<Response> {
    const instead = this.answers[what].shift();
    if (instead !== undefined) return instead();
    const expose = {'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after'};
    return HttpResponse.json(await body(), {status, headers: expose});
  }

  /** A challenge of its own each time, as a hub makes it, with an easy answer. */
  async #challenge(): Promise<CallbackForm['proof']> {
    this.#challenges += 1;
    const salt = `salt-${this.#challenges}?expires=${Math.floor(Date.now() / 1_000) + 3_600}`;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt}${ANSWER}`)));
    const challenge = Array.from(hash, (each) => each.toString(16).padStart(2, '0')).join('');
    return {...FORM.proof, challenge, salt, maxnumber: 2 * ANSWER};
  }
}

/** The number behind every salt. */
export const ANSWER = 700;

/** A refusal as the hub writes it. */
export function refusal(
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response {
  return HttpResponse.json({type: 'about:blank', title: 'No', status, code, ...more}, {status, headers});
}
