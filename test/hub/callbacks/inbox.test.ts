import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import {listInbox} from '../../../hub/callbacks/callback-inbox.ts';
import {runForOne} from '../../../hub/store/statement.ts';
import type {InboxFilter, InboxPage, InboxQuestion} from '../../../src/api/wire/callback-inbox.ts';
import type {TestDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {agentIdOf, signedIn} from '../organisation/people.ts';
import {hubForCallbacks} from './callback-world.ts';
import {type Planted, plant} from './planted-callbacks.ts';

const OPEN: InboxFilter = {kind: null, status: 'open', queueId: null, whose: {kind: 'any'}, text: ''};
const ALL: InboxFilter = {...OPEN, status: null};

describe('the inbox of callbacks', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: TestDesk;
  let ben: TestDesk;
  let sofia: TestDesk;
  let annaId: string;
  let benId: string;

  before(async () => {
    hub = await hubForCallbacks({
      organisation: (file) => {
        const [billing, support] = Object(file).queues;
        return {
          ...file,
          agents: [
            {id: 'anna', subject: 'anna'},
            {id: 'ben', subject: 'ben'},
          ],
          queues: [
            {...billing, members: ['anna']},
            {...support, members: ['ben']},
          ],
        };
      },
    });
    anna = await signedIn(hub, 'anna', {name: 'Anna'});
    ben = await signedIn(hub, 'ben', {name: 'Ben'});
    sofia = await signedIn(hub, 'sofia', {name: 'Sofia', roles: ['supervisor']});
    annaId = await agentIdOf(hub, 'anna');
    benId = await agentIdOf(hub, 'ben');
  });

  beforeEach(() => hub.query('delete from callback'));

  after(async () => {
    await Promise.all([anna?.stop(), ben?.stop(), sofia?.stop()]);
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  const ask = (desk: TestDesk, filter: InboxFilter = ALL, more: Partial<InboxQuestion> = {}): Promise<InboxPage> =>
    desk.hub.ask('ListCallbackInbox', {filter, order: 'due', descending: false, after: null, ...more});
  const namesIn = ({callbacks}: InboxPage): readonly (string | null)[] => callbacks.map(({name}) => name);
  const named = async (desk: TestDesk, filter?: InboxFilter, more?: Partial<InboxQuestion>) =>
    namesIn(await ask(desk, filter, more));
  const put = (...planted: readonly Planted[]): Promise<readonly string[]> => plant(hub, planted);

  it('[PK-80] an agent sees theirs, those they promised and those of their queues, and nobody else’s', async () => {
    await put(
      {name: 'In my queue', queue: 'billing', due: 1},
      {name: 'Mine elsewhere', queue: 'support', kind: 'personal', assignee: annaId, due: 2},
      {name: 'Promised elsewhere', queue: 'support', author: annaId, due: 3},
      {name: 'Not mine', queue: 'support', author: benId, due: 4},
    );
    const page = await ask(anna);
    assert.deepEqual(namesIn(page), ['In my queue', 'Mine elsewhere', 'Promised elsewhere']);
    assert.deepEqual([page.scope, page.count, page.more, page.next], ['own', 3, false, null]);
    assert.deepEqual(await named(ben), ['Mine elsewhere', 'Promised elsewhere', 'Not mine']);
    const all = await ask(sofia);
    assert.deepEqual([all.scope, all.count], ['all', 4]);
    assert.deepEqual(await named(anna, {...ALL, queueId: 'support'}), ['Mine elsewhere', 'Promised elsewhere']);
    // Another agent's cannot be asked for.
    assert.deepEqual(await named(anna, {...ALL, whose: {kind: 'agent', agentId: benId}}), []);
    assert.deepEqual(await named(sofia, {...ALL, whose: {kind: 'agent', agentId: annaId}}), ['Mine elsewhere']);
  });

  it('[PK-80] the choices are the queues where one works, for a supervisor all and the agents', async () => {
    const own = await anna.hub.ask('ListCallbackInboxChoices', {});
    assert.deepEqual(own, {scope: 'own', queues: [{id: 'billing', name: 'Billing'}], agents: []});
    const all = await sofia.hub.ask('ListCallbackInboxChoices', {});
    assert.deepEqual(
      all.queues.map(({id}) => id),
      ['billing', 'support'],
    );
    assert.deepEqual(
      all.agents.map(({name}) => name),
      ['Anna', 'Ben'],
    );
  });

  it('[PK-81] is filtered by kind, state, queue and whose, each with the others', async () => {
    await put(
      {name: 'Web', kind: 'web', due: 1},
      {name: 'Waits', status: 'queued', due: 2},
      {name: 'Kept', status: 'kept', due: 3},
      {name: 'Ben’s', kind: 'personal', assignee: benId, author: annaId, queue: 'support', due: 4},
    );
    assert.deepEqual(await named(sofia, OPEN), ['Web', 'Waits', 'Ben’s']);
    assert.deepEqual(await named(sofia, {...ALL, status: 'kept'}), ['Kept']);
    assert.deepEqual(await named(sofia, {...ALL, status: 'queued'}), ['Waits']);
    assert.deepEqual(await named(sofia, {...ALL, kind: 'web'}), ['Web']);
    assert.deepEqual(await named(sofia, {...ALL, queueId: 'support'}), ['Ben’s']);
    assert.deepEqual(await named(sofia, {...OPEN, whose: {kind: 'nobody'}}), ['Web', 'Waits']);
    assert.deepEqual(await named(anna, {...ALL, whose: {kind: 'nobody'}}), ['Web', 'Waits', 'Kept']);
    assert.deepEqual(await named(anna, {...ALL, whose: {kind: 'promised'}}), ['Ben’s']);
    assert.deepEqual(await named(ben, {...ALL, whose: {kind: 'own'}}), ['Ben’s']);
    assert.deepEqual(await named(sofia, {...ALL, kind: 'web', status: 'kept'}), []);
    assert.deepEqual(await named(sofia, {...ALL, queueId: 'nowhere'}), []);
  });

  it('[PK-82] words of name and reason are found by their beginnings, without case and accents; signs mean nothing', async () => {
    await put(
      {name: 'Łucja Brzęk', reason: '100 % refund', due: 1},
      {name: 'O’Brien_Smith', reason: 'Invoice 7', due: 2},
      {name: '田中 太郎', reason: '請求書について', due: 3},
    );
    const found = (text: string) => named(sofia, {...ALL, text});
    assert.deepEqual(await found('lucja'), ['Łucja Brzęk']);
    assert.deepEqual(await found('BRZ ref'), ['Łucja Brzęk']);
    assert.deepEqual(await found('ucja'), []);
    assert.deepEqual(await found('inv 7'), ['O’Brien_Smith']);
    assert.deepEqual(await found('smith'), ['O’Brien_Smith']);
    assert.deepEqual(await found('求書'), ['田中 太郎']);
    for (const nothing of ['%', '_', '\\', "'", "' or true --", '& |', '!', ':*']) {
      const names = await found(nothing);
      assert.equal(names.length < 3, true, `${nothing} finds ${names.join()}`);
    }
    assert.deepEqual(await found('100%'), ['Łucja Brzęk']);
    assert.deepEqual(await found('  '), ['Łucja Brzęk', 'O’Brien_Smith', '田中 太郎']);
  });

  it('[PK-82] a number is found by digits, however they are written; under data protection only by those that are shown, or most of it', async () => {
    await put({name: 'Ada', number: '+12015550177', due: 1}, {name: 'Bo', number: '+12015550188', due: 2});
    const found = (text: string) => named(sofia, {...ALL, text});
    assert.deepEqual(await found('0177'), ['Ada']);
    assert.deepEqual(await found('77'), ['Ada']);
    assert.deepEqual(await found('٠١٧٧'), ['Ada']);
    assert.deepEqual(await found('(201) 555-0188'), ['Bo']);
    assert.deepEqual(await found('+1 201 555 0188'), ['Bo']);
    assert.deepEqual(await found('555'), [], 'nobody guesses a number digit by digit');
    assert.deepEqual(await found('550177'), []);
    const open = await hub.store.decide((work) => {
      const settings = {...work.settings, dataProtection: false};
      const question = {filter: {...ALL, text: '55501'}, order: 'due', descending: false, after: null} as const;
      return listInbox({...work, settings}, {agentId: annaId, roles: ['supervisor']}, question);
    });
    assert.deepEqual(namesIn(open), ['Ada', 'Bo']);
    assert.equal(open.callbacks[0]?.number, '+12015550177');
  });

  it('[PK-83] pages hold fifty, in three orders both ways, and lose and repeat nothing while others change', async () => {
    const many = Array.from({length: 120}, (_unused, at): Planted => ({
      // Several at the same moment, so that only the identifier tells them apart.
      ...{name: `Customer ${String((at * 7) % 120).padStart(3, '0')}`, due: Math.floor(at / 3), created: -at},
      queue: at % 2 === 0 ? 'billing' : 'support',
      kind: at % 5 === 0 ? 'web' : 'scheduled',
    }));
    await put(...many);
    for (const order of ['due', 'created', 'customer'] as const) {
      for (const descending of [false, true]) {
        const pages: InboxPage[] = [];
        for (let cursor: InboxQuestion['after'] = null; ;) {
          const page: InboxPage = await ask(sofia, ALL, {order, descending, after: cursor});
          pages.push(page);
          cursor = page.next;
          if (cursor === null) break;
        }
        assert.deepEqual(
          pages.map(({callbacks}) => callbacks.length),
          [50, 50, 20],
        );
        const seen = pages.flatMap(({callbacks}) => callbacks);
        assert.equal(new Set(seen.map(({id}) => id)).size, 120);
        const keys = seen.map((each) =>
          order === 'due' ? each.startsAt : order === 'created' ? each.createdAt : (each.name ?? ''),
        );
        const sorted = keys.toSorted((one, other) => (one < other ? -1 : Number(one > other)));
        assert.deepEqual(keys, descending ? sorted.toReversed() : sorted, `${order} ${descending}`);
      }
    }
    const first = await ask(sofia);
    await put({name: 'Came before', due: -5});
    await hub.query('delete from callback where id = $1', [first.callbacks[3]?.id]);
    const second = await ask(sofia, ALL, {after: first.next});
    const known = new Set(first.callbacks.map(({id}) => id));
    assert.equal(
      second.callbacks.some(({id}) => known.has(id)),
      false,
    );
    assert.equal(second.callbacks.length, 50);
  });

  const crowd = (count: number): Promise<unknown> =>
    hub.query(
      `insert into callback (id, kind, source, status, number, name, reason, queue_id, zone, starts_at, ends_at, due_at, closed_at,
         attempts, created_at, expires_at, version, sort_due, sort_name)
       select gen_random_uuid(), case when i % 3 = 0 then 'web' else 'scheduled' end, 'web',
         case when i % 2 = 0 then 'kept' else 'scheduled' end, '+12015550100', 'C', '', 'billing', 'UTC', now(), now(),
         case when i % 2 = 1 then now() + interval '1 day' end, case when i % 2 = 0 then now() end, 0, now(),
         now() + interval '2 days', 1, now() + i * interval '1 second', 'c' from generate_series(1, $1::int) i`,
      [count],
    );

  it('[PK-83] of very many it is said that there are more, and a cursor that is none begins at the beginning', async () => {
    await crowd(2_200);
    const page = await ask(sofia);
    assert.deepEqual([page.count, page.more], [1_000, true]);
    const odd = await ask(sofia, ALL, {after: {key: "'; drop table callback; --", id: page.callbacks[9]?.id ?? ''}});
    assert.equal(odd.callbacks[0]?.id, page.callbacks[0]?.id);
    assert.equal((await ask(anna)).more, true);
  });

  it('[PK-83] what a page costs does not grow with what is not on it', async () => {
    const read = `
      select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as rows from pg_stat_xact_user_tables where relname = 'callback'`;
    const fetched = (filter: InboxFilter, roles: readonly ('agent' | 'supervisor')[]): Promise<number> =>
      hub.store.decide(async (work) => {
        const rows = async (): Promise<number> => Number((await runForOne<{rows: number}>(work, read, []))?.rows ?? 0);
        const earlier = await rows();
        await listInbox(work, {agentId: annaId, roles}, {filter, order: 'due', descending: true, after: null});
        return (await rows()) - earlier;
      });
    await crowd(3_000);
    await hub.query('analyze callback');
    const cases = [OPEN, ALL, {...ALL, queueId: 'billing'}, {...OPEN, whose: {kind: 'own'}}] as const;
    const before: number[] = [];
    for (const filter of cases)
      for (const role of ['agent', 'supervisor'] as const) before.push(await fetched(filter, [role]));
    await crowd(30_000);
    await hub.query('analyze callback');
    const after: number[] = [];
    for (const filter of cases)
      for (const role of ['agent', 'supervisor'] as const) after.push(await fetched(filter, [role]));
    assert.equal(Math.max(...after) < 2_000, true, `rows that were read: ${before.join()} and then ${after.join()}`);
  });
});
