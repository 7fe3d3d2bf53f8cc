import type {CallbackPersonProblem} from '../../domain/callback-customer.ts';
import type {CallbackTimeProblem} from '../../domain/callback-time.ts';

/**
 * What pages of anybody's say to the hub about a callback, over HTTP (docs/callback-requests.md):
 *
 * - `GET  {path}/form?key=…&language=…&zone=…` → {@link CallbackForm}: what may be asked for just now
 * - `POST {path}` with {@link CallbackRequest} → 201 {@link CallbackReceipt}
 * - `GET  {path}/status` with the receipt's token → {@link CallbackProgress}
 * - `POST {path}/cancel` with the receipt's token → {@link CallbackProgress}
 *
 * The token goes in the header `authorization: Bearer …`, so that it stands in no log. Moments are epoch milliseconds.
 */
export const CALLBACK_REQUESTS_PATH = '/public/callbacks';
/** The page for people without scripts, and for links in mails: `{page}?key=…`, `{page}/{token}`. */
export const CALLBACK_PAGE_PATH = '/callback';

/** A challenge of ALTCHA's protocol: find the number below `maxnumber` that hashes with the salt to `challenge`. */
export type ProofChallenge = {
  readonly algorithm: 'SHA-256';
  readonly challenge: string;
  readonly maxnumber: number;
  readonly salt: string;
  readonly signature: string;
};

export type CallbackSlot = {
  readonly startsAt: number;
  readonly endsAt: number;
};

export type CallbackForm = {
  /** Where the organisation is (ISO 3166-1 alpha-2): a number without a plus is one of that country. */
  readonly country: string;
  /** As soon as somebody is free; `opensAt`: when that will be possible, null where nobody knows. */
  readonly now:
    | {
        readonly possible: true;
        /** How long that takes at present, from real waits; null: not known. */
        readonly waitMs: number | null;
      }
    | {readonly possible: false; readonly opensAt: number | null};
  /** Free ones, earliest first, in the hours in which people in the zone may be called. */
  readonly slots: readonly CallbackSlot[];
  /** Agreed to word by word; `version` goes back with the request. */
  readonly consent: {readonly version: string; readonly language: string; readonly text: string};
  /** Topics to choose from; empty: the reason is free text only. */
  readonly topics: readonly string[];
  /** Whether a confirmation can be sent by mail: only then an address is asked for. */
  readonly mail: boolean;
  readonly proof: ProofChallenge;
};

export type CallbackRequest = {
  readonly key: string;
  /** Made once by the page: the same request sent twice is one callback. */
  readonly requestId: string;
  readonly name: string;
  /** As typed. */
  readonly number: string;
  readonly reason: string;
  readonly email: string | null;
  /** IANA name: where the customer is. */
  readonly zone: string;
  readonly language: string;
  readonly when: {readonly kind: 'now'} | {readonly kind: 'slot'; readonly startsAt: number};
  readonly consent: {readonly version: string};
  /** Base64 of ALTCHA's answer. */
  readonly proof: string;
  /** A field that no person sees, and that stays empty. */
  readonly website: string;
};

export type CallbackReceipt = {
  /** Whoever has it may see and cancel this request; 32 random bytes, base64url. */
  readonly token: string;
  /** The page that shows it, with the token. */
  readonly statusUrl: string;
  readonly progress: CallbackProgress;
};

/** What becomes of a request, as the customer is told. */
export type CallbackProgress = {
  /**
   * `scheduled`: called between the two moments. `waiting`: as soon as somebody is free. `calling`: the telephone rings, or will at once.
   * `talked`: kept. `again`: nobody answered, tried again at `startsAt`. `unreached`: given up. `late`: nobody had time. `cancelled`.
   */
  readonly status: 'scheduled' | 'waiting' | 'calling' | 'talked' | 'again' | 'unreached' | 'late' | 'cancelled';
  /** With its last digits only, whatever was typed. */
  readonly number: string;
  readonly zone: string;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** How many are called before, itself counted; null: not in the line, or not known. */
  readonly position: number | null;
  readonly cancellable: boolean;
};

/** What is wrong with a request, at its field. */
export type CallbackRequestProblem =
  | CallbackPersonProblem
  | CallbackTimeProblem
  | {
      readonly field: 'number';
      /** Nobody has such a number; one of a kind or country that is not called back (design §7). */
      readonly fault: 'impossible' | 'premium' | 'country';
    }
  | {readonly field: 'email'; readonly fault: 'invalid' | 'too-long'}
  | {readonly field: 'when'; readonly fault: 'closed' | 'slot-gone'}
  | {readonly field: 'consent'; readonly fault: 'required' | 'outdated'};

/** `code` of an answer that is no success (RFC 9457). With `invalid` come `problems`. */
export type CallbackRequestRefusal =
  | 'site-refused'
  | 'callbacks-not-set-up'
  | 'invalid'
  | 'proof-invalid'
  | 'rate-limited'
  | 'not-found'
  | 'unavailable';
