/**
 * Times are epoch milliseconds inside and ISO 8601 with zone on the wire. Every field that holds one is named so:
 * it ends in `At` or `Since`, or is `since` or `now`.
 */
const TIME_FIELD = /^(?:\w+At|\w*[sS]ince|now)$/;

/** A JSON-ready copy in which every time field is an ISO 8601 string in UTC. */
export function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      typeof field === 'number' && TIME_FIELD.test(key) ? new Date(field).toISOString() : toWire(field),
    ]),
  );
}
