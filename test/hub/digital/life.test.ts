import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {
  accept,
  assertConsistent,
  availableDesk,
  becomeAvailable,
  connectedCall,
  decline,
  errorsOf,
  finish,
  offerOf,
} from '../desk/scenes.ts';
import {type Integrator, MAIL, errorsIn, integrator, problemOf, withMailbox} from './scenes.ts';

const DONE = {status: 'done', result: null};

describe('the life of a digital contact', () => {
  let hub: TestHub;
  let shop: Integrator;
  let anna: TestDesk;

  before(async () => {
    hub = await startTestHub({organisation: withMailbox});
    shop = await integrator(hub);
    anna = await availableDesk(hub, 'anna');
  });

  after(async () => {
    await anna?.stop();
    await hub?.stop();
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
  });

  const status = async (id: string) => (await shop.send('GET', `/api/contacts/${id}`)).body;
  const contactAt = (desk: TestDesk, id: string, type: string, from = 0) =>
    desk.events.find(type, (event) => event.type === type && 'contact' in event && event.contact.id === id, from);

  it('[DG-15] [PO-10] [PO-11] an agent takes several at once, beside a call, up to the capacity of each channel', async () => {
    const call = await connectedCall(hub, anna);
    const ids: string[] = [];
    for (const body of [{}, {}, {}, {channel: 'email'}, {channel: 'social'}]) ids.push(await shop.bring(body));
    const offers = await Promise.all(ids.map((id) => offerOf(anna, id)));
    // "Accept n requests": all at once.
    await Promise.all(offers.map((offered) => accept(anna, offered)));
    await Promise.all(ids.map((id) => contactAt(anna, id, 'ContactConnected')));
    const one = await shop.bring();
    const mail = await shop.bring({channel: 'email'});
    await offerOf(anna, mail);
    assert.equal((await status(one))['status'], 'waiting', 'three chats are enough');
    const from = anna.events.all.length;
    await finish(anna, ids[0] ?? '');
    await accept(anna, await offerOf(anna, one, from));
    await accept(anna, await offerOf(anna, mail));
    for (const id of [...ids.slice(1), one, mail, call.contact.id]) await finish(anna, id);
    assert.equal((await anna.hub.send('SignOut', {})).status, 'done');
    await becomeAvailable(anna);
  });

  it('[DG-11] [WU-3] [WU-5] it has no leg; hold and mute are refused, End opens the wrap-up, and its system hears how it went', async () => {
    const id = await shop.bring({subject: 'Re: contract'});
    await accept(anna, await offerOf(anna, id));
    const connected = await contactAt(anna, id, 'ContactConnected');
    assert.ok('contact' in connected);
    assert.ok(connected.contact.participants.every((each) => !('leg' in each) || each.leg === null));
    assert.deepEqual(await anna.hub.send('HoldContact', {contactId: id}), {status: 'refused', code: 'not-connected'});
    assert.deepEqual(await anna.hub.send('MuteContact', {contactId: id}), {status: 'refused', code: 'nothing-to-mute'});
    const open = await status(id);
    assert.deepEqual([open['status'], open['agent']], ['connected', {name: 'anna'}]);
    assert.deepEqual(await anna.hub.send('EndContact', {contactId: id}), DONE);
    assert.deepEqual([(await status(id))['status'], (await status(id))['endReason']], ['wrap-up', 'agent-ended']);
    assert.deepEqual(await anna.hub.send('SubmitWrapUp', {contactId: id, reasonId: 'solved', note: 'private'}), DONE);
    const done = await status(id);
    assert.deepEqual([done['status'], done['wrapUpReason']], ['ended', 'solved']);
    const times = ['createdAt', 'offeredAt', 'connectedAt', 'endedAt', 'wrappedUpAt'].map((each) => String(done[each]));
    assert.deepEqual(times, times.toSorted());
    assert.doesNotMatch(JSON.stringify(done), /private|ada@|Nkemelu/);
  });

  it('[DG-10] [WU-4] over elsewhere while the agent has it: they wrap up, and saying it again changes nothing', async () => {
    const id = await shop.bring();
    await accept(anna, await offerOf(anna, id));
    const ended = await shop.send('POST', `/api/contacts/${id}/end`);
    assert.deepEqual(
      [ended.status, ended.body['status'], ended.body['endReason']],
      [200, 'wrap-up', 'customer-hung-up'],
    );
    const event = await contactAt(anna, id, 'ContactEnded');
    assert.ok('contact' in event && event.contact.participants.some((each) => each.status === 'wrap-up'));
    const from = anna.events.all.length;
    assert.equal((await shop.send('POST', `/api/contacts/${id}/end`)).status, 200);
    assert.deepEqual(await anna.hub.send('SubmitWrapUp', {contactId: id, reasonId: 'solved', note: ''}), DONE);
    assert.equal(anna.events.all.slice(from).filter(({type}) => type === 'ContactEnded').length, 0);
    const late = await shop.send('PATCH', `/api/contacts/${id}`, {subject: 'late'});
    assert.deepEqual(problemOf(late), [409, 'contact-ended']);
  });

  it('[DG-10] over elsewhere while it rings or waits: it is withdrawn, and the agent is free', async () => {
    const rings = await shop.bring();
    const {offer} = await offerOf(anna, rings);
    const ended = await shop.send('POST', `/api/contacts/${rings}/end`);
    assert.deepEqual([ended.body['status'], ended.body['endReason']], ['ended', 'withdrawn']);
    const gone = await anna.event('OfferWithdrawn');
    assert.equal(gone.offer.id, offer.id);
    assert.deepEqual(await anna.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence}), {
      status: 'refused',
      code: 'offer-gone',
    });
    const ids: string[] = [];
    for (let each = 0; each < 3; each += 1) ids.push(await shop.bring());
    await Promise.all(ids.map((id) => offerOf(anna, id)));
    const fourth = await shop.bring();
    assert.equal((await status(fourth))['status'], 'waiting');
    const waits = await shop.send('POST', `/api/contacts/${fourth}/end`);
    assert.deepEqual([waits.body['status'], waits.body['endReason']], ['ended', 'withdrawn']);
    for (const id of ids) await shop.send('POST', `/api/contacts/${id}/end`);
  });

  it('[DG-14] what changes is told to the desk that is rung, and to the one that has it', async () => {
    const {body} = await shop.send('POST', '/api/contacts', MAIL);
    const id = String(body['id']);
    const offered = await offerOf(anna, id);
    const path = `/api/contacts/${id}`;
    let from = anna.events.all.length;
    const patched = await shop.send('PATCH', path, {subject: 'Re: Re: contract', variables: {caseNo: '2240'}});
    assert.equal(patched.status, 200);
    const news = await contactAt(anna, id, 'ContactChanged', from);
    assert.ok('contact' in news);
    assert.equal(news.contact.subject, 'Re: Re: contract');
    const caseNo = news.contact.variables.find(({name}) => name === 'caseNo');
    assert.deepEqual([caseNo?.value, caseNo?.version], ['2240', 2]);
    assert.ok(news.contact.version > offered.contact.version);
    await accept(anna, offered);
    from = anna.events.all.length;
    await shop.send('PATCH', path, {variables: {tier: null}});
    const again = await contactAt(anna, id, 'ContactChanged', from);
    assert.ok('contact' in again);
    assert.deepEqual(
      [again.contact.subject, again.contact.variables.find(({name}) => name === 'tier')?.value],
      ['Re: Re: contract', null],
    );
    from = anna.events.all.length;
    const same = await shop.send('PATCH', path, {subject: 'Re: Re: contract'});
    assert.equal(same.status, 200);
    const wrong = await shop.send('PATCH', path, {variables: {iban: 'x', orders: 'many'}});
    assert.deepEqual(errorsIn(wrong), [
      ['/variables/iban', 'a variable of the entry point'],
      ['/variables/orders', 'a value of the type integer'],
    ]);
    await finish(anna, id);
    assert.equal(
      anna.events.all.slice(from).filter(({type}) => type === 'ContactChanged').length,
      0,
      'nothing changed',
    );
  });

  it('[DG-16] declined it keeps its place, and the agent is Idle', async () => {
    const older = await shop.bring();
    const offered = await offerOf(anna, older);
    await decline(anna, offered);
    await shop.bring();
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    const next = await anna.events.find('the next offer', (event) => event.type === 'ContactOffered', from);
    assert.ok(next.type === 'ContactOffered');
    assert.equal(next.contact.id, older);
  });
});

