import {expect} from '@open-wc/testing';
import {HubVoiceAdapter} from '../../src/services/voice/hub-voice-adapter.ts';
import {Microphone} from '../../src/services/voice/microphone.ts';

/** A microphone that is always there: a tone nobody hears. */
class QuietMicrophone extends Microphone {
  override async acquire() {
    const [track] = new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
    if (track === undefined) throw new TypeError('a destination has a track');
    return {ok: true as const, value: track};
  }
}

describe('a voice connection', () => {
  const original = globalThis.RTCPeerConnection;
  const asked: RTCIceServer[][] = [];

  before(() => {
    globalThis.RTCPeerConnection = class extends original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        asked.push(this.getConfiguration().iceServers ?? []);
      }
    };
  });

  after(() => {
    globalThis.RTCPeerConnection = original;
  });

  it('[OP-62] is made with the relays known at its own time, at each join', async () => {
    const passwords = ['first', 'second'];
    const adapter = new HubVoiceAdapter({
      microphone: new QuietMicrophone({}),
      signalling: {connectLeg: async () => Promise.reject(new Error('enough'))},
      iceServers: async () => [
        {urls: ['turn:127.0.0.1:9'], username: '1:agent', credential: passwords.shift() ?? 'none'},
      ],
    });
    for (const epoch of [1, 2]) await adapter.join({legId: 'leg', epoch});
    adapter.dispose();
    expect(asked.map((servers) => servers.map(({credential, username}) => ({credential, username})))).to.deep.equal([
      [{credential: 'first', username: '1:agent'}],
      [{credential: 'second', username: '1:agent'}],
    ]);
  });
});
