import {isOfType} from '../../src/domain/variable-types.ts';
import {createInbound} from '../../src/domain/contact-creation.ts';
import type {Contact, Variable} from '../../src/domain/contact.ts';
import {type OpeningHours, isOpen, nextOpening} from '../../src/domain/opening-hours.ts';
import {type SkillNeeds, mergeNeeds} from '../../src/domain/skills.ts';
import type {FieldProblem} from '../http/problem.ts';
import {pointer, type Submission} from '../http/contacts-schema.ts';
import type {ConfiguredVariable} from '../organisation/organisation.ts';
import {record} from '../store/audit.ts';
import {insertContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {isAllowedLink} from './allowed-link.ts';

export type SubmitRequest = {
  readonly client: string;
  /** What makes the request this one: the client's key, else its own identifier of the conversation. */
  readonly requestKey: string;
  /** Says whether a request that comes again is the same. */
  readonly fingerprint: string;
  readonly body: Submission;
  readonly linkHosts: readonly string[];
};

export type Submitted =
  | {readonly status: 'created' | 'known'; readonly contactId: string}
  | {readonly status: 'key-reused'}
  /** Nothing is kept of it: once it is open, the same request is a new one. */
  | {readonly status: 'closed'; readonly opensAt: number | null}
  | {readonly status: 'invalid'; readonly errors: readonly FieldProblem[]};

/**
 * Another system brings a contact. A request that came before is answered before anything is checked: the organisation may
 * have changed since, and the contact is there all the same.
 */
export async function submitContact(work: Work, request: SubmitRequest): Promise<Submitted> {
  const before = await findRequest(work, request);
  if (before !== null) return before;
  const {body} = request;
  const place = await findPlace(work, body);
  if ('errors' in place) return {status: 'invalid', errors: place.errors};
  const wrong = [...wrongVariables(place.variables, body.variables), ...wrongLink(request)];
  const errors = [...wrong, ...(await unknownSkills(work, body.skills))];
  if (errors.length > 0) return {status: 'invalid', errors};
  if (place.opening !== null && !isOpen(place.opening, work.now))
    return {status: 'closed', opensAt: nextOpening(place.opening, work.now)};
  const contact = newContact(work, body, place);
  if (!(await claimRequest(work, request, contact.id)))
    return (await findRequest(work, request)) ?? {status: 'key-reused'};
  await insertContact(work, contact, {}, mergeNeeds(place.needs, body.skills ?? {}));
  await record(work, {actor: 'api', action: 'submit-contact', contactId: contact.id});
  work.wake(`route-contact:${contact.id}`);
  return {status: 'created', contactId: contact.id};
}

async function findRequest(work: Work, {client, requestKey, fingerprint}: SubmitRequest): Promise<Submitted | null> {
  const row = await work.tx
    .selectFrom('api_contact')
    .select(['contact_id', 'fingerprint'])
    .where('client', '=', client)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
  if (row === undefined) return null;
  return row.fingerprint === fingerprint ? {status: 'known', contactId: row.contact_id} : {status: 'key-reused'};
}

/** False when another request with the key is there; that one is waited for, if it is not yet committed. */
async function claimRequest(work: Work, request: SubmitRequest, contactId: string): Promise<boolean> {
  const claimed = await work.tx
    .insertInto('api_contact')
    .values({
      contact_id: contactId,
      client: request.client,
      request_key: request.requestKey,
      fingerprint: request.fingerprint,
      external_id: request.body.externalId ?? null,
      created_at: new Date(work.now),
    })
    .onConflict((conflict) => conflict.columns(['client', 'request_key']).doNothing())
    .returning('contact_id')
    .executeTakeFirst();
  return claimed !== undefined;
}

type Place = {
  readonly queue: {readonly id: string; readonly name: string};
  readonly priority: number;
  readonly needs: SkillNeeds;
  readonly variables: readonly ConfiguredVariable[];
  /** When it takes contacts; null: at any time. */
  readonly opening: OpeningHours | null;
};

async function findPlace(work: Work, body: Submission): Promise<Place | {readonly errors: readonly FieldProblem[]}> {
  const queues = work.tx.selectFrom('queue').where('queue.active', '=', true);
  if (body.queue !== undefined) {
    const row = await queues
      .select(['id', 'name', 'priority', 'skills', 'channels'])
      .where('id', '=', body.queue)
      .executeTakeFirst();
    if (row?.channels.includes(body.channel) !== true)
      return {errors: [{path: '/queue', expected: `a queue of the organisation that takes ${body.channel}`}]};
    return {
      queue: {id: row.id, name: row.name},
      priority: row.priority,
      needs: row.skills,
      variables: [],
      opening: null,
    };
  }
  const row = await queues
    .innerJoin('entry_point', 'entry_point.queue_id', 'queue.id')
    .leftJoin('opening_hours', 'opening_hours.id', 'queue.hours_id')
    .select(['queue.id', 'queue.name', 'queue.priority', 'queue.skills', 'entry_point.skills as entry_skills'])
    .select(['entry_point.variables', 'entry_point.channel', 'entry_point.when_closed', 'opening_hours.rule'])
    .where('entry_point.active', '=', true)
    .where('entry_point.id', '=', body.entryPoint ?? '')
    .executeTakeFirst();
  if (row?.channel !== body.channel)
    return {errors: [{path: '/entryPoint', expected: `an entry point of the organisation for ${body.channel}`}]};
  return {
    queue: {id: row.id, name: row.name},
    priority: row.priority,
    needs: mergeNeeds(row.skills, row.entry_skills),
    variables: row.variables,
    opening: row.when_closed === 'end' ? row.rule : null,
  };
}

/** Values only for what the entry point is configured with: nothing else would have a label, or be kept secret where it must. */
export function wrongVariables(
  known: readonly Pick<Variable, 'name' | 'type'>[],
  values: Readonly<Record<string, string | null>>,
): readonly FieldProblem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = pointer(['variables', name]);
    const variable = known.find((each) => each.name === name);
    if (variable === undefined) return [{path, expected: 'a variable of the entry point'}];
    if (value === null || value === '' || isOfType(variable.type, value)) return [];
    return [{path, expected: `a value of the type ${variable.type}`}];
  });
}

