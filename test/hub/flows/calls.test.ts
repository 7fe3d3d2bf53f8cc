import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {openSession, startCall} from '../../../hub/phone/web-call-session.ts';
import {planMedia} from '../../../src/domain/media-plan.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {accept, availableDesk, customerCalls, errorsOf, offerOf} from '../desk/scenes.ts';
import {adminOf} from '../organisation/admin-client.ts';
import {
  TIME_OUT,
  hangUp,
  hear,
  line,
  passTime,
  press,
  read,
  tell,
  timers,
  until,
  valuesOf,
  whereIs,
  withFlows,
} from './scenes.ts';

const LEADS = {next: 'help', onTimeout: 'help', onInvalid: 'help'};
const HELP = {id: 'help', kind: 'queue', queue: 'support'};
const BILLING = {id: 'billing', kind: 'queue', queue: 'billing', priority: 5};

const FLOWS = {
  main: [
    {id: 'hello', kind: 'play', sounds: ['welcome'], next: 'menu'},
    {id: 'menu', kind: 'digits', sound: 'menu-example', branches: {1: 'number', 2: 'help'}, ...LEADS, next: null},
    {
      id: 'number',
      kind: 'digits',
      sound: 'enter-customer-number',
      min: 3,
      max: 8,
      variable: 'customerId',
      ...LEADS,
      next: 'billing',
    },
    BILLING,
    HELP,
  ],
  closed: [
    {id: 'hours', kind: 'hours', hours: 'never', open: 'help', closed: 'sorry'},
    {id: 'sorry', kind: 'play', sounds: ['closed', 'goodbye'], interruptible: false, next: 'bye'},
    {id: 'bye', kind: 'end'},
    HELP,
  ],
  outside: [{id: 'away', kind: 'transfer', number: '+12015550177'}],
  house: [{id: 'away', kind: 'transfer', number: '(201) 555-0100'}],
  gone: [{id: 'away', kind: 'queue', queue: 'billing', skills: {}}],
  changing: [
    {id: 'hello', kind: 'play', sounds: ['welcome'], next: 'billing'},
    {id: 'billing', kind: 'play', sounds: ['please-hold'], next: 'queue'},
    {id: 'queue', kind: 'queue', queue: 'billing'},
  ],
};
const SITE = {id: 'shop', key: 'pk_shop_6Wq2Zt8Lr4NdXy', origins: ['https://shop.example'], entryPoints: ['main-line']};
const to = (id: keyof typeof FLOWS) => ({to: line(id, Object.keys(FLOWS))});

