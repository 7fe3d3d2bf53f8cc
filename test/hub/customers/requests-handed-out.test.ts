import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {adminOf} from '../organisation/admin-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {CONSENT, cancels, hubForRequests, receiptFor} from '../callbacks/request-world.ts';
import {errorsOf} from '../desk/scenes.ts';

const NUMBER = '+12015554788';
const ISO = /^\d{4}-\d\d-\d\dT/;

describe('what a customer asked for on a page', {timeout: 120_000}, () => {
  let hub: TestHub;

  before(async () => {
    hub = await hubForRequests();
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-204] [PK-94] is counted and handed out with what was agreed to, each that joined and is withdrawn too; it is erased with the callback', async () => {
    const admin = await adminOf(hub);
    const post = (what: string) => admin.ask('POST', `/customers/${what}`, {body: {number: NUMBER}});
    await receiptFor(hub, {number: NUMBER, language: 'pl', zone: 'Europe/Warsaw'});
    const {token} = await receiptFor(hub, {number: NUMBER});
    await cancels(hub, token);
    await receiptFor(hub, {number: '+12015554799'});
    const found = Object((await post('find')).body);
    assert.deepEqual([found.openCallbacks, found.requests], [1, 2]);
    const {requests, counted} = Object((await post('export')).body);
    assert.equal(counted.requests, 2);
    const [first, second] = requests;
    assert.equal(requests.length, 2);
    const agreed = {site: 'portal', queue: 'Billing', from: null, to: null, agreedTo: CONSENT.version};
    const {asked, ...rest} = first;
    assert.match(asked, ISO);
    const polish = {zone: 'Europe/Warsaw', language: 'pl', agreedIn: 'pl', joined: false, withdrawn: null};
    assert.deepEqual(rest, {...agreed, ...polish});
    const {withdrawn, asked: later, ...other} = second;
    assert.match(withdrawn, ISO);
    assert.match(later, ISO);
    assert.deepEqual(other, {
      ...agreed,
      ...{zone: 'America/New_York', language: 'en', agreedIn: 'en', joined: true},
    });
    assert.equal((await post('erase')).status, 200);
    assert.equal(Object((await post('find')).body).requests, 0);
  });
});
