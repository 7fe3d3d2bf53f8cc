import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {participantOfAgent} from '../../../src/domain/contact.ts';
import {type BareDesk, connectBare} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {assertConsistent, errorsOf} from '../desk/scenes.ts';
import {
  type Person,
  conferring,
  consulting,
  does,
  endAll,
  hangUp,
  heard,
  person,
  read,
  roleOf,
  talking,
} from './scenes.ts';

const DONE = {status: 'done', result: null};
const together = (...people: readonly string[]): string => people.toSorted().join(' ');
const refusal = (code: string) => ({status: 'refused', code});

type Supervisor = BareDesk & {readonly agentId: string};

describe('a supervisor in a call', () => {
  let hub: TestHub;
  let anna: Person;
  let ben: Person;
  let dora: Supervisor;

  before(async () => {
    hub = await startTestHub();
    dora = await supervisor('dora');
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await endAll(hub);
    await Promise.all([anna, ben].map((each) => each?.stop()));
  });

  after(async () => {
    await dora?.stop();
    await hub?.stop();
  });

  async function supervisor(subject: string): Promise<Supervisor> {
    const desk = await connectBare(hub.url, await hub.issuer.token(subject, {roles: ['supervisor'], name: subject}));
    const {agent} = await desk.resume();
    return {...desk, agentId: agent.id};
  }

  async function annaTalks(): Promise<string> {
    [anna, ben] = [await person(hub), await person(hub)];
    return talking(hub, anna);
  }

  const listen = (contactId: string, agent: Person = anna) =>
    dora.command('Monitor', {contactId, agentId: agent.agentId});

  it('[CF-30] listens to both, is heard by neither, and a held customer still hears music', async () => {
    const contactId = await annaTalks();
    assert.deepEqual(await listen(contactId), DONE);
    assert.deepEqual(await listen(contactId), DONE, 'and may say so twice');
    const sounds = heard(await read(hub, contactId));
    assert.equal(sounds[dora.agentId], together(anna.agentId, 'customer'));
    assert.equal(sounds['customer'], anna.agentId);
    assert.equal(sounds[anna.agentId], 'customer');
    await does(anna, 'HoldContact', {contactId});
    assert.equal(heard(await read(hub, contactId))['customer'], 'music');
  });

  it('[CF-30] barges in: from then on everybody hears them, until they mute', async () => {
    const contactId = await annaTalks();
    await listen(contactId);
    assert.deepEqual(await dora.command('BargeIn', {contactId}), DONE);
    const speaking = heard(await read(hub, contactId));
    assert.equal(speaking['customer'], together(anna.agentId, dora.agentId));
    assert.deepEqual(await dora.command('MuteContact', {contactId}), DONE);
    assert.equal(heard(await read(hub, contactId))['customer'], anna.agentId);
    assert.deepEqual(await dora.command('StopMonitoring', {contactId}), DONE);
    assert.equal(heard(await read(hub, contactId))[dora.agentId], undefined);
  });

  it('[CF-30] cannot begin in Post Call, nor barge in then, but goes on listening', async () => {
    const contactId = await annaTalks();
    await listen(contactId);
    await conferring(hub, contactId, anna, [ben]);
    await hangUp(hub, contactId);
    assert.deepEqual(await dora.command('BargeIn', {contactId}), refusal('post-call'));
    assert.equal(heard(await read(hub, contactId))[dora.agentId], together(anna.agentId, ben.agentId));
    await dora.command('StopMonitoring', {contactId});
    assert.deepEqual(await listen(contactId), refusal('post-call'));
  });

  it('[CF-32] [CF-33] moves to who is in control when the agent listened to leaves, and is told', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await listen(contactId);
    await does(anna, 'ExitConference', {contactId});
    const moved = await dora.events.find(
      'the move',
      (event) => event.type === 'MonitoringMoved' && event.contactId === contactId,
    );
    assert.ok(moved.type === 'MonitoringMoved');
    assert.equal(moved.agentName, ben.subject);
    const contact = await read(hub, contactId);
    const there = participantOfAgent(contact, dora.agentId);
    assert.ok(there?.status === 'joined');
    assert.equal(there.monitors, participantOfAgent(contact, ben.agentId)?.id);
  });

  it('[CF-32] by way of another agent stays while the primary agent is there', async () => {
    const contactId = await annaTalks();
    await conferring(hub, contactId, anna, [ben]);
    await listen(contactId, ben);
    assert.equal(heard(await read(hub, contactId))[dora.agentId], together(anna.agentId, ben.agentId, 'customer'));
    await does(ben, 'EndContact', {contactId});
    const contact = await read(hub, contactId);
    const there = participantOfAgent(contact, dora.agentId);
    assert.ok(there?.status === 'joined');
    assert.equal(there.monitors, participantOfAgent(contact, anna.agentId)?.id);
    assert.deepEqual(heard(contact), {
      customer: anna.agentId,
      [anna.agentId]: 'customer',
      [dora.agentId]: together(anna.agentId, 'customer'),
    });
  });

  it('[SU-9] listens to the consult with either side, and goes with that agent when they toggle', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    const consulted = {customer: 'music', [anna.agentId]: ben.agentId, [ben.agentId]: anna.agentId};
    const toggled = {customer: anna.agentId, [anna.agentId]: 'customer', [ben.agentId]: 'music'};
    await listen(contactId, ben);
    const both = together(anna.agentId, ben.agentId);
    assert.deepEqual(heard(await read(hub, contactId)), {...consulted, [dora.agentId]: both});
    await does(anna, 'ToggleConsult', {contactId});
    assert.deepEqual(heard(await read(hub, contactId)), {...toggled, [dora.agentId]: 'music'}, 'waits with Ben');
    await dora.command('StopMonitoring', {contactId});
    await listen(contactId, anna);
    const customer = together(anna.agentId, 'customer');
    assert.deepEqual(heard(await read(hub, contactId)), {...toggled, [dora.agentId]: customer});
    await does(anna, 'ToggleConsult', {contactId});
    assert.deepEqual(heard(await read(hub, contactId)), {...consulted, [dora.agentId]: both});
    await does(anna, 'BeginConference', {contactId});
    assert.equal(heard(await read(hub, contactId))[dora.agentId], together(anna.agentId, ben.agentId, 'customer'));
  });

  it('[SU-9] barges in to the consult: both sides hear them, the customer does not until it is over', async () => {
    const contactId = await annaTalks();
    await consulting(hub, contactId, anna, ben);
    await listen(contactId, ben);
    assert.deepEqual(await dora.command('BargeIn', {contactId}), DONE);
    assert.deepEqual(heard(await read(hub, contactId)), {
      customer: 'music',
      [anna.agentId]: together(ben.agentId, dora.agentId),
      [ben.agentId]: together(anna.agentId, dora.agentId),
      [dora.agentId]: together(anna.agentId, ben.agentId),
    });
    await does(anna, 'EndConsult', {contactId});
    await does(anna, 'ResumeContact', {contactId});
    assert.deepEqual(heard(await read(hub, contactId)), {
      customer: together(anna.agentId, dora.agentId),
      [anna.agentId]: together('customer', dora.agentId),
      [dora.agentId]: together(anna.agentId, 'customer'),
    });
  });

  it('[CF-31] is taken out with the last agent, and told', async () => {
    const contactId = await annaTalks();
    await listen(contactId);
    const from = dora.events.all.length;
    await does(anna, 'Transfer', {contactId, target: {kind: 'queue', queueId: 'support'}});
    const out = await dora.events.find(
      'the end of listening',
      (event) => event.type === 'ContactReleased' && event.contactId === contactId,
      from,
    );
    assert.ok(out);
    assert.equal(roleOf(await read(hub, contactId), dora.agentId), 'supervisor left');
  });

  it('[CF-30] only supervisors listen, and to one call at a time', async () => {
    const contactId = await annaTalks();
    assert.equal((await ben.hub.send('Monitor', {contactId, agentId: anna.agentId})).status, 'refused');
    await listen(contactId);
    const other = await talking(hub, ben);
    assert.deepEqual(await listen(other, ben), refusal('already-monitoring'));
    const nobody = await dora.command('Monitor', {contactId: other, agentId: anna.agentId});
    assert.deepEqual(nobody, refusal('already-monitoring'));
    assert.deepEqual(await dora.command('HoldContact', {contactId}), refusal('not-permitted'));
  });

  it('[SU-5] signs an agent out whose hands are empty, and no other', async () => {
    const contactId = await annaTalks();
    assert.deepEqual(await dora.command('SignOutAgent', {agentId: anna.agentId}), refusal('contact-open'));
    assert.deepEqual(await dora.command('SignOutAgent', {agentId: ben.agentId}), DONE);
    const told = await ben.event('SignedOut');
    assert.equal(told.reason, 'supervisor');
    assert.equal((await read(hub, contactId)).status, 'connected');
  });
});
