import assert from 'node:assert/strict';
import {rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {Client} from 'pg';
import {connectionUrl, defaultDataFolder, startEngine} from '../../../hub/store/engine/index.ts';
import type {EngineConnection} from '../../../hub/store/engine/index.ts';
import {recordingLogger, runStarter, serversOf} from '../../support/engine-processes.ts';
import {temporaryFolder} from '../../support/postgres.ts';

async function ask(connection: EngineConnection, statement: string): Promise<unknown> {
  const client = new Client(connection);
  await client.connect();
  try {
    const result = await client.query({text: statement, rowMode: 'array'});
    return result.rows[0]?.[0];
  } finally {
    await client.end();
  }
}

describe('embedded database', async () => {
  const parent = await temporaryFolder();
  const dataDir = join(parent, 'data');
  after(() => rm(parent, {recursive: true, force: true}));

  it('[EN-1] starts from an empty folder, answers, and stops in order', async () => {
    const logger = recordingLogger();
    const engine = await startEngine({dataDir, logger});
    assert.equal(engine.adopted, false);
    assert.equal(await ask(engine.connection, 'select current_database()'), 'cordboard');
    assert.equal(
      await ask(engine.connection, "select upper('ærø') || pg_encoding_to_char(encoding) from pg_database limit 1"),
      'ÆRØUTF8',
    );
    await Promise.all([engine.stop(), engine.stop()]);
    assert.deepEqual(await serversOf(dataDir), []);
    assert.deepEqual(logger.messages, ['database started', 'database stopped']);
  });

  it('[EN-1] keeps every commit safe from a power cut by its settings', async () => {
    const engine = await startEngine({dataDir, logger: recordingLogger()});
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      assert.equal(await ask(engine.connection, `show ${setting}`), 'on');
    }
    await engine.stop();
  });

  it('[EN-2] keeps what was committed across a restart', async () => {
    const first = await startEngine({dataDir, logger: recordingLogger()});
    await ask(first.connection, "create table promise as select 'call back at nine' as text");
    await first.stop();
    const second = await startEngine({dataDir, logger: recordingLogger()});
    assert.equal(await ask(second.connection, 'select text from promise'), 'call back at nine');
    await second.stop();
  });

  it('[EN-3] adopts the server of a hub that was killed, with everything it had committed', async () => {
    const starter = await runStarter(dataDir);
    await ask(starter.connection, 'create table kept as select 1 as one');
    await starter.kill();
    const engine = await startEngine({dataDir, logger: recordingLogger()});
    assert.equal(engine.adopted, true);
    assert.equal(engine.pid, starter.serverPid);
    assert.equal(await ask(engine.connection, 'select one from kept'), 1);
    assert.equal((await serversOf(dataDir)).length, 1);
    await engine.stop();
    assert.deepEqual(await serversOf(dataDir), []);
  });

  it('[EN-4] lets one of several hubs start the server, on a folder without data', async () => {
    const fresh = join(parent, 'race');
    const starters = await Promise.all(Array.from({length: 4}, () => runStarter(fresh)));
    assert.equal(starters.filter(({adopted}) => !adopted).length, 1);
    assert.equal(new Set(starters.map(({serverPid}) => serverPid)).size, 1);
    assert.equal((await serversOf(fresh)).length, 1);
    await Promise.all(starters.map((starter) => starter.kill()));
    await (await startEngine({dataDir: fresh, logger: recordingLogger()})).stop();
  });

  it('[EN-4] lets one of several hubs start the server, on a folder with data', async () => {
    const starters = await Promise.all(Array.from({length: 4}, () => runStarter(dataDir)));
    assert.equal(new Set(starters.map(({serverPid}) => serverPid)).size, 1);
    assert.equal(starters.filter(({adopted}) => !adopted).length, 1);
    await Promise.all(starters.map((starter) => starter.kill()));
    await (await startEngine({dataDir, logger: recordingLogger()})).stop();
  });

  it('[EN-6] keeps strangers out: a private socket folder, no address, a password', async () => {
    const engine = await startEngine({dataDir, logger: recordingLogger()});
    const folder = await stat(engine.connection.host);
    assert.equal(folder.mode & 0o777, 0o700);
    assert.equal(await ask(engine.connection, 'show listen_addresses'), '');
    const {rejects} = assert;
    await rejects(ask({...engine.connection, password: 'guess'}, 'select 1'), {code: '28P01'});
    await engine.stop();
  });

  it('[EN-7] moves the socket of a folder with a long path, and is found there again', async () => {
    const long = join(parent, 'x'.repeat(60), 'y'.repeat(60));
    const starter = await runStarter(long);
    assert.ok(Buffer.byteLength(starter.connection.host) < 90);
    assert.equal((await stat(starter.connection.host)).mode & 0o777, 0o700);
    await starter.kill();
    const engine = await startEngine({dataDir: long, logger: recordingLogger()});
    assert.equal(engine.adopted, true);
    await engine.stop();
    await rm(engine.connection.host, {recursive: true});
  });

  it('[EN-12] runs in a session of its own, where a terminal’s Ctrl-C does not reach', async () => {
    const starter = await runStarter(dataDir);
    process.kill(-starter.pid, 'SIGINT');
    await starter.ended;
    assert.equal(await ask(starter.connection, 'select 1'), 1);
    await (await startEngine({dataDir, logger: recordingLogger()})).stop();
  });

  it('[EN-13] takes the data folder from the environment, else the place the system has for it', () => {
    assert.equal(defaultDataFolder({CORDBOARD_DATA: '/srv/desk'}), '/srv/desk');
    const expected = process.getuid?.() === 0 ? '/var/lib/cordboard' : '/home/ann/share/cordboard';
    if (process.platform === 'linux') assert.equal(defaultDataFolder({XDG_DATA_HOME: '/home/ann/share'}), expected);
  });

  it('[EN-1] gives its connection as one string that connects too', async () => {
    const engine = await startEngine({dataDir, logger: recordingLogger()});
    const client = new Client({connectionString: connectionUrl(engine.connection)});
    await client.connect();
    assert.equal((await client.query('select 1 as one')).rows[0].one, 1);
    await client.end();
    await engine.stop();
  });
});
