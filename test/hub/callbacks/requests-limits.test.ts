import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {
  answerWith,
  asks,
  challengeFor,
  counts,
  forgetAll,
  formFor,
  hubForRequests,
  proofFor,
  receiptFor,
  refusalIn,
  send,
  solve,
  someAddress,
  someNumber,
} from './request-world.ts';

const LIMITS = {
  perAddress: 3,
  perAddressHard: 2,
  perAddressPlain: 2,
  perNetwork: 5,
  perNetworkHard: 2,
  perNumber: 2,
  perPrefix: 4,
  perSite: 8,
  perOrganisation: 9,
};

describe('requests of a day', {timeout: 120_000}, () => {
  let hub: TestHub;

  before(async () => {
    hub = await hubForRequests({}, {}, {requests: LIMITS});
  });

  afterEach(() => forgetAll(hub));

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-46] are so many from one network address, whatever numbers they are for; others come in', async () => {
    const from = someAddress();
    for (let n = 0; n < 3; n += 1) await receiptFor(hub, {number: someNumber()}, {from});
    const more = await refusalIn(await asks(hub, {number: someNumber()}, {from}));
    assert.deepEqual([more.status, more.code], [403, 'proof-invalid']);
    const hard = async () => ({number: someNumber(), proof: await proofFor(hub, 5_000, 'portal', true)});
    for (let n = 0; n < 2; n += 1) await receiptFor(hub, await hard(), {from});
    const refused = await refusalIn(await asks(hub, await hard(), {from}));
    assert.deepEqual([refused.status, refused.code], [429, 'rate-limited']);
    assert.ok(Number(refused.retryAfter) > 60);
    await receiptFor(hub, {number: someNumber()});
    assert.equal((await counts(hub))?.callbacks, 6);
  });

  it('[PK-120] from an address that has used up its day are asked for ten times the work, and nobody else is', async () => {
    const from = someAddress();
    const easy = (await formFor(hub, undefined, {from})).proof;
    for (let n = 0; n < 3; n += 1) await receiptFor(hub, {number: someNumber()}, {from});
    const {proof} = await formFor(hub, undefined, {from});
    assert.equal(proof.maxnumber, easy.maxnumber * 10);
    assert.equal((await formFor(hub)).proof.maxnumber, easy.maxnumber);
    // That it is hard is signed: an easy one that was solved cannot be passed off as one.
    const solved = await challengeFor(hub, 5_000);
    const number = Number(JSON.parse(Buffer.from(solve(solved), 'base64').toString()).number);
    const forged = answerWith({...solved, salt: solved.salt.replace('issued=', 'hard=1&issued=')}, number);
    for (const passedOff of [answerWith(solved, number), forged]) {
      const refused = await refusalIn(await asks(hub, {number: someNumber(), proof: passedOff}, {from}));
      assert.equal(refused.code, 'proof-invalid');
    }
  });

  it('[PK-117] are so many of one IPv6 network, whichever of its parts they come from', async () => {
    const asked = async (from: string) => (await asks(hub, {number: someNumber()}, {from})).status;
    for (let n = 0; n < 3; n += 1) assert.equal(await asked(`2001:db8:7:1::${n + 1}`), 201);
    assert.equal(await asked('2001:db8:7:1:ffff::9'), 403, 'a household’s own are used up');
    for (const part of ['2', 'abcd']) assert.equal(await asked(`2001:0db8:0007:${part}::1`), 201);
    assert.equal(await asked('2001:db8:7:3::1'), 403, 'the whole network’s are');
    assert.equal(await asked('2001:db8:8:3::1'), 201, 'another network’s are not');
    assert.equal((await counts(hub))?.callbacks, 6);
  });

  it('[PK-120] of a network that has used up its day go on with ten times the work, whoever’s they are, up to its own limit', async () => {
    const home = (part: number) => ({from: `2001:db8:9:${part}::1`});
    const easy = (await formFor(hub, undefined, home(1))).proof;
    for (let n = 1; n <= 5; n += 1) await receiptFor(hub, {number: someNumber()}, home(n));
    const fresh = await refusalIn(await asks(hub, {number: someNumber()}, home(6)));
    assert.deepEqual([fresh.status, fresh.code], [403, 'proof-invalid']);
    assert.equal((await formFor(hub, undefined, home(6))).proof.maxnumber, easy.maxnumber * 10);
    assert.equal((await formFor(hub, undefined, {from: '2001:db8:a:6::1'})).proof.maxnumber, easy.maxnumber);
    const hard = async () => ({number: someNumber(), proof: await proofFor(hub, 5_000, 'portal', true)});
    for (let n = 6; n <= 7; n += 1) await receiptFor(hub, await hard(), home(n));
    const refused = await refusalIn(await asks(hub, await hard(), home(8)));
    assert.deepEqual([refused.status, refused.code], [429, 'rate-limited']);
  });

  it('[PK-46] are so many for one block of numbers, wherever they come from', async () => {
    for (let n = 0; n < 2; n += 1) await receiptFor(hub);
    await receiptFor(hub, {number: '+12015550178'});
    await receiptFor(hub, {number: '+12015550179'});
    assert.equal((await refusalIn(await asks(hub, {number: '+12015550180'}))).code, 'rate-limited');
    await receiptFor(hub, {number: someNumber()});
  });

  it('[PK-46] are so many of one site, and one that is refused takes nothing from anybody', async () => {
    for (let n = 0; n < 8; n += 1) await receiptFor(hub, {number: someNumber()});
    const from = someAddress();
    for (let n = 0; n < 4; n += 1)
      assert.equal((await refusalIn(await asks(hub, {number: someNumber()}, {from}))).code, 'rate-limited');
    await hub.query(`delete from api_client where client = 'callback-site:portal'`);
    await receiptFor(hub, {number: someNumber()}, {from});
    // The organisation's own are used up by now.
    assert.equal((await refusalIn(await asks(hub, {number: someNumber()}))).code, 'rate-limited');
  });

  it('[PK-46] a flood from one address is held off before anything is looked at', async () => {
    const statuses: number[] = [];
    const from = someAddress();
    for (let n = 0; n < 15; n += 1) statuses.push((await send(hub, 'GET', '/form?key=x', undefined, {from})).status);
    assert.ok(statuses.includes(429) && statuses.includes(403), String(statuses));
  });
});
