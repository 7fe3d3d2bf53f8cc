import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {takeOut} from '../../../hub/callbacks/supervise-callback.ts';
import {keepPiece} from '../../../hub/voicemail/keep-piece.ts';
import {HubHttpLink} from '../../../src/api/hub-http-link.ts';
import {VoicemailClient} from '../../../src/api/voicemail-client.ts';
import {VoicemailKeeper} from '../../../hub/voicemail/voicemail-keeper.ts';
import {canRecord} from '../../../hub/voice/media-driver.ts';
import {offered} from '../callbacks/callback-world.ts';
import {accept, becomeAvailable, errorsOf, finish} from '../desk/scenes.ts';
import {until} from '../flows/scenes.ts';
import {callbacksOf, overflowingHub} from '../overflow/overflow-world.ts';
import {adminOf} from '../organisation/admin-client.ts';
import {type Person, person} from '../parties/scenes.ts';
import {VOICEMAIL_AT_ONCE, readerOf} from './voicemail-world.ts';

const NUMBER = '+12015550181';

/** Somebody has left a message. @returns its id */
async function left(hub: TestHub, {number = NUMBER, queue = 'billing', minutesAgo = 0} = {}): Promise<string> {
  const [contactId, id] = [crypto.randomUUID(), crypto.randomUUID()];
  await hub.query(
    `insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, ended_at, end_reason, version, media_version, line_id)
     select $1, 'voice', 'inbound', 'ordinary', 'ended', 2, now(), now(), now(), 'abandoned', 1, 1, null`,
    [contactId],
  );
  await hub.query(
    `insert into voicemail (id, contact_id, queue_id, number, name, began_at, stopped_at, finished_at, length_ms, heard_ms)
     values ($1, $2, $3, $4, 'Ada Nkemelu', now() - $5 * interval '1 minute', now(), now(), 4000, 2000)`,
    [id, contactId, queue, number, minutesAgo],
  );
  await hub.query(
    `insert into voicemail_piece (voicemail_id, process_id, seq, packets, length_ms, heard_ms) values ($1, 'p', 0, $2, 20, 20)`,
    [id, Buffer.from([0, 3, 0xf8, 0xff, 0xfe])],
  );
  return id;
}

