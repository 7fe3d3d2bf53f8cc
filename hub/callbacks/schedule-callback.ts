import type {CallbackProblem, CallbackView, CallbackWish} from '../../src/api/wire/callbacks.ts';
import type {CommandBodies, CommandReply} from '../../src/api/wire/commands.ts';
import {callbackPerson} from '../../src/domain/callback-customer.ts';
import {callbackWindow, isSameTime} from '../../src/domain/callback-time.ts';
import {type Callback, type CallbackEdit, faultOfNumberAfter, kindOf} from '../../src/domain/callback.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {customerOf, participantOfAgent} from '../../src/domain/contact.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {isWebAddress} from '../../src/domain/web-address.ts';
import type {Desk} from '../desk/commands.ts';
import {readContacts} from '../store/contact-store.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {announceCallback, applyToCallback, recordCallback} from './apply-to-callback.ts';
import {insertCallback, lockCallback} from './callback-store.ts';
import {callbacksOfNumber, callbacksPromisedIn} from './view-callback.ts';
import {calledNumber} from './requests/number-kind.ts';
import {callbackEntryPoint, problemsOfPlace} from './callback-choices.ts';

type Refused = Extract<CommandReply, {status: 'refused'}>;
type Filled = {readonly edit: CallbackEdit} | {readonly refused: Refused};

/** [CB-20] [CB-43] [CB-58] The agent promises a call; the hub keeps it. */
export async function scheduleCallback(
  work: Work,
  desk: Desk,
  body: CommandBodies['ScheduleCallback'],
): Promise<CommandReply<'ScheduleCallback'>> {
  const {agentId} = desk;
  if ((await callbackEntryPoint(work)) === null) return refused('callbacks-not-set-up');
  const known = await numberOfContact(work, agentId, body.contactId);
  if (known !== null && 'refused' in known) return refused(known.refused);
  const filled = await fill(work, agentId, body, {number: known?.number ?? null, kept: null});
  if ('refused' in filled) return filled.refused;
  const {edit} = filled;
  const callback: Callback = {
    id: crypto.randomUUID(),
    kind: kindOf(edit),
    source: 'desk',
    ...edit,
    createdBy: agentId,
    attempts: 0,
    fromContactId: body.contactId,
    contactId: null,
    createdAt: work.now,
    version: 1,
    status: 'scheduled',
    dueAt: edit.window.startsAt,
  };
  await insertCallback(work, callback);
  await recordCallback(work, callback, 'schedule', `agent:${agentId}`);
  await announceCallback(work, callback, null);
  return {status: 'done', result: {callbackId: callback.id}};
}

/** [CB-45] */
export async function editCallback(
  work: Work,
  {agentId}: Desk,
  body: CommandBodies['EditCallback'],
): Promise<CommandReply<'EditCallback'>> {
  const before = await lockOwn(work, agentId, body.callbackId);
  if (before === null) return refused('callback-gone');
  const filled = await fill(work, agentId, body, {number: before.customer.number, kept: before});
  if ('refused' in filled) return filled.refused;
  const fault = faultOfNumberAfter(before, filled.edit.customer.number);
  if (fault !== null) return {status: 'refused', code: 'invalid-callback', problems: [{field: 'number', fault}]};
  const action = {type: 'edit', seenVersion: body.version, edit: filled.edit} as const;
  const applied = await applyToCallback(work, before, action, `agent:${agentId}`);
  return 'refused' in applied ? refused(applied.refused) : {status: 'done', result: null};
}

/** [CB-46] */
export async function deleteCallback(
  work: Work,
  {agentId}: Desk,
  {callbackId, version}: CommandBodies['DeleteCallback'],
): Promise<CommandReply<'DeleteCallback'>> {
  const before = await lockOwn(work, agentId, callbackId);
  if (before === null) return refused('callback-gone');
  const action = {type: 'cancel', by: 'agent', seenVersion: version} as const;
  const applied = await applyToCallback(work, before, action, `agent:${agentId}`);
  return 'refused' in applied ? refused(applied.refused) : {status: 'done', result: null};
}

