import {
  CallbackRequestClient,
  type CallbackRequestClientOptions,
  type CallbackRequestNo,
} from '../api/callback-request-client.ts';
import type {CallbackForm, CallbackProgress} from '../api/wire/callback-request.ts';
import {ChallengeInHand} from './callback-request-challenge.ts';
import {RequestFollower} from './callback-request-follow.ts';
import {CallbackRequestKeep, type KeptRequest} from './callback-request-keep.ts';
import type {
  AnsweredProblem,
  AskedCallback,
  CallbackPlace,
  CallbackRequestSource,
  CallbackRequestView,
  CallbackTrouble,
} from './callback-request-ports.ts';
import {type Store, WritableStore} from './store.ts';

export type CallbackRequestOptions = CallbackRequestClientOptions & {
  /** No worker is tried for the proof of work. */
  readonly workerless?: boolean;
};

/** How often another challenge is tried for one Send. */
const PROOFS = 3;
const OVER: readonly CallbackProgress['status'][] = ['talked', 'unreached', 'late', 'cancelled'];

/** One form's way to the hub: what may be asked for, the request, and what becomes of it. */
export class CallbackRequestService implements CallbackRequestSource {
  readonly #client: CallbackRequestClient;
  readonly #keep: CallbackRequestKeep;
  readonly #challenge: ChallengeInHand;
  readonly #view = new WritableStore<CallbackRequestView>({status: 'idle'});
  readonly #follower = new RequestFollower({ask: () => this.#askProgress()});
  #place: CallbackPlace = {language: 'en', zone: 'UTC'};
  #kept: KeptRequest | null = null;
  /** The id of what was sent last: the same again is the same request, something else another one. */
  #sent: {readonly content: string; readonly requestId: string} | null = null;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  /** Raised by each load and stop, so that what an earlier one waited for comes to nothing. */
  #round = 0;
  #cancels = 0;

  constructor(options: CallbackRequestOptions) {
    this.#client = new CallbackRequestClient(options);
    this.#keep = new CallbackRequestKeep(options.hubUrl, options.siteKey);
    this.#challenge = new ChallengeInHand({...options});
  }

  get view(): Store<CallbackRequestView> {
    return this.#view;
  }

  now(): number {
    return Date.now();
  }

