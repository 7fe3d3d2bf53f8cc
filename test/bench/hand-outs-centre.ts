/** A contact centre of a chosen size in a database, and the hub's own hand-outs in it. */
import pg from 'pg';
import {routeAgent} from '../../hub/routing/route.ts';
import {type Database, openDatabase} from '../../hub/store/database.ts';
import {HubStore} from '../../hub/store/hub-store.ts';
import {run} from '../../hub/store/statement.ts';
import type {Work} from '../../hub/store/unit-of-work.ts';
import {DEFAULT_TIMINGS} from '../../src/domain/settings.ts';
import {NO_SETTINGS} from '../../hub/organisation/settings-of.ts';

const QUEUES = 50;
const QUEUES_OF_AGENT = 5;
const SKILLS = 10;

const SETTINGS = {
  timings: DEFAULT_TIMINGS,
  dataProtection: true,
  country: 'US',
  callerNumber: '+12015550100',
  concurrentCallsMax: null,
  emergency: NO_SETTINGS.emergency,
  callbacks: NO_SETTINGS.callbacks,
  voicemail: NO_SETTINGS.voicemail,
  contactsKeepMs: null,
} as const;

export class Centre {
  readonly #database: Database;
  readonly #store: HubStore;
  readonly #loader: pg.Client;
  readonly #queues: number;

  private constructor(database: Database, loader: pg.Client, queues: number) {
    this.#queues = queues;
    this.#database = database;
    this.#store = new HubStore(database.db, () => SETTINGS);
    this.#loader = loader;
  }

  static async open(connectionString: string, queues = QUEUES): Promise<Centre> {
    const database = await openDatabase({connectionString, max: 1}, {warn: () => undefined});
    const loader = new pg.Client({connectionString});
    await loader.connect();
    // Hundreds of thousands of rows whose keys are known to be right.
    await loader.query('set session_replication_role = replica');
    const centre = new Centre(database, loader, queues);
    await centre.#found();
    return centre;
  }

