import assert from 'node:assert/strict';
import {readFile, readdir} from 'node:fs/promises';
import {describe, it} from 'node:test';

const FOLDER = new URL('../../src/components/strings/', import.meta.url);

/** Other words for what has one here ([vocabulary](../../docs/vocabulary.md)). */
const OTHERS =
  /\b(?:representatives?|reps?|operators?|advisors?|human agents?|copilots?|AI agents?|virtual agents?|chatbots?)\b/i;

describe('the words on screen', () => {
  it('[DC-31] are one set: people are agents, software is a bot, whatever the vendors call them', async () => {
    const files = (await readdir(FOLDER)).filter((name) => name.startsWith('english'));
    assert.ok(files.length > 10);
    for (const name of files) {
      const text = await readFile(new URL(name, FOLDER), 'utf8');
      const shown = text.split('\n').filter((line) => /['`"]/.test(line) && !/^\s*(?:\*|\/\/|\/\*|import)/.test(line));
      assert.deepEqual(
        shown.filter((line) => OTHERS.test(line)),
        [],
        name,
      );
    }
  });
});
