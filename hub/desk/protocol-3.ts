/** A snapshot as a desk of protocol 3 knows it: emergencies are told to newer ones only, which can place such calls. */
export function snapshotForProtocol3(stored: object): object {
  const {emergencies: _emergencies, ...known}: {readonly emergencies?: unknown} = stored;
  return {...known, protocol: 3};
}
