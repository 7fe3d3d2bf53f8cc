import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
  decodeCommand,
  decodeEvent,
  decodePhoneReply,
  decodePhoneState,
  decodeReply,
  decodeResume,
  decodeSnapshot,
  type Decoded,
} from '../../src/api/wire/decode.ts';
import {toWire} from '../../src/api/wire/time.ts';
import {events, snapshots} from './arbitraries.ts';

const NUMBER = '12015550123';

const DECODERS: readonly (readonly [string, (received: unknown) => Decoded<unknown>])[] = [
  ['a command', (received) => decodeCommand('SubmitWrapUp', received)],
  ['the first call', decodeResume],
  ['an event', decodeEvent],
  ['a snapshot', decodeSnapshot],
  ['the state of a phone', decodePhoneState],
  ['a reply', decodeReply],
  ['a reply to a phone', decodePhoneReply],
];

type Path = readonly (string | number)[];

/** The paths of all fields, at any depth. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => [[...path, key], ...pathsOf(field, [...path, key])]);
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === String(key) ? replaced(each, rest, by) : each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, name === key ? replaced(field, rest, by) : field]),
  );
}

function assertHarmless(decoded: Decoded<unknown>): void {
  if (!('malformed' in decoded)) return;
  assert.match(decoded.malformed, /^[\w.-]+: expected /);
  assert.ok(!decoded.malformed.includes('2015550'), decoded.malformed);
}

/** What somebody might send in the place of a field. */
const intruders = fc.oneof(
  fc.constantFrom<unknown>(
    NUMBER,
    `+${NUMBER}`,
    Number(NUMBER),
    -Number(NUMBER),
    [NUMBER],
    {number: NUMBER},
    NUMBER.repeat(200),
    null,
    true,
  ),
  fc.jsonValue(),
);

const NEWER: readonly string[] = [
  'mailId',
  'subject',
  'outbound',
  'desk',
  'missedContacts',
  'lostCallbacks',
  'softphone',
  'announcement',
  'excludedAgentIds',
  'cancellable',
  'suggestions',
  'askedBy',
  'telephone',
  'wrapUpGiven',
  'monitors',
  'emergencies',
];

/** What a hub of an earlier release does not say may be missing. */
function isNewer(path: readonly (string | number)[]): boolean {
  const [owner, field] = [path.at(-2), String(path.at(-1))];
  // Who took an offer; a lease has always had its desk.
  if (field === 'deskId') return owner !== 'lease' && owner !== 'softphone';
  // Of who wraps up; a target that is a queue always has it.
  if (field === 'queueId') return path.at(-3) === 'participants';
  // Where an invited number goes; an offer says whether it is for a consult.
  if (field === 'conversationId') return path.at(-3) === 'participants';
  // Whether the contacts of an emergency are told; a snapshot has always had those of the agent.
  if (field === 'contacts') return owner === 'own';
  return NEWER.includes(field);
}

describe('malformed messages', () => {
  for (const [name, decode] of DECODERS) {
    it(`[DM-29] anything may come as ${name}: it is read or refused, and never thrown at the reader`, () => {
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (received) => {
          const decoded = decode(received);
          assert.ok('value' in decoded !== 'malformed' in decoded);
        }),
        {numRuns: 300},
      );
    });

    it(`[DM-29] nothing at all is no ${name}`, () => {
      for (const nothing of [undefined, null, 0, '', NUMBER, [], {}]) {
        const decoded = decode(nothing);
        assert.ok('malformed' in decoded);
        assertHarmless(decoded);
      }
    });
  }

  for (const [name, values, decode] of [
    ['an event', events, decodeEvent],
    ['a snapshot', snapshots, decodeSnapshot],
  ] as const) {
    it(`[DM-29] with any one field of ${name} replaced, the refusal names a path and quotes no value`, () => {
      let refused = 0;
      fc.assert(
        fc.property(values, fc.nat(), intruders, (value, pick, intruder) => {
          const message: unknown = JSON.parse(JSON.stringify(toWire(value)));
          // The names of a table of aliases are data themselves.
          const paths = pathsOf(message).filter((path) => !path.includes('aliases'));
          const decoded = decode(replaced(message, paths[pick % paths.length] ?? [], intruder));
          if ('malformed' in decoded) refused += 1;
          assertHarmless(decoded);
        }),
        {numRuns: 400},
      );
      assert.ok(refused > 50, `only ${refused} were refused`);
    });

    it(`[DM-29] with any one field of ${name} missing, the refusal names it`, () => {
      fc.assert(
        fc.property(values, fc.nat(), (value, pick) => {
          const message: unknown = toWire(value);
          const paths = pathsOf(message).filter(
            (path) => !path.includes('aliases') && !/^\d+$/.test(String(path.at(-1))) && !isNewer(path),
          );
          const path = paths[pick % paths.length] ?? [];
          const decoded = decode(replaced(message, path, undefined));
          assert.ok(
            'malformed' in decoded && decoded.malformed.startsWith(`${path.join('.')}: expected `),
            JSON.stringify(decoded),
          );
        }),
        {numRuns: 200},
      );
    });
  }

  it('[DM-28] a reply is done with its result, or refused with a code', () => {
    assert.deepEqual(decodeReply({status: 'done', result: null}), {value: {status: 'done', result: null}});
    assert.deepEqual(decodeReply({status: 'refused', code: 'offer-gone', more: 1}), {
      value: {status: 'refused', code: 'offer-gone'},
    });
    assert.deepEqual(decodePhoneReply({status: 'done', sdp: null}), {value: {status: 'done', sdp: null}});
    for (const bad of [{status: 'refused'}, {status: 'failed'}, {status: 'refused', code: 4}])
      assert.ok('malformed' in decodeReply(bad));
    for (const bad of [{status: 'done', sdp: NUMBER}, {status: 'done'}, {status: 'refused'}])
      assertHarmless(decodePhoneReply(bad));
  });
});
