import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type Contact, type Participant, consultOf, isCustomerHeld} from '../../src/domain/contact.ts';
import type {Target} from '../../src/domain/target.ts';
import {AGENT, AGENT_LEG, NOW, OTHER_AGENT, after, allowed, legOf, participant, refusalOf} from './contact-fixtures.ts';
import {
  CLAIMS,
  CONSULT,
  HANG_UP,
  NUMBER_LEG,
  OTHER_LEG,
  PARTY_STATES,
  THIRD_AGENT,
  TO_AGENT,
  TO_NUMBER,
  TO_QUEUE,
  answer,
  askingFurther,
  by,
  come,
  conferenceOf,
  consult,
  consulting,
  monitor,
  requested,
  toQueue,
  toggled,
} from './party-fixtures.ts';

const OTHER = `participant-${OTHER_AGENT}`;

function seatsOf(contact: Contact, id: string): Readonly<Record<string, string>> {
  const found = participant(contact, id);
  const seats = found.status === 'joined' ? found.seats : [];
  return Object.fromEntries(seats.map((seat) => [seat.conversationId, seat.held ? 'held' : 'open']));
}

const agentTarget = (agentId: string): Target => ({kind: 'agent', agentId, name: 'Mira Kovács'});

function roleOf(contact: Contact, id: string): [Participant['role'], Participant['status']] {
  const {role, status} = participant(contact, id);
  return [role, status];
}

