import type {PromptLanguage, PromptName} from './prompts.ts';

export const PROMPT_WORDS_MAX = 600;
/** A minute of WAV in stereo at 48 kHz, with room for what stands before it. */
export const PROMPT_AUDIO_MAX = 12 * 1024 * 1024;

export type WordsFault = 'empty' | 'too-long' | 'control';

/** Words as they are spoken: one line, whatever was typed or pasted. */
export function tidyWords(typed: string): string {
  return typed.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

export function wordsLength(words: string): number {
  return Array.from(words).length;
}

/** What keeps words from being spoken; null: nothing. @param words tidied */
export function faultOfWords(words: string): WordsFault | null {
  if (words === '') return 'empty';
  if (wordsLength(words) > PROMPT_WORDS_MAX) return 'too-long';
  return /[\p{Cc}\p{Cs}]/u.test(words) ? 'control' : null;
}

const OFFERS: readonly PromptName[] = ['callback-offer', 'callback-offer-closed'];

/** "One" as a number that is pressed, and not as in "no one" or "one of us". */
const KEY: Readonly<Record<PromptLanguage, RegExp>> = {
  en: /(?<![\p{L}\p{N}])(?:1|(?<!no )one(?! of))(?![\p{L}\p{N}])/iu,
  pl: /(?<![\p{L}\p{N}])(?:1|jeden(?! z)|jedynk\p{L}+)(?![\p{L}\p{N}])/iu,
};

/** The key of the offer is always 1: whether its words leave callers without knowing it. */
export function leavesOutKey(name: PromptName, language: PromptLanguage, words: string): boolean {
  return OFFERS.includes(name) && words.trim() !== '' && !KEY[language].test(words);
}
