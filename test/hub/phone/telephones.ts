/** Agents whose device is a telephone, as tests of it begin. */
import assert from 'node:assert/strict';
import type {PhoneCall, PhoneCommandName} from '../../../src/api/wire/phone.ts';
import {type TestDesk, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {availableDesk, becomeIdle} from '../desk/scenes.ts';
import type {Person} from '../parties/scenes.ts';

export const CHIDI = '+12015550160';
export const DANA = '+12015550161';

/** A hub of an organisation in which Chidi and Dana have telephones; everybody else speaks at their desk. */
export function hubWithTelephones(timings: Readonly<Record<string, number>> = {}): Promise<TestHub> {
  const agents = [
    {id: 'chidi', subject: 'chidi', number: '(201) 555-0160', device: 'telephone'},
    {id: 'dana', subject: 'dana', number: DANA, device: 'telephone'},
  ];
  return startTestHub({timings, organisation: (file) => ({...file, agents})});
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
