import assert from 'node:assert/strict';
import {once} from 'node:events';
import {type Server, createServer} from 'node:net';
import {it} from 'node:test';
import {findFreePorts, firstOutgoingPort} from '../../../demo/free-ports.ts';
import {takeAddress} from '../../../hub/http/listener.ts';
import {keepingLog} from '../../support/test-hub.ts';

async function holder(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

it('[HU-107] a port that somebody holds for a moment is the hub’s as soon as it is free', async () => {
  const [port = 0] = await findFreePorts(1);
  const other = await holder(port);
  const log = keepingLog();
  const taking = takeAddress({port, host: '127.0.0.1', allowedOrigins: [], tls: null, log});
  await log.said('the port of the hub is taken: it is tried again for a few seconds');
  other.close();
  const listener = await taking;
  assert.equal(listener.port, port);
  assert.equal(log.lines.length, 1);
  await listener.close();
});

it('[ID-44] ports for a demo of one’s own are none that the system hands out by itself', async () => {
  const ports = await findFreePorts(20);
  assert.equal(new Set(ports).size, 20);
  const below = await firstOutgoingPort();
  assert.deepEqual(
    ports.filter((port) => port >= below),
    [],
  );
});
