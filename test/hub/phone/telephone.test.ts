import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {isJoined, participantOfAgent} from '../../../src/domain/contact.ts';
import {connectBare, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {accept, customerCalls, decline, errorsOf, offerOf} from '../desk/scenes.ts';
import {DONE, consulting, does, endAll, goAvailable, person, read, roleOf, talking} from '../parties/scenes.ts';
import {type AtTelephone, CHIDI, DANA, atTelephone, hubWithTelephones, line, press} from './telephones.ts';

const REFUSED = {status: 'refused', code: 'telephone-unreachable'};

describe('a telephone as an agent’s device', {timeout: 120_000}, () => {
  let hub: TestHub;
  let chidi: AtTelephone;
  let dana: AtTelephone;

  before(async () => {
    hub = await hubWithTelephones();
    chidi = await atTelephone(hub, 'chidi', CHIDI);
    dana = await atTelephone(hub, 'dana', DANA);
  });

  afterEach(async () => {
    for (const each of [chidi, dana]) {
      await each.hub.send('SetPresence', {base: 'away', reason: null});
      const {call} = each.phone.states.all.at(-1) ?? {call: null};
      if (call !== null) await each.phone.client.send('HangUpCall', {callId: call.callId});
    }
    await endAll(hub);
    for (const each of [chidi, dana]) await wrapUpAll(each);
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    for (const each of [chidi, dana]) await Promise.all([each?.phone.stop(), each?.stop()]);
    await hub?.stop();
  });

  async function wrapUpAll(agent: AtTelephone): Promise<void> {
    const open = await hub.query<{id: string}>(
      `select contact_id as id from participant where agent_id = $1 and status = 'wrap-up'`,
      [agent.agentId],
    );
    for (const {id} of open) await does(agent, 'SubmitWrapUp', {contactId: id, reasonId: 'solved', note: ''});
  }

  /** A customer's call rings at the desk and at the telephone of this agent. */
  async function ringing(
    agent: AtTelephone,
  ): Promise<{contactId: string; offered: Awaited<ReturnType<typeof offerOf>>}> {
    const from = agent.phone.states.all.length;
    await goAvailable(agent);
    const contactId = await customerCalls(hub);
    const offered = await offerOf(agent, contactId);
    const call = await line(agent.phone, 'ringing', from);
    assert.equal(call.callId, contactId);
    assert.deepEqual([call.direction, call.peer], ['incoming', '+12015550100'], 'not the customer’s number');
    return {contactId, offered};
  }

  function legOf(contact: Awaited<ReturnType<typeof read>>, agent: AtTelephone): unknown {
    const found = participantOfAgent(contact, agent.agentId);
    return isJoined(found) && found.leg !== null ? [found.leg.kind, found.leg.status] : null;
  }

  it('[DT-2] [AN-8] an offer rings at the telephone too, and picking it up answers', async () => {
    const {contactId} = await ringing(chidi);
    await press(chidi.phone, 'AnswerCall', contactId);
    const {offer} = await chidi.event('OfferAccepted');
    assert.equal(offer.contactId, contactId);
    const contact = await read(hub, contactId);
    assert.deepEqual(legOf(contact, chidi), ['trunk', 'new']);
    assert.equal((await line(chidi.phone, 'connected')).callId, contactId);
    assert.deepEqual(await chidi.phone.client.send('AnswerCall', {callId: contactId}), {status: 'done', sdp: null});
  });

  it('[DT-2] [AN-3] declining at the telephone is Decline: the agent Idle, the customer back in the queue', async () => {
    const {contactId} = await ringing(chidi);
    await press(chidi.phone, 'DeclineCall', contactId);
    await chidi.event('OfferDeclined');
    const changed = await chidi.events.find(
      'Idle, declined',
      (event) => event.type === 'PresenceChanged' && event.agent.presence.reason === 'declined',
    );
    assert.ok(changed.type === 'PresenceChanged');
    assert.equal((await read(hub, contactId)).status, 'waiting');
    await chidi.phone.states.find('it is quiet', ({call}) => call === null || call.status === 'ended');
  });

  it('[DT-2] declining at the desk, and a customer who gives up, make the telephone quiet', async () => {
    for (const stop of ['decline', 'hang-up'] as const) {
      const {contactId, offered} = await ringing(chidi);
      const from = chidi.phone.states.all.length;
      if (stop === 'decline') await decline(chidi, offered);
      else await endAll(hub);
      await chidi.phone.states.find('it is quiet', ({call}) => call?.callId !== contactId, from);
      await endAll(hub);
    }
  });

  it('[DT-3] [DT-4] the desk’s Answer rings the telephone; the desk joins nothing, and the customer waits until it is picked up', async () => {
    const {contactId, offered} = await ringing(chidi);
    await accept(chidi, offered);
    const answered = await read(hub, contactId);
    assert.deepEqual(legOf(answered, chidi), ['trunk', 'ringing']);
    const found = participantOfAgent(answered, chidi.agentId);
    assert.ok(isJoined(found) && found.leg !== null);
    const join = {contactId, legId: found.leg.id, epoch: 1, sdp: 'v=0'};
    assert.deepEqual(await chidi.hub.send('ConnectLeg', join), {status: 'refused', code: 'not-yours'});
    // Nor does the telephone before it is lifted.
    assert.deepEqual(await chidi.phone.client.send('ConnectCall', {callId: contactId, epoch: 1, sdp: 'v=0'}), {
      status: 'refused',
      code: 'not-connected',
    });
    await press(chidi.phone, 'AnswerCall', contactId);
    assert.deepEqual(legOf(await read(hub, contactId), chidi), ['trunk', 'new']);
  });

  it('[DT-4] after the desk’s Answer the telephone says no: the customer at the front, the agent Inactive', async () => {
    const {contactId, offered} = await ringing(chidi);
    await accept(chidi, offered);
    await press(chidi.phone, 'DeclineCall', contactId);
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.status, contact.priority], ['waiting', 2]);
    assert.equal(roleOf(contact, chidi.agentId), 'primary left');
    await chidi.events.find(
      'Inactive',
      (event) => event.type === 'PresenceChanged' && event.agent.presence.reason === 'inactive',
    );
  });

  it('[HO-3] the telephone knows no hold: it is the desk’s, and so are mute and resume', async () => {
    const {contactId} = await ringing(chidi);
    await press(chidi.phone, 'AnswerCall', contactId);
    const {token} = await import('../../../src/api/phone-client.ts').then(({claimNumber}) =>
      claimNumber(hub.url, '+12015550175', null),
    );
    const bare = await connectBare(hub.url, token, '/phone');
    for (const name of ['HoldCall', 'ResumeCall', 'HoldContact', 'ResumeContact'])
      assert.match(JSON.stringify(await bare.command(name, {callId: contactId, contactId})), /error/, name);
    await bare.stop();
    await does(chidi, 'HoldContact', {contactId});
    const held = await read(hub, contactId);
    assert.ok(held.participants.some((each) => isJoined(each) && each.role === 'customer' && each.seats[0]?.held));
    await does(chidi, 'ResumeContact', {contactId});
    await does(chidi, 'MuteContact', {contactId});
    await does(chidi, 'UnmuteContact', {contactId});
  });

  it('[DT-2] a consult rings at the telephone, and picking it up opens it', async () => {
    const anna = await person(hub);
    const contactId = await talking(hub, anna);
    const from = chidi.phone.states.all.length;
    await does(anna, 'Consult', {
      contactId,
      target: {kind: 'agent', agentId: chidi.agentId},
      holdsCustomer: true,
    });
    await line(chidi.phone, 'ringing', from);
    await press(chidi.phone, 'AnswerCall', contactId);
    assert.equal(roleOf(await read(hub, contactId), chidi.agentId), 'consulted joined');
    await press(chidi.phone, 'HangUpCall', contactId);
    const after = await read(hub, contactId);
    assert.equal(roleOf(after, chidi.agentId), 'consulted left');
    assert.deepEqual([after.status, after.conversations.length], ['connected', 1]);
    await anna.stop();
  });

  it('[DT-2] a transfer rings at the telephone', async () => {
    const anna = await person(hub);
    const contactId = await talking(hub, anna);
    await goAvailable(chidi);
    const from = chidi.phone.states.all.length;
    await does(anna, 'Transfer', {contactId, target: {kind: 'agent', agentId: chidi.agentId}});
    await line(chidi.phone, 'ringing', from);
    await press(chidi.phone, 'AnswerCall', contactId);
    assert.equal(roleOf(await read(hub, contactId), chidi.agentId), 'primary joined');
    await anna.stop();
  });

  it('[WU-9] while the telephone is in any call no call is offered; once it is hung up the next one is', async () => {
    const busy = {to: BILLING_LINE, name: null, data: {}};
    assert.deepEqual(await chidi.phone.client.send('PlaceCall', busy), {status: 'done', sdp: null});
    const [own] = await hub.query<{id: string}>(
      `select contact_id as id from leg where address = $1 and closed_at is null`,
      [CHIDI],
    );
    assert.ok(own);
    const from = chidi.events.all.length;
    await goAvailable(chidi);
    const waiting = await customerCalls(hub);
    // Dana, whose telephone is hung up, is offered the one and then the other: Chidi was passed over.
    await goAvailable(dana);
    const first = await dana.events.find('an offer', (event) => event.type === 'ContactOffered');
    assert.ok(first.type === 'ContactOffered' && first.contact.id === own.id);
    assert.ok(!chidi.events.all.slice(from).some(({type}) => type === 'ContactOffered'));
    assert.equal((await read(hub, waiting)).status, 'waiting');
    const anna = await person(hub);
    const contactId = await talkingWith(anna, waiting);
    assert.deepEqual(
      await anna.hub.send('Consult', {
        contactId,
        target: {kind: 'agent', agentId: chidi.agentId},
        holdsCustomer: true,
      }),
      {status: 'refused', code: 'agent-busy'},
    );
    const next = await customerCalls(hub);
    await press(chidi.phone, 'HangUpCall', own.id);
    await offerOf(chidi, next, from);
    await anna.stop();
  });

  async function talkingWith(agent: Awaited<ReturnType<typeof person>>, contactId: string): Promise<string> {
    await goAvailable(agent);
    await accept(agent, await offerOf(agent, contactId));
    return contactId;
  }

  it('[DT-5] a telephone that rings cannot call, and one that is away or in a call cannot be answered at or dialled from', async () => {
    const {contactId, offered} = await ringing(chidi);
    assert.deepEqual(await chidi.phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}}), {
      status: 'refused',
      code: 'capacity-full',
    });
    await chidi.phone.stop();
    await unplugged(CHIDI);
    const reply = await chidi.hub.send('AcceptOffer', {offerId: offered.offer.id, fence: offered.offer.fence});
    assert.deepEqual(reply, REFUSED);
    assert.equal((await read(hub, contactId)).status, 'offered');
    await decline(chidi, offered);
    assert.deepEqual(await chidi.hub.send('Dial', {number: '+12015550176'}), REFUSED);
    chidi = {...chidi, phone: await connectPhone(hub, CHIDI)};
  });

  async function unplugged(number: string): Promise<void> {
    const until = AbortSignal.timeout(5_000);
    for (;;) {
      const [row] = await hub.query<{hub_id: string | null}>('select hub_id from phone where number = $1', [number]);
      if (row?.hub_id === null) return;
      until.throwIfAborted();
    }
  }

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
      await wrapUpAll(chidi);
    }
  });

  it('[CF-18] hanging up the telephone takes the agent out of a conference, and the others go on', async () => {
    const anna = await person(hub);
    const {contactId} = await ringing(chidi);
    await press(chidi.phone, 'AnswerCall', contactId);
    await consulting(hub, contactId, chidi, anna);
    await does(chidi, 'BeginConference', {contactId});
    await press(chidi.phone, 'HangUpCall', contactId);
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'connected');
    assert.equal(roleOf(contact, chidi.agentId), 'primary wrap-up');
    assert.equal(roleOf(contact, anna.agentId), 'primary joined');
    await line(chidi.phone, 'ended');
    await anna.stop();
  });

  it('[DT-6] hanging up ends a call of two; both sides at once is no refusal', async () => {
    const {contactId} = await ringing(chidi);
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
    const {contactId} = await ringing(chidi);
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
