/** A hub with somebody who plays the responders, as tests of emergencies begin. */
import assert from 'node:assert/strict';
import {setImmediate as immediate} from 'node:timers/promises';
import {sql} from 'kysely';
import type {Emergencies, EmergencyView} from '../../../src/api/wire/emergency.ts';
import type {PhoneCall} from '../../../src/api/wire/phone.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {type TestHub, type TestHubOptions, startTestHub} from '../../support/test-hub.ts';
import type {Person} from '../parties/scenes.ts';

export const CALLBACK_NUMBERS = ['+12015550190', '+12015550191', '+12015550192'];

export function hubForEmergencies(options: TestHubOptions = {}, emergency: object = {}): Promise<TestHub> {
  const organisation = (file: object): object => ({
    ...(options.organisation?.(file) ?? file),
    emergency: {callbackNumbers: CALLBACK_NUMBERS, ...emergency},
  });
  return startTestHub({...options, organisation});
}

export function responders(hub: TestHub, number = '911'): Promise<TestPhone> {
  return connectPhone(hub, number);
}

export async function dials(desk: TestDesk, number = '911'): Promise<EmergencyView> {
  const from = Math.max(desk.emergencies.all.length - 1, 0);
  const reply = await desk.hub.send('DialEmergency', {number});
  assert.ok(reply.status === 'done', JSON.stringify(reply));
  const {callId} = reply.result;
  const fits = (own: EmergencyView | null): boolean => own?.callId === callId && own.status !== 'over';
  const own = await toldOf(desk, 'it is told of it', fits, from);
  assert.ok(own);
  return own;
}

export async function ends(desk: TestDesk, callId: string): Promise<EmergencyView> {
  const from = desk.emergencies.all.length;
  assert.deepEqual(await desk.hub.send('EndEmergency', {callId}), {status: 'done', result: null});
  return isStatus(desk, 'over', from);
}

/** The agent's emergency as the desk is told it, once it fits; from place `from` of what it was told on. */
export async function toldOf(
  desk: TestDesk,
  what: string,
  fits: (own: EmergencyView | null) => boolean,
  from = 0,
): Promise<EmergencyView | null> {
  const {own} = await desk.emergencies.find(what, (each: Emergencies) => fits(each.own), from);
  return own;
}

export async function isStatus(desk: TestDesk, status: EmergencyView['status'], from = 0): Promise<EmergencyView> {
  const own = await toldOf(desk, `it is ${status}`, (each) => each?.status === status, from);
  assert.ok(own);
  return own;
}

/** The responders answer what rings at them. */
export async function answer(phone: TestPhone, {callId}: EmergencyView): Promise<PhoneCall> {
  const {call} = await phone.states.find('it rings', (state) => state.call?.callId === callId);
  assert.ok(call);
  assert.deepEqual(await phone.client.send('AnswerCall', {callId: call.callId}), {status: 'done', sdp: null});
  return call;
}

/** The agent's audio. */
export function speakAs(desk: TestDesk, {callId, leg}: EmergencyView, epoch = 1): Promise<LegPeer> {
  assert.ok(leg);
  return joinLeg(async (sdp) => {
    const reply = await desk.hub.send('JoinEmergency', {callId, legId: leg.id, epoch, sdp});
    assert.ok(reply.status === 'done', JSON.stringify(reply));
    return reply.result.sdp;
  });
}

/** As many as the hub has connections to its database for ordinary work: one of twenty listens. */
const POOL = 19;
/** Methods of one connection that run at the same time. */
export const AT_ONCE = 8;

/** What a page reports, so that a decision waits for its agent. */
export const READINESS = {
  deskId: 'one',
  readiness: {microphone: 'denied', sound: 'blocked', notifications: 'denied'},
} as const;

/** Every connection for ordinary work waits for this agent, of whom `body` tells nothing. */
export async function whileAllIsTaken(hub: TestHub, agent: Person, body: () => Promise<void>): Promise<void> {
  const others = await Promise.all([connectDesk(hub, agent.subject), connectDesk(hub, agent.subject)]);
  const asked: Promise<unknown>[] = [];
  try {
    await whileHeld(hub, rowOf(agent), async () => {
      for (const desk of [agent, ...others])
        for (let at = 0; at < AT_ONCE; at += 1) asked.push(desk.hub.send('ReportReadiness', READINESS));
      await waitingForRows(hub, POOL);
      await body();
    });
    await Promise.all(asked);
  } finally {
    for (const desk of others) await desk.stop();
  }
}

/** The agent's row, for {@link whileHeld}. */
export function rowOf({agentId}: Person) {
  return sql`select 1 from agent where id = ${agentId} for no key update`;
}

/** So many wait for what somebody holds. */
export async function waitingForRows(hub: TestHub, count: number): Promise<void> {
  const text = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await hub.query(text)).length < count) await immediate();
}

/** Nobody gets at what the statement locks. */
export async function whileHeld(
  hub: TestHub,
  statement: ReturnType<typeof sql>,
  body: () => Promise<void>,
): Promise<void> {
  await hub.store.db.transaction().execute(async (tx) => {
    await statement.execute(tx);
    await body();
  });
}
