import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {isJoined, participantOfAgent} from '../../../src/domain/contact.ts';
import {connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {DONE, type Person, consulting, does, person, read, roleOf} from '../parties/scenes.ts';
import {
  type AtTelephone,
  CHIDI,
  DANA,
  atTelephone,
  hubWithTelephones,
  line,
  press,
  ringing,
  settle,
  wrapUpAll,
} from './telephones.ts';

describe('calls at an agent’s telephone', {timeout: 120_000}, () => {
  let hub: TestHub;
  let chidi: AtTelephone;
  let dana: AtTelephone;
  const colleagues: Person[] = [];

  /** Somebody who speaks at their desk. */
  async function colleague(): Promise<Person> {
    const desk = await person(hub);
    colleagues.push(desk);
    return desk;
  }

  before(async () => {
    hub = await hubWithTelephones();
    chidi = await atTelephone(hub, 'chidi', CHIDI);
    dana = await atTelephone(hub, 'dana', DANA);
  });

  afterEach(async () => {
    await settle(hub, [chidi, dana]);
    await Promise.all(colleagues.splice(0).map((each) => each.stop()));
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    for (const each of [chidi, dana]) await Promise.all([each?.phone.stop(), each?.stop()]);
    await hub?.stop();
  });

  it('[DT-7] a call that is placed rings the agent’s telephone first, and the number once that is picked up', async () => {
    const customer = await connectPhone(hub, '+12015550177');
    const from = chidi.phone.states.all.length;
    const dialled = await chidi.hub.send('Dial', {number: '+12015550177'});
    assert.ok(dialled.status === 'done');
    const {contactId} = dialled.result;
    await line(chidi.phone, 'ringing', from);
    assert.equal((await read(hub, contactId)).status, 'dialling');
    assert.ok(
      customer.states.all.every(({call}) => call === null),
      'nobody is called for nobody',
    );
    await press(chidi.phone, 'AnswerCall', contactId);
    await line(customer, 'ringing');
    await press(customer, 'AnswerCall', contactId);
    assert.equal((await read(hub, contactId)).status, 'connected');
    await press(chidi.phone, 'HangUpCall', contactId);
    assert.deepEqual(roleOf(await read(hub, contactId), chidi.agentId), 'primary wrap-up');
    await line(customer, 'ended');
    await customer.stop();
  });

  it('[DT-7] a call whose own telephone says no, or whose number cannot be reached, is over', async () => {
    for (const [at, number] of [
      ['DeclineCall', '+12015550178'],
      ['AnswerCall', '+12015550179'],
    ] as const) {
      const from = chidi.phone.states.all.length;
      const dialled = await chidi.hub.send('Dial', {number});
      assert.ok(dialled.status === 'done');
      await line(chidi.phone, 'ringing', from);
      await press(chidi.phone, at, dialled.result.contactId);
      const contact = await read(hub, dialled.result.contactId);
      assert.equal(
        contact.status === 'ended' && contact.endReason,
        at === 'DeclineCall' ? 'agent-ended' : 'unobtainable',
      );
      await wrapUpAll(hub, chidi);
    }
  });

  it('[CF-18] hanging up the telephone takes the agent out of a conference, and the others go on', async () => {
    const anna = await colleague();
    const {contactId} = await ringing(hub, chidi);
    await press(chidi.phone, 'AnswerCall', contactId);
    await consulting(hub, contactId, chidi, anna);
    await does(chidi, 'BeginConference', {contactId});
    await press(chidi.phone, 'HangUpCall', contactId);
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'connected');
    assert.equal(roleOf(contact, chidi.agentId), 'primary wrap-up');
    assert.equal(roleOf(contact, anna.agentId), 'primary joined');
    await line(chidi.phone, 'ended');
  });

  it('[DT-6] hanging up ends a call of two; both sides at once is no refusal', async () => {
    const {contactId} = await ringing(hub, chidi);
    await press(chidi.phone, 'AnswerCall', contactId);
    await press(chidi.phone, 'HangUpCall', contactId);
    const contact = await read(hub, contactId);
    assert.equal(contact.status === 'ended' && contact.endReason, 'agent-ended');
    assert.equal(roleOf(contact, chidi.agentId), 'primary wrap-up');
    await press(chidi.phone, 'HangUpCall', contactId);
    assert.deepEqual(await dana.phone.client.send('HangUpCall', {callId: contactId}), {
      status: 'refused',
      code: 'not-yours',
    });
    assert.deepEqual(await chidi.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}), DONE);
  });

  it('[DT-6] [WU-2] a customer on hold is not cut off by it: the telephone rings again, and the call goes on', async () => {
    const {contactId} = await ringing(hub, chidi);
    await press(chidi.phone, 'AnswerCall', contactId);
    await does(chidi, 'HoldContact', {contactId});
    const from = chidi.phone.states.all.length;
    await press(chidi.phone, 'HangUpCall', contactId);
    await line(chidi.phone, 'ringing', from);
    const lost = await read(hub, contactId);
    const agent = participantOfAgent(lost, chidi.agentId);
    assert.ok(isJoined(agent) && agent.lostAt !== null);
    assert.equal(lost.status, 'connected');
    await press(chidi.phone, 'AnswerCall', contactId);
    await line(chidi.phone, 'connected', from);
    await does(chidi, 'ResumeContact', {contactId});
  });
});
