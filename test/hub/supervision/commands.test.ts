import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {participantOfAgent} from '../../../src/domain/contact.ts';
import {type TestDesk, connectPhone} from '../../support/desk-client.ts';
import {joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {
  accept,
  availableDesk,
  becomeIdle,
  connectedCall,
  customerCalls,
  decline,
  finish,
  offerOf,
} from '../desk/scenes.ts';
import {agentIdOf, signedIn} from '../organisation/people.ts';

const DONE = {status: 'done', result: null};
const refused = (code: string) => ({status: 'refused', code});

describe('what a supervisor does', {timeout: 60_000}, () => {
  let hub: TestHub;
  let sofia: TestDesk;
  let anna: TestDesk;
  let annaId: string;

  before(async () => {
    hub = await startTestHub();
    sofia = await signedIn(hub, 'sofia', {name: 'Sofia Lindqvist', roles: ['supervisor']});
    anna = await availableDesk(hub, 'anna');
    annaId = await agentIdOf(hub, 'anna');
    await becomeIdle(anna);
  });

  after(async () => {
    await Promise.all([anna?.stop(), sofia?.stop()]);
    await hub?.stop();
  });

  it('[SU-5] not while something rings at the agent, nor while a contact is open', async () => {
    await anna.hub.send('SetPresence', {base: 'available', reason: null});
    const offered = await offerOf(anna, await customerCalls(hub));
    assert.deepEqual(await sofia.hub.send('SignOutAgent', {agentId: annaId}), refused('offer-ringing'));
    await decline(anna, offered);
    const from = anna.events.all.length;
    await anna.hub.send('SetPresence', {base: 'available', reason: null});
    await accept(anna, await offerOf(anna, offered.contact.id, from));
    assert.deepEqual(await sofia.hub.send('SignOutAgent', {agentId: annaId}), refused('contact-open'));
    await anna.hub.send('EndContact', {contactId: offered.contact.id});
    assert.deepEqual(await sofia.hub.send('SignOutAgent', {agentId: annaId}), refused('contact-open'), 'wrapping up');
    await anna.hub.send('SubmitWrapUp', {contactId: offered.contact.id, reasonId: 'solved', note: ''});
  });

  it('[SU-5] an agent is signed out: their desk is told that it was a supervisor, the audit which', async () => {
    const ben = await availableDesk(hub, 'ben');
    const agentId = await agentIdOf(hub, 'ben');
    assert.deepEqual(await sofia.hub.send('SignOutAgent', {agentId}), DONE);
    const {reason} = await ben.event('SignedOut');
    assert.equal(reason, 'supervisor');
    const [agent] = await hub.query<object>('select presence_base from agent where id = $1', [agentId]);
    assert.deepEqual(agent, {presence_base: 'offline'});
    const [entry] = await hub.query<object>('select actor, action, agent_id from audit order by id desc limit 1');
    assert.deepEqual(entry, {
      actor: `agent:${await agentIdOf(hub, 'sofia')}`,
      action: 'sign-out',
      agent_id: agentId,
    });
    await ben.stop();
  });

  it('[SU-5] nobody but a supervisor signs another one out, and only agents are', async () => {
    assert.deepEqual(await anna.hub.send('SignOutAgent', {agentId: annaId}), refused('not-permitted'));
    for (const agentId of [crypto.randomUUID(), 'anna', await agentIdOf(hub, 'sofia')])
      assert.deepEqual(await sofia.hub.send('SignOutAgent', {agentId}), refused('agent-gone'));
  });

  it('[SU-6] who is nothing but a supervisor has the sound, joins the leg, speaks and leaves', async () => {
    await anna.hub.send('SetPresence', {base: 'available', reason: null});
    const phone = await connectPhone(hub, '+12015550147');
    const from = anna.events.all.length;
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
    const offered = await anna.event('ContactOffered', from);
    await accept(anna, offered);
    const contactId = offered.contact.id;
    const claim = {deskId: sofia.deskId, label: 'test', takeOver: false};
    assert.equal((await sofia.hub.send('ClaimSoftphone', claim)).status, 'done');
    assert.deepEqual(await sofia.hub.send('Monitor', {contactId, agentId: annaId}), DONE);
    const sofiaId = await agentIdOf(hub, 'sofia');
    const told = await sofia.event('ContactChanged');
    const listening = participantOfAgent(told.contact, sofiaId);
    assert.ok(listening?.status === 'joined' && listening.leg !== null && listening.muted);
    const {id: legId, epoch} = listening.leg;
    const peer = await joinLeg(async (sdp) => {
      const reply = await sofia.hub.send('ConnectLeg', {contactId, legId, epoch: epoch + 1, sdp});
      assert.ok(reply.status === 'done', JSON.stringify(reply));
      return reply.result.sdp;
    });
    const heard = (event: {readonly type: string}) =>
      'contact' in event &&
      JSON.stringify(event.contact).includes(
        `"id":"${legId}","kind":"browser","epoch":${epoch + 1},"status":"connected"`,
      );
    await sofia.events.find('the leg is connected', heard);
    assert.deepEqual(await sofia.hub.send('BargeIn', {contactId}), DONE);
    assert.deepEqual(await sofia.hub.send('MuteContact', {contactId}), DONE);
    assert.deepEqual(await sofia.hub.send('StopMonitoring', {contactId}), DONE);
    await sofia.event('ContactReleased');
    await peer.close();
    await finish(anna, contactId);
    await phone.stop();
  });

  it('[SU-6] whatever is an agent’s stays refused', async () => {
    const desk = sofia.hub;
    for (const reply of [
      await desk.send('SetPresence', {base: 'available', reason: null}),
      await desk.send('Dial', {number: '+12015550147'}),
      await desk.send('EndContact', {contactId: crypto.randomUUID()}),
    ])
      assert.deepEqual(reply, refused('not-permitted'));
  });

  it('[SU-7] what was listened to is none of their own calls', async () => {
    const both = await signedIn(hub, 'both', {roles: ['supervisor', 'agent']});
    await anna.hub.send('SetPresence', {base: 'available', reason: null});
    const {contact} = await connectedCall(hub, anna);
    assert.deepEqual(await both.hub.send('Monitor', {contactId: contact.id, agentId: annaId}), DONE);
    await both.hub.send('StopMonitoring', {contactId: contact.id});
    await finish(anna, contact.id);
    assert.deepEqual(await both.hub.ask('ListRecents', {}), {recents: []});
    assert.deepEqual(await both.hub.send('Redial', {contactId: contact.id}), refused('not-yours'));
    assert.equal((await anna.hub.ask('ListRecents', {})).recents[0]?.contactId, contact.id);
    await both.stop();
  });
});
