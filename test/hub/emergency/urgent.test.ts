import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {sql} from 'kysely';
import {PROBE} from '../../../src/api/wire/protocol.ts';
import {type TestPhone, connectBare} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {type Person, person} from '../parties/scenes.ts';
import {
  AT_ONCE,
  READINESS,
  answer,
  dials,
  ends,
  hubForEmergencies,
  isStatus,
  responders,
  rowOf,
  waitingForRows,
  whileAllIsTaken,
  whileHeld,
} from './emergency-world.ts';

describe('an emergency call while everything else waits', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let anna: Person;
  let ben: Person;

  before(async () => {
    hub = await hubForEmergencies();
    psap = await responders(hub);
    anna = await person(hub);
    ben = await person(hub);
  });

  afterEach(async () => {
    await hub.query('delete from emergency_call');
    await hub.query('delete from agent_emergency');
    await hub.query('delete from emergency_number');
  });

  after(async () => {
    for (const each of [anna, ben, psap, hub]) await each?.stop();
  });

  it('[EC-56] is placed while every other connection to the database is taken, and rings as soon as one is free', async () => {
    await whileAllIsTaken(hub, ben, async () => {
      const own = await dials(anna);
      assert.equal(own.status, 'dialling');
    });
    const {callId} = anna.emergencies.all.at(-1)?.own ?? {};
    assert.ok(callId);
    await answer(psap, await isStatus(anna, 'dialling'));
    await isStatus(anna, 'connected');
    await ends(anna, callId);
  });

  it('[EC-58] is placed while somebody decides about the telephone that it rings', async () => {
    const own = await hub.store.db.transaction().execute(async (tx) => {
      await sql`select 1 from phone where number = '911' for update`.execute(tx);
      return dials(anna);
    });
    assert.equal(own.status, 'dialling');
    await answer(psap, own);
    await ends(anna, own.callId);
  });

  it('[EC-58] of two dials at the same moment the later finds the line busy', async () => {
    const [first, second] = await Promise.all([dials(anna), dials(ben)]);
    assert.deepEqual([first.status, second.status].toSorted(), ['dialling', 'dropped']);
    await ends(anna, first.callId);
    await ends(ben, second.callId);
  });

  it('[EC-57] is placed, and ended, before what the same page asked earlier and still waits for', async () => {
    const asked: Promise<unknown>[] = [];
    await whileHeld(hub, rowOf(anna), async () => {
      for (let at = 0; at < AT_ONCE * 3; at += 1) asked.push(anna.hub.send('ReportReadiness', READINESS));
      await waitingForRows(hub, AT_ONCE);
      const own = await dials(anna);
      await answer(psap, own);
      await isStatus(anna, 'connected', anna.emergencies.all.length - 1);
      await ends(anna, own.callId);
    });
    await Promise.all(asked);
  });

  it('[NL-21] a page that waits for much gives its sign of life at once', async () => {
    const page = await connectBare(hub.url, await hub.issuer.token(ben.subject));
    await page.resume();
    const asked: Promise<unknown>[] = [];
    await whileHeld(hub, rowOf(ben), async () => {
      for (let at = 0; at < AT_ONCE; at += 1) asked.push(page.command('ReportReadiness', READINESS));
      await waitingForRows(hub, AT_ONCE);
      assert.equal(await page.invoke(PROBE), null);
    });
    await Promise.all(asked);
    await page.stop();
  });
});
