import type {
  CallbackFigures,
  FiguresQuestion,
  InboxChoices,
  InboxPage,
  InboxQuestion,
} from '../../api/wire/callback-inbox.ts';
import type {CallbackChoices, CallbackScope, CallbackView, CallbackWish} from '../../api/wire/callbacks.ts';
import type {CallbackLoss} from '../../domain/callback-loss.ts';
import type {Outcome} from '../ports.ts';
import type {Store} from '../store.ts';

/**
 * [CB-60] A callback that concerned the agent is out of their hands: it went to the queue since they were not there, nobody had time for
 * it, or nobody was reached. Its `contactId` is the callback's id.
 */
export type CallbackNews = {
  readonly kind: 'callback-lost';
  readonly callback: CallbackView;
  readonly loss: CallbackLoss;
};

/** Promises to call customers: those the agent makes, and those that are theirs to keep. */
export type CallbackService = {
  /** The newest callback of the agent's that the hub told of, a new object each time; null before the first. */
  readonly latest: Store<CallbackView | null>;
  /** Open ones, the next one first. @throws {SdkError} when the hub does not answer */
  list(scope: CallbackScope): Promise<readonly CallbackView[]>;
  /** Queues, buddies and limits as they are now. @throws {SdkError} when the hub does not answer */
  choices(): Promise<CallbackChoices>;
  /** @param contactId the contact it is promised in; null: without one ([CB-27]) */
  schedule(wish: CallbackWish, contactId: string | null): Promise<Outcome>;
  /** @param version the callback's as it was shown */
  edit(callbackId: string, version: number, wish: CallbackWish): Promise<Outcome>;
  remove(callbackId: string, version: number): Promise<Outcome>;
  /** A page of all that concern who is signed in. @throws {SdkError} when the hub does not answer */
  inbox(question: InboxQuestion): Promise<InboxPage>;
  /** What the inbox can be filtered by. @throws {SdkError} likewise */
  inboxChoices(): Promise<InboxChoices>;
  /** What was counted; for supervisors. @throws {SdkError} likewise, `not-authorised` for others */
  figures(question: FiguresQuestion): Promise<CallbackFigures>;
  /** For supervisors, and any callback that is open. */
  cancel(callbackId: string, version: number): Promise<Outcome>;
  /** For supervisors: anybody of that queue shall have it. */
  move(callbackId: string, version: number, queueId: string): Promise<Outcome>;
};
