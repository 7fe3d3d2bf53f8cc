import {connect, type Socket} from 'node:net';
import * as v from 'valibot';
import {decodeFromMediaProcess, replySchemas} from './media/decode.ts';
import {LineReader} from './media/line-reader.ts';
import {isRefusal, maxLineBytes, type MediaEvent, type MediaRequest} from './media/protocol.ts';
import {MediaError} from './media-error.ts';

type Reply = Extract<ReturnType<typeof decodeFromMediaProcess>, {reply: unknown}>['reply'];

interface Waiting {
  settle(reply: unknown): void;
  fail(error: MediaError): void;
}

export interface ControlListeners {
  onEvent(event: MediaEvent): void;
  /** The connection ended, for whatever reason. Called once, also when authenticating failed. */
  onClose(connection: ControlConnection): void;
}

/** One authenticated connection to a media process. It does not come back by itself: `MediaProcess` does that. */
export class ControlConnection {
  readonly #socket: Socket;
  readonly #listeners: ControlListeners;
  readonly #lines = new LineReader(maxLineBytes);
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #open = true;

  private constructor(socket: Socket, listeners: ControlListeners) {
    this.#socket = socket;
    this.#listeners = listeners;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('close', () => this.#closed());
  }

  /**
   * @param options.deadlineMs for connecting and authenticating together
   * @throws MediaError `media-unreachable`, `media-timeout`, `not-authenticated`
   */
  static async open(
    options: {readonly socketPath: string; readonly secret: string; readonly deadlineMs: number},
    listeners: ControlListeners,
  ): Promise<ControlConnection> {
    const socket = await connected(options.socketPath, options.deadlineMs);
    const connection = new ControlConnection(socket, listeners);
    try {
      await connection.request(
        {type: 'authenticate', secret: options.secret},
        replySchemas.authenticate,
        options.deadlineMs,
      );
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /**
   * @param schema what the reply must look like
   * @param deadlineMs after which the request fails with `media-timeout`
   * @throws MediaError
   */
  request<T>(request: MediaRequest, schema: v.GenericSchema<unknown, T>, deadlineMs: number): Promise<T> {
    const {promise, resolve, reject} = Promise.withResolvers<T>();
    if (!this.#open) return Promise.reject(new MediaError('media-unreachable', 'The control connection is closed.'));
    const id = this.#nextId++;
    const timer = setTimeout(() => {
      this.#waiting.delete(id);
      reject(
        new MediaError('media-timeout', `The media process did not answer "${request.type}" in ${deadlineMs} ms.`),
      );
    }, deadlineMs);
    this.#waiting.set(id, {
      settle: (reply) => {
        clearTimeout(timer);
        const parsed = v.safeParse(schema, reply);
        if (parsed.success) resolve(parsed.output);
        else reject(new MediaError('malformed', `The media process answered "${request.type}" with an unknown shape.`));
      },
      fail: (error) => {
        clearTimeout(timer);
        reject(error);
      },
    });
    this.#socket.write(`${JSON.stringify({id, ...request})}\n`);
    return promise;
  }

  /** Ends the connection; the media process goes on. */
  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    const lines = this.#lines.push(chunk);
    if (lines === null) return this.close();
    for (const line of lines) {
      const message = decodeFromMediaProcess(line);
      // A word of a later release than ours: an event nobody here waits for. A lost reply ends in its deadline.
      if (isRefusal(message)) continue;
      if ('event' in message) this.#listeners.onEvent(message.event);
      else this.#reply(message.reply);
    }
  }

  #reply(reply: Reply): void {
    const id = typeof reply.id === 'number' ? reply.id : undefined;
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (reply.ok) waiting.settle(reply);
    else waiting.fail(new MediaError(reply.code, reply.message));
  }

  #closed(): void {
    this.#open = false;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of waiting) one.fail(new MediaError('media-unreachable', 'The control connection was lost.'));
    this.#listeners.onClose(this);
  }
}

async function connected(socketPath: string, deadlineMs: number): Promise<Socket> {
  const {promise, resolve, reject} = Promise.withResolvers<void>();
  const socket = connect(socketPath);
  const timer = setTimeout(
    () => reject(new MediaError('media-timeout', 'The control socket did not open in time.')),
    deadlineMs,
  );
  socket.once('connect', resolve);
  socket.on('error', (cause) =>
    reject(new MediaError('media-unreachable', 'No media process listens on the socket.', {cause})),
  );
  try {
    await promise;
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
