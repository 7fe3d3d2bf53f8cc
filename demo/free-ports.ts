import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:net';

/** Where no system we know takes the ports of outgoing connections from, and nobody needs a privilege. */
const LOWEST = 10_000;
const USUAL_FIRST_OUTGOING = 32_768;
const ATTEMPTS = 200;

/**
 * Ports that nobody listens at now, for programs that are killed and started again at the same ones. None is of those the
 * system hands out by itself, to outgoing connections and to whoever listens at any port: while ours is away, such a one
 * may be somebody else's, for as long as that one lives.
 */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  const below = await firstOutgoingPort();
  const found = new Set<number>();
  for (let attempt = 0; found.size < count; attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error(`no ${count} free ports were found from ${LOWEST} to ${below - 1}`);
    const port = LOWEST + Math.floor(Math.random() * (below - LOWEST));
    if (!found.has(port) && (await canListen(port))) found.add(port);
  }
  return [...found];
}

/** Below it the system gives no port to an outgoing connection. */
export async function firstOutgoingPort(): Promise<number> {
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '');
  const first = Number(range.trim().split(/\s+/)[0]);
  return first > LOWEST + ATTEMPTS ? first : USUAL_FIRST_OUTGOING;
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({port, host: '127.0.0.1', exclusive: true});
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  } finally {
    server.close();
  }
}
