import type {LitElement, ReactiveController} from 'lit';
import {connectionContext} from '../../services/contexts.ts';
import {asSdkError} from '../../services/outcome.ts';
import type {
  VoicemailPage,
  VoicemailService,
  VoicemailStatus,
  VoicemailView,
} from '../../services/voicemail/voicemail-ports.ts';
import type {SdkError} from '../../services/ports.ts';
import {pageVisibility} from '../../services/supervision/page-visibility.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {VoicemailDesk} from './voicemail-desk.ts';

/** Which messages are looked at. */
export type VoicemailLook = {readonly status: VoicemailStatus; readonly queueId: string | null};

type Messages = Omit<VoicemailPage, 'next'> & {
  readonly look: VoicemailLook;
  /** There are more behind these. */
  readonly goesOn: boolean;
  readonly heardAt: number;
};

export type VoicemailsState =
  | {readonly status: 'loading'}
  | {readonly status: 'signed-out'}
  | {readonly status: 'failed'; readonly error: SdkError}
  /** `outdated`: since then the hub does not answer. */
  | (Messages & {readonly status: 'there'; readonly outdated: boolean});

export const NEW_ONES: VoicemailLook = {status: 'new', queueId: null};
export const EVERY_MESSAGE: VoicemailLook = {status: 'all', queueId: null};

const LOADING: VoicemailsState = {status: 'loading'};
/** From one answer to the next question, for each page that is read. */
const PAUSE_MS = 15_000;

/**
 * Asks the hub for the messages that are looked at: when the element comes into the page, again and again while somebody can see it,
 * and after each change. One question at a time; what was asked before a change counts for nothing.
 */
export class VoicemailReader implements ReactiveController {
  readonly #host: LitElement;
  readonly #desk: VoicemailDesk;
  readonly #now: () => number;
  readonly #onLeave: () => void;
  readonly #connection;
  readonly #visible = pageVisibility(document);
  #state: VoicemailsState = LOADING;
  #look = NEW_ONES;
  /** How many pages are shown, one below the other. */
  #pages = 1;
  #shown = 1;
  #asking = false;
  #epoch = 0;
  #begun = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: (() => void) | null = null;

  /**
   * @param now by the hub's clock
   * @param onLeave whoever looked has signed out
   */
  constructor(host: LitElement, desk: VoicemailDesk, now: () => number, onLeave: () => void) {
    this.#host = host;
    this.#desk = desk;
    this.#now = now;
    this.#onLeave = onLeave;
    host.addController(this);
    this.#connection = new ServiceController(host, connectionContext, (service) => [service.state]);
  }

  get state(): VoicemailsState {
    return this.#state;
  }

  get look(): VoicemailLook {
    return this.#look;
  }

  /** More are on their way below those that are shown. */
  get growing(): boolean {
    return this.#asking && this.#pages > this.#shown;
  }

  /** Others than those that are shown are on their way. */
  get changing(): boolean {
    return this.#asking && this.#state.status === 'there' && this.#state.look !== this.#look;
  }

  hostConnected(): void {
    this.#end = this.#visible.subscribe((visible) => visible && this.#begun && this.refresh());
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = null;
    this.#begun = false;
    this.#drop();
  }

  /** Begins, and follows who is signed in: whoever comes next sees nothing of it. */
  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const status = this.#connection.service?.state.value.status;
    if (status === 'signed-out' || status === 'sign-in-required') {
      this.#begun = false;
      if (status === 'signed-out' || this.#state.status !== 'there') this.#leave();
    } else if (status === 'connected' && !this.#begun) {
      this.#begun = true;
      if (this.#state.status === 'signed-out') this.#state = LOADING;
      this.refresh();
    } else if (status === 'reconnecting') this.#begun = false;
  }

  /** Other ones, from the newest on. */
  find(change: Partial<VoicemailLook>): void {
    this.#look = {...this.#look, ...change};
    this.#pages = 1;
    this.refresh();
  }

  more(): void {
    this.#pages += 1;
    this.refresh();
  }

  /** The hub has said how it is now, before it is asked again. @param voicemail null: it is gone */
  take(id: string, voicemail: VoicemailView | null): void {
    const state = this.#state;
    if (state.status === 'there') {
      const fits = voicemail !== null && (state.look.status === 'all' || state.look.status === statusOf(voicemail));
      const voicemails = state.voicemails.flatMap((each) => (each.id !== id ? [each] : fits ? [voicemail] : []));
      const gone = state.voicemails.length - voicemails.length;
      this.#show({...state, voicemails, count: Math.max(0, state.count - gone)});
    }
    this.refresh();
  }

  refresh(): void {
    this.#drop();
    void this.#ask();
  }

  /** What is asked just now is not waited for any more. */
  #drop(): void {
    clearTimeout(this.#timer);
    this.#epoch += 1;
    this.#asking = false;
    this.#host.requestUpdate();
  }

  #leave(): void {
    if (this.#state.status === 'signed-out') return;
    this.#look = NEW_ONES;
    this.#pages = 1;
    this.#drop();
    this.#show({status: 'signed-out'});
    this.#onLeave();
  }

  async #ask(): Promise<void> {
    if (!this.#host.isConnected || !this.#visible.value) return;
    this.#asking = true;
    const epoch = this.#epoch;
    const pages = this.#pages;
    const heard = await this.#read();
    if (epoch !== this.#epoch) return;
    this.#asking = false;
    this.#shown = pages;
    this.#show(heard);
    // Whoever may not is not allowed a quarter of a minute later.
    if (heard.status === 'failed' && heard.error.code === 'not-authorised') return;
    this.#timer = setTimeout(() => this.refresh(), PAUSE_MS * pages);
  }

  async #read(): Promise<VoicemailsState> {
    const look = this.#look;
    try {
      const service = await this.#desk.get();
      const messages = await this.#readPages(service, look, this.#pages);
      return {...messages, status: 'there', look, heardAt: this.#now(), outdated: false};
    } catch (error) {
      const known = asSdkError(error);
      const before = this.#state;
      const keeps = before.status === 'there' && before.look === look && known.code !== 'not-authorised';
      return keeps ? {...before, outdated: true} : {status: 'failed', error: known};
    }
  }

  /** From the newest on, as many pages as are shown: new ones have come on top meanwhile. */
  async #readPages(
    service: VoicemailService,
    {status, queueId}: VoicemailLook,
    pages: number,
  ): Promise<Omit<Messages, 'look' | 'heardAt'>> {
    let {next, ...page} = await service.read({status, queueId, after: null});
    const voicemails = [...page.voicemails];
    for (let at = 1; at < pages && next !== null; at += 1) {
      ({next, ...page} = await service.read({status, queueId, after: next}));
      voicemails.push(...page.voicemails);
    }
    return {...page, voicemails, goesOn: next !== null};
  }

  #show(state: VoicemailsState): void {
    this.#state = state;
    this.#desk.keepTo(state.status === 'there' ? state.voicemails.map(({id}) => id) : []);
    this.#host.requestUpdate();
  }
}

function statusOf({done}: VoicemailView): VoicemailStatus {
  return done === null ? 'new' : 'done';
}
