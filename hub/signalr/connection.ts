import {Buffer} from 'node:buffer';
import {scheduleAt, settlesWithin} from './deadline.ts';
import {HubError, ProtocolError, describeError} from './errors.ts';
import {HandshakeReader, writeHandshakeResponse} from './handshake.ts';
import type {HandshakeRequest} from './handshake.ts';
import type {CloseOptions, DisconnectReason, HubConnection} from './hub-connection.ts';
import type {HubDefinition, Identity} from './hub-definition.ts';
import type {HubProtocol, MessageReader} from './hub-protocol.ts';
import {InvocationQueue} from './invocation-queue.ts';
import type {Call, Invoker} from './invoker.ts';
import {Liveness} from './liveness.ts';
import {MessageType} from './messages.ts';
import type {CompletionMessage, HubMessage} from './messages.ts';
import {Outbound} from './outbound.ts';
import type {SerializedMessage} from './serialized-message.ts';
import type {ResolvedOptions} from './server-options.ts';
import type {Transport} from './transport.ts';

/** Calls read ahead of the one that runs, before we stop reading; and the number at which we read on. */
const maximumWaitingCalls = 128;
const resumeWaitingCalls = 32;

export interface ConnectionSetup<U> {
  readonly id: string;
  readonly identity: Identity<U>;
  readonly transport: Transport;
  readonly definition: HubDefinition<U>;
  readonly invoker: Invoker<U>;
  readonly protocols: readonly HubProtocol[];
  readonly options: ResolvedOptions;
  /** The handshake is done: the connection may be sent to. */
  readonly onOpened: (connection: ServerConnection<U>) => void;
  /** The connection has ended: sending to it is without effect. */
  readonly onEnded: (connection: ServerConnection<U>) => void;
}

/** What a connection has at each stage of its life. */
type Stage =
  | {readonly status: 'handshaking'; readonly handshake: HandshakeReader; readonly timer: NodeJS.Timeout}
  | {
      readonly status: 'open';
      readonly protocol: HubProtocol;
      readonly reader: MessageReader;
      readonly liveness: Liveness | null;
      readonly cancelExpiry: () => void;
      readonly connected: Promise<boolean>;
    }
  | {readonly status: 'ended'};

/**
 * One client, from the opened transport to the end:
 *
 *     handshaking ──(handshake accepted)──> open ──> ended
 *          └──────(refused, timed out, lost)──────────^
 *
 * `ended` is entered once, by `#end`; after it nothing is read or sent.
 */
export class ServerConnection<U> implements HubConnection<U> {
  readonly id: string;
  readonly user: U;
  readonly connectedAt = Date.now();
  /** Resolves when the transport is gone and `onDisconnected` has returned; never rejects. */
  readonly finished: Promise<void>;
  readonly #setup: ConnectionSetup<U>;
  readonly #outbound: Outbound;
  readonly #queue: InvocationQueue<Call>;
  readonly #transportClosed = Promise.withResolvers<void>();
  readonly #hubLeft = Promise.withResolvers<void>();
  #stage: Stage;
  #paused = false;
  #abort: AbortController | null = null;

