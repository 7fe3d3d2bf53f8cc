import {once} from 'node:events';
import {type Server, type Socket, connect, createServer} from 'node:net';

/**
 * A TCP proxy before one hub: all connections through it can be cut at once. Half of a reply may be on its way when that
 * happens.
 */
export class Switchboard {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** @param port of the hub behind it, which need not be there yet */
  static async open(port: number): Promise<Switchboard> {
    const board = new Switchboard(port);
    board.#server.listen(0, '127.0.0.1');
    await once(board.#server, 'listening');
    return board;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** Cuts what is open, without a word to either side. */
  cut(): void {
    for (const [near, far] of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  /** From now on nothing that the hub says arrives, on the connections that are open now: until they are cut, or it may again. */
  holdBack(): void {
    for (const [near, far] of this.#pairs) far.unpipe(near).pause();
  }

  letThrough(): void {
    for (const [near, far] of this.#pairs) if (far.isPaused()) far.pipe(near);
  }

  close(): void {
    this.#server.close();
    this.cut();
  }

  #accept(near: Socket): void {
    const far = connect(this.#port, '127.0.0.1');
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    const end = (): void => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    // A hub that is dead refuses: the client tries again and comes to the next.
    for (const socket of pair) socket.on('error', end).on('close', end);
    near.pipe(far);
    far.pipe(near);
  }
}
