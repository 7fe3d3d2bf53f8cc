import {createHash} from 'node:crypto';
import {type PromptLanguage, type PromptName, promptSound} from '../../src/domain/prompts.ts';
import {PROMPT_AUDIO_MAX} from '../../src/domain/prompt-words.ts';
import {opusPackets} from '../voice/media/ogg-opus.ts';
import {PromptError} from './prompt-error.ts';
import {isWave, readWave} from './wave.ts';
import {writeOpus} from './write-opus.ts';

const PACKET_MS = 20;
const SHORTEST_MS = 300;
const LONGEST_MS = 60_000;
const TOO_LONG = 'A prompt is 0.3 to 60 seconds long.';

/** A sound as it is kept and played. */
export type PromptAudio = {readonly sound: string; readonly audio: Buffer; readonly lengthMs: number};

/**
 * Judges a recording (WAV or Ogg Opus), and names it by its content.
 * @throws {PromptError} `audio-unusable`
 */
export async function promptAudio(name: PromptName, language: PromptLanguage, recording: Buffer): Promise<PromptAudio> {
  const audio = isWave(recording) ? await writeOpus(waveOf(recording)) : recording;
  const lengthMs = packetsOf(audio) * PACKET_MS;
  if (lengthMs < SHORTEST_MS || lengthMs > LONGEST_MS) throw new PromptError('audio-unusable', TOO_LONG);
  const content = createHash('sha256').update(audio).digest('hex').slice(0, 16);
  return {sound: `${promptSound(name, language)}.${content}`, audio, lengthMs};
}

/** One that is far too long is not worked on for minutes. */
function waveOf(recording: Buffer): Float32Array {
  if (recording.length > PROMPT_AUDIO_MAX) throw new PromptError('audio-unusable', TOO_LONG);
  return readWave(recording);
}

function packetsOf(audio: Buffer): number {
  try {
    return opusPackets(audio).length;
  } catch (cause) {
    const message = 'Send a WAV file (PCM, 16 bits), or Ogg Opus with one channel and packets of 20 ms.';
    throw new PromptError('audio-unusable', message, {cause});
  }
}
