import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  useOPUS,
  type RTCRtpTransceiver,
} from 'werift';
import {peerSettings, type NetworkOptions} from './network-options.ts';
import {checkOffer, withoutNames} from './offer.ts';
import {isRefusal, refuse, type LegState, type MediaRefusal} from './protocol.ts';
import type {OutgoingPosition} from './rtp-rewriter.ts';

/** One packet from the browser. */
export interface WirePacket {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Uint8Array;
  /** True when it carries a telephone-event and no sound. */
  readonly isEvent: boolean;
}

export interface ConnectionHandlers {
  onState(state: LegState): void;
  onPacket(packet: WirePacket): void;
  /** Anything at all came from the peer, a connectivity check included. */
  onSignOfLife(): void;
}

/** One peer connection of one leg; a leg has another one after a page reload. */
export interface Connection {
  readonly answer: string;
  send(position: OutgoingPosition, payload: Uint8Array): void;
  /** Sends a packet of a telephone-event; null when the peer takes none. */
  readonly sendEvent: ((position: OutgoingPosition, payload: Uint8Array) => void) | null;
  close(): void;
}

export type OpenConnection = (offer: string, handlers: ConnectionHandlers) => Promise<Connection | MediaRefusal>;

/**
 * Candidates that never answer, on purpose. werift gives up at once when it has nobody to check, although the browser's
 * own checks, which arrive a moment later, would have told it where the browser is (peer-reflexive, RFC 8445 §7.3.1.3).
 */
const nobody = 'candidate:0 1 udp 1 127.0.0.1 9 typ host';

const telephoneEvent = 'audio/telephone-event';

/** @returns how to open peer connections on this network */
export function connectionOpener(network: NetworkOptions): OpenConnection {
  return async (offer, handlers) => {
    const problem = checkOffer(offer);
    if (problem !== null) return problem;
    const peer = new RTCPeerConnection({
      ...peerSettings(network),
      codecs: {
        audio: [
          useOPUS({parameters: 'minptime=10;useinbandfec=1'}),
          new RTCRtpCodecParameters({mimeType: telephoneEvent, clockRate: 48_000}),
        ],
      },
      iceFilterStunResponse: () => {
        handlers.onSignOfLife();
        return true;
      },
    });
    const result = await answer(peer, offer, handlers);
    if (isRefusal(result)) void peer.close();
    return result;
  };
}

async function answer(
  peer: RTCPeerConnection,
  offer: string,
  handlers: ConnectionHandlers,
): Promise<Connection | MediaRefusal> {
  try {
    const transceiver = peer.addTransceiver(new MediaStreamTrack({kind: 'audio'}), {direction: 'sendrecv'});
    peer.onTrack.subscribe((track) =>
      track.onReceiveRtp.subscribe((packet) => handlers.onPacket(fromWire(packet, transceiver))),
    );
    peer.connectionStateChange.subscribe((state) => {
      const told = legState(state);
      if (told !== null) handlers.onState(told);
    });
    // The browser's goodbye (close_notify) ends the transport; the library leaves the connection's state as it was.
    transceiver.sender.dtlsTransport.onStateChange.subscribe((state) => {
      if (state === 'closed') handlers.onState('closed');
    });
    await peer.setRemoteDescription({type: 'offer', sdp: withoutNames(offer)});
    await peer.addIceCandidate({candidate: nobody, sdpMLineIndex: 0});
    await peer.setLocalDescription(await peer.createAnswer());
    const description = peer.localDescription;
    if (description === null) return refuse('media-failed', 'No answer could be made for this offer.');
    return open(peer, transceiver, description.sdp);
  } catch (error) {
    // Browsers' offers are parsed by the library, which throws plain errors for whatever it does not understand.
    if (error instanceof Error) return refuse('bad-offer', 'The offer could not be answered.');
    throw error;
  }
}

function open(peer: RTCPeerConnection, transceiver: RTCRtpTransceiver, sdp: string): Connection {
  const {sender} = transceiver;
  return {
    answer: sdp,
    send: ({sequence, timestamp, marker}, payload) => {
      const header = new RtpHeader({sequenceNumber: sequence, timestamp, marker});
      void sender.sendRtp(new RtpPacket(header, Buffer.from(payload)));
    },
    sendEvent: eventSender(transceiver),
    close: () => void peer.close(),
  };
}

/** Past the sender, which would stamp the sound's payload type on it. */
function eventSender({sender, codecs}: RTCRtpTransceiver): Connection['sendEvent'] {
  const codec = codecs.find((each) => each.mimeType.toLowerCase() === telephoneEvent);
  const {payloadType} = codec ?? {};
  if (payloadType === undefined) return null;
  return ({sequence, timestamp, marker}, payload) => {
    const {ssrc} = sender;
    const header = new RtpHeader({sequenceNumber: sequence, timestamp, marker, payloadType, ssrc});
    void sender.dtlsTransport.sendRtp(Buffer.from(payload), header);
  };
}

function fromWire({header, payload}: RtpPacket, transceiver: RTCRtpTransceiver): WirePacket {
  const codec = transceiver.codecs.find((each) => each.payloadType === header.payloadType);
  return {
    sequence: header.sequenceNumber,
    timestamp: header.timestamp,
    ssrc: header.ssrc,
    payload,
    isEvent: codec?.mimeType.toLowerCase() === telephoneEvent,
  };
}

function legState(state: RTCPeerConnection['connectionState']): LegState | null {
  switch (state) {
    case 'connected':
    case 'disconnected':
    case 'closed':
      return state;
    case 'failed':
      return 'disconnected';
    default:
      return null;
  }
}
