import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {reasonsOfQueue} from '../../src/domain/wrap-up-reasons.ts';

const REASONS = [
  {id: 'solved'},
  {id: 'no-reason', queues: null},
  {id: 'paid', queues: ['billing', 'mail']},
  {id: 'fixed', queues: ['support']},
];

describe('the reasons of a contact', () => {
  for (const [queue, ids] of [
    ['billing', ['solved', 'no-reason', 'paid']],
    ['support', ['solved', 'no-reason', 'fixed']],
    ['other', ['solved', 'no-reason']],
    [null, ['solved', 'no-reason']],
  ] as const) {
    it(`[WU-7] of ${queue ?? 'no queue'}: ${ids.join(', ')}`, () =>
      assert.deepEqual(
        reasonsOfQueue(REASONS, queue).map(({id}) => id),
        ids,
      ));
  }
});
