import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, before, describe, it} from 'node:test';
import {applyOrganisation} from '../../../hub/organisation/apply-organisation.ts';
import {OrganisationError, organisationFile} from '../../../hub/organisation/organisation.ts';
import {OrganisationKeeper} from '../../../hub/organisation/organisation-keeper.ts';
import {openDatabase} from '../../../hub/store/database.ts';
import {migrate} from '../../../hub/store/migrator.ts';
import {keepingLog} from '../../support/test-hub.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';

type Json = Record<string, unknown>;
type Opened = Awaited<ReturnType<typeof openDatabase>>;

const quiet = {warn: () => undefined};
const demo: Json = JSON.parse(await readFile(new URL('../../support/organisation.json', import.meta.url), 'utf8'));

/** A copy of the demo's file with one place changed; `undefined` takes the field away. */
function changed(path: string, value: unknown): string {
  const copy: unknown = structuredClone(demo);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const place: Json = keys.reduce<Json>((inside, key) => Object(inside[key]), Object(copy));
  if (value === undefined) delete place[last];
  else place[last] = value;
  return JSON.stringify(copy);
}

const queue = {id: 'extra', name: 'Extra', members: 'everyone'};
const variables = Object(demo['entryPoints'])[0].variables;

const bad: readonly (readonly [what: string, json: string, says: RegExp])[] = [
  ['no JSON', '{', /^the file: expected JSON$/],
  ['text', '"Northwind"', /^the file: expected Object$/],
  ['no name', changed('name', undefined), /^name: expected/],
  ['an unknown field', changed('colour', 'red'), /^colour: expected/],
  ['an unknown field further in', changed('timings', {ringMs: 5_000}), /^timings\.ringMs: expected/],
  ['a country by name', changed('country', 'Poland'), /^country: expected an ISO 3166-1 country code such as US$/],
  [
    'a number in the home form',
    changed('callerNumber', '2015550100'),
    /^callerNumber: expected an E\.164 number such as \+12015550100$/,
  ],
  ['a time that is too short', changed('timings', {ringVoiceMs: 10}), /^timings\.ringVoiceMs: expected >=1000$/],
  ['too few extensions', changed('timings', {wrapUpExtensionsMax: 1}), /^timings\.wrapUpExtensionsMax: expected >=10$/],
  [
    'a callback number of emergencies that leads to a queue',
    changed('emergency', {callbackNumbers: ['+12015550190', '+12015550100']}),
    /^emergency\.callbackNumbers\.1: expected a number that no entry point has$/,
  ],
  [
    'one that is there twice',
    changed('emergency', {callbackNumbers: ['+12015550190', '+12015550190']}),
    /^emergency\.callbackNumbers\.1: expected each number once$/,
  ],
  [
    'one that rests too shortly',
    changed('emergency', {callbackNumbers: [], restMs: 1_000}),
    /^emergency\.restMs: expected >=60000$/,
  ],
  ['no queue', changed('queues', []), /^queues: expected >=1$/],
  [
    'a queue id with capitals',
    changed('queues.0.id', 'Billing'),
    /^queues\.0\.id: expected lower-case letters, digits and hyphens$/,
  ],
  ['a queue with the priority of emergencies', changed('queues.0.priority', 0), /^queues\.0\.priority: expected >=3$/],
  [
    'members that are neither everyone nor a list',
    changed('queues.0.members', 'some'),
    /^queues\.0\.members: expected/,
  ],
  [
    'two queues of one id',
    JSON.stringify({...demo, queues: [...Object(demo['queues']), {...queue, id: 'billing'}]}),
    /^queues\.2\.id: expected each id once$/,
  ],
  [
    'an entry point of no queue',
    changed('entryPoints.0.queue', 'nowhere'),
    /^entryPoints\.0\.queue: expected the id of a queue$/,
  ],
  [
    'two entry points of one id',
    changed('entryPoints.1.id', 'billing-line'),
    /^entryPoints\.1\.id: expected each id once$/,
  ],
  [
    'two entry points of one number',
    changed('entryPoints.1.number', '+12015550100'),
    /^entryPoints\.1\.number: expected each number once$/,
  ],
  [
    'two popover variables',
    changed('entryPoints.0.variables', variables.slice(1)),
    /^entryPoints\.0\.variables: expected at least 3 variables with a popoverPlace$/,
  ],
  [
    'seven popover variables',
    changed(
      'entryPoints.0.variables',
      Array.from({length: 7}, (_, at) => ({...variables[0], name: `v${at}`})),
    ),
    /^entryPoints\.0\.variables: expected at most 6/,
  ],
  [
    'a secure variable in the popover',
    changed('entryPoints.0.variables.0.secure', true),
    /^entryPoints\.0\.variables: expected no place in a popover on a secure variable$/,
  ],
  [
    'two variables of one name',
    changed('entryPoints.0.variables.1.name', 'reason'),
    /^entryPoints\.0\.variables: expected each variable name once$/,
  ],
  [
    'an unknown type of variable',
    changed('entryPoints.0.variables.0.type', 'colour'),
    /^entryPoints\.0\.variables\.0\.type: expected/,
  ],
  ['no reason', changed('wrapUpReasons', []), /^wrapUpReasons: expected/],
  [
    'no standard reason',
    changed('wrapUpReasons.4.standard', false),
    /^wrapUpReasons: expected exactly one reason that is standard$/,
  ],
  [
    'two standard reasons',
    changed('wrapUpReasons.0.standard', true),
    /^wrapUpReasons: expected exactly one reason that is standard$/,
  ],
  ['two reasons of one id', changed('wrapUpReasons.1.id', 'solved'), /^wrapUpReasons\.1\.id: expected each id once$/],
  ['a presence there is not', changed('presences.0.base', 'sleeping'), /^presences\.0\.base: expected/],
  [
    'two presences that are the same',
    changed('presences.1.base', 'available'),
    /^presences\.1\.reason: expected each reason once$/,
  ],
];

