/** The hub's SignalR server beside `ws` alone: CPU for an echo, for a broadcast, and memory of a quiet connection. */
import {EchoServer, type Peer, connectPeers, endPeers} from './echo-peers.ts';
import {type Figure, type Section, inTurns} from './figures.ts';

const ROUNDS = 8;
const ECHO_PEERS = 20;
const ECHOES = 20_000;
const BROADCAST_PEERS = 200;
const BROADCASTS_PER_QUESTION = 20;
const BROADCAST_QUESTIONS = 15;
const QUIET_PEERS = 2_000;
/** Connections that are open before memory is first read. */
const FIRST_PEERS = 200;
const ROUND_LIMIT_MS = 20_000;

const TEXT = 'Invoice 2231 was paid twice, please call back after 14:30';
const NEWS = JSON.stringify({
  queue: 'billing',
  waiting: 12,
  longestWaitMs: 184_000,
  agents: {available: 3, talking: 9, wrapUp: 2},
});

type Pair = {readonly hub: EchoServer; readonly raw: EchoServer};
type Samples = {readonly hub: number[]; readonly raw: number[]};

export async function measureEcho(): Promise<Section> {
  const speed = await withServers(async (pair) => [await echoFigure(pair), await broadcastFigure(pair)]);
  // Fresh processes: memory that the rounds above left behind would hide what a connection costs.
  const memory = await withServers(memoryFigures);
  return {
    title: 'The hub’s SignalR server beside bare ws',
    figures: [...speed, ...memory],
    notes: [
      `${ROUNDS} rounds in turns; ${ECHO_PEERS} clients echo, ${BROADCAST_PEERS} hear a broadcast, ${QUIET_PEERS} are quiet.`,
    ],
  };
}

async function withServers<T>(measure: (pair: Pair) => Promise<T>): Promise<T> {
  const started = await Promise.allSettled([EchoServer.start('hub'), EchoServer.start('raw')]);
  const servers = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const [hub, raw] = servers;
  try {
    if (hub === undefined || raw === undefined) throw new Error('A server of the echo section did not start.');
    return await measure({hub, raw});
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function echoFigure(pair: Pair): Promise<Figure> {
  const samples = await inRounds(pair, ECHO_PEERS, (server, peers) => cpuOf(server, ECHOES, () => echo(peers, ECHOES)));
  const figure = inTurns('CPU per echo', 'µs', samples.hub, samples.raw);
  return {...figure, aim: {of: 'ratio', atMost: 1.25}};
}

async function broadcastFigure(pair: Pair): Promise<Figure> {
  const deliveries = BROADCAST_PEERS * BROADCASTS_PER_QUESTION * BROADCAST_QUESTIONS;
  const samples = await inRounds(pair, BROADCAST_PEERS, (server, peers) =>
    cpuOf(server, deliveries, () => broadcast(server, peers)),
  );
  const perSecond = (microseconds: readonly number[]) => microseconds.map((each) => 1_000_000 / each);
  const figure = inTurns('broadcast deliveries per CPU second', '/s', perSecond(samples.hub), perSecond(samples.raw));
  return {...figure, aim: {of: 'ratio', atLeast: 1}};
}

/** Both servers keep their clients for all rounds, and the one that goes first changes. The first round warms up. */
async function inRounds(
  pair: Pair,
  count: number,
  measure: (server: EchoServer, peers: readonly Peer[]) => Promise<number>,
): Promise<Samples> {
  const peers = {hub: await connectPeers(pair.hub, count), raw: await connectPeers(pair.raw, count)};
  const samples: Samples = {hub: [], raw: []};
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const kind of round % 2 === 0 ? (['hub', 'raw'] as const) : (['raw', 'hub'] as const)) {
        const sample = await measure(pair[kind], peers[kind]);
        if (round > 0) samples[kind].push(sample);
      }
    }
  } finally {
    endPeers([...peers.hub, ...peers.raw]);
  }
  return samples;
}

/** CPU microseconds of the server for one of `count` things. */
async function cpuOf(server: EchoServer, count: number, act: () => Promise<void>): Promise<number> {
  const before = await server.usage();
  await act();
  const after = await server.usage();
  return (after.cpuMicroseconds - before.cpuMicroseconds) / count;
}

/** Each client sends its next call when the answer to the last one has come. */
async function echo(peers: readonly Peer[], count: number): Promise<void> {
  let toSend = count;
  const call = (peer: Peer): void => {
    toSend -= 1;
    peer.socket.send(
      `${JSON.stringify({type: 1, invocationId: `${toSend}`, target: 'Echo', arguments: [TEXT]})}\u001e`,
    );
  };
  await records(
    peers,
    count,
    (peer) => toSend > 0 && call(peer),
    () => peers.forEach(call),
  );
}

async function broadcast(server: EchoServer, peers: readonly Peer[]): Promise<void> {
  for (let at = 0; at < BROADCAST_QUESTIONS; at += 1) {
    const begin = () => server.tell({ask: 'broadcast', text: NEWS, times: BROADCASTS_PER_QUESTION});
    await records(peers, peers.length * BROADCASTS_PER_QUESTION, () => undefined, begin);
  }
}

/** Begins, and waits until this many records have come; fails when they do not. */
async function records(
  peers: readonly Peer[],
  expected: number,
  onRecord: (peer: Peer) => void,
  begin: () => void,
): Promise<void> {
  const {promise, resolve, reject} = Promise.withResolvers<void>();
  let come = 0;
  const limit = setTimeout(() => reject(new Error(`${come} of ${expected} records came.`)), ROUND_LIMIT_MS);
  for (const peer of peers) {
    peer.onRecord = () => {
      come += 1;
      if (come === expected) resolve();
      else onRecord(peer);
    };
  }
  begin();
  try {
    await promise;
  } finally {
    clearTimeout(limit);
  }
}

async function memoryFigures({hub, raw}: Pair): Promise<readonly Figure[]> {
  const ours = await memoryPerPeer(hub);
  const floor = await memoryPerPeer(raw);
  return [
    memoryFigure('memory per quiet connection, resident', ours.rss, floor.rss),
    memoryFigure('memory per quiet connection, heap and buffers', ours.heap, floor.heap),
  ];
}

function memoryFigure(name: string, ours: number, floor: number): Figure {
  const {spread: _, ...figure} = inTurns(name, 'kB', [ours], [floor]);
  return {...figure, aim: {of: 'ratio', atMost: 1.5}};
}

async function memoryPerPeer(server: EchoServer): Promise<{readonly rss: number; readonly heap: number}> {
  // What a server loads or compiles for its first clients is no cost of the two thousandth.
  const first = await connectPeers(server, FIRST_PEERS);
  const before = await server.usage('memory');
  const peers = [...first, ...(await connectPeers(server, QUIET_PEERS - FIRST_PEERS))];
  try {
    const after = await server.usage('memory');
    const perPeer = (key: 'rss' | 'heap'): number => (after[key] - before[key]) / (QUIET_PEERS - FIRST_PEERS) / 1_000;
    return {rss: perPeer('rss'), heap: perPeer('heap')};
  } finally {
    endPeers(peers);
  }
}
