/**
 * One desk without a page: what `HubLink` and `HubClient` do on the wire (src/api), at a fraction of their memory, so that
 * thousands fit beside the hub they are connected to. The waits are the SDK's own.
 */
import type {WebSocket} from 'ws';
import {backoffMs} from '../../src/api/backoff.ts';
import {DELIVER, DESK_PATH, PROBE, PROTOCOLS, RESUME} from '../../src/api/wire/protocol.ts';
import {AttemptError, RECORD_END, openDesk, openSocket} from './storm-socket.ts';
import {type ClientKind, type Person, monotonicMs} from './storm-wire.ts';

/** As in src/api/hub-link.ts; the ping is that of Microsoft's client. */
const OPEN_DEADLINE_MS = 10_000;
const PROBE_EVERY_MS = 5_000;
const PROBE_DEADLINE_MS = 3_000;
const PING_EVERY_MS = 15_000;
const COMMAND_DEADLINE_MS = 10_000;
const PING = `{"type":6}${RECORD_END}`;

export type Counts = {
  connected: number;
  greeted: number;
  lost: number;
  failed: Record<string, number>;
  gaveUp: number;
  offered: number;
  presented: number;
  firstOfferAt: number | null;
  snapshotBytes: number;
};

/** What is used of a record of the protocol. */
type Message = {
  readonly type: number;
  readonly target?: string;
  readonly invocationId?: string;
  readonly arguments?: readonly (readonly Event[])[];
  readonly result?: {readonly seq?: number; readonly status?: string} | null;
  readonly error?: string;
};
type Event = {
  readonly seq: number;
  readonly type: string;
  readonly offer?: {readonly id: string; readonly fence: number};
};

export class StormClient {
  readonly #kind: ClientKind;
  readonly #url: string;
  readonly #person: Person;
  readonly #counts: Counts;
  readonly #deskId = crypto.randomUUID();
  #socket: WebSocket | null = null;
  #lastSeq: number | null = null;
  #attempt = 0;
  #calls = 0;
  readonly #pending = new Map<string, (answer: Message) => void>();
  readonly #timers: NodeJS.Timeout[] = [];
  #retry: NodeJS.Timeout | undefined;
  #wanted = true;

  constructor(kind: ClientKind, url: string, person: Person, counts: Counts) {
    this.#kind = kind;
    this.#url = url;
    this.#person = person;
    this.#counts = counts;
  }

  /** Opens until it is open; resolves then. */
  async open(): Promise<void> {
    const signal = AbortSignal.timeout(OPEN_DEADLINE_MS);
    try {
      const socket = await this.#opened(signal);
      await this.#greet(socket, signal);
      this.#attempt = 0;
      this.#counts.connected += 1;
      this.#counts.greeted += 1;
      this.#keepAlive(socket);
    } catch (error) {
      this.#socket?.terminate();
      this.#socket = null;
      const why = error instanceof AttemptError ? error.why : 'too slow';
      this.#counts.failed[why] = (this.#counts.failed[why] ?? 0) + 1;
      await this.#again();
    }
  }

