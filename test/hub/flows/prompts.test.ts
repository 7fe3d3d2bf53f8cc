import assert from 'node:assert/strict';
import {readFile, readdir} from 'node:fs/promises';
import {describe, it} from 'node:test';
import {opusPackets} from '../../../hub/voice/media/ogg-opus.ts';
import {PROMPTS, isPrompt, promptSound, soundLengthMs} from '../../../src/domain/prompts.ts';

const folder = new URL('../../../hub/voice/media/sounds/', import.meta.url);
const LARGEST = 40_000;
const FRAME_MS = 20;

describe('the prompts', () => {
  it('[FL-17] are there in English and Polish, as long as flows take them to be, and small', async () => {
    for (const name of Object.keys(PROMPTS).filter(isPrompt))
      for (const language of ['en', 'pl'] as const) {
        const sound = promptSound(name, language);
        const file = await readFile(new URL(`${sound}.opus`, folder));
        assert.ok(file.length < LARGEST, sound);
        // The last frame may be filled up, and the first one begins before the sound does.
        const ms = opusPackets(file).length * FRAME_MS;
        assert.ok(ms >= soundLengthMs(sound) && ms - soundLengthMs(sound) <= 2 * FRAME_MS, `${sound} lasts ${ms} ms`);
      }
  });

  it('[FL-17] are the ones there are files and texts for', async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.opus')).toSorted();
    const known = Object.keys(PROMPTS).flatMap((name) => [`${name}.en.opus`, `${name}.pl.opus`]);
    assert.deepEqual(files, known.toSorted());
    const texts: unknown = JSON.parse(await readFile(new URL('prompts.json', folder), 'utf8'));
    assert.deepEqual(Object.keys(Object(texts)), Object.keys(PROMPTS));
  });
});
