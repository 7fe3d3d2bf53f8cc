/** A system that is told of contacts: a real server, which keeps what came and answers as a test says. */
import assert from 'node:assert/strict';
import {createHmac, randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Inbox} from '../../support/desk-client.ts';

export const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

export type Received = {
  readonly id: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
};

export class Receiver implements AsyncDisposable {
  readonly requests = new Inbox<Received>();
  /** How the next requests are answered; they are kept first. */
  answer: (response: ServerResponse, received: Received) => void = (response) => void response.writeHead(204).end();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const receiver = new Receiver(server);
    server.on('request', (request, response) => void receiver.#receive(request, response));
    return receiver;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const {type = '', data = {}} = Object(JSON.parse(text));
    const id = String(request.headers['webhook-id']);
    const received = {id, path: request.url ?? '', headers: request.headers, text, type, data};
    this.requests.add(received);
    this.answer(response, received);
  }

  /** What was told of a contact, in the order it came. */
  of(contactId: string): readonly Received[] {
    return this.requests.all.filter(({data}) => data['contactId'] === contactId);
  }

  /** The first that came of a contact and a type, from place `from` on. */
  told(type: string, contactId: string, from = 0): Promise<Received> {
    return this.requests.find(
      `${type} at the receiver`,
      (each) => each.type === type && each.data['contactId'] === contactId,
      from,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

export function endpointFor(url: string) {
  return {id: 'crm', url: `${url}/hooks`, secrets: [SECRET]};
}

/** Checks a message as a receiver does, by the specification and not by the hub's code. */
export function assertSigned({id, headers, text}: Received, secret: string = SECRET): void {
  const timestamp = String(headers['webhook-timestamp']);
  assert.ok(Math.abs(Date.now() / 1_000 - Number(timestamp)) < 300);
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')}`;
  assert.ok(String(headers['webhook-signature']).split(' ').includes(expected));
}

export async function writeWebhooks(...endpoints: readonly object[]): Promise<string> {
  const path = join(tmpdir(), `webhooks-${randomBytes(6).toString('hex')}.json`);
  await writeFile(path, JSON.stringify({endpoints}));
  return path;
}
