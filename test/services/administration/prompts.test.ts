import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {PromptClient, type PromptAnswer} from '../../../src/api/prompt-client.ts';
import {SdkError} from '../../../src/api/errors.ts';
import {PROMPT_AUDIO_MAX} from '../../../src/domain/prompt-words.ts';
import {EditBook} from '../../../src/services/administration/edit-book.ts';
import {HubPrompts} from '../../../src/services/administration/prompts.ts';
import {type Prompt, type PromptPlace, promptKey} from '../../../src/services/ports.ts';

const OFFER: PromptPlace = {name: 'callback-offer', language: 'en'};
const KEY = promptKey(OFFER);
const BUILT_IN: Prompt = {...OFFER, words: 'Press one.', origin: 'built-in', lengthMs: 1_000};
const UNREACHABLE = new SdkError('hub-unreachable', 'The hub cannot be reached.');

/** A hub that has one prompt, which it keeps as it is told; `speaking` decides when words are spoken. */
class OnePromptHub extends PromptClient {
  prompt: Prompt = BUILT_IN;
  speaks = true;
  sound = 'built-in';
  readonly asked: string[] = [];
  failure: SdkError | null = null;
  reading: Promise<null> = Promise.resolve(null);
  speaking: Promise<PromptAnswer | null> = Promise.resolve(null);

  constructor() {
    super({ask: () => Promise.reject(UNREACHABLE)});
  }

  override async read() {
    this.#ask('read');
    const list = {speaks: this.speaks, items: [this.prompt]};
    await this.reading;
    return list;
  }

  override async speak(_place: PromptPlace, words: string): Promise<PromptAnswer> {
    this.#ask(`speak ${words}`);
    const other = await this.speaking;
    return other ?? this.#keep({...OFFER, words, origin: 'spoken', lengthMs: 2_000}, `spoken ${words}`);
  }

  override async upload(_place: PromptPlace, recording: Blob): Promise<PromptAnswer> {
    this.#ask('upload');
    return this.#keep({...OFFER, words: '', origin: 'uploaded', lengthMs: 3_000}, await recording.text());
  }

  override async reset(): Promise<void> {
    this.#ask('reset');
    this.#keep(BUILT_IN, 'built-in');
  }

  override async audio(): Promise<Blob> {
    this.#ask('audio');
    return new Blob([this.sound]);
  }

  #ask(what: string): void {
    this.asked.push(what);
    if (this.failure !== null) throw this.failure;
  }

  #keep(prompt: Prompt, sound: string): PromptAnswer {
    this.prompt = prompt;
    this.sound = sound;
    return {status: 'done', prompt};
  }
}

/** Ends when the test says so. */
class Player {
  readonly heard: string[] = [];
  end: () => void = () => undefined;
  failure: SdkError | null = null;

  async play(sound: Blob, onEnd: () => void): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.end = onEnd;
    this.heard.push(await sound.text());
  }

  stop(): void {
    this.heard.push('-');
  }
}

async function desk() {
  const hub = new OnePromptHub();
  const player = new Player();
  const book = new EditBook();
  const prompts: HubPrompts = new HubPrompts({
    ...{client: hub, player, book},
    rebase: () => book.rebase((key) => (key === KEY ? prompts.current(KEY) : null)),
  });
  await prompts.refresh();
  const type = (text: string): void => book.type(KEY, prompts.current(KEY) ?? '', text);
  const say = async (text: string): Promise<void> => {
    type(text);
    await prompts.speak(OFFER, text);
  };
  return {hub, player, book, prompts, type, say, work: () => prompts.works.value.get(KEY)};
}