  async load(place: CallbackPlace): Promise<void> {
    this.#place = place;
    const view = this.#view.value;
    switch (view.status) {
      case 'idle':
        this.#kept = this.#keep.read();
        if (this.#kept === null) return this.#read();
        this.#view.set({status: 'resuming', outOfReach: false});
        return this.#follower.start();
      case 'unavailable':
      case 'forgotten':
        return this.#read();
      case 'asking':
        this.#view.set({...view, renewing: true});
        return this.#read();
      default:
        // Asked for already, or about to be.
        return undefined;
    }
  }

  begin(): void {
    this.#challenge.begin();
  }

  async send(asked: AskedCallback): Promise<void> {
    const view = this.#view.value;
    if (view.status !== 'asking') return;
    this.#round += 1;
    const round = this.#round;
    clearTimeout(this.#renewal);
    const requestId = this.#idOf(asked);
    let {form} = view;
    for (let tried = 0; tried < PROOFS; tried += 1) {
      this.#view.set({status: 'proving', form});
      const proof = await this.#challenge.answer();
      if (this.#round !== round) return;
      if (proof !== null) {
        this.#view.set({status: 'sending', form});
        const answer = await this.#client.send({...asked, requestId, language: this.#place.language, proof});
        if (this.#round !== round) return;
        if ('value' in answer) return this.#take(answer.value);
        // Too old, or used by a request whose answer was lost: another one, and the customer notices nothing.
        if (answer.refused !== 'proof-invalid') return this.#refuse(form, answer);
      }
      const renewed = await this.#client.form(this.#place);
      if (this.#round !== round) return;
      if ('refused' in renewed) return this.#ask(form, {trouble: renewed});
      form = renewed.value;
      this.#challenge.take(form);
    }
    this.#ask(form, {trouble: {refused: 'failed', retryAt: null}});
  }

  async cancel(): Promise<void> {
    const view = this.#view.value;
    if (view.status !== 'requested' || view.cancelling === 'pending' || this.#kept === null) return;
    const kept = this.#kept;
    this.#cancels += 1;
    this.#view.set({...view, cancelling: 'pending'});
    const answer = await this.#client.cancel(kept.token);
    if (this.#kept !== kept) return;
    if ('value' in answer) return this.#show(answer.value, 'no');
    if (answer.refused === 'not-found') return this.#forget();
    this.#show(view.progress, answer);
  }

  async again(): Promise<void> {
    this.#follower.stop();
    this.#keep.forget();
    this.#kept = null;
    this.#sent = null;
    await this.#read();
  }

  stop(): void {
    this.#round += 1;
    this.#follower.stop();
    this.#challenge.stop();
    clearTimeout(this.#renewal);
    this.#kept = null;
    this.#view.set({status: 'idle'});
  }

  /** While something is filled in the form stays as it is until the new one is there. */
  async #read(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    clearTimeout(this.#renewal);
    const before = this.#view.value;
    if (before.status !== 'asking') this.#view.set({status: 'loading'});
    const answer = await this.#client.form(this.#place);
    if (this.#round !== round) return;
    if ('value' in answer) {
      const problems = before.status === 'asking' ? before.problems : [];
      return this.#ask(answer.value, {problems, fresh: true});
    }
    if (before.status === 'asking') return this.#ask(before.form, {trouble: answer});
    this.#view.set({status: 'unavailable', trouble: answer});
  }

  #ask(
    form: CallbackForm,
    {
      problems = [],
      trouble = null,
      fresh = false,
    }: {
      readonly problems?: readonly AnsweredProblem[];
      readonly trouble?: CallbackTrouble | null;
      readonly fresh?: boolean;
    },
  ): void {
    if (fresh) {
      const renewMs = this.#challenge.take(form);
      if (renewMs !== null) this.#renewal = setTimeout(() => void this.#renew(), renewMs);
    }
    this.#view.set({status: 'asking', form, problems, trouble, renewing: false});
  }

  /** Before the challenge is too old, and the times with it. What cannot be read now is asked for at Send. */
  async #renew(): Promise<void> {
    const view = this.#view.value;
    if (view.status !== 'asking') return;
    const round = this.#round;
    const answer = await this.#client.form(this.#place);
    const now = this.#view.value;
    if (this.#round !== round || now.status !== 'asking' || 'refused' in answer) return;
    this.#ask(answer.value, {problems: now.problems, trouble: now.trouble, fresh: true});
  }

  #refuse(form: CallbackForm, {refused, retryAt, problems}: CallbackRequestNo): void {
    if (refused !== 'invalid') return this.#ask(form, {trouble: {refused, retryAt}});
    this.#ask(form, {problems, trouble: problems.length === 0 ? {refused: 'failed', retryAt: null} : null});
    // What the hub finds wrong may be that this page is old: taken slots, closed lines, another wording of the consent.
    void this.#renew();
  }

  #take({progress, ...kept}: KeptRequest & {readonly progress: CallbackProgress}): void {
    this.#kept = kept;
    this.#keep.write(kept);
    this.#challenge.stop();
    this.#follower.start({known: true});
    this.#show(progress, 'no');
  }

  async #askProgress(): Promise<'again' | 'failed' | 'done'> {
    const kept = this.#kept;
    if (kept === null) return 'done';
    const cancels = this.#cancels;
    const answer = await this.#client.progress(kept.token);
    if (this.#kept !== kept) return 'done';
    if ('value' in answer) {
      // How it was before the customer cancelled it, and answered after that.
      if (this.#cancels !== cancels) return 'again';
      const view = this.#view.value;
      this.#show(answer.value, view.status === 'requested' ? view.cancelling : 'no');
      return OVER.includes(answer.value.status) ? 'done' : 'again';
    }
    if (answer.refused === 'not-found') {
      this.#forget();
      return 'done';
    }
    const view = this.#view.value;
    if (view.status === 'requested' || view.status === 'resuming') this.#view.set({...view, outOfReach: true});
    return 'failed';
  }

  #show(progress: CallbackProgress, cancelling: 'no' | 'pending' | CallbackTrouble): void {
    if (this.#kept === null) return;
    const {statusUrl} = this.#kept;
    if (OVER.includes(progress.status)) this.#follower.stop();
    this.#view.set({status: 'requested', progress, statusUrl, outOfReach: false, cancelling});
  }

  #forget(): void {
    this.#follower.stop();
    this.#keep.forget();
    this.#kept = null;
    this.#view.set({status: 'forgotten'});
  }

  #idOf(asked: AskedCallback): string {
    const content = JSON.stringify(asked);
    if (this.#sent?.content !== content) this.#sent = {content, requestId: newId()};
    return this.#sent.requestId;
  }
}

/** `crypto.randomUUID` is missing where a page has no https, which a portal on somebody's own network may be. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (each) => each.toString(16).padStart(2, '0')).join('');
  // A random one (RFC 9562, 5.4).
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}
