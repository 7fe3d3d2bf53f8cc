import type {
  CallbackFigures,
  FiguresQuestion,
  InboxChoices,
  InboxPage,
  InboxQuestion,
} from '../../api/wire/callback-inbox.ts';
import type {CallbackChoices, CallbackScope, CallbackView, CallbackWish} from '../../api/wire/callbacks.ts';
import type {HubEvent} from '../../api/wire/events.ts';
import type {Commands, Queries} from '../commands.ts';
import {outcomeOf} from '../outcome.ts';
import type {Outcome} from '../ports.ts';
import {type Store, WritableStore} from '../store.ts';
import type {CallbackService} from './callback-ports.ts';

/** The callbacks of an agent. Lists are asked for when somebody looks; what changes meanwhile is told. */
export class HubCallbackService implements CallbackService {
  readonly #hub: Commands & Queries;
  readonly #latest = new WritableStore<CallbackView | null>(null);

  constructor(hub: Commands & Queries) {
    this.#hub = hub;
  }

  get latest(): Store<CallbackView | null> {
    return this.#latest;
  }

  async list(scope: CallbackScope): Promise<readonly CallbackView[]> {
    return (await this.#hub.ask('ListCallbacks', {scope})).callbacks;
  }

  choices(): Promise<CallbackChoices> {
    return this.#hub.ask('ListCallbackChoices', {});
  }

  schedule(wish: CallbackWish, contactId: string | null): Promise<Outcome> {
    return outcomeOf(this.#hub.send('ScheduleCallback', {...wish, contactId}));
  }

  edit(callbackId: string, version: number, wish: CallbackWish): Promise<Outcome> {
    return outcomeOf(this.#hub.send('EditCallback', {...wish, callbackId, version}));
  }

  remove(callbackId: string, version: number): Promise<Outcome> {
    return outcomeOf(this.#hub.send('DeleteCallback', {callbackId, version}));
  }

  inbox(question: InboxQuestion): Promise<InboxPage> {
    return this.#hub.ask('ListCallbackInbox', question);
  }

  inboxChoices(): Promise<InboxChoices> {
    return this.#hub.ask('ListCallbackInboxChoices', {});
  }

  figures(question: FiguresQuestion): Promise<CallbackFigures> {
    return this.#hub.ask('ListCallbackFigures', question);
  }

  cancel(callbackId: string, version: number): Promise<Outcome> {
    return outcomeOf(this.#hub.send('CancelCallback', {callbackId, version}));
  }

  move(callbackId: string, version: number, queueId: string): Promise<Outcome> {
    return outcomeOf(this.#hub.send('MoveCallback', {callbackId, version, queueId}));
  }

  handleSnapshot(): void {
    // What happened before is in the lists; nothing of it is news.
  }

  handleEvent(event: HubEvent): void {
    if (event.type === 'CallbackChanged') this.#latest.set(event.callback);
  }

  handleSignedOut(): void {
    this.#latest.set(null);
  }
}
