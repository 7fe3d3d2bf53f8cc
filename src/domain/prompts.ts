/** What a flow or a queue can play, with its length in milliseconds in each language (hub/voice/media/sounds). */
export const PROMPTS = {
  welcome: {en: 2_957, pl: 3_499},
  'please-hold': {en: 2_297, pl: 2_353},
  'menu-example': {en: 4_977, pl: 7_813},
  'enter-customer-number': {en: 4_122, pl: 5_005},
  'not-understood': {en: 2_599, pl: 3_993},
  closed: {en: 5_346, pl: 6_109},
  goodbye: {en: 2_972, pl: 3_525},
  transferring: {en: 3_893, pl: 3_292},
  'callback-offer': {en: 10_799, pl: 12_832},
  'callback-offer-closed': {en: 5_877, pl: 8_138},
  'callback-promised': {en: 7_207, pl: 9_390},
  'queue-busy': {en: 7_857, pl: 9_131},
  'voicemail-greeting': {en: 9_265, pl: 9_987},
  'voicemail-greeting-closed': {en: 8_553, pl: 9_679},
  'voicemail-thanks': {en: 4_470, pl: 5_217},
} as const;

export type PromptName = keyof typeof PROMPTS;
export const PROMPT_LANGUAGES = ['en', 'pl'] as const;
export type PromptLanguage = (typeof PROMPT_LANGUAGES)[number];

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

/** An organisation's own: a third part says what is in it. */
export function isOwnSound(sound: string): boolean {
  return /^[a-z0-9-]+\.[a-z]{2}\.[0-9a-f]{16}$/.test(sound);
}

/** The prompt and language that a sound stands for, whosever it is. */
export function promptOfSound(sound: string): string {
  return isOwnSound(sound) ? sound.slice(0, sound.lastIndexOf('.')) : sound;
}

/** How long a sound that comes with the hub lasts; nothing for one that there is not. */
export function soundLengthMs(sound: string): number {
  const [name = '', language] = sound.split('.');
  return isPrompt(name) ? PROMPTS[name][language === 'pl' ? 'pl' : 'en'] : 0;
}
