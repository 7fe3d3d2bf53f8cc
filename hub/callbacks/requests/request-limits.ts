import {takeToken} from '../../http/request-rate.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {traceOf} from './secret.ts';

export type Counted = {
  readonly siteId: string;
  /** Fingerprint of the network address. */
  readonly caller: string;
  /** E.164. */
  readonly number: string;
  /** Without a proof of work. */
  readonly plain: boolean;
};

const DAY_S = 86_400;
const BLOCK_DIGITS = 4;

/**
 * [PK-46] Takes one of the day's requests of everybody whom it concerns, in one order. What is taken stays taken only if the decision
 * is committed. @returns null, or the seconds to wait
 */
export async function takeOfDay(work: Work, secret: string, counted: Counted): Promise<number | null> {
  const {requests} = work.settings.callbacks;
  const {siteId, caller, number, plain} = counted;
  const block = number.slice(0, -BLOCK_DIGITS);
  const all: readonly (readonly [string, number])[] = [
    [`address:${caller}`, requests.perAddress],
    ...(plain ? [[`plain:${caller}`, requests.perAddressPlain] as const] : []),
    [`number:${traceOf(secret, number)}`, requests.perNumber],
    [`block:${traceOf(secret, block)}`, requests.perPrefix],
    [`site:${siteId}`, requests.perSite],
    ['organisation', requests.perOrganisation],
  ];
  for (const [who, perDay] of all) {
    const waitS = await takeToken(work, `callback-${who}`, {burst: perDay, perSecond: perDay / DAY_S});
    if (waitS !== null) return waitS;
  }
  return null;
}
