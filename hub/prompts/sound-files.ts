import {access, mkdir, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Kysely} from 'kysely';
import type {Tables} from '../store/tables.ts';
import {isOwnSound} from '../../src/domain/prompts.ts';
import {audioOfSound} from './prompt-store.ts';

/** Beside the socket of the media process, which reads it. */
export function promptFolder(runDir: string): string {
  return join(runDir, 'prompts');
}

/** Puts the organisation's own sounds where the media process of this machine finds them, each before it is first played. */
export class SoundFiles {
  readonly #db: Kysely<Tables>;
  readonly #folder: string;

  constructor(db: Kysely<Tables>, folder: string) {
    this.#db = db;
    this.#folder = folder;
  }

  async provide(sound: string): Promise<void> {
    if (!isOwnSound(sound)) return;
    const file = join(this.#folder, `${sound}.opus`);
    if (await isThere(file)) return;
    const audio = await audioOfSound({tx: this.#db}, sound);
    if (audio === null) return;
    await mkdir(this.#folder, {recursive: true, mode: 0o700});
    // Whole or not at all: the media process may look at any moment, and another hub may write the same.
    const draft = `${file}.${crypto.randomUUID()}`;
    await writeFile(draft, audio, {mode: 0o600});
    await rename(draft, file);
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    // Not yet, or not any more.
    return false;
  }
}
