/** A telephone's or desk's audio without a browser: joins a leg, says nothing, and keeps what it was sent: digits and sound. */
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  useOPUS,
  type RTCRtpTransceiver,
} from 'werift';
import {DIGITS} from '../../src/domain/dial-digits.ts';
import {Inbox} from './desk-client.ts';

export type LegPeer = {
  /** Each digit once, when its end arrives; with its length by the sender's clock. */
  readonly digits: Inbox<{readonly digit: string; readonly ms: number}>;
  /** Packets of Opus as they came, of 20 ms each. */
  readonly heard: Inbox<Uint8Array>;
  /** Presses a key, as a telephone does that sends telephone-events (RFC 4733): its end three times over. */
  press(digit: string): Promise<void>;
  /** Says packets of Opus, of 20 ms each, one after the other. Resolves when the last one was sent. */
  say(packets: readonly Uint8Array[]): Promise<void>;
  /** Resolves when it has heard some of these packets, from now on; fails after a deadline. What is played is not encoded again. */
  hears(packets: readonly Uint8Array[]): Promise<void>;
  close(): Promise<void>;
};

const EVENT = 'audio/telephone-event';

/** 100 ms: as long as anybody needs to know what it is. */
const HEARD_PACKETS = 5;
const HEARD_WITHIN_MS = 30_000;

/** Opus that is silence. */
const SILENT = Buffer.from([0xf8, 0xff, 0xfe]);

/** @param connect hands the offer over and gives the answer */
export async function joinLeg(connect: (sdp: string) => Promise<string>): Promise<LegPeer> {
  const peer = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    codecs: {audio: [useOPUS(), new RTCRtpCodecParameters({mimeType: EVENT, clockRate: 48_000})]},
  });
  const track = new MediaStreamTrack({kind: 'audio'});
  const transceiver = peer.addTransceiver(track, {direction: 'sendrecv'});
  const digits: LegPeer['digits'] = new Inbox();
  keepDigits(transceiver, peer, digits);
  const heard: LegPeer['heard'] = new Inbox();
  keepSound(transceiver, peer, heard);
  const deadlines: NodeJS.Timeout[] = [];
  await peer.setLocalDescription(await peer.createOffer());
  try {
    const sdp = await connect(peer.localDescription?.sdp ?? '');
    await peer.setRemoteDescription({type: 'answer', sdp});
  } catch (error) {
    await peer.close();
    throw error;
  }
  let sequence = 0;
  const words: Uint8Array[] = [];
  let said = (): void => undefined;
  const talk = setInterval(() => {
    sequence += 1;
    const payload = Buffer.from(words.shift() ?? SILENT);
    track.writeRtp(new RtpPacket(new RtpHeader({sequenceNumber: sequence, timestamp: sequence * 960}), payload));
    if (words.length === 0) said();
  }, 20);
  return {
    digits,
    heard,
    async press(digit) {
      const payloadType = transceiver.codecs.find(({mimeType}) => mimeType === EVENT)?.payloadType;
      const code = DIGITS.indexOf(digit);
      if (payloadType === undefined || code < 0) throw new TypeError('such a key cannot be pressed here');
      const {ssrc, dtlsTransport} = transceiver.sender;
      const timestamp = sequence * 960;
      for (const end of [0x80, 0x80, 0x80]) {
        sequence += 1;
        const header = new RtpHeader({sequenceNumber: sequence, timestamp, payloadType, ssrc, marker: false});
        await dtlsTransport.sendRtp(Buffer.from([code, end | 10, 0x12, 0xc0]), header);
      }
    },
    async say(packets) {
      const {promise, resolve} = Promise.withResolvers<void>();
      said = resolve;
      words.push(...packets);
      await promise;
    },
    hears(packets) {
      const {promise, resolve, reject} = Promise.withResolvers<void>();
      const awaited = new Set(packets.map(textOf));
      const deadline = setTimeout(() => reject(new Error('never heard: what was to be played')), HEARD_WITHIN_MS);
      deadlines.push(deadline);
      let earlier = heard.all.length;
      let met = 0;
      heard.each((packet) => {
        earlier -= 1;
        if (earlier >= 0 || met === HEARD_PACKETS || !awaited.has(textOf(packet))) return;
        met += 1;
        if (met < HEARD_PACKETS) return;
        clearTimeout(deadline);
        resolve();
      });
      return promise;
    },
    async close() {
      clearInterval(talk);
      for (const deadline of deadlines) clearTimeout(deadline);
      await peer.close();
    },
  };
}

function keepDigits(transceiver: RTCRtpTransceiver, peer: RTCPeerConnection, digits: LegPeer['digits']): void {
  let lastTimestamp: number | null = null;
  peer.onTrack.subscribe((track) =>
    track.onReceiveRtp.subscribe(({header, payload}) => {
      const codec = transceiver.codecs.find((each) => each.payloadType === header.payloadType);
      const isEnd = codec?.mimeType === EVENT && ((payload[1] ?? 0) & 0x80) !== 0;
      if (!isEnd || header.timestamp === lastTimestamp) return;
      lastTimestamp = header.timestamp;
      digits.add({digit: DIGITS[payload[0] ?? 16] ?? '?', ms: payload.readUInt16BE(2) / 48});
    }),
  );
}

function keepSound(transceiver: RTCRtpTransceiver, peer: RTCPeerConnection, heard: LegPeer['heard']): void {
  peer.onTrack.subscribe((track) =>
    track.onReceiveRtp.subscribe(({header, payload}) => {
      const codec = transceiver.codecs.find((each) => each.payloadType === header.payloadType);
      if (codec?.mimeType.toLowerCase() === 'audio/opus') heard.add(payload);
    }),
  );
}

function textOf(packet: Uint8Array): string {
  return Buffer.from(packet).toString('base64');
}
