import {
  PROMPTS,
  type PromptLanguage,
  type PromptName,
  PROMPT_LANGUAGES,
  promptSound,
  soundLengthMs,
} from '../../src/domain/prompts.ts';
import type {Sound} from '../../src/domain/wait-menu.ts';
import {record} from '../store/audit.ts';
import type {Reading} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {PromptAudio} from './prompt-audio.ts';

/** What callers hear for a prompt. */
export type StoredPrompt = {
  readonly name: PromptName;
  readonly language: PromptLanguage;
  /** Null: those that come with the hub. */
  readonly words: string | null;
  readonly origin: 'built-in' | 'spoken' | 'uploaded';
  readonly lengthMs: number;
};

type Row = {
  readonly name: string;
  readonly language: string;
  readonly words: string;
  readonly origin: 'spoken' | 'uploaded';
  readonly lengthMs: number;
};

const ALL = `
  select prompt.name, language, words, origin, length_ms as "lengthMs" from prompt join prompt_sound using (sound)`;

export async function listPrompts(asking: Reading): Promise<readonly StoredPrompt[]> {
  const rows = await run<Row>(asking, ALL, []);
  const names = Object.keys(PROMPTS).filter((name): name is PromptName => Object.hasOwn(PROMPTS, name));
  return names.flatMap((name) =>
    PROMPT_LANGUAGES.map((language): StoredPrompt => {
      const own = rows.find((row) => row.name === name && row.language === language);
      if (own === undefined)
        return {name, language, words: null, origin: 'built-in', lengthMs: soundLengthMs(promptSound(name, language))};
      const {words, origin, lengthMs} = own;
      return {name, language, words, origin, lengthMs};
    }),
  );
}

const OWN_SOUND = `
  select sound, length_ms as "lengthMs" from prompt join prompt_sound using (sound)
  where prompt.name = $1 and prompt.language = $2`;

/** What is played for a prompt now: the organisation's own, else that which came with the hub. */
export async function soundOfPrompt(asking: Reading, name: string, language: PromptLanguage): Promise<Sound> {
  const own = await runForOne<Sound>(asking, OWN_SOUND, [name, language]);
  if (own !== null) return own;
  const sound = promptSound(name, language);
  return {sound, lengthMs: soundLengthMs(sound)};
}

const LENGTHS = `
  select prompt.name || '.' || language as sound, length_ms as "lengthMs" from prompt join prompt_sound using (sound)`;

/** How long the organisation's own are, by the sound that they stand in place of. */
export async function ownLengths(asking: Reading): Promise<ReadonlyMap<string, number>> {
  const rows = await run<Sound>(asking, LENGTHS, []);
  return new Map(rows.map(({sound, lengthMs}) => [sound, lengthMs]));
}

/** The audio of an own sound; null for one that there is not. */
export async function audioOfSound({tx}: Reading, sound: string): Promise<Buffer | null> {
  const row = await tx.selectFrom('prompt_sound').select('audio').where('sound', '=', sound).executeTakeFirst();
  return row?.audio ?? null;
}

export type PromptChange = {
  readonly name: PromptName;
  readonly language: PromptLanguage;
  readonly words: string;
  readonly origin: 'spoken' | 'uploaded';
};

/** From the next caller on they hear this. */
export async function writePrompt(
  work: Work,
  {name, language, words, origin}: PromptChange,
  {sound, audio, lengthMs}: PromptAudio,
  actor: string,
): Promise<void> {
  await work.tx
    .insertInto('prompt_sound')
    .values({sound, audio, length_ms: lengthMs})
    .onConflict((on) => on.column('sound').doNothing())
    .execute();
  const row = {words, sound, origin, changed_at: new Date(work.now)};
  await work.tx
    .insertInto('prompt')
    .values({name, language, ...row})
    .onConflict((on) => on.columns(['name', 'language']).doUpdateSet(row))
    .execute();
  await record(work, {actor, action: 'change-prompt', detail: {name, language, origin, lengthMs}});
}

/** Back to the words that come with the hub. */
export async function resetPrompt(
  work: Work,
  {name, language}: Pick<PromptChange, 'name' | 'language'>,
  actor: string,
): Promise<void> {
  const {numDeletedRows} = await work.tx
    .deleteFrom('prompt')
    .where('name', '=', name)
    .where('language', '=', language)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await record(work, {actor, action: 'reset-prompt', detail: {name, language}});
}
