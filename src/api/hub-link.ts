import {HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel} from '@microsoft/signalr';
import {backoffMs} from './backoff.ts';
import {SdkError} from './errors.ts';
import {hubAddress} from './hub-address.ts';
import {isForbidden, isUnauthorised, linkError} from './link-errors.ts';
import {type NetworkHint, watchNetwork} from './network-hints.ts';
import {PROBE} from './wire/protocol.ts';

/** idle → connecting → connected ⇄ reconnecting; `unauthorised` when no token is good, until `start` is called again. */
export type LinkState =
  | {readonly status: 'idle'}
  | {readonly status: 'connecting'}
  | {readonly status: 'connected'}
  | {readonly status: 'reconnecting'; readonly error: SdkError}
  | {readonly status: 'unauthorised'; readonly error: SdkError};

export type LinkOptions = {
  /** Addresses of hubs that share one database; the next one is tried when one cannot be reached. */
  readonly hubUrls: readonly string[];
  readonly path: string;
  /** Asked anew for each attempt, so that no token is older than it must be. */
  readonly getToken: (renew: boolean) => Promise<string>;
  /** Client methods the hub may call. */
  readonly receivers: Readonly<Record<string, (message: unknown) => void>>;
  /** Runs on each new connection before anything else may use it; what it throws counts as a failed attempt. */
  readonly greet: (invoke: Invoke) => Promise<void>;
  readonly onState: (state: LinkState) => void;
};

export type Invoke = (method: string, argument: unknown) => Promise<unknown>;

/** A connection that is quiet for this long is taken for dead (the hub pings every 15 s). */
const SERVER_TIMEOUT_MS = 30_000;

/** How often the hub is asked whether it is there, and how long it may take to say so. */
const PROBE_EVERY_MS = 5_000;
const PROBE_DEADLINE_MS = 3_000;

/** Opening a connection and being greeted on it; a network that swallows packets says nothing at all. */
const OPEN_DEADLINE_MS = 10_000;

/**
 * One connection to one of the hubs, opened again for as long as it is wanted: without limit, with jitter, at once when
 * the network changes or the page wakes. The first attempt is no different from a later one. A connection that is there
 * and dead (a Wi-Fi that went, a hub that hangs) is found by asking, every few seconds and at each sign of trouble.
 */
