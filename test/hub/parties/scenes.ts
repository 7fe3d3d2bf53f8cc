/** A customer's call among several people, as tests of consult, conference and transfer begin. */
import assert from 'node:assert/strict';
import {setImmediate as immediate} from 'node:timers/promises';
import type {CommandBodies, CommandName} from '../../../src/api/wire/commands.ts';
import {type Contact, participantOfAgent} from '../../../src/domain/contact.ts';
import {type MediaPlan, planMedia} from '../../../src/domain/media-plan.ts';
import type {Offer} from '../../../src/domain/offer.ts';
import {applyAndTell} from '../../../hub/contacts/happened.ts';
import {lockContact, readContacts} from '../../../hub/store/contact-store.ts';
import type {ContactAction} from '../../../src/domain/contact-transition.ts';
import type {TestDesk, TestPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, availableDesk, becomeIdle, customerCalls, offerOf} from '../desk/scenes.ts';

export const DONE = {status: 'done', result: null};

let people = 0;

export type Person = TestDesk & {readonly agentId: string; readonly subject: string};

/** Somebody new at a desk, who is Idle. */
export async function person(hub: TestHub): Promise<Person> {
  people += 1;
  const subject = `person-${people}`;
  const desk = await availableDesk(hub, subject);
  await becomeIdle(desk);
  const [snapshot] = desk.snapshots.all;
  assert.ok(snapshot);
  return {...desk, agentId: snapshot.agent.id, subject};
}

export async function goAvailable(desk: TestDesk): Promise<void> {
  assert.deepEqual(await desk.hub.send('SetPresence', {base: 'available', reason: null}), DONE);
}

/** A customer talks to this agent. @returns the contact's id */
export async function talking(
  hub: TestHub,
  agent: Person,
  call: Parameters<typeof customerCalls>[1] = {},
): Promise<string> {
  await goAvailable(agent);
  const contactId = await customerCalls(hub, call);
  await accept(agent, await offerOf(agent, contactId));
  return contactId;
}

export async function does<Name extends CommandName>(
  desk: TestDesk,
  name: Name,
  body: CommandBodies[Name],
): Promise<void> {
  assert.deepEqual(await desk.hub.send(name, body), DONE, name);
}

export async function refuses<Name extends CommandName>(
  hub: TestHub,
  desk: TestDesk,
  name: Name,
  body: CommandBodies[Name] & {readonly contactId: string},
): Promise<string> {
  const before = await read(hub, body.contactId);
  const reply = await desk.hub.send(name, body);
  assert.equal(reply.status, 'refused', `${name} is refused`);
  assert.deepEqual(await read(hub, body.contactId), before, 'a refusal changes nothing');
  return reply.status === 'refused' ? reply.code : '';
}

export async function read(hub: TestHub, contactId: string): Promise<Contact> {
  const [contact] = await readContacts({tx: hub.store.db}, [contactId]);
  assert.ok(contact);
  return contact;
}

/** One agent asks another, who accepts. */
export async function consulting(hub: TestHub, contactId: string, asking: Person, asked: Person): Promise<void> {
  await does(asking, 'Consult', {contactId, target: {kind: 'agent', agentId: asked.agentId}, holdsCustomer: true});
  await acceptConsult(asked, contactId);
  assert.equal(participantOfAgent(await read(hub, contactId), asked.agentId)?.status, 'joined');
}

export async function acceptConsult(asked: TestDesk, contactId: string, from = 0): Promise<Offer> {
  const offered = await offerOf(asked, contactId, from);
  await accept(asked, offered);
  return offered.offer;
}

export async function conferring(
  hub: TestHub,
  contactId: string,
  asking: Person,
  asked: readonly Person[],
): Promise<void> {
  for (const each of asked) {
    await consulting(hub, contactId, asking, each);
    await does(asking, 'BeginConference', {contactId});
  }
}

export async function phoneRings(phone: TestPhone, from = 0): Promise<string> {
  const state = await phone.states.find('it rings', ({call}) => call?.status === 'ringing', from);
  assert.ok(state.call);
  return state.call.callId;
}

export function roleOf(contact: Contact, agentId: string): string | undefined {
  const found = contact.participants.findLast(({party}) => party.kind === 'agent' && party.agentId === agentId);
  return found === undefined ? undefined : `${found.role} ${found.status}`;
}

/** As if every leg that is there had its audio: what each person hears, by name. */
export function heard(contact: Contact): Readonly<Record<string, string>> {
  const names = new Map<string, string>();
  const participants = contact.participants.map((each) => {
    if (each.status !== 'joined' || each.leg === null) return each;
    const who = each.party.kind === 'agent' ? each.party.agentId : each.party.kind;
    names.set(each.leg.id, who);
    return {...each, leg: {...each.leg, status: 'connected' as const}};
  });
  const plan: MediaPlan = planMedia({...contact, participants});
  return Object.fromEntries(
    Object.entries(plan).map(([legId, source]) => [
      names.get(legId) ?? legId,
      source.kind === 'legs'
        ? source.legIds
            .map((id) => names.get(id) ?? id)
            .toSorted()
            .join(' ')
        : source.kind,
    ]),
  );
}

/** The customer's telephone hangs up. */
export async function hangUp(hub: TestHub, contactId: string): Promise<void> {
  await act(hub, contactId, () => ({type: 'hang-up-customer'}));
}

/** Leaves nothing that waits or rings for whoever comes next. */
export async function endAll(hub: TestHub): Promise<void> {
  const open = await hub.query<{id: string}>(`select id from contact where status <> 'ended'`);
  for (const {id} of open) {
    await hangUp(hub, id);
    await act(hub, id, (contact) => {
      const primary = contact.participants.find((each) => each.status === 'joined' && each.role === 'primary');
      return primary?.party.kind === 'agent' ? {type: 'end', agentId: primary.party.agentId} : null;
    });
    await act(hub, id, () => ({type: 'end-unattended'}));
    await act(hub, id, () => ({type: 'call-off', reason: 'withdrawn'}));
  }
}

async function act(hub: TestHub, contactId: string, choose: (contact: Contact) => ContactAction | null): Promise<void> {
  await hub.store.decide(async (work) => {
    const contact = await lockContact(work, contactId);
    assert.ok(contact);
    const action = choose(contact);
    if (action !== null) await applyAndTell(work, contact, action, 'phone');
  });
}

/** Once the hub has fired every timer of a kind. */
export async function gone(hub: TestHub, kind: string): Promise<void> {
  while ((await hub.query('select 1 from timer where kind = $1', [kind])).length > 0) await immediate();
}
