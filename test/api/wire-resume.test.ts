import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {decodeDeskChange, decodeResume} from '../../src/api/wire/decode.ts';
import {BAD_COUNT, BAD_FLAG, NUMBER, assertRefused} from './bad-values.ts';

describe('the first call of a desk', () => {
  it('[DM-28] it names its protocols and the last event it has, if any', () => {
    assert.deepEqual(decodeResume({protocols: [1, 2], lastSeq: null, addedLater: 1}), {
      value: {protocols: [1, 2], lastSeq: null, deskId: null, takesWork: true},
    });
    assert.deepEqual(decodeResume({protocols: [2, 1], lastSeq: 7, deskId: 'desk-1', takesWork: false}), {
      value: {protocols: [2, 1], lastSeq: 7, deskId: 'desk-1', takesWork: false},
    });
  });

  it('[SU-37] later it says whether it takes work', () => {
    assert.deepEqual(decodeDeskChange({takesWork: false}), {value: {takesWork: false}});
    for (const takesWork of BAD_FLAG) assertRefused(decodeDeskChange({takesWork}), 'takesWork');
  });

  it('[DM-28] [DM-29] anything else is refused by its path', () => {
    for (const lastSeq of BAD_COUNT.filter((value) => value !== null))
      assertRefused(decodeResume({protocols: [1], lastSeq}), 'lastSeq');
    for (const protocols of [undefined, null, NUMBER, [], Array(17).fill(1)])
      assertRefused(decodeResume({protocols, lastSeq: null}), 'protocols');
    for (const takesWork of [null, 0, 'true', NUMBER])
      assertRefused(decodeResume({protocols: [1], lastSeq: null, takesWork}), 'takesWork');
    for (const protocol of BAD_COUNT)
      assertRefused(decodeResume({protocols: [1, protocol], lastSeq: null}), 'protocols.1');
    for (const nothing of [undefined, null, NUMBER, 4]) assertRefused(decodeResume(nothing), 'message');
  });
});
