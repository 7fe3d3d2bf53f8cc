import type {Availability, PeopleResult, PeopleService, Person, PresencesResult} from '../../src/services/ports.ts';

/** One question to the directory, and the means to answer it: as late as a test likes. */
export type Asked<Question, Answer> = {
  readonly asked: Question;
  readonly signal: AbortSignal | undefined;
  answer(answer: Answer): void;
};

/** A directory whose answers wait for the test; who aborts is answered with the signal's reason, as by the real one. */
export class FakePeople implements PeopleService {
  readonly searches: Asked<string, PeopleResult>[] = [];
  readonly presenceQuestions: Asked<readonly string[], PresencesResult>[] = [];

  search(text: string, signal?: AbortSignal): Promise<PeopleResult> {
    return ask(this.searches, text, signal);
  }

  presences(ids: readonly string[], signal?: AbortSignal): Promise<PresencesResult> {
    return ask(this.presenceQuestions, ids, signal);
  }
}

/** A person of the directory; a test says what is special about them. */
export function person(differing: Partial<Person> = {}): Person {
  return {
    id: '5f0a3c1e-7b52-4d0e-9a11-0c2d4e6f8a01',
    name: 'Carmen Ibáñez',
    title: 'Field crew lead',
    department: 'Field service',
    number: '+1 (201) 555-0142',
    dialable: '+12015550142',
    availability: 'unknown',
    ...differing,
  };
}

export function found(people: readonly Person[], more = false): PeopleResult {
  return {status: 'found', people, more};
}

export function presencesOf(availability: Readonly<Record<string, Availability>>): PresencesResult {
  return {status: 'found', availability: new Map(Object.entries(availability))};
}

function ask<Question, Answer>(
  questions: Asked<Question, Answer>[],
  asked: Question,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const {promise, resolve, reject} = Promise.withResolvers<Answer>();
  signal?.addEventListener('abort', () => reject(signal.reason), {once: true});
  questions.push({asked, signal, answer: resolve});
  return promise;
}
