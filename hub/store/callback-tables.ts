import type {ColumnType, JSONColumnType} from 'kysely';
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
  };
};
