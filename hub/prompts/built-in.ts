import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import * as v from 'valibot';
import type {PromptLanguage, PromptName} from '../../src/domain/prompts.ts';

const FOLDER = new URL('../voice/media/sounds/', import.meta.url);

const texts = v.record(v.string(), v.object({en: v.string(), pl: v.string()}));

/** What the prompts that come with the hub say; empty for one that there is not. */
export async function builtInWords(): Promise<(name: PromptName, language: PromptLanguage) => string> {
  const read = v.parse(texts, JSON.parse(await readFile(new URL('prompts.json', FOLDER), 'utf8')));
  return (name, language) => read[name]?.[language] ?? '';
}

/** The file of a sound that comes with the hub. */
export function soundFile(sound: string): string {
  return fileURLToPath(new URL(`${sound}.opus`, FOLDER));
}
