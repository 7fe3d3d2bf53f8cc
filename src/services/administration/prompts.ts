import type {PromptAnswer, PromptClient, PromptPlace} from '../../api/prompt-client.ts';
import type {Prompt} from '../../api/wire/prompts.ts';
import {PROMPT_AUDIO_MAX, tidyWords} from '../../domain/prompt-words.ts';
import {asSdkError} from '../outcome.ts';
import {type Store, WritableStore} from '../store.ts';
import type {EditBook} from './edit-book.ts';
import {PromptListening} from './prompt-listening.ts';
import type {PromptPlayer} from './prompt-player.ts';
import {
  type Listening,
  type PromptDeed,
  type PromptKey,
  type PromptProblem,
  type PromptsService,
  type PromptsState,
  type PromptWork,
  type PromptWorks,
  promptKey,
  promptOfKey,
} from './prompts-ports.ts';

type Edges = {
  readonly client: PromptClient;
  readonly player: PromptPlayer;
  readonly book: EditBook;
  /** What is known of the hub is another: what is typed stands over that from now on. */
  readonly rebase: () => void;
};

/** What callers heard before a change: what undoing it brings back. */
type Before =
  | {readonly kind: 'built-in'}
  | {readonly kind: 'words'; readonly words: string}
  | {readonly kind: 'recording'; readonly sound: Blob};

const UNKNOWN: PromptsState = {status: 'unknown'};
const NO_WORKS: PromptWorks = new Map();

/** What callers hear, read and changed over the hub's HTTP interface. Of one prompt one change at a time. */
export class HubPrompts implements PromptsService {
  readonly #edges: Edges;
  readonly #listening: PromptListening;
  readonly #state = new WritableStore<PromptsState>(UNKNOWN);
  readonly #works = new WritableStore<PromptWorks>(NO_WORKS);
  readonly #before = new Map<PromptKey, Before>();
  /** Whoever was here before: their answers are nobody's any more. */
  #era = 0;
  #changes = 0;
  #reading: Promise<void> | null = null;

  constructor(edges: Edges) {
    this.#edges = edges;
    this.#listening = new PromptListening(edges.client, edges.player);
  }

  get state(): Store<PromptsState> {
    return this.#state;
  }

  get works(): Store<PromptWorks> {
    return this.#works;
  }

  get listening(): Store<Listening> {
    return this.#listening.state;
  }

