import type {QueryResults} from '../../api/wire/commands.ts';
import type {EmergencyFindings} from '../../domain/emergency-readiness.ts';
import type {AttentionState} from '../attention/attention-ports.ts';
import type {Commands} from '../commands.ts';
import type {Clock, ConnectionState, VoiceState} from '../ports.ts';
import type {Store} from '../store.ts';
import {HubVoiceAdapter, type VoiceSignalling} from '../voice/hub-voice-adapter.ts';
import {hubIceServers} from '../voice/ice-servers.ts';
import {Microphone} from '../voice/microphone.ts';
import {type TroubleEdges, TroubleWatch} from '../voice/trouble-watch.ts';
import type {VoiceAdapter} from '../voice/voice-adapter.ts';
import {BrowserDeviceService} from './browser-device-service.ts';
import type {DeviceMemory} from './device-memory.ts';
import {EchoCall} from './echo-call.ts';
import {ReadinessReport} from './readiness-report.ts';

type Given = {
  readonly hub: Commands;
  readonly deskId: string;
  readonly microphoneConstraints: MediaTrackConstraints | undefined;
  readonly askIceServers: () => Promise<QueryResults['ListIceServers']>;
  readonly signalling: VoiceSignalling;
  /** Carries the audio in place of the hub's media process. */
  readonly adapter: VoiceAdapter | undefined;
  readonly memory: DeviceMemory;
  readonly connection: Store<ConnectionState>;
  readonly attention: {readonly state: Store<AttentionState>; readonly soundHere: boolean};
  readonly voice: Store<VoiceState>;
  readonly emergency: Store<EmergencyFindings | null>;
  readonly playTestTone: () => Promise<boolean>;
  readonly clock: Clock;
};

export type Sound = {
  readonly adapter: VoiceAdapter;
  readonly devices: BrowserDeviceService;
  watch(edges: TroubleEdges): {stop(): void};
  dispose(): void;
};

/**
 * All of a desk's audio that no page needs before a call: microphone, legs, devices, test call. It is a chunk of its own:
 * imported by `import()` alone.
 */
export function createSound(given: Given): Sound {
  const {hub, deskId, signalling, connection, attention, voice, clock} = given;
  const microphone = new Microphone({constraints: given.microphoneConstraints});
  const iceServers = hubIceServers(given.askIceServers);
  const adapter = given.adapter ?? new HubVoiceAdapter({signalling, microphone, iceServers});
  const echo = new EchoCall({hub, clock, microphone, iceServers});
  const devices = new BrowserDeviceService({
    microphone,
    voice: adapter.devices,
    echo,
    playTestTone: given.playTestTone,
    memory: given.memory,
  });
  const report = new ReadinessReport({
    hub,
    deskId,
    connection,
    devices: devices.state,
    attention: attention.state,
    emergency: given.emergency,
    soundHere: () => attention.soundHere,
  });
  // Nobody tests their sound into a customer's ear.
  const endEcho = voice.subscribe((state) => {
    if (state.status !== 'idle') echo.stop();
  });
  return {
    adapter,
    devices,
    watch: (edges) => new TroubleWatch(edges),
    dispose() {
      endEcho();
      report.dispose();
      devices.dispose();
      adapter.dispose();
    },
  };
}
