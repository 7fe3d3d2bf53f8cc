import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type Channel, DIGITAL_CHANNELS} from '../../src/domain/channel.ts';
import {FRONT_PRIORITY} from '../../src/domain/contact-creation.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {type Contact, type Variable, participantOfAgent} from '../../src/domain/contact.ts';
import {type ControlName, controlsFor} from '../../src/domain/controls.ts';
import {planMedia} from '../../src/domain/media-plan.ts';
import {
  AGENT,
  NOW,
  OPEN,
  OTHER_AGENT,
  accept,
  after,
  allowed,
  connected,
  inbound,
  refusalOf,
  withConsulted,
} from './contact-fixtures.ts';

const VARIABLE: Variable = {
  name: 'caseNo',
  label: 'Case',
  type: 'string',
  value: '2231',
  secure: false,
  editable: true,
  popoverPlace: 1,
  version: 1,
};

/** Every state a digital contact can be in. */
function statesOf(channel: Channel): Readonly<Record<string, Contact>> {
  return {
    waiting: inbound(channel),
    offered: after(inbound(channel), OPEN),
    connected: connected(channel),
    'wrapping up': after(connected(channel), {type: 'end', agentId: AGENT}),
    'wrapped up': after(connected(channel), {type: 'end', agentId: AGENT}, {type: 'wrap-up', agentId: AGENT}),
  };
}

const ENDS: Readonly<Record<string, string | null>> = {
  waiting: 'withdrawn',
  offered: 'withdrawn',
  connected: 'customer-hung-up',
  'wrapping up': null,
  'wrapped up': null,
};

const CONTROLS: Readonly<Record<string, readonly ControlName[]>> = {
  waiting: [],
  offered: [],
  connected: ['edit', 'end', 'open'],
  'wrapping up': ['wrap-up', 'open'],
  'wrapped up': [],
};

const BACK: ContactAction = {type: 'give-back', agentId: AGENT};

for (const channel of DIGITAL_CHANNELS) {
  describe(`a contact by ${channel}`, () => {
    for (const [state, contact] of Object.entries(statesOf(channel))) {
      it(`[DG-10] over in the other system while ${state}: ${ENDS[state] ?? 'nothing changes'}`, () => {
        const {contact: ended, changed, effects} = allowed(contact, {type: 'withdraw'});
        assert.equal(changed, ENDS[state] !== null);
        assert.equal(ended.status === 'ended' && changed ? ended.endReason : null, ENDS[state]);
        const kinds = effects.map((each) => each.type);
        assert.equal(kinds.includes('withdraw-offer'), state === 'offered');
        assert.equal(kinds.includes('start-wrap-up'), state === 'connected');
        assert.equal(kinds.includes('close-leg'), false);
      });

      it(`[DG-12] controls while ${state}: ${CONTROLS[state]?.join(', ')}`, () => {
        const shown = Object.entries(controlsFor(contact, AGENT)).flatMap(([name, each]) =>
          each.visible ? [name] : [],
        );
        assert.deepEqual(shown.toSorted(), CONTROLS[state]?.toSorted());
      });

      it(`[DG-11] has no leg and no audio while ${state}`, () => {
        assert.ok(contact.participants.every((each) => !('leg' in each) || each.leg === null));
        assert.deepEqual(planMedia(contact), {});
      });
    }
  });
}

describe('a digital contact whose agent is gone', () => {
  it('[DG-13] goes back to the front of its queue, at its old time, and leaves the agent free', () => {
    const before = connected('chat');
    const {contact, effects} = allowed(before, BACK);
    assert.deepEqual(
      [contact.status, contact.priority, contact.enqueuedAt],
      ['waiting', FRONT_PRIORITY, before.enqueuedAt],
    );
    assert.deepEqual(effects, [{type: 'free-agent', agentId: AGENT}, {type: 'route'}]);
    assert.equal(participantOfAgent(contact, AGENT), undefined);
    const [left] = contact.participants.filter((each) => each.party.kind === 'agent');
    assert.ok(left?.status === 'left');
    assert.deepEqual([left.leftAt, left.leftReason], [NOW, 'lost']);
  });

  it('[DG-13] nobody else can give it back, nor in another state, nor without a queue to wait in', () => {
    assert.equal(allowed(connected('chat'), {...BACK, agentId: OTHER_AGENT}).changed, false);
    assert.equal(allowed(withConsulted(connected('chat')), {...BACK, agentId: OTHER_AGENT}).changed, false);
    assert.equal(allowed({...connected('chat'), queue: null}, BACK).changed, false);
    const {connected: _, ...others} = statesOf('email');
    for (const contact of Object.values(others)) assert.equal(allowed(contact, BACK).changed, false);
  });

  it('[DG-13] one that came at the front stays there', () => {
    assert.equal(allowed({...connected('social'), priority: 1}, BACK).contact.priority, 1);
  });

  it('[DG-13] a call is never given back this way: its leg decides', () => {
    assert.equal(refusalOf(connected('voice'), BACK), 'not-digital');
  });
});

describe('what the other system says of an open contact', () => {
  const open: Contact = {...connected('email'), variables: [VARIABLE, {...VARIABLE, name: 'tier', value: 'Gold'}]};

  it('[DG-14] replaces subject and values, and raises the version of what changed only', () => {
    const {contact} = allowed(open, {type: 'update', subject: 'Re: meter', values: {caseNo: '2240', unknown: 'x'}});
    assert.equal(contact.subject, 'Re: meter');
    assert.deepEqual(
      contact.variables.map((each) => [each.name, each.value, each.version]),
      [
        ['caseNo', '2240', 2],
        ['tier', 'Gold', 1],
      ],
    );
  });

  it('[DG-14] saying what is so already changes nothing', () => {
    assert.equal(allowed(open, {type: 'update', subject: open.subject, values: {caseNo: '2231'}}).changed, false);
  });

  it('[DG-14] a name every object has is no value', () => {
    const odd = {...open, variables: [{...VARIABLE, name: 'constructor'}]};
    assert.equal(allowed(odd, {type: 'update', subject: odd.subject, values: {}}).changed, false);
  });

  it('[DG-14] a contact that has ended stays as it was', () => {
    const ended = after(open, {type: 'end', agentId: AGENT});
    assert.equal(refusalOf(ended, {type: 'update', subject: 'late', values: {}}), 'contact-ended');
  });
});

describe('several at once', () => {
  it('[DG-12] without a link there is nothing to open', () => {
    assert.equal(controlsFor({...connected('chat'), link: null}, AGENT).open.visible, false);
    assert.equal(controlsFor(connected('chat'), OTHER_AGENT).open.visible, false);
  });

  it('[DG-11] accepting needs no leg and waits for none', () => {
    const {effects} = allowed(after(inbound('chat'), OPEN), accept(null));
    assert.deepEqual(effects, []);
  });
});
