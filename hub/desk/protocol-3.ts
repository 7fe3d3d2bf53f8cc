/**
 * A snapshot as a desk of protocol 3 knows it: emergencies are told to newer ones only, which can place such calls; and of callbacks such
 * a desk knows nothing, not even that there may be news of one.
 */
export function snapshotForProtocol3(stored: object): object {
  const {emergencies: _emergencies, ...known}: {readonly emergencies?: unknown; readonly missed?: unknown} = stored;
  const missed = Array.isArray(known.missed) ? {missed: known.missed.filter(isKnown)} : {};
  return {...known, ...missed, protocol: 3};
}

function isKnown(event: unknown): boolean {
  return typeof event !== 'object' || event === null || !('type' in event) || event.type !== 'CallbackChanged';
}