  constructor(setup: ConnectionSetup<U>) {
    const {transport, options} = setup;
    this.#setup = setup;
    this.id = setup.id;
    this.user = setup.identity.user;
    this.finished = Promise.all([this.#transportClosed.promise, this.#hubLeft.promise]).then(() => undefined);
    this.#outbound = new Outbound({transport, ...options, onSlow: () => this.#cutOff('slow-consumer')});
    const parallel = setup.definition.maximumParallelInvocations ?? 1;
    this.#queue = new InvocationQueue(parallel, (call) => this.#run(call), () => this.#readOn());
    this.#stage = {
      status: 'handshaking',
      handshake: new HandshakeReader(options.maximumMessageBytes),
      timer: setTimeout(() => this.#refuseHandshake('Handshake was canceled.'), options.handshakeTimeoutMs).unref(),
    };
    transport.start({received: (chunk) => this.#received(chunk), closed: (clean) => this.#closed(clean)});
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#stage.status === 'ended') this.#abort.abort();
    return this.#abort.signal;
  }

  get bufferedBytes(): number {
    return this.#setup.transport.bufferedBytes;
  }

  send(method: string, ...args: unknown[]): void {
    this.#write({type: MessageType.invocation, target: method, arguments: args});
  }

  sendSerialized(message: SerializedMessage): void {
    if (this.#stage.status !== 'open') return;
    const {protocol, liveness} = this.#stage;
    this.#outbound.write(message.encode(protocol), protocol.transferFormat);
    liveness?.sent();
  }

  close(options: CloseOptions = {}): void {
    this.#end('server-closed', options);
  }

  /** Begins no further call, lets those running end (within the close timeout), then says goodbye. */
  async shutDown(options: CloseOptions): Promise<void> {
    this.#queue.stop();
    await settlesWithin(this.#queue.idle(), this.#setup.options.closeTimeoutMs);
    this.#end('server-shutdown', options);
    if (!(await settlesWithin(this.finished, this.#setup.options.closeTimeoutMs))) this.#setup.transport.terminate();
  }

  #received(chunk: Uint8Array): void {
    try {
      if (this.#stage.status === 'handshaking') this.#readHandshake(this.#stage.handshake, chunk);
      else if (this.#stage.status === 'open') this.#read(this.#stage.reader, chunk);
    } catch (error) {
      this.#broken(error);
    }
  }

  #readHandshake(handshake: HandshakeReader, chunk: Uint8Array): void {
    const read = handshake.read(chunk);
    if (read === null) return;
    const {protocol, version} = read.request;
    const chosen = this.#setup.protocols.find(({name}) => name === protocol);
    const refusal = refuseProtocol(read.request, chosen, this.#setup.transport);
    if (refusal !== null || chosen === undefined) {
      this.#refuseHandshake(refusal ?? '');
      return;
    }
    this.#open(chosen);
    this.#setup.options.logger.debug({connectionId: this.id, protocol: chosen.name, version}, 'A client connected');
    if (this.#stage.status === 'open') this.#read(this.#stage.reader, read.rest);
  }

  #open(protocol: HubProtocol): void {
    const {transport, identity, options, onOpened} = this.#setup;
    if (this.#stage.status === 'handshaking') clearTimeout(this.#stage.timer);
    this.#writeHandshake(null, protocol);
    const connected = Promise.withResolvers<boolean>();
    this.#stage = {
      status: 'open',
      protocol,
      reader: protocol.createReader(options.maximumMessageBytes),
      liveness: transport.keepsAliveItself
        ? null
        : new Liveness({...options, onQuiet: () => this.#ping(), onSilent: () => this.#silent()}),
      cancelExpiry: identity.expiresAt === null ? () => {} : scheduleAt(identity.expiresAt, () => this.#expired()),
      connected: connected.promise,
    };
    onOpened(this);
    connected.resolve(this.#enterHub());
  }

  /** Answers whether the hub let the client in. */
  async #enterHub(): Promise<boolean> {
    try {
      await this.#setup.definition.onConnected?.(this);
      if (this.#stage.status === 'open') this.#queue.start();
      return true;
    } catch (error) {
      this.#setup.options.logger.error({connectionId: this.id, ...describeError(error)}, 'onConnected failed');
      this.#end('server-closed', {error: closeError(error instanceof HubError ? error.message : null)});
      return false;
    }
  }

  #read(reader: MessageReader, chunk: Uint8Array): void {
    reader.push(chunk);
    for (let message = reader.next(); message !== null; message = reader.next()) {
      this.#handle(message);
      if (this.#stage.status !== 'open') return;
    }
    if (this.#stage.status === 'open') this.#stage.liveness?.received();
  }

  #handle(message: HubMessage): void {
    switch (message.type) {
      case MessageType.invocation:
      case MessageType.streamInvocation:
        this.#queue.push(message);
        if (!this.#paused && this.#queue.waiting >= maximumWaitingCalls) this.#pause(true);
        return;
      case MessageType.close:
        this.#end('client-closed', {});
        return;
      default:
      // Pings have done their work by arriving. The rest belongs to streams, results or a stateful reconnect that do not
      // exist here; late messages of that kind are to be ignored.
    }
  }

  async #run(call: Call): Promise<void> {
    const completion = await this.#setup.invoker.invoke(this, call);
    if (completion === null) return;
    try {
      this.#write(completion);
    } catch (error) {
      const failure: CompletionMessage | null = this.#setup.invoker.failed(this, call, error);
      if (failure !== null) this.#write(failure);
    }
  }

  #readOn(): void {
    if (this.#paused && this.#queue.waiting <= resumeWaitingCalls) this.#pause(false);
  }

  #pause(paused: boolean): void {
    if (this.#stage.status !== 'open') return;
    this.#paused = paused;
    if (this.#stage.liveness !== null) this.#stage.liveness.listening = !paused;
    if (paused) this.#setup.transport.pause();
    else this.#setup.transport.resume();
  }

  #write(message: HubMessage): void {
    if (this.#stage.status !== 'open') return;
    const {protocol, liveness} = this.#stage;
    this.#outbound.write(protocol.write(message), protocol.transferFormat);
    liveness?.sent();
  }

  #writeHandshake(error: string | null, protocol: HubProtocol | null): void {
    const text = writeHandshakeResponse(error);
    // The record is JSON, but goes in the frames of the protocol that follows it.
    if (protocol?.transferFormat === 'binary') this.#outbound.write(Buffer.from(text), 'binary');
    else this.#outbound.write(text, 'text');
  }

  #ping(): void {
    // A client that has not taken the last bytes would not take a ping either.
    if (this.#setup.transport.bufferedBytes === 0) this.#write({type: MessageType.ping});
  }

  #silent(): void {
    this.#end('client-timeout', {error: closeError('The client was silent for too long.'), allowReconnect: true});
  }

  #expired(): void {
    this.#end('authentication-expired', {error: closeError('The authentication has expired.'), allowReconnect: true});
  }

  #broken(error: unknown): void {
    if (!(error instanceof ProtocolError)) {
      this.#setup.options.logger.error({connectionId: this.id, ...describeError(error)}, 'Reading from a client failed');
    }
    const text = error instanceof ProtocolError ? error.message : null;
    if (this.#stage.status === 'handshaking') {
      this.#refuseHandshake(['An unexpected error occurred during connection handshake.', text ?? ''].join(' ').trim());
    } else {
      this.#end('protocol-error', {error: closeError(text)});
    }
  }

  #refuseHandshake(error: string): void {
    if (this.#stage.status !== 'handshaking') return;
    this.#writeHandshake(error, null);
    this.#end('protocol-error', {});
  }

  #closed(clean: boolean): void {
    this.#end(clean ? 'client-closed' : 'connection-lost', null);
    this.#transportClosed.resolve();
  }

  #cutOff(reason: DisconnectReason): void {
    this.#end(reason, null);
    this.#setup.transport.terminate();
  }

  /** @param goodbye - what the client is told; null when it cannot be told anything */
  #end(reason: DisconnectReason, goodbye: CloseOptions | null): void {
    const stage = this.#stage;
    if (stage.status === 'ended') return;
    if (goodbye !== null) {
      this.#write({type: MessageType.close, ...goodbye});
      // Writing may itself have found the client too slow, and ended the connection.
      if (this.#stage.status === 'ended') return;
    }
    this.#stage = {status: 'ended'};
    this.#outbound.stop();
    this.#queue.stop();
    this.#setup.onEnded(this);
    this.#abort?.abort();
    if (goodbye !== null) this.#setup.transport.close();
    this.#setup.options.logger.debug({connectionId: this.id, reason}, 'A connection ended');
    if (stage.status === 'handshaking') {
      clearTimeout(stage.timer);
      this.#hubLeft.resolve();
    } else {
      stage.liveness?.stop();
      stage.cancelExpiry();
      this.#hubLeft.resolve(this.#leaveHub(stage.connected, reason));
    }
  }

  async #leaveHub(connected: Promise<boolean>, reason: DisconnectReason): Promise<void> {
    const {definition, options} = this.#setup;
    const settled = Promise.all([connected, this.#queue.idle()]);
    if (!(await settlesWithin(settled, options.closeTimeoutMs))) {
      options.logger.warn({connectionId: this.id}, 'A hub method still runs after its connection has ended');
    } else if (!(await connected)) {
      return;
    }
    try {
      await definition.onDisconnected?.(this, reason);
    } catch (error) {
      options.logger.error({connectionId: this.id, ...describeError(error)}, 'onDisconnected failed');
    }
  }
}

function closeError(detail: string | null): string {
  return detail === null ? 'Connection closed with an error.' : `Connection closed with an error. ${detail}`;
}

function refuseProtocol(request: HandshakeRequest, chosen: HubProtocol | undefined, transport: Transport): string | null {
  if (chosen === undefined) return `The protocol '${request.protocol}' is not supported.`;
  if (!chosen.supportsVersion(request.version)) {
    return `The server does not support version ${request.version} of the '${request.protocol}' protocol.`;
  }
  if (!transport.formats.includes(chosen.transferFormat)) {
    return `Cannot use the '${chosen.name}' protocol on the current transport. The transport does not support '${chosen.transferFormat}' transfer format.`;
  }
  return null;
}
