import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import fc from 'fast-check';
import {applyRevision} from '../../../hub/organisation/apply-organisation.ts';
import {changesBetween} from '../../../hub/organisation/changes.ts';
import {type Organisation, checkedOrganisation, parseOrganisation} from '../../../hub/organisation/organisation.ts';
import {organisationJsonSchema} from '../../../hub/organisation/json-schema.ts';
import {lastRevision} from '../../../hub/organisation/revisions.ts';
import {openDatabase} from '../../../hub/store/database.ts';
import {type TestDatabase, startTestDatabase} from '../../support/postgres.ts';
import {anyOrganisation} from './arbitrary-organisation.ts';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
const whole = await read('../../../demo/organisation.json');
const plain = await read('../../support/organisation.json');

describe('the whole organisation file', () => {
  let database: TestDatabase;
  let opened: Awaited<ReturnType<typeof openDatabase>>;

  before(async () => {
    database = await startTestDatabase();
    opened = await openDatabase({connectionString: database.url, max: 2}, {warn: () => undefined});
  });

  after(async () => {
    await opened?.close();
    await database?.drop();
  });

  const apply = (build: () => Organisation) => applyRevision(opened.db, {actor: 'test', emergency: 'none'}, build);

  async function stored(): Promise<Organisation> {
    const last = await lastRevision({tx: opened.db});
    return last?.organisation ?? assert.fail('nothing is stored');
  }

  it('[OR-1] the demo’s file is one, and the older and shorter form means what it always did', () => {
    assert.equal(parseOrganisation(whole).queues.length, 4);
    const older = parseOrganisation(plain);
    assert.deepEqual(older.agents, []);
    assert.deepEqual(older.entryPoints[0]?.channel, 'voice');
    const named = parseOrganisation(
      JSON.stringify({
        ...JSON.parse(plain),
        queues: [
          {id: 'billing', name: 'B', members: ['ben', 'auth0|c d']},
          {id: 'support', name: 'S', members: ['ben']},
        ],
      }),
    );
    assert.deepEqual(
      named.agents.map(({subject}) => subject),
      ['ben', 'auth0|c d'],
    );
    assert.deepEqual(named.queues[1]?.members, {agents: ['ben'], teams: []});
    const [, odd] = named.agents;
    assert.deepEqual(named.queues[0]?.members, {agents: ['ben', odd?.id], teams: []});
  });

  it('[OR-2] any organisation, written out and read again, is the same to the letter', () => {
    fc.assert(
      fc.property(anyOrganisation, (file) => {
        const once = checkedOrganisation(file);
        const again = parseOrganisation(JSON.stringify(once));
        assert.equal(JSON.stringify(again), JSON.stringify(once));
        assert.deepEqual(changesBetween(once, again), []);
      }),
    );
  });

  it('[OR-2] any organisation that was stored, exported and stored again makes no second revision', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrganisation, async (file) => {
        const organisation = checkedOrganisation(file);
        await apply(() => organisation);
        const before = await lastRevision({tx: opened.db});
        const exported = JSON.stringify(await stored());
        assert.equal(exported, JSON.stringify(organisation));
        const applied = await apply(() => parseOrganisation(exported));
        assert.ok('changes' in applied);
        assert.deepEqual([applied.revision, applied.changes], [before?.revision, []]);
      }),
      {numRuns: 25},
    );
  });

  it('[OR-2] from any organisation to any other, the tables are those of a database that had only the other', async () => {
    const tables = ['team', 'skill', 'opening_hours', 'outbound_profile', 'queue', 'entry_point', 'wrap_up_reason'];
    const rest = ['presence_choice', 'address_entry', 'configured_agent', 'configured_member'];
    const rows = async ({pool}: typeof opened) => [
      ...(await Promise.all(
        tables.map(async (table) => (await pool.query(`select * from ${table} where active order by 1`)).rows),
      )),
      ...(await Promise.all(
        rest.map(async (table) => (await pool.query(`select * from ${table} order by 1, 2`)).rows),
      )),
    ];
    await fc.assert(
      fc.asyncProperty(anyOrganisation, anyOrganisation, async (one, other) => {
        await apply(() => checkedOrganisation(one));
        await apply(() => checkedOrganisation(other));
        const fresh = await startTestDatabase();
        const clean = await openDatabase({connectionString: fresh.url, max: 2}, {warn: () => undefined});
        try {
          await applyRevision(clean.db, {actor: 'test', emergency: 'none'}, () => checkedOrganisation(other));
          assert.deepEqual(await rows(opened), await rows(clean));
        } finally {
          await clean.close();
          await fresh.drop();
        }
      }),
      {numRuns: 3},
    );
  });

  it('[OR-6] the file is written from the database, and says what the database says', async () => {
    await apply(() => parseOrganisation(whole));
    const main = fileURLToPath(new URL('../../../hub/main.ts', import.meta.url));
    const run = (url: string) =>
      promisify(execFile)(process.execPath, [main, 'export'], {env: {...process.env, DATABASE_URL: url}});
    const {stdout} = await run(database.url);
    assert.equal(JSON.stringify(JSON.parse(stdout)), JSON.stringify(await stored()));
    assert.deepEqual(await apply(() => parseOrganisation(stdout)).then((applied) => Object(applied).changes), []);
    const empty = await startTestDatabase();
    await assert.rejects(run(empty.url), {stderr: /^The organisation cannot be exported: /});
    await empty.drop();
  });

  it('[OR-5] the schema names every field, and what it asks of each', () => {
    const schema = Object(organisationJsonSchema());
    const {queues, callerNumber, agents, hours} = schema.properties;
    assert.deepEqual(callerNumber, {
      type: 'string',
      pattern: '^\\+[1-9][0-9]{6,14}$',
      description: 'an E.164 number such as +12015550100',
    });
    assert.deepEqual([queues.type, queues.minItems], ['array', 1]);
    assert.deepEqual(queues.items.required, ['id', 'name', 'members']);
    assert.deepEqual(agents.items.properties.skills.additionalProperties, {type: 'integer', minimum: 1, maximum: 10});
    assert.equal(hours.items.properties.weekly.items.properties.days.items.enum.length, 7);
    assert.equal(schema.additionalProperties, false);
  });
});
