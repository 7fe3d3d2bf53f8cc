import {Buffer} from 'node:buffer';
import {STATUS_CODES} from 'node:http';
import type {ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';

const noContent = 204;

/** An HTTP answer, for a request or for a refused upgrade. */
export interface Reply {
  readonly status: number;
  readonly contentType: 'application/json' | 'text/plain';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function textReply(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Reply {
  return {status, contentType: 'text/plain', body, headers};
}

/** Answers a request. Never cached: an answer holds a connection token or depends on one. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(reply.status, allHeaders(reply));
  response.end(reply.body);
}

/** Answers an upgrade that is not to become a WebSocket, and ends the socket. */
export function refuseUpgrade(socket: Duplex, reply: Reply): void {
  if (socket.destroyed) return;
  socket.on('error', () => socket.destroy());
  const headers = {...allHeaders(reply), connection: 'close'};
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${reply.body}`,
  );
}

function allHeaders({status, contentType, body, headers}: Reply): Record<string, string> {
  // RFC 9110 section 8.6: an answer without content says nothing about its length.
  const content = {'content-type': contentType, 'content-length': String(Buffer.byteLength(body))};
  return {
    ...(status === noContent ? {} : content),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  };
}