describe('a call to an entry point with a flow', () => {
  let hub: TestHub;
  const open: {stop(): Promise<void>}[] = [];

  before(async () => {
    hub = await startTestHub({organisation: withFlows(FLOWS, {sites: [SITE]})});
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.stop()));
    for (const {id} of await hub.query<{id: string}>(`select id from contact where status <> 'ended'`))
      await hangUp(hub, id);
    await hub.query(`update agent set presence_base = 'offline'`);
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    await hub?.stop();
  });

  let people = 0;

  async function desk() {
    people += 1;
    const connected = await availableDesk(hub, `agent-${people}`);
    open.push(connected);
    return connected;
  }

  async function phone(number: string): Promise<TestPhone> {
    const connected = await connectPhone(hub, number);
    open.push(connected);
    return connected;
  }

  it('[FL-10] waits in no queue and rings nowhere while the flow has it, and hears what the flow plays', async () => {
    await desk();
    const contactId = await customerCalls(hub, to('main'));
    assert.equal(await whereIs(hub, contactId), 'hello leg');
    await hear(hub, contactId);
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.status, contact.queue, contact.announcement?.sound], ['waiting', null, 'welcome.en']);
    assert.deepEqual(Object.values(planMedia(contact)), [{kind: 'sound', ...contact.announcement}]);
    await tell(hub, contactId, TIME_OUT);
    assert.equal((await read(hub, contactId)).announcement?.sound, 'menu-example.en');
    await tell(hub, contactId, TIME_OUT);
    assert.equal(await whereIs(hub, contactId), 'menu digits');
    assert.deepEqual(await hub.query('select id from offer where contact_id = $1', [contactId]), []);
  });

  it('[FL-10] hears nothing while it dials, and music again in the queue', async () => {
    const contactId = await customerCalls(hub, to('main'));
    await hear(hub, contactId);
    await press(hub, contactId, '14');
    assert.deepEqual(Object.values(planMedia(await read(hub, contactId))), [{kind: 'silence'}]);
    await press(hub, contactId, '711#');
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.queue?.id, contact.announcement], ['billing', null]);
    assert.deepEqual(Object.values(planMedia(contact)), [{kind: 'music'}]);
  });

  it('[FL-10] from a web page begins in it too', async () => {
    const request = {
      key: SITE.key,
      entryPoint: 'main-line',
      origin: 'https://shop.example',
      caller: 'x',
      name: null,
      data: {},
    };
    assert.equal((await hub.store.decide((work) => openSession(work, request))).status, 'opened');
    const [session] = await hub.query<{id: string}>('select id from web_call');
    assert.equal(await hub.store.decide((work) => startCall(work, session?.id ?? '', null)), null);
    const [call] = await hub.query<{contact_id: string}>('select contact_id from web_call');
    const contactId = call?.contact_id ?? '';
    assert.equal(await whereIs(hub, contactId), 'hello leg');
    await hear(hub, contactId);
    assert.equal((await read(hub, contactId)).announcement?.sound, 'welcome.en');
  });

  it('[TR-8] [FL-2] is led by the caller’s keys to a queue, with what they dialled in a variable', async () => {
    const ann = await desk();
    const contactId = await customerCalls(hub, {...to('main'), data: {reason: 'Invoice'}});
    await hear(hub, contactId);
    await press(hub, contactId, '1471100#');
    const offered = await offerOf(ann, contactId);
    assert.deepEqual(offered.contact.queue, {id: 'billing', name: 'Billing'});
    assert.equal(offered.contact.priority, 5);
    assert.equal(valuesOf(offered.contact)['customerId'], '471100');
    assert.equal(valuesOf(offered.contact)['reason'], 'Invoice');
    await accept(ann, offered);
    assert.equal(await whereIs(hub, contactId), null);
    assert.deepEqual(await timers(hub, contactId), []);
  });

  it('[FL-11] goes on by its timers when no word of a sound’s end comes, and for callers who press nothing', async () => {
    const contactId = await customerCalls(hub, to('main'));
    await hear(hub, contactId);
    const steps = ['menu sound', 'menu digits', 'menu sound', 'menu digits', 'menu sound', 'menu digits'];
    for (const place of steps) {
      await passTime(hub, contactId);
      await until(
        hub,
        place,
        `exists (select 1 from flow_run where contact_id = $1 and step || ' ' || awaiting = $2)`,
        [contactId, place],
      );
    }
    await passTime(hub, contactId);
    await until(hub, 'the queue', `exists (select 1 from contact where id = $1 and queue_id = 'support')`, [contactId]);
  });

  it('[FL-14] that hangs up leaves nothing behind', async () => {
    const contactId = await customerCalls(hub, to('main'));
    await hear(hub, contactId);
    assert.deepEqual(await timers(hub, contactId), ['flow-step']);
    await hangUp(hub, contactId);
    const contact = await read(hub, contactId);
    assert.ok(contact.status === 'ended' && contact.endReason === 'abandoned');
    assert.equal(await whereIs(hub, contactId), null);
    assert.deepEqual(await timers(hub, contactId), []);
    await press(hub, contactId, '1');
    await tell(hub, contactId, TIME_OUT);
    assert.deepEqual(await read(hub, contactId), contact);
  });

  it('[FL-14] whose audio never comes is given up as any call is', async () => {
    const contactId = await customerCalls(hub, to('main'));
    await hub.query(
      `with due as (update timer set due_at = now() where kind = 'leg-grace'
         and subject in (select id::text from leg where contact_id = $1))
       select pg_notify('cordboard_wake', 'timer')`,
      [contactId],
    );
    await until(hub, 'its end', `exists (select 1 from contact where id = $1 and status = 'ended')`, [contactId]);
    assert.equal(await whereIs(hub, contactId), null);
  });

  it('[FL-5] [FL-16] is ended by a flow that says so, outside opening hours', async () => {
    const contactId = await customerCalls(hub, to('closed'));
    await hear(hub, contactId);
    assert.equal((await read(hub, contactId)).announcement?.sound, 'closed.en');
    await press(hub, contactId, '1');
    await tell(hub, contactId, TIME_OUT, TIME_OUT);
    const contact = await read(hub, contactId);
    assert.ok(contact.status === 'ended' && contact.endReason === 'flow-ended');
    assert.equal(await whereIs(hub, contactId), null);
  });

  it('[FL-15] is connected to a number that a flow rings', async () => {
    const outside = await phone('+12015550177');
    const contactId = await customerCalls(hub, to('outside'));
    await hear(hub, contactId);
    await outside.states.find('it rings', ({call}) => call?.status === 'ringing');
    assert.equal(Object.values(planMedia(await read(hub, contactId)))[0]?.kind, 'music');
    assert.deepEqual(await outside.client.send('AnswerCall', {callId: contactId}), {status: 'done', sdp: null});
    const contact = await read(hub, contactId);
    assert.deepEqual(
      contact.participants.map(({role, status}) => `${role} ${status}`),
      ['customer joined', 'dial-number joined'],
    );
    assert.equal(await whereIs(hub, contactId), null);
  });

  it('[FL-15] waits at the front of the entry point’s queue when that number does not come', async () => {
    const [ann, outside] = [await desk(), await phone('+12015550177')];
    const contactId = await customerCalls(hub, to('outside'));
    await hear(hub, contactId);
    await outside.states.find('it rings', ({call}) => call?.status === 'ringing');
    await outside.client.send('DeclineCall', {callId: contactId});
    const offered = await offerOf(ann, contactId);
    assert.deepEqual([offered.contact.queue?.id, offered.contact.priority], ['support', 2]);
  });

  it('[FL-15] waits there too when that number is no telephone’s', async () => {
    const contactId = await customerCalls(hub, to('outside'));
    await hear(hub, contactId);
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.status, contact.queue?.id], ['waiting', 'support']);
  });

  it('[CO-46] [FL-15] comes to the entry point whose number the flow leads to', async () => {
    const contactId = await customerCalls(hub, {...to('house'), data: {tier: 'Gold'}});
    await hear(hub, contactId);
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.queue?.id, contact.dnis], ['billing', '+12015550100']);
    assert.deepEqual(valuesOf(contact), {reason: 'Not given', tier: 'Gold', language: 'English', accountPin: null});
    assert.equal(await whereIs(hub, contactId), null);
  });

  it('[FL-6] waits in the entry point’s own queue when the flow’s is gone, and the audit says why', async () => {
    const contactId = await customerCalls(hub, to('gone'));
    await hub.query(`update queue set active = false where id = 'billing'`);
    await hear(hub, contactId);
    await hub.query(`update queue set active = true where id = 'billing'`);
    assert.equal((await read(hub, contactId)).queue?.id, 'support');
    const [audit] = await hub.query(`select detail from audit where action = 'flow-failed' and contact_id = $1`, [
      contactId,
    ]);
    assert.deepEqual(audit, {detail: {entryPointId: 'gone-line', why: 'destination-gone'}});
  });

  it('[FL-9] goes through the flow it began with; the next one goes through the new one', async () => {
    const admin = await adminOf(hub);
    const contactId = await customerCalls(hub, to('changing'));
    await hear(hub, contactId);
    const changed = {id: 'changing', name: 'Shorter', steps: [{id: 'queue', kind: 'queue', queue: 'support'}]};
    assert.equal((await admin.put('/organisation/flows/changing', changed)).status, 200);
    await tell(hub, contactId, TIME_OUT);
    assert.equal((await read(hub, contactId)).announcement?.sound, 'please-hold.en');
    await tell(hub, contactId, TIME_OUT);
    assert.equal((await read(hub, contactId)).queue?.id, 'billing');
    const next = await customerCalls(hub, to('changing'));
    const rows = await hub.query<{revision: number}>('select revision from flow_run where contact_id = $1', [next]);
    assert.equal(rows.length, 1);
    await hear(hub, next);
    assert.equal((await read(hub, next)).queue?.id, 'support');
  });

  it('[FL-9] stays in a flow that was taken away meanwhile', async () => {
    const admin = await adminOf(hub);
    const contactId = await customerCalls(hub, to('main'));
    const {body} = await admin.get('/organisation');
    const {flows, entryPoints, ...rest} = Object(Object(body)['organisation'] ?? body);
    const without = {
      ...rest,
      flows: flows.filter(({id}: {id: string}) => id !== 'main'),
      entryPoints: entryPoints.map((each: {flow: string}) => (each.flow === 'main' ? {...each, flow: null} : each)),
    };
    assert.equal((await admin.put('/organisation', without)).status, 200);
    await hear(hub, contactId);
    await press(hub, contactId, '1471#');
    assert.equal((await read(hub, contactId)).queue?.id, 'billing');
    assert.equal((await admin.put('/organisation', {...rest, flows, entryPoints})).status, 200);
  });
});
