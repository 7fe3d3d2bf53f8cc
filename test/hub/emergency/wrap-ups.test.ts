import assert from 'node:assert/strict';
import {afterEach, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {resumeWrapUps} from '../../../hub/emergency/put-off-wrap-ups.ts';
import {WRAP_UP_LEFT_MIN_MS} from '../../../src/domain/contact-wrap-up.ts';
import {type Contact, participantOfAgent} from '../../../src/domain/contact.ts';
import type {TestPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {type Person, does, hangUp, person, read, talking} from '../parties/scenes.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders} from './emergency-world.ts';

describe('a wrap-up of an agent who calls for help', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let anna: Person;

  async function startWith(wrapUpMs: number): Promise<void> {
    hub = await hubForEmergencies({timings: {wrapUpMs}});
    psap = await responders(hub);
    anna = await person(hub);
  }

  afterEach(async () => {
    await anna?.stop();
    await psap?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** The customer's call is over. @returns the contact's id */
  async function wrappingUp(): Promise<string> {
    const contactId = await talking(hub, anna);
    await does(anna, 'EndContact', {contactId});
    return contactId;
  }

  function deadlineOf(contact: Contact): number {
    const own = participantOfAgent(contact, anna.agentId);
    assert.ok(own?.status === 'wrap-up', `it is ${own?.status ?? 'gone'}`);
    return own.deadlineAt;
  }

  const timers = () => hub.query<{subject: string}>(`select subject from timer where kind = 'wrap-up'`);

  async function now(): Promise<number> {
    const [row] = await hub.query<{at: number}>('select clock_timestamp() as at');
    return row?.at ?? Number.NaN;
  }

  async function putOff(): Promise<void> {
    while ((await timers()).length > 0) await immediate();
  }

  async function passed(at: number): Promise<void> {
    while ((await now()) <= at) await immediate();
  }

  /** The contact as the desk is told it after the emergency. */
  async function goesOn(from: number): Promise<Contact> {
    const told = await anna.event('ContactChanged', from);
    return told.contact;
  }

  it('[EC-100] does not run out while the desk shows nothing else, and leaves time to find back after it', async () => {
    await startWith(1_500);
    const contactId = await wrappingUp();
    const own = await dials(anna);
    const deadlineAt = deadlineOf(await read(hub, contactId));
    await passed(deadlineAt + 1_500);
    assert.equal(deadlineOf(await read(hub, contactId)), deadlineAt);
    assert.deepEqual(await timers(), []);
    const from = anna.events.all.length;
    const endedAt = await now();
    await ends(anna, own.callId);
    assert.ok(deadlineOf(await goesOn(from)) >= endedAt + WRAP_UP_LEFT_MIN_MS);
    assert.deepEqual(await timers(), [{subject: `${contactId}/${anna.agentId}`}]);
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: 'after it'});
  });

  it('[EC-100] has what was left of it again, once, whoever looks after it', async () => {
    await startWith(60_000);
    const contactId = await wrappingUp();
    const before = deadlineOf(await read(hub, contactId));
    const dialledAt = await now();
    const own = await dials(anna);
    await putOff();
    await passed(dialledAt + 3_000);
    const from = anna.events.all.length;
    await ends(anna, own.callId);
    const after = deadlineOf(await goesOn(from));
    const left = after - (await now());
    assert.ok(after > before + 2_500, `put off by ${after - before} ms`);
    assert.ok(Math.abs(left - (before - dialledAt)) < 2_000, `${left} ms are left, ${before - dialledAt} ms were`);
    await resumeWrapUps(hub.store, anna.agentId);
    assert.equal(deadlineOf(await read(hub, contactId)), after);
  });

  it('[EC-100] that begins during the emergency begins when it is over', async () => {
    await startWith(30_000);
    const contactId = await talking(hub, anna);
    const own = await dials(anna);
    await isStatus(anna, 'dialling');
    await hangUp(hub, contactId);
    assert.deepEqual(await timers(), []);
    const began = await now();
    await passed(began + 1_500);
    const from = anna.events.all.length;
    const endedAt = await now();
    await ends(anna, own.callId);
    assert.ok(deadlineOf(await goesOn(from)) >= endedAt + 29_900);
  });

  it('[EC-100] goes on when an emergency that nobody ended is forgotten', async () => {
    await startWith(30_000);
    const contactId = await wrappingUp();
    const own = await dials(anna);
    const {callId} = await answer(psap, own);
    const told = anna.emergencies.all.length;
    await psap.client.send('HangUpCall', {callId});
    await isStatus(anna, 'dropped', told);
    await putOff();
    const from = anna.events.all.length;
    await hub.query(
      `update emergency_call set state = jsonb_set(state, '{callbackUntil}', '1'), until_at = to_timestamp(1)`,
    );
    await goesOn(from);
    assert.deepEqual(await timers(), [{subject: `${contactId}/${anna.agentId}`}]);
  });

  it('[EC-100] [EM-30] of that it was put off no record is kept', async () => {
    await startWith(30_000);
    const contactId = await wrappingUp();
    const audit = () => hub.query('select action, actor from audit order by id');
    const before = await audit();
    const own = await dials(anna);
    await putOff();
    const from = anna.events.all.length;
    await ends(anna, own.callId);
    await goesOn(from);
    assert.deepEqual(await audit(), before);
    assert.equal(participantOfAgent(await read(hub, contactId), anna.agentId)?.status, 'wrap-up');
  });
});
