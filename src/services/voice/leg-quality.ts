import type {VoiceQuality} from './voice-adapter.ts';

/** Of a leg that has no connection. */
export const noQuality: VoiceQuality = {
  roundTripMs: null,
  jitterMs: null,
  lossPercent: 0,
  concealedPercent: 0,
  packetsReceived: 0,
  packetsLost: 0,
  samplesReceived: 0,
  samplesConcealed: 0,
  packetsSent: 0,
};

/** Reads the browser's statistics of one connection (webrtc-stats). What is not there yet counts as unknown or none. */
export async function readQuality(peer: RTCPeerConnection): Promise<VoiceQuality> {
  const found = new Map<string, object>();
  (await peer.getStats()).forEach((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('type' in entry)) return;
    // Of the candidate pairs only the one in use has a meaning here.
    if (entry.type === 'candidate-pair' && !('nominated' in entry && entry.nominated === true)) return;
    found.set(String(entry.type), entry);
  });
  const inbound = found.get('inbound-rtp');
  const received = read(inbound, 'packetsReceived') ?? 0;
  // Negative when packets came twice (RFC 3550 §6.4.1).
  const lost = Math.max(0, read(inbound, 'packetsLost') ?? 0);
  const samples = read(inbound, 'totalSamplesReceived') ?? 0;
  const concealed = read(inbound, 'concealedSamples') ?? 0;
  const jitterS = read(inbound, 'jitter');
  const roundTripS = read(found.get('candidate-pair'), 'currentRoundTripTime');
  return {
    roundTripMs: roundTripS === null ? null : roundTripS * 1000,
    jitterMs: jitterS === null ? null : jitterS * 1000,
    lossPercent: percent(lost, received + lost),
    concealedPercent: percent(concealed, samples),
    packetsReceived: received,
    packetsLost: lost,
    samplesReceived: samples,
    samplesConcealed: concealed,
    packetsSent: read(found.get('outbound-rtp'), 'packetsSent') ?? 0,
  };
}

function read(entry: object | undefined, name: string): number | null {
  const value = entry === undefined ? undefined : Object.entries(entry).find(([key]) => key === name)?.[1];
  return typeof value === 'number' ? value : null;
}

function percent(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : 0;
}
