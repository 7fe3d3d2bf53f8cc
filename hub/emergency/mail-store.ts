import type {EmergencyMailFacts} from '../../src/domain/emergency-mail.ts';
import {
  type MailDelivery,
  type SendOutcome,
  giveMailBack,
  isGivenUp,
  mayDeskSend,
  mayHubSend,
  newDelivery,
  takeMail,
} from '../../src/domain/mail-delivery.ts';
import type {Reading} from '../store/contact-store.ts';
import {isIdentifier} from '../store/storable.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

/** A mail that is not sent yet. */
export type StoredMail = {
  readonly id: string;
  readonly callId: string;
  readonly agentId: string;
  readonly recipients: readonly string[];
  readonly facts: EmergencyMailFacts;
  readonly delivery: MailDelivery;
  /** The dial it tells of; null: none, or it corrects what was told of one. */
  readonly dialId: string | null;
};

type Due = Pick<StoredMail, 'id' | 'agentId' | 'delivery'> & {readonly now: number};

const COLUMNS = 'id, call_id as "callId", agent_id as "agentId", recipients, facts, delivery, dial_id as "dialId"';
const EPOCH_NOW = '(extract(epoch from now()) * 1000)::float8 as now';

export async function addMail(work: Work, mail: Omit<StoredMail, 'id' | 'delivery'>): Promise<void> {
  const {callId, agentId, recipients, facts, dialId} = mail;
  const text = `
    insert into emergency_mail (id, call_id, agent_id, recipients, facts, delivery, dial_id) values ($1, $2, $3, $4, $5, $6, $7)`;
  const delivery = newDelivery(work.now);
  await run(work, text, [
    crypto.randomUUID(),
    callId,
    agentId,
    recipients,
    JSON.stringify(facts),
    JSON.stringify(delivery),
    dialId,
  ]);
}

/** By agent: the mail that a desk of theirs may send now. */
export async function mailsForDesks(asking: Reading): Promise<ReadonlyMap<string, string>> {
  const due = await allMails(asking);
  return new Map(due.filter(({delivery, now}) => mayDeskSend(delivery, now)).map(({agentId, id}) => [agentId, id]));
}

export async function mailsForHub(asking: Reading): Promise<readonly string[]> {
  const due = await allMails(asking);
  return due.filter(({delivery, now}) => mayHubSend(delivery, now)).map(({id}) => id);
}

/** @returns how many were not sent within a day and are gone */
export async function giveUpMails(work: Work): Promise<number> {
  const all = await allMails(work);
  const over = all.filter(({delivery, now}) => isGivenUp(delivery, now)).map(({id}) => id);
  if (over.length === 0) return 0;
  return (await run(work, 'delete from emergency_mail where id = any($1::uuid[]) returning id', [over])).length;
}

function allMails(asking: Reading): Promise<readonly Due[]> {
  return run<Due>(
    asking,
    `select id, agent_id as "agentId", delivery, ${EPOCH_NOW} from emergency_mail order by id`,
    [],
  );
}

/** The mail, held by who asks from here on; null when somebody else has it, or nobody needs to send it any more. */
export async function takeFor(
  work: Work,
  id: string,
  by: string,
  may: (delivery: MailDelivery, now: number) => boolean,
  agentId: string | null = null,
): Promise<StoredMail | null> {
  const mail = await lockMail(work, id);
  if (mail === null || (agentId !== null && mail.agentId !== agentId) || !may(mail.delivery, work.now)) return null;
  const delivery = takeMail(mail.delivery, by, work.now);
  const facts = (await hasFailed(work, mail)) ? {...mail.facts, notCarried: true} : mail.facts;
  await run(work, 'update emergency_mail set facts = $2 where id = $1', [id, JSON.stringify(facts)]);
  await saveDelivery(work, id, delivery);
  return {...mail, facts, delivery};
}

/** What became of an attempt. Sent is sent, whoever else has it by now; the call's readers are told then. */
export async function settleMail(
  work: Work,
  id: string,
  by: string,
  outcome: SendOutcome,
  agentId: string | null = null,
): Promise<void> {
  const mail = await lockMail(work, id);
  if (mail === null || (agentId !== null && mail.agentId !== agentId)) return;
  if (outcome === 'sent') {
    await run(work, 'delete from emergency_mail where id = $1', [id]);
    await run(work, `update emergency_call set contacts = 'told' where id = $1`, [mail.callId]);
    if (saidNothing(mail, by)) await noteTold(work, mail, mail.recipients);
  } else {
    const delivery = giveMailBack(mail.delivery, by, outcome, work.now);
    if (delivery !== null) await saveDelivery(work, id, delivery);
  }
  work.wake('emergency');
}

/** Some have it: it stays for the others, who have not been told. */
export async function keepForOthers(work: Work, id: string, by: string, left: readonly string[]): Promise<void> {
  const mail = await lockMail(work, id);
  const delivery = mail === null ? null : giveMailBack(mail.delivery, by, 'failed', work.now);
  if (mail === null || delivery === null) return;
  await run(work, 'update emergency_mail set recipients = $2 where id = $1', [id, left]);
  await saveDelivery(work, id, delivery);
  const told = mail.recipients.filter((each) => !left.includes(each));
  if (saidNothing(mail, by)) await noteTold(work, mail, told);
  work.wake('emergency');
}

const TELL = `
  update emergency_call set told = jsonb_set(told, array[$2::text], jsonb_build_object('facts', $3::jsonb, 'recipients',
    coalesce(told #> array[$2::text, 'recipients'], '[]') || $4::jsonb))
  where id = $1`;

/** They have a mail about the call that says nothing of a failure. The caller has locked the mail. */
async function noteTold(work: Work, mail: StoredMail, recipients: readonly string[]): Promise<void> {
  const {callId, dialId, facts} = mail;
  if (dialId === null) return;
  await run(work, TELL, [callId, dialId, JSON.stringify(facts), JSON.stringify(recipients)]);
}

const FAILED = 'select 1 from emergency_call where id = $1 and $2 = any(failed)';

/** [EC-49] As it is when it is sent: between the dial and now it may have reached nobody. */
async function hasFailed(work: Work, {callId, dialId}: StoredMail): Promise<boolean> {
  return dialId !== null && (await runForOne(work, FAILED, [callId, dialId])) !== null;
}

/** What is stored is as whoever has the mail was given it; who had it before may have been given less. */
function saidNothing({facts, delivery}: StoredMail, by: string): boolean {
  return !facts.notCarried || delivery.taken?.by !== by;
}

async function lockMail(work: Work, id: string): Promise<StoredMail | null> {
  if (!isIdentifier(id)) return null;
  return runForOne<StoredMail>(work, `select ${COLUMNS} from emergency_mail where id = $1 for update`, [id]);
}

async function saveDelivery(work: Work, id: string, delivery: MailDelivery): Promise<void> {
  await run(work, 'update emergency_mail set delivery = $2 where id = $1', [id, JSON.stringify(delivery)]);
}
