import type {ColumnType, JSONColumnType} from 'kysely';
import type {FigureCount} from '../../src/domain/callback-figures.ts';
import type {CallbackLoss} from '../../src/domain/callback-loss.ts';
import type {CallbackTime} from '../../src/domain/callback-time.ts';
import type {MailDelivery} from '../../src/domain/mail-delivery.ts';
import type {Callback, CallbackKind, CallbackSource, CancelledBy} from '../../src/domain/callback.ts';

type Time = ColumnType<number, Date, Date>;
type TimeOrNull = ColumnType<number | null, Date | null | undefined, Date | null>;

export type CallbackTables = {
  callback: {
    id: string;
    kind: CallbackKind;
    source: CallbackSource;
    status: Callback['status'];
    /** E.164. */
    number: string;
    name: string | null;
    reason: string;
    queue_id: string;
    assignee_id: string | null;
    created_by: string | null;
    /** As it was written. */
    written: JSONColumnType<CallbackTime> | null;
    /** Also where nobody knows it: a hub of a version before reckons by it. Null is what one version left. */
    zone: string | null;
    zone_unknown: ColumnType<boolean, boolean | undefined, boolean>;
    starts_at: Time;
    ends_at: Time;
    /** While it is scheduled. */
    due_at: TimeOrNull;
    attempts: number;
    from_contact_id: string | null;
    contact_id: string | null;
    created_at: Time;
    queued_at: TimeOrNull;
    expires_at: Time;
    closed_at: TimeOrNull;
    cancelled_by: CancelledBy | null;
    version: number;
    /** By what the list of all is sorted: when it is due, or was. */
    sort_due: Time;
    sort_name: string;
    /** What it is found by. */
    search: string;
  };
  /** A row for each connection that counts ([DC-28]); 0: those of a time that is over, together. */
  callback_figure: {
    queue_id: string;
    /** The quarter of an hour. */
    begins_at: Time;
    writer: number;
    saved_ms: number;
  } & {[count in FigureCount]: number};
  /** What customers asked for on pages elsewhere. */
  callback_request: {
    id: string;
    callback_id: string;
    site_id: string;
    /** Fingerprint of what the page made up for it, and of all that was asked. */
    request_hash: string;
    fingerprint: string;
    token_hash: string;
    /** It makes no callback of its own: its number had been promised one. */
    joined: boolean;
    starts_at: TimeOrNull;
    ends_at: TimeOrNull;
    queue_id: string;
    /** The last digits, for its page. */
    number_shown: string;
    zone: string;
    language: string;
    /** Fingerprint of the network address. */
    caller: string;
    consent_version: string;
    consent_language: string;
    created_at: Time;
    withdrawn_at: TimeOrNull;
  };
  /** Requests that are answered as all are, and for which nobody is called. */
  callback_pretence: {
    id: string;
    site_id: string;
    request_hash: string;
    fingerprint: string;
    token_hash: string;
    starts_at: TimeOrNull;
    ends_at: TimeOrNull;
    queue_id: string;
    number_shown: string;
    zone: string;
    created_at: Time;
    withdrawn_at: TimeOrNull;
  };
  /** A confirmation that is not sent yet; gone when it is. */
  callback_mail: {
    id: string;
    request_id: string;
    recipient: string;
    link: string;
    delivery: JSONColumnType<MailDelivery>;
  };
  /** Challenges that were solved once. */
  callback_proof: {challenge: string; expires_at: Time};
  /** One row: what challenges are signed with, and tokens made from. */
  callback_secret: {one: ColumnType<boolean, boolean | undefined, boolean>; secret: string};
  /** What agents are told of callbacks that came out of their hands, until they put it away. */
  lost_callback: {callback_id: string; agent_id: string; loss: CallbackLoss; lost_at: Time};
  /** Callbacks that other systems brought. */
  api_callback: {
    callback_id: string;
    client: string;
    request_key: string;
    fingerprint: string;
    created_at: Time;
  };
};