  /** What the hub says of it; null: nothing. */
  current(key: PromptKey): string | null {
    return promptOfKey(this.#state.value, key)?.words ?? null;
  }

  refresh(): Promise<void> {
    if (this.#reading !== null) return this.#reading;
    const reading = this.#read().finally(() => {
      if (this.#reading === reading) this.#reading = null;
    });
    this.#reading = reading;
    return reading;
  }

  async speak(place: PromptPlace, words: string): Promise<void> {
    const key = promptKey(place);
    this.#edges.book.begin([key]);
    await this.#change(place, 'speak', () => this.#edges.client.speak(place, tidyWords(words)));
    if (this.#edges.book.of(key)?.status === 'saving') this.#edges.book.held([key]);
  }

  upload(place: PromptPlace, recording: Blob): Promise<void> {
    // The hub would hang up on it in the middle, and what is wrong would not be said.
    const isTooLarge = recording.size > PROMPT_AUDIO_MAX;
    const refused: PromptAnswer = {status: 'refused', refusal: {code: 'too-large', detail: null}};
    return this.#change(place, 'upload', async () =>
      isTooLarge ? refused : this.#edges.client.upload(place, recording),
    );
  }

  reset(place: PromptPlace): Promise<void> {
    return this.#change(place, 'reset', () => this.#toBuiltIn(place));
  }

  undo(place: PromptPlace): Promise<void> {
    const before = this.#before.get(promptKey(place));
    if (before === undefined) return Promise.resolve();
    return this.#change(place, 'undo', () => {
      const {client} = this.#edges;
      if (before.kind === 'words') return client.speak(place, before.words);
      return before.kind === 'recording' ? client.upload(place, before.sound) : this.#toBuiltIn(place);
    });
  }

  listen(place: PromptPlace): Promise<void> {
    return this.#listening.listen(place);
  }

  stop(): void {
    this.#listening.stop();
  }

  /** Whoever comes next sees nothing of it. */
  forget(): void {
    this.#era += 1;
    this.#reading = null;
    this.stop();
    this.#before.clear();
    this.#works.set(NO_WORKS);
    this.#state.set(UNKNOWN);
  }

  async #read(): Promise<void> {
    const era = this.#era;
    const changes = this.#changes;
    try {
      const list = await this.#edges.client.read();
      if (era !== this.#era) return;
      // A change of this page came between: what was read may be older than that.
      if (changes !== this.#changes) return await this.#read();
      this.#know({status: 'known', ...list});
    } catch (error) {
      const failure = asSdkError(error);
      // What is known stays: each change says by itself what does not work. Who may not read it any more sees nothing of it.
      const keeps = this.#state.value.status === 'known' && failure.code !== 'not-authorised';
      if (era === this.#era && !keeps) this.#know({status: 'failed', error: failure});
    }
  }

  /** What comes with the hub has words that only the hub knows. */
  async #toBuiltIn(place: PromptPlace): Promise<PromptAnswer> {
    const {client} = this.#edges;
    await client.reset(place);
    const {items} = await client.read();
    const prompt = items.find((each) => promptKey(each) === promptKey(place));
    if (prompt === undefined) throw new TypeError('The hub does not know this prompt any more.');
    return {status: 'done', prompt};
  }

  async #change(place: PromptPlace, deed: PromptDeed, act: () => Promise<PromptAnswer>): Promise<void> {
    const key = promptKey(place);
    const present = promptOfKey(this.#state.value, key);
    if (present === null || this.#works.value.get(key)?.status === 'doing') return;
    const era = this.#era;
    this.#work(key, {deed, status: 'doing'});
    try {
      const before = deed === 'undo' ? null : await this.#beforeOf(present);
      const answer = await act();
      if (era !== this.#era) return;
      if (answer.status === 'refused') return this.#fail(key, deed, {kind: 'refused', refusal: answer.refusal});
      if (before === null) this.#before.delete(key);
      else this.#before.set(key, before);
      this.#settle(key, deed, answer.prompt);
    } catch (error) {
      if (era === this.#era) this.#fail(key, deed, {kind: 'failed', error: asSdkError(error)});
    }
  }

  /** A recording is had before it is replaced: nobody else keeps it. So are words, where nobody could speak them again. */
  async #beforeOf(prompt: Prompt): Promise<Before> {
    const {value} = this.#state;
    if (prompt.origin === 'built-in') return {kind: 'built-in'};
    const speaks = value.status === 'known' && value.speaks;
    if (prompt.origin === 'spoken' && speaks) return {kind: 'words', words: prompt.words};
    return {kind: 'recording', sound: await this.#edges.client.audio(prompt)};
  }

  #settle(key: PromptKey, deed: PromptDeed, prompt: Prompt): void {
    const {value} = this.#state;
    const {book} = this.#edges;
    if (value.status !== 'known') return;
    this.#changes += 1;
    this.#listening.stopFor(key);
    if (deed === 'speak') book.saved([key]);
    if (book.of(key)?.status === 'saved') book.drop([key]);
    this.#know({...value, items: value.items.map((each) => (promptKey(each) === key ? prompt : each))});
    // The other change is our own: what is typed goes on over it.
    book.keepMine([key]);
    this.#work(key, {deed, status: 'done', undoable: this.#before.has(key)});
  }

  #fail(key: PromptKey, deed: PromptDeed, problem: PromptProblem): void {
    this.#work(key, {deed, status: 'failed', problem, undoable: this.#before.has(key)});
  }

  #know(state: PromptsState): void {
    this.#state.set(state);
    if (state.status === 'failed') this.stop();
    this.#edges.rebase();
  }

  #work(key: PromptKey, work: PromptWork): void {
    this.#works.set(new Map(this.#works.value).set(key, work));
  }
}
