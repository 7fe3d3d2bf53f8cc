/** Which browser at which origin: kept there, so that a tab recognises the sound as a former tab's of the same place. */
const PLACE_KEY = 'cordboard-place';

/** Length of a place's name within a desk's identifier. */
const PLACE_LENGTH = 12;

/** One page as long as it lives, told by its place first: `<place>.<page>`. */
export function createDeskId(): string {
  return `${readPlace()}.${crypto.randomUUID()}`;
}

export function placeOf(deskId: string): string {
  return deskId.slice(0, deskId.indexOf('.') + 1);
}

/** What a person recognises the page by, such as `Chrome on Windows`. */
export function describePage(userAgent: string): string {
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1] ?? 'Browser';
  const system = SYSTEMS.find(([mark]) => userAgent.includes(mark))?.[1];
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** The first mark that fits: browsers name those they descend from as well. */
const BROWSERS: readonly (readonly [string, string])[] = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];

const SYSTEMS: readonly (readonly [string, string])[] = [
  ['Windows', 'Windows'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
];

function readPlace(): string {
  const made = crypto.randomUUID().replaceAll('-', '').slice(0, PLACE_LENGTH);
  try {
    const kept = localStorage.getItem(PLACE_KEY);
    if (kept !== null && kept.length === PLACE_LENGTH) return kept;
    localStorage.setItem(PLACE_KEY, made);
  } catch (error) {
    // A frame without storage is a place of its own.
    if (!(error instanceof DOMException)) throw error;
  }
  return made;
}
