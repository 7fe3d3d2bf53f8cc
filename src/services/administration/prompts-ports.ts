import type {SdkError} from '../../api/errors.ts';
import type {PromptPlace} from '../../api/prompt-client.ts';
import type {Prompt, PromptList, PromptRefusal} from '../../api/wire/prompts.ts';
import type {PromptLanguage, PromptName} from '../../domain/prompts.ts';
import type {Store} from '../store.ts';

/** What an administrator types over the words of a prompt: `prompt`, its name and its language. */
export type PromptKey = `prompt ${PromptName}.${PromptLanguage}`;

/**
 * unknown ──▶ known
 *    └──▶ failed ──▶ known
 */
export type PromptsState =
  | {readonly status: 'unknown'}
  | ({readonly status: 'known'} & PromptList)
  | {readonly status: 'failed'; readonly error: SdkError};

export type PromptDeed = 'speak' | 'upload' | 'reset' | 'undo';

/** Why a change was not made: the hub does not take it, or the way to it failed. */
export type PromptProblem =
  | {readonly kind: 'refused'; readonly refusal: PromptRefusal}
  | {readonly kind: 'failed'; readonly error: SdkError};

/**
 * (none) ──▶ doing ──▶ done ──▶ doing
 *              └──▶ failed ──▶ doing
 */
export type PromptWork = {readonly deed: PromptDeed} & (
  | {readonly status: 'doing'}
  /** `undoable`: what was there before can be had back. */
  | {readonly status: 'done'; readonly undoable: boolean}
  /** What was there is still there; and what could be undone before still can. */
  | {readonly status: 'failed'; readonly problem: PromptProblem; readonly undoable: boolean}
);
export type PromptWorks = ReadonlyMap<PromptKey, PromptWork>;

/** One sound at a time. */
export type Listening =
  | {readonly status: 'quiet'}
  | {readonly status: 'fetching' | 'playing'; readonly key: PromptKey}
  | {readonly status: 'failed'; readonly key: PromptKey; readonly error: SdkError};

/** What callers hear. What is typed over it is among the edits of the administration. */
export type PromptsService = {
  readonly state: Store<PromptsState>;
  readonly works: Store<PromptWorks>;
  readonly listening: Store<Listening>;
  /** Reads again; what is known stays meanwhile. */
  refresh(): Promise<void>;
  /** Has the hub speak what was typed, or `words`. */
  speak(place: PromptPlace, words: string): Promise<void>;
  upload(place: PromptPlace, recording: Blob): Promise<void>;
  /** Back to what comes with Cordboard. */
  reset(place: PromptPlace): Promise<void>;
  /** Back to what was there before the last change of this page. */
  undo(place: PromptPlace): Promise<void>;
  /** Plays what callers hear now. */
  listen(place: PromptPlace): Promise<void>;
  stop(): void;
};

export function promptKey({name, language}: PromptPlace): PromptKey {
  return `prompt ${name}.${language}`;
}

export function isPromptKey(key: string): key is PromptKey {
  return key.startsWith('prompt ');
}

/** The prompt of a key, among those that are known. */
export function promptOfKey(state: PromptsState, key: PromptKey): Prompt | null {
  if (state.status !== 'known') return null;
  return state.items.find((each) => promptKey(each) === key) ?? null;
}
