/** One attempt at a connection, as a browser's SignalR client makes it: negotiate, WebSocket, handshake. */
import {once} from 'node:events';
import {request} from 'node:http';
import type {WebSocket} from 'ws';
import {WebSocket as HubWebSocket} from './hub-ws.ts';

export const RECORD_END = '\u001e';
const HANDSHAKE = `{"protocol":"json","version":1}${RECORD_END}`;

/** An attempt that failed, in one word for the tally. */
export class AttemptError extends Error {
  readonly why: string;

  constructor(why: string) {
    super(why);
    this.why = why;
  }
}

/** A SignalR connection that is open and has shaken hands. Aborting ends the attempt. */
export async function openDesk(url: string, path: string, token: string, signal: AbortSignal): Promise<WebSocket> {
  const connectionToken = await negotiate(`${url}${path}/negotiate?negotiateVersion=1`, token, signal);
  // A browser cannot set headers of a WebSocket: the token is in the address.
  const query = new URLSearchParams({id: connectionToken, access_token: token});
  const socket = await openSocket(`${url.replace('http', 'ws')}${path}?${query}`, signal);
  socket.send(HANDSHAKE);
  const [first]: unknown[] = await once(socket, 'message', {signal}).catch(() => {
    socket.terminate();
    throw new AttemptError('handshake');
  });
  if (String(first) === `{}${RECORD_END}`) return socket;
  socket.terminate();
  throw new AttemptError('handshake');
}

export async function openSocket(url: string, signal: AbortSignal): Promise<WebSocket> {
  const socket = new HubWebSocket(url, {perMessageDeflate: false});
  // Whatever breaks it also closes it.
  socket.on('error', () => undefined);
  try {
    await once(socket, 'open', {signal});
    return socket;
  } catch (error) {
    socket.terminate();
    throw new AttemptError(`socket ${codeOf(error)}`);
  }
}

/** Each desk is a browser of its own, so no connection is shared; this one is closed by the answer. */
async function negotiate(url: string, token: string, signal: AbortSignal): Promise<string> {
  const headers = {authorization: `Bearer ${token}`, 'content-length': 0};
  const {promise, resolve, reject} = Promise.withResolvers<string>();
  const asking = request(url, {method: 'POST', agent: false, headers, signal}, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', (error) => reject(new AttemptError(`negotiate ${codeOf(error)}`)));
    response.on('end', () => {
      if (response.statusCode !== 200) return reject(new AttemptError(`negotiate ${response.statusCode}`));
      const answer: {readonly connectionToken: string} = JSON.parse(Buffer.concat(chunks).toString());
      resolve(answer.connectionToken);
    });
  });
  asking.on('error', (error) => reject(new AttemptError(`negotiate ${codeOf(error)}`)));
  asking.end();
  return promise;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'error';
  return error.name === 'AbortError' ? 'too slow' : 'code' in error ? String(error.code) : error.name;
}
