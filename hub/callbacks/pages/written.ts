import type {CallbackRequest} from '../../../src/api/wire/callback-request.ts';

/** What a customer wrote, without what the page adds by itself. */
export type Asked = Pick<
  CallbackRequest,
  'name' | 'number' | 'reason' | 'email' | 'zone' | 'language' | 'when' | 'consent'
>;

/** A form as it was filled in, word for word. */
export type Written = {
  readonly key: string;
  readonly requestId: string;
  readonly language: string;
  readonly name: string;
  readonly number: string;
  readonly topic: string;
  readonly reason: string;
  readonly email: string;
  readonly zone: string;
  /** `now`, or the moment at which a slot begins. */
  readonly when: string;
  readonly consent: string;
  readonly website: string;
};

export const WRITTEN_FIELDS = [
  ...(['key', 'requestId', 'language', 'name', 'number', 'topic', 'reason', 'email', 'zone', 'when'] as const),
  ...(['consent', 'website'] as const),
] as const;

/** The same as a page with scripts would ask for it. */
export function askedIn(written: Written): Asked {
  const {name, number, topic, reason, email, zone, language, consent} = written;
  return {
    ...{name, number, zone, language},
    reason: [topic, reason].filter((each) => each.trim() !== '').join(': '),
    email: email.trim() === '' ? null : email,
    when: whenOf(written.when),
    consent: {version: consent},
  };
}

/** What is no moment is none that can be had. */
function whenOf(when: string): CallbackRequest['when'] {
  return when === 'now' ? {kind: 'now'} : {kind: 'slot', startsAt: /^\d{1,15}$/.test(when) ? Number(when) : 0};
}