export class HubLink {
  readonly #options: LinkOptions;
  #connection: HubConnection | null = null;
  #state: LinkState = {status: 'idle'};
  #wanted = false;
  #attempt = 0;
  /** Which of the addresses is in use or was tried last. */
  #place = 0;
  #renewed = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #probeTimer: ReturnType<typeof setInterval> | undefined;
  #probing = false;
  #unwatch: () => void = () => undefined;
  readonly #waiting = new Set<() => void>();

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  get state(): LinkState {
    return this.#state;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#attempt = 0;
    this.#unwatch = watchNetwork((hint) => this.#take(hint));
    this.#probeTimer = setInterval(() => void this.probe(), PROBE_EVERY_MS);
    this.#setState({status: 'connecting'});
    void this.#open();
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    this.#rest();
    if (this.#timer !== null) clearTimeout(this.#timer);
    const connection = this.#connection;
    this.#connection = null;
    this.#setState({status: 'idle'});
    await connection?.stop();
  }

  /** The connection once it is greeted; waits for one until `signal` aborts. */
  async ready(signal: AbortSignal): Promise<Invoke> {
    while (!signal.aborted) {
      const connection = this.#connection;
      if (this.#state.status === 'connected' && connection !== null)
        return (method, argument) => connection.invoke(method, argument);
      if (this.#state.status === 'idle') throw new SdkError('closed', 'The desk is not connected: sign in first.');
      if (this.#state.status === 'unauthorised') throw this.#state.error;
      await this.#change(signal);
    }
    throw new SdkError('hub-unreachable', 'The hub could not be reached in time. Check the network and try again.');
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  /** Sends without asking for an answer; dropped when there is no connection. */
  tell(method: string, argument: unknown): void {
    if (this.#state.status !== 'connected') return;
    // A connection that breaks meanwhile loses it, which is what dropping means.
    void this.#connection?.send(method, argument).catch(() => undefined);
  }

  /** Asks the hub for a sign of life; a connection that gives none is given up and another one opened. */
  async probe(): Promise<void> {
    const connection = this.#connection;
    if (this.#probing || connection === null || this.#state.status !== 'connected') return;
    this.#probing = true;
    // An older hub does not know the method and says so, which is a sign of life.
    const alive = await answersWithin(connection.invoke(PROBE), PROBE_DEADLINE_MS);
    this.#probing = false;
    if (!alive) this.#giveUp(connection);
  }

  #take(hint: NetworkHint): void {
    if (this.#connection === null) return this.#retryNow();
    // After a long sleep the hub has given us up, and the page's own clock may have stood still.
    if (hint === 'slept' && this.#state.status === 'connected') return this.#giveUp(this.#connection);
    void this.probe();
  }

  #giveUp(connection: HubConnection): void {
    if (this.#connection !== connection || this.#state.status !== 'connected') return;
    this.#connection = null;
    // Not waited for: the other side may never answer.
    void connection.stop();
    this.#failed(new Error('The hub gives no sign of life.'), 0);
  }

  async #open(): Promise<void> {
    // SignalR keeps but the text of why there was no token; whether a person has to act is in the error itself.
    let noToken: unknown = null;
    const connection = this.#build((cause) => (noToken = cause));
    this.#connection = connection;
    try {
      await inTime(this.#greeted(connection), OPEN_DEADLINE_MS);
      if (this.#connection !== connection) return;
      this.#attempt = 0;
      this.#renewed = false;
      this.#setState({status: 'connected'});
    } catch (cause) {
      if (this.#connection !== connection) return;
      this.#connection = null;
      void connection.stop();
      this.#failed(noToken ?? cause);
    }
  }

  async #greeted(connection: HubConnection): Promise<void> {
    await connection.start();
    await this.#options.greet((method, argument) => connection.invoke(method, argument));
  }

  #build(onNoToken: (cause: unknown) => void): HubConnection {
    const {hubUrls, path, receivers} = this.#options;
    const url = hubUrls[this.#place % hubUrls.length] ?? '';
    const connection = new HubConnectionBuilder()
      .withUrl(hubAddress(url, path), {
        accessTokenFactory: () =>
          this.#options.getToken(this.#renewed).catch((cause: unknown) => {
            onNoToken(cause);
            throw cause;
          }),
        transport: HttpTransportType.WebSockets,
        withCredentials: false,
        timeout: OPEN_DEADLINE_MS,
      })
      .configureLogging(LogLevel.None)
      .build();
    connection.serverTimeoutInMilliseconds = SERVER_TIMEOUT_MS;
    for (const [method, receive] of Object.entries(receivers)) {
      connection.on(method, (message: unknown) => this.#connection === connection && receive(message));
    }
    connection.onclose((cause) => {
      if (this.#connection !== connection || this.#state.status !== 'connected') return;
      this.#connection = null;
      this.#failed(cause);
    });
    return connection;
  }

  /** A token that was refused is renewed once; if the new one is refused too, a person has to act. */
  #failed(cause: unknown, afterMs?: number): void {
    if (!this.#wanted) return;
    const unauthorised = isUnauthorised(cause);
    if (
      isForbidden(cause) ||
      (unauthorised && (this.#renewed || (cause instanceof SdkError && cause.code === 'sign-in-required')))
    ) {
      this.#wanted = false;
      this.#rest();
      this.#renewed = false;
      this.#setState({status: 'unauthorised', error: linkError(cause)});
      return;
    }
    this.#renewed = unauthorised;
    this.#setState({status: 'reconnecting', error: linkError(cause)});
    // The next of the hubs first: this one may be stopping. A token that was refused is no fault of the hub.
    if (!unauthorised) this.#place += 1;
    const waitMs = unauthorised ? 0 : (afterMs ?? backoffMs(this.#attempt, Math.random()));
    this.#timer = setTimeout(() => this.#retryNow(), waitMs);
    this.#attempt += 1;
  }

  #rest(): void {
    this.#unwatch();
    clearInterval(this.#probeTimer);
  }

  #retryNow(): void {
    if (!this.#wanted || this.#connection !== null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    void this.#open();
  }

  #setState(state: LinkState): void {
    this.#state = state;
    this.#options.onState(state);
    for (const done of [...this.#waiting]) done();
  }
}

/** Whether there was an answer in time; an error that the hub itself sent is one. */
async function answersWithin(answer: Promise<unknown>, deadlineMs: number): Promise<boolean> {
  const settled = answer.catch(() => undefined);
  return inTime(settled, deadlineMs).then(
    () => true,
    () => false,
  );
}

async function inTime<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  const {promise: late, reject} = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The hub did not answer in time.')), deadlineMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
