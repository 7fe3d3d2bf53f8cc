import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {SdkError} from '../../../src/api/errors.ts';
import type {DeskSettings} from '../../../src/api/wire/events.ts';
import {GraphPeopleService} from '../../../src/services/people/graph-people-service.ts';
import type {PeopleResult, Person} from '../../../src/services/people/people-ports.ts';
import {WritableStore} from '../../../src/services/store.ts';
import {SETTINGS} from '../../support/component-contacts.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0';
const USERS = `${GRAPH}/users`;
const PRESENCES = `${GRAPH}/communications/getPresencesByUserId`;
const SECRET = 'Zacharias';

const server = setupServer();
const settings = new WritableStore<DeskSettings | null>({...SETTINGS, country: 'US'});
const tokens = {getToken: async () => 'a-token'};
const people = new GraphPeopleService({tokens}, settings);

/** What was asked of `/users`, in order. */
let asked: URL[] = [];

before(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => {
  server.resetHandlers();
  asked = [];
});
after(() => server.close());

describe('people by name, role and department', () => {
  it('[CO-21] [PE-1] a text is looked for in name, role and department of open accounts, with the person’s token', async () => {
    const received = Promise.withResolvers<Request>();
    server.use(
      http.get(USERS, ({request}) => {
        received.resolve(request);
        return HttpResponse.json({value: [user('1', 'Carmen Ibáñez')]});
      }),
    );
    assert.deepEqual(await people.search('  field '), {
      status: 'found',
      more: false,
      people: [
        {
          id: '1',
          name: 'Carmen Ibáñez',
          title: 'Lead',
          department: 'Field service',
          number: '+1 (201) 555-0142',
          dialable: '+12015550142',
          availability: 'unknown',
        },
      ],
    });
    const {headers, url} = await received.promise;
    assert.equal(headers.get('authorization'), 'Bearer a-token');
    assert.equal(headers.get('consistencylevel'), 'eventual');
    assert.deepEqual(Object.fromEntries(new URL(url).searchParams), {
      $search: '"displayName:field" OR "jobTitle:field" OR "department:field"',
      $filter: 'accountEnabled eq true',
      $select: 'id,displayName,jobTitle,department,businessPhones',
      $orderby: 'displayName',
      $count: 'true',
      $top: '25',
    });
  });

  it('[PE-1] nothing is asked for nothing', async () => {
    assert.deepEqual(await people.search('   '), {status: 'found', people: [], more: false});
    assert.deepEqual(await people.presences([]), {status: 'found', availability: new Map()});
  });

  it('[PE-2] what is typed stays a value', async () => {
    answerUsers([]);
    await people.search('a" OR "mail:b\\ & $top=999\nO’Brien=é');
    const search = asked[0]?.searchParams.get('$search');
    assert.match(search ?? '', /^"displayName:a\\" OR \\"mail:b\\\\ \$top=999 O’Brien=é" OR "jobTitle:/);
    assert.equal(asked[0]?.searchParams.get('$top'), '25');
    assert.equal([...(asked[0]?.searchParams.keys() ?? [])].length, 6);
  });

  it('[CO-23] who has no work number that can be dialled does not appear', async () => {
    answerUsers([
      {...user('1', 'No list'), businessPhones: null},
      {...user('2', 'Empty list'), businessPhones: []},
      {...user('3', 'Words'), businessPhones: ['ask the porter']},
      {...user('4', 'Second is good'), businessPhones: [' ', '4471']},
      {id: '5', displayName: 'Nothing more', mobilePhone: '+12015550150'},
    ]);
    const [person, ...others] = peopleOf(await people.search('a'));
    assert.deepEqual(others, []);
    assert.equal(person?.name, 'Second is good');
    assert.equal(person?.number, '4471');
    assert.equal(person?.dialable, '4471');
  });

  it('[PE-3] people without numbers use up no place, and the list ends at 25', async () => {
    answerPages(
      Array.from({length: 25}, (_, index) => ({...user(`a${index}`, 'Nobody'), businessPhones: []})),
      Array.from({length: 25}, (_, index) => user(`b${index}`, 'Somebody')),
      [user('c', 'One too many')],
    );
    const result = await people.search('some');
    assert.equal(peopleOf(result).length, 25);
    assert.equal(result.status === 'found' && result.more, true);
    assert.deepEqual(
      asked.map((url) => url.searchParams.get('$skiptoken')),
      [null, '1', '2'],
    );
    assert.ok(asked.every((url) => url.searchParams.get('$search')?.includes('"jobTitle:some"')));
  });

  it('[PE-3] exactly 25 and an end are all there is', async () => {
    answerPages(Array.from({length: 25}, (_, index) => user(`b${index}`, 'Somebody')));
    assert.equal((await found('some')).more, false);
  });

  it('[PE-3] after four pages it says that there are more, whoever was found', async () => {
    answerPages(...Array.from({length: 6}, (_, page) => [user(`p${page}`, 'Somebody')]));
    const result = await found('some');
    assert.equal(result.people.length, 4);
    assert.equal(result.more, true);
    assert.equal(asked.length, 4);
  });

  for (const link of [
    'https://graph.example.com/v1.0/users?$skiptoken=1',
    'https://graph.microsoft.com.example.com/v1.0/users',
    'http://graph.microsoft.com/v1.0/users',
    '/v1.0/users?$skiptoken=1',
  ]) {
    it(`[PE-4] a next page at ${link} is not asked for`, async () => {
      server.use(http.get(USERS, () => HttpResponse.json({value: [], '@odata.nextLink': link})));
      assert.equal(await failure('some'), 'malformed-message');
    });
  }
});

describe('people by number', () => {
  const writings = (): readonly string[] =>
    [...(asked[0]?.searchParams.get('$filter') ?? '').matchAll(/businessPhones\/any\(p:p eq '([^']*)'\)/g)].map(
      ([, writing = '']) => writing,
    );

  it('[CO-21] [PE-6] a whole number is asked for in its usual writings, of open accounts', async () => {
    answerUsers([user('1', 'Carmen Ibáñez')]);
    const [person] = peopleOf(await people.search('201 555 0142'));
    assert.equal(person?.name, 'Carmen Ibáñez');
    assert.match(asked[0]?.searchParams.get('$filter') ?? '', /^accountEnabled eq true and \(.*\)$/);
    assert.equal(asked[0]?.searchParams.get('$count'), 'true');
    assert.equal(asked[0]?.searchParams.has('$search'), false);
    for (const usual of ['+12015550142', '+1 201 555 0142', '+1 (201) 555-0142', '+1 201-555-0142', '(201) 555-0142'])
      assert.ok(writings().includes(usual), `${usual} in ${writings().join(' | ')}`);
    assert.ok(writings().length <= 15);
  });

  it('[PE-6] a number abroad has the writings of its own country', async () => {
    answerUsers([]);
    await people.search('+44 20 7946 0018');
    assert.ok(writings().includes('+44 20 7946 0018'), writings().join(' | '));
    assert.ok(writings().every((each) => /^\+?44/.test(each)));
  });

  it('[CO-24] what comes back is compared by its digits', async () => {
    answerUsers([
      user('1', 'Same', '+1-201-555-0142'),
      user('2', 'Longer', '+1 201 555 01420'),
      user('3', 'Other', '+1 201 555 0143'),
      {...user('4', 'Second of two'), businessPhones: ['+1 201 555 0143', '(201) 555-0142']},
    ]);
    const list = peopleOf(await people.search('+12015550142'));
    assert.deepEqual(
      list.map(({name, number}) => [name, number]),
      [
        ['Same', '+1-201-555-0142'],
        ['Second of two', '(201) 555-0142'],
      ],
    );
  });

  for (const typed of ['201', '555-0142', '0142', '+1 201 555', '201 555 014', '+', '4471']) {
    it(`[CO-24] ${typed} is no whole number, and nobody is asked`, async () => {
      answerUsers([user('1', 'Somebody')]);
      assert.deepEqual(await people.search(typed), {status: 'number-incomplete'});
      assert.equal(asked.length, 0);
    });
  }
});

describe('presences', () => {
  it('[CO-25] [PE-7] they are asked for apart, and asked again they are what is true then', async () => {
    const answers = ['Available', 'BusyIdle'];
    server.use(
      http.post(PRESENCES, async ({request}) => {
        assert.deepEqual(await request.json(), {ids: ['1', '2']});
        return HttpResponse.json({value: [{id: '1', availability: answers.shift(), activity: 'InACall'}]});
      }),
    );
    assert.deepEqual(await people.presences(['1', '2', '1']), {
      status: 'found',
      availability: new Map([['1', 'available']]),
    });
    assert.deepEqual(await people.presences(['1', '2']), {status: 'found', availability: new Map([['1', 'busy']])});
  });

  for (const [teams, ours] of [
    ['Available', 'available'],
    ['AvailableIdle', 'available'],
    ['Busy', 'busy'],
    ['Away', 'away'],
    ['BeRightBack', 'away'],
    ['DoNotDisturb', 'do-not-disturb'],
    ['Offline', 'offline'],
    ['PresenceUnknown', 'unknown'],
    ['Dancing', 'unknown'],
    [null, 'unknown'],
  ] as const) {
    it(`[PE-7] ${teams} of Teams is ${ours}`, async () => {
      server.use(http.post(PRESENCES, () => HttpResponse.json({value: [{id: '1', availability: teams}]})));
      assert.deepEqual(await people.presences(['1']), {status: 'found', availability: new Map([['1', ours]])});
    });
  }

  it('[PE-7] more than 650 go in several requests', async () => {
    const sizes: number[] = [];
    server.use(
      http.post(PRESENCES, async ({request}) => {
        const body: unknown = await request.json();
        const ids =
          typeof body === 'object' && body !== null && 'ids' in body && Array.isArray(body.ids) ? body.ids : [];
        sizes.push(ids.length);
        return HttpResponse.json({value: ids.map((id) => ({id, availability: 'Away'}))});
      }),
    );
    const result = await people.presences(Array.from({length: 1000}, (_, index) => `id-${index}`));
    assert.deepEqual(sizes, [650, 350]);
    assert.equal(result.status === 'found' && result.availability.size, 1000);
  });
});

function user(id: string, displayName: string, phone = '+1 (201) 555-0142'): Record<string, unknown> {
  return {id, displayName, jobTitle: 'Lead', department: 'Field service', businessPhones: [phone]};
}

function answerUsers(value: readonly object[]): void {
  answerPages(value);
}

/** Pages as Graph links them: by the whole query again, and a token. */
function answerPages(...pages: readonly (readonly object[])[]): void {
  server.use(
    http.get(USERS, ({request}) => {
      const url = new URL(request.url);
      asked.push(url);
      const page = Number(url.searchParams.get('$skiptoken') ?? 0);
      const next = new URL(url);
      next.searchParams.set('$skiptoken', String(page + 1));
      const link = page + 1 < pages.length ? {'@odata.nextLink': next.href} : {};
      return HttpResponse.json({'@odata.count': 1, ...link, value: pages[page] ?? []});
    }),
  );
}

async function found(text: string): Promise<Extract<PeopleResult, {status: 'found'}>> {
  const result = await people.search(text);
  if (result.status === 'found') return result;
  throw new TypeError(`nobody was found: ${result.status}`);
}

function peopleOf(result: PeopleResult): readonly Person[] {
  if (result.status === 'found') return result.people;
  throw new TypeError(`nobody was found: ${result.status}`);
}

async function failure(text: string): Promise<string> {
  const result = await people.search(text);
  if (result.status !== 'failed') throw new TypeError(`it did not fail: ${result.status}`);
  assert.ok(result.error instanceof SdkError);
  assert.ok(!JSON.stringify(result.error.message).includes(SECRET));
  return result.error.code;
}
