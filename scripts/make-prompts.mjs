/**
 * Makes the prompts of flows from their texts (hub/voice/media/sounds/prompts.json), once, by hand: needs espeak-ng, sox
 * and opusenc (opus-tools). Neither a build nor the hub needs them. Prints the lengths in
 * milliseconds, which belong into src/domain/prompts.ts.
 */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {root} from './bootstrap.mjs';

const FOLDER = join(root, 'hub', 'voice', 'media', 'sounds');
const VOICES = {en: 'en-gb', pl: 'pl'};
/** Samples a second of Opus's own clock, whatever went in (RFC 7845). */
const CLOCK_HZ = 48_000;

const texts = JSON.parse(readFileSync(join(FOLDER, 'prompts.json'), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'prompts-'));
const lengths = {};
for (const [name, byLanguage] of Object.entries(texts)) {
  lengths[name] = {};
  for (const [language, text] of Object.entries(byLanguage)) lengths[name][language] = make(name, language, text);
}
rmSync(work, {recursive: true, force: true});
process.stdout.write(`${JSON.stringify(lengths, null, 2)}\n`);

/** @returns milliseconds */
function make(name, language, text) {
  const spoken = join(work, 'spoken.wav');
  const smooth = join(work, 'smooth.wav');
  const file = join(FOLDER, `${name}.${language}.opus`);
  execFileSync('espeak-ng', ['-v', VOICES[language], '-s', '150', '-w', spoken, text]);
  // As loud as a voice is in a call, with a breath before and after it.
  execFileSync('sox', [spoken, '-r', '48000', '-c', '1', smooth, 'norm', '-6', 'pad', '0.1', '0.2']);
  const options = ['--quiet', '--speech', '--vbr', '--bitrate', '24', '--framesize', '20', '--discard-comments'];
  execFileSync('opusenc', [...options, '--serial', '1', '--comment', `TITLE=${name}`, smooth, file]);
  return lengthOf(readFileSync(file));
}

/** From the last page's granule position, less what the decoder leaves out at the beginning (RFC 7845). */
function lengthOf(file) {
  const skipped = file.readUInt16LE(file.indexOf('OpusHead') + 10);
  const last = file.lastIndexOf('OggS');
  const samples = Number(file.readBigInt64LE(last + 6)) - skipped;
  return Math.round((samples / CLOCK_HZ) * 1_000);
}
