import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {type CollectionName, isCollection, itemsOf} from '../organisation/collections.ts';
import {deleteItem, putCollection, putItem, putSettings, settingsPart} from '../organisation/edit-organisation.ts';
import {organisationJsonSchema} from '../organisation/json-schema.ts';
import {type Organisation, checkedOrganisation} from '../organisation/organisation.ts';
import {warningsOf} from '../organisation/warnings.ts';
import {withWholeTemplates} from '../organisation/whole-templates.ts';
import {lastRevision} from '../organisation/revisions.ts';
import {ORGANISATION_MAX, answerChange, etagOf} from './admin-change.ts';
import type {AdminOptions} from './admin.ts';
import {Problem} from './problem.ts';

const WHOLE = '/organisation';
const WARNINGS = '/organisation/warnings';
const SETTINGS = '/organisation/settings';
const COLLECTION = '/organisation/:collection';
const ITEM = '/organisation/:collection/:key';

/** The organisation, whole, by collection and by item. Every change is a new revision of the whole. */
export function addOrganisationRoutes(app: FastifyInstance, options: AdminOptions): void {
  const {organisation: keeper} = options;
  const large = {bodyLimit: ORGANISATION_MAX};
  const schema = organisationJsonSchema();

  app.get('/organisation/schema', async (_request, reply) => reply.type('application/schema+json').send(schema));
  app.get(WARNINGS, async (_request, reply) => ({items: warningsOf(await current(options, reply))}));
  app.get(WHOLE, (_request, reply) => current(options, reply));
  app.put(WHOLE, large, (request, reply) =>
    answerChange(keeper, request, reply, (before) => withWholeTemplates(before, checkedOrganisation(request.body))),
  );

  app.get(SETTINGS, async (_request, reply) => settingsPart(await current(options, reply)));
  app.put(SETTINGS, (request, reply) =>
    answerChange(keeper, request, reply, (before) => withWholeTemplates(before, putSettings(before, request.body))),
  );

  app.get(COLLECTION, async (request, reply) => {
    const collection = collectionOf(request);
    return {items: itemsOf(await current(options, reply), collection).map(({item}) => item)};
  });
  app.put(COLLECTION, large, (request, reply) => {
    const collection = collectionOf(request);
    return answerChange(keeper, request, reply, (before) => putCollection(before, collection, request.body));
  });

  app.get(ITEM, async (request, reply) => {
    const collection = collectionOf(request);
    const items = itemsOf(await current(options, reply), collection);
    const found = items.find(({key}) => key === keyOf(request));
    if (found === undefined) throw new Problem('not-found');
    return found.item;
  });
  app.put(ITEM, large, (request, reply) => {
    const collection = collectionOf(request);
    return answerChange(keeper, request, reply, (before) => putItem(before, collection, keyOf(request), request.body));
  });
  app.delete(ITEM, (request, reply) => {
    const collection = collectionOf(request);
    return answerChange(keeper, request, reply, (before) => deleteItem(before, collection, keyOf(request)));
  });
}

async function current({store}: AdminOptions, reply: FastifyReply): Promise<Organisation> {
  const last = await lastRevision({tx: store.db});
  if (last === null) throw new Problem('not-found', {detail: 'There is no organisation yet: put one.'});
  void reply.header('etag', etagOf(last.revision));
  return last.organisation;
}

const params = v.object({collection: v.string(), key: v.optional(v.string(), '')});

function collectionOf(request: FastifyRequest): CollectionName {
  const {collection} = v.parse(params, request.params);
  if (!isCollection(collection)) throw new Problem('not-found');
  return collection;
}

function keyOf(request: FastifyRequest): string {
  return v.parse(params, request.params).key;
}
