/** The servers of the echo section as child processes, and raw-protocol clients of them. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {WebSocket} from 'ws';
import {type Answer, PATH, type Question, type Usage} from './echo-protocol.ts';
import {WebSocket as HubWebSocket} from './hub-ws.ts';

export type ServerKind = 'hub' | 'raw';

const ANSWER_LIMIT_MS = 15_000;
const HANDSHAKE = '{"protocol":"json","version":1}\u001e';
const PROGRAM = fileURLToPath(new URL('./echo-server.ts', import.meta.url));

export class EchoServer {
  readonly kind: ServerKind;
  readonly #child: ChildProcess;
  #port = 0;

  private constructor(kind: ServerKind) {
    this.kind = kind;
    this.#child = fork(PROGRAM, [kind], {execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc']});
  }

  static async start(kind: ServerKind): Promise<EchoServer> {
    const server = new EchoServer(kind);
    const first = await server.#answer();
    if (!('port' in first)) throw new Error(`The ${kind} server did not say its port.`);
    server.#port = first.port;
    return server;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}${PATH}`;
  }

  async usage(ask: 'usage' | 'memory' = 'usage'): Promise<Usage> {
    const answer = this.#answer();
    this.tell({ask});
    const usage = await answer;
    if ('port' in usage) throw new Error(`The ${this.kind} server did not say what it used.`);
    return usage;
  }

  tell(question: Question): void {
    this.#child.send(question);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  async #answer(): Promise<Answer> {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const [answer]: Answer[] = await once(this.#child, 'message', {signal});
    if (answer === undefined) throw new Error(`The ${this.kind} server gave an empty answer.`);
    return answer;
  }
}

/** A client that knows just enough of the protocol: it shakes hands, sends records and counts those that are no ping. */
export type Peer = {
  readonly socket: WebSocket;
  /** Called for each record that is no ping. */
  onRecord: () => void;
};

/** Opens many connections, some at a time. The raw server echoes the handshake, which stands for its answer. */
export async function connectPeers(server: EchoServer, count: number): Promise<readonly Peer[]> {
  const peers: Peer[] = [];
  while (peers.length < count) {
    const batch = Math.min(50, count - peers.length);
    peers.push(...(await Promise.all(Array.from({length: batch}, () => connectPeer(server.url)))));
  }
  return peers;
}

async function connectPeer(url: string): Promise<Peer> {
  const socket = new HubWebSocket(url, {perMessageDeflate: false});
  await once(socket, 'open', {signal: AbortSignal.timeout(ANSWER_LIMIT_MS)});
  socket.send(HANDSHAKE);
  await once(socket, 'message', {signal: AbortSignal.timeout(ANSWER_LIMIT_MS)});
  const peer: Peer = {socket, onRecord: () => undefined};
  socket.on('message', (data: Buffer) => {
    // Each server puts one record in a frame; a ping is {"type":6}.
    if (data.length > 16 || !data.includes('"type":6')) peer.onRecord();
  });
  return peer;
}

export function endPeers(peers: readonly Peer[]): void {
  for (const {socket} of peers) socket.terminate();
}
