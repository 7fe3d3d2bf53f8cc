import assert from 'node:assert/strict';
import {it} from 'node:test';
import fc from 'fast-check';
import {ProtocolError} from '../../../hub/signalr/errors.ts';
import {RecordSplitter} from '../../../hub/signalr/record-splitter.ts';
import {recordSeparator} from './support.ts';

const encoder = new TextEncoder();

/** Bytes cut at the given places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const borders = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
}

function splitAll(splitter: RecordSplitter, chunks: readonly Uint8Array[]): string[] {
  const records: string[] = [];
  for (const chunk of chunks) {
    splitter.push(chunk);
    for (let record = splitter.next(); record !== null; record = splitter.next()) records.push(record);
  }
  return records;
}

const recordText = fc.string({unit: 'binary'}).map((text) => text.replaceAll(recordSeparator, ''));

it('[SR-22] records come out whole however the frames cut them', () => {
  fc.assert(
    fc.property(fc.array(recordText), fc.array(fc.nat()), (records, places) => {
      const bytes = encoder.encode(records.map((record) => record + recordSeparator).join(''));
      assert.deepEqual(splitAll(new RecordSplitter(100_000), cut(bytes, places)), records);
    }),
    {numRuns: 1_000},
  );
});

it('[SR-24] any bytes give records or a protocol error, never another failure', () => {
  const bytes = fc.uint8Array({maxLength: 200}).map((array) => array.map((byte) => (byte % 7 === 0 ? 0x1e : byte)));
  fc.assert(
    fc.property(fc.array(bytes), (chunks) => {
      try {
        splitAll(new RecordSplitter(64), chunks);
      } catch (error) {
        assert.ok(error instanceof ProtocolError);
      }
    }),
    {numRuns: 5_000},
  );
});

it('[SR-25] a record is as long as allowed, its separator included, and not a byte longer', () => {
  const exact = encoder.encode('x'.repeat(9) + recordSeparator);
  assert.deepEqual(splitAll(new RecordSplitter(10), [exact, exact]), ['xxxxxxxxx', 'xxxxxxxxx']);
  const tooLong = new ProtocolError('message-too-large', 'The maximum message size of 10B was exceeded.');
  assert.throws(() => splitAll(new RecordSplitter(10), [encoder.encode('x'.repeat(10) + recordSeparator)]), tooLong);
  // One that never ends is found out long before its end.
  const drops = Array.from({length: 11}, () => encoder.encode('x'));
  assert.throws(() => splitAll(new RecordSplitter(10), drops), tooLong);
});

it('[SR-24] text that is not UTF-8 is refused', () => {
  const bytes = Uint8Array.of(0x22, 0xc3, 0x28, 0x22, 0x1e);
  assert.throws(() => splitAll(new RecordSplitter(10), [bytes]), {code: 'malformed-text'});
});
