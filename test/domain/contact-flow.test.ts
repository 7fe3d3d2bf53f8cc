import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import type {Contact, Variable} from '../../src/domain/contact.ts';
import {planMedia} from '../../src/domain/media-plan.ts';
import {QUIET} from '../../src/domain/prompts.ts';
import {CUSTOMER_LEG, NOW, apply, inbound, legOf} from './contact-fixtures.ts';

const facts = {label: 'x', secure: false, editable: false, popoverPlace: null, version: 3};
const VARIABLES: readonly Variable[] = [
  {name: 'tier', type: 'string', value: 'Standard', ...facts},
  {name: 'customerId', type: 'integer', value: null, ...facts},
];
const IN_FLOW: Contact = {
  ...inbound(),
  queue: null,
  variables: VARIABLES,
  announcement: {sound: 'welcome.en', startedAtMs: NOW},
};
const DIALLED = {
  participantId: 'number-1',
  address: '+12015550199',
  name: null,
  leg: legOf('leg-number', 'trunk', 'ringing'),
};
const BILLING = {id: 'billing', name: 'Billing'};

function changed(contact: Contact, action: ContactAction) {
  const result = apply(contact, action);
  assert.ok(!('refused' in result) && result.changed);
  assert.equal(result.contact.version, contact.version + 1);
  return result;
}

describe('a contact in a flow', () => {
  it('[FL-4] is given values of its variables’ types; others are passed over', () => {
    const {contact} = changed(IN_FLOW, {type: 'set-values', values: {tier: 'Gold', customerId: 'many', shoe: '42'}});
    assert.deepEqual(
      contact.variables.map(({value, version}) => [value, version]),
      [
        ['Gold', 4],
        [null, 3],
      ],
    );
    const again = apply(contact, {type: 'set-values', values: {tier: 'Gold'}});
    assert.ok(!('refused' in again) && !again.changed);
    assert.equal(changed(contact, {type: 'set-values', values: {tier: null}}).contact.variables[0]?.value, null);
  });

  it('[FL-15] is connected to a number while it is rung, and knows where it waits if nobody comes', () => {
    const {contact, effects} = changed(IN_FLOW, {type: 'lead-to-number', queue: BILLING, dialled: DIALLED});
    assert.deepEqual([contact.status, contact.queue, contact.announcement], ['connected', BILLING, null]);
    assert.deepEqual(effects, [{type: 'limit-unattended'}]);
    const dropped = changed(contact, {type: 'drop-leg', legId: 'leg-number', reason: 'no-answer'}).contact;
    assert.deepEqual([dropped.status, dropped.queue, dropped.priority], ['waiting', BILLING, 2]);
  });

  it('[TR-10] goes on in another entry point’s flow', () => {
    const destination = {queue: null, priority: 5, dnis: '+12015550111', variables: []};
    const {contact} = changed(IN_FLOW, {type: 'lead-to-flow', destination});
    assert.deepEqual(
      [contact.status, contact.queue, contact.priority, contact.dnis, contact.announcement],
      ['waiting', null, 5, '+12015550111', null],
    );
  });

  it('[FL-16] is ended by it', () => {
    const {contact, effects} = changed(IN_FLOW, {type: 'end-by-flow'});
    assert.ok(contact.status === 'ended' && contact.endReason === 'flow-ended');
    assert.deepEqual(effects, [{type: 'close-leg', legId: CUSTOMER_LEG}]);
  });

  it('[FL-14] that is in none any more, or never was, is left as it is', () => {
    const destination = {queue: null, priority: 5, dnis: null, variables: []};
    for (const contact of [inbound(), {...inbound('chat'), queue: null}])
      for (const action of [
        {type: 'set-values', values: {tier: 'Gold'}},
        {type: 'end-by-flow'},
        {type: 'lead-to-flow', destination},
      ] as const) {
        const result = apply({...contact, variables: VARIABLES}, action);
        assert.ok(!('refused' in result) && !result.changed, action.type);
      }
  });

  it('[FL-10] hears what is announced, and nothing while it dials', () => {
    const heard = (contact: Contact) => planMedia(contact)[CUSTOMER_LEG];
    assert.deepEqual(heard(IN_FLOW), {kind: 'sound', sound: 'welcome.en', startedAtMs: NOW});
    assert.deepEqual(heard({...IN_FLOW, announcement: {sound: QUIET, startedAtMs: NOW}}), {kind: 'silence'});
    assert.deepEqual(heard({...IN_FLOW, announcement: null}), {kind: 'music'});
  });
});
