import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {HubClient} from '../../../src/api/hub-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {hubForEmergencies} from './emergency-world.ts';

describe('a dial that waits for a connection', {timeout: 60_000}, () => {
  let hub: TestHub;

  before(async () => {
    hub = await hubForEmergencies();
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[EC-170] [EC-171] is not sent once there is one, when the desk has seen by then that nobody wants it', async (t) => {
    let wanted = true;
    const desk = new HubClient({
      deskId: crypto.randomUUID(),
      hubUrls: [hub.url],
      getToken: () => hub.issuer.token('ben', {name: 'Ben'}),
      // Somebody else has signed in, as the snapshot says.
      onSnapshot: () => (wanted = false),
      onEvent: () => undefined,
      onState: () => undefined,
    });
    t.after(() => desk.stop());
    desk.start();
    await assert.rejects(desk.send('DialEmergency', {number: '911'}, {isWanted: () => wanted}), {
      code: 'hub-unreachable',
    });
    assert.deepEqual(await hub.query('select agent_id from emergency_call'), []);
  });
});
