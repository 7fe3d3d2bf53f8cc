import assert from 'node:assert/strict';
import {request} from 'node:http';
import {it} from 'node:test';
import {UnauthorizedError} from '../../../hub/signalr/index.ts';
import type {AuthenticationRequest} from '../../../hub/signalr/index.ts';
import {Tickets} from '../../../hub/signalr/negotiation.ts';
import {Inbox, RawClient, handshake, openHub, serve} from './support.ts';
import type {RunningServer} from './support.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

async function ask(url: string, method: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {method, headers});
  return {status: response.status, body: await response.text(), headers: response.headers};
}

async function negotiate(url: string, query = ''): Promise<Record<string, unknown>> {
  const {status, body, headers} = await ask(`${url}/negotiate${query}`, 'POST');
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'application/json');
  assert.equal(headers.get('cache-control'), 'no-store');
  return JSON.parse(body);
}

/** The status an attempt to open a socket is answered with; 101 when it opens. */
function socketStatus(
  {port}: RunningServer<string>,
  query: string,
  headers: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    const asked = request({port, host: '127.0.0.1', path: `/hub${query}`, headers: {...upgrade, ...headers}});
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

const offered = [{transport: 'WebSockets', transferFormats: ['Text', 'Binary']}];

for (const query of ['', '?negotiateVersion=0']) {
  it(`[SR-1] [SR-6] a negotiation with '${query}' gives an id that opens the socket`, async (t) => {
    const {url} = await serve(t, openHub());
    const {connectionId, ...rest} = await negotiate(url, query);
    assert.deepEqual(rest, {negotiateVersion: 0, availableTransports: offered});
    const client = new RawClient(`${url}?id=${String(connectionId)}`);
    assert.equal(await client.opened, true);
    client.socket.close();
  });
}

it('[SR-2] [SR-6] a negotiation of version 1 gives an id, and the token that opens the socket', async (t) => {
  const running = await serve(t, openHub());
  const {connectionId, connectionToken, ...rest} = await negotiate(running.url, '?negotiateVersion=1');
  assert.deepEqual(rest, {negotiateVersion: 1, availableTransports: offered});
  assert.notEqual(connectionId, connectionToken);
  assert.equal(await socketStatus(running, `?id=${String(connectionId)}`), 404);
  const client = new RawClient(`${running.url}?id=${String(connectionToken)}`);
  assert.equal(await client.opened, true);
  client.socket.send(handshake);
  assert.deepEqual(await client.next(), {});
  assert.equal(running.hub.connections.has(String(connectionId)), true);
  client.socket.close();
});

it('[SR-3] [SR-5] a newer version, its name in any case, is answered with 1', async (t) => {
  const {url} = await serve(t, openHub());
  const {negotiateVersion} = await negotiate(url, '?NEGOTIATEversion=7&useStatefulReconnect=true');
  assert.equal(negotiateVersion, 1);
});

it('[SR-4] a version that cannot be spoken is answered with an error', async (t) => {
  const {url} = await serve(t, openHub(), {minimumNegotiateVersion: 1});
  for (const query of [
    '?negotiateVersion=x',
    '?negotiateVersion=1.5',
    '?negotiateVersion=1&negotiateVersion=1',
    '?negotiateVersion=99999999999',
  ]) {
    assert.deepEqual(await negotiate(url, query), {error: 'The client requested a non-integer protocol version.'});
  }
  for (const query of ['', '?negotiateVersion=0']) {
    assert.deepEqual(await negotiate(url, query), {
      error: "The client requested version '0', but the server does not support this version.",
    });
  }
});

it("[SR-7] only POST negotiates, and other paths are somebody else's", async (t) => {
  const {url} = await serve(t, openHub());
  assert.equal((await ask(`${url}/negotiate`, 'GET')).status, 405);
  assert.equal((await ask(`${url}/other`, 'GET')).status, 404);
  assert.equal((await ask(url, 'PUT')).status, 405);
  assert.equal((await ask(`${url}bub`, 'GET')).status, 418);
});

it('[SR-8] a token opens one socket, and none after that one has ended', async (t) => {
  const left = new Inbox<string>();
  const running = await serve(t, openHub({onDisconnected: (_connection, reason) => left.put(reason)}));
  const {connectionToken} = await negotiate(running.url, '?negotiateVersion=1');
  const query = `?id=${String(connectionToken)}`;
  const client = await RawClient.connect(running.url + query);
  assert.equal(await socketStatus(running, query), 409);
  client.socket.close();
  await client.closed;
  await left.next();
  assert.equal(await socketStatus(running, query), 404);
  assert.equal(await socketStatus(running, '?id=never'), 404);
});

it('[SR-8] an upgrade that is no WebSocket does not use the token up', async (t) => {
  const running = await serve(t, openHub());
  const {connectionToken} = await negotiate(running.url, '?negotiateVersion=1');
  const query = `?id=${String(connectionToken)}`;
  assert.equal(await socketStatus(running, query, {'sec-websocket-key': 'short'}), 400);
  assert.equal(await socketStatus(running, query), 101);
});

it('[SR-9] a negotiated connection that nobody opens is forgotten', (t) => {
  t.mock.timers.enable({apis: ['setTimeout']});
  const tickets = new Tickets(15_000);
  const {connectionToken} = tickets.issue(1);
  t.mock.timers.tick(14_999);
  assert.equal(tickets.status(connectionToken), 'negotiated');
  t.mock.timers.tick(1);
  assert.equal(tickets.status(connectionToken), 'unknown');
  assert.equal(tickets.size, 0);
  const opened = tickets.issue(1);
  assert.deepEqual(tickets.redeem(opened.connectionToken), opened);
  t.mock.timers.tick(60_000);
  assert.equal(tickets.status(opened.connectionToken), 'connected');
  assert.equal(tickets.redeem(opened.connectionToken), null);
});

it('[SR-10] requests of other transports are refused as .NET refuses them', async (t) => {
  const {url} = await serve(t, openHub());
  const {connectionToken} = await negotiate(url, '?negotiateVersion=1');
  const known = `${url}?id=${String(connectionToken)}`;
  const answers: readonly (readonly [string, string, Record<string, string>, number, string])[] = [
    ['GET', url, {}, 400, 'Connection ID required'],
    ['POST', url, {}, 400, 'Connection ID required'],
    ['DELETE', `${url}?id=`, {}, 400, 'Connection ID required'],
    ['GET', `${url}?id=x`, {}, 404, 'No Connection with that ID'],
    ['POST', `${url}?id=x`, {}, 404, 'No Connection with that ID'],
    ['GET', known, {}, 404, 'LongPolling transport not supported by this end point type'],
    [
      'GET',
      known,
      {accept: 'text/event-stream'},
      404,
      'ServerSentEvents transport not supported by this end point type',
    ],
    ['POST', known, {}, 405, 'POST requests are not allowed for WebSocket connections.'],
    ['DELETE', known, {}, 400, 'Cannot terminate this connection using the DELETE endpoint.'],
  ];
  for (const [method, target, headers, status, body] of answers) {
    const answer = await ask(target, method, headers);
    assert.deepEqual({status: answer.status, body: answer.body}, {status, body}, `${method} ${target}`);
  }
});

it('[SR-11] ids and tokens are 128 random bits', () => {
  const tickets = new Tickets(15_000);
  const issued = Array.from({length: 500}, () => tickets.issue(1));
  const names = issued.flatMap(({connectionId, connectionToken}) => [connectionId, connectionToken]);
  tickets.clear();
  assert.equal(new Set(names).size, 1_000);
  for (const name of names) assert.equal(Buffer.from(name, 'base64url').length, 16);
  assert.equal(tickets.size, 0);
});

it('[SR-12] the token is read from the header before the query, and is not in the URL', async (t) => {
  const seen = new Inbox<AuthenticationRequest>();
  const definition = openHub({
    authenticate: async (request) => {
      seen.put(request);
      return {user: '', expiresAt: null};
    },
  });
  const running = await serve(t, definition);
  await ask(`${running.url}/negotiate?Access_Token=query&page=1`, 'POST', {authorization: 'bearer header'});
  const first = await seen.next();
  assert.deepEqual([first.accessToken, first.url], ['header', '/hub/negotiate?page=1']);
  await socketStatus(running, '?access_token=query');
  const second = await seen.next();
  assert.deepEqual([second.accessToken, second.url], ['query', '/hub']);
  await ask(`${running.url}/negotiate`, 'POST', {authorization: 'Basic abc'});
  assert.equal((await seen.next()).accessToken, null);
});

it('[SR-13] a refused request gets 401 on each way in', async (t) => {
  const definition = openHub({authenticate: async () => Promise.reject(new UnauthorizedError('why'))});
  const running = await serve(t, definition);
  const {status, body, headers} = await ask(`${running.url}/negotiate`, 'POST');
  assert.deepEqual([status, body, headers.get('www-authenticate')], [401, '', 'Bearer']);
  assert.equal(await socketStatus(running, ''), 401);
  assert.equal((await ask(running.url, 'GET')).status, 401);
});

it('[SR-14] an authentication that breaks gets 500 and logs nothing it was told', async (t) => {
  const definition = openHub({
    authenticate: async ({accessToken}) => Promise.reject(new Error(`bad ${accessToken ?? ''}`)),
  });
  const running = await serve(t, definition);
  running.logger.expect('Authentication failed unexpectedly');
  assert.equal((await ask(`${running.url}/negotiate?access_token=secret`, 'POST')).status, 500);
  assert.equal(await socketStatus(running, '?access_token=secret'), 500);
  assert.equal(JSON.stringify(running.logger.lines).includes('secret'), false);
});

it('[SR-14] an authentication without end gets 503', async (t) => {
  const running = await serve(t, openHub({authenticate: () => new Promise(() => {})}), {handshakeTimeoutMs: 20});
  running.logger.expect('Authentication took too long');
  assert.equal((await ask(`${running.url}/negotiate`, 'POST')).status, 503);
  assert.equal(await socketStatus(running, ''), 503);
});

it('[SR-15] an identity that has expired gets 401', async (t) => {
  const running = await serve(t, openHub({authenticate: async () => ({user: '', expiresAt: Date.now() - 1})}));
  assert.equal((await ask(`${running.url}/negotiate`, 'POST')).status, 401);
  assert.equal(await socketStatus(running, ''), 401);
});

it('[SR-16] a page of an allowed origin may read every answer', async (t) => {
  const definition = openHub({authenticate: async () => Promise.reject(new UnauthorizedError())});
  const {url} = await serve(t, definition);
  const origin = 'https://desk.example';
  const refused = await ask(`${url}/negotiate`, 'POST', {origin});
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get('access-control-allow-origin'), origin);
  assert.equal(refused.headers.get('access-control-allow-credentials'), 'true');
  assert.equal(refused.headers.get('vary'), 'Origin');
  const wanted = 'authorization,x-requested-with,x-signalr-user-agent';
  const preflight = await ask(`${url}/negotiate`, 'OPTIONS', {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': wanted,
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
  assert.equal(preflight.headers.get('access-control-allow-credentials'), 'true');
  assert.equal(preflight.headers.get('access-control-allow-headers'), wanted);
  assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /POST/);
});

it('[SR-17] an origin that is not allowed gets 403 everywhere, and none at all is allowed', async (t) => {
  const running = await serve(t, openHub());
  for (const origin of ['https://evil.example', 'https://desk.example.evil.example', 'http://desk.example', 'null']) {
    const answer = await ask(`${running.url}/negotiate`, 'POST', {origin});
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [403, null]);
    assert.equal((await ask(`${running.url}/negotiate`, 'OPTIONS', {origin})).status, 403);
    assert.equal(await socketStatus(running, '', {origin}), 403);
  }
  assert.equal(await socketStatus(running, '', {origin: 'https://desk.example'}), 101);
  assert.equal(await socketStatus(running, ''), 101);
});

it('[SR-16] a server that would allow every origin does not start', async (t) => {
  await assert.rejects(serve(t, openHub(), {allowedOrigins: ['*']}), TypeError);
  await assert.rejects(serve(t, openHub(), {allowedOrigins: ['desk.example']}), TypeError);
  const {url} = await serve(t, openHub(), {allowedOrigins: ['https://Desk.example:443/', 'capacitor://localhost']});
  assert.equal((await ask(`${url}/negotiate`, 'POST', {origin: 'https://desk.example'})).status, 200);
  assert.equal((await ask(`${url}/negotiate`, 'POST', {origin: 'capacitor://localhost'})).status, 200);
});

it('[SR-48] a server that has closed refuses both ways in', async (t) => {
  const running = await serve(t, openHub());
  await running.server.close();
  assert.equal((await ask(`${running.url}/negotiate`, 'POST')).status, 503);
  assert.equal(await socketStatus(running, ''), 503);
});
