import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import type {BasePresence} from '../../../src/domain/presence.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {customerCalls, errorsOf, offerOf} from '../desk/scenes.ts';
import {DONE, type Person, does, endAll, goAvailable, person, talking} from '../parties/scenes.ts';
import {line} from '../phone/telephones.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders} from './emergency-world.ts';

type Chosen = {readonly base: BasePresence; readonly reason: string | null};

/** All that an agent of this organisation can choose. */
const CHOICES: readonly Chosen[] = [
  {base: 'available', reason: null},
  {base: 'busy', reason: null},
  {base: 'do-not-disturb', reason: null},
  {base: 'away', reason: null},
  {base: 'away', reason: 'lunch'},
  {base: 'offline', reason: null},
];

describe('an emergency in whatever state the agent is', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let other: TestPhone;
  let anna: Person;
  const others: TestDesk[] = [];

  before(async () => {
    // One call of the organisation at a time: a second ordinary one is refused.
    hub = await hubForEmergencies({organisation: (file) => ({...file, limits: {concurrentCalls: 1}})});
    psap = await responders(hub);
    other = await connectPhone(hub, '+12015550177');
  });

  beforeEach(async () => {
    anna = await person(hub);
  });

  afterEach(async () => {
    await endAll(hub);
    for (const each of [anna, ...others.splice(0)]) await each.stop();
    for (const table of ['emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    for (const each of [other, psap, hub]) await each?.stop();
  });

  async function released(): Promise<void> {
    const text = 'select 1 from agent_emergency where agent_id = $1';
    while ((await hub.query(text, [anna.agentId])).length > 0) await immediate();
  }

  async function presence(): Promise<Chosen | undefined> {
    const text = 'select presence_base as base, presence_reason as reason from agent where id = $1';
    return (await hub.query<Chosen>(text, [anna.agentId]))[0];
  }

  /** Called, spoken and ended; from here on the number reaches the agent. @returns the number */
  async function hasCalled(): Promise<string> {
    const own = await dials(anna);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    const {callbackNumber} = await ends(anna, own.callId);
    await released();
    return callbackNumber ?? '';
  }

  /** They ring the number, and this desk can answer. */
  async function reaches(number: string, desk: TestDesk): Promise<void> {
    const from = desk.emergencies.all.length;
    const reply = await other.client.send('PlaceCall', {to: number, name: null, data: {}});
    assert.deepEqual(reply, {status: 'done', sdp: null});
    const ringing = await isStatus(desk, 'ringing-back', from);
    assert.deepEqual([ringing.locked, ringing.holdsPresence], [false, true]);
    assert.deepEqual(await desk.hub.send('AnswerEmergency', {callId: ringing.callId}), DONE);
    assert.equal((await isStatus(desk, 'connected', from)).locked, true);
    assert.deepEqual(await hub.query(`select 1 from contact where kind = 'emergency-callback'`), []);
    await ends(desk, ringing.callId);
    await released();
  }

  for (const chosen of CHOICES) {
    const name = chosen.reason === null ? chosen.base : `${chosen.base}, ${chosen.reason}`;

    it(`[EM-15] [EM-39] dialled when ${name}: no work comes while it is on, and that is back afterwards`, async () => {
      await does(anna, 'SetPresence', chosen);
      const own = await dials(anna);
      assert.equal(own.holdsPresence, true);
      assert.deepEqual(await hub.query('select 1 from agent_emergency where agent_id = $1', [anna.agentId]), [
        {'?column?': 1},
      ]);
      const ben = await person(hub);
      others.push(ben);
      const contactId = await customerCalls(hub);
      await goAvailable(ben);
      await offerOf(ben, contactId);
      assert.deepEqual(
        anna.events.all.filter(({type}) => type === 'ContactOffered'),
        [],
      );
      await ends(anna, own.callId);
      await released();
      assert.deepEqual(await presence(), chosen);
    });

    it(`[EM-19] [EM-22] [EM-23] responders who ring back reach the agent when ${name}`, async () => {
      const number = await hasCalled();
      await does(anna, 'SetPresence', chosen);
      await reaches(number, anna);
      assert.deepEqual(await presence(), chosen);
    });
  }

  it('[EM-21] responders who ring back reach an agent who is in a call', async () => {
    const number = await hasCalled();
    await talking(hub, anna);
    await reaches(number, anna);
  });

  it('[EM-21] and one who is in wrap-up', async () => {
    const number = await hasCalled();
    const contactId = await talking(hub, anna);
    await does(anna, 'EndContact', {contactId});
    await reaches(number, anna);
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: ''});
  });

  it('[EM-22] and one who has signed out, once they open a desk', async () => {
    const number = await hasCalled();
    await does(anna, 'SignOut', {});
    const again = await connectDesk(hub, anna.subject);
    others.push(again);
    await reaches(number, again);
  });

  it('[EM-12] the limit of calls at a time is reached: an ordinary call is refused, and the call for help rings', async () => {
    const ben = await person(hub);
    others.push(ben);
    await talking(hub, ben);
    assert.deepEqual(await anna.hub.send('Dial', {number: '+12015550142'}), {
      status: 'refused',
      code: 'limit-reached',
    });
    const own = await dials(anna);
    assert.equal(own.status, 'dialling');
    await line(psap, 'ringing');
    await answer(psap, own);
    await isStatus(anna, 'connected');
    await ends(anna, own.callId);
  });
});
