import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {type Contact, customerOf, participantOfAgent} from '../../src/domain/contact.ts';
import {NAMES, actionsOf, assertAgreement, wordsOf} from './control-cases.ts';
import {AGENT, OTHER_AGENT, apply} from './contact-fixtures.ts';
import {AGENTS, lived} from './contact-walk.ts';
import {PARTY_STATES, by, consulting, monitor} from './party-fixtures.ts';

describe('who may do what, on the desk and in the hub', () => {
  it('[CO-50] [CO-72] [CF-12] [CF-35] customer, dial number and whoever is not in it have no control in any state', () => {
    for (const contact of Object.values(PARTY_STATES)) {
      const nobodies = ['stranger', customerOf(contact)?.id ?? '', '+4520123456', 'participant-number'];
      for (const agentId of nobodies) {
        assert.deepEqual(wordsOf(contact, agentId), []);
        for (const name of NAMES)
          for (const action of actionsOf(contact, name, agentId)) assert.ok('refused' in apply(contact, action), name);
      }
    }
  });

  it('[CF-20] a conferenced agent’s End does what Exit conference does, and says the same where that cannot be', () => {
    for (const contact of Object.values(PARTY_STATES)) {
      for (const agentId of AGENTS.filter((each) => participantOfAgent(contact, each)?.role === 'conferenced'))
        assert.deepEqual(apply(contact, by('end', agentId)), apply(contact, by('exit-conference', agentId)));
    }
  });

  it('[DM-8] desk and hub agree for everybody in every state', () => {
    for (const contact of Object.values(PARTY_STATES))
      for (const watched of [contact, ...(contact.status === 'connected' ? [quietly(contact)] : [])])
        for (const agentId of AGENTS) assertAgreement(watched, agentId);
    fc.assert(fc.property(lived, fc.constantFrom(...AGENTS), assertAgreement), {numRuns: 2_000});
  });

  it('[DM-12] without a leg of their own nobody mutes', () => {
    const participants = consulting().participants.map((each) =>
      each.status === 'joined' && each.role !== 'customer' ? {...each, leg: null} : each,
    );
    const contact = {...consulting(), participants};
    for (const agentId of [AGENT, OTHER_AGENT]) {
      assert.ok(!wordsOf(contact, agentId).includes('mute'));
      assertAgreement(contact, agentId);
    }
    assert.ok(wordsOf(consulting(), AGENT).includes('mute'));
  });
});

/** With a supervisor who listens, where there is an agent to listen to. */
function quietly(contact: Contact): Contact {
  const result = apply(contact, monitor());
  return 'refused' in result ? contact : result.contact;
}
