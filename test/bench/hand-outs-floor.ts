/** Hand-outs in bare SQL: the least that assigning a contact durably and exactly once costs, beside the hub's own. */
import pg from 'pg';

/** As measured when the store was chosen: no skills, no capacity, no offers, no events, no audit; a contact is one row. */
const TABLES = `
  create table bare_agent (id uuid primary key, state text not null, idle_since timestamptz not null, contact_id uuid);
  create index on bare_agent (idle_since, id) where state = 'available';
  create table bare_member (agent_id uuid not null, queue_id text not null, primary key (agent_id, queue_id));
  create table bare_contact (id uuid primary key, queue_id text not null, prio int not null, enq_at timestamptz not null,
    personal_agent uuid, state text not null, agent_id uuid, version int not null default 0);
  create index on bare_contact (queue_id, prio, enq_at, id) where state = 'waiting' and personal_agent is null;
  create index on bare_contact (personal_agent, prio, enq_at, id) where state = 'waiting' and personal_agent is not null;
  create table bare_history (id bigint generated always as identity primary key, contact_id uuid not null, agent_id uuid not null,
    at timestamptz not null default now())`;

const CANDIDATES = `
  select id from (
    (select id, prio, enq_at from bare_contact where personal_agent = $1 and state = 'waiting' order by prio, enq_at, id limit 4)
    union all
    (select best.* from bare_member m cross join lateral (
        select id, prio, enq_at from bare_contact
        where queue_id = m.queue_id and state = 'waiting' and personal_agent is null order by prio, enq_at, id limit 4) best
      where m.agent_id = $1)) each
  order by prio, enq_at, id limit 8`;

export class BareHandOuts {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(connectionString: string): Promise<BareHandOuts> {
    const client = new pg.Client({connectionString});
    await client.connect();
    await client.query(TABLES);
    return new BareHandOuts(client);
  }

  /** The same agents, memberships and contacts as the hub has. */
  async copy(): Promise<void> {
    await this.#client.query(`
      truncate bare_agent, bare_member, bare_contact, bare_history;
      insert into bare_agent select id, 'available', idle_since, null from agent;
      insert into bare_member select agent_id, queue_id from queue_member;
      insert into bare_contact (id, queue_id, prio, enq_at, state)
        select id, queue_id, priority, enqueued_at, 'waiting' from contact where status = 'waiting'`);
    await this.#client.query('vacuum analyze bare_agent, bare_member, bare_contact');
  }

  /** Everything that was handed out is done, and as much has come anew. */
  async refill(): Promise<void> {
    await this.#client.query(`
      with done as (update bare_contact set state = 'done' where state = 'offered' returning queue_id, prio)
      insert into bare_contact (id, queue_id, prio, enq_at, state)
        select gen_random_uuid(), queue_id, prio, now(), 'waiting' from done;
      update bare_agent set state = 'available', contact_id = null, idle_since = now() where state = 'busy'`);
    await this.#client.query('vacuum bare_agent, bare_contact');
  }

  /** True when a contact was assigned. */
  async handOut(agentId: string): Promise<boolean> {
    await this.#client.query('begin');
    const done = await this.#assign(agentId);
    await this.#client.query('commit');
    return done;
  }

  async #assign(agentId: string): Promise<boolean> {
    const free = `select 1 from bare_agent where id = $1 and state = 'available' for update skip locked`;
    if ((await this.#run('lock-agent', free, [agentId])).length === 0) return false;
    for (const {id} of await this.#run('candidates', CANDIDATES, [agentId])) {
      const waiting = `select 1 from bare_contact where id = $1 and state = 'waiting' for update skip locked`;
      if ((await this.#run('lock-contact', waiting, [id])).length === 0) continue;
      const take = `update bare_contact set state = 'offered', agent_id = $2, version = version + 1 where id = $1`;
      await this.#run('take', take, [id, agentId]);
      const busy = `update bare_agent set state = 'busy', contact_id = $2 where id = $1`;
      await this.#run('busy', busy, [agentId, id]);
      await this.#run('history', 'insert into bare_history (contact_id, agent_id) values ($1, $2)', [id, agentId]);
      return true;
    }
    return false;
  }

  async #run(name: string, text: string, values: readonly unknown[]): Promise<readonly {readonly id?: unknown}[]> {
    return (await this.#client.query({name, text, values: [...values]})).rows;
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
