/** Where an agent says that they work, for whoever comes to help: asked outside of an emergency, never in one. */
export type ConfirmedLocation = {
  /** One line: street and number, floor or room, postcode, town. */
  readonly address: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly confirmedAt: number;
};

/** As long as an address may be, all of it. */
export const ADDRESS_MAX = 300;

/** After this it is asked again. */
export const LOCATION_MAX_AGE_MS = 30 * 24 * 3_600_000;

/** What this browser remembers of the last time somebody confirmed here; no address and no position. */
export type LocationMemory = {readonly confirmedAt: number; readonly zone: string};

/**
 * Why the address is to be confirmed: never done, long ago, the clock's zone is another one, or it was confirmed somewhere else than in
 * this browser.
 */
export type LocationQuestion = 'never' | 'old' | 'moved' | 'other-browser';

/**
 * Whether to ask where the agent is; null: what is known holds. A browser is not told that its network is another one; what it is told
 * of a move is the zone, and whether the last word was given here.
 * @param memory null: nobody confirmed anything in this browser
 */
export function locationQuestion(
  confirmed: ConfirmedLocation | null,
  memory: LocationMemory | null,
  {now, zone}: {readonly now: number; readonly zone: string},
): LocationQuestion | null {
  if (confirmed === null) return 'never';
  if (now - confirmed.confirmedAt > LOCATION_MAX_AGE_MS) return 'old';
  if (memory === null || memory.confirmedAt !== confirmed.confirmedAt) return 'other-browser';
  return memory.zone === zone ? null : 'moved';
}

/** An address as its form has it. */
export type AddressParts = {
  readonly street: string;
  /** Floor, room or the like; empty where there is none. */
  readonly room: string;
  readonly postcode: string;
  readonly town: string;
};

export type AddressField = keyof AddressParts;

export const NO_ADDRESS: AddressParts = {street: '', room: '', postcode: '', town: ''};

/** The parts that help needs and that are not there. */
export function missingParts(parts: AddressParts): readonly AddressField[] {
  const needed = ['street', 'postcode', 'town'] as const;
  return needed.filter((field) => tidy(parts[field]) === '');
}

/** One line of it, as a person would write it. */
export function writeAddress({street, room, postcode, town}: AddressParts): string {
  // The last two are found again from behind, so that no comma may be in them.
  const last = [postcode, town].map((part) => tidy(part.replaceAll(',', ' ')));
  return [tidy(street), tidy(room), ...last].filter((part) => part !== '').join(', ');
}

/** The parts of such a line, for the form; what lies between the street and the postcode is the room. */
export function readAddress(address: string): AddressParts {
  const parts = address.split(', ');
  if (parts.length < 3) return {...NO_ADDRESS, street: address};
  const [street = ''] = parts;
  return {street, room: parts.slice(1, -2).join(', '), postcode: parts.at(-2) ?? '', town: parts.at(-1) ?? ''};
}

function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