  /** Queues of the same size; each has four lines: for contacts that need no skill, and three that need one each. */
  async #found(): Promise<void> {
    await this.#loader.query(`insert into hub_process (id, address) values (gen_random_uuid(), 'bench')`);
    await this.#loader.query(
      `insert into skill (id, name) select 's' || n, 'Skill ' || n from generate_series(1, ${SKILLS}::int) n`,
    );
    await this.#loader.query(`insert into queue (id, name, everyone, priority)
      select 'q' || n, 'Queue ' || n, false, 2 from generate_series(1, ${this.#queues}::int) n`);
    await this.#loader.query(`insert into routing_line (queue_id, channel, skill_key, skills)
      select 'q' || n, 'voice',
        case when s = 0 then '' else 's' || (n + s) % ${SKILLS}::int + 1 || ':' || s end,
        case when s = 0 then '{}'::jsonb else jsonb_build_object('s' || (n + s) % ${SKILLS}::int + 1, s) end
      from generate_series(1, ${this.#queues}::int) n cross join generate_series(0, 3) s`);
  }

  /** Agents up to this many: each in five queues, with three skills, a connected desk and room for calls and others. */
  async growAgents(total: number): Promise<void> {
    await this.#loader.query(
      `
      with made as (
        insert into agent (id, issuer, subject, name, roles, presence_base, presence_since, idle_since, capacity)
        select gen_random_uuid(), 'bench', n::text, 'Agent ' || n, '{agent}', 'available', now(), now() - n * interval '1 ms',
          '{"voice": 1, "chat": 3, "email": 5, "social": 3}'
        from generate_series((select count(*) + 1 from agent), $1::int) n returning id, subject::int as n),
      sat as (
        insert into agent_session (id, agent_id, hub_id, protocol, connection_id)
        select gen_random_uuid(), made.id, hub_process.id, 2, made.n::text from made cross join hub_process),
      able as (
        insert into agent_skill (agent_id, skill_id, level)
        select id, 's' || (n + k * 3) % ${SKILLS}::int + 1, 1 + (n + k) % 5 from made cross join generate_series(1, 3) k)
      insert into queue_member (queue_id, agent_id)
      select 'q' || (n * 7 + k * 11) % ${this.#queues}::int + 1, id from made cross join generate_series(1, ${QUEUES_OF_AGENT}::int) k
      on conflict do nothing`,
      [total],
    );
    await this.#loader.query('select refresh_agent_lines(array(select id from agent))');
  }

  /** So many contacts wait, evenly in all lines: each with a customer, their leg, a conversation and four variables. */
  async setWaiting(total: number): Promise<void> {
    const {rows} = await this.#loader.query<{waiting: number}>(`select count(*)::int as waiting from contact`);
    const waiting = rows[0]?.waiting ?? 0;
    if (waiting > total) await this.#loader.query(`truncate contact, agent_outbox, audit, timer cascade`);
    await this.#arrive(total - (waiting > total ? 0 : waiting), '1 hour');
    await this.settle();
  }

  async #arrive(count: number, within: string): Promise<void> {
    await this.#loader.query(
      `
      with made as (
        insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, queue_id, dnis, version,
          skills, skill_key, line_id)
        select gen_random_uuid(), 'voice', 'inbound', 'ordinary', 'waiting', 2, now() - random() * $1::interval, now(),
          line.queue_id, '+12015550100', 1, line.skills, line.skill_key, line.id
        from generate_series(1, $2::int) n
        join routing_line line on line.id = 1 + n % (select count(*) from routing_line) returning id),
      talking as (insert into conversation (contact_id, id, kind) select id, 'main', 'main' from made),
      known as (
        insert into variable (contact_id, place, name, label, type, value, secure, editable, popover_place)
        select id, k, 'v' || k, 'Variable ' || k, 'string', 'Invoice 2231', false, false, k
        from made cross join generate_series(0, 3) k),
      customers as (
        insert into participant (id, contact_id, place, role, party_kind, address, name, status, exclusive, joined_at)
        select gen_random_uuid(), id, 0, 'customer', 'customer', '+12015550147', 'Ada', 'joined', false, now() from made
        returning id, contact_id),
      seats as (insert into seat (participant_id, conversation_id, held) select id, 'main', false from customers)
      insert into leg (id, contact_id, participant_id, kind, epoch, status, address)
      select gen_random_uuid(), contact_id, id, 'trunk', 1, 'connected', '+12015550147' from customers`,
      [within, count],
    );
  }

  /** What was offered is over, as much has come anew, and the agents are free. Nothing of it is measured. */
  async refill(): Promise<void> {
    const {rows} = await this.#loader.query<{offered: number}>(`
      with done as (
        update contact set status = 'ended', offer_id = null, ended_at = now(), end_reason = 'agent-ended'
        where status = 'offered' returning id),
      over as (update offer set status = 'withdrawn', ended_at = now() where status in ('connecting', 'ringing')),
      silent as (delete from timer)
      select count(*)::int as offered from done`);
    await this.#arrive(rows[0]?.offered ?? 0, '0');
    await this.settle();
  }

  /** Statistics and dead rows as a server has them that has been running, whatever was loaded just now. */
  async settle(): Promise<void> {
    await this.#loader.query(`delete from agent_due`);
    await this.#loader.query(`vacuum analyze`);
  }

  /** The longest idle agents, and all of them due. */
  async freeAgents(count: number): Promise<readonly string[]> {
    const {rows} = await this.#loader.query<{id: string}>(
      `
      with chosen as (select id from agent order by idle_since, id limit $1),
      due as (insert into agent_due select id from chosen on conflict do nothing)
      select id from chosen`,
      [count],
    );
    return rows.map((row) => row.id);
  }

  /** So many agents talk with as many of the customers who wait. */
  async engage(count: number): Promise<void> {
    await this.#loader.query(
      `
      with one as (select id, row_number() over (order by id) as n from agent order by id limit $1),
      other as (select id, row_number() over (order by id) as n from contact where status = 'waiting' order by id limit $1),
      talking as (
        update contact set status = 'connected', connected_at = now() from other where other.id = contact.id)
      insert into participant (id, contact_id, place, role, party_kind, agent_id, name, status, exclusive, joined_at)
      select gen_random_uuid(), other.id, 1, 'primary', 'agent', one.id, 'Agent', 'joined', true, now()
      from one join other on other.n = one.n`,
      [count],
    );
    await this.settle();
  }

  decide<T>(body: (work: Work) => Promise<T>): Promise<T> {
    return this.#store.decide(body);
  }

  async handOut(agentId: string): Promise<boolean> {
    return (await this.#store.decide((work) => routeAgent(work, agentId))) === 'offered';
  }

  /** Pages of tables and indexes looked at in this database so far, by those who have told. */
  async pagesTouched(): Promise<number> {
    await this.#store.decide((work) => run(work, 'select pg_stat_force_next_flush()', []));
    await this.#loader.query('select pg_stat_clear_snapshot()');
    const {rows} = await this.#loader.query<{pages: string}>(
      'select blks_hit + blks_read as pages from pg_stat_database where datname = current_database()',
    );
    return Number(rows[0]?.pages);
  }

  async close(): Promise<void> {
    await this.#loader.end();
    await this.#database.close();
  }
}
