import {isCallable} from '../../src/domain/callback-customer.ts';
import type {Callback} from '../../src/domain/callback.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {desksOf} from '../store/agent-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {announceCallback, recordCallback} from './apply-to-callback.ts';
import {callbackEntryPoint} from './callback-choices.ts';
import {insertCallback} from './callback-store.ts';
import {directCallback} from './promise-callback.ts';
import {lockName} from './requests/request-store.ts';
import {hashOf} from './requests/secret.ts';

const OPEN = `select id from callback where number = $1 and status in ('scheduled', 'queued') limit 1`;

/**
 * [PK-100] The call broke off at both ends, and its customer has just left it in this decision: they are called, with the variables and skills
 * of the call and from the front of its queue. The keeper makes the contact, in whichever hub is there.
 * @param contact as they left it
 * @param agentId who spoke with them, and has them again if they are back
 */
export async function oweCallback(work: Work, contact: Contact, agentId: string): Promise<void> {
  const {country} = work.settings;
  if ((await callbackEntryPoint(work)) === null) return;
  const facts = await directCallback(work, contact);
  const {number} = facts.customer;
  if (!isCallable(number, country, EMERGENCY_COUNTRIES)) return;
  await lockName(work, `number ${hashOf(number)}`);
  if ((await runForOne(work, OPEN, [number])) !== null) return;
  const assigneeId = (await isBack(work, agentId, contact.id)) ? agentId : null;
  const callback: Callback = {...facts, assigneeId, status: 'scheduled', dueAt: work.now};
  await insertCallback(work, callback, 'interrupted');
  await recordCallback(work, callback, 'owe', 'timer');
  await announceCallback(work, callback, null);
}

const FREE = `
  select 1 from agent where id = $1 and presence_base = 'available' and not exists (
    select 1 from participant where agent_id = $1 and exclusive and status = 'joined' and contact_id <> $2)`;

/** At a desk, available and in no other call. Nobody waits for one who is not. */
async function isBack(work: Work, agentId: string, contactId: string): Promise<boolean> {
  return (await desksOf(work, agentId)).connected && (await runForOne(work, FREE, [agentId, contactId])) !== null;
}
