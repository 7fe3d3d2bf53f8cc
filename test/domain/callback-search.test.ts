import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {callbackQuery, callbackSortName, callbackTokens} from '../../src/domain/callback-search.ts';

const ADA = {name: 'Łucja O’Brien', reason: 'Invoice 7: 100 %', number: '+12015550123'};

describe('what a callback is found by', () => {
  it('[PK-82] has words without case and accents, and the ends of its number', () => {
    const tokens = callbackTokens(ADA);
    for (const token of ['lucja', 'o', 'brien', 'invoice', '7', '100', '#12015550123', '#50123', '~0123', '~3'])
      assert.equal(tokens.includes(token), true, token);
    assert.equal(tokens.includes('~50123'), false);
    assert.equal(tokens.length, new Set(tokens).size);
    assert.equal(tokens.includes(''), false);
    assert.deepEqual(callbackTokens({name: null, reason: '', number: ''}), []);
  });

  it('[PK-82] in scripts without spaces each letter may begin a word', () => {
    const tokens = callbackTokens({name: '田中太郎', reason: '', number: ''});
    for (const token of ['田中太郎', '太郎', '郎']) assert.equal(tokens.includes(token), true, token);
  });

  it('[PK-82] what is typed can mean nothing but its letters and digits', () => {
    for (const text of ['%', '_', "'", '\\', '& | ! ( ) :* <->', '  ', ''])
      assert.equal(callbackQuery(text, false), null, text);
    assert.equal(callbackQuery("o'brien & x:*", true), "'o':* & 'brien':* & 'x':*");
    const odd = callbackQuery(`a'b\\c"d$e`, true) ?? '';
    assert.doesNotMatch(odd, /\\|"|\$/);
    assert.match(callbackQuery('x'.repeat(5_000), false) ?? '', /^'x{64}':\*$/);
  });

  it('[PK-82] under data protection a number is found by what is shown of it, or by most of it', () => {
    assert.equal(callbackQuery('0123', true), "('0123':* | '~0123':* | '~123':*)");
    assert.equal(callbackQuery('55501', true), "('55501':*)");
    assert.equal(callbackQuery('(201) 555-0123', true), "('2015550123':* | '#2015550123')");
    assert.equal(callbackQuery('(201) 555-0123', false), "('2015550123':* | '#2015550123':*)");
    assert.equal(callbackQuery('020 7946 0000', false), "('02079460000':* | '#02079460000':* | '#2079460000':*)");
    assert.equal(callbackQuery('٠١٢٣', true), callbackQuery('0123', true));
  });

  it('[PK-83] it stands by the name as it is searched, without one by the number', () => {
    assert.equal(callbackSortName(ADA), 'lucja o’brien');
    assert.equal(callbackSortName({name: null, number: '+1'}), '+1');
    assert.equal(callbackSortName({name: ' ', number: '+1'}), '+1');
  });
});
