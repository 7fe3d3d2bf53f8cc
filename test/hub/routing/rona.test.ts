import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {
  assertConsistent,
  availableDesk,
  becomeAvailable,
  becomeIdle,
  customerCalls,
  errorsOf,
  offerOf,
} from '../desk/scenes.ts';

describe('an offer that nobody answers', () => {
  let hub: TestHub;
  let anna: TestDesk;

  beforeEach(async () => {
    hub = await startTestHub({timings: {ringVoiceMs: 1_000}});
    anna = await availableDesk(hub, 'anna');
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await anna?.stop();
    await hub?.stop();
  });

  it('[AN-4] [AN-5] [PO-5] an offer that rings out goes back to its place and sets the agent to Idle with reason RONA', async () => {
    const older = await customerCalls(hub);
    const {offer} = await offerOf(anna, older);
    const younger = await customerCalls(hub);
    const ringing = await anna.event('OfferPresented');
    const noAnswer = await anna.event('OfferNoAnswer');
    assert.deepEqual([noAnswer.offer.id, noAnswer.offer.status], [offer.id, 'no-answer']);
    assert.ok(noAnswer.occurredAt >= ringing.offer.expiresAt);
    const idle = await anna.events.find(
      'Idle',
      (event) => event.type === 'PresenceChanged' && event.seq > noAnswer.seq,
    );
    assert.ok(idle.type === 'PresenceChanged');
    assert.deepEqual([idle.agent.presence.base, idle.agent.presence.reason], ['away', 'rona']);
    const [row] = await hub.query('select status, offer_id from contact where id = $1', [older]);
    assert.deepEqual(row, {status: 'waiting', offer_id: null});
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    const again = await anna.events.find('the next offer', (event) => event.type === 'ContactOffered', from);
    assert.ok(again.type === 'ContactOffered');
    assert.equal(again.contact.id, older, `not ${younger}: the older one is first again`);
  });

  it('[AN-6] after RONA the agent chooses Available or Idle', async () => {
    await offerOf(anna, await customerCalls(hub));
    await anna.event('OfferNoAnswer');
    await becomeIdle(anna);
    const [row] = await hub.query(`select presence_base, presence_reason from agent where subject = 'anna'`);
    assert.deepEqual(row, {presence_base: 'away', presence_reason: null});
    await becomeAvailable(anna);
  });
});
