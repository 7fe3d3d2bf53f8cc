import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {CallbackRequest} from '../../../src/api/wire/callback-request.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {
  CUSTOMER,
  asks,
  cancels,
  counts,
  forgetAll,
  formFor,
  hubForRequests,
  progress,
  receiptFor,
  receiptIn,
  refusalIn,
  requestWith,
  send,
  someAddress,
  someNumber,
} from './request-world.ts';

const TRAPPED = {website: 'https://spam.example'};
const NOTHING = {callbacks: 0, requests: 0, mails: 0};

describe('a request for which nobody is called', {timeout: 120_000}, () => {
  let hub: TestHub;

  before(async () => {
    hub = await hubForRequests({}, {}, {requests: {perAddress: 3, perNumber: 2}});
  });

  afterEach(async () => {
    await forgetAll(hub);
    await hub.query('delete from callback_pretence');
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** What can be seen of a request from its receipt to its end, by its page and by the interface. */
  async function lifeOf(changes: Partial<CallbackRequest>) {
    const response = await asks(hub, changes);
    const headers = [...response.headers.keys()].toSorted();
    const receipt = await receiptIn(response);
    const page = async () => {
      const answer = await fetch(receipt.statusUrl, {headers: {'x-forwarded-for': someAddress()}});
      const html = await answer.text();
      return [answer.status, answer.headers.get('refresh'), html.replaceAll(receipt.token, '…')];
    };
    return [
      ...[headers, receipt.token.length, receipt.statusUrl.replace(receipt.token, '…'), receipt.progress],
      ...[await progress(hub, receipt.token), await page()],
      ...[await cancels(hub, receipt.token), await cancels(hub, receipt.token), await progress(hub, receipt.token)],
      await page(),
    ];
  }

  it('[PK-113] [PK-45] is to whoever has its token as one that has joined another, from its receipt to its end', async () => {
    const {slots} = await formFor(hub);
    const [early, late] = [slots[1], slots[4]];
    assert.ok(early !== undefined && late !== undefined);
    for (const when of [{kind: 'now'}, {kind: 'slot', startsAt: late.startsAt}] as const) {
      const trapped = await lifeOf({...TRAPPED, when});
      assert.deepEqual(await counts(hub), NOTHING);
      const real = await lifeOf({when});
      assert.deepEqual(trapped, real);
      await forgetAll(hub);
    }
  });

  it('[PK-113] goes on to wait and comes to nothing in its own time', async () => {
    const {slots} = await formFor(hub);
    const slot = slots[1];
    assert.ok(slot !== undefined);
    const {token} = await receiptFor(hub, {...TRAPPED, when: {kind: 'slot', startsAt: slot.startsAt}});
    assert.equal((await progress(hub, token)).status, 'scheduled');
    for (const [minutes, status] of [
      [-10, 'waiting'],
      [-200, 'late'],
    ] as const) {
      const from = new Date(Date.now() + minutes * 60_000);
      await hub.query(
        `update callback_pretence set starts_at = $1, ends_at = $1::timestamptz + interval '30 minutes'`,
        [from],
      );
      assert.equal((await progress(hub, token)).status, status);
    }
  });

  it('[PK-113] is refused where everybody is: a wrong proof, a wrong number, the address’s limit, another request’s name', async () => {
    for (const wrong of [{proof: 'none'}, {number: '911'}, {zone: 'Nowhere'}, {consent: {version: 'old'}}])
      assert.deepEqual(
        await refusalIn(await asks(hub, {...TRAPPED, ...wrong})),
        await refusalIn(await asks(hub, wrong)),
        JSON.stringify(wrong),
      );
    const from = someAddress();
    for (let n = 0; n < 3; n += 1) await receiptFor(hub, {...TRAPPED, number: someNumber()}, {from});
    assert.equal((await refusalIn(await asks(hub, {...TRAPPED}, {from}))).code, 'proof-invalid');
    const body = await requestWith(hub, TRAPPED);
    const [first, again] = await Promise.all([1, 2].map(async () => receiptIn(await send(hub, 'POST', '', body))));
    assert.equal(first?.token, again?.token);
    assert.equal((await refusalIn(await send(hub, 'POST', '', {...body, name: 'Somebody'}))).code, 'invalid');
    assert.deepEqual(await counts(hub), NOTHING);
  });

  it('[PK-113] takes nothing of what people may ask for, and nothing is kept of whose it is', async () => {
    await receiptFor(hub, {...TRAPPED, name: 'Marked Name', reason: 'marked reason', email: 'marked@example.com'});
    const clients = await hub.query<{client: string}>(`select client from api_client where client like 'callback-%'`);
    assert.deepEqual(
      clients.map(({client}) => client.replace(/:.*/, '')),
      ['callback-address'],
    );
    const stored = JSON.stringify(await hub.query('select * from callback_pretence')).toLowerCase();
    for (const mark of ['marked', CUSTOMER.slice(2), 'spam']) assert.equal(stored.includes(mark), false, mark);
  });

  it('[PK-114] nobody learns how often a number was asked for: beyond its limit the answer is the same, and nobody is called', async () => {
    for (let n = 0; n < 2; n += 1) {
      await receiptFor(hub);
      await isCalled();
    }
    const used = await counts(hub);
    const told = await receiptFor(hub);
    const other = await receiptFor(hub, {number: '+12015550188'});
    const blind = ({progress: seen}: typeof told) => ({...seen, number: seen.number.slice(0, -4)});
    assert.deepEqual(blind(told), blind(other));
    assert.equal((await counts(hub))?.callbacks, (used?.callbacks ?? 0) + 1, 'the other one’s alone');
    assert.equal((await cancels(hub, told.token)).status, 'cancelled');
  });

  it('[PK-114] who joins what is promised already, or takes back what nobody was called for, uses none of it up', async () => {
    for (let n = 0; n < 4; n += 1) {
      const {token} = await receiptFor(hub);
      const joined = await receiptFor(hub);
      await cancels(hub, joined.token);
      await cancels(hub, token);
    }
    await receiptFor(hub);
    assert.deepEqual(await hub.query('select 1 from callback_pretence'), []);
    assert.equal((await hub.query(`select 1 from callback where status in ('scheduled', 'queued')`)).length, 1);
  });

  /** Somebody has spoken to them. */
  async function isCalled(): Promise<void> {
    await hub.query(`update callback set status = 'kept', due_at = null, closed_at = now() where closed_at is null`);
  }
});
