/** What a flow can play, with its length in milliseconds in each language (hub/voice/media/sounds). */
export const PROMPTS = {
  welcome: {en: 2_957, pl: 3_499},
  'please-hold': {en: 2_297, pl: 2_353},
  'menu-example': {en: 4_977, pl: 7_813},
  'enter-customer-number': {en: 4_122, pl: 5_005},
  'not-understood': {en: 2_599, pl: 3_993},
  closed: {en: 5_346, pl: 6_109},
  goodbye: {en: 2_972, pl: 3_525},
  transferring: {en: 3_893, pl: 3_292},
} as const;

export type PromptName = keyof typeof PROMPTS;
export type PromptLanguage = 'en' | 'pl';

/** An announcement of nothing: whoever is asked for digits hears no music meanwhile. */
export const QUIET = 'quiet';

/** How a variable may say that the customer speaks Polish; whatever else it says means English. */
const POLISH = /^(?:pl(?:[-_].*)?|polish|polski)$/i;

export function isPrompt(name: string): name is PromptName {
  return Object.hasOwn(PROMPTS, name);
}

/** @param value what a variable says of the customer's language: `pl`, `pl-PL`, `Polish` */
export function promptLanguageOf(value: string | null | undefined): PromptLanguage {
  return POLISH.test(value?.trim() ?? '') ? 'pl' : 'en';
}

/** The sound of a prompt: what an announcement names, and the file without its ending. */
export function promptSound(name: string, language: PromptLanguage): string {
  return `${name}.${language}`;
}

/** How long a sound lasts; nothing for one that there is not. */
export function soundLengthMs(sound: string): number {
  const [name = '', language] = sound.split('.');
  return isPrompt(name) ? PROMPTS[name][language === 'pl' ? 'pl' : 'en'] : 0;
}
