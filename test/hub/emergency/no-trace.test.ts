import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {TestPhone} from '../../support/desk-client.ts';
import {connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {type Person, person} from '../parties/scenes.ts';
import {
  CALLBACK_NUMBERS,
  answer,
  dials,
  ends,
  hubForEmergencies,
  isStatus,
  responders,
  speakAs,
} from './emergency-world.ts';

/** Where an emergency may be while it is on; all of it is deleted with it. */
const SHORT_LIVED = ['agent_emergency', 'emergency_call', 'emergency_description'];

describe('what an emergency leaves behind', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let line: TestPhone;
  let marked: Person;

  before(async () => {
    hub = await hubForEmergencies();
    psap = await responders(hub);
    line = await connectPhone(hub, '+12015550178');
    marked = await person(hub);
  });

  after(async () => {
    for (const each of [marked, line, psap]) await each?.stop();
    await hub?.stop();
  });

  /** Every row outside the short-lived tables that names one of these, by table. */
  async function rowsWith(...names: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
    const tables = await hub.query<{name: string}>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
    );
    const found: Record<string, readonly string[]> = {};
    for (const {name} of tables) {
      if (SHORT_LIVED.includes(name)) continue;
      const rows = await hub.query<{row: string}>(
        `select to_jsonb(t)::text as row from ${name} t where to_jsonb(t)::text ilike any($1) order by 1`,
        [names.map((each) => `%${each}%`)],
      );
      if (rows.length > 0) found[name] = rows.map(({row}) => row);
    }
    return found;
  }

  /** Agents are asked to be looked at after any call; routing has done so. */
  async function looked(): Promise<void> {
    while ((await hub.query('select 1 from agent_due')).length > 0)
      await new Promise((resolve) => setImmediate(resolve));
  }

  it('[EM-29] [EM-30] nothing that names the agent changes, in the call, in the callback and after it', async () => {
    const {agentId} = marked;
    const names = [agentId, marked.subject];
    await looked();
    const before = await rowsWith(...names);
    assert.ok(Object.keys(before).length > 1, 'the agent is there to be found');
    const own = await dials(marked);
    const legs = [await speakAs(marked, own)];
    const {callId} = await answer(psap, own);
    await isStatus(marked, 'connected');
    assert.deepEqual(await rowsWith(...names), before);
    await psap.client.send('HangUpCall', {callId});
    await isStatus(marked, 'dropped');
    const from = marked.emergencies.all.length;
    await line.client.send('PlaceCall', {to: CALLBACK_NUMBERS[0] ?? '', name: null, data: {}});
    const rung = await isStatus(marked, 'ringing-back', from);
    await marked.hub.send('AnswerEmergency', {callId: rung.callId});
    await ends(marked, own.callId);
    await Promise.all(legs.map((each) => each.close()));
    await hub.query(
      `update emergency_call set state = jsonb_set(state, '{callbackUntil}', '1'), until_at = to_timestamp(1)`,
    );
    const told = marked.emergencies.all.length;
    await marked.emergencies.find('it is forgotten', (each) => each.own === null, told);
    await looked();
    assert.deepEqual(await rowsWith(...names), before);
    for (const table of SHORT_LIVED) assert.deepEqual(await hub.query(`select 1 from ${table}`), [], table);
    assert.deepEqual(await rowsWith(own.callId, own.leg?.id ?? own.callId), {});
  });

  it('[EM-30] no log line names the agent, a number or the call', () => {
    const lines = JSON.stringify(hub.log.lines);
    for (const each of [marked.agentId, ...CALLBACK_NUMBERS]) assert.equal(lines.includes(each), false);
    assert.equal(/emergenc/i.test(lines), false);
  });

  it('[EM-30] no figure of the hub speaks of it', async () => {
    const text = await (await fetch(`${hub.url}/metrics`)).text();
    assert.ok(text.includes('cordboard_commands_total'));
    // Names and labels: among the values any three digits may stand by chance.
    const named = text.replaceAll(/ [^ \n]+$/gm, '');
    assert.doesNotMatch(named, /emergenc|911/i);
  });
});
