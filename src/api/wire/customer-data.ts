import * as v from 'valibot';
import {count} from './model-schemas.ts';

/** What the contact centre has of a customer's number, counted; an administrator's answer to who asks. */
export type CustomerFindings = {
  readonly openCallbacks: number;
  readonly closedCallbacks: number;
  /** What was asked for on a page elsewhere, with what was agreed to: each of those that joined a callback, too. */
  readonly requests: number;
  /** Somebody is still at them: nothing of them can be erased. */
  readonly openContacts: number;
  readonly endedContacts: number;
  /** Contacts of other customers in which the number was called to help. */
  readonly guestContacts: number;
  readonly variables: number;
  readonly notes: number;
  /** Messages to other systems that are kept until they were taken, or given up. */
  readonly deliveries: number;
  /** Messages that they left. */
  readonly voicemails: number;
  /** Entries of the organisation's address book, which are changed there. */
  readonly addressBook: number;
};

/** What was erased. Callbacks are deleted, open ones cancelled before; of contacts what says who it was. */
export type CustomerErased = {
  readonly callbacks: number;
  readonly contacts: number;
  readonly guestContacts: number;
  readonly voicemails: number;
};

const findingsSchema: v.GenericSchema<unknown, CustomerFindings> = v.object({
  ...{openCallbacks: count, closedCallbacks: count, requests: count, openContacts: count, endedContacts: count},
  ...{guestContacts: count, variables: count, notes: count, deliveries: count, voicemails: count, addressBook: count},
});

const erasedSchema: v.GenericSchema<unknown, CustomerErased> = v.object({
  ...{callbacks: count, contacts: count, guestContacts: count, voicemails: count},
});

/** Null for what is not in that form. */
export function decodeFindings(received: unknown): CustomerFindings | null {
  const parsed = v.safeParse(findingsSchema, received);
  return parsed.success ? parsed.output : null;
}

/** Null for what is not in that form. */
export function decodeErased(received: unknown): CustomerErased | null {
  const parsed = v.safeParse(erasedSchema, received);
  return parsed.success ? parsed.output : null;
}
