import {scheduleAt, settlesWithin} from './deadline.ts';
import {HubError, ProtocolError, describeError} from './errors.ts';
import {HandshakeReader, chooseProtocol, writeHandshakeResponse} from './handshake.ts';
import type {CloseOptions, DisconnectReason, HubConnection} from './hub-connection.ts';
import type {HubDefinition, Identity} from './hub-definition.ts';
import type {HubProtocol} from './hub-protocol.ts';
import {Inbound} from './inbound.ts';
import type {Call, Invoker} from './invoker.ts';
import {Liveness} from './liveness.ts';
import {Membership} from './membership.ts';
import {MessageType} from './messages.ts';
import type {HubMessage} from './messages.ts';
import {Outbound} from './outbound.ts';
import type {SerializedMessage} from './serialized-message.ts';
import type {ResolvedOptions} from './server-options.ts';
import type {Transport} from './transport.ts';

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
type Stage<U> =
  | {readonly status: 'handshaking'; readonly handshake: HandshakeReader; readonly timer: NodeJS.Timeout}
  | {
      readonly status: 'open';
      readonly protocol: HubProtocol;
      readonly liveness: Liveness | null;
      readonly inbound: Inbound;
      readonly membership: Membership<U>;
      readonly cancelExpiry: () => void;
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
  readonly #transportGone = Promise.withResolvers<void>();
  readonly #hubLeft = Promise.withResolvers<void>();
  #stage: Stage<U>;
  /** Made when first asked for: most connections never need one. */
  #abort: AbortController | null = null;

  constructor(setup: ConnectionSetup<U>) {
    const {transport, options} = setup;
    this.#setup = setup;
    this.id = setup.id;
    this.user = setup.identity.user;
    this.finished = Promise.all([this.#transportGone.promise, this.#hubLeft.promise]).then(() => undefined);
    this.#outbound = new Outbound({transport, ...options, onSlow: () => this.#cutOff()});
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
    const {closeTimeoutMs} = this.#setup.options;
    if (this.#stage.status === 'open') {
      this.#stage.inbound.stop();
      await settlesWithin(this.#stage.inbound.idle(), closeTimeoutMs);
    }
    this.#end('server-shutdown', options);
    if (!(await settlesWithin(this.finished, closeTimeoutMs))) this.#setup.transport.terminate();
  }

  #received(chunk: Uint8Array): void {
    try {
      if (this.#stage.status === 'handshaking') this.#shakeHands(this.#stage.handshake, chunk);
      else if (this.#stage.status === 'open') this.#stage.inbound.read(chunk);
    } catch (error) {
      this.#broken(error);
    }
  }

  #shakeHands(handshake: HandshakeReader, chunk: Uint8Array): void {
    const read = handshake.read(chunk);
    if (read === null) return;
    const choice = chooseProtocol(read.request, this.#setup.protocols, this.#setup.transport.formats);
    if ('refusal' in choice) {
      this.#refuseHandshake(choice.refusal);
      return;
    }
    this.#open(choice.protocol);
    if (this.#stage.status === 'open') this.#stage.inbound.read(read.rest);
  }

  #open(protocol: HubProtocol): void {
    const {transport, identity, definition, options, invoker} = this.#setup;
    if (this.#stage.status === 'handshaking') clearTimeout(this.#stage.timer);
    // The record is JSON, but goes in the frames of the protocol that follows it.
    this.#outbound.write(writeHandshakeResponse(null), protocol.transferFormat);
    const liveness = transport.keepsAliveItself
      ? null
      : new Liveness({...options, onQuiet: () => this.#ping(), onSilent: () => this.#silent()});
    const reader = protocol.createReader(options.maximumMessageBytes);
    const {maximumParallelInvocations = 1} = definition;
    const isUrgent = (target: string): boolean => invoker.isUrgent(target);
    const run = (call: Call): Promise<void> => this.#run(call);
    const onClose = (): void => this.#end('client-closed', {});
    const inbound = new Inbound({transport, reader, liveness, maximumParallelInvocations, isUrgent, run, onClose});
    const membership = new Membership({connection: this, definition, options});
    const {expiresAt} = identity;
    const cancelExpiry = expiresAt === null ? (): void => {} : scheduleAt(expiresAt, () => this.#expired());
    this.#stage = {status: 'open', protocol, liveness, inbound, membership, cancelExpiry};
    options.logger.debug({connectionId: this.id, protocol: protocol.name}, 'A client connected');
    this.#setup.onOpened(this);
    void membership.join().then((refused) => {
      if (refused === null) inbound.start();
      else this.#end('server-closed', {error: this.#closeText(refused.thrown)});
    });
  }

  async #run(call: Call): Promise<void> {
    const {invoker} = this.#setup;
    const completion = await invoker.invoke(this, call);
    if (completion === null) return;
    try {
      this.#write(completion);
    } catch (error) {
      // The result cannot be encoded.
      const failure = invoker.failed(this, call, error);
      if (failure !== null) this.#write(failure);
    }
  }

  #write(message: HubMessage): void {
    if (this.#stage.status !== 'open') return;
    const {protocol, liveness} = this.#stage;
    this.#outbound.write(protocol.write(message), protocol.transferFormat);
    liveness?.sent();
  }

  #ping(): void {
    // A client that has not taken the last bytes would not take a ping either.
    if (this.bufferedBytes === 0) this.#write({type: MessageType.ping});
  }

  #silent(): void {
    const error = 'Connection closed with an error. The client was silent for too long.';
    this.#end('client-timeout', {error, allowReconnect: true});
  }

  #expired(): void {
    const error = 'Connection closed with an error. The authentication has expired.';
    this.#end('authentication-expired', {error, allowReconnect: true});
  }

  #broken(error: unknown): void {
    const {logger} = this.#setup.options;
    if (error instanceof ProtocolError)
      logger.debug({connectionId: this.id, code: error.code}, 'A client broke the protocol');
    else logger.error({connectionId: this.id, ...describeError(error)}, 'Reading from a client failed');
    if (this.#stage.status === 'handshaking') {
      const detail = error instanceof ProtocolError ? ` ${error.message}` : '';
      this.#refuseHandshake(`An unexpected error occurred during connection handshake.${detail}`);
    } else {
      this.#end('protocol-error', {error: this.#closeText(error)});
    }
  }

  #closeText(error: unknown): string {
    const telling = error instanceof ProtocolError || error instanceof HubError;
    if (telling) return `Connection closed with an error. ${error.message}`;
    if (!this.#setup.options.detailedErrors || !(error instanceof Error)) return 'Connection closed with an error.';
    return `Connection closed with an error. ${error.name}: ${error.message}`;
  }

  #refuseHandshake(error: string): void {
    this.#outbound.write(writeHandshakeResponse(error), 'text');
    this.#end('protocol-error', {});
  }

  #closed(clean: boolean): void {
    this.#end(clean ? 'client-closed' : 'connection-lost', null);
    this.#transportGone.resolve();
  }

  #cutOff(): void {
    this.#end('slow-consumer', null);
    this.#setup.transport.terminate();
  }

  /** @param goodbye - what the client is told; null when it cannot be told anything */
  #end(reason: DisconnectReason, goodbye: CloseOptions | null): void {
    if (goodbye !== null) this.#write({type: MessageType.close, ...goodbye});
    // Read only now: writing may have found the client too slow, and ended the connection.
    const stage = this.#stage;
    if (stage.status === 'ended') return;
    this.#stage = {status: 'ended'};
    this.#outbound.stop();
    this.#setup.onEnded(this);
    this.#setup.options.logger.debug({connectionId: this.id, reason}, 'A connection ended');
    if (stage.status === 'handshaking') {
      clearTimeout(stage.timer);
      this.#hubLeft.resolve();
    } else {
      stage.liveness?.stop();
      stage.cancelExpiry();
      stage.inbound.end();
      this.#hubLeft.resolve(stage.membership.leave(reason, stage.inbound.idle()));
    }
    if (goodbye !== null) this.#setup.transport.close();
    this.#abort?.abort();
  }
}