describe('messages on the desks', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: Person;
  let phone: TestPhone;

  before(async () => {
    hub = await overflowingHub({billing: VOICEMAIL_AT_ONCE}, {voicemail: {keepMs: 86_400_000}});
    anna = await person(hub);
    phone = await connectPhone(hub, NUMBER);
  });

  after(async () => {
    await anna?.stop();
    await phone?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[VX-8] are those of the queues that an agent serves, and all for a supervisor; nobody else has any', async () => {
    await hub.query(`update queue set everyone = false where id = 'support'`);
    const [own, other] = [await left(hub), await left(hub, {queue: 'support'})];
    const agent = await readerOf(hub, anna.subject);
    const ids = async (reader: typeof agent, query = '') => (await reader.list(query)).voicemails.map(({id}) => id);
    assert.deepEqual(await ids(agent), [own]);
    assert.deepEqual(await ids(agent, '?queue=support'), []);
    const supervisor = await readerOf(hub, 'sue', {roles: ['supervisor']});
    assert.deepEqual((await ids(supervisor)).toSorted(), [own, other].toSorted());
    for (const [path, method] of [
      [`/${other}/audio`, 'GET'],
      [`/${other}`, 'PUT'],
      [`/${other}/callback`, 'POST'],
      ['/none', 'PUT'],
    ] as const)
      assert.equal((await agent.ask(path, method, method === 'PUT' ? {done: true} : undefined)).status, 404, path);
    assert.equal((await agent.ask(`/${own}`, 'DELETE')).status, 403);
    assert.equal((await (await readerOf(hub, 'adam', {roles: ['admin']})).ask('')).status, 403);
    assert.equal((await fetch(`${hub.url}/voicemails`)).status, 401);
    // The organisation has that queue no more.
    await hub.query(`update queue set active = false where id = 'support'`);
    assert.ok((await supervisor.list('?queue=support')).voicemails.some(({id}) => id === other));
    assert.equal((await supervisor.ask(`/${other}`, 'DELETE')).status, 204);
    assert.equal((await supervisor.ask(`/${other}`, 'DELETE')).status, 204, 'twice');
    assert.deepEqual(await ids(supervisor), [own]);
  });

  it('[VX-9] come newest first, a page at a time, and are counted', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 60; n += 1)
      ids.push(await left(hub, {number: `+120155520${String(n).padStart(2, '0')}`, minutesAgo: 10 + n}));
    const reader = await readerOf(hub, anna.subject);
    const first = await reader.list();
    const rest = await reader.list(`?after=${encodeURIComponent(first.next ?? '')}`);
    const known = [...first.voicemails, ...rest.voicemails].map(({id}) => id).filter((id) => ids.includes(id));
    assert.deepEqual(known, ids);
    assert.deepEqual([first.voicemails.length, first.count, first.more, rest.next], [50, 61, false, null]);
    assert.equal((await reader.ask('?status=old')).status, 422);
    assert.equal((await reader.list('?after=rubbish')).voicemails.length, 50);
  });

  it('[VX-10] are dealt with, by whom is seen, and can be put back', async () => {
    const id = await left(hub);
    const reader = await readerOf(hub, anna.subject);
    const done = await reader.change(`/${id}`, 'PUT', {done: true});
    assert.equal(done.done?.agentName, anna.subject);
    assert.deepEqual(await reader.change(`/${id}`, 'PUT', {done: true}), done, 'twice');
    assert.ok((await reader.list('?status=done')).voicemails.some((each) => each.id === id));
    assert.ok(!(await reader.list()).voicemails.some((each) => each.id === id));
    assert.equal((await reader.change(`/${id}`, 'PUT', {done: false})).done, null);
    assert.equal((await reader.ask(`/${id}`, 'PUT', {done: 'yes'})).status, 422);
    const audits = await hub.query<{action: string}>(
      `select action from audit where action like '%-voicemail' and agent_id = $1 order by id`,
      [anna.agentId],
    );
    assert.deepEqual(audits.map(({action}) => action).slice(-2), ['finish-voicemail', 'reopen-voicemail']);
  });

  it('[VX-11] are called back as the agent’s next call, once, and are done then', async () => {
    const id = await left(hub);
    const reader = await readerOf(hub, anna.subject);
    const view = await reader.change(`/${id}/callback`, 'POST');
    assert.equal(view.done?.agentName, anna.subject);
    await reader.change(`/${id}/callback`, 'POST');
    const promised = await callbacksOf(hub, NUMBER);
    assert.deepEqual(
      promised.map(({kind, source}) => [kind, source]),
      [['personal', 'call']],
    );
    const other = await (await readerOf(hub, 'ben')).ask(`/${id}/callback`, 'POST');
    assert.deepEqual([other.status, Object(await other.json()).code], [409, 'callback-open']);
    await becomeAvailable(anna);
    const ring = await offered(anna);
    await accept(anna, ring);
    await phone.states.find('it rings', ({call}) => call?.status === 'ringing');
    assert.equal((await phone.client.send('AnswerCall', {callId: ring.contact.id})).status, 'done');
    await anna.event('ContactConnected');
    await finish(anna, ring.contact.id);
    assert.equal((await callbacksOf(hub, NUMBER))[0]?.status, 'kept');
    const said = async (each: string) =>
      (await reader.list('?status=all')).voicemails.find((one) => one.id === each)?.callback;
    assert.deepEqual(await said(id), {status: 'kept'});
    assert.notEqual((await reader.list('?status=done')).voicemails.find((each) => each.id === id)?.done, undefined);
    const again = await left(hub, {number: '+12015550182'});
    await reader.change(`/${again}/callback`, 'POST');
    const [open] = await callbacksOf(hub, '+12015550182');
    assert.deepEqual(await said(again), {status: 'open'});
    const {status: deleted} = await anna.hub.send('DeleteCallback', {callbackId: open?.id ?? '', version: 1});
    // It may be queued by now, and then ends by its supervisor.
    if (deleted !== 'done')
      await hub.store.decide((work) => takeOut(work, open?.id ?? '', {type: 'cancel', by: 'supervisor'}, 'agent:test'));
    assert.equal(
      (await reader.list()).voicemails.find((each) => each.id === again)?.done,
      null,
      'nobody was reached: it is new again',
    );
    assert.deepEqual(await said(again), {status: 'cancelled'});
    const withheld = await left(hub, {number: ''});
    assert.equal((await reader.list()).voicemails.find((each) => each.id === withheld)?.callable, false);
    const refused = await reader.ask(`/${withheld}/callback`, 'POST');
    assert.deepEqual([refused.status, Object(await refused.json()).code], [409, 'number-not-callable']);
  });

  it('[VX-11] are called back by agents alone, which the list says', async () => {
    const id = await left(hub, {number: '+12015550187'});
    for (const [roles, mayCallBack] of [
      [['agent'], true],
      [['supervisor'], false],
      [['agent', 'supervisor'], true],
    ] as const) {
      const reader = await readerOf(hub, `asks-${roles.join('-')}`, {roles: [...roles]});
      assert.equal(Object(await (await reader.ask('')).json()).mayCallBack, mayCallBack, roles.join());
      if (!mayCallBack) assert.equal((await reader.ask(`/${id}/callback`, 'POST')).status, 403);
    }
  });

  it('[VX-12] are heard by whoever may, which is in the audit, as a file that can be played', async () => {
    const id = await left(hub);
    const response = await (await readerOf(hub, anna.subject)).ask(`/${id}/audio`);
    assert.deepEqual([response.status, response.headers.get('cache-control')], [200, 'no-store']);
    assert.equal(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 4), 'OggS');
    const [row] = await hub.query<{n: number}>(
      `select count(*)::int as n from audit where action = 'listen-voicemail' and agent_id = $1`,
      [anna.agentId],
    );
    assert.equal(row?.n, 1);
  });

  it('[VX-6] of which nothing is here yet are waited for, for what a dead hub’s media process keeps', async () => {
    const id = await left(hub);
    await hub.query('delete from voicemail_piece where voicemail_id = $1', [id]);
    await hub.query(
      `update voicemail set finished_at = null, length_ms = 0, heard_ms = 0, stopped_at = now() - interval '2 minutes' where id = $1`,
      [id],
    );
    await hub.query(
      `update contact set ended_at = now() - interval '2 minutes' where id = (select contact_id from voicemail where id = $1)`,
      [id],
    );
    const other = await left(hub);
    await hub.query(`update voicemail set finished_at = null where id = $1`, [other]);
    await hub.query(
      `update contact set ended_at = now() - interval '1 minute' where id = (select contact_id from voicemail where id = $1)`,
      [other],
    );
    const keeper = new VoicemailKeeper(hub.store, hub.log);
    keeper.start();
    await until(
      hub,
      'the other is looked after',
      'exists (select 1 from voicemail where id = $1 and finished_at is not null)',
      [other],
    );
    await keeper.stop();
    const chunk = {
      recordingId: id,
      legId: 'l',
      seq: 1,
      packets: 'AAP4//4=',
      lastedMs: 3_000,
      heardMs: 2_000,
      finished: true,
    };
    await hub.store.decide((work) => keepPiece(work, chunk, 'late'));
    assert.ok((await (await readerOf(hub, anna.subject)).list()).voicemails.some((each) => each.id === id));
  });

  it('[VX-15] are asked of nobody while a media process that records nothing carries calls: they wait', async () => {
    const old = crypto.randomUUID();
    await hub.query('insert into media_process (id, records) values ($1, false)', [old]);
    const caller = await connectPhone(hub, '+12015550183');
    await caller.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
    const {call} = await caller.states.find('its call', (state) => state.call !== null);
    const rows = await hub.query('select 1 from contact where id = $1 and queue_id = $2', [call?.callId, 'billing']);
    assert.equal(rows.length, 1, 'in the queue');
    await caller.client.send('HangUpCall', {callId: call?.callId ?? ''});
    await caller.stop();
    await hub.query('delete from media_process where id = $1', [old]);
    assert.equal(canRecord({}), false);
    assert.equal(canRecord({recordings: []}), true);
  });

  it('[EL-81] that are gone are said to be in the form that a desk takes for it; a path that the hub does not have is not', async () => {
    const token = await hub.issuer.token(anna.subject);
    const client = (url: string) =>
      new VoicemailClient(
        new HubHttpLink({hubUrls: [url], getToken: async () => token, signal: new AbortController().signal}),
      );
    const gone = crypto.randomUUID();
    assert.equal(await client(hub.url).audio(gone), null);
    assert.deepEqual(await client(hub.url).setDone(gone, true), {status: 'refused', code: 'voicemail-gone'});
    await assert.rejects(client(`${hub.url}/before`).setDone(gone, true), {code: 'hub-unreachable'});
  });

  it('[VX-13] are deleted when they were done for as long as the organisation keeps them, and not before', async () => {
    const [old, fresh, waiting] = [await left(hub), await left(hub), await left(hub, {minutesAgo: 200_000})];
    const reader = await readerOf(hub, anna.subject);
    for (const id of [old, fresh]) await reader.change(`/${id}`, 'PUT', {done: true});
    await hub.query(`update voicemail set done_at = now() - interval '25 hours' where id = $1`, [old]);
    const keeper = new VoicemailKeeper(hub.store, hub.log);
    keeper.start();
    await until(hub, 'the old one is deleted', 'not exists (select 1 from voicemail where id = $1)', [old]);
    await keeper.stop();
    const rest = await hub.query('select 1 from voicemail where id = any($1::uuid[])', [[fresh, waiting]]);
    assert.equal(rest.length, 2);
  });

  it('[DC-32] are set up by an administrator beside announcements, overflow and routing', async () => {
    const admin = await adminOf(hub);
    const settings = Object((await admin.get('/organisation/settings')).body);
    assert.deepEqual(settings.voicemail, {longestMs: 180_000, keepMs: 86_400_000});
    const put = await admin.put('/organisation/settings', {
      ...settings,
      voicemail: {longestMs: 60_000, keepMs: 86_400_000},
    });
    assert.deepEqual(
      [put.status, Object(put.body).changes],
      [200, [{collection: 'settings', id: 'voicemail', change: 'changed'}]],
    );
    const support = Object((await admin.get('/organisation/queues/support')).body);
    const overflow = {before: [], waiting: [{afterMs: 120_000, action: {kind: 'voicemail'}}]};
    assert.equal((await admin.put('/organisation/queues/support', {...support, overflow})).status, 200);
    const {items} = Object((await admin.get('/prompts')).body);
    const names = items.map(({name}: {name: string}) => name);
    for (const name of ['voicemail-greeting', 'voicemail-greeting-closed', 'voicemail-thanks'])
      assert.ok(names.includes(name));
  });

  it('[VX-14] are counted, handed out with their sound, and erased when their caller asks', async () => {
    const number = '+12015550189';
    const id = await left(hub, {number});
    const token = await hub.issuer.token('adam', {roles: ['admin']});
    const ask = async (what: string) => {
      const response = await fetch(`${hub.url}/admin/customers/${what}`, {
        method: 'POST',
        headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
        body: JSON.stringify({number}),
      });
      return Object(await response.json());
    };
    assert.equal((await ask('find')).voicemails, 1);
    const [exported] = (await ask('export')).voicemails;
    assert.deepEqual([exported.queue, exported.lengthMs], ['Billing', 4_000]);
    assert.equal(Buffer.from(exported.audio, 'base64').toString('latin1', 0, 4), 'OggS');
    assert.equal((await ask('erase')).voicemails, 1);
    assert.deepEqual(await hub.query('select 1 from voicemail_piece where voicemail_id = $1', [id]), []);
  });
});
