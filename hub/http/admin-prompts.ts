import {readFile} from 'node:fs/promises';
import type {FastifyInstance, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {
  PROMPT_LANGUAGES,
  type PromptLanguage,
  type PromptName,
  isPrompt,
  promptSound,
} from '../../src/domain/prompts.ts';
import {PROMPT_AUDIO_MAX, PROMPT_WORDS_MAX, faultOfWords} from '../../src/domain/prompt-words.ts';
import {promptAudio} from '../prompts/prompt-audio.ts';
import {PromptError} from '../prompts/prompt-error.ts';
import {audioOfSound, listPrompts, resetPrompt, soundOfPrompt, writePrompt} from '../prompts/prompt-store.ts';
import {canSpeak, speak} from '../prompts/speak.ts';
import {builtInWords, soundFile} from '../prompts/built-in.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {AdminOptions} from './admin.ts';
import {readBody} from './contacts-schema.ts';
import {Problem} from './problem.ts';

const wordsSchema = v.strictObject({
  words: v.pipe(
    v.string('a text'),
    v.transform((text) => text.normalize('NFC').trim()),
    v.minLength(1, 'words to say'),
    v.check((text) => faultOfWords(text) !== 'too-long', `at most ${PROMPT_WORDS_MAX} characters`),
    v.check((text) => faultOfWords(text) !== 'control', 'no control characters'),
  ),
});

type Which = {readonly name: PromptName; readonly language: PromptLanguage};

/** [DC-16] What callers hear, in the organisation's own words (docs/overflow.md). */
export function addPromptRoutes(admin: FastifyInstance, {store}: AdminOptions): void {
  const types = ['audio/ogg', 'audio/wav', 'audio/x-wav', 'audio/wave'];
  admin.addContentTypeParser(types, {parseAs: 'buffer', bodyLimit: PROMPT_AUDIO_MAX}, (_request, body, done) =>
    done(null, body),
  );

  admin.get('/prompts', async () => {
    const prompts = await listPrompts({tx: store.db});
    const wordsOf = await builtInWords();
    return {
      speaks: await canSpeak(),
      items: prompts.map((each) => ({...each, words: each.words ?? wordsOf(each.name, each.language)})),
    };
  });

  admin.put('/prompts/:name/:language', async (request) => {
    const which = whichOf(request);
    const {words} = readBody(wordsSchema, request.body);
    const audio = await orProblem(() => speak(words, which.language));
    return keep(store, request, {...which, words, origin: 'spoken'}, audio);
  });

  admin.put('/prompts/:name/:language/audio', {bodyLimit: PROMPT_AUDIO_MAX}, async (request) => {
    const which = whichOf(request);
    if (!Buffer.isBuffer(request.body)) throw new Problem('unsupported-media-type');
    return keep(store, request, {...which, words: '', origin: 'uploaded'}, request.body);
  });

  admin.delete('/prompts/:name/:language', async (request, reply) => {
    const which = whichOf(request);
    await store.decide((work) => resetPrompt(work, which, request.administrator));
    return reply.code(204).send();
  });

  admin.get('/prompts/:name/:language/audio', async (request, reply) => {
    const {name, language} = whichOf(request);
    const {sound} = await soundOfPrompt({tx: store.db}, name, language);
    const own = await audioOfSound({tx: store.db}, sound);
    const audio = own ?? (await readFile(soundFile(promptSound(name, language))));
    return reply.type('audio/ogg').send(audio);
  });
}

async function keep(
  store: HubStore,
  request: FastifyRequest,
  change: Parameters<typeof writePrompt>[1],
  recording: Buffer,
): Promise<object> {
  const audio = await orProblem(() => promptAudio(change.name, change.language, recording));
  await store.decide((work) => writePrompt(work, change, audio, request.administrator));
  const {name, language, words, origin} = change;
  return {name, language, words, origin, lengthMs: audio.lengthMs};
}

async function orProblem<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof PromptError) throw new Problem(error.code, {detail: error.message});
    throw error;
  }
}

const params = v.object({name: v.string(), language: v.string()});

function whichOf(request: FastifyRequest): Which {
  const {name, language} = v.parse(params, request.params);
  const known = PROMPT_LANGUAGES.find((each) => each === language);
  if (!isPrompt(name) || known === undefined) throw new Problem('not-found');
  return {name, language: known};
}
