/** No message of the protocol is nested deeper; what is goes to its schema as it came, and is refused there. */
const DEPTH_MAX = 8;

/**
 * What a client sent, in a form PostgreSQL can keep: its text holds no U+0000 and no half of a surrogate pair. Both
 * become the replacement character, so that a note with one is a note like any other.
 */
export function storable(received: unknown, depth = 0): unknown {
  if (typeof received === 'string') return storableText(received);
  if (typeof received !== 'object' || received === null || depth === DEPTH_MAX) return received;
  if (Array.isArray(received)) return received.map((each) => storable(each, depth + 1));
  return Object.fromEntries(
    Object.entries(received).map(([key, value]) => [storableText(key), storable(value, depth + 1)]),
  );
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** False for an identifier that none of our rows can have: PostgreSQL would not look for it but fail. */
export function isIdentifier(id: string): boolean {
  return UUID.test(id);
}
