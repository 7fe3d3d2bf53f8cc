import type {HubConnection} from '../signalr/index.ts';

type Method<User> = (connection: HubConnection<User>, received: unknown) => Promise<object>;

/**
 * Makes methods whose calls from one connection are carried out in the order in which they were sent, although a
 * connection's calls run side by side: of two presences chosen quickly the second is the one meant.
 */
export function inOrder<User>(): (method: Method<User>) => Method<User> {
  const last = new WeakMap<HubConnection<User>, Promise<unknown>>();
  return (method) => (connection, received) => {
    const before = last.get(connection) ?? Promise.resolve();
    const mine = before.then(() => method(connection, received));
    // One that fails is answered by itself; the next one comes all the same.
    last.set(
      connection,
      mine.catch(() => undefined),
    );
    return mine;
  };
}
