/** What is looked at after something died: one agent at each step of an emergency, and each goes on to its end. */
import assert from 'node:assert/strict';
import {after, before, it} from 'node:test';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import type {HubProcess, LogLine} from '../process/hub-process.ts';
import {type Fault, Stage, expire, meanwhile} from './chaos-stage.ts';
import {type Caller, STEPS, joinAgain, joinOnNewPage, ringBack, toldLast} from './chaos-steps.ts';
import type {ChaosWorld} from './chaos-world.ts';
import {isStatus} from './emergency-world.ts';

/** The tests of one fault, in a suite of their own. @param title puts the id of the rule before what a test says */
export function comeThrough(world: () => ChaosWorld, fault: Fault, title: (what: string) => string): void {
  let stage: Stage;

  before(async () => {
    stage = new Stage(world(), fault);
    await stage.set();
    await stage.strike();
  });

  after(() => stage?.clear());

  for (const step of STEPS) {
    if (step.name === 'expiring') continue;
    it(title(`${step.name}: it comes through, is ended by the agent, and leaves nothing`), () =>
      comesThrough(stage, stage.of(step.name)),
    );
  }

  it(title('expiring: it is forgotten, and the presence of before is there again'), async () => {
    const caller = stage.of('expiring');
    await forgotten(stage, caller, caller.before?.call.callbackNumber ?? '');
    await restoredOnce(stage, caller);
  });

  it(title('nothing of it went wrong inside the hub'), () => {
    // Without its database it says so.
    if (fault.id !== 'EC-123') assert.deepEqual(errorsOf(world().at), []);
  });
}

/** [EM-39] [EM-40] The layer is gone, and the presence of before the first dial was written and told once. */
async function restoredOnce({world}: Stage, {agentId}: Caller): Promise<void> {
  await world.until(
    'the presence of before',
    `select 1 as one from agent where id = $1 and presence_base = 'available' and presence_reason is null
       and not exists (select 1 from agent_emergency where agent_id = $1)`,
    [agentId],
  );
  const told = await world.query(
    `select 1 from agent_outbox where agent_id = $1 and event->>'type' = 'PresenceChanged' and event->'agent'->'presence'->>'base' = 'available'`,
    [agentId],
  );
  // The first is their own choice, before everything.
  assert.equal(told.length, 2);
}

/** What is true of an emergency at every step, whatever died. */
async function holds({world}: Stage, caller: Caller): Promise<void> {
  const {before: first, step, agentId} = caller;
  const kept = await world.kept(agentId);
  assert.ok(kept);
  const {call, layer, layers} = kept;
  assert.equal(call.status, step.is);
  assert.deepEqual(call.prior, {base: 'available', reason: null});
  assert.ok(call.callbackNumber !== null && world.pool.includes(call.callbackNumber));
  if (first !== null) {
    const {id, callbackNumber, callbackUntil, dialledAt} = first.call;
    assert.deepEqual(
      [call.id, call.callbackNumber, call.callbackUntil, call.dialledAt],
      [id, callbackNumber, callbackUntil, dialledAt],
    );
  }
  if (step.is === 'over') return;
  assert.equal(layers, 1);
  assert.equal(layer, 'available');
  for (const page of [caller.desk, caller.second])
    await page?.emergencies.find('it is told', ({own}) => own?.status === step.is && own.callId === call.id);
}

/** The agent's other call has them again: its sound was planned anew after the end. */
async function otherCallIsBack({world}: Stage, {contactId, agentId, desk}: Caller): Promise<void> {
  if (contactId === null) return;
  await world.until(
    'the other call is back',
    `select 1 as one from contact where id = $1 and status = 'connected' and media_version = version
       and exists (select 1 from emergency_call where agent_id = $2 and not locked and settled_version = version)`,
    [contactId, agentId],
  );
  assert.deepEqual(await desk.hub.send('HoldContact', {contactId}), {status: 'done', result: null});
}

/** Nothing is kept, and the number is nobody's for a while. */
async function forgotten({world}: Stage, {agentId, back}: Caller, number: string): Promise<void> {
  await world.until(
    'nothing is left',
    `select 1 as one where not exists (select 1 from emergency_call where agent_id = $1)
       and not exists (select 1 from agent_emergency where agent_id = $1)
       and exists (select 1 from emergency_number where number = $2 and not held and rests_until > now())`,
    [agentId, number],
  );
  const phone = await world.phone(back);
  const reply = await phone.client.send('PlaceCall', {to: number, name: null, data: {}});
  assert.deepEqual(reply, {status: 'refused', code: 'unobtainable'});
}

async function comesThrough(stage: Stage, caller: Caller): Promise<void> {
  const {world} = stage;
  const {step, desk} = caller;
  const callId = await caller.reply;
  await holds(stage, caller);
  if (callId !== null) assert.equal((await world.kept(caller.agentId))?.call.id, callId);
  if (caller.agentLeg !== null) await sounds(stage, caller);
  if (step.is !== 'over') await meanwhile(world, [caller]);
  await step.goOn(world, caller);
  await restoredOnce(stage, caller);
  await otherCallIsBack(stage, caller);
  await ringBack(world, caller);
  const from = desk.emergencies.all.length;
  const {callbackNumber} = toldLast(caller);
  const phone = await world.phone(caller.back);
  await phone.client.send('HangUpCall', {callId: toldLast(caller).callId});
  await isStatus(desk, 'over', from);
  await restoredOnce(stage, caller);
  await expire(world, caller.agentId);
  await forgotten(stage, caller, callbackNumber ?? '');
  await restoredOnce(stage, caller);
}

/** Who talked talks on where they were, or joins again after having been told. */
async function sounds({world, fault}: Stage, caller: Caller): Promise<void> {
  if (fault.sound === 'agent-joins') return joinOnNewPage(caller);
  if (fault.sound === 'both-join') return joinAgain(world, caller, 0);
  const kept = await world.kept(caller.agentId);
  assert.equal(kept?.mediaProcessId, caller.before?.mediaProcessId);
  assert.ok(kept?.call.status === 'connected');
  const media = await MediaProcess.adopt({runDir: world.runDir});
  const {legs = []} = (await media?.hello()) ?? {};
  media?.detach();
  for (const {id, epoch, status} of Object.values(kept.call.legs)) {
    assert.deepEqual([epoch, status], [1, 'connected']);
    assert.equal(legs.find(({legId}) => legId === id)?.state, 'connected');
  }
}

/** What is dead is said to be dead; nothing else is an error. */
function errorsOf({lines}: HubProcess): readonly LogLine[] {
  return lines.filter(
    ({level, error}) =>
      typeof level === 'number' && level >= 50 && !JSON.stringify(error ?? null).includes('"media-unreachable"'),
  );
}
