import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {RunningHub} from '../../../hub/hub.ts';
import {isQueueOpen, nextQueueOpening} from '../../../hub/organisation/queue-hours.ts';
import {type TestDesk, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {accept, availableDesk, customerCalls, finish, offerOf} from '../desk/scenes.ts';
import {integrator} from '../digital/scenes.ts';
import {type Admin, adminOf} from './admin-client.ts';
import {agentIdOf} from './people.ts';

/** Closed at every time: it opened for a day long ago. */
const NEVER = {
  id: 'never',
  name: 'Never',
  zone: 'UTC',
  weekly: [],
  holidays: [{date: '2020-01-01', name: 'Once', open: []}],
};

describe('a change of the organisation', () => {
  let hub: TestHub;
  let beside: RunningHub;
  let admin: Admin;
  let original: unknown;
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await startTestHub();
    beside = await hub.startBeside();
    admin = await adminOf(hub);
    original = (await admin.get('/organisation')).body;
  });

  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.stop()));
    await hub.query(`update agent set presence_base = 'away'`);
    assert.equal((await admin.put('/organisation', original)).status, 200);
  });

  after(() => hub?.stop());

  async function available(subject: string, url = hub.url): Promise<TestDesk> {
    const desk = await availableDesk(hub, subject, {url});
    desks.push(desk);
    return desk;
  }

  /** Milliseconds that a call rang for, from the moment the desk showed it. */
  async function ringMs(desk: TestDesk): Promise<number> {
    const from = desk.events.all.length;
    const offered = await offerOf(desk, await customerCalls(hub));
    const shown = await desk.event('OfferPresented', from);
    await accept(desk, offered);
    await finish(desk, offered.contact.id);
    return shown.offer.expiresAt - shown.occurredAt;
  }

  it('[OR-30] [AN-7] the ringing time that an administrator sets counts for the next ring, without a restart', async () => {
    const anna = await available('anna');
    const settings = Object((await admin.get('/organisation/settings')).body);
    assert.equal(await ringMs(anna), 18_000);
    const timings = {...settings.timings, ringVoiceMs: 25_000};
    assert.equal((await admin.put('/organisation/settings', {...settings, timings})).status, 200);
    assert.equal(await ringMs(anna), 25_000);
  });

  it('[OR-30] every other hub takes it up too', async () => {
    const anna = await available('anna', beside.address);
    const settings = Object((await admin.get('/organisation/settings')).body);
    const timings = {...settings.timings, ringVoiceMs: 26_000};
    assert.equal((await admin.put('/organisation/settings', {...settings, timings})).status, 200);
    const seen: number[] = [];
    while (seen.at(-1) !== 26_000 && seen.length < 100) seen.push(await ringMs(anna));
    assert.equal(seen.at(-1), 26_000);
  });

  it('[OR-30] also when the wake-up is lost', async () => {
    const anna = await available('anna');
    // A revision nobody is woken for, as if another hub had died between its commit and the notice of it.
    await hub.query(
      `insert into organisation_revision (actor, fingerprint, source, document)
       select 'test', fingerprint, source, jsonb_set(document, '{timings,ringVoiceMs}', '27000')
       from organisation_revision order by id desc limit 1`,
    );
    const seen: number[] = [];
    while (seen.at(-1) !== 27_000 && seen.length < 100) seen.push(await ringMs(anna));
    assert.equal(seen.at(-1), 27_000);
  });

  it('[OR-31] desks are told of settings that are others for them, at every hub, and of nothing else', async () => {
    const anna = await available('anna');
    const ben = await available('ben', beside.address);
    await admin.put('/organisation/addressBook/front', {id: 'front', name: 'Front desk', number: '100'});
    await admin.put('/organisation/wrapUpReasons/sold', {id: 'sold', label: 'Sold', queues: ['billing']});
    for (const desk of [anna, ben]) {
      const {settings} = await desk.event('SettingsChanged');
      assert.deepEqual(settings.wrapUpReasons.at(-1), {
        id: 'sold',
        label: 'Sold',
        standard: false,
        queues: ['billing'],
      });
      assert.equal(desk.events.all.filter(({type}) => type === 'SettingsChanged').length, 1);
    }
    assert.deepEqual(
      anna.events.all.map(({seq}) => seq),
      anna.events.all.map((_, at) => (anna.events.all[0]?.seq ?? 0) + at),
    );
  });

  it('[OR-32] who becomes a member gets what waits there, and who is one no longer gets nothing', async () => {
    const anna = await available('anna');
    const ben = await available('ben');
    const agents = [
      {id: 'ben', subject: 'ben'},
      {id: 'nobody', subject: 'nobody'},
    ];
    const queue = (id: string) => ({id: 'billing', name: 'Billing', members: {agents: [id]}});
    assert.equal((await admin.put('/organisation/agents', agents)).status, 200);
    assert.equal((await admin.put('/organisation/queues/billing', queue('nobody'))).status, 200);
    const contactId = await customerCalls(hub);
    assert.equal((await admin.put('/organisation/queues/billing', queue('ben'))).status, 200);
    const offered = await offerOf(ben, contactId);
    assert.ok(!anna.events.all.some(({type}) => type === 'ContactOffered'));
    await accept(ben, offered);
    await finish(ben, contactId);
  });

  it('[OR-32] an agent who learns a skill gets what waits for it', async () => {
    const ben = await available('ben');
    const base = Object(original);
    const change = (level: number) =>
      admin.put('/organisation', {
        ...base,
        skills: [{id: 'french', name: 'French'}],
        agents: [{id: 'ben', subject: 'ben', skills: {french: level}}],
        queues: base.queues.map((queue: object) =>
          Object(queue).id === 'billing' ? {...queue, skills: {french: 5}} : queue,
        ),
      });
    assert.equal((await change(4)).status, 200);
    const contactId = await customerCalls(hub);
    assert.equal((await change(5)).status, 200);
    const offered = await offerOf(ben, contactId);
    await accept(ben, offered);
    await finish(ben, contactId);
  });

  it('[OR-32] an agent who may have more at once gets what waits for that', async () => {
    const ben = await available('ben');
    const carl = await available('carl');
    const shop = await integrator(hub);
    const agent = (chat: number) => ({id: 'ben', subject: 'ben', capacity: {chat}});
    await admin.put('/organisation/agents', [agent(0)]);
    await admin.put('/organisation/queues/billing', {id: 'billing', name: 'Billing', members: {agents: ['ben']}});
    const contactId = await shop.bring();
    // What came later and is for everyone has found somebody: the hub has looked at what came before.
    const marker = await shop.bring({queue: 'support'});
    await offerOf(carl, marker);
    assert.ok(!ben.events.all.some(({type}) => type === 'ContactOffered'));
    assert.equal((await admin.put('/organisation/agents/ben', agent(1))).status, 200);
    await offerOf(ben, contactId);
    for (const id of [contactId, marker]) await shop.send('POST', `/api/contacts/${id}/end`);
  });

  it('[OR-33] a queue that is removed while somebody waits takes nobody new and is served until it is empty', async () => {
    const contactId = await customerCalls(hub);
    const {queues, entryPoints, ...rest} = Object(original);
    const without = {
      ...rest,
      queues: queues.filter((queue: object) => Object(queue).id !== 'billing'),
      entryPoints: entryPoints.filter((each: object) => Object(each).queue !== 'billing'),
    };
    assert.equal((await admin.put('/organisation', without)).status, 200);
    await assert.rejects(customerCalls(hub), /unobtainable/);
    const anna = await available('anna');
    const offered = await offerOf(anna, contactId);
    assert.equal(offered.contact.queue?.name, 'Billing');
    await accept(anna, offered);
    await finish(anna, contactId);
  });

  it('[OR-13] a call to a line that is closed is turned away or waits, as its entry point says', async () => {
    await admin.put('/organisation/hours/never', NEVER);
    await admin.put('/organisation/queues/billing', {...Object(original).queues[0], hours: 'never'});
    const phone = await connectPhone(hub, '+12015550188');
    const call = {to: BILLING_LINE, name: null, data: {}};
    const line = Object(original).entryPoints[0];
    await admin.put('/organisation/entryPoints/billing-line', {...line, whenClosed: 'end'});
    assert.deepEqual(await phone.client.send('PlaceCall', call), {status: 'refused', code: 'closed'});
    assert.equal(phone.states.all.at(-1)?.call, null);
    const [entry] = await hub.query<{action: string; detail: object}>(
      'select action, detail from audit order by id desc limit 1',
    );
    assert.deepEqual(entry, {action: 'turn-away', detail: {entryPoint: 'billing-line', why: 'closed'}});
    await admin.put('/organisation/entryPoints/billing-line', {...line, whenClosed: 'assign'});
    assert.deepEqual(await phone.client.send('PlaceCall', call), {status: 'done', sdp: null});
    const {call: placed} = await phone.states.find('the call', ({call: each}) => each !== null);
    await phone.client.send('HangUpCall', {callId: placed?.callId ?? ''});
    await admin.put('/organisation/hours/never', {
      ...NEVER,
      weekly: [
        {
          days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
          from: '00:00',
          to: '24:00',
        },
      ],
    });
    await admin.put('/organisation/entryPoints/billing-line', {...line, whenClosed: 'end'});
    assert.deepEqual(await phone.client.send('PlaceCall', call), {status: 'done', sdp: null});
    const again = await phone.states.find(
      'the next call',
      ({call: each}) => each !== null && each.callId !== placed?.callId,
    );
    await phone.client.send('HangUpCall', {callId: again.call?.callId ?? ''});
    await phone.stop();
  });

  it('[OR-14] whether a queue is open, and when it opens next, is told to whoever asks', async () => {
    const ask = () =>
      hub.store.decide(async (work) => [
        await isQueueOpen(work, 'billing'),
        (await nextQueueOpening(work, 'billing')) === work.now,
      ]);
    assert.deepEqual(await ask(), [true, true]);
    await admin.put('/organisation/hours/never', NEVER);
    await admin.put('/organisation/queues/billing', {...Object(original).queues[0], hours: 'never'});
    assert.deepEqual(await ask(), [false, false]);
    assert.equal(await hub.store.decide((work) => nextQueueOpening(work, 'billing')), null);
  });

  it('[OR-4] a restart with the same file leaves what administrators changed; another file counts', async () => {
    await admin.put('/organisation/teams/kept', {id: 'kept', name: 'Kept'});
    await hub.restart();
    assert.equal((await admin.get('/organisation/teams/kept')).status, 200);
    const {organisationFile} = hub.configuration;
    const {readFile, writeFile} = await import('node:fs/promises');
    const file: unknown = JSON.parse(await readFile(organisationFile ?? '', 'utf8'));
    await writeFile(organisationFile ?? '', JSON.stringify({...Object(file), name: 'Another'}));
    await hub.restart();
    assert.equal((await admin.get('/organisation/teams/kept')).status, 404);
    assert.equal(Object((await admin.get('/organisation')).body).name, 'Another');
  });

  it('[WU-7] a reason of another queue is refused, one of the contact’s own is stored', async () => {
    await admin.put('/organisation/wrapUpReasons/paid', {id: 'paid', label: 'Paid', queues: ['billing']});
    await admin.put('/organisation/wrapUpReasons/fixed', {id: 'fixed', label: 'Fixed', queues: ['support']});
    const anna = await available('anna');
    const offered = await offerOf(anna, await customerCalls(hub));
    await accept(anna, offered);
    const contactId = offered.contact.id;
    await anna.hub.send('EndContact', {contactId});
    const submit = (reasonId: string) => anna.hub.send('SubmitWrapUp', {contactId, reasonId, note: ''});
    assert.deepEqual(await submit('fixed'), {status: 'refused', code: 'invalid-reason'});
    assert.equal((await submit('paid')).status, 'done');
    const [row] = await hub.query<{reason: string}>(
      'select wrap_up_reason_id as reason from participant where contact_id = $1 and agent_id = $2',
      [contactId, await agentIdOf(hub, 'anna')],
    );
    assert.equal(row?.reason, 'paid');
  });
});
