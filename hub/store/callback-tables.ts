import type {ColumnType, JSONColumnType} from 'kysely';
import type {CallbackCount} from '../../src/domain/callback-figures.ts';
import type {CallbackTime} from '../../src/domain/callback-time.ts';
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
    zone: string;
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
  } & {[count in CallbackCount]: number};
};
