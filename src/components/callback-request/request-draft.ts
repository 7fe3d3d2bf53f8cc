import {CALLBACK_REASON_MAX, callbackPerson} from '../../domain/callback-customer.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../domain/emergency-numbers.ts';
import {asciiDigits} from '../../domain/ascii-digits.ts';
import {toE164} from '../../domain/e164.ts';
import {isAddress} from '../../domain/mail-addresses.ts';
import {readableNumber} from '../../domain/readable-number.ts';
import type {AnsweredProblem, AskedCallback, CallbackForm} from '../../services/callback-request-ports.ts';

/** What the customer has filled in so far, exactly as they wrote it. */
export type RequestDraft = {
  readonly number: string;
  readonly name: string;
  readonly when: 'now' | 'slot' | null;
  /** Of which the times are shown, `YYYY-MM-DD` in the customer's calendar; null: that of the time, or the first. */
  readonly day: string | null;
  /** Of the slot, where one is chosen. */
  readonly startsAt: number | null;
  readonly zone: string;
  /** One of the form's, or empty. */
  readonly topic: string;
  readonly reason: string;
  readonly email: string;
  /** The version of the consent that was agreed to. */
  readonly agreed: string | null;
  readonly website: string;
};

export const STEPS = ['number', 'name', 'when', 'about', 'consent'] as const;
export type Step = (typeof STEPS)[number];

export type RequestField = 'number' | 'name' | 'when' | 'zone' | 'reason' | 'email' | 'consent';

const STEP_OF: Readonly<Record<RequestField, Step>> = {
  number: 'number',
  name: 'name',
  when: 'when',
  zone: 'when',
  reason: 'about',
  email: 'about',
  consent: 'consent',
};

/** The hub knows a time by its parts; here it is chosen as one. */
const FIELD_OF: Readonly<Record<string, RequestField>> = {
  ...{number: 'number', name: 'name', when: 'when', date: 'when', start: 'when', end: 'when'},
  ...{zone: 'zone', reason: 'reason', email: 'email', consent: 'consent'},
};

export type RequestProblem = {readonly field: RequestField; readonly fault: string};

export function stepOf(field: RequestField): Step {
  return STEP_OF[field];
}

/** Null: of no field that there is here. */
export function fieldOf({field}: AnsweredProblem): RequestField | null {
  return Object.hasOwn(FIELD_OF, field) ? (FIELD_OF[field] ?? null) : null;
}

/** Everything that is wrong with it, as the hub will judge it too. */
export function problemsOf(draft: RequestDraft, form: CallbackForm): readonly RequestProblem[] {
  const person = callbackPerson({...draft, reason: reasonOf(draft)}, form.country, EMERGENCY_COUNTRIES);
  const email = draft.email.trim();
  return [
    ...('problems' in person ? person.problems : []),
    ...whenProblems(draft, form),
    ...(form.mail && email !== '' && !isAddress(email) ? [{field: 'email', fault: 'invalid'} as const] : []),
    ...consentProblems(draft, form),
  ];
}

function whenProblems({when, startsAt}: RequestDraft, {now, slots}: CallbackForm): readonly RequestProblem[] {
  if (when === null) return [{field: 'when', fault: 'required'}];
  if (when === 'now') return now.possible ? [] : [{field: 'when', fault: 'closed'}];
  if (startsAt === null) return [{field: 'when', fault: 'slot-required'}];
  return slots.some((slot) => slot.startsAt === startsAt) ? [] : [{field: 'when', fault: 'slot-gone'}];
}

function consentProblems({agreed}: RequestDraft, {consent}: CallbackForm): readonly RequestProblem[] {
  if (agreed === consent.version) return [];
  return [{field: 'consent', fault: agreed === null ? 'required' : 'outdated'}];
}

/** The topic stands before what was written about it. */
export function reasonOf({topic, reason}: Pick<RequestDraft, 'topic' | 'reason'>): string {
  return [topic, reason.trim()].filter((each) => each !== '').join(': ');
}

/** How much may still be written, in characters as Unicode counts them. */
export function reasonLeft(draft: RequestDraft): number {
  return CALLBACK_REASON_MAX - Array.from(reasonOf(draft).normalize('NFC')).length;
}

/** What goes to the hub. */
export function askedOf(draft: RequestDraft, form: CallbackForm): AskedCallback {
  const {number, name, zone, website, when, startsAt} = draft;
  const email = draft.email.trim();
  return {
    ...{number, name, zone, website},
    reason: reasonOf(draft),
    email: form.mail && email !== '' ? email : null,
    when: when === 'slot' && startsAt !== null ? {kind: 'slot', startsAt} : {kind: 'now'},
    consent: {version: form.consent.version},
  };
}

/** The number as it will be called, to be read; `guessed`: the country is not in what was typed. Null while it is none. */
export function shownNumber(
  draft: RequestDraft,
  form: CallbackForm,
): {readonly number: string; readonly guessed: boolean} | null {
  const person = callbackPerson({...draft, name: 'Any', reason: ''}, form.country, EMERGENCY_COUNTRIES);
  if ('problems' in person) return null;
  const digits = asciiDigits(draft.number).trim();
  const plain = toE164(digits, callingCodeOf(form.country)) === `+${digits.replaceAll(/[^0-9]/g, '')}`;
  return {number: readableNumber(person.person.number), guessed: !plain};
}
