import {createHash, timingSafeEqual} from 'node:crypto';
import {createServer, type Server, type Socket} from 'node:net';
import {decodeRequest, type RequestId} from './decode.ts';
import {LineReader} from './line-reader.ts';
import {isRefusal, maxLineBytes, refuse, type MediaEvent, type MediaRefusal, type MediaRequest} from './protocol.ts';

/** Requests other than authenticating, answered by the media process. */
export type Answer = (request: Exclude<MediaRequest, {type: 'authenticate'}>) => Promise<object | MediaRefusal>;

/** A connection must authenticate within this, whatever it sends meanwhile. */
const authenticateWithinMs = 2000;

/** A connection is handed what is kept for it while less than this, in bytes, waits to be read. */
const handedBytes = 256 * 1024;

/** What is kept until it is acknowledged, for one connection: the next event that it was not given, null when it has all. */
export type Kept = () => MediaEvent | null;

/** A control connection that does not read is cut off rather than filling the memory; it can come again and say hello. */
const mostUnreadBytes = 4 * 1024 * 1024;

interface Control {
  readonly socket: Socket;
  authenticated: boolean;
  /** Null before it has authenticated. */
  kept: Kept | null;
}

/** The control channel: any number of connections come and go, and media does not notice. */
export class ControlServer {
  readonly #secretDigest: Buffer;
  readonly #answer: Answer;
  readonly #onLeft: () => void;
  readonly #keep: () => Kept;
  readonly #controls = new Set<Control>();
  readonly #server: Server;

  /**
   * @param onLeft a connection is gone that had authenticated
   * @param keep begins anew for each connection that has authenticated
   */
  constructor(
    secret: string,
    answer: Answer,
    onLeft: () => void = () => undefined,
    keep: () => Kept = () => () => null,
  ) {
    this.#secretDigest = digest(secret);
    this.#answer = answer;
    this.#onLeft = onLeft;
    this.#keep = keep;
    this.#server = createServer((socket) => this.#welcome(socket));
  }

  /** Authenticated connections at the moment. */
  get controls(): number {
    return [...this.#controls].filter((control) => control.authenticated).length;
  }

  async listen(socketPath: string): Promise<void> {
    const {promise, resolve, reject} = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    // Only this user may knock at all; the folder around the socket says the same.
    const mask = process.umask(0o177);
    this.#server.listen(socketPath, resolve);
    process.umask(mask);
    await promise;
  }

  /** Tells every authenticated connection. */
  emit(event: MediaEvent): void {
    for (const control of this.#controls) if (control.authenticated) write(control, event);
  }

  /** There is more of what is kept. */
  handOut(): void {
    for (const control of this.#controls) hand(control);
  }

  close(): void {
    this.#server.close();
    for (const {socket} of this.#controls) socket.end();
  }

  #welcome(socket: Socket): void {
    const control: Control = {socket, authenticated: false, kept: null};
    const lines = new LineReader(maxLineBytes);
    this.#controls.add(control);
    const timer = setTimeout(() => {
      if (!control.authenticated) socket.destroy();
    }, authenticateWithinMs);
    socket.on('data', (chunk: Buffer) => {
      const complete = lines.push(chunk);
      if (complete === null) {
        write(control, {id: null, ...failure(refuse('malformed', 'The line is too long.'))});
        socket.destroySoon();
      }
      for (const line of complete ?? []) void this.#handle(control, line);
    });
    socket.on('drain', () => hand(control));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      this.#controls.delete(control);
      if (control.authenticated) this.#onLeft();
    });
  }

  async #handle(control: Control, line: string): Promise<void> {
    const decoded = decodeRequest(line);
    // A stranger learns nothing, not even what is wrong with the request.
    const refused = refuse('not-authenticated', 'The first request must authenticate with the secret of this process.');
    if (isRefusal(decoded)) return reply(control, decoded.id, control.authenticated ? decoded : refused);
    const {id, request} = decoded;
    if (request.type !== 'authenticate') {
      return reply(control, id, control.authenticated ? await this.#answer(request) : refused);
    }
    control.authenticated = timingSafeEqual(digest(request.secret), this.#secretDigest);
    reply(control, id, control.authenticated ? {} : refused);
    if (!control.authenticated) return control.socket.destroySoon();
    control.kept ??= this.#keep();
    hand(control);
  }
}

function reply(control: Control, id: RequestId | null, result: object | MediaRefusal): void {
  write(control, {id, ...(isRefusal(result) ? failure(result) : {ok: true, ...result})});
}

function failure({refused, message}: MediaRefusal): object {
  return {ok: false, code: refused, message};
}

/** As much as it reads; it is asked for again when the rest has left. */
function hand(control: Control): void {
  const {socket, kept} = control;
  while (kept !== null && socket.writable && socket.writableLength < handedBytes) {
    const event = kept();
    if (event === null) return;
    write(control, event);
  }
}

function write({socket}: Control, message: object): void {
  if (socket.writableLength > mostUnreadBytes) socket.destroy();
  else if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** Equal lengths for the comparison, whatever was sent. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
