import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {factsOf, isBegun, isCustomerHeld, participantOfAgent, peopleOf} from '../../../src/domain/contact.ts';
import {tellWhatHappened} from '../../../hub/watching/contact-facts.ts';
import {HubMetrics} from '../../../hub/watching/metrics.ts';
import type {Fact} from '../../../hub/watching/watch.ts';
import {claimNumber} from '../../../src/api/phone-client.ts';
import {PHONE_PATH} from '../../../src/api/wire/protocol.ts';
import {type TestPhone, connectBare, connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {accept, assertConsistent, errorsOf, offerOf} from '../desk/scenes.ts';
import {
  type Person,
  conferring,
  consulting,
  does,
  endAll,
  goAvailable,
  hangUp,
  heard,
  person,
  phoneRings,
  read,
  refuses,
  roleOf,
  talking,
} from './scenes.ts';

describe('a conference', () => {
  let hub: TestHub;
  let anna: Person;
  let ben: Person;
  let carol: Person;
  const others: Person[] = [];
  const phones: TestPhone[] = [];

  before(async () => {
    hub = await startTestHub({timings: {unattendedMs: 1_000, ringVoiceMs: 10_000}});
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await endAll(hub);
    await Promise.all([anna, ben, carol, ...others.splice(0)].map((each) => each?.stop()));
    await Promise.all(phones.splice(0).map((each) => each.stop()));
  });

  after(async () => {
    await hub?.stop();
  });

  async function annaTalks(): Promise<string> {
    [anna, ben, carol] = [await person(hub), await person(hub), await person(hub)];
    return talking(hub, anna);
  }

  const asking = (contactId: string, {agentId}: Person, holdsCustomer = true) => ({
    contactId,
    target: {kind: 'agent', agentId} as const,
    holdsCustomer,
  });

  /** Brings a telephone into the call, by way of a consult. */
  async function bringIn(contactId: string, number: string): Promise<{phone: TestPhone; callId: string}> {
    const phone = await connectPhone(hub, number);
    phones.push(phone);
    await does(anna, 'Consult', {
      contactId,
      target: {kind: 'dial-number', number, name: null},
      holdsCustomer: true,
    });
    const callId = await phoneRings(phone);
    await phone.client.send('AnswerCall', {callId});
    await does(anna, 'BeginConference', {contactId});
    return {phone, callId};
  }

  it('[CF-1] [CF-5] [CF-7] [CO-36] [CO-60] [CO-70] brings all three together, the customer off hold', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    const contact = await read(hub, contactId);
    assert.equal(roleOf(contact, ben.agentId), 'conferenced joined');
    const sounds = heard(contact);
    assert.equal(sounds['customer'], [anna.agentId, ben.agentId].toSorted().join(' '));
    assert.equal(sounds[ben.agentId], [anna.agentId, 'customer'].toSorted().join(' '));
    await ben.event('ConferenceBegun');
  });

  it('[CF-9] [TR-1] nobody is transferred out of one', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    const given = {contactId, target: {kind: 'queue', queueId: 'support'}} as const;
    assert.equal(await refuses(hub, anna, 'Transfer', given), 'in-conference');
  });

  it('[CF-2] takes eight people, the customer included, and no ninth', async () => {
    const contactId = await annaTalks();
    const invited = [ben, carol];
    for (let n = 0; n < 4; n += 1) {
      const other = await person(hub);
      others.push(other);
      invited.push(other);
    }
    await conferring(hub, contactId, anna, invited);
    const contact = await read(hub, contactId);
    assert.equal(peopleOf(contact).length, 8);
    assert.equal(heard(contact)['customer']?.split(' ').length, 7);
    const ninth = await person(hub);
    others.push(ninth);
    assert.equal(await refuses(hub, anna, 'Consult', asking(contactId, ninth)), 'conference-full');
  });

  it('[CF-8] [CF-10] [CF-16] when the primary agent leaves, who has been there longest takes control', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben, carol]);
    await does(anna, 'ExitConference', {contactId});
    const contact = await read(hub, contactId);
    assert.equal(roleOf(contact, anna.agentId), 'primary wrap-up');
    assert.equal(roleOf(contact, ben.agentId), 'primary joined');
    assert.equal(roleOf(contact, carol.agentId), 'conferenced joined');
    assert.equal((await ben.event('ControlPassed')).contact.id, contactId);
    assert.equal(carol.events.all.filter(({type}) => type === 'ControlPassed').length, 0);
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: ''});
    await does(ben, 'HoldContact', {contactId});
  });

  it('[CF-19] [CF-20] [CF-26] [CO-68] a conferenced agent’s End takes only that agent out, without a wrap-up', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await does(ben, 'EndContact', {contactId});
    await ben.event('ContactReleased');
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'connected');
    assert.equal(roleOf(contact, ben.agentId), 'conferenced left');
    assert.equal(heard(contact)['customer'], anna.agentId);
  });

  it('[CF-11] [CF-14] [CF-18] the primary agent’s End is the end for all, and only they wrap up', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await does(anna, 'EndContact', {contactId});
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'ended');
    assert.equal(roleOf(contact, anna.agentId), 'primary wrap-up');
    assert.equal(roleOf(contact, ben.agentId), 'conferenced left');
    await ben.event('ContactReleased');
  });

  it('[CF-21] [WU-6] conferenced agents have no wrap-up and may propose one', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    assert.equal(await refuses(hub, ben, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}), 'not-permitted');
    assert.equal(
      await refuses(hub, ben, 'SuggestWrapUp', {contactId, reasonId: 'unheard-of', note: ''}),
      'invalid-reason',
    );
    await does(ben, 'SuggestWrapUp', {contactId, reasonId: 'solved', note: 'First'});
    await does(ben, 'SuggestWrapUp', {contactId, reasonId: 'follow-up', note: 'Call on Monday'});
    assert.deepEqual((await read(hub, contactId)).suggestions, [
      {agentId: ben.agentId, name: ben.subject, reasonId: 'follow-up', note: 'Call on Monday'},
    ]);
    await does(ben, 'EndContact', {contactId});
    await does(anna, 'EndContact', {contactId});
    assert.equal((await anna.event('ContactEnded')).contact.suggestions.length, 1);
  });

  it('[CF-17] [CF-23] [CF-28] without the customer the agents go on, and nobody is held, asked or added', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await hangUp(hub, contactId);
    assert.equal((await anna.event('CustomerLeft')).contact.status, 'post-call');
    assert.equal(await refuses(hub, anna, 'HoldContact', {contactId}), 'post-call');
    assert.equal(await refuses(hub, anna, 'Consult', asking(contactId, carol)), 'post-call');
    assert.equal(heard(await read(hub, contactId))[ben.agentId], anna.agentId);
  });

  it('[CF-24] [CF-25] [CF-27] it is over when one is left', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await hangUp(hub, contactId);
    await does(ben, 'EndContact', {contactId});
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'ended');
    assert.equal(roleOf(contact, anna.agentId), 'primary wrap-up');
  });

  it('[CF-13] [CF-15] [CO-52] the primary agent consults further, and the customer waits or goes on as they choose', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await does(anna, 'Consult', asking(contactId, carol, false));
    const going = heard(await read(hub, contactId));
    assert.equal(going['customer'], ben.agentId);
    assert.equal(going[ben.agentId], 'customer');
    assert.equal(going[anna.agentId], 'ringback');
    await does(anna, 'EndConsult', {contactId});
    assert.equal(isCustomerHeld(await read(hub, contactId)), false);
    await does(anna, 'Consult', asking(contactId, carol, true));
    const held = heard(await read(hub, contactId));
    assert.equal(held['customer'], 'music');
    assert.equal(held[ben.agentId], 'music');
  });

  it('[CF-22] a conferenced agent consults somebody and brings them in', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await consulting(hub, contactId, ben, carol);
    const meanwhile = heard(await read(hub, contactId));
    assert.equal(meanwhile['customer'], anna.agentId, 'the customer is not held by anybody but the primary agent');
    assert.equal(meanwhile[carol.agentId], ben.agentId);
    assert.equal(await refuses(hub, ben, 'CompleteTransfer', {contactId}), 'not-permitted');
    await does(ben, 'BeginConference', {contactId});
    assert.equal(heard(await read(hub, contactId))['customer']?.split(' ').length, 3);
  });

  it('[CO-40] begun with a queue before anybody answered, whoever then answers is in it', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Consult', {contactId, target: {kind: 'queue', queueId: 'support'}, holdsCustomer: true});
    await does(anna, 'BeginConference', {contactId});
    assert.equal(heard(await read(hub, contactId))['customer'], anna.agentId);
    await goAvailable(ben);
    await accept(ben, await offerOf(ben, contactId));
    const contact = await read(hub, contactId);
    assert.equal(roleOf(contact, ben.agentId), 'conferenced joined');
    assert.equal(heard(contact)['customer']?.split(' ').length, 2);
    assert.equal(contact.conversations.length, 1);
  });

  it('[EL-73] [CO-40] begun while somebody of the queue is rung, their desk is told', async () => {
    const contactId = await annaTalks();
    await goAvailable(ben);
    await does(anna, 'Consult', {contactId, target: {kind: 'queue', queueId: 'support'}, holdsCustomer: true});
    const {offer} = await offerOf(ben, contactId);
    await does(anna, 'BeginConference', {contactId});
    const {contact} = await ben.event('ContactChanged');
    assert.ok(isBegun(contact, offer.conversationId));
    assert.equal(roleOf(contact, ben.agentId), undefined);
  });

  it('[CF-35] [CO-72] a telephone in it may hang up and nothing else', async () => {
    const contactId = await annaTalks();
    const {phone, callId} = await bringIn(contactId, '+12015550171');
    assert.equal(heard(await read(hub, contactId))['customer'], [anna.agentId, 'dial-number'].toSorted().join(' '));
    await phone.client.send('HangUpCall', {callId});
    await anna.event('ParticipantLeft');
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'connected');
    assert.equal(heard(contact)['customer'], anna.agentId);
  });

  it('[CF-10] [CF-27] customer and telephone without an agent go on for a time, then it ends', async () => {
    const contactId = await annaTalks();
    await bringIn(contactId, '+12015550172');
    await does(anna, 'ExitConference', {contactId});
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'connected');
    assert.equal(participantOfAgent(contact, anna.agentId)?.status, 'wrap-up');
    assert.equal(heard(contact)['customer'], 'dial-number');
    await anna.events.find('the end', (event) => event.type === 'ContactEnded' && event.contact.id === contactId);
    assert.equal((await read(hub, contactId)).status, 'ended');
  });

  it('[CF-4] [CF-19] one begins from a consult and no other way; exit from a call of two, and from somebody else’s, is refused', async () => {
    const contactId = await annaTalks();
    assert.equal(await refuses(hub, anna, 'ExitConference', {contactId}), 'not-in-conference');
    assert.equal(await refuses(hub, ben, 'ExitConference', {contactId}), 'not-yours');
    assert.equal(await refuses(hub, anna, 'BeginConference', {contactId}), 'no-consult');
  });

  it('[CF-6] [CO-7] it starts at the desk: a telephone knows no such thing', async () => {
    const contactId = await annaTalks();
    const {token} = await claimNumber(hub.url, '+12015550173', null);
    const bare = await connectBare(hub.url, token, PHONE_PATH);
    for (const name of ['Consult', 'BeginConference', 'Transfer', 'HoldContact', 'ExitConference']) {
      const answer = await bare.command(name, {contactId});
      assert.ok(typeof answer === 'object' && answer !== null && 'error' in answer, name);
    }
    await bare.stop();
    assert.equal((await read(hub, contactId)).conversations.length, 1);
  });

  it('[CF-29] [CF-25] Post Call is counted by itself, beside the time the call took in all', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await hangUp(hub, contactId);
    await does(anna, 'EndContact', {contactId});
    const told: Fact[] = [];
    const before = await read(hub, contactId);
    assert.ok(before.status === 'ended');
    const [row] = await hub.query<{left: Date; connected: Date; ended: Date}>(
      'select customer_left_at as left, connected_at as connected, ended_at as ended from contact where id = $1',
      [contactId],
    );
    assert.ok(row?.left && row.connected && row.ended);
    const postCall = {...factsOf(before), status: 'post-call', connectedAt: 1_000, customerLeftAt: 5_000} as const;
    tellWhatHappened({now: 8_000, tell: (fact) => told.push(fact)}, postCall, before);
    assert.deepEqual(told, [
      {type: 'contact-ended', channel: 'voice', direction: 'inbound', reason: 'agent-ended', handledMs: 7_000},
      {type: 'post-call-ended', lastedMs: 3_000},
    ]);
    const metrics = new HubMetrics('test');
    for (const fact of told) metrics.fact(fact);
    const text = await metrics.registry.metrics();
    assert.match(text, /cordboard_contact_post_call_seconds_sum 3\b/);
    assert.match(text, /cordboard_contact_handle_seconds_sum\{channel="voice",direction="inbound"\} 7\b/);
  });
});
