import assert from 'node:assert/strict';
import {afterEach, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {type TestDesk, type TestPhone, connectDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {becomeIdle, connectedCall, errorsOf} from '../desk/scenes.ts';
import {giveUpLeg} from '../../../hub/contacts/give-up-leg.ts';
import {lockContact} from '../../../hub/store/contact-store.ts';
import {consultOf, participantOfAgent} from '../../../src/domain/contact.ts';
import {type Person, does, goAvailable, person, read, talking} from '../parties/scenes.ts';
import {dials, ends, hubForEmergencies, isStatus, responders} from './emergency-world.ts';

describe('what else runs out while an agent calls for help', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let anna: Person;
  const others: TestDesk[] = [];

  async function startWith(timings: Readonly<Record<string, number>>): Promise<void> {
    hub = await hubForEmergencies({timings});
    psap = await responders(hub);
    anna = await person(hub);
    await goAvailable(anna);
  }

  afterEach(async () => {
    for (const each of [anna, psap, ...others.splice(0)]) await each?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** Of the database, under what the emergency holds. */
  async function presenceIs(base: string): Promise<void> {
    const text = 'select 1 from agent where id = $1 and presence_base = $2';
    while ((await hub.query(text, [anna.agentId, base])).length === 0) await immediate();
  }

  /** What the emergency held is given back: the hub does so right after the end, in a decision of its own. */
  async function released(): Promise<void> {
    const text = 'select 1 from agent_emergency where agent_id = $1';
    while ((await hub.query(text, [anna.agentId])).length > 0) await immediate();
  }

  it('[EC-105] lost audio of another call gives the customer to others; the presence comes back with the end', async () => {
    await startWith({});
    const {contact} = await connectedCall(hub, anna);
    const own = await dials(anna);
    // The time for the audio of the customer's call is over: it is given up as ever.
    await hub.store.decide(async (work) => {
      const locked = await lockContact(work, contact.id);
      const mine = locked === null ? undefined : participantOfAgent(locked, anna.agentId);
      assert.ok(locked !== null && mine?.status === 'joined' && mine.leg !== null);
      await giveUpLeg(work, locked, mine.leg.id);
    });
    await presenceIs('away');
    assert.equal(
      (await read(hub, contact.id)).participants.some(
        (each) => each.status === 'joined' && each.party.kind === 'agent',
      ),
      false,
    );
    assert.equal((await isStatus(anna, 'dialling')).holdsPresence, true);
    await ends(anna, own.callId);
    await presenceIs('available');
  });

  it('[EC-105] a desk that is gone for too long makes the agent Offline under it, and a new desk and the end bring all back', async () => {
    await startWith({deskGraceMs: 1_000});
    const own = await dials(anna);
    await anna.stop();
    await presenceIs('offline');
    const again = await connectDesk(hub, anna.subject);
    others.push(again);
    const [known] = again.emergencies.all;
    assert.deepEqual([known?.own?.callId, known?.own?.holdsPresence], [own.callId, true]);
    assert.deepEqual(await again.hub.send('SignOut', {}), {status: 'refused', code: 'in-emergency'});
    await ends(again, own.callId);
    await presenceIs('available');
  });

  it('[EC-105] a consult that rings at the agent is taken back, and who asked is told as of anybody who is not there', async () => {
    await startWith({});
    await becomeIdle(anna);
    const ben = await person(hub);
    others.push(ben);
    const contactId = await talking(hub, ben);
    await goAvailable(anna);
    const target = {kind: 'agent', agentId: anna.agentId} as const;
    await does(ben, 'Consult', {contactId, target, holdsCustomer: true});
    await anna.event('ContactOffered');
    const from = anna.events.all.length;
    const own = await dials(anna);
    await anna.event('OfferWithdrawn', from);
    await ends(anna, own.callId);
    assert.equal(consultOf(await read(hub, contactId)), undefined, 'who asked is not left waiting');
    // Reached again as ever, once it is over.
    await released();
    await does(ben, 'Consult', {contactId, target, holdsCustomer: true});
    const {offer} = await anna.event('ContactOffered', from);
    assert.equal(offer.purpose, 'consult');
  });
});
