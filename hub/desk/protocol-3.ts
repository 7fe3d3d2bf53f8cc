/** News of callbacks, which a desk of protocol 3 knows nothing of. */
const UNKNOWN: readonly unknown[] = ['CallbackChanged', 'CallbackLost', 'LostCallbackDismissed'];

/** An event as a desk of protocol 3 knows it; null for one it would not know. */
export function eventForProtocol3(stored: object): object | null {
  return isKnown(stored) ? stored : null;
}

/** A snapshot likewise: emergencies are told to newer ones only, which can place such calls. */
export function snapshotForProtocol3(stored: object): object {
  const {emergencies: _emergencies, lostCallbacks: _lost, ...known}: Newer = stored;
  const missed = Array.isArray(known.missed) ? {missed: known.missed.filter(isKnown)} : {};
  return {...known, ...missed, protocol: 3};
}

type Newer = {readonly emergencies?: unknown; readonly lostCallbacks?: unknown; readonly missed?: unknown};

function isKnown(event: unknown): boolean {
  return typeof event !== 'object' || event === null || !('type' in event) || !UNKNOWN.includes(event.type);
}
