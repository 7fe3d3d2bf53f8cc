import type {TestHub} from '../../support/test-hub.ts';

export type Answer = {
  readonly status: number;
  readonly etag: string | null;
  readonly type: string;
  readonly headers: Headers;
  readonly body: unknown;
};

export type Ask = {
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An administrator's program. */
export type Admin = {
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** A change to whatever the organisation is now. */
  put(path: string, body: unknown): Promise<Answer>;
};

export async function adminOf(
  hub: Pick<TestHub, 'url' | 'issuer'>,
  roles: readonly string[] = ['admin'],
): Promise<Admin> {
  const token = await hub.issuer.token('ada', {name: 'Ada Min', roles});
  const ask: Admin['ask'] = async (method, path, {body, ifMatch, headers = {}} = {}) => {
    const answer = await fetch(`${hub.url}/admin${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : {'content-type': 'application/json'}),
        ...(ifMatch === undefined ? {} : {'if-match': ifMatch}),
        ...headers,
      },
      ...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      etag: answer.headers.get('etag'),
      type: answer.headers.get('content-type') ?? '',
      headers: answer.headers,
      body: decodeBody(text),
    };
  };
  return {
    ask,
    get: (path) => ask('GET', path),
    put: async (path, body) => ask('PUT', path, {body, ifMatch: '*'}),
  };
}

function decodeBody(text: string): unknown {
  return text === '' ? null : JSON.parse(text);
}

/** Problems as a program reads them: status, code and the places. */
export function problemOf({status, type, body}: Answer): {status: number; code: unknown; paths: readonly unknown[]} {
  if (!type.startsWith('application/problem+json')) throw new TypeError(`no problem but ${type}`);
  const {code, errors = []} = Object(body);
  return {status, code, paths: errors.map((error: object) => Object(error).path)};
}
