import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {type Admin, adminOf, problemOf} from './admin-client.ts';

const DAY_MS = 86_400_000;

describe('settings that are put over HTTP', () => {
  let hub: TestHub;
  let admin: Admin;

  before(async () => {
    hub = await startTestHub();
    admin = await adminOf(hub);
  });

  after(() => hub?.stop());

  async function puts(changes: (settings: object) => object) {
    const {body, etag} = await admin.get('/organisation/settings');
    const given = {...Object(body), ...changes(Object(body))};
    return admin.ask('PUT', '/organisation/settings', {body: given, ifMatch: etag ?? ''});
  }

  it('[OR-23] how callbacks are made and kept is a setting too: a change of that alone is one', async () => {
    const put = await puts((settings) => ({callbacks: {...Object(settings).callbacks, keepMs: 7 * DAY_MS}}));
    assert.equal(put.status, 200);
    assert.deepEqual(Object(put.body).changes, [{collection: 'settings', id: 'callbacks', change: 'changed'}]);
    assert.equal(Object((await admin.get('/organisation')).body).callbacks.keepMs, 7 * DAY_MS);
  });

  it('[PK-110] how long contacts are kept is set within bounds: none that desks still list, none for ever', async () => {
    assert.deepEqual(Object((await admin.get('/organisation/settings')).body).contacts, {keepMs: null});
    for (const keepMs of [0, 14 * DAY_MS - 1, 3_660 * DAY_MS + 1, 20 * DAY_MS + 0.5, '30 days'])
      assert.deepEqual(
        problemOf(await puts(() => ({contacts: {keepMs}}))),
        {status: 422, code: 'invalid', paths: ['/contacts/keepMs']},
        String(keepMs),
      );
    const put = await puts(() => ({contacts: {keepMs: 14 * DAY_MS}}));
    assert.deepEqual(Object(put.body).changes, [{collection: 'settings', id: 'contacts', change: 'changed'}]);
    assert.deepEqual(Object((await admin.get('/organisation')).body).contacts, {keepMs: 14 * DAY_MS});
  });
});
