/**
 * What says of contacts whose they were and is theirs alone, whoever asks for it to go: subject, link, variables, notes, what other systems
 * were to be told, and under which name they brought it. In the order of what refers to what. $1: the contacts.
 */
export const STRIP_CONTACTS = [
  `update participant set wrap_up_note = null where contact_id = any($1::uuid[]) and wrap_up_note is not null`,
  `update variable set value = null where contact_id = any($1::uuid[])`,
  `delete from wrap_up_suggestion where contact_id = any($1::uuid[])`,
  `update contact set subject = null, link = null where id = any($1::uuid[])`,
  `delete from webhook_delivery where contact_id = any($1::uuid[])`,
  // The same request sent again is another one from now on.
  `update api_contact set external_id = null, fingerprint = '' where contact_id = any($1::uuid[])`,
];
