import type {QueryResults} from '../../api/wire/commands.ts';

/** The relays to use for a connection that is about to be made. Never rejects: without an answer it has none. */
export type IceServerSource = () => Promise<readonly RTCIceServer[]>;

/** The hub's credentials last a shift; asked for so often they never end under a call. */
const freshForMs = 600_000;

/** A hub that did not answer is left alone for so long: the next call shall not wait for it too. */
const againAfterMs = 30_000;

/** A call does not wait longer for its relays: most get along without. */
const waitAtMostMs = 1_500;

/**
 * Asks the hub, once for all who want to know at the same time, and again when what it said is no longer fresh. A hub
 * that does not answer, or is too old to know, leaves what was known before.
 */
export function hubIceServers(ask: () => Promise<QueryResults['ListIceServers']>): IceServerSource {
  let known: readonly RTCIceServer[] = [];
  let freshUntilMs = 0;
  let asking: Promise<void> | null = null;

  async function renew(): Promise<void> {
    try {
      known = (await ask()).iceServers.map(asBrowserHasIt);
      freshUntilMs = performance.now() + freshForMs;
    } catch {
      freshUntilMs = performance.now() + againAfterMs;
    }
    asking = null;
  }

  return async () => {
    if (performance.now() < freshUntilMs) return known;
    asking ??= renew();
    await within(asking, waitAtMostMs);
    return known;
  };
}

function asBrowserHasIt({
  urls,
  username,
  credential,
}: QueryResults['ListIceServers']['iceServers'][number]): RTCIceServer {
  const secret = username === null || credential === null ? {} : {username, credential};
  return {urls: [...urls], ...secret};
}

async function within(work: Promise<void>, limitMs: number): Promise<void> {
  const {promise: late, resolve} = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limitMs);
  await Promise.race([work, late]);
  clearTimeout(timer);
}
