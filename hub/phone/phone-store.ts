import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {ongoingWith} from '../emergency/emergency-store.ts';
import type {Reading} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {offerAtTelephone} from './telephone-offers.ts';

/** What a phone of the simulated network may have for a number. */
export const E164 = /^\+[1-9][0-9]{6,14}$/;
/** Who plays the responders has the number that is dialled for them. */
export const PHONE_NUMBER = /^(?:\+[1-9][0-9]{6,14}|[0-9]{3})$/;

/** Whether a telephone of this number is plugged in. */
export async function isPluggedIn(work: Reading, number: string | null): Promise<boolean> {
  const there = work.tx
    .selectFrom('phone')
    .select('number')
    .where('number', '=', number ?? '')
    .where('hub_id', 'is not', null);
  return (await there.executeTakeFirst()) !== undefined;
}

export type Reachability = {readonly status: 'free' | 'busy' | 'unobtainable'};

/** Two who call one phone at the same moment follow one another: the second finds it busy. */
export async function lockPhone(work: Reading, number: string): Promise<{hub_id: string | null} | undefined> {
  return work.tx.selectFrom('phone').select('hub_id').where('number', '=', number).forUpdate().executeTakeFirst();
}

/** Whether the simulated network can ring a number now. */
export async function findPhone(work: Reading, number: string): Promise<Reachability> {
  const phone = await lockPhone(work, number);
  if (phone === undefined || phone.hub_id === null) return {status: 'unobtainable'};
  const inCall = await work.tx
    .selectFrom('leg')
    .select('id')
    .where('address', '=', number)
    .where('closed_at', 'is', null)
    .limit(2)
    .execute();
  // The leg that is being rung is there already; an agent's telephone may ring for what is offered to them.
  const busy =
    inCall.length > 1 || (await offerAtTelephone(work, number)) !== null || (await ongoingWith(work, number)) !== null;
  return {status: busy ? 'busy' : 'free'};
}

export type Registration = {readonly key: string} | {readonly refused: 'number-taken'};

/**
 * Gives a number of the simulated network to a phone. A phone that comes back shows its key; a number in use by
 * another is refused.
 */
export async function registerPhone(store: HubStore, number: string, key: string | null): Promise<Registration> {
  return store.decide(async ({tx}) => {
    const known = await tx.selectFrom('phone').selectAll().where('number', '=', number).forUpdate().executeTakeFirst();
    if (known !== undefined && key !== null && matches(key, known.key_hash)) return {key};
    if (known !== undefined && (known.hub_id !== null || (await isInCall({tx}, number))))
      return {refused: 'number-taken'};
    const fresh = randomBytes(24).toString('base64url');
    await tx
      .insertInto('phone')
      .values({number, key_hash: hash(fresh)})
      .onConflict((conflict) => conflict.column('number').doUpdateSet({key_hash: hash(fresh)}))
      .execute();
    return {key: fresh};
  });
}

/** Whether a call of this number is under way, even while its page is away. */
export async function isInCall(work: Reading, number: string): Promise<boolean> {
  return (await hasOpenLeg(work, number)) || (await ongoingWith(work, number)) !== null;
}

/** The same without emergencies. */
export async function hasOpenLeg(work: Reading, number: string): Promise<boolean> {
  const open = work.tx.selectFrom('leg').select('id').where('address', '=', number).where('closed_at', 'is', null);
  return (await open.limit(1).executeTakeFirst()) !== undefined;
}

/** The number a phone's token stands for (`<base64url of the number>.<key>`); null when it is not good. */
export async function phoneOfToken(store: HubStore, token: string): Promise<string | null> {
  const [encoded, key] = token.split('.');
  if (encoded === undefined || key === undefined) return null;
  const number = Buffer.from(encoded, 'base64url').toString('utf8');
  if (!PHONE_NUMBER.test(number)) return null;
  const row = await store.db.selectFrom('phone').select('key_hash').where('number', '=', number).executeTakeFirst();
  return row !== undefined && matches(key, row.key_hash) ? number : null;
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function matches(key: string, keyHash: string): boolean {
  return timingSafeEqual(Buffer.from(hash(key)), Buffer.from(keyHash));
}
