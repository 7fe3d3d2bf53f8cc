type PageLife = {
  /** It is closed, reloaded or left for another one; nothing may run here after this. */
  readonly left: () => void;
  /** The browser had kept it as it was and shows it again. */
  readonly back: () => void;
};

/**
 * Tells when the page is left, which may be the last that anybody hears of it, and when the browser brings it back.
 * @returns a function that ends it
 */
export function watchLeaving({left, back}: PageLife): () => void {
  const stop = new AbortController();
  const {signal} = stop;
  const {window} = globalThis;
  window?.addEventListener('pagehide', left, {signal});
  window?.addEventListener('pageshow', ({persisted}) => persisted && back(), {signal});
  return () => stop.abort();
}
