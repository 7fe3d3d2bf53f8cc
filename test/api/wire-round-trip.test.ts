import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import {decodeEvent, decodePhoneState, decodeSnapshot, type Decoded} from '../../src/api/wire/decode.ts';
import {contactSchema, offerSchema} from '../../src/api/wire/model-schemas.ts';
import {toWire} from '../../src/api/wire/time.ts';
import {lived} from '../domain/contact-walk.ts';
import {contacts, events, offers, phoneStates, snapshots} from './arbitraries.ts';

/** As it comes out of a socket. */
function sent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(toWire(value)));
}

/** The same with a field that a later version might add, in every object that is not a table of values. */
function extended(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => extended(each));
  if (typeof value !== 'object' || value === null || name === 'aliases') return value;
  const fields = Object.entries(value).map(([key, field]) => [key, extended(field, key)]);
  return {...Object.fromEntries(fields), addedLater: {since: 7}};
}

const decodeContact = (received: unknown): Decoded<unknown> => ({value: v.parse(contactSchema, received)});
const decodeOffer = (received: unknown): Decoded<unknown> => ({value: v.parse(offerSchema, received)});

const KINDS: readonly (readonly [string, fc.Arbitrary<unknown>, (received: unknown) => Decoded<unknown>, number])[] = [
  ['a contact', contacts, decodeContact, 300],
  ['a contact as its life left it', lived, decodeContact, 200],
  ['an offer', offers, decodeOffer, 100],
  ['an event', events, decodeEvent, 300],
  ['a snapshot', snapshots, decodeSnapshot, 60],
  ['the state of a phone', phoneStates, decodePhoneState, 100],
];

/** Names and values of all fields, at any depth. */
function* fieldsOf(value: unknown): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, field] of Object.entries(value)) {
    yield [key, field];
    yield* fieldsOf(field);
  }
}

describe('from hub to desk', () => {
  for (const [name, values, decode, numRuns] of KINDS) {
    it(`[DM-27] ${name} arrives as it was sent`, () => {
      fc.assert(
        fc.property(values, (value) => assert.deepEqual(decode(sent(value)), {value})),
        {numRuns},
      );
    });

    it(`[DM-30] ${name} with fields of a later version arrives without them`, () => {
      fc.assert(
        fc.property(values, (value) => assert.deepEqual(decode(extended(sent(value))), {value})),
        {numRuns: numRuns / 4},
      );
    });
  }

  it('[DM-27] every time on the wire is ISO 8601 with a zone', () => {
    const TIMES = ['since', 'now'];
    fc.assert(
      fc.property(fc.oneof(events, snapshots), (value) => {
        for (const [key, field] of fieldsOf(sent(value))) {
          if (!TIMES.includes(key) && !key.endsWith('At')) continue;
          if (field !== null)
            assert.match(typeof field === 'string' ? field : '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, key);
        }
      }),
      {numRuns: 100},
    );
  });

  it('[DM-27] what is not a time keeps its number, and the value that was given is not touched', () => {
    const given = {seq: 5, nowhere: 6, at: 7, flatAt: 0, since: null, list: [{now: 1_000}, 'since', 3]};
    const before = structuredClone(given);
    assert.deepEqual(toWire(given), {
      seq: 5,
      nowhere: 6,
      at: 7,
      flatAt: '1970-01-01T00:00:00.000Z',
      since: null,
      list: [{now: '1970-01-01T00:00:01.000Z'}, 'since', 3],
    });
    assert.deepEqual(given, before);
    for (const plain of [null, undefined, 'x', 4, true]) assert.equal(toWire(plain), plain);
  });

  it('[DM-27] a time with another zone is the same time', () => {
    const at = (occurredAt: unknown): unknown =>
      decodeEvent({seq: 1, occurredAt, type: 'ContactReleased', contactId: 'c'});
    const expected = {
      value: {seq: 1, occurredAt: Date.UTC(2026, 10, 20, 14, 32, 7), type: 'ContactReleased', contactId: 'c'},
    };
    assert.deepEqual(at('2026-11-20T15:32:07+01:00'), expected);
    assert.deepEqual(at('2026-11-20T14:32:07Z'), expected);
  });
});
