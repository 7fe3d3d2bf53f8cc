import {
  type MailDelivery,
  type SendOutcome,
  giveMailBack,
  isGivenUp,
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
const ALL = `
  select id, delivery, (extract(epoch from now()) * 1000)::float8 as now from callback_mail order by id limit 500`;
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

type Due = Pick<Confirmation, 'id' | 'delivery'> & {readonly now: number};

export async function dueConfirmations(asking: Reading): Promise<readonly string[]> {
  const all = await run<Due>(asking, ALL, []);
  return all.filter(({delivery, now}) => maySend(delivery, now)).map(({id}) => id);
}

/** @returns how many were not sent within a day and are gone */
export async function giveUpConfirmations(work: Work): Promise<number> {
  const over = (await run<Due>(work, ALL, [])).filter(({delivery, now}) => isGivenUp(delivery, now));
  if (over.length > 0) await run(work, FORGET, [over.map(({id}) => id)]);
  return over.length;
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
