import {takeToken} from '../../http/request-rate.ts';
import {run} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {traceOf} from './secret.ts';

export type Counted = {
  readonly siteId: string;
  /** Fingerprint of the network address. */
  readonly caller: string;
  /** Of the wider network; null: it has none. */
  readonly network: string | null;
  /** E.164. */
  readonly number: string;
  /** Without a proof of work. */
  readonly plain: boolean;
  /** A robot's: it takes nothing from people. */
  readonly trapped: boolean;
};

const DAY_S = 86_400;
const BLOCK_DIGITS = 4;

/**
 * [PK-46] Takes one of the day's requests of everybody whom it concerns, in one order. What is taken stays taken only if the decision
 * is committed. The number's own are apart: that they are used up is said to nobody. @returns null, or the seconds to wait
 */
export async function takeOfDay(work: Work, secret: string, counted: Counted): Promise<number | null> {
  const {requests} = work.settings.callbacks;
  const {siteId, caller, network, number, plain, trapped} = counted;
  const block = number.slice(0, -BLOCK_DIGITS);
  const all: readonly (readonly [string, number])[] = [
    [`address:${caller}`, requests.perAddress],
    ...(plain ? [[`plain:${caller}`, requests.perAddressPlain] as const] : []),
    ...(network === null ? [] : [[`network:${network}`, requests.perNetwork] as const]),
    ...(trapped
      ? []
      : ([
          [`block:${traceOf(secret, block)}`, requests.perPrefix],
          [`site:${siteId}`, requests.perSite],
          ['organisation', requests.perOrganisation],
        ] as const)),
  ];
  for (const [who, perDay] of all) {
    const waitS = await takeToken(work, `callback-${who}`, {burst: perDay, perSecond: perDay / DAY_S});
    if (waitS !== null) return waitS;
  }
  return null;
}

/** [PK-114] Whether the number may be promised one more today. Whoever asks has locked it. */
export async function takeOfNumber(work: Work, secret: string, number: string): Promise<boolean> {
  const {perNumber} = work.settings.callbacks.requests;
  const limit = {burst: perNumber, perSecond: perNumber / DAY_S};
  return (await takeToken(work, clientOf(secret, number), limit)) === null;
}

const GIVE_BACK = 'update api_client set tokens = least($2::float8, tokens + 1) where client = $1';

/** Taken back before anybody was called, it was none. Whoever asks has locked the number. */
export async function giveBackOfNumber(work: Work, secret: string, number: string): Promise<void> {
  await run(work, GIVE_BACK, [clientOf(secret, number), work.settings.callbacks.requests.perNumber]);
}

function clientOf(secret: string, number: string): string {
  return `callback-number:${traceOf(secret, number)}`;
}
