/** Agents whose device is a telephone, as tests of it begin. */
import assert from 'node:assert/strict';
import type {PhoneCall, PhoneCommandName} from '../../../src/api/wire/phone.ts';
import {type Contact, isJoined, participantOfAgent} from '../../../src/domain/contact.ts';
import {type TestDesk, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {type Offered, availableDesk, becomeIdle, customerCalls, offerOf} from '../desk/scenes.ts';
import {type Person, does, endAll, goAvailable} from '../parties/scenes.ts';

export const CHIDI = '+12015550160';
export const DANA = '+12015550161';

/** A hub of an organisation in which Chidi and Dana have telephones; everybody else speaks at their desk. */
export function hubWithTelephones(timings: Readonly<Record<string, number>> = {}, more: object = {}): Promise<TestHub> {
  const agents = [
    {id: 'chidi', subject: 'chidi', number: '(201) 555-0160', device: 'telephone'},
    {id: 'dana', subject: 'dana', number: DANA, device: 'telephone'},
  ];
  return startTestHub({timings, organisation: (file) => ({...file, agents, ...more})});
}

export type AtTelephone = Person & {readonly phone: TestPhone};

/** An agent at a desk, Idle, with their telephone plugged in. */
export async function atTelephone(hub: TestHub, subject: string, number: string): Promise<AtTelephone> {
  const desk: TestDesk = await availableDesk(hub, subject);
  await becomeIdle(desk);
  const [snapshot] = desk.snapshots.all;
  assert.ok(snapshot);
  const phone = await connectPhone(hub, number);
  return {...desk, agentId: snapshot.agent.id, subject, phone};
}

/** The call of a telephone once it is in this state, from place `from` of what it was told on. */
export async function line(phone: TestPhone, status: PhoneCall['status'], from = 0): Promise<PhoneCall> {
  const {call} = await phone.states.find(`a call that is ${status}`, (state) => state.call?.status === status, from);
  assert.ok(call);
  return call;
}

export async function press(
  phone: TestPhone,
  name: Exclude<PhoneCommandName, 'PlaceCall' | 'ConnectCall'>,
  callId: string,
): Promise<void> {
  assert.deepEqual(await phone.client.send(name, {callId}), {status: 'done', sdp: null}, name);
}

/** The telephone's audio, as its page joins it. */
export function speak(phone: TestPhone, callId: string, epoch = 1): Promise<LegPeer> {
  return joinLeg(async (sdp) => {
    const reply = await phone.client.send('ConnectCall', {callId, epoch, sdp});
    assert.ok(reply.status === 'done' && reply.sdp !== null, JSON.stringify(reply));
    return reply.sdp;
  });
}

/** A customer's call rings at the desk and at the telephone of this agent. */
export async function ringing(
  hub: TestHub,
  agent: AtTelephone,
): Promise<{readonly contactId: string; readonly offered: Offered}> {
  const from = agent.phone.states.all.length;
  await goAvailable(agent);
  const contactId = await customerCalls(hub);
  const offered = await offerOf(agent, contactId);
  const call = await line(agent.phone, 'ringing', from);
  assert.equal(call.callId, contactId);
  assert.deepEqual([call.direction, call.peer], ['incoming', BILLING_LINE], 'not the customer’s number');
  return {contactId, offered};
}

/** Kind and status of an agent's leg. */
export function legOf(contact: Contact, {agentId}: AtTelephone): unknown {
  const found = participantOfAgent(contact, agentId);
  return isJoined(found) && found.leg !== null ? [found.leg.kind, found.leg.status] : null;
}

export async function wrapUpAll(hub: TestHub, agent: AtTelephone): Promise<void> {
  const open = await hub.query<{id: string}>(
    `select contact_id as id from participant where agent_id = $1 and status = 'wrap-up'`,
    [agent.agentId],
  );
  for (const {id} of open) await does(agent, 'SubmitWrapUp', {contactId: id, reasonId: 'solved', note: ''});
}

/** Leaves nothing that waits, rings or is off the hook for whoever comes next. */
export async function settle(hub: TestHub, agents: readonly AtTelephone[]): Promise<void> {
  for (const {hub: desk, phone} of agents) {
    await desk.send('SetPresence', {base: 'away', reason: null});
    const {call} = phone.states.all.at(-1) ?? {call: null};
    if (call !== null) await phone.client.send('HangUpCall', {callId: call.callId});
  }
  await endAll(hub);
  for (const each of agents) await wrapUpAll(hub, each);
}
