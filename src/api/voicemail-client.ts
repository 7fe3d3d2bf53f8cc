import * as v from 'valibot';
import {SdkError} from './errors.ts';
import {hubHttpError, malformed} from './hub-http-errors.ts';
import {type HubHttpLink, bodyOf, isProblem} from './hub-http-link.ts';
import {
  type VoicemailPage,
  type VoicemailQuestion,
  type VoicemailView,
  decodeVoicemail,
  decodeVoicemailPage,
} from './wire/voicemail.ts';

const CALLBACK_REFUSALS = ['callback-open', 'callbacks-not-set-up', 'number-not-callable'] as const;

/** Why a message stays as it was. `voicemail-gone`: it has been deleted meanwhile. */
export type VoicemailRefusal = (typeof CALLBACK_REFUSALS)[number] | 'voicemail-gone';

export type VoicemailAnswer =
  | {readonly status: 'done'; readonly voicemail: VoicemailView}
  | {readonly status: 'refused'; readonly code: VoicemailRefusal};

const refusalSchema = v.object({code: v.picklist(CALLBACK_REFUSALS)});
const goneSchema = v.object({code: v.literal('not-found')});
const GONE: VoicemailAnswer = {status: 'refused', code: 'voicemail-gone'};
/** A message of some minutes comes in time on a slow line. */
const AUDIO_WITHIN_MS = 60_000;

/** The messages that callers have left, over the hub's HTTP interface. */
export class VoicemailClient {
  readonly #link: Pick<HubHttpLink, 'ask'>;

  constructor(link: Pick<HubHttpLink, 'ask'>) {
    this.#link = link;
  }

  /** @throws {SdkError} as `voicemailError` says, and `hub-unreachable`, `hub-timeout`, `malformed-message` */
  async read({status, queueId, after}: VoicemailQuestion): Promise<VoicemailPage> {
    const asked = new URLSearchParams({status});
    if (queueId !== null) asked.set('queue', queueId);
    if (after !== null) asked.set('after', after);
    const response = await this.#link.ask(`/voicemails?${asked.toString()}`);
    if (response.status === 404)
      throw new SdkError('no-organisation', 'This hub has no messages to show: it is not set up, or too old.');
    if (!response.ok) throw voicemailError(response.status);
    const page = decodeVoicemailPage(await bodyOf(response));
    if (page === null) throw malformed();
    return page;
  }

  /** Null: it has been deleted meanwhile. @throws {SdkError} likewise */
  async audio(id: string): Promise<Blob | null> {
    const response = await this.#link.ask(`${pathOf(id)}/audio`, {method: 'GET', withinMs: AUDIO_WITHIN_MS});
    if (response.ok) return response.blob();
    if (saysGone(response, await bodyOf(response))) return null;
    throw voicemailError(response.status);
  }

  /** @throws {SdkError} likewise */
  async setDone(id: string, done: boolean): Promise<VoicemailAnswer> {
    return answerOf(await this.#link.ask(pathOf(id), {method: 'PUT', body: {done}}));
  }

  /** Has the hub give a call back to whoever asks, as soon as they are free. @throws {SdkError} likewise */
  async callBack(id: string): Promise<VoicemailAnswer> {
    return answerOf(await this.#link.ask(`${pathOf(id)}/callback`, {method: 'POST'}));
  }

  /** What is gone already is as it was wished. @throws {SdkError} likewise */
  async remove(id: string): Promise<void> {
    const response = await this.#link.ask(pathOf(id), {method: 'DELETE'});
    if (response.ok || saysGone(response, await bodyOf(response))) return;
    throw voicemailError(response.status);
  }
}

function pathOf(id: string): string {
  return `/voicemails/${encodeURIComponent(id)}`;
}

async function answerOf(response: Response): Promise<VoicemailAnswer> {
  const body = await bodyOf(response);
  if (response.ok) {
    const voicemail = decodeVoicemail(body);
    if (voicemail === null) throw malformed();
    return {status: 'done', voicemail};
  }
  if (saysGone(response, body)) return GONE;
  const refusal = v.safeParse(refusalSchema, body);
  if (response.status !== 409 || !refusal.success) throw voicemailError(response.status);
  return {status: 'refused', code: refusal.output.code};
}

/** [EL-81] Whether the hub says so itself: one of the release before answers 404 to a question that it does not know, and so may a proxy. */
function saysGone(response: Response, body: unknown): boolean {
  return response.status === 404 && isProblem(response) && v.is(goneSchema, body);
}

/** What an answer means, by its status; nothing of its text is repeated. */
function voicemailError(status: number): SdkError {
  switch (status) {
    case 401:
      return new SdkError('sign-in-required', 'Your sign-in has run out: sign in again.');
    case 403:
      return new SdkError('not-authorised', 'This needs another role: ask whoever runs the contact centre.');
    default:
      return hubHttpError(status);
  }
}
