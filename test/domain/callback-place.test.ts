import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isSamePlace} from '../../src/domain/callback-place.ts';

describe('where a callback waits, and whose it is', () => {
  it('[PK-211] is the same while both are', () => {
    const theirs = {queueId: 'billing', assigneeId: 'agent-1'};
    const anybodys = {queueId: 'billing', assigneeId: null};
    const elsewhere = {queueId: 'support', assigneeId: 'agent-1'};
    const places = [theirs, anybodys, elsewhere];
    for (const one of places) {
      for (const other of places) assert.equal(isSamePlace({...one}, {...other}), one === other);
    }
  });
});
