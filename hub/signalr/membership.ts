import {settlesWithin} from './deadline.ts';
import {describeError} from './errors.ts';
import type {DisconnectReason, HubConnection} from './hub-connection.ts';
import type {HubDefinition} from './hub-definition.ts';
import type {ResolvedOptions} from './server-options.ts';

export interface MembershipOptions<U> {
  readonly connection: HubConnection<U>;
  readonly definition: Pick<HubDefinition<U>, 'onConnected' | 'onDisconnected'>;
  readonly options: Pick<ResolvedOptions, 'closeTimeoutMs' | 'logger'>;
}

/** A connection's stay in its hub: `onConnected` before its first method, `onDisconnected` after its last. */
export class Membership<U> {
  readonly #options: MembershipOptions<U>;
  #joined: Promise<boolean> = Promise.resolve(false);

  constructor(options: MembershipOptions<U>) {
    this.#options = options;
  }

  /** Runs `onConnected`; never rejects. @returns null, or what the hub threw to keep the client out */
  async join(): Promise<{thrown: unknown} | null> {
    const joined = Promise.withResolvers<boolean>();
    this.#joined = joined.promise;
    const {connection, definition, options} = this.#options;
    try {
      await definition.onConnected?.(connection);
      joined.resolve(true);
      return null;
    } catch (thrown) {
      joined.resolve(false);
      options.logger.error({connectionId: connection.id, ...describeError(thrown)}, 'onConnected failed');
      return {thrown};
    }
  }

  /**
   * Runs `onDisconnected` for a client that was let in; never rejects.
   * @param idle - resolves when no method of the connection runs
   */
  async leave(reason: DisconnectReason, idle: Promise<void>): Promise<void> {
    const {connection, definition, options} = this.#options;
    // A method that never ends must not keep the hub from learning that the client is gone.
    if (!(await settlesWithin(Promise.all([this.#joined, idle]), options.closeTimeoutMs))) {
      options.logger.warn({connectionId: connection.id}, 'A hub method still runs after its connection has ended');
    } else if (!(await this.#joined)) {
      return;
    }
    try {
      await definition.onDisconnected?.(connection, reason);
    } catch (error) {
      options.logger.error({connectionId: connection.id, ...describeError(error)}, 'onDisconnected failed');
    }
  }
}
