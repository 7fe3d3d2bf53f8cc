import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {contactForDesk, targetForDesk} from '../../../hub/contacts/desk-view.ts';
import {COLLEAGUE, NUMBER, requested} from '../../support/consult-contacts.ts';

describe('what a desk sees of a contact', () => {
  it('[PO-22] under data protection a number that is asked is masked wherever it stands', () => {
    const contact = requested(NUMBER);
    assert.ok(JSON.stringify(contactForDesk(contact, false)).includes('+12015550142'));
    assert.ok(!JSON.stringify(contactForDesk(contact, true)).includes('5550142'));
  });

  it('[PO-22] and so it is where it is told that nobody came; a colleague has no number', () => {
    assert.deepEqual(targetForDesk(NUMBER, true), {...NUMBER, address: '••• ••• 0142'});
    assert.deepEqual(targetForDesk(NUMBER, false), NUMBER);
    assert.deepEqual(targetForDesk(COLLEAGUE, true), COLLEAGUE);
  });
});
