import {rm} from 'node:fs/promises';
import {connect} from 'node:net';

/**
 * Makes the path free for listening: a file that a dead process left is removed.
 * @returns false when a live process listens there
 */
export async function claimSocket(socketPath: string): Promise<boolean> {
  const {promise, resolve} = Promise.withResolvers<boolean>();
  const probe = connect(socketPath);
  probe.once('connect', () => resolve(true));
  // ENOENT: nothing there. ECONNREFUSED: a file without a listener. Anything else will fail again, clearly, at listening.
  probe.once('error', () => resolve(false));
  const isAlive = await promise;
  probe.destroy();
  if (isAlive) return false;
  await rm(socketPath, {force: true});
  return true;
}
