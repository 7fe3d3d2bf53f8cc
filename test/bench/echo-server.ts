/**
 * One server of the echo section in a process of its own, so that its CPU time and memory are nobody else's:
 * `hub` is the hub's SignalR server, `raw` is `ws` alone. Answers its parent's questions until it is told to stop.
 */
import {once} from 'node:events';
import {createServer} from 'node:http';

import {type MappedHub, SignalRServer} from '../../hub/signalr/index.ts';
import {type Answer, PATH, type Question} from './echo-protocol.ts';
import {WebSocketServer} from './hub-ws.ts';

type Served = {readonly broadcast: (text: string) => void};

const HOUR_MS = 3_600_000;
const server = createServer();
const served = process.argv[2] === 'hub' ? serveHub() : serveRaw();

server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', (question: Question) => void answer(question));
process.once('disconnect', () => process.exit(0));
tell({port: portOf(server.address())});

function serveHub(): Served {
  const signalR = new SignalRServer({allowedOrigins: []});
  const hub: MappedHub<string> = signalR.mapHub(PATH, {
    authenticate: async () => ({user: 'agent', expiresAt: Date.now() + HOUR_MS}),
    methods: {Echo: (_connection, text) => text},
  });
  server.on('upgrade', (request, socket, head) => {
    if (!signalR.handleUpgrade(request, socket, head)) socket.destroy();
  });
  return {
    broadcast(text) {
      const message = signalR.serialize('Tell', [text]);
      for (const connection of hub.connections.values()) connection.sendSerialized(message);
    },
  };
}

function serveRaw(): Served {
  const sockets = new WebSocketServer({server, path: PATH, perMessageDeflate: false});
  sockets.on('connection', (socket) => {
    socket.on('message', (data, isBinary) => socket.send(data, {binary: isBinary}));
  });
  return {
    broadcast(text) {
      const bytes = Buffer.from(`${JSON.stringify({type: 1, target: 'Tell', arguments: [text]})}\u001e`);
      for (const socket of sockets.clients) socket.send(bytes, {binary: false});
    },
  };
}

/** Twenty broadcasts are one question, so that the questions themselves cost next to nothing. */
async function answer(question: Question): Promise<void> {
  if (question.ask === 'broadcast') {
    for (let at = 0; at < question.times; at += 1) {
      served.broadcast(question.text);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return;
  }
  if (question.ask === 'memory') await collect();
  const {user, system} = process.cpuUsage();
  const {rss, heapUsed, external} = process.memoryUsage();
  tell({cpuMicroseconds: user + system, rss, heap: heapUsed + external});
}

/**
 * Garbage is nobody's memory. V8 lets go of what starting up left behind (compiled code, source texts) only after
 * several collections, so they go on until one finds nothing worth mentioning.
 */
async function collect(): Promise<void> {
  if (globalThis.gc === undefined) throw new Error('The server must run with --expose-gc.');
  let before = Number.POSITIVE_INFINITY;
  for (let at = 0; at < 30; at += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 30));
    const {heapUsed} = process.memoryUsage();
    if (at >= 8 && before - heapUsed < 20_000) return;
    before = heapUsed;
  }
}

function tell(answered: Answer): void {
  process.send?.(answered);
}

function portOf(address: ReturnType<typeof server.address>): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return address.port;
}