async function unknownSkills(work: Work, needs: SkillNeeds): Promise<readonly FieldProblem[]> {
  const asked = Object.keys(needs);
  if (asked.length === 0) return [];
  const known = await work.tx
    .selectFrom('skill')
    .select('id')
    .where('active', '=', true)
    .where('id', 'in', asked)
    .execute();
  return asked
    .filter((skill) => !known.some(({id}) => id === skill))
    .map((skill) => ({path: pointer(['skills', skill]), expected: 'a skill of the organisation'}));
}

function wrongLink({body: {link}, linkHosts}: SubmitRequest): readonly FieldProblem[] {
  if (link === null || isAllowedLink(link, linkHosts)) return [];
  return [{path: '/link', expected: 'an https address of a host that CORDBOARD_LINK_HOSTS lists'}];
}

function newContact(work: Work, body: Submission, {queue, priority, variables}: Place): Contact {
  return createInbound(
    {
      id: crypto.randomUUID(),
      channel: body.channel,
      queue,
      priority: body.priority ?? priority,
      dnis: null,
      variables: variables.map((each) => variableFrom(each, body.variables)),
      customer: {participantId: crypto.randomUUID(), address: body.customer.address, name: body.customer.name},
      customerLeg: null,
      link: body.link,
      subject: body.subject,
    },
    work.now,
  );
}

function variableFrom(configured: ConfiguredVariable, values: Readonly<Record<string, string | null>>): Variable {
  const given = Object.hasOwn(values, configured.name) ? values[configured.name] : undefined;
  return {...configured, value: given === undefined ? configured.value : given, version: 1};
}
