import type {FastifyInstance, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {eraseCustomer} from '../customers/erase-customer.ts';
import {exportCustomer} from '../customers/export-customer.ts';
import {findCustomer} from '../customers/find-customer.ts';
import {customerNumber} from '../customers/customer-number.ts';
import {record} from '../store/audit.ts';
import type {HubStore} from '../store/hub-store.ts';
import {readBody} from './contacts-schema.ts';
import {Problem} from './problem.ts';

const body = v.strictObject(
  {number: v.pipe(v.string('a phone number'), v.maxLength(64, 'at most 64 characters'))},
  'an object with number',
);

/**
 * What is kept of a customer (docs/data-protection.md). The number is in the body of each request, since addresses are written down on
 * the way; it is in no log and no audit.
 */
export function addCustomerRoutes(admin: FastifyInstance, {store}: {readonly store: HubStore}): void {
  admin.post('/customers/find', async (request) => {
    const number = numberIn(store, request);
    await audit(store, request, 'find-customer');
    return findCustomer({tx: store.db}, number);
  });

  admin.post('/customers/export', async (request) => {
    const number = numberIn(store, request);
    await audit(store, request, 'export-customer');
    return exportCustomer({tx: store.db}, number);
  });

  admin.post('/customers/erase', async (request) => {
    const outcome = await eraseCustomer(store, numberIn(store, request), request.administrator);
    if ('erased' in outcome) return outcome.erased;
    throw new Problem('contact-open', {
      detail: 'Somebody is in contact with this customer, or finishing it. Erase again when that is over.',
    });
  });
}

function numberIn({settings}: HubStore, request: FastifyRequest): string {
  const number = customerNumber(readBody(body, request.body).number, settings.country);
  if (number !== null) return number;
  throw new Problem('invalid', {errors: [{path: '/number', expected: 'a phone number of 7 to 15 digits'}]});
}

/** Who looked, and when; never for whom. */
function audit(store: HubStore, {administrator: actor}: FastifyRequest, action: string): Promise<void> {
  return store.decide((work) => record(work, {actor, action}));
}
