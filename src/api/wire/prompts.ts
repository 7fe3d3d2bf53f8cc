import * as v from 'valibot';
import {PROMPT_LANGUAGES, type PromptLanguage, type PromptName, isPrompt} from '../../domain/prompts.ts';
import {count} from './model-schemas.ts';

/** What callers hear for a prompt in a language, as an administrator's page has it. */
export type Prompt = {
  readonly name: PromptName;
  readonly language: PromptLanguage;
  /** What is said; empty: it is a recording. */
  readonly words: string;
  readonly origin: 'built-in' | 'spoken' | 'uploaded';
  readonly lengthMs: number;
};

/** `speaks`: there is a speech synthesiser where the hub runs. */
export type PromptList = {readonly speaks: boolean; readonly items: readonly Prompt[]};

export const PROMPT_REFUSALS = [
  'synthesiser-missing',
  'synthesiser-failed',
  'audio-unusable',
  'too-large',
  'unsupported-media-type',
  'invalid',
] as const;

/** Why the hub does not take words or a recording. `detail`: in the hub's own words. */
export type PromptRefusal = {readonly code: (typeof PROMPT_REFUSALS)[number]; readonly detail: string | null};

const promptSchema: v.GenericSchema<unknown, Prompt> = v.object({
  name: v.custom<PromptName>((name) => typeof name === 'string' && isPrompt(name)),
  language: v.picklist(PROMPT_LANGUAGES),
  words: v.string(),
  origin: v.picklist(['built-in', 'spoken', 'uploaded']),
  lengthMs: count,
});

const namedSchema = v.object({name: v.string()});
const listSchema = v.object({speaks: v.boolean(), items: v.array(v.unknown())});

const refusalSchema: v.GenericSchema<unknown, PromptRefusal> = v.object({
  code: v.picklist(PROMPT_REFUSALS),
  detail: v.optional(v.nullable(v.string()), null),
});

/** Null for what is not in that form. Prompts that only a newer hub knows are left out. */
export function decodePrompts(received: unknown): PromptList | null {
  const list = v.safeParse(listSchema, received);
  if (!list.success) return null;
  const known = list.output.items.filter((each) => !isUnknown(each)).map(decodePrompt);
  const items = known.filter((each) => each !== null);
  return items.length === known.length ? {speaks: list.output.speaks, items} : null;
}

/** Null for what is not in that form. */
export function decodePrompt(received: unknown): Prompt | null {
  const parsed = v.safeParse(promptSchema, received);
  return parsed.success ? parsed.output : null;
}

/** Null for what is no refusal of a prompt. */
export function decodeRefusal(received: unknown): PromptRefusal | null {
  const parsed = v.safeParse(refusalSchema, received);
  return parsed.success ? parsed.output : null;
}

function isUnknown(received: unknown): boolean {
  const named = v.safeParse(namedSchema, received);
  return named.success && !isPrompt(named.output.name);
}
