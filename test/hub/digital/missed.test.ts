import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import type {RecentContact} from '../../../src/api/wire/views.ts';
import {type TestDesk, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {
  accept,
  assertConsistent,
  availableDesk,
  becomeAvailable,
  becomeIdle,
  connectedCall,
  customerCalls,
  decline,
  errorsOf,
  finish,
  offerOf,
} from '../desk/scenes.ts';
import {integrator} from './scenes.ts';

const DONE = {status: 'done', result: null};

describe('missed contacts', () => {
  let hub: TestHub;
  let anna: TestDesk;

  beforeEach(async () => {
    hub = await startTestHub({timings: {ringDigitalMs: 1_000, ringVoiceMs: 1_000}});
    anna = await availableDesk(hub, 'anna');
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await anna?.stop();
    await hub?.stop();
  });

  const snapshotOf = async (subject: string) => {
    const desk = await connectDesk(hub, subject);
    const [snapshot] = desk.snapshots.all;
    await desk.stop();
    assert.ok(snapshot);
    return snapshot;
  };

  it('[DG-17] [PO-15] what rang out and what was declined is told and kept, masked, newest first', async () => {
    const called = await customerCalls(hub, {from: '+12015554471', name: 'Ada'});
    const {offer} = await offerOf(anna, called);
    const {missed: call} = await anna.event('ContactMissed');
    assert.deepEqual(
      {...call, missedAt: 0},
      {
        offerId: offer.id,
        contactId: called,
        channel: 'voice',
        name: 'Ada',
        address: '••• ••• 4471',
        subject: null,
        queue: 'Billing',
        missedAt: 0,
        reason: 'no-answer',
      },
    );
    const shop = await integrator(hub);
    const mail = await shop.bring({channel: 'email', subject: 'Re: contract'});
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    await decline(anna, await offerOf(anna, mail, from));
    const {missed} = await anna.event('ContactMissed', from);
    assert.deepEqual(
      [missed.contactId, missed.reason, missed.subject, missed.address],
      [mail, 'declined', 'Re: contract', '••••'],
    );
    assert.deepEqual((await snapshotOf('anna')).missedContacts, [missed, call]);
    assert.deepEqual((await snapshotOf('ben')).missedContacts, []);
  });

  it('[DG-17] one that the agent takes later is no longer missed; nor is one of yesterday; fifty are shown', async () => {
    const shop = await integrator(hub);
    const id = await shop.bring();
    const {missed} = await anna.event('ContactMissed');
    let from = anna.events.all.length;
    await becomeAvailable(anna);
    await accept(anna, await offerOf(anna, id, from));
    assert.deepEqual((await anna.event('MissedDismissed', from)).offerIds, [missed.offerId]);
    assert.deepEqual((await snapshotOf('anna')).missedContacts, []);
    await hub.query(
      `insert into offer (id, contact_id, agent_id, purpose, exclusive, fence, offered_at, expires_at, status, ended_at)
       select gen_random_uuid(), contact_id, agent_id, purpose, exclusive, 100 + n, offered_at, expires_at, 'declined',
         now() - n * interval '25 minutes' from offer, generate_series(1, 70) n where id = $1`,
      [missed.offerId],
    );
    const shown = (await snapshotOf('anna')).missedContacts;
    assert.equal(shown.length, 50);
    assert.deepEqual(
      shown.map(({missedAt}) => missedAt),
      shown.map(({missedAt}) => missedAt).toSorted((one, other) => other - one),
    );
    await hub.query(`update offer set ended_at = now() - interval '25 hours' where status = 'declined'`);
    assert.deepEqual((await snapshotOf('anna')).missedContacts, []);
    from = anna.events.all.length;
    await finish(anna, id);
  });

  it('[DG-18] put away one by one or all together, at every desk of the agent and of no other', async () => {
    const shop = await integrator(hub);
    const ids: string[] = [];
    for (let each = 0; each < 3; each += 1) ids.push(await shop.bring());
    const offers = await Promise.all(ids.map((id) => offerOf(anna, id)));
    for (const {offer} of offers)
      await anna.events.find('missed', (event) => event.type === 'ContactMissed' && event.missed.offerId === offer.id);
    const second = await connectDesk(hub, 'anna');
    const [one, ...others] = offers.map(({offer}) => offer.id);
    assert.ok(one !== undefined);
    const ben = await connectDesk(hub, 'ben');
    assert.deepEqual(await ben.hub.send('DismissMissed', {offerIds: [one]}), DONE);
    assert.equal((await snapshotOf('anna')).missedContacts.length, 3, 'somebody else’s stay');
    assert.deepEqual(await anna.hub.send('DismissMissed', {offerIds: [one, crypto.randomUUID(), 'no-uuid']}), DONE);
    for (const desk of [anna, second]) assert.deepEqual((await desk.event('MissedDismissed')).offerIds, [one]);
    const from = anna.events.all.length;
    assert.deepEqual(await anna.hub.send('DismissMissed', {offerIds: [one]}), DONE);
    assert.deepEqual(await anna.hub.send('DismissMissed', {offerIds: []}), DONE);
    assert.deepEqual(await anna.hub.send('DismissMissed', {offerIds: null}), DONE);
    const rest = await anna.event('MissedDismissed', from);
    assert.deepEqual(rest.offerIds.toSorted(), others.toSorted());
    assert.deepEqual((await snapshotOf('anna')).missedContacts, []);
    await Promise.all([second.stop(), ben.stop()]);
  });
});

describe('recent contacts', () => {
  let hub: TestHub;
  let anna: TestDesk;
  let ben: TestDesk;

  before(async () => {
    hub = await startTestHub();
    anna = await availableDesk(hub, 'anna');
    ben = await connectDesk(hub, 'ben');
  });

  after(async () => {
    await Promise.all([anna?.stop(), ben?.stop()]);
    await hub?.stop();
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
  });

  const recentsOf = async (desk: TestDesk): Promise<readonly RecentContact[]> =>
    (await desk.hub.ask('ListRecents', {})).recents;

  it('[DG-19] [DG-20] the agent’s own, newest first, masked; redial rings the number itself', async () => {
    const {contact: call} = await connectedCall(hub, anna, {from: '+12015554471', name: 'Ada'});
    await finish(anna, call.id);
    const shop = await integrator(hub);
    const chat = await shop.bring();
    await accept(anna, await offerOf(anna, chat));
    await finish(anna, chat);
    const missed = await customerCalls(hub, {from: '+12015554472'});
    await decline(anna, await offerOf(anna, missed));
    const dialled = await anna.hub.send('Dial', {number: '+12015550999'});
    assert.ok(dialled.status === 'done' && dialled.result !== null);
    await finishUnreached(dialled.result.contactId);
    const recents = await recentsOf(anna);
    assert.deepEqual(
      recents.map(({contactId, direction, channel, address, outcome}) => [
        contactId,
        direction,
        channel,
        address,
        outcome,
      ]),
      [
        [dialled.result.contactId, 'outbound', 'voice', '••• ••• 0999', 'not-reached'],
        [missed, 'inbound', 'voice', '••• ••• 4472', 'missed'],
        [chat, 'inbound', 'chat', '••••', 'connected'],
        [call.id, 'inbound', 'voice', '••• ••• 4471', 'connected'],
      ],
    );
    assert.deepEqual(await recentsOf(ben), []);

    const ada = await connectPhone(hub, '+12015554471');
    const again = await anna.hub.send('Redial', {contactId: call.id});
    assert.equal(again.status, 'done');
    const ringing = await ada.states.find('ringing', ({call: at}) => at?.status === 'ringing');
    assert.equal(ringing.call?.direction, 'incoming');
    assert.ok(again.status === 'done' && again.result !== null);
    const [newest] = await recentsOf(anna);
    assert.deepEqual([newest?.contactId, newest?.direction], [again.result.contactId, 'outbound']);
    await finish(anna, again.result.contactId);
    await ada.stop();
    // One that was only missed is the agent's own too.
    const back = await anna.hub.send('Redial', {contactId: missed});
    assert.ok(back.status === 'done' && back.result !== null);
    await finishUnreached(back.result.contactId);
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    await accept(anna, await offerOf(anna, missed, from));
    await finish(anna, missed);
  });

  const finishUnreached = async (contactId: string): Promise<void> => {
    await anna.events.find('its end', (event) => event.type === 'ContactEnded' && event.contact.id === contactId);
    assert.deepEqual(await anna.hub.send('SubmitWrapUp', {contactId, reasonId: 'not-reached', note: ''}), DONE);
  };

  it('[DG-20] somebody else’s, a digital one, and one that is not there are refused', async () => {
    const shop = await integrator(hub);
    const chat = await shop.bring();
    await accept(anna, await offerOf(anna, chat));
    await finish(anna, chat);
    const [call] = (await recentsOf(anna)).filter(({channel}) => channel === 'voice');
    const answers = [];
    for (const [desk, contactId] of [
      [anna, chat],
      [ben, call?.contactId ?? ''],
      [ben, crypto.randomUUID()],
      [anna, 'no-uuid'],
    ] as const)
      answers.push(await desk.hub.send('Redial', {contactId}));
    assert.deepEqual(
      answers.map((each) => each.status === 'refused' && each.code),
      ['no-number', 'not-yours', 'contact-gone', 'contact-gone'],
    );
  });

  it('[DG-20] the emergency rule comes first here too', async () => {
    const {contact} = await connectedCall(hub, anna);
    await finish(anna, contact.id);
    await hub.query(`update participant set address = '911' where contact_id = $1 and role = 'customer'`, [contact.id]);
    assert.deepEqual(await anna.hub.send('Redial', {contactId: contact.id}), {
      status: 'refused',
      code: 'emergency-not-carried',
    });
  });

  it('[DG-19] of fourteen days, fifty at most', async () => {
    await becomeIdle(anna);
    const [agent] = await hub.query<{id: string}>(`select id from agent where subject = 'ben'`);
    await hub.query(
      `with made as (
         insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, version, connected_at, ended_at, end_reason)
         select gen_random_uuid(), 'voice', 'inbound', 'ordinary', 'ended', 3, now() - n * interval '6 hours', now() - n * interval '6 hours', 1,
           now() - n * interval '6 hours', now() - n * interval '6 hours', 'agent-ended' from generate_series(1, 70) n returning id, created_at)
       insert into participant (id, contact_id, place, role, party_kind, agent_id, status, exclusive, joined_at, left_at, left_reason)
       select gen_random_uuid(), id, 1, 'primary', 'agent', $1, 'left', true, created_at, created_at, 'wrapped-up' from made`,
      [agent?.id],
    );
    const recents = await recentsOf(ben);
    assert.equal(recents.length, 50);
    await hub.query(`update participant set joined_at = joined_at - interval '13 days 20 hours' where agent_id = $1`, [
      agent?.id,
    ]);
    assert.deepEqual(await recentsOf(ben), []);
  });
});
