import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  type Contact,
  type JoinedParticipant,
  type Participant,
  customerOf,
  isJoined,
  mainSeatOf,
} from '../../src/domain/contact.ts';
import {type AudioSource, planMedia} from '../../src/domain/media-plan.ts';
import {everyStep} from './every-step.ts';

const isSupervisor = ({role}: JoinedParticipant): boolean => role === 'supervisor';

function sourceOf(contact: Contact, {leg}: JoinedParticipant): AudioSource | undefined {
  return planMedia(contact)[leg?.id ?? ''];
}

function isHeard(contact: Contact, listener: JoinedParticipant, legId: string | undefined): boolean {
  const source = sourceOf(contact, listener);
  return source?.kind === 'legs' && source.legIds.some((each) => each === legId);
}

/** Those of whom a supervisor listens to count for them. */
function sitsInMain({participants}: Contact, each: JoinedParticipant): boolean {
  const there = isSupervisor(each) ? participants.find(({id}) => id === each.monitors) : each;
  return mainSeatOf(there) !== undefined;
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
          if (listener.role === 'customer' && !sitsInMain(contact, other)) assert.ok(!heard);
          if (other.role === 'customer' && !sitsInMain(contact, listener)) assert.ok(!heard);
        }
      }
    });
  });

  it('[DM-33] [CF-30] nobody hears anything else because somebody listens', () => {
    everyStep(({after: contact}) => {
      const isListening = (each: Participant): boolean => isJoined(each) && isSupervisor(each) && each.muted;
      const legIds = contact.participants.filter(isListening).flatMap((each) => (isJoined(each) ? [each.leg?.id] : []));
      if (legIds.length === 0) return;
      const heard = Object.entries(planMedia(contact)).filter(([legId]) => !legIds.includes(legId));
      const alone = {...contact, participants: contact.participants.filter((each) => !isListening(each))};
      assert.deepEqual(Object.fromEntries(heard), planMedia(alone));
    });
  });

  it('[DM-34] who listens to an agent hears exactly what that agent hears, and the agent', () => {
    const heard = new Set<string>();
    everyStep(({after: contact}) => {
      for (const supervisor of contact.participants.filter(isJoined).filter(isSupervisor)) {
        const agent = contact.participants.filter(isJoined).find(({id}) => id === supervisor.monitors);
        assert.ok(agent);
        const [theirs, own] = [sourceOf(contact, agent), sourceOf(contact, supervisor)];
        if (theirs === undefined || own === undefined) continue;
        heard.add(own.kind);
        if (theirs.kind !== 'legs' && theirs.kind !== 'silence') assert.deepEqual(own, theirs);
        else {
          const speaks = !agent.muted && agent.lostAt === null && agent.leg?.status === 'connected';
          const voices = [...(theirs.kind === 'legs' ? theirs.legIds : []), ...(speaks ? [agent.leg?.id] : [])];
          const others = voices.filter((legId) => legId !== supervisor.leg?.id);
          assert.deepEqual(new Set(own.kind === 'legs' ? own.legIds : []), new Set(others));
        }
      }
    });
    assert.deepEqual([...heard].toSorted(), ['legs', 'music', 'ringback', 'silence']);
  });

  it('[DM-34] who speaks is heard by their agent and by whoever hears that agent, and by nobody else', () => {
    let times = 0;
    everyStep(({after: contact}) => {
      const joined = contact.participants.filter(isJoined);
      for (const supervisor of joined.filter((each) => isSupervisor(each) && !each.muted)) {
        const agent = joined.find(({id}) => id === supervisor.monitors);
        const there = supervisor.leg?.status === 'connected' && supervisor.lostAt === null;
        assert.ok(agent);
        if (!there || agent.muted || agent.lostAt !== null || agent.leg?.status !== 'connected') continue;
        for (const listener of joined.filter((each) => each.leg !== null && each !== supervisor && each !== agent)) {
          if (listener.monitors === agent.id) continue;
          const heard = isHeard(contact, listener, supervisor.leg?.id);
          assert.equal(heard, isHeard(contact, listener, agent.leg.id));
          if (heard) times += 1;
        }
        assert.equal(
          isHeard(contact, agent, supervisor.leg?.id),
          agent.seats.some(({held}) => !held),
        );
      }
    });
    assert.ok(times > 0);
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
