import type {FastifyReply, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import type {Organisation} from '../organisation/organisation.ts';
import type {OrganisationKeeper} from '../organisation/organisation-keeper.ts';
import {readBody} from './contacts-schema.ts';
import {Problem} from './problem.ts';

/** An address book of twenty thousand people is a few megabytes. */
export const ORGANISATION_MAX = 8 * 1024 * 1024;

/** Strong, and the revision's number: what was read under it is what it says for ever. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

const query = v.object({dryRun: v.optional(v.picklist(['true', 'false'], 'true or false'), 'false')});

/**
 * Changes the organisation as a request asks, if it is still what the client saw (`If-Match`), or says what would change
 * (`dryRun`).
 */
export async function answerChange(
  keeper: OrganisationKeeper,
  request: FastifyRequest,
  reply: FastifyReply,
  build: (current: Organisation) => Organisation,
): Promise<object> {
  const dryRun = readBody(query, request.query).dryRun === 'true';
  const base = baseOf(request, dryRun);
  const applied = dryRun ? await keeper.preview(base, build) : await keeper.change(request.administrator, base, build);
  if ('stale' in applied) {
    void reply.header('etag', etagOf(applied.stale));
    throw new Problem('stale', {detail: 'Somebody changed the organisation meanwhile: read it again.'});
  }
  void reply.header('etag', etagOf(applied.revision));
  return {...applied, dryRun};
}

/** `*` is whatever there is: the client wants it so in any case. */
function baseOf({headers}: FastifyRequest, dryRun: boolean): number | undefined {
  const given = headers['if-match'];
  if (given === '*' || (given === undefined && dryRun)) return undefined;
  const revision = /^(?:W\/)?"?(\d{1,15})"?$/.exec(given ?? '')?.[1];
  if (revision !== undefined) return Number(revision);
  throw new Problem('precondition-missing', {
    detail: 'Send the header If-Match with the etag of what you read, or * to change it in any case.',
  });
}
