import {HttpTransportType, HubConnectionBuilder, LogLevel} from '@microsoft/signalr';
import {
  WEB_CALL_PATH,
  WEB_CALL_SESSIONS_PATH,
  WEB_CALL_STATE,
  type WebCallState,
  decodeWebCallState,
} from '../../../src/api/wire/web-call.ts';
import {Inbox} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';

export const SITE_KEY = 'pk_3fQ9v7Wm2LsXc8RtYb61';
export const OTHER_KEY = 'pk_8Hn4Kd0ZpVgUj5TeQr27';
export const SHOP = 'https://shop.example';
export const OTHER_SHOP = 'https://other.example';

/** Two sites, each with lines of its own. */
export function withSites(file: object): object {
  return {
    ...file,
    sites: [
      {id: 'shop', key: SITE_KEY, origins: [SHOP, 'https://www.shop.example'], entryPoints: ['billing-line']},
      {id: 'other', key: OTHER_KEY, origins: [OTHER_SHOP], entryPoints: ['support-line']},
    ],
  };
}

export type Asked = {
  readonly body?: unknown;
  readonly origin?: string | null;
  /** The visitor's network address, as the proxy in front says. */
  readonly from?: string;
};

let visitors = 0;

/** Each visitor comes from an address of their own, unless a test says which. */
export async function askForCall(hub: Pick<TestHub, 'url'>, asked: Asked = {}): Promise<Response> {
  const {body = {}, origin = SHOP, from = `198.51.${Math.floor(++visitors / 250)}.${visitors % 250}`} = asked;
  const whole = isPlain(body) ? {key: SITE_KEY, entryPoint: 'billing-line', ...body} : body;
  return fetch(`${hub.url}${WEB_CALL_SESSIONS_PATH}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from,
      ...(origin === null ? {} : {origin}),
    },
    body: typeof whole === 'string' ? whole : JSON.stringify(whole),
  });
}

export async function tokenFor(hub: Pick<TestHub, 'url'>, asked: Asked = {}): Promise<string> {
  const response = await askForCall(hub, asked);
  const body: unknown = await response.json();
  if (response.status !== 201 || !isPlain(body) || typeof body['token'] !== 'string')
    throw new Error(`no token: ${response.status} ${JSON.stringify(body)}`);
  return body['token'];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type CallingPage = {
  readonly states: Inbox<WebCallState>;
  command(name: string, body?: object): Promise<unknown>;
  invoke(name: string, ...args: readonly unknown[]): Promise<unknown>;
  /** The next state, from place `from` on, in which the call has this status. */
  status(status: string, from?: number): Promise<WebCallState>;
  stop(): Promise<void>;
};

/** A page with a token, without audio. */
export async function openPage(hub: Pick<TestHub, 'url'>, token: string, origin = SHOP): Promise<CallingPage> {
  const connection = new HubConnectionBuilder()
    .withUrl(`${hub.url}${WEB_CALL_PATH}`, {
      accessTokenFactory: () => token,
      transport: HttpTransportType.WebSockets,
      headers: {origin},
    })
    .configureLogging(LogLevel.None)
    .build();
  const states = new Inbox<WebCallState>();
  connection.on(WEB_CALL_STATE, (received: unknown) => {
    const decoded = decodeWebCallState(received);
    if ('malformed' in decoded) throw new TypeError(decoded.malformed);
    states.add(decoded.value);
  });
  await connection.start();
  const invoke = (name: string, ...args: readonly unknown[]): Promise<unknown> => connection.invoke(name, ...args);
  return {
    states,
    invoke,
    command: (name, body = {}) =>
      invoke(name, {
        commandId: crypto.randomUUID(),
        deadlineAt: new Date(Date.now() + 10_000).toISOString(),
        ...body,
      }),
    status: (status, from = 0) => states.find(status, ({call}) => call?.status === status, from),
    stop: () => connection.stop(),
  };
}
