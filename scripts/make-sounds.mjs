/**
 * Makes a sound that a leg can be played (docs/deployment.md) from a recording: `node scripts/make-sounds.mjs welcome.wav
 * welcome.en.opus`. In: PCM of 16 bits, any rate, mono or stereo. Out: Ogg Opus, 48 kHz, mono, packets of 20 ms.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {BootstrapError, bootstrap, runMain} from './bootstrap.mjs';

await runMain(async () => {
  await bootstrap();
  const [from, to, ...more] = process.argv.slice(2);
  if (from === undefined || to === undefined || more.length > 0)
    throw new BootstrapError('Name a WAV file and the .opus file to make of it.');
  const {RATE, readWave} = await import('../hub/prompts/wave.ts');
  const {writeOpus} = await import('../hub/prompts/write-opus.ts');
  const pcm = readAs(() => readWave(readFileSync(from)));
  writeFileSync(to, await writeOpus(pcm));
  process.stdout.write(`${to}: ${(pcm.length / RATE).toFixed(2)} s\n`);
  return 0;
});

/** What is wrong with the file is for whoever made it. */
function readAs(read) {
  try {
    return read();
  } catch (error) {
    throw error.code === 'audio-unusable' ? new BootstrapError(error.message) : error;
  }
}
