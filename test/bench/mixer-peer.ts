import {MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket, useOPUS} from 'werift';
import {FrameClock} from '../../hub/voice/media/frame-clock.ts';
import type {MediaProcess} from '../../hub/voice/media-client.ts';

/** One party without a browser: says what it is told every 20 ms, and hands over what it hears. */
export type BenchPeer = {
  readonly legId: string;
  /** Opus packets of 20 ms, said round and round. */
  say(frames: readonly Uint8Array[]): void;
  onHear: (payload: Uint8Array) => void;
  close(): Promise<void>;
};

export async function joinPeer(media: MediaProcess, legId: string, frames: readonly Uint8Array[]): Promise<BenchPeer> {
  const connection = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    codecs: {audio: [useOPUS()]},
  });
  const track = new MediaStreamTrack({kind: 'audio'});
  connection.addTransceiver(track, {direction: 'sendrecv'});
  let said = frames;
  let sequence = 0;
  let talk: FrameClock | null = null;
  const peer: BenchPeer = {
    legId,
    say: (next) => {
      said = next;
    },
    onHear: () => undefined,
    async close() {
      talk?.stop();
      await connection.close();
    },
  };
  connection.onTrack.subscribe((heard) => heard.onReceiveRtp.subscribe(({payload}) => peer.onHear(payload)));
  const connected = Promise.withResolvers<void>();
  connection.connectionStateChange.subscribe((state) => {
    if (state === 'connected') connected.resolve();
  });
  await connection.setLocalDescription(await connection.createOffer());
  const {answer} = await media.connect({legId, epoch: 1, offer: connection.localDescription?.sdp ?? ''});
  await connection.setRemoteDescription({type: 'answer', sdp: answer});
  await connected.promise;
  // By the clock: an interval of 20 ms comes late each time, and nobody's microphone does.
  talk = new FrameClock(() => {
    sequence += 1;
    const payload = Buffer.from(said[sequence % said.length] ?? new Uint8Array());
    track.writeRtp(new RtpPacket(new RtpHeader({sequenceNumber: sequence, timestamp: sequence * 960}), payload));
  });
  talk.start();
  return peer;
}
