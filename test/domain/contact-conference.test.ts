import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type Contact, type Participant, isConference, isCustomerHeld, isJoined} from '../../src/domain/contact.ts';
import {
  AGENT,
  AGENT_LEG,
  NOW,
  OTHER_AGENT,
  after,
  allowed,
  apply,
  legOf,
  participant,
  refusalOf,
} from './contact-fixtures.ts';
import {
  CONSULT,
  HANG_UP,
  NUMBER_LEG,
  OTHER_LEG,
  PARTY_STATES,
  SUPERVISOR,
  SUPERVISOR_LEG,
  THIRD_AGENT,
  THIRD_LEG,
  TO_AGENT,
  TO_NUMBER,
  TO_QUEUE,
  answer,
  by,
  come,
  conferenceOf,
  consult,
  consulting,
  monitor,
  toggled,
} from './party-fixtures.ts';

const OTHER = `participant-${OTHER_AGENT}`;
const THIRD = `participant-${THIRD_AGENT}`;

function roleOf(contact: Contact, id: string): [Participant['role'], Participant['status']] {
  const {role, status} = participant(contact, id);
  return [role, status];
}

function monitoredBy(contact: Contact): string | undefined {
  const supervisor = participant(contact, 'participant-supervisor');
  return isJoined(supervisor) ? supervisor.monitors : undefined;
}

function lose(contact: Contact, legId: string): ReturnType<typeof allowed> {
  return allowed(after(contact, {type: 'lose-leg', legId}), {type: 'give-up-leg', legId});
}

