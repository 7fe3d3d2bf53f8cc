import type {FastifyInstance, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {toWire} from '../../src/api/wire/time.ts';
import type {HubStore} from '../store/hub-store.ts';
import {listDeliveries, listEndpoints, reviveDeliveries} from '../webhooks/dead-letters.ts';
import {readBody} from './contacts-schema.ts';
import {Problem} from './problem.ts';

const PAGE = 50;

const filter = v.object({
  endpoint: v.optional(v.pipe(v.string(), v.maxLength(64, 'at most 64 characters')), undefined),
  status: v.optional(v.picklist(['waiting', 'dead'], 'waiting or dead'), 'dead'),
  before: v.optional(v.pipe(v.string(), v.maxLength(64, 'at most 64 characters'))),
});
const params = v.object({id: v.string()});

/** What waits to be told to other systems, and the dead letters (docs/webhooks.md). */
export function addWebhookRoutes(admin: FastifyInstance, {store}: {readonly store: HubStore}): void {
  const reading = {tx: store.db};

  admin.get('/webhooks', async () => toWire({endpoints: await listEndpoints(reading)}));

  admin.get('/webhooks/deliveries', async (request) => {
    const {endpoint = null, status, before = null} = readBody(filter, request.query);
    const found = await listDeliveries(reading, {endpoint, status, before, limit: PAGE + 1});
    const deliveries = found.slice(0, PAGE);
    return toWire({deliveries, next: found.length > PAGE ? (deliveries.at(-1)?.id ?? null) : null});
  });

  admin.post('/webhooks/deliveries/:id/retry', async (request) => {
    const {id} = v.parse(params, request.params);
    const revived = await revive(store, request, {id});
    if (revived === 0) throw new Problem('not-found');
    return {revived};
  });

  admin.post('/webhooks/:id/retry', async (request) => {
    const {id: endpoint} = v.parse(params, request.params);
    return {revived: await revive(store, request, {endpoint})};
  });
}

function revive(
  store: HubStore,
  {administrator}: FastifyRequest,
  which: Parameters<typeof reviveDeliveries>[1],
): Promise<number> {
  return store.decide((work) => reviveDeliveries(work, which, administrator));
}
