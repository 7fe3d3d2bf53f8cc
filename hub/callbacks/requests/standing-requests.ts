import {slotAsWritten} from '../../../src/domain/callback-slots.ts';
import type {CallbackWindow} from '../../../src/domain/callback-time.ts';
import {type Callback, isBroughtForward} from '../../../src/domain/callback.ts';
import {run, runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {applyToCallback} from '../apply-to-callback.ts';
import {lockCallback} from '../callback-store.ts';
import type {RequestRow} from './request-store.ts';

/** What one of those who ask for a number wants of its callback. */
export type Wish = Pick<Callback, 'time' | 'zone' | 'window'>;

/**
 * @param slot null: as soon as somebody is free
 * @param askedAt when that was wished ([PK-226])
 */
export function wishFor(work: Work, zone: string, slot: CallbackWindow | null, askedAt = work.now): Wish {
  const window = slot ?? {startsAt: askedAt, endsAt: work.now + work.settings.callbacks.limits.longestMs};
  return {time: slot === null ? null : slotAsWritten(zone, slot), zone, window};
}

export function wishOf(work: Work, request: RequestRow): Wish {
  const {zone, starts_at: startsAt, ends_at: endsAt, created_at: askedAt} = request;
  return wishFor(work, zone, startsAt === null || endsAt === null ? null : {startsAt, endsAt}, askedAt);
}

const FIRST = `
  select * from callback_request where callback_id = $1 and not joined and withdrawn_at is null for update`;
const STAND_BACK = 'update callback_request set joined = true, starts_at = $2, ends_at = $3 where id = $1';

/**
 * [PK-112] Makes a callback one for whoever asks now, where that is earlier; whose it was stands back, with the time that they are promised
 * by now, and is told what they were told before. What another system brought is that system's. Whoever asks has locked the number.
 * @returns whether it is theirs
 */
export async function bringForward(work: Work, callbackId: string, wish: Wish, actor: string): Promise<boolean> {
  const first = await runForOne<RequestRow>(work, FIRST, [callbackId]);
  const callback = first === null ? null : await lockCallback(work, callbackId);
  if (first === null || callback === null || !isBroughtForward(callback, wish.window.startsAt)) return false;
  const {startsAt, endsAt} = callback.window;
  const promised = callback.time === null ? [null, null] : [new Date(startsAt), new Date(endsAt)];
  await run(work, STAND_BACK, [first.id, ...promised]);
  await applyToCallback(work, callback, {type: 'retime', ...wish}, actor);
  return true;
}

const NEXT = `
  select * from callback_request where callback_id = $1 and id is distinct from $2::uuid and joined and withdrawn_at is null
  order by starts_at nulls first, created_at, id limit 1 for update`;

/** The earliest of those who joined a callback and stand. @param except whose request is taken back; null: nobody's */
export function nextStanding(work: Work, callbackId: string, except: string | null): Promise<RequestRow | null> {
  return runForOne<RequestRow>(work, NEXT, [callbackId, except]);
}
