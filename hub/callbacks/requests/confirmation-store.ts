import {
  MAIL_KEPT_MS,
  type MailDelivery,
  type SendOutcome,
  giveMailBack,
  maySend,
  newDelivery,
  takeMail,
} from '../../../src/domain/mail-delivery.ts';
import type {Reading} from '../../store/contact-store.ts';
import {run, runForOne} from '../../store/statement.ts';
import {isIdentifier} from '../../store/storable.ts';
import type {Work} from '../../store/unit-of-work.ts';

/** A confirmation that is not sent yet. */
export type Confirmation = {
  readonly id: string;
  readonly requestId: string;
  readonly recipient: string;
  /** The page of the request, with its token: the one place where that stands, until the mail is sent. */
  readonly link: string;
  readonly delivery: MailDelivery;
};

const ADD = 'insert into callback_mail (id, request_id, recipient, link, delivery) values ($1, $2, $3, $4, $5)';
const NOW = '(extract(epoch from now()) * 1000)::float8';
/** As `maySend` has it. One that failed has a later turn than those that nobody has tried. $1: those that are under way. */
const DUE = `
  select id from callback_mail
  where (delivery->>'notBefore')::float8 <= ${NOW} and coalesce((delivery->'taken'->>'until')::float8, 0) <= ${NOW}
    and id <> all($1::uuid[])
  order by (delivery->>'notBefore')::float8, id limit $2`;
const GIVE_UP = `delete from callback_mail where (delivery->>'createdAt')::float8 + $1 <= ${NOW} returning id`;
const LOCK = `
  select id, request_id as "requestId", recipient, link, delivery from callback_mail where id = $1 for update`;
const SAVE = 'update callback_mail set delivery = $2 where id = $1';
const FORGET = 'delete from callback_mail where id = any($1::uuid[])';

export async function addConfirmation(
  work: Work,
  {requestId, recipient, link}: Pick<Confirmation, 'requestId' | 'recipient' | 'link'>,
): Promise<void> {
  const delivery = JSON.stringify(newDelivery(work.now));
  await run(work, ADD, [crypto.randomUUID(), requestId, recipient, link, delivery]);
  work.wake('callback');
}

/** Whose turn it is, so many at most, whoever has waited longest first. @param underWay those that this hub sends already */
export async function dueConfirmations(
  asking: Reading,
  underWay: readonly string[],
  most: number,
): Promise<readonly string[]> {
  return (await run<{id: string}>(asking, DUE, [underWay, most])).map(({id}) => id);
}

/** @returns how many were not sent within a day and are gone */
export async function giveUpConfirmations(asking: Reading): Promise<number> {
  return (await run(asking, GIVE_UP, [MAIL_KEPT_MS])).length;
}

/** The mail, held by who asks from here on; null when somebody else has it, or it is sent. */
export async function takeConfirmation(work: Work, id: string, by: string): Promise<Confirmation | null> {
  const mail = await lock(work, id);
  if (mail === null || !maySend(mail.delivery, work.now)) return null;
  const delivery = takeMail(mail.delivery, by, work.now);
  await run(work, SAVE, [id, JSON.stringify(delivery)]);
  return {...mail, delivery};
}

/** Sent, the address is forgotten. */
export async function settleConfirmation(work: Work, id: string, by: string, outcome: SendOutcome): Promise<void> {
  if (outcome === 'sent') {
    await run(work, FORGET, [[id]]);
    return;
  }
  const mail = await lock(work, id);
  const delivery = mail === null ? null : giveMailBack(mail.delivery, by, outcome, work.now);
  if (delivery !== null) await run(work, SAVE, [id, JSON.stringify(delivery)]);
}

async function lock(work: Work, id: string): Promise<Confirmation | null> {
  return isIdentifier(id) ? runForOne<Confirmation>(work, LOCK, [id]) : null;
}
