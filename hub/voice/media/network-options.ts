import type {RTCPeerConnectionConfig} from 'werift';

export interface IceServer {
  readonly urls: string;
  readonly username?: string | undefined;
  readonly credential?: string | undefined;
}

/** How this process reaches the network, checked. */
export interface NetworkOptions {
  /** Addresses told to browsers instead of this machine's own; empty means its own. */
  readonly advertise: readonly string[];
  /** UDP ports, both included; null means any. */
  readonly ports: {readonly from: number; readonly to: number} | null;
  readonly iceServers: readonly IceServer[];
  readonly loopbackOnly: boolean;
}

/** A STUN server that is silent costs every leg this much at joining, in seconds. */
const stunGatherTimeoutS = 1;

/** The library's settings. Each host candidate gets a socket of its own. */
export function peerSettings(network: NetworkOptions): RTCPeerConnectionConfig {
  const told = network.loopbackOnly ? ['127.0.0.1'] : [...network.advertise];
  return {
    // Never left to the library: its default is a public STUN server.
    iceServers: network.loopbackOnly ? [] : network.iceServers.map(withoutUndefined),
    iceStunGatherTimeout: stunGatherTimeoutS,
    bundlePolicy: 'max-bundle',
    ...(told.length > 0 ? {iceUseIpv4: false, iceUseIpv6: false, iceAdditionalHostAddresses: told} : {}),
    ...(network.loopbackOnly ? {iceInterfaceAddresses: {udp4: '127.0.0.1'}} : {}),
    ...(network.ports === null ? {} : {icePortRange: [network.ports.from, network.ports.to]}),
  };
}

function withoutUndefined({urls, username, credential}: IceServer): {
  urls: string;
  username?: string;
  credential?: string;
} {
  return {urls, ...(username === undefined ? {} : {username}), ...(credential === undefined ? {} : {credential})};
}
