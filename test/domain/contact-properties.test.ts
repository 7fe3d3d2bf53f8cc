import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isPromised} from '../../src/domain/contact-callback.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {apply} from './contact-fixtures.ts';
import {everyStep} from './every-step.ts';

const FACTS = [
  'id',
  'channel',
  'direction',
  'kind',
  'priority',
  'enqueuedAt',
  'createdAt',
  'queue',
  'dnis',
  'variables',
  'conversations',
  'participants',
  'mediaProcessId',
  'link',
  'subject',
  'announcement',
  'excludedAgentIds',
  'cancellable',
  'suggestions',
  'version',
  'status',
];
const PHASE_FIELDS: Readonly<Record<Contact['status'], readonly string[]>> = {
  waiting: [],
  offered: ['offerId'],
  dialling: [],
  connected: ['connectedAt'],
  'post-call': ['connectedAt', 'customerLeftAt'],
  ended: ['endedAt', 'endReason'],
};
const PARTICIPANT_FIELDS: Readonly<Record<Contact['participants'][number]['status'], readonly string[]>> = {
  invited: ['leg', 'conversationId'],
  joined: ['joinedAt', 'leg', 'seats', 'muted', 'lostAt'],
  'wrap-up': ['joinedAt', 'startedAt', 'deadlineAt', 'extensions', 'queueId'],
  left: ['leftAt', 'leftReason'],
};

/** Fields that only some participants of a phase have. */
const OCCASIONAL = ['wrapUpGiven', 'monitors'];

/** Whoever gave the contact away may still wrap up their part. */
function primaries(contact: Contact): Contact['participants'] {
  return contact.participants.filter((each) => each.role === 'primary' && each.status === 'joined');
}

function withoutVersion(contact: Contact): object {
  return {...contact, version: 0};
}

/**
 * More time is granted each time it is asked for, and Toggle turns each time: their commands' ids tell a repetition. A
 * flow's decision to queue is no command. Every other action asks for a state.
 */
function asksForState(action: ContactAction): boolean {
  return action.type !== 'extend-wrap-up' && action.type !== 'toggle';
}

/** These give the customer another queue, entry point or place. */
function givesAway(action: ContactAction): boolean {
  return ['transfer-to-queue', 'enqueue', 'lead-to-flow', 'lead-to-number', 'turn-away', 'drop-leg'].includes(
    action.type,
  );
}

describe('random lives of a contact', () => {
  it('[DM-2] ended stays ended, at the same time and for the same reason', () => {
    everyStep(({before, after}) => {
      if (before.status !== 'ended') return;
      assert.ok(after.status === 'ended');
      assert.deepEqual([after.endedAt, after.endReason], [before.endedAt, before.endReason]);
    });
  });

  it('[DM-3] there is one primary agent or none: one while an agent is in it, none while it waits or only a number is there', () => {
    everyStep(({after}) => {
      const count = primaries(after).length;
      const attended = after.participants.some(
        (each) => each.status === 'joined' && each.party.kind === 'agent' && each.role !== 'supervisor',
      );
      if (after.status === 'waiting' || after.status === 'offered') assert.ok(!attended);
      if (after.status === 'dialling' || after.status === 'post-call') assert.ok(attended);
      assert.equal(count, attended ? 1 : 0);
    });
  });

  it('[DM-4] the version rises by one with a change and never without one', () => {
    everyStep(({before, result}) => {
      if ('refused' in result) return;
      const changed = result.contact.version !== before.version;
      assert.equal(changed, result.changed);
      if (!changed) return assert.deepEqual([result.contact, result.effects], [before, []]);
      assert.equal(result.contact.version, before.version + 1);
      assert.notDeepEqual(withoutVersion(result.contact), withoutVersion(before));
    });
  });

  it('[DM-5] an action sent twice does what it does once', () => {
    everyStep(({action, after, now}) => {
      if (!asksForState(action)) return;
      const again = apply(after, action, now + 1);
      assert.ok('refused' in again || !again.changed, `${action.type} acted a second time`);
    });
  });

  it('[DM-6] a contact has the fields of its phase and no others', () => {
    everyStep(({after}) => {
      assert.deepEqual(Object.keys(after).toSorted(), [...FACTS, ...PHASE_FIELDS[after.status]].toSorted());
      for (const each of after.participants) {
        const expected = ['id', 'role', 'party', 'status', ...PARTICIPANT_FIELDS[each.status]];
        const fields = Object.keys(each).filter((name) => !OCCASIONAL.includes(name));
        assert.deepEqual(fields.toSorted(), expected.toSorted());
        assert.equal('monitors' in each, each.status === 'joined' && each.role === 'supervisor');
        if ('wrapUpGiven' in each) assert.ok(after.status === 'post-call' && each.role === 'primary');
      }
    });
  });

  it('[DM-7] who and what the contact is never changes; its place in the queue only when it is given away, and its priority never falls behind else', () => {
    everyStep(({before, after, action}) => {
      const {participants: _, version: _v, priority: _p, ...kept} = before;
      for (const name of ['id', 'channel', 'createdAt', 'link'] as const) assert.deepEqual(after[name], kept[name]);
      // Who was promised a call and has left the line is called from then on.
      if (!isPromised(before)) assert.equal(after.direction, kept.direction);
      // A caller may choose to be called back, and stays who and where they are ([DC-21]).
      if (action.type !== 'promise-callback') assert.equal(after.kind, kept.kind);
      if (!givesAway(action)) {
        for (const name of ['enqueuedAt', 'queue', 'dnis', 'variables'] as const)
          assert.deepEqual(after[name], kept[name]);
        assert.ok(after.priority <= before.priority);
      }
      assert.deepEqual(
        after.participants.slice(0, before.participants.length).map(({id}) => id),
        before.participants.map(({id}) => id),
      );
    });
  });

  it('[DM-9] ending closes every open leg, and nobody is in the contact afterwards', () => {
    everyStep(({before, after, result}) => {
      if (before.status === 'ended' || after.status !== 'ended' || 'refused' in result) return;
      const open = before.participants.flatMap((each) => ('leg' in each && each.leg !== null ? [each.leg.id] : []));
      const closed = result.effects.flatMap((effect) => (effect.type === 'close-leg' ? [effect.legId] : []));
      assert.deepEqual(closed.toSorted(), open.toSorted());
      assert.ok(after.participants.every((each) => each.status === 'wrap-up' || each.status === 'left'));
    });
  });
});
