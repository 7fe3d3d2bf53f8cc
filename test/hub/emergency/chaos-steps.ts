/** The steps of an emergency: how an agent comes to each, and how it goes on from there once something has died. */
import assert from 'node:assert/strict';
import type {EmergencyView} from '../../../src/api/wire/emergency.ts';
import {type TestDesk, type TestPhone, connectDesk} from '../../support/desk-client.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import {BILLING_LINE} from '../../support/test-hub.ts';
import {speak} from '../phone/telephones.ts';
import type {ChaosWorld, Kept} from './chaos-world.ts';
import {dials, ends, isStatus, speakAs} from './emergency-world.ts';

const DONE = {status: 'done', result: null};

/** An agent at one step, with everybody around them. */
export type Caller = {
  readonly name: string;
  readonly step: Step;
  readonly agentId: string;
  desk: TestDesk;
  /** A second page of theirs. */
  second: TestDesk | null;
  /** Where the responders of this call are, and where those are who ring back. */
  readonly line: string;
  readonly back: string;
  /** Another call of the agent's, that waits with music. */
  readonly contactId: string | null;
  agentLeg: LegPeer | null;
  responderLeg: LegPeer | null;
  /** What was stored before anything died; null: not dialled yet. */
  before: Kept | null;
  /** Of a dial whose answer is on its way: the call it made; null when the page has gone meanwhile. */
  reply: Promise<string | null>;
};

export type Step = {
  readonly name:
    | 'asked'
    | 'decided'
    | 'dialling'
    | 'connected'
    | 'dropped'
    | 'rung back'
    | 'called back'
    | 'ended'
    | 'expiring';
  readonly busy?: true;
  /** Brings the agent there. */
  reach(world: ChaosWorld, caller: Caller): Promise<void>;
  /** What it is afterwards; null: forgotten. */
  readonly is: EmergencyView['status'] | null;
  /** From there to its end by the agent. */
  goOn(world: ChaosWorld, caller: Caller): Promise<void>;
};

const nothing = async (): Promise<void> => undefined;

export const STEPS: readonly Step[] = [
  {name: 'connected', busy: true, reach: reachConnected, is: 'connected', goOn: cutOffThenEnd},
  {name: 'dropped', busy: true, reach: reachDropped, is: 'dropped', goOn: dialAgain},
  {name: 'ended', busy: true, reach: (world, caller) => talk(world, caller), is: 'over', goOn: nothing},
  {name: 'dialling', reach: dialOut, is: 'dialling', goOn: speakThenEnd},
  {name: 'rung back', reach: reachRungBack, is: 'ringing-back', goOn: takeThenEnd},
  {name: 'called back', reach: reachCalledBack, is: 'connected', goOn: endIt},
  {name: 'expiring', reach: reachDropped, is: null, goOn: nothing},
  {name: 'decided', reach: nothing, is: 'dialling', goOn: answerThenEnd},
  {name: 'asked', reach: nothing, is: 'dialling', goOn: answerThenEnd},
];

/** A new agent, free for work; `busy`: who already talks to a customer. */
export async function newCaller(world: ChaosWorld, step: Step, name: string, urls: readonly string[]): Promise<Caller> {
  const [url = ''] = urls;
  const desk = await connectDesk({url, issuer: world.issuer}, name, name, {hubUrls: urls});
  const [snapshot] = desk.snapshots.all;
  assert.ok(snapshot);
  assert.deepEqual(await desk.hub.send('SetPresence', {base: 'available', reason: null}), DONE);
  return {
    ...{name, step, desk, agentId: snapshot.agent.id, line: world.number(), back: world.number()},
    contactId: step.busy === true ? await customerCalls(world, desk) : null,
    ...{second: null, agentLeg: null, responderLeg: null, before: null, reply: Promise.resolve(null)},
  };
}

async function customerCalls(world: ChaosWorld, desk: TestDesk): Promise<string> {
  const phone = await world.phone(world.number());
  const placed = await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
  assert.deepEqual(placed, {status: 'done', sdp: null});
  const {offer, contact} = await desk.event('ContactOffered');
  assert.deepEqual(await desk.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence}), DONE);
  return contact.id;
}

/** The emergency as the agent's desk was told it last. */
export function toldLast({desk}: Caller): EmergencyView {
  const own = desk.emergencies.all.at(-1)?.own;
  assert.ok(own);
  return own;
}

/** Others take the call there, as a centre has many desks: the number is free for the next one who dials it. */
export async function handOver(world: ChaosWorld, {agentId, line}: Caller): Promise<void> {
  await world.phone(line);
  await world.until('it was dialled', 'select 1 as one from emergency_call where agent_id = $1', [agentId]);
  await world.query('update emergency_call set responder_address = $2 where agent_id = $1', [agentId, line]);
  await world.query('notify cordboard_wake, $$trunk$$');
}

async function dialOut(world: ChaosWorld, caller: Caller): Promise<void> {
  await dials(caller.desk);
  await handOver(world, caller);
}

/** The responders answer: they and the agent have joined with real audio. */
async function answered(world: ChaosWorld, caller: Caller): Promise<void> {
  const from = caller.desk.emergencies.all.length;
  const phone = await world.phone(caller.line);
  const {call} = await phone.states.find('it rings', (state) => state.call?.status === 'ringing');
  assert.ok(call);
  assert.deepEqual(await phone.client.send('AnswerCall', {callId: call.callId}), {status: 'done', sdp: null});
  await isStatus(caller.desk, 'connected', from);
}

