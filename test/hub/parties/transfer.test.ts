import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {consultOf, participantOfAgent} from '../../../src/domain/contact.ts';
import {connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {accept, assertConsistent, decline, errorsOf, offerOf} from '../desk/scenes.ts';
import {
  type Person,
  acceptConsult,
  consulting,
  does,
  endAll,
  goAvailable,
  gone,
  heard,
  person,
  phoneRings,
  read,
  refuses,
  roleOf,
  talking,
} from './scenes.ts';

describe('a transfer', () => {
  let hub: TestHub;
  let anna: Person;
  let ben: Person;
  const others: Person[] = [];

  before(async () => {
    hub = await startTestHub({timings: {ringVoiceMs: 2_000, ringOutboundMs: 2_000}});
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await endAll(hub);
    await Promise.all([anna, ben, ...others.splice(0)].map((each) => each?.stop()));
  });

  after(async () => {
    await hub?.stop();
  });

  async function annaTalks(): Promise<string> {
    [anna, ben] = [await person(hub), await person(hub)];
    return talking(hub, anna);
  }

  const toBen = (contactId: string) => ({contactId, target: {kind: 'agent', agentId: ben.agentId} as const});

  it('[TR-21] [TR-22] [CO-59] blind, to an agent: wrap-up for the first, music, then the second', async () => {
    const contactId = await annaTalks();
    await goAvailable(ben);
    await does(anna, 'Transfer', toBen(contactId));
    assert.equal(roleOf(await read(hub, contactId), anna.agentId), 'primary wrap-up');
    assert.deepEqual(heard(await read(hub, contactId)), {customer: 'music'});
    const offered = await offerOf(ben, contactId);
    assert.equal(offered.offer.purpose, 'transfer');
    assert.equal(offered.offer.askedBy?.agentId, anna.agentId);
    await accept(ben, offered);
    const contact = await read(hub, contactId);
    assert.equal(roleOf(contact, ben.agentId), 'primary joined');
    assert.equal(heard(contact)['customer'], ben.agentId);
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: ''});
    assert.equal((await read(hub, contactId)).status, 'connected');
  });

  it('[TR-4] [TR-5] only to Available agents, never to one in wrap-up', async () => {
    const contactId = await annaTalks();
    assert.equal(await refuses(hub, anna, 'Transfer', toBen(contactId)), 'agent-not-available');
    const bens = await talking(hub, ben);
    assert.equal(await refuses(hub, anna, 'Transfer', toBen(contactId)), 'agent-busy');
    await does(ben, 'EndContact', {contactId: bens});
    assert.equal(await refuses(hub, anna, 'Transfer', toBen(contactId)), 'agent-wrapping-up');
  });

  it('[WU-7] [TR-22] after a transfer the wrap-up has the reasons of where the agent had the customer', async () => {
    await hub.query(`update wrap_up_reason set queues = array['billing'] where id = 'solved'`);
    await hub.query(`update wrap_up_reason set queues = array['support'] where id = 'follow-up'`);
    const contactId = await annaTalks();
    await does(anna, 'Transfer', {contactId, target: {kind: 'queue', queueId: 'support'}});
    const contact = await read(hub, contactId);
    assert.equal(contact.queue?.id, 'support');
    const own = participantOfAgent(contact, anna.agentId);
    assert.equal(own?.status === 'wrap-up' && own.queueId, 'billing');
    const given = {contactId, note: ''};
    assert.equal(await refuses(hub, anna, 'SubmitWrapUp', {...given, reasonId: 'follow-up'}), 'invalid-reason');
    await does(anna, 'SubmitWrapUp', {...given, reasonId: 'solved'});
    await hub.query(`update wrap_up_reason set queues = null`);
  });

  it('[TR-5] nor to one who still wraps up this very contact', async () => {
    const contactId = await annaTalks();
    await goAvailable(ben);
    await does(anna, 'Transfer', toBen(contactId));
    await accept(ben, await offerOf(ben, contactId));
    await goAvailable(anna);
    const toAnna = {contactId, target: {kind: 'agent', agentId: anna.agentId} as const};
    assert.equal(await refuses(hub, ben, 'Transfer', toAnna), 'agent-wrapping-up');
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: ''});
    await does(ben, 'Transfer', toAnna);
    await accept(anna, await offerOf(anna, contactId));
  });

  it('[TR-6] declined, the customer is offered back to who transferred them, and hears music meanwhile', async () => {
    const contactId = await annaTalks();
    await goAvailable(ben);
    await does(anna, 'Transfer', toBen(contactId));
    const from = anna.events.all.length;
    await decline(ben, await offerOf(ben, contactId));
    const back = await offerOf(anna, contactId, from);
    assert.equal(back.offer.askedBy?.returned, true);
    assert.deepEqual(heard(await read(hub, contactId)), {customer: 'music'});
    await accept(anna, back);
    const contact = await read(hub, contactId);
    assert.equal(roleOf(contact, anna.agentId), 'primary joined');
    assert.equal(heard(contact)['customer'], anna.agentId);
    const timers = await hub.query(`select 1 from timer where kind = 'wrap-up' and subject like $1`, [
      `${contactId}/%`,
    ]);
    assert.deepEqual(timers, []);
    await does(anna, 'EndContact', {contactId});
  });

  it('[TR-6] not answered by either, the customer waits at the front for anybody', async () => {
    const contactId = await annaTalks();
    await goAvailable(ben);
    await does(anna, 'Transfer', toBen(contactId));
    const carol = await person(hub);
    others.push(carol);
    await goAvailable(carol);
    const offered = await offerOf(carol, contactId);
    assert.equal(offered.offer.purpose, 'answer');
    assert.equal(offered.contact.priority, 2);
    await accept(carol, offered);
    assert.equal((await read(hub, contactId)).status, 'connected');
  });

  it('[TR-7] [TR-16] to a queue, and never again to who gave it away', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Transfer', {contactId, target: {kind: 'queue', queueId: 'support'}});
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: ''});
    const from = anna.events.all.length;
    const waiting = await read(hub, contactId);
    assert.equal(waiting.status, 'waiting');
    assert.equal(waiting.queue?.id, 'support');
    assert.deepEqual(waiting.excludedAgentIds, [anna.agentId]);
    const second = await talking(hub, anna);
    assert.notEqual(second, contactId);
    assert.ok(
      !anna.events.all.slice(from).some((event) => event.type === 'ContactOffered' && event.contact.id === contactId),
    );
    await goAvailable(ben);
    await accept(ben, await offerOf(ben, contactId));
  });

  it('[TR-9] [TR-11] [TR-12] [TR-13] to an entry point, with what is called and typed the same there', async () => {
    [anna, ben] = [await person(hub), await person(hub)];
    const contactId = await talking(hub, anna, {data: {reason: 'Invoice 2231', tier: 'Gold', language: 'Polish'}});
    await does(anna, 'Transfer', {contactId, target: {kind: 'entry-point', entryPointId: 'support-line'}});
    await goAvailable(ben);
    const {contact} = await offerOf(ben, contactId);
    assert.equal(contact.dnis, '+12015550101');
    assert.deepEqual(
      contact.variables.map(({name, value}) => [name, value]),
      [
        ['reason', 'Invoice 2231'],
        ['product', 'Not given'],
        ['tier', 'Gold'],
      ],
    );
  });

  it('[TR-17] [TR-21] to a number: rung, answered, and the two are left alone', async () => {
    const contactId = await annaTalks();
    const phone = await connectPhone(hub, '+12015550181');
    await does(anna, 'Transfer', {contactId, target: {kind: 'dial-number', number: '+12015550181', name: null}});
    const callId = await phoneRings(phone);
    assert.deepEqual(heard(await read(hub, contactId)), {customer: 'music'});
    await phone.client.send('AnswerCall', {callId});
    assert.deepEqual(heard(await read(hub, contactId)), {customer: 'dial-number', 'dial-number': 'customer'});
    await phone.client.send('HangUpCall', {callId});
    assert.equal((await read(hub, contactId)).status, 'ended');
    await phone.stop();
  });

  it('[TR-17] [CO-12] a number that has answered is not hung up when its time to answer is over', async () => {
    const contactId = await annaTalks();
    const phone = await connectPhone(hub, '+12015550183');
    await does(anna, 'Transfer', {contactId, target: {kind: 'dial-number', number: '+12015550183', name: null}});
    const callId = await phoneRings(phone);
    const [rung] = await hub.query<{subject: string}>(`select subject from timer where kind = 'leg-ring-out'`);
    assert.ok(rung);
    await phone.client.send('AnswerCall', {callId});
    assert.deepEqual(await hub.query(`select 1 from timer where kind = 'leg-ring-out'`), []);
    // One that fires all the same, as a hub does that read it before the answer.
    const due = `insert into timer (kind, subject, due_at) values ('leg-ring-out', $1, now() - interval '1 hour')`;
    await hub.query(due, [rung.subject]);
    await hub.query(`notify cordboard_wake, 'timer'`);
    await gone(hub, 'leg-ring-out');
    assert.deepEqual(heard(await read(hub, contactId)), {customer: 'dial-number', 'dial-number': 'customer'});
    await phone.client.send('HangUpCall', {callId});
    await phone.stop();
  });

  it('[TR-6] a number that is unobtainable or does not answer gives the customer back', async () => {
    const contactId = await annaTalks();
    const phone = await connectPhone(hub, '+12015550182');
    for (const number of ['+12015550199', '+12015550182']) {
      const from = anna.events.all.length;
      await does(anna, 'Transfer', {contactId, target: {kind: 'dial-number', number, name: null}});
      const back = await offerOf(anna, contactId, from);
      assert.equal(back.offer.askedBy?.returned, true);
      await accept(anna, back);
      assert.equal(heard(await read(hub, contactId))['customer'], anna.agentId);
    }
    await phone.stop();
  });

  it('[CO-35] [CO-38] [CO-69] out of a consult: not before the agent accepts, then customer and agent at once', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Consult', {contactId, target: {kind: 'agent', agentId: ben.agentId}, holdsCustomer: true});
    for (const name of ['CompleteTransfer', 'BeginConference'] as const)
      assert.equal(await refuses(hub, anna, name, {contactId}), 'consult-not-answered');
    await acceptConsult(ben, contactId);
    await does(anna, 'CompleteTransfer', {contactId});
    const contact = await read(hub, contactId);
    assert.equal(roleOf(contact, anna.agentId), 'primary wrap-up');
    assert.equal(roleOf(contact, ben.agentId), 'primary joined');
    assert.deepEqual(heard(contact), {customer: ben.agentId, [ben.agentId]: 'customer'});
    assert.equal(consultOf(contact), undefined);
    await ben.event('ControlPassed');
    await does(ben, 'EndContact', {contactId});
  });

  it('[CO-39] [CO-40] [TR-23] out of a consult with a queue nobody answered for: the customer goes into it', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Consult', {contactId, target: {kind: 'queue', queueId: 'support'}, holdsCustomer: true});
    await does(anna, 'CompleteTransfer', {contactId});
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'waiting');
    assert.equal(contact.queue?.id, 'support');
    assert.deepEqual(heard(contact), {customer: 'music'});
    await goAvailable(ben);
    const offered = await offerOf(ben, contactId);
    assert.equal(offered.offer.purpose, 'answer');
    await accept(ben, offered);
  });

  it('[CO-69] out of a consult with a held customer, toggled or not, nobody stays on hold', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    await does(anna, 'ToggleConsult', {contactId});
    await does(anna, 'CompleteTransfer', {contactId});
    assert.deepEqual(heard(await read(hub, contactId)), {customer: ben.agentId, [ben.agentId]: 'customer'});
  });

  it('[TR-2] [TR-18] refuses an emergency number, a wrong one, somebody who is here, and a contact that is gone', async () => {
    const contactId = await annaTalks();
    const number = (digits: string) =>
      ({contactId, target: {kind: 'dial-number', number: digits, name: null}}) as const;
    assert.equal(await refuses(hub, anna, 'Transfer', number('911')), 'unsupported-destination');
    assert.equal(await refuses(hub, anna, 'Transfer', number('*67911')), 'unsupported-destination');
    assert.equal(await refuses(hub, anna, 'Transfer', number('1')), 'invalid-number');
    const [customer] = (await read(hub, contactId)).participants;
    assert.ok(customer?.party.kind === 'customer');
    assert.equal(await refuses(hub, anna, 'Transfer', number(customer.party.address)), 'already-here');
    assert.equal(
      await refuses(hub, anna, 'Transfer', {contactId, target: {kind: 'queue', queueId: 'nowhere'}}),
      'unsupported-destination',
    );
    const gone = await anna.hub.send('Transfer', {
      contactId: crypto.randomUUID(),
      target: {kind: 'queue', queueId: 'support'},
    });
    assert.deepEqual(gone, {status: 'refused', code: 'contact-gone'});
  });
});
