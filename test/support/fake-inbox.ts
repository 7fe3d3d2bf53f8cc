import {SdkError} from '../../src/api/errors.ts';
import type {
  CallbackFigures,
  FiguresQuestion,
  InboxChoices,
  InboxPage,
  InboxQuestion,
} from '../../src/services/ports.ts';

const NOBODY: InboxPage = {callbacks: [], next: null, count: 0, more: false, scope: 'own'};

/** The hub's inbox and figures of callbacks: a test says what is answered, and reads what was asked. */
export class FakeInbox {
  readonly asked: InboxQuestion[] = [];
  readonly askedFigures: FiguresQuestion[] = [];
  choices: InboxChoices = {scope: 'own', queues: [{id: 'billing', name: 'Billing'}], agents: []};
  /** Called for each question; throws what the hub would. */
  answer: (question: InboxQuestion) => InboxPage = () => NOBODY;
  figures: (question: FiguresQuestion) => CallbackFigures = () => ({slots: [], queues: []});
  /** Nothing is answered. */
  silent = false;

  async ask(question: InboxQuestion): Promise<InboxPage> {
    this.asked.push(question);
    if (this.silent) return new Promise(() => undefined);
    return this.answer(question);
  }

  async askFigures(question: FiguresQuestion): Promise<CallbackFigures> {
    this.askedFigures.push(question);
    if (this.silent) return new Promise(() => undefined);
    return this.figures(question);
  }

  get last(): InboxQuestion {
    const last = this.asked.at(-1);
    if (last === undefined) throw new Error('Nothing was asked.');
    return last;
  }
}

export function fails(code: SdkError['code'] = 'hub-timeout'): () => never {
  return () => {
    throw new SdkError(code, 'The hub did not answer in time. Try again.');
  };
}
