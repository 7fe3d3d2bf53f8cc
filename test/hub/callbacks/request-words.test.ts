import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {polishCallbackRequest} from '../../../src/components/strings/polish-callback-request.ts';
import {polishCallbacks} from '../../../src/components/strings/polish-callbacks.ts';
import {englishCallbackRequest} from '../../../src/components/strings/english-callback-request.ts';
import {englishCallbacks} from '../../../src/components/strings/english-callbacks.ts';
import {timeInWords} from '../../../hub/callbacks/pages/time-words.ts';
import {englishWords} from '../../../hub/callbacks/pages/words-english.ts';
import {polishWords} from '../../../hub/callbacks/pages/words-polish.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const OPENS = {zone: 'Europe/Warsaw', startsAt: Date.parse('2026-11-25T07:00:00Z'), endsAt: null};

describe('the words about callbacks', () => {
  it('[PK-205] promise customers nothing that is not the hub’s to keep: no price, and no count of attempts', () => {
    for (const {form, status} of [englishWords, polishWords]) {
      assert.doesNotMatch(form.intro('Northwind'), /cost|płaci/i);
      assert.doesNotMatch(status.unreached.next, /several|kilka/);
    }
    for (const {unreachedHelp} of [englishCallbackRequest, polishCallbackRequest])
      assert.doesNotMatch(unreachedHelp, /several|kilka/);
  });

  it('[PK-205] are whole sentences with whatever stands in them', () => {
    const said = [englishWords, polishWords].map((words) => words.form.nowClosed(timeInWords(words, OPENS, NOW)));
    assert.deepEqual(said, [
      'We are closed just now. We open: Tomorrow at 08:00, your time.',
      'Teraz mamy zamknięte. Otwieramy: Jutro o 08:00, Twojego czasu.',
    ]);
    assert.equal(englishWords.form.intro('Northwind'), 'Northwind calls you: you need not wait on the line.');
    assert.equal(englishWords.form.intro(''), 'We call you: you need not wait on the line.');
    assert.equal(polishWords.form.intro(''), 'Zadzwonimy do Ciebie: nie musisz czekać na linii.');
    assert.deepEqual(
      [englishCallbacks.tooFar(1), polishCallbacks.tooFar(1)],
      ['Choose a date within the next day.', 'Wybierz datę w ciągu najbliższego dnia.'],
    );
    assert.equal(englishCallbacks.tooLong(1), 'Leave at most 1 hour to call.');
  });

  it('[PK-205] [PK-116] say what an agent can do by the names of what can be pressed', () => {
    for (const {faults, remove} of [englishCallbacks, polishCallbacks])
      assert.ok((faults['number promised'] ?? '').includes(remove));
  });
});
