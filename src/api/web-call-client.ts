import {SdkError} from './errors.ts';
import {hubAddress} from './hub-address.ts';
import {HubLink, type LinkState} from './hub-link.ts';
import {HubTime} from './hub-time.ts';
import {sendUntil} from './send-until.ts';
import type {IceServer} from './wire/views.ts';
import {
  WEB_CALL_PATH,
  WEB_CALL_SESSIONS_PATH,
  WEB_CALL_STATE,
  type WebCallCommandBodies,
  type WebCallCommandName,
  type WebCallState,
  decodeWebCallIceServers,
  decodeWebCallProblem,
  decodeWebCallReply,
  decodeWebCallSession,
  decodeWebCallState,
} from './wire/web-call.ts';

export type WebCallRequest = {
  readonly hubUrl: string;
  readonly siteKey: string;
  readonly entryPoint: string;
  readonly name: string | null;
  readonly data: Readonly<Record<string, string>>;
};

/** Why no call may begin: in the hub's own words, or that it could not be asked. */
export type WebCallRefusal = {
  readonly refused: 'closed' | 'busy' | 'too-many' | 'refused' | 'offline' | 'failed';
  /** Epoch milliseconds; null when nobody knows, or it is nothing about hours. */
  readonly opensAt: number | null;
};

const ASK_DEADLINE_MS = 10_000;
const COMMAND_DEADLINE_MS = 10_000;

const BY_CODE: Readonly<Record<string, WebCallRefusal['refused']>> = {
  closed: 'closed',
  'lines-in-use': 'busy',
  'rate-limited': 'too-many',
  'site-refused': 'refused',
  invalid: 'refused',
  'not-found': 'refused',
  'too-large': 'refused',
};

/** Asks the hub for the token of one call. */
export async function askForCall(request: WebCallRequest): Promise<{readonly token: string} | WebCallRefusal> {
  const {hubUrl, siteKey, entryPoint, name, data} = request;
  try {
    const response = await fetch(hubAddress(hubUrl, WEB_CALL_SESSIONS_PATH), {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      credentials: 'omit',
      body: JSON.stringify({key: siteKey, entryPoint, name, data}),
      signal: AbortSignal.timeout(ASK_DEADLINE_MS),
    });
    const body: unknown = await response.json();
    if (!response.ok) return refusalOf(body);
    const session = decodeWebCallSession(body);
    return 'malformed' in session ? {refused: 'failed', opensAt: null} : session.value;
  } catch {
    return {refused: 'offline', opensAt: null};
  }
}

function refusalOf(body: unknown): WebCallRefusal {
  const problem = decodeWebCallProblem(body);
  if ('malformed' in problem) return {refused: 'failed', opensAt: null};
  const {code, opensAt} = problem.value;
  return {refused: BY_CODE[code] ?? 'failed', opensAt: opensAt === null ? null : Date.parse(opensAt)};
}

export type WebCallClientOptions = {
  readonly hubUrl: string;
  readonly token: string;
  readonly onCall: (state: WebCallState) => void;
  readonly onState: (state: LinkState) => void;
};

/** A page's edge to the hub for one call. */
export class WebCallClient {
  readonly #link: HubLink;
  readonly #time = new HubTime();

  constructor(options: WebCallClientOptions) {
    this.#link = new HubLink({
      hubUrls: [options.hubUrl],
      path: WEB_CALL_PATH,
      getToken: async () => options.token,
      receivers: {
        [WEB_CALL_STATE]: (received) => {
          const decoded = decodeWebCallState(received);
          if ('value' in decoded) options.onCall(decoded.value);
        },
      },
      greet: (invoke) => this.#time.ask(invoke),
      onState: options.onState,
    });
  }

  start(): void {
    this.#link.start();
  }

  stop(): Promise<void> {
    return this.#link.stop();
  }

  /** @throws {SdkError} as `HubClient.send` does */
  async send<Name extends WebCallCommandName>(
    name: Name,
    body: WebCallCommandBodies[Name],
  ): Promise<{readonly sdp: string | null} | {readonly refused: string}> {
    const command = this.#time.command(body, COMMAND_DEADLINE_MS);
    return valueOf(decodeWebCallReply(await sendUntil(this.#link, name, command, COMMAND_DEADLINE_MS)));
  }

  /** @throws {SdkError} as `send` does */
  async iceServers(): Promise<{readonly iceServers: readonly IceServer[]}> {
    return valueOf(decodeWebCallIceServers(await sendUntil(this.#link, 'ListIceServers', {}, COMMAND_DEADLINE_MS)));
  }
}

function valueOf<T>(decoded: {readonly value: T} | {readonly malformed: string}): T {
  if ('value' in decoded) return decoded.value;
  throw new SdkError('malformed-message', 'The hub answered in a way this page does not understand: reload it.');
}
