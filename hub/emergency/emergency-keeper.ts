import {hasCall, isExpired} from '../../src/domain/emergency-call.ts';
import {RepeatingTask, type TaskLog, describe} from '../background/repeating-task.ts';
import {databaseTime} from '../store/database-time.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run} from '../store/statement.ts';
import {giveUpResponders, isDeserted} from './give-up-responders.ts';
import {moveEmergencies} from './move-emergencies.ts';
import {expireEmergency, settleEmergency} from './settle.ts';
import {type MailedCall, writeMails} from './write-mail.ts';

const EVERY_MS = 1_000;

type Given = {
  readonly store: HubStore;
  /** For what cannot wait for anything ordinary; what follows from a call may have to. */
  readonly urgentStore: HubStore;
  /** For what is told of a call: as urgent, and it leaves connections for dials. */
  readonly mailStore: HubStore;
  readonly log: TaskLog;
  readonly mediaProcessId: () => string | null;
  /** False while this hub has only just got its database back: then every heartbeat is old, and says nothing. */
  readonly steady: () => boolean;
};

type Row = MailedCall & {readonly settled: boolean; readonly gone: boolean};

const LOOK = `
  select state as call, settled_version = version as settled, dial_id as "dialId", mailed,
    not exists (select 1 from agent_session desk
      where desk.agent_id = emergency_call.agent_id and desk.takes_work and desk.protocol >= 4) as deskless,
    exists (select 1 from unnest(failed) as dial where told ? dial) as "toldWrong",
    not exists (select 1 from phone where number = responder_address and hub_id is not null) as gone
  from emergency_call`;

/**
 * Looks after emergencies in every hub: does what is still to be done about them, and forgets them when their time is over. Reads
 * what is stored, so a hub that died in between leaves nothing undone.
 */
export class EmergencyKeeper {
  readonly #given: Given;
  readonly #task: RepeatingTask;
  /** Since when, by this process's own clock, an agent in an emergency has had no desk. */
  readonly #desklessSince = new Map<string, number>();
  /** Likewise, that the responders' side has been lost. */
  readonly #desertedSince = new Map<string, number>();
  /** What is being done now, about an emergency or about what is told of it, one at a time of each. */
  readonly #following = new Map<string, Promise<void>>();
  /** What was looked at meanwhile, and may be another by now. */
  readonly #missed = new Set<string>();

  constructor(given: Given) {
    this.#given = given;
    this.#task = new RepeatingTask({name: 'emergencies', everyMs: EVERY_MS, log: given.log, run: () => this.#look()});
  }

  start(): void {
    this.#task.start();
  }

  wake(): void {
    this.#task.wake();
  }

  async stop(): Promise<void> {
    await this.#task.stop();
    await Promise.all(this.#following.values());
  }

  async #look(): Promise<void> {
    const {store, urgentStore, mailStore} = this.#given;
    const rows = await run<Row>({tx: urgentStore.db}, LOOK, []);
    this.#forgetOthers(rows);
    if (rows.length === 0) return;
    // [EC-180] First, and apart: all of this may wait for rows that somebody slow holds.
    for (const row of rows) {
      const told = {...row, deskless: this.#isDeskless(row)};
      this.#follow(`mail ${row.call.id}`, () => this.#try(() => writeMails(mailStore, told)));
    }
    const processId = this.#given.mediaProcessId();
    const steady = this.#given.steady();
    if (processId !== null)
      this.#follow('sound', () => this.#try(() => moveEmergencies(urgentStore, processId, steady)));
    const now = await databaseTime(urgentStore);
    for (const row of rows) {
      const {call, settled} = row;
      const expired = isExpired(call, now);
      const deserted = this.#isDeserted(row);
      if (settled && !expired && !deserted) continue;
      this.#follow(call.id, async () => {
        if (deserted) await this.#try(() => giveUpResponders(store, call));
        if (!settled) await this.#try(() => settleEmergency(store, call));
        if (expired) await this.#try(() => expireEmergency(store, call));
      });
    }
  }

  /** It may wait for rows that others hold: neither the next look waits for it, nor what another agent needs. */
  #follow(id: string, body: () => Promise<void>): void {
    if (this.#following.has(id)) {
      this.#missed.add(id);
      return;
    }
    const done = body().finally(() => {
      this.#following.delete(id);
      if (this.#missed.delete(id)) this.#task.wake();
    });
    this.#following.set(id, done);
  }

  /** A page that is loaded again is gone for a moment, and no reason to alarm anybody. */
  #isDeskless({call, deskless}: Row): boolean {
    if (!deskless || !this.#given.steady()) {
      this.#desklessSince.delete(call.id);
      return false;
    }
    const now = performance.now();
    const since = this.#desklessSince.get(call.id) ?? now;
    this.#desklessSince.set(call.id, since);
    return now - since >= this.#given.store.settings.timings.deskAwayMs;
  }

  /** [EC-47] Their line is dead and nobody has hung up: after a while it is cut off, or nobody could ring back for ever. */
  #isDeserted({call, gone}: Row): boolean {
    if (!hasCall(call) || !isDeserted(call.legs.responder.status, gone) || !this.#given.steady()) {
      this.#desertedSince.delete(call.id);
      return false;
    }
    const now = performance.now();
    const since = this.#desertedSince.get(call.id) ?? now;
    this.#desertedSince.set(call.id, since);
    return now - since >= this.#given.store.settings.timings.agentGraceMs;
  }

  #forgetOthers(rows: readonly Row[]): void {
    for (const seen of [this.#desklessSince, this.#desertedSince])
      for (const id of seen.keys()) if (!rows.some(({call}) => call.id === id)) seen.delete(id);
  }

  /** What fails with one is tried again at the next look, and keeps nothing from the others. */
  async #try(body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      this.#given.log.error({error: describe(error)}, 'what follows from a call could not be done and is tried again');
    }
  }
}