describe('a digital contact that nobody answers', () => {
  let hub: TestHub;
  let anna: TestDesk;

  before(async () => {
    hub = await startTestHub({timings: {ringDigitalMs: 1_000, ringVoiceMs: 60_000}});
    anna = await availableDesk(hub, 'anna');
  });

  after(async () => {
    await anna?.stop();
    await hub?.stop();
  });

  it('[DG-16] [AN-4] [AN-5] [AN-6] [AN-7] [PO-5] rings for its own time, waits again where it did, and the agent is Idle until they choose', async () => {
    const shop = await integrator(hub);
    const id = await shop.bring();
    const {offer} = await offerOf(anna, id);
    const presented = await anna.event('OfferPresented');
    assert.equal(presented.offer.expiresAt - presented.occurredAt, 1_000);
    const noAnswer = await anna.event('OfferNoAnswer');
    assert.equal(noAnswer.offer.id, offer.id);
    const idle = await anna.events.find(
      'Idle',
      (event) => event.type === 'PresenceChanged' && event.seq > noAnswer.seq,
    );
    assert.ok(idle.type === 'PresenceChanged');
    assert.deepEqual([idle.agent.presence.base, idle.agent.presence.reason], ['away', 'rona']);
    assert.equal((await shop.send('GET', `/api/contacts/${id}`)).body['status'], 'waiting');
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    await accept(anna, await offerOf(anna, id, from));
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
  });
});