describe('the organisation file', () => {
  let database: TestDatabase;
  let opened: Opened;

  before(async () => {
    database = await startTestDatabase();
    opened = await openDatabase({connectionString: database.url, max: 4}, quiet);
  });

  after(async () => {
    await opened?.close();
    await database?.drop();
  });

  const apply = async (json: string) => applyOrganisation(opened.db, organisationFile(json), 'none');

  async function everything(): Promise<unknown> {
    const tables = [
      'queue',
      'queue_member',
      'entry_point',
      'wrap_up_reason',
      'presence_choice',
      'organisation_revision',
    ];
    return Promise.all(
      tables.map(async (table) => (await opened.pool.query(`select * from ${table} order by 1, 2`)).rows),
    );
  }

  for (const [what, json, says] of bad) {
    it(`[HU-70] ${what} is refused with the place and what was expected, before anything changes`, async () => {
      await apply(JSON.stringify(demo));
      const before = await everything();
      await assert.rejects(apply(json), (error: unknown) => {
        assert.ok(error instanceof OrganisationError, String(error));
        assert.match(error.message, says);
        return true;
      });
      assert.deepEqual(await everything(), before);
    });
  }

  it('[HU-71] the same file changes nothing, also when several hubs apply it at once', async () => {
    const fresh = await startTestDatabase();
    const hubs = await Promise.all([1, 2, 3].map(() => openDatabase({connectionString: fresh.url, max: 2}, quiet)));
    try {
      await Promise.all(hubs.map((each) => applyOrganisation(each.db, organisationFile(JSON.stringify(demo)), 'none')));
      const [first] = hubs;
      assert.ok(first);
      const {rows} = await first.pool.query('select count(*)::int as revisions from organisation_revision');
      assert.deepEqual(rows, [{revisions: 1}]);
      await Promise.all(hubs.map((each) => migrate(each.db)));
    } finally {
      await Promise.all(hubs.map((each) => each.close()));
      await fresh.drop();
    }
  });

  it('[OR-1] what an earlier hub stored is drawn into the tables that came since', async () => {
    const earlier = await startTestDatabase();
    const hub = await openDatabase({connectionString: earlier.url, max: 2}, quiet);
    try {
      await hub.pool.query(
        `insert into organisation_revision (actor, fingerprint, document) values ('organisation-file', 'old', $1)`,
        [JSON.stringify({...demo, queues: [{...queue, members: ['ben']}], entryPoints: []})],
      );
      const keeper = new OrganisationKeeper({db: hub.db, log: keepingLog(), emergency: 'none'});
      await keeper.open(null);
      assert.equal(keeper.settings.callerNumber, '+12015550100');
      const {rows} = await hub.pool.query('select subject, outbound_profile_id as profile from configured_agent');
      assert.deepEqual(rows, [{subject: 'ben', profile: 'standard'}]);
      const {rows: revisions} = await hub.pool.query('select count(*)::int as count from organisation_revision');
      assert.deepEqual(revisions, [{count: 1}]);
    } finally {
      await hub.close();
      await earlier.drop();
    }
  });

  it('[HU-72] what is no longer in the file is inactive and keeps its name; what comes back is active again', async () => {
    const active = async () => (await opened.pool.query('select id, active from queue order by id')).rows;
    await apply(JSON.stringify({...demo, queues: [...Object(demo['queues']), queue]}));
    await apply(JSON.stringify(demo));
    assert.deepEqual(await active(), [
      {id: 'billing', active: true},
      {id: 'extra', active: false},
      {id: 'support', active: true},
    ]);
    await apply(JSON.stringify({...demo, queues: [...Object(demo['queues']), queue]}));
    assert.deepEqual((await active())[1], {id: 'extra', active: true});
  });

  it('[HU-72] two entry points may change their numbers with each other', async () => {
    await apply(JSON.stringify(demo));
    const copy = structuredClone(demo);
    const [one, two] = Object(copy['entryPoints']);
    [one.number, two.number] = [two.number, one.number];
    await apply(JSON.stringify(copy));
    const {rows} = await opened.pool.query('select id, number from entry_point order by id');
    assert.deepEqual(rows, [
      {id: 'billing-line', number: '+12015550101'},
      {id: 'support-line', number: '+12015550100'},
    ]);
  });
});
