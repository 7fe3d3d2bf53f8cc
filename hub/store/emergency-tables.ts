import type {ColumnType, Generated, JSONColumnType} from 'kysely';
import type {EmergencyCall} from '../../src/domain/emergency-call.ts';
import type {ContactsTold} from '../../src/api/wire/emergency.ts';
import type {EmergencyMailFacts} from '../../src/domain/emergency-mail.ts';
import type {MailDelivery} from '../../src/domain/mail-delivery.ts';
import type {BasePresence} from '../../src/domain/presence.ts';

type Time = ColumnType<number, Date, Date>;
type TimeOrNull = ColumnType<number | null, Date | null | undefined, Date | null>;

/** What an emergency needs to be safe, and nothing more; deleted with it. */
export type EmergencyTables = {
  /** The layer over an agent's presence, for as long as it is there. */
  agent_emergency: {
    agent_id: string;
    since: Time;
    prior_base: BasePresence;
    prior_reason: string | null;
    until_at: Time;
  };
  emergency_call: {
    id: string;
    agent_id: string;
    state: JSONColumnType<EmergencyCall>;
    callback_number: string | null;
    responder_address: string | null;
    agent_leg: string | null;
    responder_leg: string | null;
    ongoing: boolean;
    locked: boolean;
    until_at: Time;
    /** The command that dialled: sent again, it does not dial again. */
    dial_id: string;
    media_process_id: string | null;
    version: number;
    media_version: Generated<number>;
    /** Up to where what follows from it was done. */
    settled_version: Generated<number>;
    /** What has led to a mail already. */
    mailed: Generated<string[]>;
    contacts: Generated<ContactsTold>;
    /** The dials that reached nobody. */
    failed: Generated<string[]>;
    /** By dial: who has a mail that says nothing of that. */
    told: Generated<string>;
  };
  /** Until it is sent; a day at most. */
  emergency_mail: {
    id: string;
    call_id: string;
    agent_id: string;
    recipients: string[];
    facts: JSONColumnType<EmergencyMailFacts>;
    delivery: JSONColumnType<MailDelivery>;
    /** Null: it is about none. */
    dial_id: string | null;
  };
  emergency_description: {
    leg_id: string;
    epoch: number;
    call_id: string;
    offer: string;
    answer: string | null;
    failure: string | null;
  };
  /** A setting of the agent's, whether they ever call for help or not. */
  agent_location: {agent_id: string; address: string; country: string; confirmed_at: Time};
  emergency_number: {number: string; held: boolean; rests_until: TimeOrNull};
};
