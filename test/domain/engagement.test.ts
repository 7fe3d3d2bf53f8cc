import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {engagementOf} from '../../src/domain/engagement.ts';
import {
  AGENT_ID,
  NOW,
  connectedContact,
  dialledContact,
  heldContact,
  waitingContact,
  wrapUpContact,
} from '../support/component-contacts.ts';

describe('what keeps calls from an agent', () => {
  const cases = [
    ['nothing', [], null],
    ['a call', [connectedContact({}, NOW - 5_000)], {status: 'in-call', since: NOW - 5_000}],
    ['a call on hold', [heldContact()], {status: 'in-call', since: NOW - 252_000}],
    ['a call that is being placed', [dialledContact()], {status: 'in-call', since: NOW - 252_000}],
    ['the wrap-up of a call', [wrapUpContact()], {status: 'wrapping-up', since: NOW}],
    ['a chat', [connectedContact({channel: 'chat'})], null],
    ['the wrap-up of a chat', [wrapUpContact({channel: 'chat'})], null],
    ['a call of somebody else', [waitingContact()], null],
    [
      'a wrap-up, and a call beside it',
      [wrapUpContact({id: 'before'}), connectedContact({}, NOW - 5_000)],
      {status: 'in-call', since: NOW - 5_000},
    ],
  ] as const;
  for (const [name, contacts, expected] of cases) {
    it(`[EL-62] ${name}`, () => assert.deepEqual(engagementOf(contacts, AGENT_ID), expected));
  }
});
