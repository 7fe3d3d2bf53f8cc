import assert from 'node:assert/strict';
import {afterEach, describe, it} from 'node:test';
import {LegStates} from '../../../hub/voice/leg-states.ts';
import type {Contact} from '../../../src/domain/contact.ts';
import {planMedia} from '../../../src/domain/media-plan.ts';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {
  assertConsistent,
  availableDesk,
  becomeIdle,
  connectedCall,
  customerCalls,
  errorsOf,
  offerOf,
} from './scenes.ts';

describe('timers', () => {
  let hub: TestHub;
  let anna: TestDesk;

  /** Only the time a test waits for is short, and longer than a busy machine needs from one step to the next. */
  async function startWith(timings: Readonly<Record<string, number>>): Promise<void> {
    hub = await startTestHub({timings: {ringVoiceMs: 60_000, agentGraceMs: 60_000, wrapUpMs: 60_000, ...timings}});
    anna = await availableDesk(hub, 'anna');
  }

  afterEach(async () => {
    await assertConsistent(hub);
    await anna?.stop();
    await hub?.stop();
  });

  const timerRuns = (action: string) =>
    hub.query(`select actor from audit where actor = 'timer' and action = $1`, [action]);

  async function reasonOf(contactId: string): Promise<unknown> {
    const [row] = await hub.query<{reason: string}>(
      `select wrap_up_reason_id as reason from participant where contact_id = $1 and role = 'primary'`,
      [contactId],
    );
    return row?.reason;
  }

  it('[WU-8] [WU-5] when the time for wrap-up is over the standard reason is stored, once, by whichever hub', async () => {
    await startWith({wrapUpMs: 1_000});
    await hub.startBeside();
    const {contact} = await connectedCall(hub, anna);
    assert.equal((await anna.hub.send('EndContact', {contactId: contact.id})).status, 'done');
    const ended = await anna.event('ContactEnded');
    const own = ended.contact.participants.filter((each) => each.status === 'wrap-up');
    assert.deepEqual(
      own.map((each) => each.role),
      ['primary'],
    );
    const released = await anna.event('ContactReleased');
    assert.ok(released.occurredAt - ended.occurredAt >= 1_000);
    assert.equal(await reasonOf(contact.id), 'no-reason');
    assert.equal((await timerRuns('wrap-up')).length, 1);
    assert.deepEqual(errorsOf(hub), []);
    await offerOf(anna, await customerCalls(hub));
  });

  it('[WU-8] more time moves the end, and the reason chosen before it is the one stored', async () => {
    await startWith({wrapUpMs: 4_000, wrapUpExtensionMs: 1_000});
    const {contact} = await connectedCall(hub, anna);
    assert.equal((await anna.hub.send('EndContact', {contactId: contact.id})).status, 'done');
    const ended = await anna.event('ContactEnded');
    assert.equal((await anna.hub.send('ExtendWrapUp', {contactId: contact.id})).status, 'done');
    assert.equal((await anna.hub.send('ExtendWrapUp', {contactId: contact.id})).status, 'done');
    const deadline = (each: Contact) =>
      each.participants.flatMap((one) => (one.status === 'wrap-up' ? [one.deadlineAt] : []))[0] ?? 0;
    const last = await anna.events.find(
      'two extensions',
      (event) => event.type === 'WrapUpExtended' && deadline(event.contact) >= deadline(ended.contact) + 2_000,
    );
    assert.ok(last.type === 'WrapUpExtended');
    const released = await anna.event('ContactReleased');
    assert.ok(released.occurredAt >= ended.occurredAt + 6_000);
    assert.equal(await reasonOf(contact.id), 'no-reason');
  });

  it('[WU-7] a reason in time stops the timer', async () => {
    await startWith({});
    const {contact} = await connectedCall(hub, anna);
    assert.equal((await anna.hub.send('EndContact', {contactId: contact.id})).status, 'done');
    assert.equal(
      (await anna.hub.send('SubmitWrapUp', {contactId: contact.id, reasonId: 'solved', note: ''})).status,
      'done',
    );
    assert.equal(await reasonOf(contact.id), 'solved');
    assert.deepEqual(await hub.query('select kind from timer'), []);
  });

  it('[HU-80] a timer that cannot be fired does not hold up the others', async () => {
    await startWith({wrapUpMs: 1_000});
    const {contact} = await connectedCall(hub, anna);
    // As a newer hub would set it.
    await hub.query(
      `insert into timer (kind, subject, due_at) values ('from-a-newer-hub', $1, now() - interval '1 hour')`,
      [contact.id],
    );
    assert.equal((await anna.hub.send('EndContact', {contactId: contact.id})).status, 'done');
    await anna.event('ContactReleased');
    assert.equal(await reasonOf(contact.id), 'no-reason');
    assert.deepEqual(await hub.query('select kind from timer'), [{kind: 'from-a-newer-hub'}]);
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[HU-80] nor does one that fails each time', async () => {
    await startWith({wrapUpMs: 1_000});
    const {contact} = await connectedCall(hub, anna);
    const broken = await customerCalls(hub);
    // Its contact's row contradicts itself, as after a mistake in mending it by hand.
    await hub.query(`update participant set joined_at = null where contact_id = $1`, [broken]);
    await hub.query(
      `insert into timer (kind, subject, due_at) values ('dial-ring-out', $1, now() - interval '1 hour')`,
      [broken],
    );
    assert.equal((await anna.hub.send('EndContact', {contactId: contact.id})).status, 'done');
    await anna.event('ContactReleased');
    assert.equal(await reasonOf(contact.id), 'no-reason');
  });

  /** Tells the hub's own room what a media process would: the leg joined, or its audio is gone. */
  async function legState(legId: string, state: 'connected' | 'disconnected' | 'closed'): Promise<void> {
    const states = new LegStates(hub.store, hub.log);
    const [leg] = await hub.query<{epoch: number}>('select epoch from leg where id = $1', [legId]);
    states.handle({legId, epoch: leg?.epoch ?? 0, state});
    await states.settled();
  }

  function legOf(contact: Contact, role: 'primary' | 'customer'): string {
    const leg = contact.participants.flatMap((each) =>
      each.role === role && each.status === 'joined' && each.leg !== null ? [each.leg.id] : [],
    )[0];
    assert.ok(leg);
    return leg;
  }

  /** A call in which both have joined with their audio. */
  async function talking(): Promise<Contact> {
    await connectedCall(hub, anna);
    const {contact} = await anna.event('ContactConnected');
    await legState(legOf(contact, 'customer'), 'connected');
    await legState(legOf(contact, 'primary'), 'connected');
    return contact;
  }

  const lost = (contact: Contact) =>
    contact.participants.some((each) => each.role === 'primary' && each.status === 'joined' && each.lostAt !== null);

  it('[HU-81] an agent whose audio is gone: the customer hears music, and is first in the queue after the time of grace', async () => {
    await startWith({agentGraceMs: 5_000});
    const contact = await talking();
    await legState(legOf(contact, 'primary'), 'disconnected');
    const changed = await anna.events.find(
      'the loss',
      (event) => event.type === 'ContactChanged' && lost(event.contact),
    );
    assert.ok(changed.type === 'ContactChanged');
    assert.deepEqual(planMedia(changed.contact)[legOf(contact, 'customer')], {kind: 'music'});
    await becomeIdle(anna);
    const younger = await customerCalls(hub);
    const [leg] = await hub.query<{id: string}>('select id from leg where contact_id = $1', [younger]);
    await legState(leg?.id ?? '', 'connected');
    const released = await anna.event('ContactReleased');
    assert.ok(released.occurredAt >= changed.occurredAt + 5_000);
    const [row] = await hub.query('select status, priority, enqueued_at from contact where id = $1', [contact.id]);
    assert.equal(row?.['status'], 'waiting');
    assert.equal(row?.['enqueued_at'], contact.enqueuedAt);
    const ben = await availableDesk(hub, 'ben');
    const first = await ben.event('ContactOffered');
    assert.equal(first.contact.id, contact.id, `not ${younger}`);
    await ben.stop();
  });

  it('[HU-81] an agent whose audio comes back in time keeps the contact', async () => {
    await startWith({});
    const contact = await talking();
    const leg = legOf(contact, 'primary');
    await legState(leg, 'disconnected');
    await legState(leg, 'connected');
    assert.deepEqual(await hub.query(`select kind from timer where kind = 'leg-grace'`), []);
    const back = await anna.events.find(
      'both changes',
      () => anna.events.all.filter((event) => event.type === 'ContactChanged').length >= 4,
    );
    assert.ok(back !== undefined);
    const [row] = await hub.query('select status from contact where id = $1', [contact.id]);
    assert.deepEqual(row, {status: 'connected'});
  });

  it('[HU-81] a customer whose audio does not come back has hung up', async () => {
    await startWith({agentGraceMs: 5_000});
    const contact = await talking();
    await legState(legOf(contact, 'customer'), 'closed');
    const ended = await anna.events.find('the end', (event) => 'contact' in event && event.contact.status === 'ended');
    assert.ok('contact' in ended && ended.contact.status === 'ended');
    assert.equal(ended.contact.endReason, 'customer-hung-up');
  });
});
