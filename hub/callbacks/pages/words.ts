import type {CallbackProgress, CallbackRequestProblem} from '../../../src/api/wire/callback-request.ts';
import {englishWords} from './words-english.ts';
import {polishWords} from './words-polish.ts';

/** `number too-short` and the like: what is wrong, as a person is told it, with what to do. */
export type FaultWords = {readonly [field in CallbackRequestProblem['field']]: Readonly<Record<string, string>>};

export type StatusWords = {readonly title: string; readonly next: string};

/** Every word of the pages and mails that customers get from the hub. */
export type RequestWords = {
  readonly language: 'en' | 'pl';
  readonly form: {
    readonly title: string;
    readonly intro: (organisation: string) => string;
    readonly name: string;
    readonly number: string;
    readonly numberHelp: (country: string) => string;
    readonly topic: string;
    readonly chooseTopic: string;
    readonly reason: string;
    readonly email: string;
    readonly emailHelp: string;
    readonly when: string;
    readonly now: string;
    readonly nowClosed: (opens: string) => string;
    readonly nowClosedForLong: string;
    readonly noTimes: string;
    readonly zone: string;
    readonly zoneHelp: string;
    readonly showTimes: string;
    readonly consent: string;
    readonly optional: string;
    readonly website: string;
    readonly submit: string;
    readonly faults: (count: number) => string;
  };
  readonly confirm: {
    readonly title: string;
    readonly intro: string;
    readonly yes: string;
    readonly change: string;
  };
  readonly status: {readonly [status in CallbackProgress['status']]: StatusWords} & {
    readonly number: string;
    readonly when: string;
    readonly place: string;
    readonly position: (position: number) => string;
    readonly onceEach: string;
    readonly keep: string;
    readonly refreshes: string;
    readonly still: string;
    readonly moving: string;
    readonly cancel: string;
  };
  readonly cancel: {
    readonly title: string;
    readonly question: string;
    readonly yes: string;
    readonly no: string;
  };
  readonly times: {
    readonly today: string;
    readonly tomorrow: string;
    readonly between: (day: string, from: string, to: string) => string;
    readonly at: (day: string, time: string) => string;
    readonly soon: string;
  };
  readonly refused: {
    readonly title: string;
    readonly site: string;
    readonly notSetUp: string;
    readonly often: string;
    readonly oftenToday: string;
    readonly stale: string;
    readonly gone: string;
    readonly reused: string;
    readonly failed: string;
  };
  readonly fault: FaultWords;
  readonly mail: {
    readonly subject: (organisation: string) => string;
    readonly hello: string;
    readonly body: (organisation: string, number: string) => string;
    readonly soon: string;
    readonly at: (when: string) => string;
    readonly onceEach: string;
    readonly see: string;
    readonly notYou: string;
  };
};

const ALL = {en: englishWords, pl: polishWords} as const;

/** In a language that there is; English where none is. @param wanted tags, the dearest first */
export function requestWordsFor(...wanted: readonly string[]): RequestWords {
  for (const each of wanted) {
    const primary = each.toLowerCase().split('-')[0];
    if (primary === 'en' || primary === 'pl') return ALL[primary];
  }
  return ALL.en;
}

/** The tags of `Accept-Language` (RFC 9110, 12.5.4), the dearest first. */
export function acceptedLanguages(header: string | undefined): readonly string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((each) => {
      const [tag = '', ...parameters] = each.trim().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return {tag: tag.trim(), quality: Number(quality ?? 1)};
    })
    .filter(({tag, quality}) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag) && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({tag}) => tag);
}
