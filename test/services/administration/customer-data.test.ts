import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {CustomerAnswer} from '../../../src/api/admin-client.ts';
import {SdkError} from '../../../src/api/errors.ts';
import {HubCustomerData} from '../../../src/services/administration/customer-data.ts';
import type {CustomerErased, CustomerFindings} from '../../../src/services/ports.ts';

const FOUND: CustomerFindings = {
  ...{openCallbacks: 1, closedCallbacks: 0, requests: 1, openContacts: 0, endedContacts: 2, guestContacts: 0},
  ...{variables: 3, notes: 1, deliveries: 0, voicemails: 0, addressBook: 0},
};
const done = <T>(value: T): CustomerAnswer<T> => ({status: 'done', value});

function desk(erase: () => Promise<CustomerAnswer<CustomerErased>> = async () => ({status: 'open'})) {
  const answers: ((answer: CustomerAnswer<CustomerFindings>) => void)[] = [];
  const data = new HubCustomerData({
    findCustomer: () => new Promise((resolve) => answers.push(resolve)),
    exportCustomer: async () => done('{}'),
    eraseCustomer: erase,
  });
  return {data, answers};
}

describe('a customer’s data in the administrator’s page', () => {
  it('[PK-97] goes from the question to what there is, a copy of it, and nothing', async () => {
    const erased = {callbacks: 1, contacts: 2, guestContacts: 0, voicemails: 0};
    const {data, answers} = desk(async () => done(erased));
    assert.equal(await data.export(), null, 'nothing was found yet');
    const finding = data.find('555 0123');
    assert.deepEqual(data.state.value, {status: 'finding', number: '555 0123'});
    answers[0]?.(done(FOUND));
    await finding;
    assert.deepEqual(data.state.value, {status: 'found', number: '555 0123', findings: FOUND});
    assert.equal(await data.export(), '{}');
    assert.equal(data.state.value.status, 'found');
    await data.erase();
    assert.deepEqual(data.state.value, {status: 'erased', number: '555 0123', erased});
    await data.erase();
    assert.equal(data.state.value.status, 'erased', 'nothing more is asked for');
  });

  it('[PK-97] what stands in the way and what fails is said, with what was found', async () => {
    const {data, answers} = desk();
    const finding = data.find('1');
    answers[0]?.({status: 'invalid'});
    await finding;
    assert.deepEqual(data.state.value, {status: 'invalid', number: '1'});
    const again = data.find('555 0123');
    answers[1]?.(done(FOUND));
    await again;
    await data.erase();
    assert.deepEqual(data.state.value, {status: 'open', number: '555 0123', findings: FOUND});
    const error = new SdkError('hub-timeout', 'The hub did not answer in time. Try again.');
    const failing = desk(() => Promise.reject(error));
    const known = failing.data.find('555 0123');
    failing.answers[0]?.(done(FOUND));
    await known;
    await failing.data.erase();
    assert.deepEqual(failing.data.state.value, {status: 'failed', number: '555 0123', findings: FOUND, error});
  });

  it('[PK-97] an earlier answer is not shown over a later question, nor to whoever comes next', async () => {
    const {data, answers} = desk();
    const first = data.find('555 0001');
    const second = data.find('555 0002');
    answers[1]?.(done(FOUND));
    answers[0]?.(done({...FOUND, notes: 9}));
    await Promise.all([first, second]);
    assert.deepEqual(data.state.value, {status: 'found', number: '555 0002', findings: FOUND});
    const late = data.find('555 0003');
    data.forget();
    answers[2]?.(done(FOUND));
    await late;
    assert.deepEqual(data.state.value, {status: 'idle'});
  });
});