  async choosePresence(): Promise<boolean> {
    if (this.#person.presence === 'away') return true;
    const {result} = await this.#command('SetPresence', {base: this.#person.presence, reason: null});
    return result?.status === 'done';
  }

  leave(): void {
    this.#wanted = false;
    clearTimeout(this.#retry);
    this.#rest();
    this.#socket?.terminate();
  }

  #opened(signal: AbortSignal): Promise<WebSocket> {
    return this.#kind === 'raw'
      ? openSocket(this.#url.replace('http', 'ws'), signal)
      : openDesk(this.#url, DESK_PATH, this.#person.token, signal);
  }

  async #greet(socket: WebSocket, signal: AbortSignal): Promise<void> {
    this.#socket = socket;
    // Calls are numbered anew on each connection.
    this.#calls = 0;
    this.#pending.clear();
    socket.on('message', (data: Buffer) => this.#take(data.toString()));
    const closed = Promise.withResolvers<never>();
    const whenClosed = (): void => closed.reject(new AttemptError('closed while it was greeted'));
    socket.once('close', whenClosed);
    const late = (): void => closed.reject(new AttemptError('snapshot too slow'));
    signal.addEventListener('abort', late, {once: true});
    const asked = {protocols: PROTOCOLS, lastSeq: this.#lastSeq, deskId: this.#deskId};
    const {error, result} = await Promise.race([this.#invoke(RESUME, asked), closed.promise]);
    signal.removeEventListener('abort', late);
    socket.off('close', whenClosed);
    if (error !== undefined || typeof result?.seq !== 'number') throw new AttemptError(`resume: ${error}`);
    this.#lastSeq = result.seq;
    socket.once('close', () => this.#lose(socket));
    if (socket.readyState !== socket.OPEN) this.#lose(socket);
  }

  #lose(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#rest();
    this.#socket = null;
    this.#pending.clear();
    this.#counts.connected -= 1;
    this.#counts.lost += 1;
    if (this.#wanted) void this.#again();
  }

  #again(): Promise<void> {
    if (!this.#wanted) return Promise.resolve();
    const waitMs = backoffMs(this.#attempt, Math.random());
    this.#attempt += 1;
    const {promise, resolve} = Promise.withResolvers<void>();
    this.#retry = setTimeout(() => void this.open().then(resolve), waitMs);
    return promise;
  }

  #keepAlive(socket: WebSocket): void {
    if (this.#kind === 'raw') return;
    this.#timers.push(setInterval(() => socket.send(PING), PING_EVERY_MS));
    this.#timers.push(setInterval(() => void this.#probe(socket), PROBE_EVERY_MS));
  }

  async #probe(socket: WebSocket): Promise<void> {
    const giveUp = setTimeout(() => {
      this.#counts.gaveUp += 1;
      socket.terminate();
    }, PROBE_DEADLINE_MS);
    this.#timers.push(giveUp);
    await this.#invoke(PROBE);
    clearTimeout(giveUp);
    this.#timers.splice(this.#timers.indexOf(giveUp), 1);
  }

  #rest(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }

  #invoke(target: string, ...args: readonly unknown[]): Promise<Message> {
    this.#calls += 1;
    const invocationId = `${this.#calls}`;
    const {promise, resolve} = Promise.withResolvers<Message>();
    this.#pending.set(invocationId, resolve);
    this.#socket?.send(`${JSON.stringify({type: 1, invocationId, target, arguments: args})}${RECORD_END}`);
    return promise;
  }

  #command(name: string, body: object): Promise<Message> {
    const deadlineAt = new Date(Date.now() + COMMAND_DEADLINE_MS).toISOString();
    return this.#invoke(name, {...body, commandId: crypto.randomUUID(), deadlineAt});
  }

  #take(text: string): void {
    for (const record of text.split(RECORD_END)) {
      if (record === '' || record === '{"type":6}') continue;
      const message: Message = JSON.parse(record);
      if (message.type === 3) this.#settle(message, record.length);
      else if (message.type === 1 && message.target === DELIVER)
        message.arguments?.[0]?.forEach((each) => this.#hear(each));
    }
  }

  #settle(message: Message, bytes: number): void {
    const resolve = this.#pending.get(message.invocationId ?? '');
    this.#pending.delete(message.invocationId ?? '');
    if (typeof message.result?.seq === 'number') this.#counts.snapshotBytes = bytes;
    resolve?.(message);
  }

  #hear({seq, type, offer}: Event): void {
    this.#lastSeq = seq;
    if (type === 'OfferPresented') this.#counts.presented += 1;
    if (type !== 'ContactOffered' || offer === undefined) return;
    this.#counts.offered += 1;
    this.#counts.firstOfferAt ??= monotonicMs();
    void this.#command('PresentOffer', {offerId: offer.id, fence: offer.fence});
  }
}
