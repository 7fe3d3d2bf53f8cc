import type {CallbackPlace, CallbackRequestNo} from '../api/callback-request-client.ts';
import type {CallbackForm, CallbackProgress, CallbackRequest} from '../api/wire/callback-request.ts';
import type {AnsweredProblem} from '../api/wire/callback-request-answers.ts';
import type {Store} from './store.ts';

export type {CallbackPlace} from '../api/callback-request-client.ts';
export type {AnsweredProblem} from '../api/wire/callback-request-answers.ts';
export type {CallbackForm, CallbackProgress, CallbackSlot} from '../api/wire/callback-request.ts';

/** What a customer asks for, as they filled it in. */
export type AskedCallback = Pick<
  CallbackRequest,
  'name' | 'number' | 'reason' | 'email' | 'zone' | 'when' | 'consent' | 'website'
>;

/** Why something did not come about, without blame: what was filled in is still there. */
export type CallbackTrouble = Pick<CallbackRequestNo, 'refused' | 'retryAt'>;

/**
 * idle → loading → asking ⇄ proving → sending → requested
 *           └→ unavailable    └──── asking, with what is wrong ┘
 * After a reload: idle → resuming → requested, or `forgotten` where the hub keeps it no longer.
 */
export type CallbackRequestView =
  | {readonly status: 'idle' | 'loading' | 'forgotten'}
  | {readonly status: 'unavailable'; readonly trouble: CallbackTrouble}
  | {
      readonly status: 'asking';
      readonly form: CallbackForm;
      /** Of what was sent last. */
      readonly problems: readonly AnsweredProblem[];
      readonly trouble: CallbackTrouble | null;
      /** What may be asked for is being read again, for another zone or since it is old. */
      readonly renewing: boolean;
    }
  /** The customer pressed Send, and the proof of work is not done yet. */
  | {readonly status: 'proving'; readonly form: CallbackForm}
  | {readonly status: 'sending'; readonly form: CallbackForm}
  | {readonly status: 'resuming'; readonly outOfReach: boolean}
  | {
      readonly status: 'requested';
      readonly progress: CallbackProgress;
      readonly statusUrl: string;
      /** The hub does not answer: this is how it was. */
      readonly outOfReach: boolean;
      readonly cancelling: 'no' | 'pending' | CallbackTrouble;
    };

/** Where a form gets its answers: the hub, or what a page has in its place. */
export type CallbackRequestSource = {
  readonly view: Store<CallbackRequestView>;
  /** Epoch milliseconds. */
  now(): number;
  /** Reads what may be asked for, or takes up what this page asked for before it was loaded again. */
  load(place: CallbackPlace): Promise<void>;
  /** Somebody begins to fill it in. */
  begin(): void;
  send(asked: AskedCallback): Promise<void>;
  cancel(): Promise<void>;
  /** Another request after this one. */
  again(): Promise<void>;
  /** Lets go of everything but what is kept for after a reload. */
  stop(): void;
};
