import {takeToken} from '../../http/request-rate.ts';
import {run, runForOne} from '../../store/statement.ts';
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
  /** What was worked for it; `none`: without a proof of work. */
  readonly proof: 'none' | 'ordinary' | 'hard';
  /** A robot's: it takes nothing from people. */
  readonly trapped: boolean;
};

const DAY_S = 86_400;
const BLOCK_DIGITS = 4;

/**
 * [PK-46] Takes one of the day's requests of everybody whom it concerns, in one order. What is taken stays taken only if the decision
 * is committed. The number's own are apart: that they are used up is said to nobody. @returns null, the seconds to wait, or
 * `harder`: an address, or a network, that many share goes on with more work ([PK-120])
 */
export async function takeOfDay(work: Work, secret: string, counted: Counted): Promise<number | 'harder' | null> {
  const {requests} = work.settings.callbacks;
  const {siteId, caller, number, proof, trapped} = counted;
  const block = number.slice(0, -BLOCK_DIGITS);
  for (const source of sourcesOf(work, counted)) {
    const refused = await takeOrWork(work, source, proof);
    if (refused !== null) return refused;
  }
  const all: readonly (readonly [string, number])[] = [
    ...(proof === 'none' ? [[`plain:${caller}`, requests.perAddressPlain] as const] : []),
    ...(trapped
      ? []
      : ([
          [`block:${traceOf(secret, block)}`, requests.perPrefix],
          [`site:${siteId}`, requests.perSite],
          ['organisation', requests.perOrganisation],
        ] as const)),
  ];
  for (const [who, perDay] of all) {
    const waitS = await takeToken(work, `callback-${who}`, ofADay(perDay));
    if (waitS !== null) return waitS;
  }
  return null;
}

/** Where requests come from, and how many a day: more of them for more work. */
type Source = {
  readonly client: string;
  readonly perDay: number;
  readonly hard: {readonly client: string; readonly perDay: number};
};

/** The address, and the wider network that it is of. */
function sourcesOf({settings}: Work, {caller, network}: Pick<Counted, 'caller' | 'network'>): readonly Source[] {
  const {perAddress, perAddressHard, perNetwork, perNetworkHard} = settings.callbacks.requests;
  const address = {
    ...{client: `callback-address:${caller}`, perDay: perAddress},
    hard: {client: `callback-hard:${caller}`, perDay: perAddressHard},
  };
  if (network === null) return [address];
  const wider = {
    ...{client: `callback-network:${network}`, perDay: perNetwork},
    hard: {client: `callback-network-hard:${network}`, perDay: perNetworkHard},
  };
  return [address, wider];
}

async function takeOrWork(
  work: Work,
  {client, perDay, hard}: Source,
  proof: Counted['proof'],
): Promise<number | 'harder' | null> {
  const waitS = await takeToken(work, client, ofADay(perDay));
  if (waitS === null || proof === 'none') return waitS;
  return proof === 'hard' ? takeToken(work, hard.client, ofADay(hard.perDay)) : 'harder';
}

const USED_UP = `
  select least($2::float8, tokens + $3::float8 * extract(epoch from clock_timestamp() - refilled_at)::float8) < 1 as over
  from api_client where client = $1`;

/** [PK-120] Whether who asks from there has to work more for it. */
export async function isUsedUp(work: Work, asking: Pick<Counted, 'caller' | 'network'>): Promise<boolean> {
  for (const {client, perDay} of sourcesOf(work, asking)) {
    const {burst, perSecond} = ofADay(perDay);
    const row = await runForOne<{over: boolean}>(work, USED_UP, [client, burst, perSecond]);
    if (row?.over === true) return true;
  }
  return false;
}

function ofADay(most: number) {
  return {burst: most, perSecond: most / DAY_S};
}

/** [PK-114] Whether the number may be promised one more today. Whoever asks has locked it. */
export async function takeOfNumber(work: Work, secret: string, number: string): Promise<boolean> {
  const {perNumber} = work.settings.callbacks.requests;
  return (await takeToken(work, clientOf(secret, number), ofADay(perNumber))) === null;
}

const GIVE_BACK = 'update api_client set tokens = least($2::float8, tokens + 1) where client = $1';

/** Taken back before anybody was called, it was none. Whoever asks has locked the number. */
export async function giveBackOfNumber(work: Work, secret: string, number: string): Promise<void> {
  await run(work, GIVE_BACK, [clientOf(secret, number), work.settings.callbacks.requests.perNumber]);
}

function clientOf(secret: string, number: string): string {
  return `callback-number:${traceOf(secret, number)}`;
}
