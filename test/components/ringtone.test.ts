import {expect} from '@open-wc/testing';
import {Ringtone} from '../../src/components/popover/ringtone.ts';

/** Records the loudness of what the ringtone would send to the loudspeaker. */
async function record(act: (ringtone: Ringtone, context: OfflineAudioContext) => void): Promise<Float32Array> {
  const context = new OfflineAudioContext(1, 48_000, 48_000);
  const running = new Proxy(context, {
    get: (target, name) => {
      if (name === 'state') return 'running';
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const ringtone = new Ringtone(
    () => undefined,
    () => running,
  );
  ringtone.start();
  act(ringtone, context);
  const audio = await context.startRendering();
  return audio.getChannelData(0);
}

function loudest(samples: Float32Array, fromSecond: number, toSecond: number): number {
  return samples
    .subarray(fromSecond * 48_000, toSecond * 48_000)
    .reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}

describe('Ringtone', () => {
  it('[EL-9] plays two soft notes and then pauses', async () => {
    const samples = await record(() => undefined);
    expect(loudest(samples, 0, 0.2)).to.be.within(0.05, 0.2);
    expect(loudest(samples, 0.22, 0.5)).to.be.within(0.05, 0.25);
    expect(loudest(samples, 0.8, 1)).to.be.below(0.001);
  });

  it('[EL-9] is silent 100 ms after it was stopped', async () => {
    const samples = await record((ringtone, context) => {
      void context.suspend(0.256).then(() => {
        ringtone.stop();
        return context.resume();
      });
    });
    expect(loudest(samples, 0.2, 0.25)).to.be.above(0.02);
    expect(loudest(samples, 0.36, 1)).to.be.below(0.002);
  });

  it('[EL-10] says that the browser holds the sound back, and rings once it may', async () => {
    const told: boolean[] = [];
    const {promise, resolve} = Promise.withResolvers<void>();
    const context = new AudioContext();
    await context.suspend();
    Reflect.defineProperty(context, 'resume', {value: () => promise});
    const ringtone = new Ringtone(
      (blocked) => told.push(blocked),
      () => context,
    );
    ringtone.start();
    expect(told).to.deep.equal([true]);
    resolve();
    await promise;
    await Promise.resolve();
    expect(told).to.deep.equal([true, false]);
    await ringtone.dispose();
    expect(context.state).to.equal('closed');
    expect(ringtone.ringing).to.equal(false);
  });
});
