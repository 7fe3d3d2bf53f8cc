import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type Callback, isBroughtForward} from '../../src/domain/callback.ts';
import {placeableAt} from '../../src/domain/calling-hours.ts';
import {DUE, END, FRESH, MINUTE, NOT_REACHED, RULES, START, after, time} from './callback-facts.ts';

const QUEUED = after(FRESH, DUE, START);

describe('a callback that is late', () => {
  it('[PK-190] one that was late already and is moved has as long there as any other', () => {
    const late = END + 90 * MINUTE;
    const personal: Callback = {...QUEUED, kind: 'personal', assigneeId: 'agent-2'};
    const moved = after(personal, {type: 'move', seenVersion: QUEUED.version, queueId: 'claims', zone: null}, late);
    const waits = after(moved, {...DUE, contactId: 'contact-2'}, late);
    assert.equal(after(waits, {type: 'expire'}, late + 60 * MINUTE - 1).status, 'queued');
    assert.equal(after(waits, {type: 'expire'}, late + 60 * MINUTE).status, 'expired');
    // What is not late gains nothing.
    const early = after(personal, {type: 'move', seenVersion: QUEUED.version, queueId: 'claims', zone: null}, START);
    assert.deepEqual(early.window, FRESH.window);
  });

  it('[PK-191] [CB-17] [PK-6] one that waited for its agent until it was late is tried as often as any other', () => {
    const personal: Callback = {...QUEUED, kind: 'personal', assigneeId: 'agent-2'};
    const late = END + 120 * MINUTE;
    const ours = after(personal, {...NOT_REACHED, reason: 'agent-lost'}, late);
    assert.deepEqual(ours.status === 'scheduled' && [ours.dueAt, ours.attempts, ours.assigneeId], [late, 0, 'agent-2']);
    assert.equal(after(ours, {type: 'expire'}, late + 1), ours, 'nor is it given up before it can ring');
    let tried: Callback = ours;
    for (const attempt of [1, 2]) {
      const now = late + attempt * 10 * MINUTE;
      tried = after(after(tried, DUE, now), NOT_REACHED, now);
      assert.deepEqual(
        tried.status === 'scheduled' && [tried.dueAt, tried.attempts],
        [now + 5 * MINUTE, attempt],
        'five minutes later',
      );
      assert.equal(after(tried, {type: 'expire'}, now + 5 * MINUTE), tried);
    }
    const now = late + 30 * MINUTE;
    assert.equal(after(after(tried, DUE, now), NOT_REACHED, now).status, 'unreached');
    // One of anybody's is not: it is given up an hour after its window.
    assert.equal(after(QUEUED, NOT_REACHED, END + 58 * MINUTE).status, 'unreached');
  });

  it('[PK-193] one put off because of the hour is given up an hour after it at the earliest, a direct one as ever', () => {
    const morning = START + 22 * 60 * MINUTE;
    const postpone = {type: 'postpone', contactId: 'contact-1', dueAt: morning} as const;
    for (const assigneeId of [null, 'agent-2']) {
      const put = after({...QUEUED, assigneeId}, postpone, END + 5 * MINUTE);
      assert.equal(after(put, {type: 'expire'}, morning), put);
      const waits = after(put, {...DUE, contactId: 'contact-2'}, morning);
      assert.equal(after(waits, {type: 'expire'}, morning + 60 * MINUTE - 1), waits);
      assert.equal(after(waits, {type: 'expire'}, morning + 60 * MINUTE).status, 'expired');
    }
    const direct = after({...QUEUED, kind: 'direct', createdAt: START}, postpone, END);
    assert.equal(after(direct, {type: 'expire'}, START + 7 * 24 * 60 * MINUTE).status, 'expired');
  });

  it('[PK-220] [PK-98] one put off because of the hour stays so for whoever it goes back to, and has as long as any from then on', () => {
    const morning = START + 22 * 60 * MINUTE;
    const put = after(QUEUED, {type: 'postpone', contactId: 'contact-1', dueAt: morning}, END + 5 * MINUTE);
    const wish = {time, zone: time.zone, window: {startsAt: START + 30 * MINUTE, endsAt: END}};
    const theirs = after(put, {type: 'retime', ...wish, dueAt: morning}, morning - 30 * MINUTE);
    assert.ok(theirs.status === 'scheduled' && theirs.dueAt === morning);
    assert.deepEqual([theirs.time, theirs.window.startsAt], [wish.time, wish.window.startsAt]);
    const waits = after(theirs, {...DUE, contactId: 'contact-2'}, morning);
    assert.equal(after(waits, {type: 'expire'}, morning + 60 * MINUTE - 1), waits);
    assert.equal(after(waits, {type: 'expire'}, morning + 60 * MINUTE).status, 'expired');
  });

  it('[PK-221] [PK-112] who asks to be called at once is earlier than the morning that a callback was put off to', () => {
    const morning = START + 22 * 60 * MINUTE;
    const put = after(QUEUED, {type: 'postpone', contactId: 'contact-1', dueAt: morning}, END + 5 * MINUTE);
    assert.equal(isBroughtForward(put, END + 60 * MINUTE), true);
    assert.equal(isBroughtForward(put, morning), false);
  });

  it('[PK-225] [CB-17] [PK-4] where nobody knows by which clock its customer lives it is tried again five minutes later, at any hour', () => {
    // 22:20 in Warsaw, and after nine in most of Europe.
    const night = Date.parse('2026-11-24T21:20:00Z');
    const direct: Callback = {
      ...QUEUED,
      kind: 'direct',
      time: null,
      zone: null,
      window: {startsAt: night, endsAt: END},
    };
    const again = after(direct, NOT_REACHED, night);
    assert.equal(again.status === 'scheduled' && again.dueAt, night + 5 * MINUTE);
    assert.equal(placeableAt(RULES.hours, direct, night + 300 * MINUTE), night + 300 * MINUTE);
    // Another queue may know it; what is known is not guessed anew.
    const move = {type: 'move', seenVersion: direct.version, queueId: 'claims', zone: 'America/Los_Angeles'} as const;
    assert.equal(after(direct, move, night).zone, 'America/Los_Angeles');
    assert.equal(after({...direct, zone: 'Europe/Warsaw'}, move, night).zone, 'Europe/Warsaw');
    assert.equal(after({...direct, zone: 'Europe/Warsaw'}, {...move, zone: null}, night).zone, 'Europe/Warsaw');
  });

  it('[PK-226] [PK-99] a wish to be called at once is as old as itself, not as the callback that it brought forward', () => {
    const night = Date.parse('2026-11-24T21:20:00Z');
    const old: Callback = {
      ...FRESH,
      createdAt: night - 8 * 24 * 60 * MINUTE,
      window: {startsAt: night + MINUTE, endsAt: END},
    };
    const wish = {time: null, zone: 'Europe/Warsaw', window: {startsAt: night, endsAt: night + 60 * MINUTE}};
    const now = after(old, {type: 'retime', ...wish}, night);
    assert.equal(placeableAt(RULES.hours, now, night + 5 * MINUTE), night + 5 * MINUTE);
    assert.ok(placeableAt(RULES.hours, now, night + 61 * MINUTE) > night + 61 * MINUTE);
    const waits = after(now, DUE, night);
    assert.equal(after(waits, {type: 'expire'}, night + RULES.directMs - 1), waits);
    assert.equal(after(waits, {type: 'expire'}, night + RULES.directMs).status, 'expired');
  });

  it('[PK-190] one that is to be tried again has as long too', () => {
    const now = END + 50 * MINUTE;
    const again = after(QUEUED, NOT_REACHED, now);
    assert.ok(again.status === 'scheduled');
    const moved = after(again, {type: 'move', seenVersion: again.version, queueId: 'claims', zone: null}, now + MINUTE);
    assert.ok(moved.status === 'scheduled' && moved.dueAt === again.dueAt);
    const waits = after(moved, {...DUE, contactId: 'contact-2'}, moved.dueAt);
    assert.equal(after(waits, {type: 'expire'}, moved.dueAt + 60 * MINUTE - 1), waits);
    assert.equal(after(waits, {type: 'expire'}, moved.dueAt + 60 * MINUTE).status, 'expired');
  });
});
