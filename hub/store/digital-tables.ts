import type {ColumnType, Generated} from 'kysely';
import type {WebhookEventType} from '../webhooks/webhook-events.ts';

type Time = ColumnType<number, Date, Date>;
type TimeOrNull = ColumnType<number | null, Date | null | undefined, Date | null>;

/** Contacts that another system brings, and what other systems are told. */
export type DigitalTables = {
  api_contact: {
    contact_id: string;
    client: string;
    request_key: string;
    fingerprint: string;
    external_id: string | null;
    created_at: Time;
  };
  api_client: {client: string; tokens: number; refilled_at: Time};
  webhook_endpoint: {
    id: string;
    url: string;
    events: string[];
    personal_data: boolean;
    active: boolean;
  };
  webhook_delivery: {
    seq: Generated<number>;
    id: string;
    endpoint_id: string;
    contact_id: string;
    type: WebhookEventType;
    occurred_at: Time;
    /** After this it is not sent again. */
    expires_at: Time;
    /** The text that is signed and sent, to the byte. */
    body: string;
    status: 'waiting' | 'delivered' | 'dead';
    attempts: Generated<number>;
    /** Null: another one of the same contact goes first. */
    next_at: TimeOrNull;
    leased_by: string | null;
    leased_until: TimeOrNull;
    last_status: number | null;
    last_error: string | null;
    ended_at: TimeOrNull;
  };
};
