import type {
  AskedCallback,
  CallbackForm,
  CallbackPlace,
  CallbackProgress,
  CallbackRequestSource,
  CallbackRequestView,
  CordboardCallbackRequest,
} from '../../src/callback-request.ts';
import {WritableStore} from '../../src/services/store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A Monday morning. */
export const NOW = Date.parse('2026-11-30T09:00:00Z');

/** A hub that is as a test says, and remembers what was asked of it. */
export class FakeRequests implements CallbackRequestSource {
  readonly view = new WritableStore<CallbackRequestView>({status: 'idle'});
  readonly asked: unknown[] = [];
  at = NOW;

  now(): number {
    return this.at;
  }

  async load(place: CallbackPlace): Promise<void> {
    this.asked.push(['load', place]);
  }

  begin(): void {
    this.asked.push('begin');
  }

  async send(asked: AskedCallback): Promise<void> {
    this.asked.push(['send', asked]);
  }

  async cancel(): Promise<void> {
    this.asked.push('cancel');
  }

  async again(): Promise<void> {
    this.asked.push('again');
  }

  stop(): void {
    this.asked.push('stop');
  }

  get sent(): readonly AskedCallback[] {
    return this.asked.flatMap((each) => (Array.isArray(each) && each[0] === 'send' ? [each[1]] : []));
  }
}

/** Half hours from nine to five, UTC, on so many days from the one after `NOW` on, and today's afternoon. */
export function slotsFor(days: number): CallbackForm['slots'] {
  const midnight = Date.parse('2026-11-30T00:00:00Z');
  const slot = (day: number, half: number) => {
    const startsAt = midnight + day * DAY_MS + half * 30 * MINUTE_MS;
    return {startsAt, endsAt: startsAt + 30 * MINUTE_MS};
  };
  const today = [28, 29, 30, 31, 32, 33].map((half) => slot(0, half));
  const later = Array.from({length: days}, (_, day) => Array.from({length: 16}, (_each, at) => slot(day + 1, at + 18)));
  return [...today, ...later.flat()];
}

export const FORM: CallbackForm = {
  country: 'GB',
  now: {possible: true, waitMs: 4 * MINUTE_MS},
  slots: slotsFor(5),
  consent: {
    version: '2026-10',
    language: 'en',
    text: 'Brightside may call the number given here about this request. It is used for nothing else and deleted 30 days after the call.',
  },
  topics: ['My bill', 'Moving house', 'Something else'],
  mail: true,
  proof: {algorithm: 'SHA-256', challenge: '0'.repeat(64), maxnumber: 10, salt: 'salt', signature: 'sign'},
};

export function asking(form: Partial<CallbackForm> = {}): Extract<CallbackRequestView, {status: 'asking'}> {
  return {status: 'asking', form: {...FORM, ...form}, problems: [], trouble: null, renewing: false};
}

export function progress(change: Partial<CallbackProgress> = {}): CallbackProgress {
  return {
    ...{status: 'waiting', number: '•••• ••• 018', zone: 'Europe/London', startsAt: null, endsAt: null},
    ...{position: 3, cancellable: true},
    ...change,
  };
}

export function requested(
  change: Partial<CallbackProgress> = {},
  more: Partial<Extract<CallbackRequestView, {status: 'requested'}>> = {},
): Extract<CallbackRequestView, {status: 'requested'}> {
  const statusUrl = 'https://hub.example.com/callback/token';
  return {status: 'requested', progress: progress(change), statusUrl, outOfReach: false, cancelling: 'no', ...more};
}

const LATER = {startsAt: NOW + 5 * HOUR_MS, endsAt: NOW + 5.5 * HOUR_MS, position: null};
const LONG =
  'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Energieversorgungsgesellschaft may call the number given here. '.repeat(
    6,
  );

