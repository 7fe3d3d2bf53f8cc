import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type Contact, type JoinedParticipant, customerOf, isJoined, mainSeatOf} from '../../src/domain/contact.ts';
import {type AudioSource, planMedia} from '../../src/domain/media-plan.ts';
import {everyStep} from './every-step.ts';

function sourceOf(contact: Contact, {leg}: JoinedParticipant): AudioSource | undefined {
  return planMedia(contact)[leg?.id ?? ''];
}

function isHeard(contact: Contact, listener: JoinedParticipant, legId: string | undefined): boolean {
  const source = sourceOf(contact, listener);
  return source?.kind === 'legs' && source.legIds.some((each) => each === legId);
}

describe('who hears whom, in random lives', () => {
  it('[DM-33] nobody hears themselves, somebody who listens, or a consult they are not in', () => {
    everyStep(({after: contact}) => {
      const joined = contact.participants.filter(isJoined);
      for (const listener of joined) {
        assert.ok(!isHeard(contact, listener, listener.leg?.id));
        for (const other of joined.filter((each) => each.leg !== null)) {
          const heard = isHeard(contact, listener, other.leg?.id);
          if (other.role === 'supervisor' && other.muted) assert.ok(!heard);
          if (listener.role === 'customer' && mainSeatOf(other) === undefined) assert.ok(!heard);
          if (other.role === 'customer' && mainSeatOf(listener) === undefined) assert.ok(!heard);
        }
      }
    });
  });

  it('[DM-17] a customer hears somebody, music or what a flow plays; silence only beside somebody who is muted', () => {
    everyStep(({after: contact}) => {
      const customer = customerOf(contact);
      if (!isJoined(customer) || customer.leg === null || sourceOf(contact, customer)?.kind !== 'silence') return;
      const beside = contact.participants.filter(isJoined).filter((each) => mainSeatOf(each)?.held === false);
      assert.ok(beside.some((each) => each.muted && each.role !== 'supervisor' && each.lostAt === null));
    });
  });
});
