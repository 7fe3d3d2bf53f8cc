import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {customerCalls} from '../desk/scenes.ts';
import {type Admin, adminOf, problemOf} from '../organisation/admin-client.ts';
import {hear, line, press, read, withFlows} from './scenes.ts';

const HELP = {id: 'help', kind: 'queue', queue: 'support'};
const MENU = {
  id: 'menu',
  kind: 'digits',
  sound: 'menu-example',
  branches: {1: 'bills'},
  next: 'help',
  onTimeout: 'help',
  onInvalid: 'help',
};
const BILLS = {id: 'bills', kind: 'queue', queue: 'billing'};

describe('flows over HTTP', () => {
  let hub: TestHub;
  let admin: Admin;

  before(async () => {
    hub = await startTestHub({organisation: withFlows({main: [HELP]})});
    admin = await adminOf(hub);
  });

  after(async () => {
    await hub?.stop();
  });

  it('[FL-8] with a dead end are refused with every place of it, and nothing changes', async () => {
    const before = await admin.get('/organisation');
    const steps = [{...MENU, branches: {1: 'gone'}, onTimeout: null}, {...HELP, queue: 'sales'}, BILLS];
    const refused = await admin.put('/organisation/flows/main', {id: 'main', name: 'Main', steps});
    assert.deepEqual(problemOf(refused), {
      status: 422,
      code: 'invalid',
      paths: ['/flows/0/steps/0/branches/1', '/flows/0/steps/0/onTimeout', '/flows/0/steps/1/queue'],
    });
    const unreached = await admin.put('/organisation/flows/main', {id: 'main', name: 'Main', steps: [HELP, BILLS]});
    assert.deepEqual(problemOf(unreached).paths, ['/flows/0/steps/1']);
    const loop = [{id: 'a', kind: 'set', variable: 'tier', value: 'Gold', next: 'a'}];
    const round = await admin.put('/organisation/flows/main', {id: 'main', name: 'Main', steps: loop});
    assert.deepEqual(problemOf(round).paths, ['/flows/0/steps/0', '/flows/0/steps/0']);
    assert.deepEqual(await admin.get('/organisation'), {
      ...before,
      headers: (await admin.get('/organisation')).headers,
    });
  });

  it('[FL-8] that an entry point begins cannot be taken away', async () => {
    const {etag} = await admin.get('/organisation');
    const refused = await admin.ask('DELETE', '/organisation/flows/main', {ifMatch: etag ?? ''});
    assert.deepEqual(problemOf(refused), {status: 422, code: 'invalid', paths: ['/entryPoints/2/flow']});
  });

  it('[TR-8] are made and changed there, and count for the next call', async () => {
    const steps = [MENU, HELP, BILLS];
    const made = await admin.put('/organisation/flows/main', {id: 'main', name: 'Main', steps});
    assert.equal(made.status, 200);
    const {body} = await admin.get('/organisation/flows/main');
    const written: {steps: readonly object[]} = Object(body);
    assert.deepEqual(Object(written.steps[0]), {
      ...MENU,
      retrySound: null,
      language: null,
      min: 1,
      max: 1,
      terminator: '#',
      timeoutMs: 5_000,
      attempts: 3,
      variable: null,
    });
    const contactId = await customerCalls(hub, {to: line('main', ['main'])});
    await hear(hub, contactId);
    await press(hub, contactId, '1');
    assert.equal((await read(hub, contactId)).queue?.id, 'billing');
  });

  it('[FL-8] stand in the schema of the file with every kind of step', async () => {
    const {body} = await admin.get('/organisation/schema');
    const schema: {properties: {flows: {items: {properties: {steps: {items: {anyOf: readonly object[]}}}}}}} =
      Object(body);
    const kinds = schema.properties.flows.items.properties.steps.items.anyOf.map(
      (each) => Object(each).properties.kind.const,
    );
    assert.deepEqual(kinds, ['play', 'digits', 'set', 'http', 'queue', 'hours', 'transfer', 'end']);
  });
});
