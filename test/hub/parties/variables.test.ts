import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {assertConsistent, errorsOf} from '../desk/scenes.ts';
import {type Person, acceptConsult, does, endAll, goAvailable, person, read, refuses, talking} from './scenes.ts';

describe('what is known of a call', () => {
  let hub: TestHub;
  let anna: Person;
  let ben: Person;

  before(async () => {
    hub = await startTestHub();
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await endAll(hub);
    await Promise.all([anna, ben].map((each) => each?.stop()));
  });

  after(async () => {
    await hub?.stop();
  });

  async function annaTalks(): Promise<string> {
    [anna, ben] = [await person(hub), await person(hub)];
    return talking(hub, anna);
  }

  it('[CO-47] [CO-48] who was reached by an entry point reads the variables live, and cannot change them', async () => {
    const contactId = await annaTalks();
    const target = {kind: 'entry-point', entryPointId: 'support-line'} as const;
    await does(anna, 'Consult', {contactId, target, holdsCustomer: true});
    await goAvailable(ben);
    await acceptConsult(ben, contactId);
    const reason = {contactId, name: 'reason', value: 'Meter reading', version: 1};
    assert.equal(await refuses(hub, ben, 'SetVariable', reason), 'not-permitted');
    const from = ben.events.all.length;
    await does(anna, 'SetVariable', reason);
    const seen = await ben.event('ContactChanged', from);
    assert.equal(seen.contact.variables.find(({name}) => name === 'reason')?.value, 'Meter reading');
  });

  it('[CV-2] [CV-6] [CV-10] only what is editable is changed, by who saw its last value, and to what fits', async () => {
    const contactId = await annaTalks();
    const reason = {contactId, name: 'reason', value: 'Meter reading', version: 1};
    await does(anna, 'SetVariable', reason);
    await does(anna, 'SetVariable', reason);
    assert.equal(await refuses(hub, anna, 'SetVariable', {...reason, value: 'Other'}), 'variable-changed');
    const long = {...reason, value: 'x'.repeat(257), version: 2};
    assert.equal(await refuses(hub, anna, 'SetVariable', long), 'invalid-value');
    for (const name of ['tier', 'accountPin', 'nothing'])
      assert.equal(await refuses(hub, anna, 'SetVariable', {...reason, name}), 'not-editable');
    await does(anna, 'SetVariable', {...reason, value: null, version: 2});
    const contact = await read(hub, contactId);
    assert.equal(contact.variables.find(({name}) => name === 'reason')?.value, null);
  });
});
