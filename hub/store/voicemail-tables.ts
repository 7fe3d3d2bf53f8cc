import type {ColumnType, GeneratedAlways} from 'kysely';

type Time = ColumnType<number, Date, Date>;
type TimeOrNull = ColumnType<number | null, Date | null | undefined, Date | null>;

export type VoicemailTables = {
  voicemail: {
    id: string;
    contact_id: string;
    queue_id: string;
    number: string;
    name: string | null;
    began_at: Time;
    stopped_at: TimeOrNull;
    finished_at: TimeOrNull;
    length_ms: ColumnType<number, number | undefined, number>;
    heard_ms: ColumnType<number, number | undefined, number>;
    done_at: TimeOrNull;
    done_by: string | null;
    callback_id: string | null;
  };
  voicemail_piece: {
    voicemail_id: string;
    process_id: string;
    seq: number;
    place: GeneratedAlways<number>;
    packets: Buffer;
    length_ms: number;
    heard_ms: number;
  };
};
