/** Carries an offer to the media process and its answer back; ours goes through the hub. */
export interface VoiceSignalling {
  /**
   * @param offerSdp the browser's session description, candidates included as far as they were found in time
   * @returns the answer's session description; rejects when the hub refuses or cannot be reached
   */
  connectLeg(legId: string, epoch: number, offerSdp: string): Promise<string>;
}

/**
 * Longest wait for the browser's own candidates, in milliseconds. Those of this machine come at once; a STUN server that
 * is slow must not delay the call, for the media process learns our address from our first packet anyway.
 */
const gatherAtMostMs = 500;

export interface AudioPeer {
  readonly peer: RTCPeerConnection;
  readonly sender: RTCRtpSender;
}

/** @param track the microphone, sent from the first moment */
export function openAudioPeer(track: MediaStreamTrack, iceServers: readonly RTCIceServer[]): AudioPeer {
  const peer = new RTCPeerConnection({iceServers: [...iceServers], bundlePolicy: 'max-bundle'});
  const {sender} = peer.addTransceiver(track, {direction: 'sendrecv'});
  return {peer, sender};
}

/** Offer out, answer in. Rejects with whatever the browser or the signalling threw. */
export async function negotiate(
  peer: RTCPeerConnection,
  exchange: (offerSdp: string) => Promise<string>,
): Promise<void> {
  await peer.setLocalDescription();
  await gathered(peer);
  const answer = await exchange(peer.localDescription?.sdp ?? '');
  // Closed while the answer was under way: the leg has moved on.
  if (peer.signalingState !== 'closed') await peer.setRemoteDescription({type: 'answer', sdp: answer});
}

function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, gatherAtMostMs);
    peer.addEventListener('icegatheringstatechange', check);
    function check(): void {
      if (peer.iceGatheringState === 'complete') done();
    }
    function done(): void {
      clearTimeout(timer);
      peer.removeEventListener('icegatheringstatechange', check);
      resolve();
    }
  });
}
