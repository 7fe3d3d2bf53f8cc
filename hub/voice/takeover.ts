import {sql} from 'kysely';
import {RepeatingTask} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import {forgetProcesses, moveContact} from './move-contacts.ts';
import {OUT_OF_REACH} from './out-of-reach.ts';

type Given = {
  readonly store: HubStore;
  readonly log: HubLog;
  /** This hub's own media process; null while there is none. */
  readonly processId: () => string | null;
  /** False while this hub has only just got its database back: then every heartbeat is old, and says nothing. */
  readonly steady: () => boolean;
};

const LOOK_EVERY_MS = 1_000;

/** A process without hub and legs ends by itself after this; nobody can be talking there any more. */
const FORGOTTEN = '10 minutes';

/**
 * Takes over contacts whose media process is out of reach, once something is wanted of it: a browser that waits for its
 * answer has lost its sound, and a plan that is behind (hold!) is not what people hear. A process that lives while its hub
 * is merely away is left alone: its callers talk on, and the hub that comes back adopts it.
 */
export class Takeover {
  readonly #given: Given;
  readonly #task: RepeatingTask;
  /** Wanting something at the last look; who still does at the next is moved. */
  #wanting: ReadonlySet<string> = new Set();

  constructor(given: Given) {
    this.#given = given;
    const run = (): Promise<void> => this.#look();
    this.#task = new RepeatingTask({name: 'media takeover', everyMs: LOOK_EVERY_MS, log: given.log, run});
  }

  start(): void {
    this.#task.start();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  async #look(): Promise<void> {
    const {store, log, steady} = this.#given;
    const processId = this.#given.processId();
    if (processId === null || !steady()) return;
    const found = await contactsInNeed(store, processId);
    const before = this.#wanting;
    this.#wanting = new Set(found.map((row) => row.id));
    for (const {id, media_process_id: from} of found) {
      if (before.has(id) && (await moveContact(store, id, from, processId)))
        log.warn({contactId: id, from, to: processId}, 'a contact was taken over: its media process is out of reach');
    }
    await forgetEmptied(store);
  }
}

async function contactsInNeed(
  store: HubStore,
  processId: string,
): Promise<readonly {id: string; media_process_id: string}[]> {
  const {rows} = await sql<{id: string; media_process_id: string}>`
    select contact.id, contact.media_process_id from media_process
      join contact on contact.media_process_id = media_process.id and contact.status <> 'ended'
      left join hub_process on hub_process.id = media_process.hub_id
    where media_process.id <> ${processId} and contact.channel = 'voice' and ${sql.raw(OUT_OF_REACH)}
      and (contact.media_version < contact.version
        or media_process.heartbeat_at < now() - ${FORGOTTEN}::interval
        or exists (select 1 from leg join leg_description d on d.leg_id = leg.id and d.epoch = leg.epoch
             where leg.contact_id = contact.id and leg.closed_at is null and d.answer is null and d.failure is null))`.execute(
    store.db,
  );
  return rows;
}

async function forgetEmptied(store: HubStore): Promise<void> {
  const {rows} = await sql<{id: string}>`
    select media_process.id from media_process left join hub_process on hub_process.id = media_process.hub_id
    where media_process.gone_at is null and media_process.heartbeat_at < now() - ${FORGOTTEN}::interval and ${sql.raw(OUT_OF_REACH)}
      and not exists (select 1 from contact
        where contact.media_process_id = media_process.id and contact.status <> 'ended')`.execute(store.db);
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await forgetProcesses(store, ids);
}
