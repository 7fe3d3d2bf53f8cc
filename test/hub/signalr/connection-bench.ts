import type {TestContext} from 'node:test';
import {ServerConnection} from '../../../hub/signalr/connection.ts';
import type {HubDefinition, SignalRServerOptions} from '../../../hub/signalr/index.ts';
import {Invoker} from '../../../hub/signalr/invoker.ts';
import {JsonProtocol} from '../../../hub/signalr/json-protocol.ts';
import {resolveOptions} from '../../../hub/signalr/server-options.ts';
import {FakeTransport, RecordingLogger, handshake, recordSeparator} from './support.ts';

export interface Bench {
  readonly transport: FakeTransport;
  readonly connection: ServerConnection<string>;
  readonly logger: RecordingLogger;
}

/** A connection on a transport in memory, its handshake done. */
export function bench(
  t: TestContext,
  definition: HubDefinition<string>,
  settings: Partial<SignalRServerOptions> = {},
): Bench {
  const logger = new RecordingLogger();
  t.after(() => logger.assertClean());
  const options = resolveOptions({allowedOrigins: [], logger, ...settings});
  const transport = new FakeTransport();
  const connection = new ServerConnection({
    id: 'c1',
    identity: {user: 'somebody', expiresAt: null},
    transport,
    definition,
    invoker: new Invoker({methods: definition.methods, ...options}),
    protocols: [new JsonProtocol()],
    options,
    onOpened: () => {},
    onEnded: () => {},
  });
  transport.receive(handshake);
  t.after(() => transport.lose(true));
  return {transport, connection, logger};
}

export function callText(target: string, ...args: unknown[]): string {
  return JSON.stringify({type: 1, target, arguments: args}) + recordSeparator;
}
