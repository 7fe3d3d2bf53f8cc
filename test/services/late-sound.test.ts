import assert from 'node:assert/strict';
import {describe, it, mock} from 'node:test';
import {SdkError} from '../../src/api/errors.ts';
import {Late} from '../../src/services/late.ts';
import {lateVoice} from '../../src/services/voice/late-voice.ts';
import type {LegJoin, VoiceAdapter, VoiceResult, VoiceLeg} from '../../src/services/voice/voice-adapter.ts';

const LEG: LegJoin = {legId: 'leg-1', epoch: 1};
const JOINED: VoiceResult<VoiceLeg> = {ok: false, error: {code: 'microphone-busy', message: 'the adapter was asked'}};

function adapterThat(hears: LegJoin[]): VoiceAdapter {
  return {
    name: 'test',
    capabilities: new Set(),
    devices: {
      microphones: async () => [],
      speakers: async () => [],
      selectMicrophone: async () => ({ok: true, value: undefined}),
      selectSpeaker: async () => ({ok: true, value: undefined}),
      onChange: () => () => undefined,
    },
    join: async (leg) => {
      hears.push(leg);
      return JOINED;
    },
    dispose: () => undefined,
  };
}

describe('the sound, which loads after the desk is connected', () => {
  it('[DV-50] a call that is answered before the sound is there joins as soon as it is', async () => {
    const {promise, resolve} = Promise.withResolvers<VoiceAdapter>();
    const heard: LegJoin[] = [];
    const joined = lateVoice(() => promise).join(LEG);
    assert.deepEqual(heard, []);
    resolve(adapterThat(heard));
    assert.deepEqual(await joined, JOINED);
    assert.deepEqual(heard, [LEG]);
  });

  it('[DV-50] sound that does not load is a failed join in words, and the next join loads it again', async () => {
    const heard: LegJoin[] = [];
    const answers = [() => Promise.reject(new TypeError('Failed to fetch')), async () => adapterThat(heard)];
    const late = new Late<VoiceAdapter>(() => (answers.shift() ?? assert.fail('loaded too often'))());
    const voice = lateVoice(() => late.get());
    const failed = await voice.join(LEG);
    assert.ok(!failed.ok);
    assert.equal(failed.error.code, 'media-failed');
    assert.match(failed.error.message, /did not load.*tried again/);
    assert.deepEqual(await voice.join(LEG), JOINED);
    assert.deepEqual(await voice.join(LEG), JOINED);
    assert.deepEqual(heard, [LEG, LEG]);
  });

  it('[DV-50] it is fetched ahead of any call, again for as long as that fails, and once', async () => {
    mock.timers.enable({apis: ['setTimeout']});
    try {
      let asked = 0;
      let told = 0;
      const late = new Late(async () => {
        asked += 1;
        if (asked < 3) throw new TypeError('Failed to fetch');
        return 'sound';
      });
      await late.prefetch(() => (told += 1));
      assert.deepEqual([asked, told], [1, 1]);
      for (let turn = 0; turn < 2; turn += 1) {
        mock.timers.tick(10_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      assert.deepEqual([asked, told], [3, 2]);
      await late.prefetch(() => (told += 1));
      assert.deepEqual([await late.get(), asked, told], ['sound', 3, 2]);
    } finally {
      mock.timers.reset();
    }
  });

  it('[DV-50] a desk that is closed loads nothing more, and hands back what it had loaded', async () => {
    const none = new Late(async () => assert.fail('loaded'));
    assert.equal(await none.end(), null);
    await assert.rejects(none.get(), (error) => error instanceof SdkError && error.code === 'closed');
    const some = new Late(async () => 'sound');
    await some.get();
    assert.equal(await some.end(), 'sound');
  });
});
