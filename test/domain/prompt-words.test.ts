import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {faultOfWords, leavesOutKey, tidyWords} from '../../src/domain/prompt-words.ts';

describe('the words of a prompt', () => {
  it('[PK-31] are one line, of 1 to 600 characters that can be said', () => {
    assert.equal(tidyWords('  Press 1,\n\tor   wait. '), 'Press 1, or wait.');
    assert.equal(tidyWords('e\u0301'), '\u00e9');
    assert.equal(faultOfWords(tidyWords(' \n ')), 'empty');
    assert.equal(faultOfWords('😀'.repeat(600)), null);
    assert.equal(faultOfWords('x'.repeat(601)), 'too-long');
    for (const sign of ['\u0007', '\uD800', '\u0000']) assert.equal(faultOfWords(`a${sign}b`), 'control');
  });

  it('[PK-34] an offer that does not say the key is known, in each language', () => {
    for (const words of ['press one.', 'Press 1', 'ONE: call me back', 'the key "1"', ''])
      assert.equal(leavesOutKey('callback-offer', 'en', words), false, words);
    for (const words of ['No one is free', 'One of us calls you', 'press 10', 'everyone waits', 'naciśnij jeden'])
      assert.equal(leavesOutKey('callback-offer', 'en', words), true, words);
    for (const words of ['naciśnij jeden', 'naciśnij 1', 'wybierz jedynkę', 'Jeden, aby oddzwonić'])
      assert.equal(leavesOutKey('callback-offer-closed', 'pl', words), false, words);
    for (const words of ['jeden z nas oddzwoni', 'nikt', 'press one', 'jedenaście'])
      assert.equal(leavesOutKey('callback-offer-closed', 'pl', words), true, words);
    assert.equal(leavesOutKey('welcome', 'en', 'Hello'), false);
  });
});