async function join(caller: Caller, phone: TestPhone, epoch = 1): Promise<void> {
  const own = toldLast(caller);
  const from = phone.states.all.length - 1;
  await phone.states.find('it is answered', ({call}) => call?.status === 'connected', from);
  caller.responderLeg = await speak(phone, own.callId, epoch);
  caller.agentLeg = await speakAs(caller.desk, own, epoch);
}

async function talk(world: ChaosWorld, caller: Caller): Promise<void> {
  await dialOut(world, caller);
  await answered(world, caller);
}

async function reachConnected(world: ChaosWorld, caller: Caller): Promise<void> {
  await talk(world, caller);
  await join(caller, await world.phone(caller.line));
}

async function hangUp(world: ChaosWorld, caller: Caller, line: string): Promise<void> {
  const phone = await world.phone(line);
  const {callId} = toldLast(caller);
  assert.deepEqual(await phone.client.send('HangUpCall', {callId}), {status: 'done', sdp: null});
}

async function cutOff(world: ChaosWorld, caller: Caller): Promise<void> {
  const from = caller.desk.emergencies.all.length;
  await hangUp(world, caller, caller.line);
  assert.equal((await isStatus(caller.desk, 'dropped', from)).why, 'cut-off');
}

async function reachDropped(world: ChaosWorld, caller: Caller): Promise<void> {
  await talk(world, caller);
  await cutOff(world, caller);
}

/** Responders ring the number that the agent was given. */
export async function ringBack(world: ChaosWorld, caller: Caller): Promise<void> {
  const from = caller.desk.emergencies.all.length;
  const phone = await world.phone(caller.back);
  const to = toldLast(caller).callbackNumber ?? '';
  assert.deepEqual(await phone.client.send('PlaceCall', {to, name: null, data: {}}), {status: 'done', sdp: null});
  await isStatus(caller.desk, 'ringing-back', from);
}

async function take(caller: Caller): Promise<void> {
  const from = caller.desk.emergencies.all.length;
  assert.deepEqual(await caller.desk.hub.send('AnswerEmergency', {callId: toldLast(caller).callId}), DONE);
  await isStatus(caller.desk, 'connected', from);
}

async function reachRungBack(world: ChaosWorld, caller: Caller): Promise<void> {
  await reachDropped(world, caller);
  await ringBack(world, caller);
}

async function reachCalledBack(world: ChaosWorld, caller: Caller): Promise<void> {
  await reachRungBack(world, caller);
  await take(caller);
  await join(caller, await world.phone(caller.back));
}

async function endIt(_world: ChaosWorld, {desk, ...caller}: Caller): Promise<void> {
  await ends(desk, toldLast({desk, ...caller}).callId);
}

async function cutOffThenEnd(world: ChaosWorld, caller: Caller): Promise<void> {
  await cutOff(world, caller);
  await endIt(world, caller);
}

async function speakThenEnd(world: ChaosWorld, caller: Caller): Promise<void> {
  await answered(world, caller);
  await join(caller, await world.phone(caller.line));
  await endIt(world, caller);
}

async function answerThenEnd(world: ChaosWorld, caller: Caller): Promise<void> {
  await answered(world, caller);
  await endIt(world, caller);
}

async function takeThenEnd(world: ChaosWorld, caller: Caller): Promise<void> {
  await take(caller);
  await endIt(world, caller);
}

/** Another dial of the same hour: the same number, for an hour more. */
async function dialAgain(world: ChaosWorld, caller: Caller): Promise<void> {
  const before = toldLast(caller);
  const from = caller.desk.emergencies.all.length;
  await dials(caller.desk);
  const own = await isStatus(caller.desk, 'dialling', from);
  assert.equal(own.callId, before.callId);
  assert.equal(own.callbackNumber, before.callbackNumber);
  assert.ok(own.callbackEndsAt > before.callbackEndsAt);
  await handOver(world, caller);
  await endIt(world, caller);
}

/** The page that spoke is gone: another of the agent's joins. */
export async function joinOnNewPage(caller: Caller): Promise<void> {
  const {desk} = caller;
  const {own} = await desk.emergencies.find('the leg is lost', (each) => each.own?.leg?.lost === true);
  assert.ok(own);
  const from = desk.emergencies.all.length;
  caller.agentLeg = await speakAs(desk, own, 2);
  await desk.emergencies.find('it is there', (each) => each.own?.leg?.lost === false && each.own.leg.epoch === 2, from);
}

/** Two new pages of the agent, in place of the one that is closed. */
export async function openPages(world: ChaosWorld, caller: Caller): Promise<void> {
  const open = () => connectDesk({url: world.board.url, issuer: world.issuer}, caller.name);
  [caller.desk, caller.second] = await Promise.all([open(), open()]);
}

/** Both sides were told that they are not heard, and join again. */
export async function joinAgain(world: ChaosWorld, caller: Caller, from: number): Promise<void> {
  const {desk} = caller;
  await desk.emergencies.find('the leg is lost', ({own}) => own?.leg?.lost === true, from);
  const phone = await world.phone(caller.step.name === 'called back' ? caller.back : caller.line);
  await phone.states.find('theirs is lost', ({call}) => call?.lost === true);
  await closeLegs(caller);
  await join(caller, phone, 2);
  const again = desk.emergencies.all.length - 1;
  await desk.emergencies.find('it is there', ({own}) => own?.leg?.lost === false && own.leg.epoch === 2, again);
}

export async function closeLegs(caller: Caller): Promise<void> {
  await caller.agentLeg?.close();
  await caller.responderLeg?.close();
  caller.agentLeg = null;
  caller.responderLeg = null;
}
