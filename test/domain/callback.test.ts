import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
  type Callback,
  type CallbackAction,
  type CallbackEdit,
  faultOfNumberAfter,
  isBroughtForward,
  isOpenCallback,
  transitionCallback,
} from '../../src/domain/callback.ts';
import {DUE, END, FRESH, MINUTE, NOT_REACHED, RULES, START, after, time} from './callback-facts.ts';

const EDIT: CallbackEdit = {
  customer: FRESH.customer,
  reason: 'Refund',
  queueId: 'claims',
  assigneeId: 'agent-2',
  time,
  zone: time.zone,
  window: {startsAt: START + MINUTE, endsAt: END},
};

const LATER = {time, zone: time.zone, window: {startsAt: END + MINUTE, endsAt: END + 90 * MINUTE}};

const refusal = (callback: Callback, action: CallbackAction, now: number): string | null => {
  const result = transitionCallback(callback, action, now, RULES);
  return 'refused' in result ? result.refused : null;
};

const QUEUED = after(FRESH, DUE, START);

describe('a callback', () => {
  it('[CB-20] is queued when it is due, by whoever looks first, and not before', () => {
    assert.equal(after(FRESH, DUE, START - 1), FRESH);
    assert.deepEqual([QUEUED.status, QUEUED.contactId, QUEUED.version], ['queued', 'contact-1', 2]);
    assert.equal(after(QUEUED, {...DUE, contactId: 'contact-2'}, START), QUEUED);
  });

  it('[CB-15] is kept when the two speak, by its own contact only', () => {
    const kept = after(QUEUED, {type: 'reached', contactId: 'contact-1'}, START + 5);
    assert.deepEqual(kept.status === 'kept' && kept.closedAt, START + 5);
    assert.equal(after(QUEUED, {type: 'reached', contactId: 'contact-0'}, START), QUEUED);
  });

  it('[CB-17] who does not answer is tried again five minutes later, three times in all', () => {
    const [second, third] = [START + 5 * MINUTE, START + 10 * MINUTE];
    const once = after(QUEUED, NOT_REACHED, START);
    assert.deepEqual(once.status === 'scheduled' && [once.dueAt, once.attempts], [second, 1]);
    const twice = after(after(once, DUE, second), NOT_REACHED, second);
    assert.deepEqual(twice.status === 'scheduled' && [twice.dueAt, twice.attempts], [third, 2]);
    const last = after(after(twice, DUE, third), NOT_REACHED, third);
    assert.deepEqual([last.status, last.attempts], ['unreached', 3]);
  });

  it('[CB-17] [PK-4] nobody is tried again at night: the next morning, or never', () => {
    const night = Date.parse('2026-11-24T20:58:00+01:00');
    const morning = Date.parse('2026-11-25T08:00:00+01:00');
    const direct: Callback = {...QUEUED, kind: 'direct', createdAt: night - MINUTE};
    const again = after(direct, NOT_REACHED, night);
    assert.equal(again.status === 'scheduled' && again.dueAt, morning);
    const evening: Callback = {...QUEUED, window: {startsAt: night - 60 * MINUTE, endsAt: night}};
    assert.equal(after(evening, NOT_REACHED, night).status, 'unreached');
  });

  it('[PK-6] an end that is ours is no attempt, and is tried again at once', () => {
    for (const reason of ['agent-lost', 'failed'] as const) {
      const again = after(QUEUED, {...NOT_REACHED, reason}, START + MINUTE);
      assert.deepEqual(again.status === 'scheduled' && [again.dueAt, again.attempts], [START + MINUTE, 0]);
    }
  });

  it('[CB-16] an agent who calls it off before anybody answers has ended it', () => {
    const cancelled = after(QUEUED, {...NOT_REACHED, reason: 'agent-ended'}, START);
    assert.deepEqual(cancelled.status === 'cancelled' && cancelled.by, 'agent');
  });

  it('[CB-45] [CB-61] an edit moves it, and makes it personal or not', () => {
    const edited = after(FRESH, {type: 'edit', seenVersion: 1, edit: EDIT}, START - 1);
    assert.equal(edited.status === 'scheduled' && edited.dueAt, EDIT.window.startsAt);
    assert.deepEqual(
      [edited.kind, edited.assigneeId, edited.reason, edited.version],
      ['personal', 'agent-2', 'Refund', 2],
    );
    const web: Callback = {...FRESH, kind: 'web'};
    assert.equal(after(web, {type: 'edit', seenVersion: 1, edit: EDIT}, START - 1).kind, 'web');
  });

  it('[PK-116] what a customer asked for elsewhere keeps its number; what an agent promised may have another', () => {
    const {number} = FRESH.customer;
    for (const kind of ['scheduled', 'personal', 'direct'] as const)
      assert.equal(faultOfNumberAfter({...FRESH, kind}, '+12015550188'), null);
    assert.equal(faultOfNumberAfter({...FRESH, kind: 'web'}, '+12015550188'), 'promised');
    assert.equal(faultOfNumberAfter({...FRESH, kind: 'web'}, number), null);
  });

  it('[CB-47] [CB-61] after its start it is neither edited nor deleted', () => {
    const edit = {type: 'edit', seenVersion: 1, edit: EDIT} as const;
    const remove = {type: 'cancel', by: 'agent', seenVersion: 1} as const;
    for (const action of [edit, remove]) {
      assert.equal(refusal(FRESH, action, START - 1), null);
      assert.equal(refusal(FRESH, action, START), 'callback-begun');
      assert.equal(refusal(QUEUED, action, START + 1), 'callback-begun');
      assert.equal(refusal({...FRESH, status: 'kept', closedAt: START}, action, START - 1), 'callback-gone');
    }
  });

  it('[PK-7] of two who change it the second is told', () => {
    const edited = after(FRESH, {type: 'edit', seenVersion: 1, edit: EDIT}, START - 9);
    assert.equal(refusal(edited, {type: 'edit', seenVersion: 1, edit: EDIT}, START - 8), 'callback-changed');
    assert.equal(refusal(edited, {type: 'cancel', by: 'agent', seenVersion: 1}, START - 8), 'callback-changed');
    const gone = after(edited, {type: 'cancel', by: 'agent', seenVersion: 2}, START - 8);
    assert.equal(after(gone, {type: 'cancel', by: 'agent', seenVersion: 2}, START - 7), gone, 'sent again');
  });

  it('[PK-8] the customer may call it off until somebody has reached them', () => {
    assert.equal(after(FRESH, {type: 'cancel', by: 'customer'}, START + MINUTE).status, 'cancelled');
    assert.equal(after(QUEUED, {type: 'cancel', by: 'customer'}, START + MINUTE).status, 'cancelled');
    const kept = after(QUEUED, {type: 'reached', contactId: 'contact-1'}, START);
    assert.equal(refusal(kept, {type: 'cancel', by: 'customer'}, START), 'callback-gone');
  });

  it('[PK-9] what nobody had time for is given up an hour after its window, a direct one after seven days', () => {
    assert.equal(after(QUEUED, {type: 'expire'}, END + 60 * MINUTE - 1), QUEUED);
    assert.equal(after(QUEUED, {type: 'expire'}, END + 60 * MINUTE).status, 'expired');
    const direct: Callback = {...QUEUED, kind: 'direct', createdAt: START};
    assert.equal(after(direct, {type: 'expire'}, START + 7 * 24 * 60 * MINUTE - 1), direct);
    assert.equal(after(direct, {type: 'expire'}, START + 7 * 24 * 60 * MINUTE).status, 'expired');
  });

  it('[PK-10] whose agent is not there is anybody’s', () => {
    const personal: Callback = {...QUEUED, kind: 'personal', assigneeId: 'agent-2'};
    assert.equal(after(personal, {type: 'give-to-queue'}, START).assigneeId, null);
    assert.equal(after(QUEUED, {type: 'give-to-queue'}, START), QUEUED);
  });

  it('[PK-11] no history leaves what is closed, calls more often than allowed, or loses its place', () => {
    const reasons = fc.constantFrom('no-answer', 'busy', 'declined', 'agent-lost', 'agent-ended', 'failed');
    const steps = fc.oneof(
      fc.constant<'due'>('due'),
      reasons.map((reason) => ({reason})),
      fc.constantFrom<'reached' | 'cancel' | 'withdraw' | 'expire' | 'edit' | 'retime'>(
        'reached',
        'cancel',
        'withdraw',
        'expire',
        'edit',
        'retime',
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(steps, fc.nat(20 * MINUTE)), {maxLength: 40}), (history) => {
        let callback: Callback = FRESH;
        let now = START - 30 * MINUTE;
        for (const [step, waits] of history) {
          now += waits;
          const before: Callback = callback;
          const {contactId, version} = callback;
          const action: CallbackAction =
            step === 'due'
              ? {type: 'become-due', contactId: `contact-${version}`}
              : typeof step === 'object'
                ? {type: 'not-reached', contactId: contactId ?? '', reason: step.reason}
                : step === 'reached'
                  ? {type: 'reached', contactId: contactId ?? ''}
                  : step === 'expire'
                    ? {type: 'expire'}
                    : step === 'edit'
                      ? {type: 'edit', seenVersion: version, edit: EDIT}
                      : step === 'retime'
                        ? {type: 'retime', ...LATER}
                        : {type: 'cancel', by: step === 'cancel' ? 'agent' : 'customer'};
          const result = transitionCallback(callback, action, now, RULES);
          if ('refused' in result) continue;
          callback = result.callback;
          if (!isOpenCallback(before)) assert.equal(callback, before);
          assert.equal(callback.version, result.changed ? before.version + 1 : before.version);
          assert.ok(callback.attempts <= RULES.attemptsMax);
          assert.equal(callback.createdAt, FRESH.createdAt);
          if (callback.status === 'scheduled') assert.ok(callback.attempts < RULES.attemptsMax);
        }
      }),
      {numRuns: 2_000},
    );
  });

  it('[PK-112] a wish for its number is earlier until it begins; one that was tried, or is over, stays as it is', () => {
    assert.equal(isBroughtForward(FRESH, START - 1), true);
    assert.equal(isBroughtForward(FRESH, START), false);
    for (const other of [QUEUED, {...FRESH, attempts: 1}]) assert.equal(isBroughtForward(other, START - 1), false);
    const forward = after(
      FRESH,
      {type: 'retime', time: null, zone: 'UTC', window: {startsAt: START - 9, endsAt: END}},
      START - 9,
    );
    assert.ok(forward.status === 'scheduled' && forward.dueAt === START - 9 && forward.time === null);
    assert.deepEqual([forward.customer, forward.reason, forward.version], [FRESH.customer, FRESH.reason, 2]);
    // What waits goes back to being promised.
    const back = after(QUEUED, {type: 'retime', ...LATER}, START + MINUTE);
    assert.ok(back.status === 'scheduled' && back.dueAt === LATER.window.startsAt);
    const closed: Callback = {...FRESH, status: 'kept', closedAt: START};
    for (const other of [closed, {...QUEUED, attempts: 1}])
      assert.equal(after(other, {type: 'retime', ...LATER}, START), other);
  });

  it('[PK-84] a supervisor cancels it also after its time has begun, unless somebody changed it meanwhile', () => {
    const cancel = (seenVersion: number) => ({type: 'cancel', by: 'supervisor', seenVersion}) as const;
    for (const open of [FRESH, QUEUED]) {
      assert.equal(refusal(open, cancel(open.version - 1), END), 'callback-changed');
      const cancelled = after(open, cancel(open.version), END);
      assert.ok(cancelled.status === 'cancelled' && cancelled.by === 'supervisor');
      assert.equal(refusal({...cancelled, status: 'kept', closedAt: END}, cancel(9), END), 'callback-gone');
    }
    assert.equal(refusal(QUEUED, {type: 'cancel', by: 'agent', seenVersion: QUEUED.version}, END), 'callback-begun');
  });

  it('[PK-85] moved it is anybody’s of that queue: at its time, or at once where it waited', () => {
    const move = (seenVersion: number) => ({type: 'move', seenVersion, queueId: 'claims', zone: null}) as const;
    const personal: Callback = {...FRESH, kind: 'personal', assigneeId: 'agent-2'};
    const scheduled = after(personal, move(1), START - MINUTE);
    assert.ok(scheduled.status === 'scheduled' && scheduled.dueAt === START);
    assert.deepEqual([scheduled.queueId, scheduled.assigneeId, scheduled.kind], ['claims', null, 'scheduled']);
    const moved = after(QUEUED, move(QUEUED.version), END);
    assert.ok(moved.status === 'scheduled' && moved.dueAt === END);
    assert.deepEqual([moved.attempts, moved.version], [0, QUEUED.version + 1]);
    assert.equal(after({...QUEUED, kind: 'web'}, move(QUEUED.version), END).kind, 'web', 'who asked for it stays so');
    assert.equal(refusal(QUEUED, move(1), END), 'callback-changed');
    const same = {type: 'move', seenVersion: 1, queueId: FRESH.queueId, zone: null} as const;
    assert.equal(after(FRESH, same, START), FRESH);
    assert.equal(refusal({...FRESH, status: 'kept', closedAt: END}, move(1), END), 'callback-gone');
  });
});
