import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {DEFAULT_CAPACITY, DIGITAL_CHANNELS} from '../../src/domain/channel.ts';
import {
  type BasePresence,
  type Presence,
  changePresence,
  isSystemReason,
  owesAvailabilityChoice,
  presenceAfterDecline,
  presenceAfterNoAnswer,
  presenceAtSignIn,
} from '../../src/domain/presence.ts';
import {NOW} from './contact-fixtures.ts';

const BASES: readonly BasePresence[] = ['available', 'busy', 'do-not-disturb', 'away', 'offline'];
const REASONS = [null, 'rona', 'declined', 'inactive', 'signed-in', 'lunch'] as const;

describe('presence', () => {
  it('[AN-5] an offer that rang out sets the agent to Idle with the reason RONA', () => {
    assert.deepEqual(presenceAfterNoAnswer(NOW), {base: 'away', reason: 'rona', since: NOW});
  });

  it('[AN-6] a choice between Available and Idle is owed after an offer that was not taken or audio that stayed away, and only then', () => {
    for (const base of BASES)
      for (const reason of REASONS) {
        const owed = base === 'away' && ['rona', 'declined', 'inactive'].includes(reason ?? '');
        assert.equal(owesAvailabilityChoice({base, reason, since: NOW}), owed, `${base} ${reason}`);
      }
    assert.equal(owesAvailabilityChoice(presenceAfterNoAnswer(NOW)), true);
    assert.equal(owesAvailabilityChoice(presenceAfterDecline(NOW)), true);
  });

  it('[DM-25] who declines is Idle, and so is who signs in; neither is offered work', () => {
    assert.deepEqual(presenceAfterDecline(NOW), {base: 'away', reason: 'declined', since: NOW});
    assert.deepEqual(presenceAtSignIn(NOW), {base: 'away', reason: 'signed-in', since: NOW});
    assert.equal(owesAvailabilityChoice(presenceAtSignIn(NOW)), false);
  });

  it('[DM-25] the reasons of the system are not an agent’s to choose', () => {
    assert.deepEqual(REASONS.map(isSystemReason), [false, true, true, true, true, false]);
  });

  it('[DM-25] what is set to what it is keeps its time; anything else begins now', () => {
    const presences: fc.Arbitrary<Presence> = fc.record(
      {base: fc.constantFrom(...BASES), reason: fc.constantFrom(...REASONS), since: fc.constant(NOW)},
      {noNullPrototype: true},
    );
    fc.assert(
      fc.property(presences, fc.constantFrom(...BASES), fc.constantFrom(...REASONS), (from, base, reason) => {
        const since = from.base === base && from.reason === reason ? NOW : NOW + 5;
        assert.deepEqual(changePresence(from, {base, reason}, NOW + 5), {base, reason, since});
      }),
      {numRuns: 300},
    );
  });

  it('[DM-25] an agent has one call at a time, and several digital contacts', () => {
    assert.equal(DEFAULT_CAPACITY.voice, 1);
    assert.deepEqual(
      DIGITAL_CHANNELS.map((channel) => DEFAULT_CAPACITY[channel]),
      [3, 5, 3],
    );
  });
});
