import type {PromptLanguage, PromptName} from '../domain/prompts.ts';
import {adminError} from './admin-errors.ts';
import {malformed} from './hub-http-errors.ts';
import {type HubHttpLink, bodyOf} from './hub-http-link.ts';
import {
  type Prompt,
  type PromptList,
  type PromptRefusal,
  decodePrompt,
  decodePrompts,
  decodeRefusal,
} from './wire/prompts.ts';

/** A prompt in one of its languages. */
export type PromptPlace = {readonly name: PromptName; readonly language: PromptLanguage};

export type PromptAnswer =
  | {readonly status: 'done'; readonly prompt: Prompt}
  | {readonly status: 'refused'; readonly refusal: PromptRefusal};

/** Longer than the synthesiser is given, and than a recording takes on a slow line. */
const CHANGED_WITHIN_MS = 60_000;
const WAVE_MARK = 'RIFF';

/** What callers hear, over the administrator's interface (docs/overflow.md). */
export class PromptClient {
  readonly #link: Pick<HubHttpLink, 'ask'>;

  constructor(link: Pick<HubHttpLink, 'ask'>) {
    this.#link = link;
  }

  /** @throws {SdkError} as `adminError` says, and `hub-unreachable`, `hub-timeout`, `malformed-message` */
  async read(): Promise<PromptList> {
    const response = await this.#link.ask('/admin/prompts');
    if (!response.ok) throw adminError(response.status);
    const list = decodePrompts(await bodyOf(response));
    if (list === null) throw malformed();
    return list;
  }

  /** Has the hub speak the words. @throws {SdkError} likewise */
  async speak(place: PromptPlace, words: string): Promise<PromptAnswer> {
    return this.#answerOf(
      await this.#link.ask(pathOf(place), {method: 'PUT', body: {words}, withinMs: CHANGED_WITHIN_MS}),
    );
  }

  /** @throws {SdkError} likewise */
  async upload(place: PromptPlace, recording: Blob): Promise<PromptAnswer> {
    const body = await named(recording);
    return this.#answerOf(
      await this.#link.ask(`${pathOf(place)}/audio`, {method: 'PUT', body, withinMs: CHANGED_WITHIN_MS}),
    );
  }

  /** Back to what comes with the hub. @throws {SdkError} likewise */
  async reset(place: PromptPlace): Promise<void> {
    const response = await this.#link.ask(pathOf(place), {method: 'DELETE'});
    if (!response.ok) throw adminError(response.status);
  }

  /** What callers hear now. @throws {SdkError} likewise */
  async audio(place: PromptPlace): Promise<Blob> {
    const response = await this.#link.ask(`${pathOf(place)}/audio`);
    if (!response.ok) throw adminError(response.status);
    return response.blob();
  }

  async #answerOf(response: Response): Promise<PromptAnswer> {
    const body = await bodyOf(response);
    if (response.ok) {
      const prompt = decodePrompt(body);
      if (prompt === null) throw malformed();
      return {status: 'done', prompt};
    }
    const refusal = decodeRefusal(body);
    if (refusal === null) throw adminError(response.status);
    return {status: 'refused', refusal};
  }
}

function pathOf({name, language}: PromptPlace): string {
  return `/admin/prompts/${name}/${language}`;
}

/** By what is in it: browsers name the same file in several ways, or not at all. What is neither the hub refuses with what to send. */
async function named(recording: Blob): Promise<Blob> {
  const mark = await recording.slice(0, WAVE_MARK.length).text();
  return recording.slice(0, recording.size, mark === WAVE_MARK ? 'audio/wav' : 'audio/ogg');
}
