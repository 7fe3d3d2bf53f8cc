import {SdkError} from '../../src/api/errors.ts';
import {PROMPTS, PROMPT_LANGUAGES, type PromptLanguage, isPrompt} from '../../src/domain/prompts.ts';
import type {Prompt, PromptsState, PromptWork, PromptWorks} from '../../src/services/ports.ts';
import type {FakeSession} from './fake-session.ts';

const OFFER: Readonly<Record<PromptLanguage, string>> = {
  en: 'The wait is longer than usual. To be called back, without losing your place, press one. Or stay on the line.',
  pl: 'Czekanie potrwa dłużej niż zwykle. Aby poprosić o telefon od nas, bez utraty miejsca, naciśnij jeden.',
};

/** All prompts as they come with the hub, with something to read in each. */
export const PROMPT_LIST: readonly Prompt[] = Object.keys(PROMPTS)
  .filter((name) => isPrompt(name))
  .flatMap((name) =>
    PROMPT_LANGUAGES.map((language): Prompt => ({
      ...{name, language, origin: 'built-in', lengthMs: PROMPTS[name][language]},
      words: name.startsWith('callback-offer') ? OFFER[language] : `Words of “${name}” in the language ${language}.`,
    })),
  );

/** The hub's list, with some of it changed. */
export function promptsWith(changes: readonly Prompt[] = [], speaks = true): PromptsState {
  const items = PROMPT_LIST.map(
    (each) => changes.find(({name, language}) => name === each.name && language === each.language) ?? each,
  );
  return {status: 'known', speaks, items};
}

const CHANGED: readonly Prompt[] = [
  {name: 'callback-offer', language: 'en', words: 'Press 1 and we call you.', origin: 'spoken', lengthMs: 2_400},
  {name: 'callback-promised', language: 'pl', words: '', origin: 'uploaded', lengthMs: 6_120},
  {name: 'queue-busy', language: 'en', words: '', origin: 'uploaded', lengthMs: 58_000},
];

const UNREACHABLE = new SdkError('hub-unreachable', 'The hub cannot be reached. Check the network, then try again.');

const WORKS: PromptWorks = new Map<Parameters<PromptWorks['get']>[0], PromptWork>([
  ['prompt callback-offer.en', {deed: 'speak', status: 'done', undoable: true}],
  ['prompt callback-offer.pl', {deed: 'speak', status: 'doing'}],
  ['prompt callback-offer-closed.en', {deed: 'upload', status: 'doing'}],
  [
    'prompt callback-offer-closed.pl',
    {
      ...{deed: 'upload', status: 'failed', undoable: false},
      problem: {
        kind: 'refused',
        refusal: {
          code: 'audio-unusable',
          detail: 'Send a WAV file (PCM, 16 bits), or Ogg Opus with one channel and packets of 20 ms.',
        },
      },
    },
  ],
  [
    'prompt callback-promised.en',
    {deed: 'speak', status: 'failed', undoable: false, problem: {kind: 'failed', error: UNREACHABLE}},
  ],
  ['prompt callback-promised.pl', {deed: 'upload', status: 'done', undoable: true}],
]);

function show(session: FakeSession, state: PromptsState = promptsWith()): void {
  session.administered.prompts.state.set(state);
}

/** States of what callers hear, over an organisation that is known. */
export const PROMPT_STATES: Readonly<Record<string, (session: FakeSession) => void>> = {
  'admin-prompts-loading': () => undefined,
  'admin-prompts-failed': (session) => show(session, {status: 'failed', error: UNREACHABLE}),
  'admin-prompts-forbidden': (session) =>
    show(session, {status: 'failed', error: new SdkError('not-authorised', 'You may not do this.')}),
  'admin-prompts': (session) => show(session),
  'admin-prompts-silent': (session) => show(session, promptsWith(CHANGED, false)),
  'admin-prompts-work': (session) => {
    const {administered} = session;
    show(session, promptsWith(CHANGED));
    administered.prompts.works.set(WORKS);
    administered.prompts.listening.set({status: 'playing', key: 'prompt callback-offer.en'});
    administered.type('prompt callback-promised.en', 'Thank you. We call you back today. Goodbye.');
  },
  'admin-prompts-typed': (session) => {
    const {administered} = session;
    show(session, promptsWith(CHANGED));
    administered.type('prompt callback-offer.en', 'We can call you back. Just press the key.');
    administered.type('prompt callback-offer.pl', `${'Bardzo długie zdanie. '.repeat(30)}Naciśnij 1.`);
    administered.type('prompt callback-promised.pl', 'Oddzwonimy jeszcze dziś. Do widzenia.');
    administered.type('prompt queue-busy.pl', 'Wszyscy rozmawiają.');
    show(
      session,
      promptsWith([
        ...CHANGED,
        {name: 'queue-busy', language: 'pl', words: 'Brak wolnych linii.', origin: 'spoken', lengthMs: 1_900},
      ]),
    );
    administered.book.rebase((key) => administered.current(key));
    administered.prompts.listening.set({
      ...{status: 'failed', key: 'prompt callback-offer.en'},
      error: new SdkError('media-failed', 'This browser does not play it.'),
    });
  },
};
