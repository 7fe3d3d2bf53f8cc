import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ContactEffect} from '../../src/domain/contact-transition.ts';
import {isToBeCalled} from '../../src/domain/contact-callback.ts';
import {
  type Contact,
  type JoinedParticipant,
  type Participant,
  MAIN,
  consultOf,
  customerOf,
  isCustomerHeld,
  isJoined,
  mainCircle,
  mainSeatOf,
  participantOfAgent,
  peopleOf,
} from '../../src/domain/contact.ts';
import {everyStep} from './every-step.ts';

function joinedOf(contact: Contact): readonly JoinedParticipant[] {
  return contact.participants.filter(isJoined);
}

function agentsOf(contact: Contact): readonly JoinedParticipant[] {
  return joinedOf(contact).filter((each) => each.party.kind === 'agent' && each.role !== 'supervisor');
}

function legsOf(contact: Contact): readonly string[] {
  return contact.participants.flatMap((each) =>
    (each.status === 'invited' || each.status === 'joined') && each.leg !== null ? [each.leg.id] : [],
  );
}

function heldIn(participant: JoinedParticipant, conversationId: string): boolean | undefined {
  return participant.seats.find((seat) => seat.conversationId === conversationId)?.held;
}

function expected(contact: Contact): number {
  return contact.conversations.filter((each) => each.kind === 'consult' && each.merged).length;
}

/** A number that rings for the conference, or who comes from a queue for it. */
function onTheWay(contact: Contact): number {
  const rung = contact.participants.filter((each) => each.status === 'invited' && each.conversationId === MAIN);
  return rung.length + expected(contact);
}

function effectsOf(result: object): readonly ContactEffect[] {
  return 'effects' in result && Array.isArray(result.effects) ? result.effects : [];
}

function toldOf(result: object, type: ContactEffect['type']): readonly string[] {
  return effectsOf(result).flatMap((each) => (each.type === type && 'agentId' in each ? [each.agentId] : []));
}

function agentIdOf({party}: Participant): string {
  return party.kind === 'agent' ? party.agentId : '';
}

