import {DeskAttention} from '../attention/desk-attention.ts';
import {hushingOffers} from '../attention/hushing-offers.ts';
import {TEST_TONE} from '../attention/ring-patterns.ts';
import type {Commands} from '../commands.ts';
import type {AgentView, Clock, ConnectionState, DeskSettings, OfferService, VoiceService} from '../ports.ts';
import type {Store} from '../store.ts';
import type {IceServerSource} from '../voice/ice-servers.ts';
import type {Microphone} from '../voice/microphone.ts';
import type {VoiceAdapter} from '../voice/voice-adapter.ts';
import {BrowserDeviceService} from './browser-device-service.ts';
import {EchoCall} from './echo-call.ts';
import {ReadinessReport} from './readiness-report.ts';

type Given = {
  readonly hub: Commands;
  readonly deskId: string;
  readonly microphone: Microphone;
  readonly iceServers: IceServerSource;
  readonly adapter: Pick<VoiceAdapter, 'devices'>;
  readonly offers: OfferService;
  readonly connection: Store<ConnectionState>;
  readonly agent: Store<AgentView | null>;
  readonly voice: Pick<VoiceService, 'state' | 'softphone'>;
  readonly settings: Store<DeskSettings | null>;
  readonly clock: Clock;
};

export type Sound = {
  readonly devices: BrowserDeviceService;
  readonly attention: DeskAttention;
  readonly offers: OfferService;
  dispose(): Promise<void>;
};

/** Devices, ring and readiness of one desk, wired to each other. */
export function createSound(given: Given): Sound {
  const {hub, deskId, microphone, iceServers, adapter, connection, agent, voice, settings, clock} = given;
  const echo = new EchoCall({hub, clock, microphone, iceServers});
  const devices = new BrowserDeviceService({
    microphone,
    voice: adapter.devices,
    echo,
    playTestTone: async () => {
      const through = await attention.unlock();
      if (through) attention.voiceBox.play(TEST_TONE, 1);
      return through;
    },
  });
  // What answers by itself is hushed like what a person answers.
  const accept = (offerId: string) => offers.accept(offerId);
  const attention: DeskAttention = new DeskAttention({
    offers: {ringing: given.offers.ringing, accept},
    connection,
    agent,
    voice,
    settings,
    devices,
    clock,
  });
  const offers = hushingOffers(given.offers, attention);
  const report = new ReadinessReport({
    hub,
    deskId,
    connection,
    devices: devices.state,
    attention: attention.state,
    soundHere: () => attention.soundHere,
  });
  // Nobody tests their sound into a customer's ear.
  const endEcho = voice.state.subscribe((state) => {
    if (state.status !== 'idle') echo.stop();
  });
  return {
    devices,
    attention,
    offers,
    async dispose() {
      endEcho();
      report.dispose();
      devices.dispose();
      await attention.dispose();
    },
  };
}
