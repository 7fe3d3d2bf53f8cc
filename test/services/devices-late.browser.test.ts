import {expect} from '@open-wc/testing';
import {SdkError} from '../../src/api/errors.ts';
import {missingFor} from '../../src/components/go-online/missing.ts';
import {DeviceMemory} from '../../src/services/devices/device-memory.ts';
import {LateDevices} from '../../src/services/devices/late-devices.ts';
import {FakeSession} from '../support/fake-session.ts';
import type {DeviceService} from '../../src/services/ports.ts';

/** Devices that come when the test says so. */
function lateDevices() {
  const {promise, resolve, reject} = Promise.withResolvers<DeviceService>();
  const devices = new LateDevices({
    load: () => promise,
    memory: new DeviceMemory(null),
    playTestTone: async () => true,
  });
  const calls: string[] = [];
  const fake = new FakeSession().devices;
  const real: DeviceService = {
    state: fake.state,
    preferences: fake.preferences,
    echo: fake.echo,
    allowMicrophone: async () => ({status: 'granted'}),
    dismissNews: () => undefined,
    playTestTone: async () => true,
    prefer: (change) => void calls.push(`prefer ${JSON.stringify(change)}`),
    choose: async (kind, id) => {
      calls.push(`choose ${kind} ${id}`);
      return {ok: true};
    },
    measure: () => {
      calls.push('measure');
      return () => calls.push('stop measuring');
    },
    startEcho: async () => void calls.push('start'),
    stopEcho: () => void calls.push('stop'),
  };
  const come = (): void => {
    devices.take(real);
    resolve(real);
  };
  return {devices, calls, real, come, fail: () => reject(new SdkError('media-failed', 'It did not load.'))};
}

describe('the devices while they are on their way', () => {
  it('[DV-51] nobody is asked for a microphone before it is known whether one is missing', () => {
    const {devices} = lateDevices();
    expect(missingFor(devices.state.value.permission, 'unlocked', false)).to.equal(null);
    devices.handleMissing();
    expect(missingFor(devices.state.value.permission, 'unlocked', false)?.microphone).to.equal(true);
  });

  it('[DV-51] what was set meanwhile holds at once and is kept, and they show what they say afterwards', async () => {
    const {devices, calls, real, come} = lateDevices();
    devices.prefer({ringVolume: 0.2});
    devices.prefer({titleOff: true});
    expect(devices.preferences.value).to.include({ringVolume: 0.2, titleOff: true});
    const chosen = devices.choose('speaker', 'out-1');
    come();
    expect(await chosen).to.deep.equal({ok: true});
    expect(calls).to.deep.equal(['prefer {"ringVolume":0.2,"titleOff":true}', 'choose speaker out-1']);
    expect(devices.state.value).to.equal(real.state.value);
  });

  it('[DV-51] what was begun and ended before they came never begins', async () => {
    const {devices, calls, come} = lateDevices();
    const stopMeasuring = devices.measure(() => undefined);
    const started = devices.startEcho();
    expect(devices.echo.value.status).to.equal('connecting');
    devices.stopEcho();
    stopMeasuring();
    come();
    await started;
    expect(calls).to.deep.equal([]);
    const again = devices.measure(() => undefined);
    await devices.startEcho();
    again();
    expect(calls).to.deep.equal(['measure', 'start', 'stop measuring']);
  });

  it('[DV-51] when they do not come, each says so in its own way', async () => {
    const {devices, fail} = lateDevices();
    const allowed = devices.allowMicrophone();
    expect(devices.state.value.permission.status).to.equal('asking');
    const [chosen, started] = [devices.choose('speaker', 'out-1'), devices.startEcho()];
    fail();
    expect(await allowed).to.deep.equal({status: 'failed', problem: 'failed'});
    expect(await chosen).to.deep.include({ok: false});
    await started;
    expect(devices.echo.value).to.deep.include({status: 'failed'});
  });
});