describe('an agent who vanishes with digital contacts', () => {
  let hub: TestHub;
  let shop: Integrator;

  before(async () => {
    hub = await startTestHub({timings: {deskGraceMs: 2_000, deskAwayMs: 1_000}});
    shop = await integrator(hub);
  });

  after(() => hub?.stop());

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[DG-13] keeps them when a desk is back in time, and else each waits at the front at its old time', async () => {
    const anna = await availableDesk(hub, 'anna');
    const [first, second] = [await shop.bring(), await shop.bring({channel: 'email'})];
    for (const id of [first, second]) await accept(anna, await offerOf(anna, id));
    await anna.stop();
    const back = await availableDesk(hub, 'anna');
    const held = back.snapshots.all[0]?.contacts.map(({id}) => id);
    assert.deepEqual(held?.toSorted(), [first, second].toSorted());
    const timers = await hub.query(`select 1 from timer where kind = 'digital-absent'`);
    assert.equal(timers.length, 0);
    await back.stop();
    const ben = await availableDesk(hub, 'ben');
    const offers = await Promise.all([first, second].map((id) => offerOf(ben, id)));
    for (const {contact} of offers) {
      assert.equal(contact.priority, 2);
      const [row] = await hub.query<{same: boolean}>(
        'select enqueued_at = created_at as same from contact where id = $1',
        [contact.id],
      );
      assert.equal(row?.same, true);
    }
    // Who comes back is told that they are somebody else's now.
    const late = await availableDesk(hub, 'anna');
    assert.deepEqual(late.snapshots.all[0]?.contacts, []);
    for (const offered of offers) await accept(ben, offered);
    await ben.stop();
    await late.stop();
  });

  it('[DG-13] an agent who set themselves Offline before they left is no exception', async () => {
    const carl = await availableDesk(hub, 'carl');
    const id = await shop.bring({queue: 'support'});
    await accept(carl, await offerOf(carl, id));
    assert.equal((await carl.hub.send('SetPresence', {base: 'offline', reason: null})).status, 'done');
    await carl.stop();
    const dora = await availableDesk(hub, 'dora');
    const {contact} = await offerOf(dora, id);
    assert.equal(contact.priority, 2);
    await accept(dora, await offerOf(dora, id));
    await dora.stop();
  });
});

describe('a digital contact that asks for skills', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub({
      organisation: (file) => ({
        ...withMailbox(file),
        agents: [
          {id: 'ben', subject: 'ben', skills: {polish: 2}},
          {id: 'cleo', subject: 'cleo', skills: {polish: 7}},
        ],
      }),
    });
  });

  after(() => hub?.stop());

  it('[DG-1] goes to who has them at that level, however long others have been free', async () => {
    const shop = await integrator(hub);
    const [anna, ben] = [await availableDesk(hub, 'anna'), await availableDesk(hub, 'ben')];
    const id = await shop.bring({skills: {polish: 5}});
    const other = await shop.bring();
    await offerOf(anna, other);
    assert.equal((await shop.send('GET', `/api/contacts/${id}`)).body['status'], 'waiting');
    const cleo = await availableDesk(hub, 'cleo');
    await accept(cleo, await offerOf(cleo, id));
    await Promise.all([anna, ben, cleo].map((desk) => desk.stop()));
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
  });
});
