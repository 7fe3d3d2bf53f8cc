import type {EndReason} from './contact.ts';

/** Frequencies that sound together, and for how long; none is silence. Lengths are multiples of 5 ms. */
export type ToneStep = {readonly hertz: readonly number[]; readonly ms: number};

/** One period of a tone; it is repeated. */
export type Tone = readonly ToneStep[];

/** What a caller hears of how the call goes. */
export type ProgressTone = 'ringback' | 'busy' | 'congestion' | 'unobtainable';

type Tones = {readonly [tone in ProgressTone]: Tone};

/** Special information tone: three rising notes before "this number is not in service" (ITU-T E.180 §6). */
const INFORMATION: Tone = [...[950, 1400, 1800].map((hertz) => ({hertz: [hertz], ms: 330})), {hertz: [], ms: 1000}];

const EUROPEAN: Tones = {
  ringback: cadence([425], 1000, 4000),
  busy: cadence([425], 500, 500),
  congestion: cadence([425], 250, 250),
  unobtainable: INFORMATION,
};

const NORTH_AMERICAN: Tones = {
  ringback: cadence([440, 480], 2000, 4000),
  busy: cadence([480, 620], 500, 500),
  congestion: cadence([480, 620], 250, 250),
  unobtainable: INFORMATION,
};

const BRITISH: Tones = {
  ringback: cadence([400, 450], 400, 200, 400, 2000),
  busy: cadence([400], 375, 375),
  congestion: cadence([400], 400, 350, 225, 525),
  unobtainable: cadence([400], 1000, 0),
};

/** By ISO 3166-1 alpha-2. Source: ITU-T E.180 supplement 2, various tones used in national networks. */
const BY_COUNTRY: Readonly<Record<string, Tones>> = {
  US: NORTH_AMERICAN,
  CA: NORTH_AMERICAN,
  PR: NORTH_AMERICAN,
  GB: BRITISH,
  IE: BRITISH,
};

/** The tone of a country; others than those of the table, and none, get the European one. */
export function progressTone(tone: ProgressTone, country: string | undefined): Tone {
  const known = country !== undefined && Object.hasOwn(BY_COUNTRY, country) ? BY_COUNTRY[country] : undefined;
  return (known ?? EUROPEAN)[tone];
}

/** Whose tones a caller of this number is used to hearing: the called network's. Undefined: the European ones. */
export function toneCountryOf(address: string): string | undefined {
  if (/^\+1\d/.test(address)) return 'US';
  return /^\+(44|353)\d/.test(address) ? 'GB' : undefined;
}

/** The tone for a call that reached nobody; null for an end that is not about reaching. */
export function toneOfFailure(reason: EndReason): ProgressTone | null {
  switch (reason) {
    case 'busy':
    // A network plays busy to a caller who was declined (3GPP TS 24.628 with cause 21).
    case 'declined':
      return 'busy';
    case 'unobtainable':
      return 'unobtainable';
    case 'no-answer':
    case 'failed':
    case 'limit-reached':
      return 'congestion';
    default:
      return null;
  }
}

/** Sound and pause in turn. */
function cadence(hertz: readonly number[], ...onOffMs: readonly number[]): Tone {
  return onOffMs.map((ms, at) => ({hertz: at % 2 === 0 ? hertz : [], ms})).filter(({ms}) => ms > 0);
}
