/** Resolves when the time is over, or at once when the signal says that nobody waits any more. */
export function wait(afterMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, afterMs);
    signal.addEventListener('abort', done);
  });
}
