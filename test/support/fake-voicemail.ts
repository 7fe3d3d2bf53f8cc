import type {
  VoicemailListening,
  VoicemailOutcome,
  VoicemailPage,
  VoicemailQuestion,
  VoicemailService,
  VoicemailSpeed,
} from '../../src/services/voicemail/voicemail-ports.ts';
import {WritableStore} from '../../src/services/store.ts';

const NONE: VoicemailPage = {
  ...{voicemails: [], next: null, count: 0, more: false, queues: []},
  ...{scope: 'own', mayCallBack: true},
};

type Wish = {readonly what: string; answer(outcome: VoicemailOutcome): void};

/** The hub's messages: a test says what is answered, and reads what was asked. What is played it plays at once, without a sound. */
export class FakeVoicemail implements VoicemailService {
  readonly asked: VoicemailQuestion[] = [];
  readonly wishes: Wish[] = [];
  readonly listening: WritableStore<VoicemailListening> = new WritableStore<VoicemailListening>({status: 'quiet'});
  readonly speed: WritableStore<VoicemailSpeed> = new WritableStore<VoicemailSpeed>(1);
  /** Called for each question; throws what the hub would. */
  answer: (question: VoicemailQuestion) => VoicemailPage = () => NONE;
  /** Whether calls come to the page. */
  comesHere = true;
  /** Nothing is answered. */
  silent = false;
  /** Its code does not load. */
  failure: Error | null = null;

  async get(): Promise<FakeVoicemail> {
    if (this.failure !== null) throw this.failure;
    return this;
  }

  async read(question: VoicemailQuestion): Promise<VoicemailPage> {
    this.asked.push(question);
    if (this.silent) return new Promise(() => undefined);
    return this.answer(question);
  }

  setDone(id: string, done: boolean): Promise<VoicemailOutcome> {
    return this.#wish(`${done ? 'done' : 'new'} ${id}`);
  }

  callBack(id: string): Promise<VoicemailOutcome> {
    return this.#wish(`call back ${id}`);
  }

  remove(id: string): Promise<VoicemailOutcome> {
    return this.#wish(`remove ${id}`);
  }

  takesWork(): boolean {
    return this.comesHere;
  }

  async listen(id: string): Promise<void> {
    const {value} = this.listening;
    const placeMs = value.status === 'paused' && value.id === id ? value.placeMs : 0;
    this.listening.set({status: 'playing', id, placeMs});
  }

  pause(): void {
    const {value} = this.listening;
    if (value.status === 'playing') this.listening.set({...value, status: 'paused'});
  }

  seek(placeMs: number): void {
    const {value} = this.listening;
    if (value.status === 'playing' || value.status === 'paused') this.listening.set({...value, placeMs});
  }

  setSpeed(speed: VoicemailSpeed): void {
    this.speed.set(speed);
  }

  stop(): void {
    this.listening.set({status: 'quiet'});
  }

  /** What was wished for last. */
  get last(): Wish {
    const last = this.wishes.at(-1);
    if (last === undefined) throw new Error('Nothing was wished for.');
    return last;
  }

  #wish(what: string): Promise<VoicemailOutcome> {
    const {promise, resolve} = Promise.withResolvers<VoicemailOutcome>();
    this.wishes.push({what, answer: resolve});
    return promise;
  }
}
