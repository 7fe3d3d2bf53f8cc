import {expect} from '@open-wc/testing';
import {AUTO_ANSWER_S, AUTO_ANSWER_TONE, ringPattern} from '../../src/services/attention/ring-patterns.ts';
import {Ringtone} from '../../src/services/attention/ringtone.ts';
import {SoundBox, type SoundContext} from '../../src/services/attention/sound-box.ts';

const TWO_NOTES = {tune: 'two-notes', kind: 'call', volume: 0.7} as const;
const RATE = 48_000;

/** Renders into memory, and says that it runs, as a context does that the browser lets through. */
function offline(seconds: number): {context: OfflineAudioContext; running: SoundContext} {
  const context = new OfflineAudioContext(1, RATE * seconds, RATE);
  // Its own suspend() stops at a given moment; there is none that merely rests.
  const sound: Omit<OfflineAudioContext, 'suspend'> = context;
  const running = new Proxy(sound, {
    get: (target, name) => {
      if (name === 'state') return 'running';
      if (name === 'suspend') return undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {context, running};
}

async function openBox(running: SoundContext): Promise<SoundBox> {
  const box = new SoundBox(
    () => undefined,
    () => running,
  );
  expect(await box.wake()).to.equal(true);
  return box;
}

/** Records what the ringtone would send to the loudspeaker. */
async function record(
  act: (ringtone: Ringtone, context: OfflineAudioContext) => void,
  seconds = 1,
): Promise<Float32Array> {
  const {context, running} = offline(seconds);
  const ringtone = new Ringtone(await openBox(running));
  act(ringtone, context);
  const samples = (await context.startRendering()).getChannelData(0);
  ringtone.stop();
  return samples;
}

function loudest(samples: Float32Array, fromSecond: number, toSecond: number): number {
  return samples.subarray(fromSecond * RATE, toSecond * RATE).reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}

describe('Ringtone', () => {
  it('[EL-9] plays two soft notes and then pauses, again and again', async () => {
    const samples = await record((ringtone) => ringtone.start(TWO_NOTES), 4);
    expect(loudest(samples, 0, 0.2)).to.be.within(0.05, 0.2);
    expect(loudest(samples, 0.22, 0.5)).to.be.within(0.05, 0.25);
    expect(loudest(samples, 0.8, 2.5)).to.be.below(0.001);
    expect(loudest(samples, 2.6, 2.9)).to.be.within(0.05, 0.2);
  });

  it('[EL-9] is silent 100 ms after it was stopped', async () => {
    const samples = await record((ringtone, context) => {
      ringtone.start(TWO_NOTES);
      void context.suspend(0.256).then(() => {
        ringtone.stop();
        return context.resume();
      });
    }, 4);
    expect(loudest(samples, 0.2, 0.25)).to.be.above(0.02);
    expect(loudest(samples, 0.36, 4)).to.be.below(0.002);
  });

  it('[DV-30] is as loud as it was set', async () => {
    const full = await record((ringtone) => ringtone.start({...TWO_NOTES, volume: 1}));
    const half = await record((ringtone) => ringtone.start({...TWO_NOTES, volume: 0.5}));
    expect(loudest(half, 0, 1) / loudest(full, 0, 1)).to.be.closeTo(0.5, 0.02);
    expect(loudest(await record((ringtone) => ringtone.start({...TWO_NOTES, volume: 0})), 0, 1)).to.equal(0);
  });

  it('[DV-30] each of the three tunes, and each kind of ring, is unlike the others', () => {
    const kinds = ['call', 'consult', 'callback', 'knock', 'emergency'] as const;
    const tunes = ['two-notes', 'bell', 'marimba'] as const;
    for (const tune of tunes) {
      const patterns = kinds.map((kind) => JSON.stringify(ringPattern(tune, kind)));
      expect(new Set(patterns).size).to.equal(kinds.length);
    }
    expect(new Set(tunes.map((tune) => JSON.stringify(ringPattern(tune, 'call')))).size).to.equal(tunes.length);
  });

  it('[DV-40] the tone of a call that answers itself is over when it is answered', async () => {
    const {context, running} = offline(2);
    const box = await openBox(running);
    box.play(AUTO_ANSWER_TONE, 1);
    const samples = (await context.startRendering()).getChannelData(0);
    expect(loudest(samples, 0, 0.6)).to.be.above(0.05);
    expect(loudest(samples, AUTO_ANSWER_S, 2)).to.be.below(0.001);
  });
});

describe('SoundBox', () => {
  it('[EL-10] says that the browser holds the sound back, and rings once it may', async () => {
    const context = new AudioContext();
    await context.suspend();
    let allowed = false;
    const resume = context.resume.bind(context);
    Reflect.defineProperty(context, 'resume', {value: () => (allowed ? resume() : new Promise(() => undefined))});
    const told: string[] = [];
    const box: SoundBox = new SoundBox(
      () => told.push(box.state),
      () => context,
    );
    const ringtone = new Ringtone(box);
    ringtone.start(TWO_NOTES);
    expect(await box.wake()).to.equal(false);
    expect(told).to.deep.equal(['blocked']);
    expect(ringtone.ringing).to.equal(true);
    allowed = true;
    Reflect.defineProperty(context, 'state', {configurable: true, get: () => 'running'});
    context.dispatchEvent(new Event('statechange'));
    expect(told).to.deep.equal(['blocked', 'unlocked']);
    Reflect.deleteProperty(context, 'state');
    ringtone.stop();
    await box.dispose();
    expect(context.state).to.equal('closed');
    expect(ringtone.ringing).to.equal(false);
  });
});