describe('what callers hear, in the administrator’s page', () => {
  it('[PK-31] words are spoken as one line, are saved by it, and are taken back by undoing it', async () => {
    const {hub, prompts, book, say, work} = await desk();
    await say('Press 1,\n and we call you.');
    assert.ok(hub.asked.includes('speak Press 1, and we call you.'));
    assert.equal(prompts.current(KEY), 'Press 1, and we call you.');
    assert.equal(book.of(KEY), undefined);
    assert.deepEqual(work(), {deed: 'speak', status: 'done', undoable: true});
    await say('Press 1.');
    await prompts.undo(OFFER);
    assert.equal(hub.sound, 'spoken Press 1, and we call you.');
    assert.deepEqual(work(), {deed: 'undo', status: 'done', undoable: false});
    await prompts.undo(OFFER);
    assert.equal(work()?.deed, 'undo', 'one step and no more');
  });

  it('[PK-31] what is typed while the hub speaks stays, over the words that are spoken', async () => {
    const {hub, prompts, book, type, say, work} = await desk();
    const {promise, resolve} = Promise.withResolvers<null>();
    hub.speaking = promise;
    const spoken = say('First.');
    assert.deepEqual(work(), {deed: 'speak', status: 'doing'});
    assert.equal(book.of(KEY)?.status, 'saving');
    type('First. And second.');
    await prompts.upload(OFFER, new Blob(['another at the same time']));
    assert.ok(!hub.asked.includes('upload'), 'one change at a time');
    resolve(null);
    await spoken;
    assert.deepEqual(book.of(KEY), {status: 'unsaved', base: 'First.', typed: 'First. And second.'});
  });

  it('[PK-32] a recording takes the place, is had before it is replaced, and comes back', async () => {
    const {hub, prompts, book, type, say, work} = await desk();
    type('Typed and not spoken.');
    await prompts.upload(OFFER, new Blob(['a voice']));
    assert.equal(hub.prompt.origin, 'uploaded');
    assert.deepEqual(
      book.of(KEY),
      {status: 'unsaved', base: '', typed: 'Typed and not spoken.'},
      'no conflict with itself',
    );
    await say('Typed and spoken.');
    await prompts.undo(OFFER);
    assert.equal(hub.sound, 'a voice');
    await prompts.reset(OFFER);
    assert.deepEqual(hub.prompt, BUILT_IN);
    assert.equal(prompts.current(KEY), 'Press one.');
    assert.deepEqual(work(), {deed: 'reset', status: 'done', undoable: true});
    await prompts.undo(OFFER);
    assert.equal(hub.sound, 'a voice');
  });

  it('[PK-31] what was read before a change of this page never comes after it', async () => {
    const {hub, prompts, say} = await desk();
    const old = Promise.withResolvers<null>();
    hub.reading = old.promise;
    const readings = [prompts.refresh(), prompts.refresh()];
    await say('Press 1.');
    old.resolve(null);
    await Promise.all(readings);
    assert.equal(prompts.current(KEY), 'Press 1.');
    assert.equal(hub.asked.filter((each) => each === 'read').length, 3, 'once at first, once for both, once more');
  });

  it('[PK-32] words that nobody could speak again are kept as a sound', async () => {
    const {hub, prompts, say} = await desk();
    await say('Press 1.');
    hub.speaks = false;
    await prompts.refresh();
    await prompts.reset(OFFER);
    await prompts.undo(OFFER);
    assert.deepEqual([hub.prompt.origin, hub.sound], ['uploaded', 'spoken Press 1.']);
  });

  it('[PK-32] one that is far too large is not sent', async () => {
    const {hub, prompts, work} = await desk();
    await prompts.upload(OFFER, new Blob([new Uint8Array(PROMPT_AUDIO_MAX + 1)]));
    assert.ok(!hub.asked.includes('upload'));
    assert.deepEqual(work(), {
      ...{deed: 'upload', status: 'failed', undoable: false},
      problem: {kind: 'refused', refusal: {code: 'too-large', detail: null}},
    });
  });

  it('[PK-34] what the hub refuses, and what fails on the way, is said; what was typed and what can be undone stays', async () => {
    const {hub, prompts, book, say, work} = await desk();
    await say('Press 1.');
    const refusal = {code: 'synthesiser-failed', detail: 'espeak-ng did not speak these words.'} as const;
    hub.speaking = Promise.resolve({status: 'refused', refusal});
    await say('Press 1!');
    assert.deepEqual(work(), {
      ...{deed: 'speak', status: 'failed', undoable: true},
      problem: {kind: 'refused', refusal},
    });
    assert.equal(book.of(KEY)?.status, 'unsaved');
    hub.failure = UNREACHABLE;
    await prompts.reset(OFFER);
    assert.deepEqual(work(), {
      ...{deed: 'reset', status: 'failed', undoable: true},
      problem: {kind: 'failed', error: UNREACHABLE},
    });
    await prompts.refresh();
    assert.equal(prompts.state.value.status, 'known', 'what is known stays');
    assert.equal(book.of(KEY)?.typed, 'Press 1!');
  });

  it('[PK-35] nothing is left for whoever comes next, nor for who may not read it any more', async () => {
    const {hub, prompts, book, type, say, work} = await desk();
    type('Typed.');
    hub.failure = new SdkError('not-authorised', 'This needs the role admin.');
    await prompts.refresh();
    assert.deepEqual(prompts.state.value, {status: 'failed', error: hub.failure});
    assert.equal(book.of(KEY), undefined);
    hub.failure = null;
    await prompts.refresh();
    const {promise, resolve} = Promise.withResolvers<null>();
    hub.speaking = promise;
    const spoken = say('Late.');
    book.clear();
    prompts.forget();
    resolve(null);
    await spoken;
    assert.equal(prompts.state.value.status, 'unknown');
    assert.equal(work(), undefined);
    await prompts.undo(OFFER);
    assert.equal(work(), undefined);
  });

  it('[PK-33] one sound at a time is fetched and heard; a change of it, and silence, end it', async () => {
    const {hub, player, prompts, say} = await desk();
    const {listening} = prompts;
    await prompts.listen(OFFER);
    assert.deepEqual(listening.value, {status: 'playing', key: KEY});
    player.end();
    assert.deepEqual(listening.value, {status: 'quiet'});
    const first = prompts.listen(OFFER);
    assert.deepEqual(listening.value, {status: 'fetching', key: KEY});
    const second = prompts.listen(OFFER);
    await Promise.all([first, second]);
    assert.deepEqual(
      player.heard.filter((each) => each !== '-'),
      ['built-in', 'built-in'],
      'the first that was overtaken was never heard',
    );
    await say('Press 1.');
    assert.deepEqual(listening.value, {status: 'quiet'}, 'speaking plays nothing by itself');
    hub.failure = UNREACHABLE;
    await prompts.listen(OFFER);
    assert.deepEqual(listening.value, {status: 'failed', key: KEY, error: UNREACHABLE});
    hub.failure = null;
    player.failure = new SdkError('media-failed', 'This browser does not play it.');
    await prompts.listen(OFFER);
    assert.deepEqual(listening.value, {status: 'failed', key: KEY, error: player.failure});
  });
});
