import {expect} from '@open-wc/testing';
import {BrowserDeviceService} from '../../src/services/devices/browser-device-service.ts';
import {DeviceMemory} from '../../src/services/devices/device-memory.ts';
import {EchoCall} from '../../src/services/devices/echo-call.ts';
import type {DeviceState} from '../../src/services/ports.ts';
import {Microphone} from '../../src/services/voice/microphone.ts';
import {FakeMediaDevices, device} from '../support/fake-media-devices.ts';

const BUILT_IN = device('audioinput', 'mic-1', 'Built-in', 'g1');
const HEADSET = device('audioinput', 'mic-2', 'Jabra', 'g2');
const LOUD = device('audiooutput', 'out-1', 'Built-in speakers', 'g1');
const EARS = device('audiooutput', 'out-2', 'Jabra', 'g2');
const ALL = [device('audioinput', 'default', 'Default - Built-in', 'g1'), BUILT_IN, HEADSET, LOUD, EARS];
const WITHOUT_HEADSET = [BUILT_IN, LOUD];

/** Storage of one browser, shared by its pages. */
class FakeStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string): string | null => this.items.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.items.set(key, value);
}

type Desk = {
  readonly service: BrowserDeviceService;
  readonly microphone: Microphone;
  /** What the carrier of calls was told to use, in order. */
  readonly told: string[];
};