/** One that an agent may change: that they promised, that is theirs, or that is of a customer whose contact they have. */
async function lockOwn(work: Work, agentId: string, callbackId: string): Promise<Callback | null> {
  const callback = await lockCallback(work, callbackId);
  if (callback === null) return null;
  const own = callback.createdBy === agentId || callback.assigneeId === agentId;
  return own || (await hasCustomer(work, agentId, callback.customer.number)) ? callback : null;
}

/** The number of its customer, and the callback that is changed. */
type Known = {readonly number: string | null; readonly kept: Callback | null};

/** What the agent filled in, as it is stored; or everything that is wrong with it. */
async function fill(work: Work, agentId: string, wish: CallbackWish, {number: known, kept}: Known): Promise<Filled> {
  const {country, callbacks} = work.settings;
  const {date, start, end, zone, queueId, assigneeId} = wish;
  const time = {date, start, end, zone};
  const number = wish.number ?? known ?? '';
  const person = callbackPerson({...wish, number}, country, EMERGENCY_COUNTRIES);
  // [PK-196] A time that is not changed may be nearer than a new one could be.
  const same = kept !== null && kept.time !== null && isSameTime(kept.time, time);
  const window = same ? {window: kept.window} : callbackWindow(time, work.now, callbacks.limits);
  const problems: readonly CallbackProblem[] = [
    ...('problems' in person ? person.problems : faultOfPlan(wish.number, person.person.number, country)),
    ...('problems' in window ? window.problems : []),
    ...(await problemsOfPlace(work, agentId, wish, kept)),
  ];
  if ('problems' in person || 'problems' in window || problems.length > 0)
    return {refused: {status: 'refused', code: 'invalid-callback', problems}};
  const {reason, name} = person.person;
  const customer = {number: person.person.number, name};
  return {edit: {...{customer, reason, queueId, assigneeId, time, zone}, window: window.window}};
}

/** [CB-32] A number that somebody typed is one that a numbering plan has. One that called us is called back as it is. */
function faultOfPlan(typed: string | null, number: string, country: string): readonly CallbackProblem[] {
  if (typed === null) return [];
  const called = calledNumber(number, country, null);
  return 'fault' in called && called.fault !== 'country' ? [{field: 'number', fault: called.fault}] : [];
}

type OfContact = {readonly number: string | null} | {readonly refused: Refusal};

/** The number of the customer of a contact that the agent has; null without a contact, or where it has none. */
async function numberOfContact(work: Work, agentId: string, contactId: string | null): Promise<OfContact | null> {
  if (contactId === null) return null;
  const [contact] = isIdentifier(contactId) ? await readContacts(work, [contactId]) : [];
  if (contact === undefined || participantOfAgent(contact, agentId) === undefined) return {refused: 'contact-gone'};
  const party = customerOf(contact)?.party;
  const address = party?.kind === 'customer' ? party.address : '';
  return {number: contact.channel === 'voice' && address !== '' && !isWebAddress(address) ? address : null};
}

async function hasCustomer(work: Work, agentId: string, number: string): Promise<boolean> {
  const found = await work.tx
    .selectFrom('participant as own')
    .innerJoin('participant as customer', 'customer.contact_id', 'own.contact_id')
    .select('own.id')
    .where('own.agent_id', '=', agentId)
    .where('own.status', '<>', 'left')
    .where('customer.role', '=', 'customer')
    .where('customer.address', '=', number)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** [CB-44] Those of the customer of one of the agent's contacts; of a digital one, which has no number, those promised in it ([CB-52]). */
export async function callbacksOfOwnContact(
  work: Work,
  agentId: string,
  contactId: string,
): Promise<readonly CallbackView[]> {
  const known = await numberOfContact(work, agentId, contactId);
  if (known === null || 'refused' in known) return [];
  return known.number === null ? callbacksPromisedIn(work, contactId) : callbacksOfNumber(work, known.number);
}

function refused(code: Refusal): Refused {
  return {status: 'refused', code};
}
