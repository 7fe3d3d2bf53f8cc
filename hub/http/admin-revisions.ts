import type {FastifyInstance, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {toWire} from '../../src/api/wire/time.ts';
import {type Organisation, checkedOrganisation} from '../organisation/organisation.ts';
import {findRevision, listRevisions} from '../organisation/revisions.ts';
import {answerChange} from './admin-change.ts';
import type {AdminOptions} from './admin.ts';
import {readBody} from './contacts-schema.ts';
import {Problem} from './problem.ts';

const number = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[1-9]\d{0,14}$/, 'a number'),
    v.transform(Number),
    v.maxValue(most, `a number up to ${most}`),
  );

const page = v.object({
  before: v.optional(number(Number.MAX_SAFE_INTEGER)),
  limit: v.optional(number(100), '20'),
});

/** What the organisation was before, and how to have it again. */
export function addRevisionRoutes(app: FastifyInstance, options: AdminOptions): void {
  app.get('/revisions', async (request) => {
    const {before = null, limit} = readBody(page, request.query);
    const revisions = await listRevisions({tx: options.store.db}, {before, limit});
    const next = revisions.length < limit ? null : (revisions.at(-1)?.revision ?? null);
    return toWire({revisions, next});
  });
  app.get('/revisions/:revision', (request) => asked(options, request));
  // An earlier revision becomes the newest; the ones in between stay in the history.
  app.post('/revisions/:revision/restore', async (request, reply) => {
    const earlier = await asked(options, request);
    return answerChange(options.organisation, request, reply, () => checkedOrganisation(earlier));
  });
}

const params = v.object({revision: v.string()});

async function asked({store}: AdminOptions, request: FastifyRequest): Promise<Organisation> {
  const {revision} = v.parse(params, request.params);
  const found = /^\d{1,15}$/.test(revision) ? await findRevision({tx: store.db}, Number(revision)) : null;
  if (found === null) throw new Problem('not-found');
  return found;
}
