import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {isCustomerHeld, isJoined, participantOfAgent} from '../../../src/domain/contact.ts';
import {planMedia} from '../../../src/domain/media-plan.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {accept, errorsOf, offerOf} from '../desk/scenes.ts';
import {does, endAll, goAvailable, read, roleOf} from '../parties/scenes.ts';
import {type AtTelephone, CHIDI, atTelephone, hubWithTelephones, line, press, speak} from './telephones.ts';

const RING_MS = 2_500;

describe('the sound of a call at an agent’s telephone', {timeout: 120_000}, () => {
  let hub: TestHub;
  let chidi: AtTelephone;
  let customer: TestPhone;
  const legs: LegPeer[] = [];

  before(async () => {
    // A leg in the browser would be waited for much longer than a telephone may ring.
    hub = await hubWithTelephones({ringVoiceMs: RING_MS, agentGraceMs: 60_000});
    chidi = await atTelephone(hub, 'chidi', CHIDI);
    customer = await connectPhone(hub, '+12015550180');
  });

  afterEach(async () => {
    await chidi.hub.send('SetPresence', {base: 'away', reason: null});
    await endAll(hub);
    await Promise.all(legs.splice(0).map((each) => each.close()));
    const open = await hub.query<{id: string}>(`select contact_id as id from participant where status = 'wrap-up'`);
    for (const {id} of open) await does(chidi, 'SubmitWrapUp', {contactId: id, reasonId: 'solved', note: ''});
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    for (const each of [customer, chidi?.phone, chidi]) await each?.stop();
    await hub?.stop();
  });

  /** A customer who calls, with their own audio, and is offered to Chidi. */
  async function calling(): Promise<{contactId: string; customerLeg: LegPeer}> {
    const from = customer.states.all.length;
    assert.deepEqual(await customer.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}}), {
      status: 'done',
      sdp: null,
    });
    const {callId} = await line(customer, 'connected', from);
    const customerLeg = await speak(customer, callId);
    legs.push(customerLeg);
    const before = chidi.phone.states.all.length;
    await goAvailable(chidi);
    await chidi.phone.states.find('it rings', ({call}) => call?.callId === callId && call.status === 'ringing', before);
    return {contactId: callId, customerLeg};
  }

  async function allConnected(from: number): Promise<void> {
    await chidi.events.find(
      'both are connected',
      (event) =>
        event.type === 'ContactChanged' &&
        event.contact.participants.every((each) => each.status === 'joined' && each.leg?.status === 'connected'),
      from,
    );
  }

  /** What the customer is to hear. */
  async function heardByCustomer(contactId: string): Promise<unknown> {
    const contact = await read(hub, contactId);
    const found = contact.participants.find((each) => each.role === 'customer');
    return isJoined(found) && found.leg !== null ? planMedia(contact)[found.leg.id]?.kind : null;
  }

  it('[DT-3] the two hear each other; the desk’s keys are played to the customer, and its hold is the customer’s music', async () => {
    const {contactId, customerLeg} = await calling();
    assert.equal(await heardByCustomer(contactId), 'music');
    const from = chidi.events.all.length;
    await press(chidi.phone, 'AnswerCall', contactId);
    legs.push(await speak(chidi.phone, contactId));
    await allConnected(from);
    assert.equal(await heardByCustomer(contactId), 'legs');
    await does(chidi, 'SendDigits', {contactId, digits: '4#'});
    await customerLeg.digits.find('the digits', () => customerLeg.digits.all.length === 2);
    assert.equal(customerLeg.digits.all.map(({digit}) => digit).join(''), '4#');
    await does(chidi, 'HoldContact', {contactId});
    assert.equal(await heardByCustomer(contactId), 'music');
    await does(chidi, 'ResumeContact', {contactId});
    await does(chidi, 'MuteContact', {contactId});
    assert.equal(await heardByCustomer(contactId), 'silence');
  });

  it('[DT-6] hung up on hold and picked up again, the two hear each other again', async () => {
    const {contactId} = await calling();
    let from = chidi.events.all.length;
    await press(chidi.phone, 'AnswerCall', contactId);
    const first = await speak(chidi.phone, contactId);
    await allConnected(from);
    await does(chidi, 'HoldContact', {contactId});
    const told = chidi.phone.states.all.length;
    await press(chidi.phone, 'HangUpCall', contactId);
    await first.close();
    const {epoch} = await line(chidi.phone, 'ringing', told);
    assert.equal(await heardByCustomer(contactId), 'music');
    from = chidi.events.all.length;
    await press(chidi.phone, 'AnswerCall', contactId);
    legs.push(await speak(chidi.phone, contactId, epoch + 1));
    await allConnected(from);
    assert.ok(isCustomerHeld(await read(hub, contactId)), 'taking them off hold is the agent’s own step');
    await does(chidi, 'ResumeContact', {contactId});
    assert.equal(await heardByCustomer(contactId), 'legs');
  });

  it('[DT-6] not picked up again, it is given up like a leg that does not come back', async () => {
    const {contactId} = await calling();
    await press(chidi.phone, 'AnswerCall', contactId);
    await does(chidi, 'HoldContact', {contactId});
    const from = chidi.events.all.length;
    await press(chidi.phone, 'HangUpCall', contactId);
    await inactive(from);
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.status, contact.priority], ['waiting', 2]);
    assert.equal(isCustomerHeld(contact), false);
  });

  it('[DT-4] after the desk’s Answer the telephone rings as long as an offer, and no longer', async () => {
    const {contactId} = await calling();
    const offered = await offerOf(chidi, contactId);
    const from = chidi.events.all.length;
    await accept(chidi, offered);
    const [timer] = await hub.query<{ms: number}>(
      `select round(extract(epoch from due_at - now()) * 1000)::int as ms from timer join leg on leg.id::text = timer.subject
        where timer.kind = 'leg-grace' and leg.address = $1`,
      [CHIDI],
    );
    assert.ok(timer !== undefined && timer.ms > 0 && timer.ms <= RING_MS, JSON.stringify(timer));
    await inactive(from);
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.status, contact.priority], ['waiting', 2]);
    assert.equal(roleOf(contact, chidi.agentId), 'primary left');
    assert.equal(participantOfAgent(contact, chidi.agentId), undefined);
  });

  async function inactive(from: number): Promise<void> {
    await chidi.events.find(
      'Inactive',
      (event) => event.type === 'PresenceChanged' && event.agent.presence.reason === 'inactive',
      from,
    );
  }
});
