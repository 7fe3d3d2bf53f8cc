import * as v from 'valibot';
import {SdkError} from './errors.ts';
import {type GraphOptions, GraphRequests} from './graph-requests.ts';

/** A person as the directory has them; nothing is fetched that no desk shows. */
export type DirectoryEntry = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly department: string;
  /** Work numbers, written as somebody typed them; the directory has one at most today. */
  readonly workNumbers: readonly string[];
};

/** Words that begin a name, a role or a department; or every way in which one number may be written. */
export type DirectoryQuery = {readonly text: string} | {readonly writings: readonly string[]};

export type DirectoryFound<T> = {
  readonly people: readonly T[];
  /** There are more: the search is too wide. */
  readonly more: boolean;
};

/** Whether somebody can be reached, as Microsoft Teams shows it. */
export type Availability = 'available' | 'busy' | 'away' | 'do-not-disturb' | 'offline' | 'unknown';

/** As many as a person looks through before they type on; also the size of a page. */
export const PEOPLE_MAX = 25;
/** The directory cannot leave out who has no work number, so that pages may hold nobody. */
const PAGES_MAX = 4;
/** What one request for presences takes. */
const PRESENCES_MAX = 650;
const TEXT_MAX = 120;
/** The directory refuses a filter of more alternatives than this. */
const WRITINGS_MAX = 15;

/** `$search`, and the filter on numbers, want it: they are answered from an index a little behind the directory. */
const ADVANCED = {ConsistencyLevel: 'eventual'};

/** Only functions that the desk's own messages use: others would be loaded with the desk, for valibot is one module. */
const words = v.optional(v.nullable(v.string()));

const pageSchema = v.object({
  value: v.array(
    v.object({
      id: v.pipe(v.string(), v.minLength(1)),
      displayName: words,
      jobTitle: words,
      department: words,
      businessPhones: v.optional(v.nullable(v.array(v.string()))),
    }),
  ),
  '@odata.nextLink': v.optional(v.string()),
});

const presencesSchema = v.object({
  value: v.array(v.object({id: v.string(), availability: words})),
});

/** The people of an organisation in Microsoft Graph: `GET /users` and `POST /communications/getPresencesByUserId`. */
export class GraphPeople {
  readonly #requests: GraphRequests;

  /** @throws {SdkError} `invalid-configuration` */
  constructor(options: GraphOptions) {
    this.#requests = new GraphRequests(options);
  }

  /**
   * @param take what is shown of an entry; null leaves it out
   * @throws {SdkError} as `GraphRequests` does, and `malformed-message`
   */
  async find<T>(
    query: DirectoryQuery,
    take: (entry: DirectoryEntry) => T | null,
    signal?: AbortSignal,
  ): Promise<DirectoryFound<T>> {
    const people: T[] = [];
    let path: string | null = firstPage(query);
    for (let page = 0; page < PAGES_MAX && path !== null; page += 1) {
      const answer: v.InferOutput<typeof pageSchema> = decode(
        pageSchema,
        await this.#requests.get(path, ADVANCED, signal),
      );
      for (const user of answer.value) {
        const taken = take(entryOf(user));
        if (taken === null) continue;
        if (people.length === PEOPLE_MAX) return {people, more: true};
        people.push(taken);
      }
      path = this.#pathOf(answer['@odata.nextLink']);
    }
    return {people, more: path !== null};
  }

  /** Who is not answered for is not in the map. @throws {SdkError} as `find` */
  async presences(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Availability>> {
    const wanted = [...new Set(ids)];
    const presences = new Map<string, Availability>();
    for (let from = 0; from < wanted.length; from += PRESENCES_MAX) {
      const body = {ids: wanted.slice(from, from + PRESENCES_MAX)};
      const answer = await this.#requests.post('/communications/getPresencesByUserId', body, signal);
      for (const {id, availability} of decode(presencesSchema, answer).value)
        presences.set(id, availabilityOf(availability ?? ''));
    }
    return presences;
  }

  #pathOf(link: string | undefined): string | null {
    if (link === undefined) return null;
    const path = this.#requests.pathOf(link);
    if (path === null) throw malformed();
    return path;
  }
}

function entryOf(user: v.InferOutput<typeof pageSchema>['value'][number]): DirectoryEntry {
  const {id, displayName, jobTitle, department, businessPhones} = user;
  return {
    id,
    name: displayName ?? '',
    title: jobTitle ?? '',
    department: department ?? '',
    workNumbers: businessPhones ?? [],
  };
}

function firstPage(query: DirectoryQuery): string {
  const shown = {
    $select: 'id,displayName,jobTitle,department,businessPhones',
    $orderby: 'displayName',
    $count: 'true',
    $top: String(PEOPLE_MAX),
  };
  const employed = 'accountEnabled eq true';
  if ('text' in query) return users({$search: searchFor(query.text), $filter: employed, ...shown});
  const written = query.writings
    .slice(0, WRITINGS_MAX)
    .map((each) => `businessPhones/any(p:p eq '${each.replaceAll("'", "''")}')`);
  return users({$filter: `${employed} and (${written.join(' or ')})`, ...shown});
}

function users(parameters: Readonly<Record<string, string>>): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `/users?${query.join('&')}`;
}

/**
 * Names are found by any of their words, role and department by how they begin: that is all the directory can do. An
 * ampersand breaks its search (a known issue there), and separates words like a space.
 */
function searchFor(text: string): string {
  const words = text
    .slice(0, TEXT_MAX)
    .replaceAll(/[&\s\p{Cc}]+/gu, ' ')
    .replaceAll(/[\\"]/g, '\\$&')
    .trim();
  return ['displayName', 'jobTitle', 'department'].map((property) => `"${property}:${words}"`).join(' OR ');
}

function availabilityOf(graph: string): Availability {
  switch (graph.toLowerCase()) {
    case 'available':
    case 'availableidle':
      return 'available';
    case 'busy':
    case 'busyidle':
      return 'busy';
    case 'away':
    case 'berightback':
      return 'away';
    case 'donotdisturb':
      return 'do-not-disturb';
    case 'offline':
      return 'offline';
    default:
      return 'unknown';
  }
}

function decode<T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T {
  const parsed = v.safeParse(schema, answer);
  if (parsed.success) return parsed.output;
  throw malformed();
}

function malformed(): SdkError {
  return new SdkError(
    'malformed-message',
    'The directory answered in a form that is not known: tell your administrator.',
  );
}
