import {spawn} from 'node:child_process';
import type {PromptLanguage} from '../../src/domain/prompts.ts';
import {PromptError} from './prompt-error.ts';

const VOICES: Readonly<Record<PromptLanguage, string>> = {en: 'en-gb', pl: 'pl'};
const SYNTHESISER = 'espeak-ng';
const SPOKEN_WITHIN_MS = 20_000;
const OUTPUT_MAX = 8 * 1024 * 1024;

/** Whether words can be spoken here. */
export async function canSpeak(): Promise<boolean> {
  try {
    await pipe(SYNTHESISER, ['--version'], '');
    return true;
  } catch {
    // Not installed, or not what it should be: nobody speaks here.
    return false;
  }
}

/**
 * Has words spoken by the system's speech synthesiser.
 * @returns a WAV file
 * @throws {PromptError} `synthesiser-missing`, `synthesiser-failed`
 */
export function speak(words: string, language: PromptLanguage): Promise<Buffer> {
  // The words go by the standard input: nobody sees them in a list of processes, and none is taken for an option.
  return pipe(SYNTHESISER, ['-v', VOICES[language], '-s', '150', '--stdin', '--stdout'], words);
}

function pipe(program: string, options: readonly string[], input: string): Promise<Buffer> {
  const {promise, resolve, reject} = Promise.withResolvers<Buffer>();
  const child = spawn(program, options, {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: SPOKEN_WITHIN_MS,
    killSignal: 'SIGKILL',
  });
  const pieces: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > OUTPUT_MAX) child.kill('SIGKILL');
    else pieces.push(piece);
  });
  // A program that ends early does not read what it is given; its code says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  child.on('error', (cause) => reject(missing(program, cause)));
  child.on('close', (code) => {
    if (code === 0) resolve(Buffer.concat(pieces));
    else
      reject(
        new PromptError('synthesiser-failed', `${program} did not speak these words. Upload a recording instead.`),
      );
  });
  return promise;
}

function missing(program: string, cause: Error): PromptError {
  const what = `${program} is not installed where the hub runs`;
  return new PromptError('synthesiser-missing', `${what}: install it, or upload a recording.`, {
    cause,
  });
}