describe('a consult', () => {
  it('[HO-8] puts the customer on hold by itself, and its agent into a conversation of their own', () => {
    const {contact, effects} = allowed(PARTY_STATES.connected, consult(TO_AGENT));
    assert.equal(isCustomerHeld(contact), true);
    assert.deepEqual(seatsOf(contact, 'participant-1'), {main: 'held', [CONSULT]: 'open'});
    assert.deepEqual(consultOf(contact), {
      id: CONSULT,
      kind: 'consult',
      startedBy: 'participant-1',
      target: TO_AGENT,
      status: 'requested',
      since: NOW,
      holdsCustomer: true,
      merged: false,
    });
    assert.deepEqual(effects, []);
  });

  it('[CO-51] alone, a customer is held whatever was chosen', () => {
    assert.equal(isCustomerHeld(after(PARTY_STATES.connected, consult(TO_AGENT, {holdsCustomer: false}))), true);
    const expected = PARTY_STATES['conference with who comes from a queue'];
    const further = consult(TO_AGENT, {conversationId: 'consult-2', holdsCustomer: false});
    assert.equal(isCustomerHeld(after(expected, further)), true);
  });

  it('[CO-1] a number is rung; when it answers the consult is open, and its sound is awaited', () => {
    const asked = requested(TO_NUMBER);
    assert.deepEqual(participant(asked, 'participant-number'), {
      id: 'participant-number',
      role: 'dial-number',
      party: {kind: 'dial-number', address: '+4520123456', name: null},
      status: 'invited',
      leg: legOf(NUMBER_LEG, 'trunk', 'ringing'),
      conversationId: CONSULT,
    });
    const {contact, effects} = allowed(asked, {type: 'answer-leg', legId: NUMBER_LEG}, NOW + 5);
    assert.deepEqual([consultOf(contact)?.status, consultOf(contact)?.since], ['open', NOW + 5]);
    assert.deepEqual(seatsOf(contact, 'participant-number'), {[CONSULT]: 'open'});
    assert.deepEqual(effects, [{type: 'await-leg', legId: NUMBER_LEG}]);
  });

  it('[CO-30] the asked agent who comes is consulted: in the consult, and not with the customer', () => {
    const {contact, effects} = allowed(requested(), come(), NOW + 5);
    assert.deepEqual(roleOf(contact, OTHER), ['consulted', 'joined']);
    assert.deepEqual(seatsOf(contact, OTHER), {[CONSULT]: 'open'});
    assert.deepEqual([consultOf(contact)?.status, consultOf(contact)?.since], ['open', NOW + 5]);
    assert.deepEqual(effects, [{type: 'await-leg', legId: OTHER_LEG}]);
  });

  it('[HO-9] [CO-33] Resume holds the consulted agent, Hold the customer: one of the two, never both', () => {
    for (const back of [after(consulting(), by('resume')), toggled(), after(consulting(), by('hold-consult'))]) {
      assert.equal(isCustomerHeld(back), false);
      assert.deepEqual(seatsOf(back, OTHER), {[CONSULT]: 'held'});
      assert.deepEqual(seatsOf(back, 'participant-1'), {main: 'open', [CONSULT]: 'held'});
      for (const type of ['hold', 'toggle', 'resume-consult'] as const)
        assert.deepEqual({...after(back, by(type)), version: 0}, {...consulting(), version: 0});
    }
  });

  it('[HO-10] who comes while the customer is back on the line finds themselves on hold', () => {
    const contact = after(requested(), by('resume'), come());
    assert.deepEqual([isCustomerHeld(contact), seatsOf(contact, OTHER)], [false, {[CONSULT]: 'held'}]);
    const number = after(requested(TO_NUMBER), by('resume'), ...answer());
    assert.deepEqual([isCustomerHeld(number), seatsOf(number, 'participant-number')], [false, {[CONSULT]: 'held'}]);
  });

  it('[HO-9] Resume turns the consult that is open, not an earlier one that became a conference', () => {
    const further = consult(TO_QUEUE, {conversationId: 'consult-2'});
    const contact = after(PARTY_STATES['conference with who comes from a queue'], further, by('resume'));
    assert.equal(isCustomerHeld(contact), false);
    assert.deepEqual(seatsOf(contact, 'participant-1'), {main: 'open', 'consult-2': 'held'});
  });

  it('[CO-34] [CO-37] [CO-68] End and Exit consult take the consulted agent out and go back to the held customer', () => {
    for (const action of [by('end-consult'), by('exit-consult', OTHER_AGENT)] as const) {
      const {contact, effects} = allowed(consulting(), action);
      assert.deepEqual([contact.status, isCustomerHeld(contact)], ['connected', true]);
      assert.deepEqual(seatsOf(contact, 'participant-1'), {main: 'open'});
      assert.deepEqual(roleOf(contact, OTHER), ['consulted', 'left']);
      assert.deepEqual(contact.conversations, PARTY_STATES.connected.conversations);
      assert.deepEqual(effects, [
        {type: 'close-consult', conversationId: CONSULT},
        {type: 'close-leg', legId: OTHER_LEG},
        {type: 'free-agent', agentId: OTHER_AGENT},
      ]);
    }
  });

  it('[CO-43] one that nobody takes goes back to the held customer, and what rings is taken back', () => {
    const {contact, effects} = allowed(requested(TO_QUEUE), {type: 'fail-consult', conversationId: CONSULT});
    assert.equal(isCustomerHeld(contact), true);
    assert.deepEqual(effects, [{type: 'close-consult', conversationId: CONSULT}]);
    const rung = allowed(requested(TO_NUMBER), by('end-consult'));
    assert.deepEqual(rung.effects, [
      {type: 'close-consult', conversationId: CONSULT},
      {type: 'close-leg', legId: NUMBER_LEG},
    ]);
  });

  it('[CO-52] [CO-56] from a conference the primary agent chooses whether the customer is held', () => {
    assert.equal(isCustomerHeld(askingFurther(true)), true);
    assert.equal(isCustomerHeld(askingFurther(false)), false);
    const turned = after(askingFurther(false), by('toggle'), by('toggle'));
    assert.deepEqual({...turned, version: 0}, {...askingFurther(false), version: 0});
  });

  it('[CO-50] [CF-22] a conferenced agent’s consult never touches the customer’s hold', () => {
    const asking = askingFurther(true, OTHER_AGENT);
    assert.equal(isCustomerHeld(asking), false);
    const held = after(asking, by('hold'), by('toggle', OTHER_AGENT));
    assert.equal(isCustomerHeld(held), true);
    assert.equal(isCustomerHeld(after(held, by('toggle', OTHER_AGENT), by('end-consult', OTHER_AGENT))), true);
  });

  it('[CO-51] left alone with who asks, the customer is held while they are away, and off hold when they turn back', () => {
    const alone = after(askingFurther(false), by('exit-conference', OTHER_AGENT));
    assert.equal(isCustomerHeld(alone), true);
    assert.equal(isCustomerHeld(after(alone, by('toggle'))), false);
    assert.equal(isCustomerHeld(after(alone, by('toggle'), by('toggle'))), true);
    const inherited = after(askingFurther(true, OTHER_AGENT), by('exit-conference'));
    assert.deepEqual(roleOf(inherited, OTHER), ['primary', 'joined']);
    assert.equal(isCustomerHeld(inherited), true);
  });

  it('[CO-53] [CO-61] [CO-63] a customer who hangs up leaves the two talking in Post Call', () => {
    const {contact, effects} = allowed(consulting(), HANG_UP, NOW + 9);
    assert.ok(contact.status === 'post-call');
    assert.equal(contact.customerLeftAt, NOW + 9);
    assert.equal(consultOf(contact)?.status, 'open');
    assert.deepEqual(effects, [{type: 'close-leg', legId: 'leg-customer'}]);
    assert.equal(after(contact, by('hold-consult'), by('resume-consult'), by('end-consult')).status, 'ended');
  });

  it('[WU-10] [CO-64] the wrap-up may be given in Post Call, once, and is over then with the talk', () => {
    const given = after(PARTY_STATES['post-call consulting'], by('wrap-up-early'));
    assert.equal(refusalOf(given, by('wrap-up-early')), 'already-wrapped-up');
    const {contact, effects} = allowed(given, by('exit-consult', OTHER_AGENT));
    assert.deepEqual(roleOf(contact, 'participant-1'), ['primary', 'left']);
    assert.ok(effects.some((each) => each.type === 'free-agent' && each.agentId === AGENT));
    assert.ok(!effects.some((each) => each.type === 'start-wrap-up'));
    assert.equal(refusalOf(PARTY_STATES.consulting, by('wrap-up-early')), 'wrap-up-not-open');
  });

  it('[CO-67] [WU-6] a consulted agent has no wrap-up, and may propose one; of each the last proposal counts', () => {
    const propose = (agentId: string, note: string) =>
      ({type: 'suggest-wrap-up', agentId, reasonId: 'resolved', note}) as const;
    assert.equal(refusalOf(PARTY_STATES['post-call consulting'], by('wrap-up-early', OTHER_AGENT)), 'not-permitted');
    const once = after(consulting(), propose(OTHER_AGENT, 'one'));
    assert.equal(allowed(once, propose(OTHER_AGENT, 'one')).changed, false);
    const {suggestions} = after(once, propose(OTHER_AGENT, 'two'));
    assert.deepEqual(suggestions, [{agentId: OTHER_AGENT, name: 'Mira Kovács', reasonId: 'resolved', note: 'two'}]);
    assert.equal(refusalOf(consulting(), propose(AGENT, 'mine')), 'not-permitted');
  });

  it('[CO-40] out of a consult nobody has answered yet the customer is queued, and the asking is over', () => {
    const {contact, effects} = allowed(requested(TO_QUEUE), toQueue());
    assert.deepEqual([contact.status, contact.queue, isCustomerHeld(contact)], ['waiting', CLAIMS.queue, false]);
    assert.deepEqual(
      effects.map(({type}) => type),
      ['close-consult', 'close-leg', 'start-wrap-up', 'route'],
    );
    assert.equal(refusalOf(requested(), toQueue()), 'consult-not-answered');
  });

  it('[DM-32] who is in it already, as agent, supervisor or to wrap up, is not asked and cannot come', () => {
    const watched = after(conferenceOf(3), monitor());
    for (const agentId of [AGENT, OTHER_AGENT, 'supervisor-1']) {
      assert.equal(refusalOf(watched, consult(agentTarget(agentId))), 'already-here');
      assert.equal(refusalOf(after(watched, consult(TO_QUEUE)), come(agentId)), 'already-here');
    }
    const given = after(consulting(), by('complete-transfer'));
    assert.equal(refusalOf(given, consult(agentTarget(AGENT), {agentId: OTHER_AGENT})), 'already-here');
    assert.equal(refusalOf(after(given, consult(TO_QUEUE, {agentId: OTHER_AGENT})), come(THIRD_AGENT)), null);
  });

  it('[DM-13] an agent who vanishes from a consult: the asked one is free, the customer waits at the front', () => {
    const {contact, effects} = allowed(after(consulting(), {type: 'lose-leg', legId: AGENT_LEG}), {
      type: 'give-up-leg',
      legId: AGENT_LEG,
    });
    assert.deepEqual([contact.status, contact.priority, isCustomerHeld(contact)], ['waiting', 2, false]);
    assert.deepEqual(contact.conversations, PARTY_STATES.connected.conversations);
    assert.ok(effects.some((each) => each.type === 'free-agent' && each.agentId === OTHER_AGENT));
  });
});