describe('DeviceService', () => {
  let media: FakeMediaDevices;
  let storage: FakeStorage;
  let desks: Desk[] = [];

  beforeEach(() => {
    media = new FakeMediaDevices();
    media.devices = ALL;
    storage = new FakeStorage();
  });

  afterEach(async () => {
    for (const {service} of desks) service.dispose();
    desks = [];
    await media.restore();
  });

  /** A desk; a call that is under way takes what the microphone gives, as a leg does. */
  async function start({inCall = false} = {}): Promise<Desk> {
    const microphone = new Microphone({});
    const told: string[] = [];
    let track: MediaStreamTrack | null = null;
    const take = async () => {
      const acquired = await microphone.acquire();
      if (!acquired.ok) return acquired;
      if (track !== null) microphone.release(track);
      track = acquired.value;
      return {ok: true, value: undefined} as const;
    };
    const hub = {send: () => Promise.reject(new Error('no hub here'))};
    const service = new BrowserDeviceService({
      microphone,
      voice: {
        selectMicrophone: (deviceId) => {
          told.push(`microphone ${deviceId ?? 'system'}`);
          return inCall ? take() : Promise.resolve({ok: true, value: undefined});
        },
        selectSpeaker: async (deviceId) => {
          told.push(`speaker ${deviceId ?? 'system'}`);
          return {ok: true, value: undefined};
        },
      },
      echo: new EchoCall({hub, clock: {now: () => 0}, microphone}),
      playTestTone: async () => true,
      memory: new DeviceMemory(storage as unknown as Storage),
    });
    const desk = {service, microphone, told};
    desks.push(desk);
    await until(service, ({microphone: {available}}) => available.length > 0 || media.devices.length === 0);
    if (inCall) await take();
    return desk;
  }

  async function until(service: BrowserDeviceService, expected: (state: DeviceState) => boolean): Promise<DeviceState> {
    if (expected(service.state.value)) return service.state.value;
    return new Promise((resolve) => {
      const end = service.state.subscribe((state) => {
        if (!expected(state)) return;
        end();
        resolve(state);
      });
    });
  }

  /** Looks at each frame; the test's own limit ends what never comes true. */
  async function holds(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => requestAnimationFrame(resolve));
  }

  /** The browser ends what was recorded, as it does when the device is pulled out. */
  function endTracks(tracks: Iterable<MediaStreamTrack>): void {
    for (const track of tracks) track.dispatchEvent(new Event('ended'));
  }

  it('[DV-1] lists microphones and speakers without the entry that stands for none of them', async () => {
    const {service} = await start();
    const {microphone, speaker, permission} = service.state.value;
    expect(microphone.available.map(({label}) => label)).to.deep.equal(['Built-in', 'Jabra']);
    expect(speaker.available.map(({label}) => label)).to.deep.equal(['Built-in speakers', 'Jabra']);
    expect(permission).to.deep.equal({status: 'granted'});
  });

  it('[DV-2] a choice takes effect at once, and is remembered in this browser', async () => {
    const first = await start();
    expect(await first.service.choose('microphone', 'mic-2')).to.deep.equal({ok: true});
    await first.service.choose('speaker', 'out-2');
    expect(first.told).to.deep.equal(['microphone mic-2', 'speaker out-2']);
    expect(first.microphone.deviceId).to.equal('mic-2');
    const second = await start();
    await until(
      second.service,
      ({microphone, speaker}) => microphone.used?.id === 'mic-2' && speaker.used?.id === 'out-2',
    );
    expect(second.microphone.deviceId).to.equal('mic-2');
    expect([...storage.items.keys()]).to.deep.equal(['cordboard-devices']);
  });

  it('[DV-2] what another page of this browser chose is used here too', async () => {
    const {service} = await start();
    const chosen = {
      devices: {microphone: {id: 'mic-2', label: 'Jabra', groupId: 'g2'}, speaker: null, ringtone: null},
      preferences: {...service.preferences.value, ringtone: 'bell'},
    };
    const event = new StorageEvent('storage', {key: 'cordboard-devices', newValue: JSON.stringify(chosen)});
    Object.defineProperty(event, 'storageArea', {value: storage});
    globalThis.dispatchEvent(event);
    await until(service, ({microphone}) => microphone.used?.id === 'mic-2');
    expect(service.preferences.value.ringtone).to.equal('bell');
  });

  it('[DV-3] what is remembered wrongly is as if it had never been chosen', async () => {
    for (const text of ['{', '[]', '{"devices":{"microphone":7},"preferences":{"ringVolume":9,"ringtone":"drum"}}']) {
      storage.items.set('cordboard-devices', text);
      const {service} = await start();
      expect(service.state.value.microphone.chosen).to.equal(null);
      expect(service.preferences.value).to.include({ringVolume: 0.7, ringtone: 'two-notes'});
    }
  });

  it('[DV-4] a headset that is pulled out in a call is replaced at once; the agent is told once', async () => {
    const {service, microphone, told} = await start({inCall: true});
    await service.choose('microphone', 'mic-2');
    await service.choose('speaker', 'out-2');
    told.length = 0;
    media.plug(WITHOUT_HEADSET);
    const state = await until(service, ({news}) => news?.type === 'lost');
    expect(state.news).to.deep.equal({type: 'lost', label: 'Jabra', kinds: ['microphone', 'speaker'], now: null});
    await holds(() => told.length === 2);
    expect(told).to.deep.equal(['microphone system', 'speaker system']);
    expect(microphone.inUse).to.equal(true);
    expect(media.opened.at(-1)?.deviceId).to.equal(undefined);
    expect(state.microphone.chosen?.id, 'it is remembered').to.equal('mic-2');
  });

  it('[DV-5] goes back to the headset when it returns, also under another id, and says so', async () => {
    const {service} = await start();
    await service.choose('microphone', 'mic-2');
    media.plug(WITHOUT_HEADSET);
    await until(service, ({news}) => news?.type === 'lost');
    media.plug([...WITHOUT_HEADSET, {...HEADSET, deviceId: 'mic-9', groupId: 'g9'}]);
    const state = await until(service, ({news}) => news?.type === 'back');
    expect(state.microphone.used?.id).to.equal('mic-9');
    expect(state.news).to.deep.equal({type: 'back', label: 'Jabra', kinds: ['microphone']});
  });

  it('[DV-5] stays where the sound went when the agent wants that', async () => {
    const {service} = await start();
    service.prefer({staysAfterLoss: true});
    await service.choose('microphone', 'mic-2');
    media.plug(WITHOUT_HEADSET);
    await until(service, ({news}) => news?.type === 'lost');
    media.plug(ALL);
    const state = await until(service, ({microphone}) => microphone.available.length === 2);
    expect(state.microphone).to.deep.include({chosen: null, used: null});
  });

  it('[DV-4] so is the system’s own microphone, which nobody chose', async () => {
    const {service, microphone} = await start();
    const acquired = await microphone.acquire();
    expect(acquired.ok).to.equal(true);
    if (acquired.ok) endTracks([acquired.value]);
    const state = await until(service, ({news}) => news?.type === 'lost');
    expect(state.permission).to.deep.equal({status: 'granted'});
  });

  it('[DV-6] with no microphone left the agent is told, and the next one that is plugged in is used', async () => {
    const {service, told} = await start({inCall: true});
    await service.choose('microphone', 'mic-2');
    told.length = 0;
    media.plug([LOUD]);
    await until(service, ({permission}) => permission.status === 'failed' && permission.problem === 'missing');
    await holds(() => media.refused === 1);
    media.plug([LOUD, BUILT_IN]);
    await until(service, ({permission}) => permission.status === 'granted');
    await holds(() => told.length === 2);
    expect(told).to.deep.equal(['microphone system', 'microphone system']);
    await holds(() => media.opened.at(-1)?.deviceId === undefined);
    expect(media.opened.at(-1)?.stream.getAudioTracks()[0]?.readyState).to.equal('live');
  });

  it('[DV-7] a permission that is taken back in a call is told as such, and asked for again', async () => {
    const {service, microphone} = await start();
    const acquired = await microphone.acquire();
    media.refusal = new DOMException('Permission denied', 'NotAllowedError');
    media.permit('denied');
    if (acquired.ok) endTracks([acquired.value]);
    await until(service, ({permission}) => permission.status === 'failed' && permission.problem === 'revoked');
    media.refusal = null;
    media.permit('granted');
    await until(service, ({permission}) => permission.status === 'granted');
    expect(await service.allowMicrophone()).to.deep.equal({status: 'granted'});
  });

  for (const [why, name, permission, problem] of [
    ['said no', 'NotAllowedError', 'denied', 'denied'],
    ['closed the question', 'NotAllowedError', 'prompt', 'dismissed'],
    ['has another program that uses it', 'NotReadableError', 'granted', 'busy'],
  ] as const) {
    it(`[DV-7] an agent who ${why} is told so, and may try again`, async () => {
      media.permit(permission);
      const {service} = await start();
      media.refusal = new DOMException('no', name);
      expect(await service.allowMicrophone()).to.deep.equal({status: 'failed', problem});
      media.refusal = null;
      expect(await service.allowMicrophone()).to.deep.equal({status: 'granted'});
    });
  }

  it('[DV-8] the microphone is open while its level is shown, and not a moment longer', async () => {
    const {service, microphone} = await start();
    const {promise: told, resolve} = Promise.withResolvers<number>();
    const stop = service.measure(resolve);
    expect(await told).to.be.within(0, 1);
    expect(microphone.inUse).to.equal(true);
    stop();
    expect(microphone.inUse).to.equal(false);
    // Closed before it was open: it must not stay open behind.
    service.measure(() => undefined)();
    const own = await microphone.acquire();
    if (own.ok) microphone.release(own.value);
    expect(microphone.inUse).to.equal(false);
  });

  it('[DV-9] a headset that is plugged in is offered, never taken', async () => {
    media.devices = WITHOUT_HEADSET;
    const {service, told} = await start();
    media.plug(ALL);
    const state = await until(service, ({news}) => news !== null);
    expect(state.news).to.deep.equal({type: 'found', device: {id: 'mic-2', label: 'Jabra', groupId: 'g2'}});
    expect(told).to.deep.equal([]);
    media.plug(WITHOUT_HEADSET);
    await until(service, ({news}) => news === null);
  });
});
