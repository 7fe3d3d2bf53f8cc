/** The longest delay a timer can hold; a longer one would fire at once. */
const longestDelayMs = 2 ** 31 - 1;

/**
 * Calls back at a point in time, however far away, without keeping the process alive.
 * @param at - epoch milliseconds
 * @returns a function that cancels it
 */
export function scheduleAt(at: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const remainingMs = at - Date.now();
    if (remainingMs > longestDelayMs) timer = setTimeout(arm, longestDelayMs).unref();
    else timer = setTimeout(callback, Math.max(0, remainingMs)).unref();
  };
  arm();
  return () => clearTimeout(timer);
}

/** Waits for `work`, but not longer than `timeoutMs`. Answers whether the work ended in time. */
export async function settlesWithin(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([work.then(() => true), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
