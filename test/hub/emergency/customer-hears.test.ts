import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {sql} from 'kysely';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import type {HeardKind} from '../../../hub/voice/media/protocol.ts';
import {participantOfAgent} from '../../../src/domain/contact.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {accept, offerOf} from '../desk/scenes.ts';
import {integrator} from '../digital/scenes.ts';
import {DONE, type Person, goAvailable, person, read} from '../parties/scenes.ts';
import {dials, ends, hubForEmergencies, responders, whileAllIsTaken, whileHeld} from './emergency-world.ts';

describe('who else hears an agent that calls for help', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let customer: TestPhone;
  let anna: Person;
  let sofia: TestDesk;
  let media: MediaProcess;
  let contactId: string;
  const peers: LegPeer[] = [];
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await hubForEmergencies();
    psap = await responders(hub);
    customer = await connectPhone(hub, '+12015550178');
    sofia = await connectDesk(hub, 'sofia', 'Sofia', {roles: ['supervisor']});
    desks.push(sofia);
    const claim = {deskId: sofia.deskId, label: 'test', takeOver: false};
    assert.deepEqual((await sofia.hub.send('ClaimSoftphone', claim)).status, 'done');
    anna = await person(hub);
    desks.push(anna);
    media = (await MediaProcess.adopt({runDir: hub.configuration.runDir})) ?? assert.fail('it lives');
    contactId = await talks();
  });

  afterEach(async () => {
    await hub.query('delete from emergency_call');
    await hub.query('delete from agent_emergency');
    await hub.query('delete from emergency_number');
  });

  after(async () => {
    for (const peer of peers) await peer.close();
    media?.detach();
    for (const each of [...desks, customer, psap, hub]) await each?.stop();
  });

  /** A customer and the agent are heard by each other, and a supervisor hears both. */
  async function talks(): Promise<string> {
    const claim = {deskId: anna.deskId, label: 'test', takeOver: false};
    assert.equal((await anna.hub.send('ClaimSoftphone', claim)).status, 'done');
    await goAvailable(anna);
    await customer.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
    const {call} = await customer.states.find('its call', (state) => state.call?.status === 'connected');
    assert.ok(call);
    const offered = await offerOf(anna, call.callId);
    await accept(anna, offered);
    const sdpOfCustomer = async (sdp: string): Promise<string> => {
      const reply = await customer.client.send('ConnectCall', {callId: call.callId, epoch: 1, sdp});
      assert.ok(reply.status === 'done' && reply.sdp !== null);
      return reply.sdp;
    };
    peers.push(await joinLeg(sdpOfCustomer));
    await joins(anna, call.callId, anna.agentId);
    assert.deepEqual(await sofia.hub.send('Monitor', {contactId: call.callId, agentId: anna.agentId}), DONE);
    const [found] = await hub.query<{id: string}>(`select id from agent where subject = 'sofia'`);
    await joins(sofia, call.callId, found?.id ?? '');
    return call.callId;
  }

  async function joins(desk: TestDesk, id: string, agentId: string): Promise<void> {
    const own = participantOfAgent(await read(hub, id), agentId);
    assert.ok(own?.status === 'joined' && own.leg !== null);
    const {id: legId, epoch} = own.leg;
    const sdpOfAgent = async (sdp: string): Promise<string> => {
      const reply = await desk.hub.send('ConnectLeg', {contactId: id, legId, epoch: epoch + 1, sdp});
      assert.ok(reply.status === 'done', JSON.stringify(reply));
      return reply.result.sdp;
    };
    peers.push(await joinLeg(sdpOfAgent));
  }

  /** What the media process says that each leg of the call hears: the customer, the agent, the supervisor. */
  async function hears(awaited: readonly HeardKind[]): Promise<void> {
    const {participants} = await read(hub, contactId);
    const legIds = participants.flatMap((each) => (each.status === 'joined' && each.leg !== null ? [each.leg.id] : []));
    const wanted = awaited.join(' ');
    for (;;) {
      const stats = await Promise.all(legIds.map((legId) => media.stats(legId)));
      if (stats.map((each) => each.hears).join(' ') === wanted) return;
      await immediate();
    }
  }

  /** All three are heard, and nothing of it is still to be told to the media process. */
  async function allHear(): Promise<void> {
    await hears(['legs', 'legs', 'legs']);
    const behind = 'select 1 from contact where id = $1 and media_version < version';
    while ((await hub.query(behind, [contactId])).length > 0) await immediate();
  }

  it('[EC-179] nobody from the dial on, while somebody decides about that very call: the customer hears music', async () => {
    await allHear();
    await whileHeld(hub, sql`select 1 from contact where id = ${contactId} for update`, async () => {
      const {callId} = await dials(anna);
      await hears(['music', 'silence', 'silence']);
      await ends(anna, callId);
    });
    await allHear();
  });

  it('[EC-179] the music waits for no other contact of the agent that somebody decides about', async () => {
    await allHear();
    const chatId = await (await integrator(hub)).bring();
    await offerOf(anna, chatId);
    const {version} = await read(hub, contactId);
    await whileHeld(hub, sql`select 1 from contact where id = ${chatId} for update`, async () => {
      const {callId} = await dials(anna);
      const told = 'select 1 from contact where id = $1 and version > $2 and media_version = version';
      while ((await hub.query(told, [contactId, version])).length === 0) await immediate();
      await hears(['music', 'silence', 'silence']);
      await ends(anna, callId);
    });
    await allHear();
  });

  it('[EC-179] nobody from the dial on, while every connection for ordinary work is taken', async () => {
    await allHear();
    const ben = await person(hub);
    desks.push(ben);
    let callId = '';
    await whileAllIsTaken(hub, ben, async () => {
      ({callId} = await dials(anna));
      await hears(['music', 'silence', 'silence']);
    });
    await ends(anna, callId);
    await allHear();
  });
});