describe('a conference', () => {
  it('[CF-7] [CO-58] [CO-70] takes the customer off hold and joins all, from either side of the consult', () => {
    for (const from of [consulting(), toggled()]) {
      const contact = after(from, by('conference'));
      assert.equal(isCustomerHeld(contact), false);
      assert.deepEqual(roleOf(contact, OTHER), ['conferenced', 'joined']);
      for (const each of contact.participants.filter(isJoined))
        assert.deepEqual(each.seats, [{conversationId: 'main', held: false}]);
      assert.deepEqual(contact.conversations, PARTY_STATES.connected.conversations);
    }
  });

  it('[CO-40] begun before anybody of a queue answered: who comes is in it at once, and nobody is taken back', () => {
    const begun = allowed(after(PARTY_STATES.connected, consult(TO_QUEUE)), by('conference'));
    assert.deepEqual([begun.effects, isCustomerHeld(begun.contact)], [[], false]);
    const contact = after(begun.contact, come());
    assert.deepEqual(roleOf(contact, OTHER), ['conferenced', 'joined']);
    assert.equal(isConference(contact), true);
    assert.equal(contact.conversations.length, 1);
  });

  it('[CF-9] while a number rings for it, it is a conference: nobody is given away', () => {
    const contact = PARTY_STATES['conference with a number that rings'];
    assert.equal(isConference(contact), true);
    assert.equal(refusalOf(contact, {type: 'transfer-to-agent', agentId: AGENT, offerId: 'offer-2'}), 'in-conference');
    assert.deepEqual(roleOf(after(contact, ...answer()), 'participant-number'), ['dial-number', 'joined']);
  });

  it('[CF-2] the ninth is refused, also while the eighth is on the way', () => {
    const asked = consult(TO_QUEUE, {conversationId: 'consult-8'});
    assert.equal(refusalOf(conferenceOf(8), asked), 'conference-full');
    const expected = after(conferenceOf(7), asked, by('conference'));
    const rung = after(conferenceOf(7), consult(TO_NUMBER, {conversationId: 'consult-8'}), by('conference'));
    for (const contact of [expected, rung])
      assert.equal(refusalOf(contact, consult(TO_QUEUE, {conversationId: 'consult-9'})), 'conference-full');
  });

  it('[CF-10] [CF-16] when the primary agent leaves, the agent who has been there longest takes control; a number never does', () => {
    const first = after(PARTY_STATES['conference with a number'], consult(TO_AGENT, {conversationId: 'consult-2'}));
    const joined = allowed(first, come(OTHER_AGENT, 'consult-2'), NOW + 10).contact;
    const third = after(joined, by('conference'), consult(TO_QUEUE, {conversationId: 'consult-3'}));
    const all = after(allowed(third, come(THIRD_AGENT, 'consult-3'), NOW + 20).contact, by('conference'));
    const {contact, effects} = allowed(all, by('exit-conference'));
    assert.deepEqual(roleOf(contact, OTHER), ['primary', 'joined']);
    assert.deepEqual(roleOf(contact, THIRD), ['conferenced', 'joined']);
    assert.deepEqual(roleOf(contact, 'participant-1'), ['primary', 'wrap-up']);
    assert.deepEqual(effects, [
      {type: 'close-leg', legId: AGENT_LEG},
      {type: 'start-wrap-up', agentId: AGENT, deadlineAt: NOW + 60_000},
      {type: 'tell-control', agentId: OTHER_AGENT},
    ]);
  });

  it('[CF-8] who leaves does not leave the customer on hold', () => {
    for (const from of [conferenceOf(3), PARTY_STATES['conference with a number']]) {
      const contact = after(from, by('hold'), by('exit-conference'));
      assert.deepEqual([contact.status, isCustomerHeld(contact)], ['connected', false]);
    }
    const vanished = lose(after(conferenceOf(3), by('hold')), AGENT_LEG).contact;
    assert.deepEqual([vanished.status, isCustomerHeld(vanished)], ['connected', false]);
  });

  it('[CF-20] [CF-26] a conferenced agent’s leaving takes only that agent out, and is no wrap-up', () => {
    for (const type of ['exit-conference', 'end'] as const) {
      const {contact, effects} = allowed(conferenceOf(4), by(type, OTHER_AGENT));
      assert.equal(contact.status, 'connected');
      assert.equal(contact.participants.filter(isJoined).length, 3);
      assert.deepEqual(roleOf(contact, 'participant-1'), ['primary', 'joined']);
      assert.deepEqual(effects, [
        {type: 'close-leg', legId: OTHER_LEG},
        {type: 'free-agent', agentId: OTHER_AGENT},
      ]);
    }
  });

  it('[CF-11] [CF-18] the primary agent’s End is the end for all, and only they wrap up', () => {
    const contact = after(conferenceOf(4), by('end'));
    assert.equal(contact.status, 'ended');
    assert.deepEqual(
      contact.participants.map(({status}) => status),
      ['left', 'wrap-up', 'left', 'left'],
    );
  });

  it('[CF-24] nobody leaves a customer alone who waits for somebody from a queue', () => {
    const contact = PARTY_STATES['conference with who comes from a queue'];
    assert.equal(refusalOf(contact, by('exit-conference')), 'consult-not-answered');
    assert.deepEqual(after(contact, come(), by('exit-conference')).status, 'connected');
    const gone = lose(contact, AGENT_LEG);
    assert.deepEqual([gone.contact.status, gone.contact.priority], ['waiting', 2]);
    assert.ok(gone.effects.some((each) => each.type === 'close-consult' && each.conversationId === CONSULT));
  });

  it('[CO-54] the primary agent ends a consult of a conferenced one: whoever was asked leaves, the conference goes on', () => {
    const base = PARTY_STATES['conference, conferenced agent consulting'];
    const end = (agentId: string) => ({type: 'cancel-invitation', agentId, invitationId: CONSULT}) as const;
    const {contact, effects} = allowed(base, end(AGENT));
    assert.deepEqual([contact.status, contact.conversations.length], ['connected', 1]);
    assert.deepEqual(
      contact.participants.map(({role, status}) => `${role} ${status}`),
      base.participants.map(({role, status}) => `${role} ${role === 'consulted' ? 'left' : status}`),
    );
    assert.ok(effects.some((each) => each.type === 'close-consult' && each.conversationId === CONSULT));
    const asking = after(conferenceOf(3), consult(TO_QUEUE, {agentId: OTHER_AGENT}));
    assert.equal(after(asking, end(AGENT)).conversations.length, 1);
    assert.equal(refusalOf(base, end(THIRD_AGENT)), 'not-permitted');
  });

  it('[CF-24] who is on the way can be taken back, and the agent is with the customer as before', () => {
    const queue = PARTY_STATES['conference with who comes from a queue'];
    const cancel = (invitationId: string, agentId = AGENT) =>
      ({type: 'cancel-invitation', agentId, invitationId}) as const;
    const {contact, effects} = allowed(queue, cancel(CONSULT));
    assert.deepEqual([contact.status, contact.conversations.length], ['connected', 1]);
    assert.ok(effects.some((each) => each.type === 'close-consult' && each.conversationId === CONSULT));
    assert.equal(refusalOf(contact, come(THIRD_AGENT)), 'offer-gone');
    const number = PARTY_STATES['conference with a number that rings'];
    const rung = number.participants.find(({status}) => status === 'invited');
    const without = allowed(number, cancel(rung?.id ?? ''));
    assert.ok(without.effects.some((each) => each.type === 'close-leg' && each.legId === NUMBER_LEG));
    assert.equal(without.contact.status, 'connected');
    assert.deepEqual(apply(queue, cancel('nobody')), {contact: queue, effects: [], changed: false});
    const both = after(conferenceOf(3), consult(TO_QUEUE), by('conference'));
    assert.equal(refusalOf(both, cancel(CONSULT, OTHER_AGENT)), null, 'not theirs to take back: nothing happens');
    assert.equal(after(both, cancel(CONSULT, OTHER_AGENT)), both);
  });

  it('[CF-24] a conference that waits for somebody is over with the last agent in it, though one is being asked', () => {
    const waiting = after(conferenceOf(3), consult(TO_QUEUE), by('conference'), by('exit-conference'));
    const asking = after(waiting, consult(TO_QUEUE, {agentId: OTHER_AGENT, conversationId: 'consult-2'}));
    assert.equal(refusalOf(asking, come(OTHER_AGENT, 'consult-2')), 'already-here');
    const {contact} = lose(after(asking, come('agent-5', 'consult-2')), OTHER_LEG);
    assert.equal(contact.status, 'waiting');
    assert.equal(contact.conversations.length, 1);
  });

  it('[CF-24] [CF-27] customer and number go on for a limited time, two numbers alone are over', () => {
    const {contact, effects} = allowed(PARTY_STATES['conference with a number'], by('exit-conference'));
    assert.equal(contact.status, 'connected');
    assert.ok(effects.some(({type}) => type === 'limit-unattended'));
    const second = consult(TO_NUMBER, {conversationId: 'consult-2', name: 'second'});
    const two = after(PARTY_STATES['conference with a number'], second, ...answer('leg-second'), by('conference'));
    const left = after(two, by('exit-conference'));
    assert.equal(left.participants.filter(isJoined).length, 3);
    assert.equal(after(left, HANG_UP).status, 'ended');
    const postCall = after(two, HANG_UP);
    assert.equal(postCall.status, 'post-call');
    assert.equal(after(postCall, by('exit-conference')).status, 'ended');
  });
});

