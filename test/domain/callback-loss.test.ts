import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {lossOf} from '../../src/domain/callback-loss.ts';
import type {Callback, CallbackFacts} from '../../src/domain/callback.ts';

const FACTS: Omit<CallbackFacts, 'assigneeId'> = {
  ...({id: 'callback-1', kind: 'personal', source: 'desk'} as const),
  ...{reason: '', queueId: 'billing', createdBy: 'agent-1'},
  ...{customer: {number: '+12015550123', name: null}, time: null, zone: 'Europe/Warsaw'},
  ...{window: {startsAt: 0, endsAt: 1}, attempts: 0, fromContactId: null, contactId: null, createdAt: 0, version: 1},
};

const queued = (assigneeId: string | null): Callback => ({...FACTS, assigneeId, status: 'queued'});
const scheduled = (assigneeId: string | null): Callback => ({...FACTS, assigneeId, status: 'scheduled', dueAt: 0});
const closed = (status: 'expired' | 'unreached'): Callback => ({...FACTS, assigneeId: 'agent-1', status, closedAt: 1});
const kept: Callback = {...FACTS, assigneeId: 'agent-1', status: 'kept', closedAt: 1};

describe('that a callback came out of an agent’s hands', () => {
  it('[CB-60] [PK-180] is when it went to the queue by itself, or was given up', () => {
    assert.equal(lossOf(queued('agent-1'), queued(null)), 'to-queue');
    assert.equal(lossOf(queued(null), closed('expired')), 'expired');
    assert.equal(lossOf(scheduled('agent-1'), closed('unreached')), 'unreached');
  });

  it('[CB-60] [PK-180] is not while it is theirs, when a person moved it, when it is kept, and never twice', () => {
    assert.equal(lossOf(scheduled('agent-1'), queued('agent-1')), null);
    assert.equal(lossOf(queued('agent-1'), scheduled(null)), null);
    assert.equal(lossOf(queued('agent-1'), kept), null);
    assert.equal(lossOf(queued(null), queued(null)), null);
    assert.equal(lossOf(closed('expired'), closed('expired')), null);
  });
});
