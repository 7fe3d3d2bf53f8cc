import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {LegStates} from '../../../hub/voice/leg-states.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {openDatabase} from '../../../hub/store/database.ts';
import {DEFAULT_TIMINGS} from '../../../src/domain/settings.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';

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
    await ben.hub.send('SetPresence', {base: 'available', reason: null});
    await loseLeg(hub, agent.leg.id);
    const offered = await ben.event('ContactOffered');
    assert.equal(offered.contact.id, contact.id);
    assert.equal(offered.contact.priority, 2);
    await anna.event('ContactReleased');
  });
});

/** What the media process reports when a browser is gone. */
async function loseLeg(hub: TestHub, legId: string): Promise<void> {
  const database = await openDatabase({connectionString: hub.database.url}, hub.log);
  const settings = {
    timings: {...DEFAULT_TIMINGS, agentGraceMs: 1_000},
    dataProtection: true,
    country: 'US',
    callerNumber: '',
  };
  const states = new LegStates(new HubStore(database.db, () => settings), hub.log);
  states.handle({legId, epoch: 0, state: 'disconnected'});
  await states.settled();
  await database.close();
}
