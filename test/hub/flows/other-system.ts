/** Another system, which flows ask: a real server that keeps what it was asked and answers as a test says. */
import {once} from 'node:events';
import {type IncomingHttpHeaders, type ServerResponse, createServer} from 'node:http';
import {Inbox} from '../../support/desk-client.ts';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type OtherSystem = {
  readonly port: number;
  readonly asked: Inbox<Asked>;
  answer: (response: ServerResponse, asked: Asked) => void;
  stop(): Promise<void>;
};

export async function startOtherSystem(): Promise<OtherSystem> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const system: OtherSystem = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked: new Inbox(),
    answer: (response) => json(response, {}),
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  server.on('request', (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const asked = {method: request.method ?? '', path: request.url ?? '', headers: request.headers, body};
      system.asked.add(asked);
      system.answer(response, asked);
    });
  });
  return system;
}

export function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
}
