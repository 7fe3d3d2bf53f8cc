import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type RequestFacts, requestProgress} from '../../src/domain/callback-progress.ts';
import type {Callback, CallbackFacts, CallbackPhase} from '../../src/domain/callback.ts';
import type {Contact} from '../../src/domain/contact.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.parse('2026-11-29T12:00:00Z');
const RULES = {lateMs: HOUR_MS, directMs: 7 * 24 * HOUR_MS, hours: {from: '08:00', to: '21:00'}};
const LATER = {startsAt: NOW + HOUR_MS, endsAt: NOW + 2 * HOUR_MS};

const PHASES: readonly CallbackPhase[] = [
  {status: 'scheduled', dueAt: LATER.startsAt},
  {status: 'queued'},
  {status: 'kept', closedAt: NOW},
  {status: 'unreached', closedAt: NOW},
  {status: 'expired', closedAt: NOW},
  {status: 'cancelled', closedAt: NOW, by: 'agent'},
];

function callback(phase: CallbackPhase, facts: Partial<CallbackFacts> = {}): Callback {
  return {
    ...{id: 'cb', kind: 'web', source: 'web', customer: {number: '+12015550177', name: 'Ada'}, reason: ''},
    ...{queueId: 'billing', assigneeId: null, createdBy: null, zone: 'UTC', window: LATER},
    time: {date: '2026-11-29', start: '13:00', end: '14:00', zone: 'UTC'},
    ...{attempts: 0, fromContactId: null, contactId: null, createdAt: NOW, version: 1},
    ...facts,
    ...phase,
  };
}

const asked: RequestFacts = {...LATER, zone: 'UTC', createdAt: NOW - HOUR_MS, joined: false, withdrawn: false};
const soon: RequestFacts = {...asked, startsAt: null, endsAt: null};

const of = (request: RequestFacts, kept: Callback | null, contact: Contact['status'] | null = null, now = NOW) =>
  requestProgress(request, kept, contact, {now, rules: RULES});

describe('what a customer is told of their request', () => {
  it('[PK-51] is where the callback is, and how it ended', () => {
    const told = PHASES.map((phase) => of(asked, callback(phase)));
    assert.deepEqual(
      told.map(({status, cancellable}) => `${status} ${cancellable}`),
      ['scheduled true', 'waiting true', 'talked false', 'unreached false', 'late false', 'cancelled false'],
    );
    assert.equal(of(asked, callback({status: 'queued'}), 'dialling').status, 'calling');
    assert.equal(of(asked, callback({status: 'queued'}), 'offered').status, 'waiting');
    const again = callback({status: 'scheduled', dueAt: NOW + 300_000}, {attempts: 1});
    assert.deepEqual(of(asked, again), {status: 'again', startsAt: NOW + 300_000, endsAt: null, cancellable: true});
    assert.equal(of(soon, callback({status: 'scheduled', dueAt: NOW}, {time: null})).status, 'waiting');
    const moved = {startsAt: NOW + 5 * HOUR_MS, endsAt: NOW + 6 * HOUR_MS};
    assert.equal(
      of(asked, callback({status: 'scheduled', dueAt: moved.startsAt}, {window: moved})).startsAt,
      moved.startsAt,
    );
  });

  it('[PK-47] one that has joined another tells nothing of it until it has ended, then how', () => {
    for (const request of [asked, soon]) {
      const joined = {...request, joined: true};
      const answers = [
        callback({status: 'scheduled', dueAt: NOW + 9 * HOUR_MS}),
        callback({status: 'scheduled', dueAt: NOW}, {attempts: 2, time: null}),
        callback({status: 'queued'}, {contactId: 'c'}),
      ].flatMap((each) => (['waiting', 'dialling', null] as const).map((contact) => of(joined, each, contact)));
      assert.equal(new Set(answers.map((each) => JSON.stringify(each))).size, 1);
      assert.equal(answers[0]?.status, request === soon ? 'waiting' : 'scheduled');
    }
    const ends = PHASES.slice(2).map((phase) => of({...soon, joined: true}, callback(phase)).status);
    assert.deepEqual(ends, ['talked', 'unreached', 'late', 'cancelled']);
  });

  it('[PK-47] it goes by its own time meanwhile, as any other does', () => {
    const open = callback({status: 'scheduled', dueAt: NOW + 90 * HOUR_MS});
    const at = (now: number) => of({...asked, joined: true}, open, null, now).status;
    assert.deepEqual(
      [at(NOW), at(LATER.startsAt), at(LATER.endsAt + HOUR_MS - 1)],
      ['scheduled', 'waiting', 'waiting'],
    );
    assert.equal(at(LATER.endsAt + HOUR_MS), 'late');
  });

  it('[PK-222] [PK-47] it is late, and can be taken back no more, only when no other of its kind could still be called', () => {
    const open = callback({status: 'scheduled', dueAt: NOW + 90 * HOUR_MS});
    const week = soon.createdAt + RULES.directMs;
    for (const kept of [open, null]) {
      const soonAt = (now: number) => of({...soon, joined: true}, kept, null, now);
      assert.deepEqual([soonAt(week - 1).status, soonAt(week - 1).cancellable], ['waiting', true]);
      assert.equal(soonAt(week).status, 'late');
      // Its turn may come at night, an hour after its time; it is called in the morning then, where the customer is.
      const evening = {startsAt: NOW + 8 * HOUR_MS, endsAt: NOW + 8.5 * HOUR_MS};
      const eveningAt = (now: number) => of({...asked, ...evening, joined: true}, kept, null, now);
      const morning = Date.parse('2026-11-30T08:00:00Z');
      assert.deepEqual([eveningAt(morning).status, eveningAt(morning).cancellable], ['waiting', true]);
      assert.equal(eveningAt(morning + HOUR_MS - 1).status, 'waiting');
      assert.equal(eveningAt(morning + HOUR_MS).status, 'late');
      const tokyo = (now: number) =>
        of({...asked, ...evening, zone: 'Asia/Tokyo', joined: true}, kept, null, now).status;
      assert.equal(tokyo(evening.endsAt + HOUR_MS), 'waiting');
    }
  });

  it('[PK-48] taken back it is cancelled, whatever becomes of the callback', () => {
    for (const phase of PHASES)
      assert.deepEqual(of({...asked, withdrawn: true}, callback(phase)), {
        ...{status: 'cancelled', ...LATER, cancellable: false},
      });
  });
});
