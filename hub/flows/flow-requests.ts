import {type Kysely, sql} from 'kysely';
import type {FlowStep, HttpStep} from '../../src/domain/flow.ts';
import {RepeatingTask, describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import {lockContact, readContacts} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {Tables} from '../store/tables.ts';
import {type Answer, FlowRequester} from './request.ts';
import {stepFlow} from './run-flow.ts';

const POLL_MS = 1_000;
const AT_ONCE_MAX = 16;
/** Beyond the step's own time; after it another hub may ask. */
const CLAIM_MARGIN_MS = 1_000;

type Given = {
  readonly store: HubStore;
  readonly log: HubLog;
  readonly hubId: string;
  readonly hosts: readonly string[];
};

type Claim = {
  readonly contactId: string;
  readonly step: string;
  readonly steps: readonly FlowStep[];
  readonly visits: number;
  readonly fence: number;
};

/**
 * Asks other systems what contacts' flows wait for. A request is claimed, made outside any transaction, and counts if its
 * contact still waits for it and nobody else has claimed it meanwhile; a hub that dies leaves it to the next.
 */
export class FlowRequests {
  readonly #given: Given;
  readonly #requester: FlowRequester;
  readonly #task: RepeatingTask;
  readonly #asking = new Set<Promise<void>>();
  readonly #abort = new AbortController();

  constructor(given: Given, requester = new FlowRequester(given.hosts)) {
    this.#given = given;
    this.#requester = requester;
    this.#task = new RepeatingTask({name: 'flows', everyMs: POLL_MS, log: given.log, run: () => this.#take()});
  }

  start(): void {
    this.#task.start();
  }

  wake(): void {
    this.#task.wake();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#task.stop();
    await Promise.all(this.#asking);
  }

  async #take(): Promise<void> {
    const limit = AT_ONCE_MAX - this.#asking.size;
    if (limit <= 0 || this.#abort.signal.aborted) return;
    const {store, hubId} = this.#given;
    const claims = await claimRequests(store.db, hubId, limit);
    for (const claim of claims) {
      const asking = this.#answer(claim).finally(() => {
        this.#asking.delete(asking);
        if (claims.length === limit) this.wake();
      });
      this.#asking.add(asking);
    }
  }

  /** Never rejects: what could not be noted is asked again when the claim is over, or given up by the run's timer. */
  async #answer(claim: Claim): Promise<void> {
    const {store, log, hubId} = this.#given;
    const {contactId, visits} = claim;
    const step = claim.steps.find((each): each is HttpStep => each.kind === 'http' && each.id === claim.step);
    try {
      const [contact] = await readContacts({tx: store.db}, [contactId]);
      if (contact === undefined || step === undefined) return;
      const asking = {id: `${contactId}/${visits}`, variables: contact.variables, signal: this.#abort.signal};
      const answer = await this.#requester.ask(step, asking);
      if (this.#abort.signal.aborted && 'failed' in answer) return await release(store.db, claim, hubId);
      if ('failed' in answer) log.warn({contactId, step: step.id, code: answer.failed}, 'a request of a flow failed');
      await this.#note(claim, answer);
    } catch (error) {
      log.error({contactId, error: describe(error)}, 'the answer to a request of a flow could not be noted');
    }
  }

  async #note({contactId, fence}: Claim, answer: Answer): Promise<void> {
    await this.#given.store.decide(async (work) => {
      const contact = await lockContact(work, contactId);
      if (contact === null) return;
      const still = await work.tx
        .selectFrom('flow_run')
        .select('fence')
        .where('contact_id', '=', contactId)
        .where('awaiting', '=', 'http')
        .where('fence', '=', fence)
        .executeTakeFirst();
      if (still === undefined) return;
      const event = 'values' in answer ? ({type: 'answered', ...answer} as const) : ({type: 'failed'} as const);
      await stepFlow(work, contact, event);
    });
  }
}

/** Takes what waits for an answer, skipping what another hub is asking; a hub that is gone asks nobody. */
async function claimRequests(db: Kysely<Tables>, hubId: string, limit: number): Promise<readonly Claim[]> {
  const {rows} = await sql<Claim>`
    update flow_run run set claimed_by = ${hubId}, fence = run.fence + 1,
      claimed_until = now() + (due.timeout_ms + ${CLAIM_MARGIN_MS}::int) * interval '1 millisecond'
    from (
      select contact_id, (
        select (each.value->>'timeoutMs')::int from jsonb_array_elements(steps) each where each.value->>'id' = flow_run.step) as timeout_ms
      from flow_run
      where awaiting = 'http' and (claimed_until is null or claimed_until < now()
        or claimed_by in (select id from hub_process where stopped_at is not null))
      limit ${limit} for update skip locked) due
    where run.contact_id = due.contact_id
    returning run.contact_id as "contactId", run.step, run.steps, run.visits, run.fence`.execute(db);
  return rows;
}

/** Gives back what was not answered, because this hub is stopping. */
async function release(db: Kysely<Tables>, {contactId, fence}: Claim, hubId: string): Promise<void> {
  await db
    .updateTable('flow_run')
    .set({claimed_by: null, claimed_until: null})
    .where('contact_id', '=', contactId)
    .where('claimed_by', '=', hubId)
    .where('fence', '=', fence)
    .execute();
}
