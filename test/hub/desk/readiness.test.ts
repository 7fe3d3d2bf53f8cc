import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Readiness} from '../../../src/api/wire/views.ts';
import {connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';

const READY: Readiness = {microphone: 'granted', sound: 'unlocked', notifications: 'granted'};
const DEAF: Readiness = {microphone: 'denied', sound: 'blocked', notifications: 'unsupported'};
const DONE = {status: 'done', result: null};

describe('what a desk says it can do', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub();
  });

  after(() => hub?.stop());

  async function kept(): Promise<unknown> {
    const [row] = await hub.query<{readiness: unknown}>(`select readiness from agent where subject = 'anna'`);
    return row?.readiness;
  }

  it('[DV-13] is kept with the agent and replaced when it changes', async () => {
    const desk = await connectDesk(hub, 'anna');
    assert.equal(await kept(), null);
    assert.deepEqual(await desk.hub.send('ReportReadiness', {deskId: 'one', readiness: DEAF}), DONE);
    assert.deepEqual(await kept(), DEAF);
    assert.deepEqual(await desk.hub.send('ReportReadiness', {deskId: 'one', readiness: READY}), DONE);
    assert.deepEqual(await kept(), READY);
    await desk.stop();
  });

  it('[DV-13] of several pages the one that has the sound is believed; nobody else while it is connected', async () => {
    const desk = await connectDesk(hub, 'anna');
    await hub.query(`
      with a as (select id from agent where subject = 'anna'),
        s as (update agent_session set desk_id = 'one' where agent_id = (select id from a))
      insert into softphone (agent_id, desk_id, fence, since, label) select id, 'one', 1, now(), 'Chrome' from a`);
    await desk.hub.send('ReportReadiness', {deskId: 'one', readiness: READY});
    assert.deepEqual(await desk.hub.send('ReportReadiness', {deskId: 'two', readiness: DEAF}), DONE);
    assert.deepEqual(await kept(), READY);
    await hub.query(`update agent_session set desk_id = 'two'`);
    await desk.hub.send('ReportReadiness', {deskId: 'two', readiness: DEAF});
    assert.deepEqual(await kept(), DEAF);
    await desk.stop();
  });
});
