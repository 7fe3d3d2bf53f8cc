import {HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel} from '@microsoft/signalr';
import {backoffMs} from './backoff.ts';
import {SdkError} from './errors.ts';
import {isForbidden, isUnauthorised, linkError} from './link-errors.ts';

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

/**
 * One connection to one of the hubs, opened again for as long as it is wanted: without limit, with jitter, at once when
 * the browser says it is online or the page is looked at again. The first attempt is no different from a later one.
 */
export class HubLink {
  readonly #options: LinkOptions;
  #connection: HubConnection | null = null;
  #state: LinkState = {status: 'idle'};
  #wanted = false;
  #attempt = 0;
  #renewed = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #waiting = new Set<() => void>();
  readonly #hurry = () => this.#retryNow();

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
    globalThis.addEventListener?.('online', this.#hurry);
    globalThis.document?.addEventListener('visibilitychange', this.#hurry);
    this.#setState({status: 'connecting'});
    void this.#open();
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    globalThis.removeEventListener?.('online', this.#hurry);
    globalThis.document?.removeEventListener('visibilitychange', this.#hurry);
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

  async #open(): Promise<void> {
    const connection = this.#build();
    this.#connection = connection;
    try {
      await connection.start();
      await this.#options.greet((method, argument) => connection.invoke(method, argument));
      if (this.#connection !== connection) return;
      this.#attempt = 0;
      this.#renewed = false;
      this.#setState({status: 'connected'});
    } catch (cause) {
      if (this.#connection !== connection) return;
      this.#connection = null;
      await connection.stop();
      this.#failed(cause);
    }
  }

  #build(): HubConnection {
    const {hubUrls, path, receivers} = this.#options;
    const url = hubUrls[this.#attempt % hubUrls.length] ?? '';
    const connection = new HubConnectionBuilder()
      .withUrl(new URL(path, url).href, {
        accessTokenFactory: () => this.#options.getToken(this.#renewed),
        transport: HttpTransportType.WebSockets,
        withCredentials: false,
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
  #failed(cause: unknown): void {
    if (!this.#wanted) return;
    const unauthorised = isUnauthorised(cause);
    if (
      isForbidden(cause) ||
      (unauthorised && (this.#renewed || (cause instanceof SdkError && cause.code === 'sign-in-required')))
    ) {
      this.#wanted = false;
      this.#renewed = false;
      this.#setState({status: 'unauthorised', error: linkError(cause)});
      return;
    }
    this.#renewed = unauthorised;
    this.#setState({status: 'reconnecting', error: linkError(cause)});
    this.#timer = setTimeout(this.#hurry, unauthorised ? 0 : backoffMs(this.#attempt, Math.random()));
    this.#attempt += 1;
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
