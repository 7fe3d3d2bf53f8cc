import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {claimNumber} from '../../../src/api/phone-client.ts';
import {type BareDesk, connectBare, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';

const PHONE = '/phone';
const refused = (code: string) => ({status: 'refused', code});

describe('the simulated telephone network', () => {
  let hub: TestHub;
  const open: {stop(): Promise<void>}[] = [];

  before(async () => {
    hub = await startTestHub();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.stop()));
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    await hub?.stop();
  });

  async function phoneOf(number: string): Promise<BareDesk> {
    const {token} = await claimNumber(hub.url, number, null);
    const phone = await connectBare(hub.url, token, PHONE);
    open.push(phone);
    return phone;
  }

  it('[HU-40] a number in use is nobody else’s; who shows its key has it again', async () => {
    const number = '+12015550161';
    const {key, token} = await claimNumber(hub.url, number, null);
    open.push(await connectBare(hub.url, token, PHONE));
    await assert.rejects(claimNumber(hub.url, number, null), /Somebody else has this number/);
    await assert.rejects(claimNumber(hub.url, number, 'another key'), /Somebody else has this number/);
    assert.equal((await claimNumber(hub.url, number, key)).key, key);
    await assert.rejects(claimNumber(hub.url, BILLING_LINE, null), /Somebody else has this number/);
  });

  it('[HU-40] what is no number cannot be claimed, nor with a body that is none', async () => {
    for (const number of ['912', '91', '9115', '', '+0123456789', '+1201555016\u0000', 'x'.repeat(500)])
      await assert.rejects(claimNumber(hub.url, number, null), /Give a number/);
    for (const [body, status] of [
      ['{', 400],
      ['[]', 400],
      ['{"number": "+12015550162"}', 400],
      [`{"number": "${'1'.repeat(20_000)}"}`, 413],
    ] as const) {
      const response = await fetch(`${hub.url}/phone-numbers`, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body,
      });
      assert.equal(response.status, status);
      assert.ok((await response.text()).length < 300);
    }
  });

  it('[HU-41] a phone with a wrong token gets 401, and nothing is logged as an error', async () => {
    const {token} = await claimNumber(hub.url, '+12015550163', null);
    const [encoded = ''] = token.split('.');
    const forged = [
      '',
      'nonsense',
      `${encoded}.`,
      `${encoded}.wrong`,
      `.${token}`,
      `${Buffer.from('\u0000').toString('base64url')}.x`,
      await hub.issuer.token('anna'),
    ];
    for (const each of forged) {
      const response = await fetch(`${hub.url}/phone/negotiate?negotiateVersion=1`, {
        method: 'POST',
        headers: {authorization: `Bearer ${each}`},
      });
      assert.equal(response.status, 401, each);
    }
  });

  it('[HU-42] commands of the wrong shape and calls of somebody else are refused, and nothing changes', async () => {
    const [one, other] = [await phoneOf('+12015550164'), await phoneOf('+12015550165')];
    assert.deepEqual(await one.command('PlaceCall', {to: BILLING_LINE, name: null, data: {}}), {
      status: 'done',
      sdp: null,
    });
    const [call] = await hub.query<{id: string}>(`select id from contact where status <> 'ended'`);
    assert.ok(call);
    const before = await hub.query('select id, status, version from contact');
    for (const callId of [call.id, 'nope', '\u0000', '00000000-0000-4000-8000-000000000000']) {
      for (const name of ['AnswerCall', 'DeclineCall', 'HangUpCall'])
        assert.deepEqual(await other.command(name, {callId}), refused('not-yours'), name);
      assert.deepEqual(await other.command('ConnectCall', {callId, epoch: 1, sdp: 'v=0'}), refused('not-yours'));
    }
    assert.match(
      JSON.stringify(await other.command('PlaceCall', {to: 5, name: null, data: {}})),
      /invalid-command: to/,
    );
    assert.match(
      JSON.stringify(await other.command('PlaceCall', {to: BILLING_LINE, name: 'x'.repeat(251), data: {}})),
      /invalid-command: name/,
    );
    assert.match(
      JSON.stringify(await other.command('PlaceCall', {to: BILLING_LINE, name: null, data: {reason: 'x'.repeat(257)}})),
      /invalid-command: data/,
    );
    assert.deepEqual(
      await other.command('PlaceCall', {to: '911', name: null, data: {}}),
      refused('emergency-not-carried'),
    );
    assert.deepEqual(await other.command('PlaceCall', {to: 'home', name: null, data: {}}), refused('invalid-number'));
    assert.deepEqual(
      await other.command('PlaceCall', {to: '+12015550199', name: null, data: {}}),
      refused('unobtainable'),
    );
    assert.deepEqual(
      await one.command('PlaceCall', {to: BILLING_LINE, name: null, data: {}}),
      refused('capacity-full'),
    );
    assert.deepEqual(await hub.query('select id, status, version from contact'), before);
    assert.deepEqual(await one.command('HangUpCall', {callId: call.id}), {status: 'done', sdp: null});
    assert.deepEqual(await one.command('HangUpCall', {callId: call.id}), {status: 'done', sdp: null});
  });

  it('[HU-42] what a caller brings along goes into the variables the entry point knows, and nowhere else', async () => {
    const phone = await phoneOf('+12015550166');
    const data = {reason: 'a\u0000b', constructor: 'x', unknown: 'y'};
    assert.deepEqual(await phone.command('PlaceCall', {to: BILLING_LINE, name: 'N\u0000', data}), {
      status: 'done',
      sdp: null,
    });
    const rows = await hub.query<{name: string; value: string}>(
      `select v.name, v.value from variable v join contact c on c.id = v.contact_id where c.status <> 'ended' order by v.place`,
    );
    assert.deepEqual(
      rows.map((row) => [row.name, row.value]),
      [
        ['reason', 'a\ufffdb'],
        ['tier', 'Standard'],
        ['language', 'English'],
        ['accountPin', null],
      ],
    );
  });

  it('[HU-43] a phone that connected again at another hub can still be rung when its old connection ends', async () => {
    const second = await hub.startBeside();
    const number = '+12015550167';
    const {token} = await claimNumber(hub.url, number, null);
    const old = await connectBare(hub.url, token, PHONE);
    open.push(await connectBare(second.address, token, PHONE));
    await hubOf(number, second.hubId);
    await old.stop();
    // The old connection's end is known when another phone of the same hub has come and gone after it.
    const marker = await connectPhone(hub, '+12015550168');
    await marker.stop();
    await hubOf('+12015550168', null);
    const [row] = await hub.query('select hub_id from phone where number = $1', [number]);
    assert.deepEqual(row, {hub_id: second.hubId});
  });

  /** Waits until the database says which hub a phone is at. */
  async function hubOf(number: string, hubId: string | null): Promise<void> {
    const until = AbortSignal.timeout(5_000);
    for (;;) {
      const [row] = await hub.query<{hub_id: string | null}>('select hub_id from phone where number = $1', [number]);
      if (row?.hub_id === hubId) return;
      until.throwIfAborted();
    }
  }

  it('[HU-44] a phone that dialled its own way out of the network is told the end of its call', async () => {
    const phone = await connectPhone(hub, '+12015550169');
    open.push(phone);
    assert.equal((await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}})).status, 'done');
    const ringing = await phone.states.find('the call', (state) => state.call !== null);
    assert.equal((await phone.client.send('HangUpCall', {callId: ringing.call?.callId ?? ''})).status, 'done');
    const ended = await phone.states.find('the end', (state) => state.call?.status === 'ended');
    assert.equal(ended.call?.endReason, 'abandoned');
  });

  it('[HU-105] a telephone whose clock is a day behind calls like any other', async (test) => {
    const right = Date.now;
    const behind = () => test.mock.method(Date, 'now', () => right() - 86_400_000);
    // Only what the telephone itself does is done by its clock: the hub is in the same process.
    let clock = behind();
    const connecting = connectPhone(hub, '+12015550171');
    clock.mock.restore();
    const phone = await connecting;
    open.push(phone);
    clock = behind();
    const placing = phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
    clock.mock.restore();
    assert.equal((await placing).status, 'done');
  });

  it('[HU-104] a phone that somebody else finds busy keeps the call it is in', async () => {
    const number = '+12015550170';
    const {key} = await claimNumber(hub.url, number, null);
    const phone = await connectPhone(hub, number, key);
    open.push(phone);
    assert.equal((await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}})).status, 'done');
    const own = await phone.states.find('the call', (state) => state.call !== null);
    const ben = await connectBare(hub.url, await hub.issuer.token('ben'));
    open.push(ben);
    await ben.resume();
    await ben.command('Dial', {number});
    await ben.events.find(
      'the line is busy',
      (event) => event.type === 'ContactEnded' && event.contact.direction === 'outbound',
    );
    const again = await connectPhone(hub, number, key);
    open.push(again);
    const now = await again.states.find('its state', () => true);
    assert.deepEqual(now.call, own.call);
  });
});