/** Every state a customer can see, by name. Where there are questions, number and name are known to the page. */
export const REQUEST_SCENES: Readonly<Record<string, CallbackRequestView>> = {
  'request-loading': {status: 'loading'},
  'request-cannot-load': {status: 'unavailable', trouble: {refused: 'offline', retryAt: null}},
  'request-failed': {status: 'unavailable', trouble: {refused: 'failed', retryAt: null}},
  'request-refused': {status: 'unavailable', trouble: {refused: 'site-refused', retryAt: null}},
  'request-not-set-up': {status: 'unavailable', trouble: {refused: 'callbacks-not-set-up', retryAt: null}},
  'request-limited': {status: 'unavailable', trouble: {refused: 'rate-limited', retryAt: NOW + 5 * MINUTE_MS}},
  'request-closed': asking({now: {possible: false, opensAt: NOW + 22 * HOUR_MS}, slots: []}),
  'request-closed-for-good': asking({now: {possible: false, opensAt: null}, slots: []}),
  'request-asking': asking(),
  'request-asking-closed': asking({now: {possible: false, opensAt: NOW + 22 * HOUR_MS}}),
  'request-asking-unknown': asking({now: {possible: true, waitMs: null}, slots: [], topics: [], mail: false}),
  'request-asking-long': asking({
    consent: {...FORM.consent, text: LONG},
    topics: [LONG.slice(0, 90)],
    slots: slotsFor(30),
  }),
  'request-trouble': {...asking(), trouble: {refused: 'offline', retryAt: null}},
  'request-busy': {...asking(), trouble: {refused: 'rate-limited', retryAt: NOW + 5 * MINUTE_MS}},
  'request-renewing': {...asking(), renewing: true},
  'request-proving': {status: 'proving', form: FORM},
  'request-sending': {status: 'sending', form: FORM},
  'request-resuming': {status: 'resuming', outOfReach: false},
  'request-resuming-offline': {status: 'resuming', outOfReach: true},
  'request-scheduled': requested({status: 'scheduled', ...LATER}),
  'request-waiting': requested(),
  'request-next': requested({position: 1}),
  'request-calling': requested({status: 'calling', position: null}),
  'request-talked': requested({status: 'talked', position: null, cancellable: false}),
  'request-again': requested({status: 'again', ...LATER}),
  'request-unreached': requested({status: 'unreached', position: null, cancellable: false}),
  'request-late': requested({status: 'late', position: null, cancellable: false}),
  'request-cancelled': requested({status: 'cancelled', position: null, cancellable: false}),
  'request-out-of-reach': requested({}, {outOfReach: true}),
  'request-cancelling': requested({}, {cancelling: 'pending'}),
  'request-not-cancelled': requested({}, {cancelling: {refused: 'offline', retryAt: null}}),
  'request-forgotten': {status: 'forgotten'},
};

export type BuiltRequest = {readonly element: CordboardCallbackRequest; readonly requests: FakeRequests};

/** `request-asking-pl`, `request-asking-ar`: the same in another language. */
export function buildRequest(scene: string): BuiltRequest {
  const [, name = scene, language = 'en'] = /^(.*?)(?:-(pl|ar|de))?$/.exec(scene) ?? [];
  const built = buildRequestOf(REQUEST_SCENES[name] ?? {status: 'idle'}, language);
  const long = name === 'request-asking-long';
  built.element.number = '020 7946 0018';
  built.element.customerName = long ? 'Maria Anna Josephine von Wolfeschlegelsteinhausenbergerdorff' : 'Ada Nkemelu';
  if (long) built.element.reason = 'I moved to another country and the invoice still goes to the old address';
  return built;
}

export function isRequestScene(scene: string): boolean {
  return Object.hasOwn(REQUEST_SCENES, scene.replace(/-(pl|ar|de)$/, ''));
}

/** With nothing filled in. */
export function buildRequestOf(view: CallbackRequestView, language = 'en'): BuiltRequest {
  const requests = new FakeRequests();
  const element = document.createElement('cordboard-callback-request') as CordboardCallbackRequest;
  element.source = requests;
  element.language = language;
  requests.view.set(view);
  return {element, requests};
}
