import type {Contact} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {awaitLeg} from '../contacts/apply.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {Work} from '../store/unit-of-work.ts';

export type Join = {readonly legId: string; readonly epoch: number; readonly sdp: string};
export type Joined = {readonly sdp: string} | {readonly refused: Refusal};

/** How long the media process has to answer a session description. */
const ANSWER_DEADLINE_MS = 6_000;

/** As far as the database counts; a leg joins a handful of times. */
const EPOCH_MAX = 2_147_483_647;

/** Longest wait between two looks when no wake-up came. */
const POLL_MS = 200;

/**
 * Brings a browser's leg to the contact's media process, wherever that runs: the description is stored, the hub beside
 * the media process answers it, and whoever asked reads the answer. Safe to send twice.
 */
export class LegExchange {
  readonly #store: HubStore;
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(store: HubStore) {
    this.#store = store;
  }

  /** A wake-up said that this leg has an answer. */
  wake(legId: string): void {
    for (const look of this.#waiting.get(legId) ?? []) look();
  }

  /** @param refusalFor judges, with the contact's leg at hand, whether the asker owns it */
  async join(
    contactId: string,
    join: Join,
    refusalFor: (work: Work, contact: Contact) => Promise<Refusal | null>,
    lock: (work: Work, id: string) => Promise<Contact | null>,
  ): Promise<Joined> {
    const refused = await this.#store.decide(async (work) => {
      const contact = await lock(work, contactId);
      if (contact === null || contact.status === 'ended') return 'contact-ended' as const;
      return (await refusalFor(work, contact)) ?? storeDescription(work, contact, join);
    });
    return refused === null ? this.#answer(join) : {refused};
  }

  async #answer(join: Join): Promise<Joined> {
    const deadline = performance.now() + ANSWER_DEADLINE_MS;
    for (;;) {
      const look = this.#nextLook(join.legId, POLL_MS);
      const row = await this.#store.db
        .selectFrom('leg_description')
        .select(['answer', 'failure'])
        .where('leg_id', '=', join.legId)
        .where('epoch', '=', join.epoch)
        .executeTakeFirst();
      if (row?.answer !== null && row?.answer !== undefined) return {sdp: row.answer};
      if (row?.failure !== null && row?.failure !== undefined) return {refused: 'stale-join'};
      if (performance.now() > deadline) return {refused: 'internal'};
      await look;
    }
  }

  #nextLook(legId: string, atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const looks = this.#waiting.get(legId) ?? new Set();
      this.#waiting.set(legId, looks);
      const done = () => {
        clearTimeout(timer);
        looks.delete(done);
        if (looks.size === 0) this.#waiting.delete(legId);
        resolve();
      };
      const timer = setTimeout(done, atMostMs);
      looks.add(done);
    });
  }
}

async function storeDescription(work: Work, contact: Contact, join: Join): Promise<Refusal | null> {
  if (join.epoch > EPOCH_MAX) return 'invalid-command';
  const leg = await work.tx
    .selectFrom('leg')
    .select(['id', 'epoch'])
    .where('id', '=', join.legId)
    .where('contact_id', '=', contact.id)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (leg === undefined) return 'contact-ended';
  if (join.epoch < leg.epoch) return 'stale-join';
  if (join.epoch > leg.epoch) {
    await work.tx.updateTable('leg').set({epoch: join.epoch}).where('id', '=', leg.id).execute();
    // Joining is no arrival: only audio ends the wait, so it begins anew.
    await awaitLeg(work, leg.id);
  }
  await work.tx
    .insertInto('leg_description')
    .values({leg_id: leg.id, epoch: join.epoch, offer: join.sdp})
    .onConflict((conflict) => conflict.columns(['leg_id', 'epoch']).doNothing())
    .execute();
  const stored = await work.tx
    .selectFrom('leg_description')
    .select('offer')
    .where('leg_id', '=', leg.id)
    .where('epoch', '=', join.epoch)
    .executeTakeFirstOrThrow();
  // Another page has this epoch: its answer would be of no use here.
  if (stored.offer !== join.sdp) return 'stale-join';
  if (contact.mediaProcessId !== null) work.wake(`media:${contact.mediaProcessId}`);
  return null;
}
