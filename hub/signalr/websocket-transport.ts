import {Buffer} from 'node:buffer';
import {WebSocket, WebSocketServer} from 'ws';
import type {RawData} from 'ws';
import type {TransferFormat} from './hub-protocol.ts';
import type {Transport, TransportListener} from './transport.ts';

const normalClosure = 1000;
const goingAway = 1001;
/** Stands for "the close frame had no status"; never on the wire (RFC 6455 section 7.4.1). */
const noStatus = 1005;

/** Answers a close frame that has no status with 1000, as .NET does; `ws` would answer without one. */
class HubWebSocket extends WebSocket {
  override close(code: number = normalClosure, reason?: string | Buffer): void {
    super.close(code, reason);
  }
}

/** Speaks to the upgraded sockets of every hub of one server. */
export function createWebSocketServer(limits: {maximumFrameBytes: number; closeTimeoutMs: number}): WebSocketServer {
  const options = {
    noServer: true,
    clientTracking: false,
    // Compression costs memory per connection, and mixing secrets with a client's text would leak them by length.
    perMessageDeflate: false,
    maxPayload: limits.maximumFrameBytes,
    closeTimeout: limits.closeTimeoutMs,
    // A SignalR server selects no subprotocol.
    handleProtocols: (): false => false,
    WebSocket: HubWebSocket,
  };
  return new WebSocketServer(options);
}

/** The WebSockets transport: text or binary frames whose borders mean nothing. */
export class WebSocketTransport implements Transport {
  readonly name = 'WebSockets';
  readonly formats: readonly TransferFormat[] = ['text', 'binary'];
  readonly keepsAliveItself = false;
  readonly #socket: WebSocket;
  #acceptedBytes = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  get takenBytes(): number {
    return this.#acceptedBytes - this.#socket.bufferedAmount;
  }

  start(listener: TransportListener): void {
    let failed = false;
    // `ws` closes the socket itself after an error (a frame too long, a broken frame, a lost peer); `close` follows.
    this.#socket.on('error', () => {
      failed = true;
    });
    this.#socket.on('message', (data: RawData) => listener.received(toBytes(data)));
    this.#socket.on('close', (code: number) => {
      listener.closed(!failed && (code === normalClosure || code === goingAway || code === noStatus));
    });
  }

  send(data: Uint8Array, format: TransferFormat): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#acceptedBytes += frameHeaderBytes(data.length) + data.length;
    this.#socket.send(data, {binary: format === 'binary'});
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    // A paused socket would never read the client's close frame.
    this.#socket.resume();
    this.#socket.close(normalClosure);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

/** RFC 6455 section 5.2: a server's frames have no mask. */
function frameHeaderBytes(payloadBytes: number): number {
  if (payloadBytes < 126) return 2;
  return payloadBytes < 65_536 ? 4 : 10;
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
