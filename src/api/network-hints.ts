/**
 * What the browser lets us know of network and page. None of it can be relied on, each is a reason to look:
 * `changed`: another network, or the same one again. `woken`: the page is looked at, or ran again after a pause.
 * `slept`: so long a pause that the hub has given this page up.
 */
export type NetworkHint = 'changed' | 'woken' | 'slept';

/** How often the clock is looked at, in milliseconds. */
const TICK_MS = 1_000;

/** A throttled page ticks once a minute at worst; a hub takes a quiet page for gone after thirty seconds. */
const SLEPT_MS = 30_000;

/** A pause that a busy page does not make. */
const PAUSED_MS = 5_000;

/**
 * Tells when network or page may have changed. Outside a browser only the clock is looked at.
 * @returns a function that ends it
 */
export function watchNetwork(onHint: (hint: NetworkHint) => void): () => void {
  const stop = new AbortController();
  const {signal} = stop;
  const on = (target: EventTarget | undefined, type: string, hint: () => NetworkHint | null) =>
    target?.addEventListener?.(
      type,
      () => {
        const told = hint();
        if (told !== null) onHint(told);
      },
      {signal},
    );
  const {document, navigator} = globalThis;
  on(globalThis.window, 'online', () => 'changed');
  on(networkOf(navigator), 'change', () => 'changed');
  on(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? 'woken' : null));
  on(document, 'resume', () => 'woken');
  on(globalThis.window, 'pageshow', () => 'woken');
  const timer = watchClock(onHint);
  signal.addEventListener('abort', () => clearInterval(timer));
  return () => stop.abort();
}

/** A timer that comes far too late: the page was frozen, or the computer asleep. */
function watchClock(onHint: (hint: NetworkHint) => void): ReturnType<typeof setInterval> {
  let last = Date.now();
  return setInterval(() => {
    const now = Date.now();
    const lateMs = now - last - TICK_MS;
    last = now;
    if (lateMs > SLEPT_MS) onHint('slept');
    else if (lateMs > PAUSED_MS) onHint('woken');
  }, TICK_MS);
}

/** Network Information API: Chrome and Edge only. */
function networkOf(navigator: Navigator | undefined): EventTarget | undefined {
  if (navigator === undefined || !('connection' in navigator)) return undefined;
  return navigator.connection instanceof EventTarget ? navigator.connection : undefined;
}