describe('random lives of a contact of several', () => {
  it('[HO-10] customer and consulted side are never both on hold for who is in charge', () => {
    everyStep(({after}) => {
      const consult = consultOf(after);
      const starter = joinedOf(after).find((each) => each.id === consult?.startedBy);
      if (consult === undefined || starter?.role !== 'primary' || !isJoined(customerOf(after))) return;
      assert.ok(!(isCustomerHeld(after) && heldIn(starter, consult.id)));
      for (const each of joinedOf(after))
        if (heldIn(each, consult.id) !== undefined) assert.equal(heldIn(each, consult.id), heldIn(starter, consult.id));
    });
  });

  it('[CO-51] alone with who asks, the customer is on hold exactly while the two sides of the consult speak', () => {
    everyStep(({after}) => {
      const consult = consultOf(after);
      const starter = joinedOf(after).find((each) => each.id === consult?.startedBy);
      if (consult === undefined || starter === undefined || !isJoined(customerOf(after))) return;
      if (mainCircle(after).length === 2) assert.equal(isCustomerHeld(after), heldIn(starter, MAIN));
    });
  });

  it('[CF-10] while agents talk exactly one of them is in control; who only is asked or listens is not', () => {
    everyStep(({after}) => {
      const inMain = agentsOf(after).filter((each) => mainSeatOf(each) !== undefined);
      const primaries = joinedOf(after).filter((each) => each.role === 'primary');
      assert.equal(primaries.length, inMain.length > 0 ? 1 : 0);
      assert.ok(primaries.every((each) => mainSeatOf(each) !== undefined));
      if (after.status === 'waiting' || after.status === 'offered' || after.status === 'ended')
        assert.deepEqual(agentsOf(after), []);
    });
  });

  it('[CF-10] who gets control is told', () => {
    everyStep(({before, after, result}) => {
      const promoted = joinedOf(after)
        .filter((each) => each.role === 'primary')
        .filter((each) => before.participants.some(({id, role}) => id === each.id && role !== 'primary'));
      assert.deepEqual(toldOf(result, 'tell-control'), promoted.map(agentIdOf));
    });
  });

  it('[CF-2] they are eight at most, those on the way included', () => {
    everyStep(({after}) => assert.ok(peopleOf(after).length + expected(after) <= 8));
  });

  it('[CF-24] [CF-27] it goes on with two or more, one of them an agent or the customer; with one left it waits or is over', () => {
    everyStep(({after}) => {
      const there = joinedOf(after).filter((each) => each.role !== 'supervisor');
      const customer = isJoined(customerOf(after));
      if (after.status === 'connected') {
        assert.ok(customer);
        assert.ok(there.length + onTheWay(after) > 1);
      }
      if (after.status === 'post-call') {
        assert.ok(!customer && agentsOf(after).length > 0);
        assert.ok(there.length > 1);
        assert.equal(onTheWay(after), 0, '[CF-28] nobody is added');
      }
      if (after.status === 'waiting' || after.status === 'offered') {
        // Who is to be called back waits by their number alone ([DC-21]).
        assert.deepEqual(there, isToBeCalled(after) ? [] : [customerOf(after)]);
        assert.equal(onTheWay(after), 0);
      }
    });
  });

  it('[CF-27] a customer beside whom no agent is left goes on for a limited time only', () => {
    everyStep(({before, after, result}) => {
      const unattended = (contact: Contact): boolean =>
        contact.channel === 'voice' && contact.status === 'connected' && agentsOf(contact).length === 0;
      if (unattended(after) && !unattended(before))
        assert.ok(effectsOf(result).some(({type}) => type === 'limit-unattended'));
    });
  });

  it('[CF-28] in Post Call nobody is added but who was on the way', () => {
    everyStep(({before, after, action}) => {
      if (before.status !== 'post-call' || after === before) return;
      const before_ = peopleOf(before).length + expected(before);
      assert.ok(peopleOf(after).length + expected(after) <= before_, action.type);
      assert.equal(
        after.conversations.filter((each) => each.kind === 'consult' && each.status === 'requested' && !each.merged)
          .length,
        0,
      );
    });
  });

  it('[CF-30] in Post Call no supervisor begins to listen or to speak', () => {
    everyStep(({before, after}) => {
      if (before.status !== 'post-call') return;
      for (const each of joinedOf(after).filter(({role}) => role === 'supervisor')) {
        const was: JoinedParticipant | undefined = joinedOf(before).find(({id}) => id === each.id);
        assert.ok(was !== undefined && (each.muted || !was.muted));
      }
    });
  });

  it('[CF-31] [CF-33] a supervisor listens to an agent who is there, and is told when that changes', () => {
    everyStep(({before, after, action, result}) => {
      for (const each of joinedOf(after).filter(({role}) => role === 'supervisor')) {
        const heard = agentsOf(after).find(({id}) => id === each.monitors);
        assert.ok(heard);
        const was: JoinedParticipant | undefined = joinedOf(before).find(({id}) => id === each.id);
        if (was !== undefined && was.monitors !== each.monitors) {
          assert.equal(heard.role, 'primary');
          assert.ok(toldOf(result, 'tell-monitoring').includes(agentIdOf(each)));
        }
      }
      if (after.status === 'ended' || action.type === 'stop-monitoring' || action.type === 'give-up-leg') return;
      for (const gone of joinedOf(before).filter(({role}) => role === 'supervisor'))
        if (!joinedOf(after).some(({id}) => id === gone.id))
          assert.ok(toldOf(result, 'tell-monitoring').includes(agentIdOf(gone)));
    });
  });

  it('[CO-50] [CO-55] only who is in charge takes the customer on and off hold, until control passes', () => {
    everyStep(({before, after, action}) => {
      if (isCustomerHeld(before) === isCustomerHeld(after) || !('agentId' in action)) return;
      const actor = participantOfAgent(before, action.agentId);
      assert.ok(actor?.role === 'primary' || action.type === 'exit-conference' || action.type === 'end', action.type);
    });
  });

  it('[CF-8] who leaves a conference leaves nobody on hold whom they held', () => {
    everyStep(({before, after}) => {
      const left = joinedOf(before).find((each) => each.role === 'primary');
      const stays = joinedOf(after).some((each) => each.id === left?.id);
      if (left === undefined || stays || after.status !== 'connected' || consultOf(after) !== undefined) return;
      assert.equal(isCustomerHeld(after), false);
    });
  });

  it('[DM-9] a leg is closed exactly when it is nobody’s any more', () => {
    everyStep(({before, after, result}) => {
      const closed = effectsOf(result).flatMap((each) => (each.type === 'close-leg' ? [each.legId] : []));
      const gone = legsOf(before).filter((id) => !legsOf(after).includes(id));
      assert.deepEqual(closed.toSorted(), gone.toSorted());
    });
  });

  it('[WU-5] [WU-10] the primary agent who goes wraps up, once and unless that is done; everybody else is free', () => {
    everyStep(({before, after, result}) => {
      for (const each of agentsOf(before)) {
        const now = after.participants.find(({id}) => id === each.id);
        if (now?.status === 'joined') continue;
        const wraps = now?.status === 'wrap-up';
        const lost = now?.status === 'left' && now.leftReason === 'lost';
        if (!lost) assert.equal(wraps, each.role === 'primary' && each.wrapUpGiven !== true);
        assert.equal(toldOf(result, 'start-wrap-up').includes(agentIdOf(each)), wraps);
        assert.equal(toldOf(result, 'free-agent').includes(agentIdOf(each)), !wraps);
      }
    });
  });

  it('[DM-32] a consult has who asked and, once open, who was asked; a seat and an invitation are for what is there', () => {
    everyStep(({after}) => {
      const ids = after.conversations.map(({id}) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const each of joinedOf(after)) {
        assert.equal(each.seats.length > 0, each.role !== 'supervisor', 'a supervisor sits where their agent does');
        assert.ok(each.seats.every((seat) => ids.includes(seat.conversationId)));
        if (each.role === 'supervisor') continue;
        assert.equal(each.role === 'consulted', mainSeatOf(each) === undefined && each.party.kind === 'agent');
      }
      for (const each of after.participants)
        if (each.status === 'invited' && each.conversationId !== null) assert.ok(ids.includes(each.conversationId));
      assert.ok(after.conversations.filter((each) => each.kind === 'consult' && !each.merged).length <= 1);
      for (const each of after.conversations) {
        if (each.kind === 'main' || each.merged) continue;
        const sides = joinedOf(after).filter((one) => heldIn(one, each.id) !== undefined);
        assert.ok(sides.some(({id}) => id === each.startedBy));
        assert.equal(sides.length, each.status === 'open' ? 2 : 1);
      }
    });
  });

  it('[DM-32] what rings for a consult that is over is taken back', () => {
    everyStep(({before, after, result}) => {
      const closed = effectsOf(result).flatMap((each) => (each.type === 'close-consult' ? [each.conversationId] : []));
      for (const each of before.conversations) {
        if (each.kind === 'main' || each.status === 'open' || each.target.kind === 'dial-number') continue;
        const answered = peopleOf(after).length > peopleOf(before).length;
        if (!after.conversations.some(({id}) => id === each.id) && !answered) assert.ok(closed.includes(each.id));
      }
    });
  });

  it('[DM-32] nobody is in it twice', () => {
    everyStep(({after}) => {
      const here = after.participants
        .filter((each) => each.status !== 'left')
        .map(agentIdOf)
        .filter((id) => id !== '');
      assert.equal(new Set(here).size, here.length);
      const proposing = after.suggestions.map(({agentId}) => agentId);
      assert.equal(new Set(proposing).size, proposing.length);
    });
  });

  it('[DM-2] once it is over, nothing changes but who wraps up', () => {
    everyStep(({before, after, action}) => {
      if (before.status !== 'ended' || after === before) return;
      assert.ok(action.type === 'wrap-up' || action.type === 'extend-wrap-up', action.type);
    });
  });
});
