import type {SdkError} from '../../api/errors.ts';

/** Whether somebody can be reached, as Microsoft Teams shows it. */
export type Availability = 'available' | 'busy' | 'away' | 'do-not-disturb' | 'offline' | 'unknown';

/** A colleague or expert of the organisation, who may be consulted or get a contact ([CO-20]). */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** Role and department; empty when the directory has none. */
  readonly title: string;
  readonly department: string;
  /** The work number as the directory has it, for reading. */
  readonly number: string;
  /** What is dialled: `+` and digits; for a number of the house its digits alone. */
  readonly dialable: string;
  /** `unknown` until it was asked for ([CO-25]). */
  readonly availability: Availability;
};

/** Why the directory was not asked, or did not answer. */
export type PeopleFailure =
  /** Its tokens need the person: in Microsoft Teams single sign-on is off, elsewhere nobody has signed in ([CO-26]). */
  {readonly status: 'no-sign-on'} | {readonly status: 'failed'; readonly error: SdkError};

export type PeopleResult =
  | {readonly status: 'found'; readonly people: readonly Person[]; readonly more: boolean}
  /** A number is looked for by all of its digits only ([CO-24]). */
  | {readonly status: 'number-incomplete'}
  | PeopleFailure;

/** Who is not in the map is `unknown`. */
export type PresencesResult =
  | {readonly status: 'found'; readonly availability: ReadonlyMap<string, Availability>}
  | PeopleFailure;

/** The organisation's directory. Nothing is kept: who asks again gets what is true then. */
export type PeopleService = {
  /**
   * By name, role or department, or by a whole number; people with a work number only ([CO-21], [CO-23]).
   * @throws the signal's reason when it was aborted, and nothing else
   */
  search(text: string, signal?: AbortSignal): Promise<PeopleResult>;
  /** May take its time: show the people first ([CO-25]). @throws likewise */
  presences(ids: readonly string[], signal?: AbortSignal): Promise<PresencesResult>;
};