describe('a conference whose customer has left', () => {
  it('[CF-17] [CF-23] goes on in Post Call, without hold, resume, consult or anybody new', () => {
    const contact = PARTY_STATES['post-call of three'];
    assert.equal(contact.status, 'post-call');
    for (const action of [by('hold'), by('resume'), consult(TO_AGENT, {agentId: OTHER_AGENT}), consult(TO_QUEUE)])
      assert.equal(refusalOf(contact, action), 'post-call');
  });

  it('[CF-28] a consult that nobody answered yet is over then', () => {
    const {contact, effects} = allowed(PARTY_STATES['conference, asking further'], HANG_UP);
    assert.equal(contact.status, 'post-call');
    assert.ok(effects.some((each) => each.type === 'close-consult' && each.conversationId === CONSULT));
    assert.equal(refusalOf(contact, come(THIRD_AGENT)), 'offer-gone');
  });

  it('[CF-28] nor does anybody come who was on the way into it', () => {
    for (const state of ['conference with who comes from a queue', 'conference with a number that rings'] as const) {
      const {contact, effects} = allowed(PARTY_STATES[state], HANG_UP);
      assert.equal(contact.status, 'ended', 'the agent is alone');
      assert.ok(effects.some(({type}) => type === 'close-consult' || type === 'close-leg'));
    }
    const expected = after(conferenceOf(3), consult(TO_QUEUE), by('conference'));
    const {contact} = allowed(expected, HANG_UP);
    assert.equal(contact.status, 'post-call');
    assert.equal(contact.conversations.length, 1);
    assert.equal(refusalOf(contact, come(THIRD_AGENT)), 'offer-gone');
  });

  it('[CF-19] [CF-24] a conferenced agent may leave, and with one left it is over', () => {
    const {contact, effects} = allowed(PARTY_STATES['post-call of two'], by('exit-conference', OTHER_AGENT));
    assert.equal(contact.status, 'ended');
    assert.deepEqual(roleOf(contact, 'participant-1'), ['primary', 'wrap-up']);
    assert.deepEqual(effects.filter(({type}) => type === 'start-wrap-up').length, 1);
  });

  it('[CF-21] nobody gets control of what ends in the same moment: no wrap-up for a conferenced agent', () => {
    const {contact, effects} = lose(PARTY_STATES['post-call of two'], AGENT_LEG);
    assert.equal(contact.status, 'ended');
    assert.deepEqual(roleOf(contact, OTHER), ['conferenced', 'left']);
    assert.ok(!effects.some(({type}) => type === 'tell-control' || type === 'start-wrap-up'));
  });
});

