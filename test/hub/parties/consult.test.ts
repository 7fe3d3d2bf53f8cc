import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {consultOf, isCustomerHeld} from '../../../src/domain/contact.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {assertConsistent, decline, errorsOf, offerOf} from '../desk/scenes.ts';
import {
  type Person,
  acceptConsult,
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

const EXPERT = '+12015550161';

describe('a consult', () => {
  let hub: TestHub;
  let anna: Person;
  let ben: Person;
  let expert: TestPhone;
  const others: Person[] = [];

  before(async () => {
    hub = await startTestHub({timings: {ringVoiceMs: 1_500, presentMs: 5_000}});
    expert = await connectPhone(hub, EXPERT);
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await endAll(hub);
    await Promise.all([anna, ben, ...others.splice(0)].map((each) => each?.stop()));
  });

  after(async () => {
    await expert?.stop();
    await hub?.stop();
  });

  async function annaTalks(): Promise<string> {
    [anna, ben] = [await person(hub), await person(hub)];
    return talking(hub, anna);
  }

  const asks = (contactId: string) => ({
    contactId,
    target: {kind: 'agent', agentId: ben.agentId} as const,
    holdsCustomer: true,
  });

  it('[CO-29] [HO-8] [CO-51] puts the customer on hold with music while the other one is rung', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Consult', asks(contactId));
    const told = await anna.event('ConsultRequested');
    assert.equal(consultOf(told.contact)?.status, 'requested');
    const contact = await read(hub, contactId);
    assert.ok(isCustomerHeld(contact));
    assert.deepEqual(heard(contact), {customer: 'music', [anna.agentId]: 'ringback'});
  });

  it('[PO-20] [PO-21] [PO-27] says who asks: name, number and team', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Consult', asks(contactId));
    const {offer} = await offerOf(ben, contactId);
    assert.equal(offer.purpose, 'consult');
    assert.deepEqual(offer.askedBy, {
      agentId: anna.agentId,
      name: anna.subject,
      number: '+12015550100',
      team: null,
      via: 'agent',
      returned: false,
    });
  });

  it('[CO-30] [CO-31] [CO-32] once accepted, both speak, and the customer hears music and not them', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    const opened = await anna.event('ConsultOpened');
    assert.equal(consultOf(opened.contact)?.status, 'open');
    assert.deepEqual(heard(await read(hub, contactId)), {
      customer: 'music',
      [anna.agentId]: ben.agentId,
      [ben.agentId]: anna.agentId,
    });
  });

  it('[CO-33] [HO-9] [CO-55] [CO-65] resuming the customer puts the consulted agent on hold', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    await does(anna, 'ResumeContact', {contactId});
    assert.deepEqual(heard(await read(hub, contactId)), {
      customer: anna.agentId,
      [anna.agentId]: 'customer',
      [ben.agentId]: 'music',
    });
    assert.equal(await refuses(hub, ben, 'ResumeConsult', {contactId}), 'not-permitted');
  });

  it('[CO-57] [HO-10] toggling goes to and fro, and never are both on hold', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    for (const [command, customer] of [
      ['ToggleConsult', anna.agentId],
      ['ToggleConsult', 'music'],
      ['HoldConsult', anna.agentId],
      ['ResumeConsult', 'music'],
      ['ResumeContact', anna.agentId],
      ['HoldContact', 'music'],
    ] as const) {
      await does(anna, command, {contactId});
      const sounds = heard(await read(hub, contactId));
      assert.equal(sounds['customer'], customer, command);
      assert.equal(sounds[ben.agentId], customer === 'music' ? anna.agentId : 'music', command);
    }
  });

  it('[CO-41] the customer may be resumed before anybody answers; who then comes waits on hold', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Consult', asks(contactId));
    await does(anna, 'ResumeContact', {contactId});
    await acceptConsult(ben, contactId);
    assert.deepEqual(heard(await read(hub, contactId)), {
      customer: anna.agentId,
      [anna.agentId]: 'customer',
      [ben.agentId]: 'music',
    });
  });

  it('[CO-37] [CO-54] its end by who asked leads back to the held customer, and frees the other without wrap-up', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    await does(anna, 'EndConsult', {contactId});
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'connected');
    assert.ok(isCustomerHeld(contact));
    assert.equal(consultOf(contact), undefined);
    assert.equal(roleOf(contact, ben.agentId), 'consulted left');
    await ben.event('ContactReleased');
    await does(anna, 'ResumeContact', {contactId});
  });

  it('[CO-34] [CO-68] [CO-67] who was asked may leave; agent and customer go on', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    assert.equal(await refuses(hub, ben, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}), 'not-permitted');
    await does(ben, 'ExitConsult', {contactId});
    await anna.event('ConsultEnded');
    assert.equal((await read(hub, contactId)).status, 'connected');
  });

  it('[CO-42] [CO-43] an agent who does not answer becomes Idle, and who asked is told', async () => {
    const contactId = await annaTalks();
    await goAvailable(ben);
    await does(anna, 'Consult', asks(contactId));
    const failed = await anna.event('ConsultFailed');
    assert.equal(failed.reason, 'no-answer');
    assert.deepEqual(failed.target, {kind: 'agent', agentId: ben.agentId, name: ben.subject});
    const rona = await ben.events.find(
      'Idle by RONA',
      (event) => event.type === 'PresenceChanged' && event.agent.presence.reason === 'rona',
    );
    assert.ok(rona);
    assert.equal(ben.events.all.filter(({type}) => type === 'ContactMissed').length, 0);
    const contact = await read(hub, contactId);
    assert.equal(consultOf(contact), undefined);
    assert.ok(isCustomerHeld(contact));
  });

  it('[CO-43] one who declines is named too', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Consult', asks(contactId));
    await decline(ben, await offerOf(ben, contactId));
    assert.equal((await anna.event('ConsultFailed')).reason, 'declined');
  });

  it('[CO-9] Idle agents are asked; those who are Busy, in a call, signed out or nobody are refused', async () => {
    const contactId = await annaTalks();
    await does(ben, 'SetPresence', {base: 'busy', reason: null});
    assert.equal(await refuses(hub, anna, 'Consult', asks(contactId)), 'agent-not-available');
    const nobody = {contactId, target: {kind: 'agent', agentId: crypto.randomUUID()}, holdsCustomer: true} as const;
    assert.equal(await refuses(hub, anna, 'Consult', nobody), 'agent-gone');
    const carol = await person(hub);
    others.push(carol);
    await does(anna, 'SetPresence', {base: 'away', reason: null});
    await talking(hub, carol);
    const busy = {contactId, target: {kind: 'agent', agentId: carol.agentId}, holdsCustomer: true} as const;
    assert.equal(await refuses(hub, anna, 'Consult', busy), 'agent-busy');
    const self = {contactId, target: {kind: 'agent', agentId: anna.agentId}, holdsCustomer: true} as const;
    assert.equal(await refuses(hub, anna, 'Consult', self), 'already-here');
  });

  it('[CO-3] [CO-46] an emergency number is an unsupported destination, an entry point’s number leads there', async () => {
    const contactId = await annaTalks();
    const number = (digits: string) =>
      ({contactId, target: {kind: 'dial-number', number: digits, name: null}, holdsCustomer: true}) as const;
    for (const emergency of ['911', '9911', '112'])
      assert.equal(await refuses(hub, anna, 'Consult', number(emergency)), 'unsupported-destination');
    assert.equal(await refuses(hub, anna, 'Consult', number('12')), 'invalid-number');
    await does(anna, 'Consult', number('+12015550101'));
    const consult = consultOf(await read(hub, contactId));
    assert.equal(consult?.target.kind, 'entry-point');
  });

  it('[CO-40] [PO-28] a queue’s longest idle member is asked, the next one when they do not answer', async () => {
    const contactId = await annaTalks();
    const carol = await person(hub);
    others.push(carol);
    await does(anna, 'Consult', {
      contactId,
      target: {kind: 'entry-point', entryPointId: 'support-line'},
      holdsCustomer: true,
    });
    assert.equal(consultOf(await read(hub, contactId))?.status, 'requested');
    await goAvailable(ben);
    const first = await offerOf(ben, contactId);
    assert.equal(first.offer.askedBy?.via, 'entry-point');
    await goAvailable(carol);
    await decline(ben, first);
    await acceptConsult(carol, contactId);
    assert.equal(roleOf(await read(hub, contactId), carol.agentId), 'consulted joined');
    assert.equal(anna.events.all.filter(({type}) => type === 'ConsultFailed').length, 0);
    const waits = await hub.query('select 1 from consult_wait where contact_id = $1', [contactId]);
    assert.deepEqual(waits, []);
  });

  it('[CO-1] [CO-12] [CO-39] [CO-72] a number is rung, answers, has no controls, and goes', async () => {
    const contactId = await annaTalks();
    const from = expert.states.all.length;
    await does(anna, 'Consult', {
      contactId,
      target: {kind: 'dial-number', number: EXPERT, name: 'Expert'},
      holdsCustomer: true,
    });
    const callId = await phoneRings(expert, from);
    await expert.client.send('AnswerCall', {callId});
    await anna.event('ConsultOpened');
    assert.deepEqual(heard(await read(hub, contactId)), {
      customer: 'music',
      [anna.agentId]: 'dial-number',
      'dial-number': anna.agentId,
    });
    await expert.client.send('HangUpCall', {callId});
    await anna.event('ConsultEnded');
    assert.equal((await read(hub, contactId)).status, 'connected');
  });

  it('[CO-43] a number that cannot be reached, or says no, is told as such', async () => {
    const contactId = await annaTalks();
    const number = (digits: string) =>
      ({contactId, target: {kind: 'dial-number', number: digits, name: null}, holdsCustomer: true}) as const;
    await does(anna, 'Consult', number('+12015550199'));
    assert.equal((await anna.event('ConsultFailed')).reason, 'unobtainable');
    const [before, from] = [anna.events.all.length, expert.states.all.length];
    await does(anna, 'Consult', number(EXPERT));
    await expert.client.send('DeclineCall', {callId: await phoneRings(expert, from)});
    assert.equal((await anna.event('ConsultFailed', before)).reason, 'declined');
    assert.equal(consultOf(await read(hub, contactId)), undefined);
  });

  it('[CO-61] [CO-62] [CO-63] [CO-64] [CO-71] a customer who hangs up leaves both talking, with the wrap-up open', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    await hangUp(hub, contactId);
    const left = await anna.event('CustomerLeft');
    assert.equal(left.contact.status, 'post-call');
    assert.equal(heard(await read(hub, contactId))[anna.agentId], ben.agentId);
    await does(anna, 'HoldConsult', {contactId});
    assert.equal(heard(await read(hub, contactId))[ben.agentId], 'music');
    await does(anna, 'ResumeConsult', {contactId});
    assert.equal(await refuses(hub, anna, 'BeginConference', {contactId}), 'post-call');
    assert.equal(await refuses(hub, anna, 'HoldContact', {contactId}), 'post-call');
    await does(anna, 'SubmitWrapUp', {contactId, reasonId: 'solved', note: 'Settled'});
    assert.equal((await read(hub, contactId)).status, 'post-call');
    await does(anna, 'EndConsult', {contactId});
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'ended');
    assert.equal(roleOf(contact, anna.agentId), 'primary left');
    const [row] = await hub.query<{reason: string; note: string}>(
      `select wrap_up_reason_id as reason, wrap_up_note as note from participant where contact_id = $1 and role = 'primary'`,
      [contactId],
    );
    assert.deepEqual(row, {reason: 'solved', note: 'Settled'});
  });

  it('[CO-56] a second consult waits until the first is over', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    const carol = await person(hub);
    others.push(carol);
    const again = {contactId, target: {kind: 'agent', agentId: carol.agentId}, holdsCustomer: true} as const;
    assert.equal(await refuses(hub, anna, 'Consult', again), 'consult-open');
    assert.equal(await refuses(hub, ben, 'Consult', again), 'not-permitted');
    await does(anna, 'EndConsult', {contactId});
    await does(anna, 'Consult', again);
  });

  it('[CO-53] a customer who hangs up while nobody has answered yet ends it, and nobody is rung any more', async () => {
    const contactId = await annaTalks();
    await does(anna, 'Consult', asks(contactId));
    await offerOf(ben, contactId);
    await hangUp(hub, contactId);
    await ben.event('OfferWithdrawn');
    assert.equal((await read(hub, contactId)).status, 'ended');
    assert.equal(roleOf(await read(hub, contactId), anna.agentId), 'primary wrap-up');
  });
});
