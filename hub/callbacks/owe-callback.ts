import {isCallable} from '../../src/domain/callback-customer.ts';
import type {Callback} from '../../src/domain/callback.ts';
import {type OtherCalls, isMissedStill, owedByAgent} from '../../src/domain/contact-owed.ts';
import {type Contact, customerOf, isJoined} from '../../src/domain/contact.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {desksOf} from '../store/agent-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {announceCallback, recordCallback} from './apply-to-callback.ts';
import {callbackEntryPoint} from './callback-choices.ts';
import {insertCallback} from './callback-store.ts';
import {directCallback} from './promise-callback.ts';
import {lockNumbers} from './requests/lock-number.ts';
import {takesNoCalls} from './takes-no-calls.ts';

/** Where a callback may be owed. */
export type Owed = {
  /** Who spoke with them, and has them again if they are back. */
  readonly agentId: string;
  readonly number: string;
  readonly lostAt: number;
};

/**
 * [PK-129] Whether a callback may be owed to a customer who is about to be given up. Then their number is locked: to be asked before the
 * decision has any agent's row, for whoever has the number may want those. The contact's own row nobody wants who has a number.
 */
export async function lockOwed(work: Work, contact: Contact, legId: string): Promise<Owed | null> {
  const agentId = owedByAgent(contact, legId);
  const customer = customerOf(contact);
  if (agentId === null || !isJoined(customer) || customer.lostAt === null || customer.party.kind !== 'customer')
    return null;
  const {address: number} = customer.party;
  if (!isCallable(number, work.settings.country, EMERGENCY_COUNTRIES)) return null;
  if ((await callbackEntryPoint(work)) === null) return null;
  await lockNumbers(work, number);
  return {agentId, number, lostAt: customer.lostAt};
}

const OPEN = `select id from callback where number = $1 and status in ('scheduled', 'queued') limit 1`;

/** In a call that came in whoever joined it beside its customer, and found them there, has spoken to them; one that we placed was connected. */
const OTHER_CALLS = `
  select coalesce(bool_or(status in ('invited', 'joined') and lost_at is null), false) as "inOne", max(spoken_at) as "spokenAt"
  from (
    select customer.status, customer.lost_at, case when contact.direction = 'inbound' and contact.kind = 'ordinary' then (
        select max(other.joined_at) from participant other
        where other.contact_id = contact.id and other.role in ('primary', 'conferenced', 'dial-number')
          and (customer.lost_at is null or other.joined_at <= customer.lost_at))
      else contact.connected_at end as spoken_at
    from participant customer join contact on contact.id = customer.contact_id
    where customer.address = $1 and customer.role = 'customer' and contact.id <> $2 and contact.channel = 'voice'
      and (customer.left_at is null or customer.left_at > $3)) each`;

/**
 * [PK-100] The call broke off at both ends, and its customer has just left it in this decision: they are called, with the variables and skills
 * of the call and from the front of its queue. The keeper makes the contact, in whichever hub is there.
 * @param contact as they left it
 */
export async function oweCallback(work: Work, contact: Contact, {agentId, number, lostAt}: Owed): Promise<void> {
  if ((await runForOne(work, OPEN, [number])) !== null) return;
  const others = await runForOne<OtherCalls>(work, OTHER_CALLS, [number, contact.id, new Date(lostAt)]);
  if (others !== null && !isMissedStill(others, lostAt)) return;
  const facts = await directCallback(work, contact);
  const assigneeId = (await isBack(work, agentId, contact.id)) ? agentId : null;
  const callback: Callback = {...facts, assigneeId, status: 'scheduled', dueAt: work.now};
  await insertCallback(work, callback, 'interrupted');
  await recordCallback(work, callback, 'owe', 'timer');
  await announceCallback(work, callback, null);
}

const FREE = `
  select 1 from agent where id = $1 and presence_base = 'available' and not ${takesNoCalls('agent')} and not exists (
    select 1 from participant where agent_id = $1 and exclusive and status = 'joined' and contact_id <> $2)`;

/** At a desk, available for calls and in none. Nobody waits for one who is not. */
async function isBack(work: Work, agentId: string, contactId: string): Promise<boolean> {
  return (await desksOf(work, agentId)).connected && (await runForOne(work, FREE, [agentId, contactId])) !== null;
}
