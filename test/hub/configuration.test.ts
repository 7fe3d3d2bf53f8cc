import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {type TestDatabase, startTestDatabase} from '../support/postgres.ts';

const MAIN = fileURLToPath(new URL('../../hub/main.ts', import.meta.url));

type Ended = {readonly code: unknown; readonly said: string};

describe('a hub that cannot start', () => {
  let database: TestDatabase;
  let folder: string;

  before(async () => {
    database = await startTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'cbc-'));
  });

  after(async () => {
    await database?.drop();
    await rm(folder, {recursive: true, force: true});
  });

  function good(): Record<string, string> {
    return {
      CORDBOARD_ISSUER: 'http://127.0.0.1:1',
      CORDBOARD_JWKS_URL: 'http://127.0.0.1:1/jwks',
      CORDBOARD_AUDIENCE: 'api://cordboard',
      CORDBOARD_SCOPE: 'api://cordboard/Desk.Access',
      CORDBOARD_ALLOWED_ORIGINS: 'http://desk.test',
      CORDBOARD_HOST: '127.0.0.1',
      CORDBOARD_PORT: '0',
      CORDBOARD_DATA: folder,
      CORDBOARD_LOG_LEVEL: 'silent',
      DATABASE_URL: database.url,
    };
  }

  async function start(changes: Readonly<Record<string, string | undefined>>): Promise<Ended> {
    const env: Record<string, string | undefined> = {PATH: process.env['PATH'], ...good(), ...changes};
    const child = spawn(process.execPath, [MAIN], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: AbortSignal.timeout(20_000),
      killSignal: 'SIGKILL',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = await once(child, 'close');
    return {code, said};
  }

  /** One sentence for a person, with what to change; no stack, no value. */
  function assertSentence({code, said}: Ended, names: string, value = 'no value at all'): void {
    assert.equal(code, 1, said);
    assert.match(said, /^The hub cannot start: [^\n]+\n$/);
    assert.ok(said.includes(names), said);
    assert.ok(!said.includes(value), said);
  }

  const wrong: readonly (readonly [name: string, value: string | undefined])[] = [
    ['CORDBOARD_ISSUER', undefined],
    ['CORDBOARD_ISSUER', 'not-an-address'],
    ['CORDBOARD_JWKS_URL', 'not-an-address'],
    ['CORDBOARD_AUDIENCE', undefined],
    ['CORDBOARD_SCOPE', ''],
    ['CORDBOARD_ALLOWED_ORIGINS', 'http://desk.test/with/path'],
    ['CORDBOARD_PORT', 'seventy'],
    ['CORDBOARD_PORT', '65536'],
    ['CORDBOARD_TRUNK', 'carrier-pigeon'],
    ['CORDBOARD_MEDIA_PORTS', '4711'],
    ['CORDBOARD_MEDIA_PORTS', '50000-40000'],
    ['CORDBOARD_MEDIA_LOOPBACK', 'perhaps'],
    ['CORDBOARD_KEEP_MEDIA', 'perhaps'],
    ['CORDBOARD_LOG_LEVEL', 'chatty'],
    ['DATABASE_URL', 'mysql://marked-value'],
  ];
  for (const [name, value] of wrong) {
    it(`[HU-60] ${name} as ${JSON.stringify(value) ?? 'nothing'} is one sentence that names it`, async () => {
      assertSentence(await start({[name]: value}), name, value === '' ? undefined : value);
    });
  }

  it('[HU-61] a database that cannot be reached is one sentence that names DATABASE_URL', async () => {
    assertSentence(await start({DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none'}), 'DATABASE_URL', 'secret');
  });

  it('[HU-61] a database that does not let the hub in is one sentence that names DATABASE_URL', async () => {
    const url = database.url.replace(/:[^:@/]+@/, ':wrong-secret@');
    assertSentence(await start({DATABASE_URL: url}), 'DATABASE_URL', 'wrong-secret');
  });

  it('[HU-61] an address this machine does not have is one sentence that names CORDBOARD_HOST', async () => {
    assertSentence(await start({CORDBOARD_HOST: '203.0.113.1'}), 'CORDBOARD_HOST');
    assertSentence(await start({CORDBOARD_HOST: 'no-such-host.invalid'}), 'CORDBOARD_HOST');
  });

  it('[HU-61] a port that is taken is one sentence that names CORDBOARD_PORT', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const bound = taken.address();
    const port = String(typeof bound === 'object' && bound !== null ? bound.port : 0);
    assertSentence(await start({CORDBOARD_PORT: port}), 'CORDBOARD_PORT', port);
    taken.close();
  });

  it('[HU-61] an organisation file that is missing or wrong is one sentence that says which, and where', async () => {
    const path = join(folder, 'organisation.json');
    assertSentence(await start({CORDBOARD_ORGANISATION: path}), 'CORDBOARD_ORGANISATION');
    await writeFile(path, '{"name": 5}');
    assertSentence(await start({CORDBOARD_ORGANISATION: path}), 'name');
  });
});
