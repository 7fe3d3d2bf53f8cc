/** What no field of a message may be, with a number in it that must not come back in a refusal. */
import assert from 'node:assert/strict';

/** It stands in every bad value, so that a leak of one is seen. */
export const NUMBER = '12015550123';
export const LONG = NUMBER.repeat(6);

export const NOT_TEXT: readonly unknown[] = [undefined, null, Number(NUMBER), true, [NUMBER], {number: NUMBER}];
export const BAD_ID: readonly unknown[] = [...NOT_TEXT, '', LONG];
export const BAD_TEXT: readonly unknown[] = [...NOT_TEXT, NUMBER.repeat(100)];
export const BAD_NUMBER_TEXT: readonly unknown[] = [...NOT_TEXT, LONG];
export const BAD_COUNT: readonly unknown[] = [
  undefined,
  null,
  NUMBER,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -Number(NUMBER),
];
export const BAD_SDP: readonly unknown[] = [
  ...NOT_TEXT,
  '',
  NUMBER,
  `o=${NUMBER}\r\nv=0`,
  `v=0${NUMBER.repeat(2_000)}`,
];
export const BAD_TIME: readonly unknown[] = [
  '2026-01-01T00:00:00+01',
  '2026-01-01T00:00:00 +0100',
  '2026-02-31T00:00:00Z',
  undefined,
  null,
  Number(NUMBER),
  '',
  NUMBER,
  'soon',
  '2026-11-20',
  '2026-11-20T14:32:07',
  '2026-13-20T14:32:07Z',
  '2026-11-32T14:32:07Z',
  '2026-11-20T25:00:00Z',
  `2026-11-20T14:32:07Z ${NUMBER}`,
];
export const BAD_FLAG: readonly unknown[] = [undefined, null, 0, 'true', NUMBER];
export const BAD_REASON: readonly unknown[] = BAD_ID.filter((value) => value !== null);

/** Refused by its path, and without the value. */
export function assertRefused(result: object, path: string): void {
  assert.ok(
    'malformed' in result && typeof result.malformed === 'string',
    `${path} was taken: ${JSON.stringify(result)}`,
  );
  // What stands below `data` are the sender's own words.
  const field = path.startsWith('data.') ? 'data' : path;
  assert.ok(result.malformed.startsWith(`${field}: expected `), result.malformed);
  assert.ok(!result.malformed.includes('2015550') && result.malformed.length < 200, result.malformed);
}
