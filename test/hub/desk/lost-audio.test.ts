import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {LegStates} from '../../../hub/voice/leg-states.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {openDatabase} from '../../../hub/store/database.ts';
import {DEFAULT_TIMINGS} from '../../../src/domain/settings.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {NO_SETTINGS} from '../../../hub/organisation/settings-of.ts';

describe('an agent who vanishes from a call they placed', () => {
  let hub: TestHub;
  let anna: TestDesk;
  let ben: TestDesk;
  let phone: TestPhone;

  before(async () => {
    hub = await startTestHub({timings: {agentGraceMs: 1_000}});
    anna = await connectDesk(hub, 'anna');
    ben = await connectDesk(hub, 'ben');
    phone = await connectPhone(hub, '+12015550147');
  });

  after(async () => {
    for (const each of [phone, anna, ben]) await each?.stop();
    await hub?.stop();
  });

  it("[DK-5] the customer waits in one of the agent's queues, and the next agent is offered them", async () => {
    const dialled = await anna.hub.send('Dial', {number: '(201) 555-0147'});
    assert.ok(dialled.status === 'done');
    const ringing = await phone.states.find('it rings', (state) => state.call?.status === 'ringing');
    await phone.client.send('AnswerCall', {callId: ringing.call?.callId ?? ''});
    const {contact} = await anna.event('ContactConnected');
    const agent = contact.participants.find((each) => each.role === 'primary');
    assert.ok(agent?.status === 'joined' && agent.leg !== null);
    await reportLeg(hub, {legId: ringing.call?.legId ?? '', epoch: 0, state: 'connected'});
    await ben.hub.send('SetPresence', {base: 'available', reason: null});
    await reportLeg(hub, {legId: agent.leg.id, epoch: 0, state: 'disconnected'});
    const offered = await ben.event('ContactOffered');
    assert.equal(offered.contact.id, contact.id);
    assert.equal(offered.contact.priority, 2);
    await anna.event('ContactReleased');
  });
});

describe('audio that never comes', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub({timings: {agentGraceMs: 1_000, ringVoiceMs: 60_000}});
  });

  after(() => hub?.stop());

  it('[DK-6] a caller whose phone never joins is not offered for ever: the call ends as abandoned', async () => {
    const phone = await connectPhone(hub, '+12015550148');
    const anna = await connectDesk(hub, 'anna');
    await anna.hub.send('SetPresence', {base: 'available', reason: null});
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
    await anna.event('ContactOffered');
    await anna.event('OfferWithdrawn');
    const ended = await phone.states.find('it ended', (state) => state.call?.status === 'ended');
    assert.equal(ended.call?.endReason, 'abandoned');
    await anna.hub.send('SetPresence', {base: 'away', reason: null});
    await anna.stop();
    await phone.stop();
  });

  it('[DK-7] an agent who answers and never joins loses the call to the next agent and is Inactive until they say otherwise', async () => {
    const phone = await connectPhone(hub, '+12015550149');
    const [anna, ben] = [await connectDesk(hub, 'anna'), await connectDesk(hub, 'ben')];
    await anna.hub.send('SetPresence', {base: 'available', reason: null});
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
    const {offer} = await anna.event('ContactOffered');
    const legId = (await phone.states.find('its call', (state) => state.call !== null)).call?.legId ?? '';
    await reportLeg(hub, {legId, epoch: 0, state: 'connected'});
    await anna.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence});
    await ben.hub.send('SetPresence', {base: 'available', reason: null});
    await ben.event('ContactOffered');
    await anna.event('ContactReleased');
    const agents = anna.events.all.flatMap((event) => (event.type === 'PresenceChanged' ? [event.agent.presence] : []));
    assert.deepEqual([agents.at(-1)?.base, agents.at(-1)?.reason], ['away', 'inactive']);
    for (const each of [phone, anna, ben]) await each.stop();
  });

  it('[DK-8] who signed out and signs in again begins Idle', async () => {
    const first = await connectDesk(hub, 'chidi');
    assert.equal((await first.hub.send('SignOut', {})).status, 'done');
    await first.stop();
    const second = await connectDesk(hub, 'chidi');
    const {presence} = second.snapshots.all[0]?.agent ?? {};
    assert.deepEqual([presence?.base, presence?.reason], ['away', 'signed-in']);
    await second.stop();
  });
});

/** What the media process reports of a leg. */
async function reportLeg(hub: TestHub, leg: Parameters<LegStates['handle']>[0]): Promise<void> {
  const database = await openDatabase({connectionString: hub.database.url}, hub.log);
  const timings = {...DEFAULT_TIMINGS, agentGraceMs: 1_000};
  const settings = {
    timings,
    dataProtection: true,
    country: 'US',
    callerNumber: '',
    concurrentCallsMax: null,
    emergency: NO_SETTINGS.emergency,
    callbacks: NO_SETTINGS.callbacks,
    voicemail: NO_SETTINGS.voicemail,
    contactsKeepMs: null,
  };
  const states = new LegStates(new HubStore(database.db, () => settings), hub.log);
  states.handle(leg);
  await states.settled();
  await database.close();
}
