import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {type TestDesk, type TestPhone, connectDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {CALLBACK_NUMBERS, dials, ends, hubForEmergencies, responders} from './emergency-world.ts';

describe('an agent who dials on two pages', {timeout: 60_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  const pages: TestDesk[] = [];
  const replies: ReturnType<typeof dialOn>[] = [];

  before(async () => {
    hub = await hubForEmergencies();
    psap = await responders(hub);
    for (let page = 0; page < 2; page += 1) pages.push(await connectDesk(hub, 'anna'));
  });

  afterEach(async () => {
    for (const table of ['emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    for (const each of [...pages, psap]) await each?.stop();
    await hub?.stop();
  });

  it('[EC-130] at the same moment makes one call, and both are answered', async () => {
    await hub.store.decide(async (work) => {
      // Both decisions wait for the same row, so that neither sees the other.
      const at = new Date(work.now);
      const agent_id = pages[0]?.snapshots.all[0]?.agent.id ?? '';
      const held = {agent_id, since: at, prior_base: 'away', prior_reason: null, until_at: at} as const;
      await work.tx.insertInto('agent_emergency').values(held).execute();
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and query like '%agent_emergency%'`;
      for (const page of pages) replies.push(dialOn(page));
      while ((await hub.query(waiting)).length < 2);
      await work.tx.deleteFrom('agent_emergency').execute();
    });
    const calls = new Set<string>();
    for (const reply of await Promise.all(replies)) {
      assert.ok(reply.status === 'done', JSON.stringify(reply));
      calls.add(reply.result.callId);
    }
    const rows = await hub.query<{id: string}>('select id from emergency_call');
    assert.deepEqual(
      rows.map(({id}) => id),
      [...calls],
    );
    assert.equal((await hub.query('select 1 from emergency_number where held')).length, 1);
  });

  it('[EC-131] a dial that goes on with the call that is there takes no number from the others', async () => {
    const [first, second] = pages;
    assert.ok(first && second);
    await hub.query('insert into emergency_number (number, held) select unnest($1::text[]), true', [CALLBACK_NUMBERS]);
    const own = await dials(first);
    assert.equal(own.callbackNumber, null);
    await hub.query('delete from emergency_number where number = $1', [CALLBACK_NUMBERS[0]]);
    assert.equal((await dials(second)).callId, own.callId);
    const held = await hub.query('select 1 from emergency_number where number = $1', [CALLBACK_NUMBERS[0]]);
    assert.deepEqual(held, []);
    await ends(second, own.callId);
  });

  it('[EC-174] a dial whose answer was lost calls nobody when it is sent again after its call is over; the next one does', async () => {
    const [{hub: desk} = assert.fail(), other = assert.fail()] = pages;
    const commandId = crypto.randomUUID();
    const dial = (id: string) => desk.send('DialEmergency', {number: '911'}, {commandId: id});
    const isOngoing = async () =>
      (await hub.query<{ongoing: boolean}>('select ongoing from emergency_call'))[0]?.ongoing;
    const reply = await dial(commandId);
    assert.ok(reply.status === 'done', JSON.stringify(reply));
    await ends(other, reply.result.callId);
    assert.deepEqual(await dial(commandId), reply);
    assert.equal(await isOngoing(), false);
    assert.equal((await dial(crypto.randomUUID())).status, 'done');
    assert.equal(await isOngoing(), true);
  });
});

function dialOn({hub}: TestDesk) {
  return hub.send('DialEmergency', {number: '911'});
}
