import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {sql} from 'kysely';
import {PROBE} from '../../../src/api/wire/protocol.ts';
import {type TestDesk, type TestPhone, connectBare, connectDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {type Person, person} from '../parties/scenes.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders} from './emergency-world.ts';

/** As many as the hub has connections to its database for ordinary work: one of twenty listens. */
const POOL = 19;
/** Methods of one connection that run at the same time; more wait. */
const AT_ONCE = 8;

const READINESS = {
  deskId: 'one',
  readiness: {microphone: 'denied', sound: 'blocked', notifications: 'denied'},
} as const;

describe('an emergency call while everything else waits', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let anna: Person;
  let ben: Person;
  let others: TestDesk[];

  before(async () => {
    hub = await hubForEmergencies();
    psap = await responders(hub);
    anna = await person(hub);
    ben = await person(hub);
    others = await Promise.all([connectDesk(hub, ben.subject), connectDesk(hub, ben.subject)]);
  });

  afterEach(async () => {
    await hub.query('delete from emergency_call');
    await hub.query('delete from agent_emergency');
    await hub.query('delete from emergency_number');
  });

  after(async () => {
    for (const each of [...others, anna, ben, psap, hub]) await each?.stop();
  });

  const asking = (desk: TestDesk, times: number) =>
    Array.from({length: times}, () => desk.hub.send('ReportReadiness', READINESS));

  /** Nobody gets at the agent's row while `body` goes on. */
  async function holding(agentId: string, body: () => Promise<void>): Promise<void> {
    await hub.store.db.transaction().execute(async (tx) => {
      await sql`select 1 from agent where id = ${agentId} for no key update`.execute(tx);
      await body();
    });
  }

  async function waitingForRows(count: number): Promise<void> {
    const text = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await hub.query(text)).length < count) await immediate();
  }

  it('[EC-56] is placed while every other connection to the database is taken, and rings as soon as one is free', async () => {
    const asked: Promise<unknown>[] = [];
    await holding(ben.agentId, async () => {
      asked.push(...[ben, ...others].flatMap((desk) => asking(desk, AT_ONCE)));
      await waitingForRows(POOL);
      const own = await dials(anna);
      assert.equal(own.status, 'dialling');
    });
    await Promise.all(asked);
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
    await holding(anna.agentId, async () => {
      asked.push(...asking(anna, AT_ONCE * 3));
      await waitingForRows(AT_ONCE);
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
    await holding(ben.agentId, async () => {
      for (let at = 0; at < AT_ONCE; at += 1) asked.push(page.command('ReportReadiness', READINESS));
      await waitingForRows(AT_ONCE);
      assert.equal(await page.invoke(PROBE), null);
    });
    await Promise.all(asked);
    await page.stop();
  });
});
