import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type Contact, isJoined, participantOfAgent} from '../../src/domain/contact.ts';
import {type ListeningPlace, listeningPlace, monitoredBy, seatsOf} from '../../src/domain/listening.ts';
import {AGENT_LEG, CUSTOMER_LEG, after} from './contact-fixtures.ts';
import {
  HANG_UP,
  OTHER_AGENT,
  OTHER_LEG,
  PARTY_STATES,
  SUPERVISOR,
  SUPERVISOR_LEG,
  by,
  monitor,
} from './party-fixtures.ts';
import {planMedia} from '../../src/domain/media-plan.ts';

const S = PARTY_STATES;

type Case = readonly [state: string, contact: Contact, place: ListeningPlace, heardBy: readonly string[]];

/** Where a supervisor is, and who hears them there once they speak. */
const CASES: readonly Case[] = [
  ['connected', after(S.connected, monitor()), 'with-customer', [CUSTOMER_LEG, AGENT_LEG]],
  ['the customer on hold', after(S.held, monitor()), 'without-customer', [AGENT_LEG]],
  ['while somebody is rung', after(S['asking an agent'], monitor()), 'consult', [AGENT_LEG]],
  ['in a consult, with who asked', after(S.consulting, monitor()), 'consult', [AGENT_LEG, OTHER_LEG]],
  ['in a consult, with who was asked', after(S.consulting, monitor(OTHER_AGENT)), 'consult', [AGENT_LEG, OTHER_LEG]],
  ['toggled, with who asked', after(S.consulting, monitor(), by('toggle')), 'with-customer', [CUSTOMER_LEG, AGENT_LEG]],
  ['toggled, with who was asked', after(S.consulting, monitor(OTHER_AGENT), by('toggle')), 'on-hold', []],
  [
    'in a conference',
    after(S['conference of three'], monitor()),
    'with-customer',
    [CUSTOMER_LEG, AGENT_LEG, OTHER_LEG],
  ],
  [
    'in a conference without the customer',
    after(S['conference, customer held'], monitor()),
    'without-customer',
    [AGENT_LEG, OTHER_LEG],
  ],
];

describe('where a supervisor listens', () => {
  for (const [state, contact, place, heardBy] of CASES)
    it(`[SU-26] ${state}: what is said of it is true`, () => {
      const speaking = after(contact, by('barge-in', SUPERVISOR));
      const supervisor = participantOfAgent(speaking, SUPERVISOR);
      assert.ok(isJoined(supervisor));
      assert.equal(listeningPlace(speaking, supervisor), place);
      const hearing = Object.entries(planMedia(speaking)).flatMap(([legId, source]) =>
        source.kind === 'legs' && source.legIds.includes(SUPERVISOR_LEG) ? [legId] : [],
      );
      assert.deepEqual(hearing, heardBy);
      assert.equal(hearing.includes(CUSTOMER_LEG), place === 'with-customer');
    });

  it('[SU-26] after the customer has left it is without them', () => {
    const contact = after(S['conference of three'], monitor(), by('barge-in', SUPERVISOR), HANG_UP);
    const supervisor = participantOfAgent(contact, SUPERVISOR);
    assert.ok(isJoined(supervisor));
    assert.equal(listeningPlace(contact, supervisor), 'without-customer');
  });

  it('[SU-9] a supervisor sits where their agent does; everybody else where they are', () => {
    const contact = after(S.consulting, monitor(OTHER_AGENT), by('toggle'));
    const [agent, supervisor] = [participantOfAgent(contact, OTHER_AGENT), participantOfAgent(contact, SUPERVISOR)];
    assert.ok(isJoined(agent) && isJoined(supervisor));
    assert.equal(monitoredBy(contact, supervisor), agent);
    assert.equal(monitoredBy(contact, agent), undefined);
    assert.deepEqual(seatsOf(contact, supervisor), agent.seats);
    assert.equal(seatsOf(contact, agent), agent.seats);
  });

  it('[SU-9] who listens to nobody who is there sits nowhere', () => {
    const contact = after(S.connected, monitor());
    const participants = contact.participants.filter(({role}) => role !== 'primary');
    const supervisor = participantOfAgent(contact, SUPERVISOR);
    assert.ok(isJoined(supervisor));
    assert.deepEqual(seatsOf({participants}, supervisor), []);
    assert.deepEqual(planMedia({...contact, participants})[SUPERVISOR_LEG], {kind: 'silence'});
  });
});