describe('a supervisor', () => {
  it('[CF-30] begins listening in a call that is on, silent, and cannot begin in Post Call', () => {
    const {contact, effects} = allowed(PARTY_STATES.connected, monitor());
    const {id, party} = participant(contact, 'participant-supervisor');
    assert.deepEqual(participant(contact, 'participant-supervisor'), {
      id,
      role: 'supervisor',
      party,
      status: 'joined',
      joinedAt: NOW,
      leg: legOf(SUPERVISOR_LEG),
      seats: [],
      muted: true,
      lostAt: null,
      monitors: 'participant-1',
    });
    assert.deepEqual(effects, [{type: 'await-leg', legId: SUPERVISOR_LEG}]);
    assert.equal(allowed(contact, monitor()).changed, false);
    assert.equal(refusalOf(PARTY_STATES['post-call of two'], monitor()), 'post-call');
  });

  it('[CF-30] who listens already may go on in Post Call, and does not begin to speak, by no way', () => {
    const contact = after(conferenceOf(3), monitor(), HANG_UP);
    assert.equal(monitoredBy(contact), 'participant-1');
    assert.equal(refusalOf(contact, by('barge-in', SUPERVISOR)), 'post-call');
    assert.equal(refusalOf(contact, by('unmute', SUPERVISOR)), 'not-permitted');
    assert.equal(refusalOf(after(PARTY_STATES.connected, monitor()), by('unmute', SUPERVISOR)), 'not-permitted');
  });

  it('[CF-31] [TR-21] is taken out, and told, when no agent is left', () => {
    for (const type of ['transfer-to-agent', 'transfer-to-queue'] as const) {
      const action =
        type === 'transfer-to-agent'
          ? ({type, agentId: AGENT, offerId: 'offer-2'} as const)
          : ({type, agentId: AGENT, destination: {queue: null, priority: 3, dnis: null, variables: []}} as const);
      const {contact, effects} = allowed(after(PARTY_STATES.connected, monitor()), action);
      assert.deepEqual(roleOf(contact, 'participant-supervisor'), ['supervisor', 'left']);
      assert.ok(effects.some((each) => each.type === 'tell-monitoring' && each.agentId === SUPERVISOR));
      assert.ok(effects.some((each) => each.type === 'close-leg' && each.legId === SUPERVISOR_LEG));
    }
    const gone = lose(after(PARTY_STATES.connected, monitor()), AGENT_LEG);
    assert.ok(gone.effects.some((each) => each.type === 'tell-monitoring' && each.agentId === SUPERVISOR));
    assert.equal(gone.contact.status, 'waiting');
  });

  it('[CF-32] stays with a second agent while that one is there', () => {
    const contact = after(conferenceOf(4), monitor(THIRD_AGENT), by('exit-conference', OTHER_AGENT));
    assert.equal(monitoredBy(contact), THIRD);
  });

  it('[CF-33] moves to the one in control when the agent listened to leaves', () => {
    const {contact, effects} = allowed(
      after(conferenceOf(4), monitor(THIRD_AGENT)),
      by('exit-conference', THIRD_AGENT),
    );
    assert.equal(monitoredBy(contact), 'participant-1');
    assert.deepEqual(effects, [
      {type: 'close-leg', legId: THIRD_LEG},
      {type: 'free-agent', agentId: THIRD_AGENT},
      {type: 'tell-monitoring', agentId: SUPERVISOR},
    ]);
    assert.equal(monitoredBy(after(contact, by('exit-conference'))), OTHER);
  });

  it('[CF-31] stops by themselves, and nobody else is touched', () => {
    const {contact, effects} = allowed(after(conferenceOf(3), monitor()), by('stop-monitoring', SUPERVISOR));
    assert.deepEqual(effects, [{type: 'close-leg', legId: SUPERVISOR_LEG}]);
    assert.deepEqual(contact.participants.slice(0, 3), conferenceOf(3).participants);
  });
});
