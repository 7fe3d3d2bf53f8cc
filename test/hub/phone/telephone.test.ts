import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {isJoined, participantOfAgent} from '../../../src/domain/contact.ts';
import {connectBare, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {accept, customerCalls, decline, errorsOf, offerOf} from '../desk/scenes.ts';
import {type Person, does, endAll, goAvailable, person, read, roleOf, talking} from '../parties/scenes.ts';
import {
  type AtTelephone,
  CHIDI,
  DANA,
  atTelephone,
  hubWithTelephones,
  legOf,
  line,
  press,
  ringing,
  settle,
} from './telephones.ts';

const REFUSED = {status: 'refused', code: 'telephone-unreachable'};

describe('a telephone as an agent’s device', {timeout: 120_000}, () => {
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

  it('[DT-1] a desk is told its agent’s telephone, however it is written in the organisation, as far as numbers are shown', async () => {
    for (const {snapshots} of [chidi, dana]) {
      const told = snapshots.all[0]?.settings.desk.telephone ?? '';
      assert.match(told, /016[01]$/);
      assert.ok(!told.includes('201555'), told);
    }
    const anna = await colleague();
    assert.equal(anna.snapshots.all[0]?.settings.desk.telephone, null);
    assert.deepEqual(await hub.query('select telephone from agent where telephone is not null order by 1'), [
      {telephone: CHIDI},
      {telephone: DANA},
    ]);
  });

  it('[DT-2] [AN-8] an offer rings at the telephone too, and picking it up answers', async () => {
    const {contactId} = await ringing(hub, chidi);
    await press(chidi.phone, 'AnswerCall', contactId);
    const {offer} = await chidi.event('OfferAccepted');
    assert.equal(offer.contactId, contactId);
    const contact = await read(hub, contactId);
    assert.deepEqual(legOf(contact, chidi), ['trunk', 'new']);
    assert.equal((await line(chidi.phone, 'connected')).callId, contactId);
    assert.deepEqual(await chidi.phone.client.send('AnswerCall', {callId: contactId}), {status: 'done', sdp: null});
  });

  it('[DT-2] [AN-3] declining at the telephone is Decline: the agent Idle, the customer back in the queue', async () => {
    const {contactId} = await ringing(hub, chidi);
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
      const {contactId, offered} = await ringing(hub, chidi);
      const from = chidi.phone.states.all.length;
      if (stop === 'decline') await decline(chidi, offered);
      else await endAll(hub);
      await chidi.phone.states.find('it is quiet', ({call}) => call?.callId !== contactId, from);
      await endAll(hub);
    }
  });

  it('[DT-3] [DT-4] the desk’s Answer rings the telephone; the desk joins nothing, and the customer waits until it is picked up', async () => {
    const {contactId, offered} = await ringing(hub, chidi);
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
    const {contactId, offered} = await ringing(hub, chidi);
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
    const {contactId} = await ringing(hub, chidi);
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
    const anna = await colleague();
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
  });

  it('[DT-2] a transfer rings at the telephone', async () => {
    const anna = await colleague();
    const contactId = await talking(hub, anna);
    await goAvailable(chidi);
    const from = chidi.phone.states.all.length;
    await does(anna, 'Transfer', {contactId, target: {kind: 'agent', agentId: chidi.agentId}});
    await line(chidi.phone, 'ringing', from);
    await press(chidi.phone, 'AnswerCall', contactId);
    assert.equal(roleOf(await read(hub, contactId), chidi.agentId), 'primary joined');
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
    const anna = await colleague();
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
  });

  async function talkingWith(agent: Awaited<ReturnType<typeof person>>, contactId: string): Promise<string> {
    await goAvailable(agent);
    await accept(agent, await offerOf(agent, contactId));
    return contactId;
  }

  it('[DT-5] a telephone that rings cannot call, and one that is away or in a call cannot be answered at or dialled from', async () => {
    const {contactId, offered} = await ringing(hub, chidi);
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
});
