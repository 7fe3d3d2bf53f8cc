import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, chown, lstat, mkdir, readFile, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {Client} from 'pg';
import {keepEngine} from '../../../hub/store/engine/engine-binaries.ts';
import {startEngine} from '../../../hub/store/engine/index.ts';
import type {Engine} from '../../../hub/store/engine/index.ts';
import {processOwner} from '../../../hub/store/engine/process-owner.ts';
import {
  canReachCheckout,
  recordingLogger,
  runStarter,
  serversOf,
  waitUntilGone,
} from '../../support/engine-processes.ts';
import {temporaryFolder} from '../../support/postgres.ts';

const NOBODY = {uid: 65_534, gid: 65_534};
const isRoot = process.getuid?.() === 0;

function start(dataDir: string): Promise<Engine> {
  return startEngine({dataDir, logger: recordingLogger()});
}

/** Kills the server as a crash would, with a client in mid-transaction, and waits until its processes are gone. */
async function crash(engine: Engine, dataDir: string): Promise<void> {
  const client = new Client(engine.connection);
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin; create table never_committed()');
  process.kill(engine.pid, 'SIGKILL');
  await waitUntilGone(dataDir);
}

describe('embedded database after faults', async () => {
  const parent = await temporaryFolder();
  const dataDir = join(parent, 'data');
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  after(() => rm(parent, {recursive: true, force: true}));

  it('[EN-8] starts after its server was killed in mid-transaction', async () => {
    await crash(await start(dataDir), dataDir);
    const engine = await start(dataDir);
    assert.equal(engine.adopted, false);
    await engine.stop();
  });

  it('[EN-8] starts over an empty pid file, as a power cut leaves it', async () => {
    await writeFile(pidFile, '');
    const engine = await start(dataDir);
    assert.equal(engine.adopted, false);
    await engine.stop();
  });

  it('[EN-14] an empty password, as a power cut may leave it, is named at once', async () => {
    const path = join(dataDir, 'postgres', 'cordboard-password');
    const password = await readFile(path, 'utf8');
    await writeFile(path, '');
    await assert.rejects(start(dataDir), /cordboard-password file, or an empty one/);
    await writeFile(path, password);
  });

  it('[EN-15] a server whose log is gone when it ends takes nobody along', async () => {
    const engine = await start(dataDir);
    await rm(join(dataDir, 'postgres.log'));
    // An unhandled rejection would fail this test.
    await crash(engine, dataDir);
    await (await start(dataDir)).stop();
  });

  it('[EN-8] starts when another process has the number of the killed server', async () => {
    const first = await start(dataDir);
    const left = await readFile(pidFile, 'utf8');
    const lock = await readFile(join(first.connection.host, '.s.PGSQL.5432.lock'), 'utf8');
    await crash(first, dataDir);
    const stranger = spawn('sleep', ['600'], {cwd: '/', ...processOwner()});
    await once(stranger, 'spawn');
    const reused = (text: string): string => text.replace(/^\d+/, String(stranger.pid));
    await writeFile(pidFile, reused(left));
    await writeFile(join(first.connection.host, '.s.PGSQL.5432.lock'), reused(lock));
    const engine = await start(dataDir);
    assert.equal(engine.adopted, false);
    await engine.stop();
    stranger.kill();
    await once(stranger, 'exit');
  });

  it('[EN-5] runs as a user without rights', async () => {
    const engine = await start(dataDir);
    const status = await readFile(`/proc/${engine.pid}/status`, 'utf8');
    const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
    assert.equal(uid, processOwner()?.uid ?? process.getuid?.());
    assert.notEqual(uid, 0);
    await engine.stop();
  });

  it('[EN-5] works for somebody who is not root', async (context) => {
    if (!isRoot || !(await canReachCheckout(NOBODY))) {
      context.diagnostic(
        'This run cannot become another user who reads the checkout; the other tests run as this one.',
      );
      return;
    }
    const theirs = join(parent, 'theirs');
    await mkdir(theirs, {mode: 0o700});
    await chown(theirs, NOBODY.uid, NOBODY.gid);
    const starter = await runStarter(theirs, NOBODY);
    assert.equal((await stat(`/proc/${starter.serverPid}`)).uid, NOBODY.uid);
    await starter.kill();
    const second = await runStarter(theirs, NOBODY);
    assert.equal(second.adopted, true);
    await second.kill();
    process.kill(second.serverPid, 'SIGINT');
    await waitUntilGone(theirs);
  });

  it('[EN-9] says what to do when the data was written by another major version', async () => {
    const old = join(parent, 'old');
    await mkdir(join(old, 'postgres'), {recursive: true});
    await writeFile(join(old, 'postgres', 'PG_VERSION'), '12\n');
    await assert.rejects(start(old), {code: 'engine-version-mismatch', message: /written by PostgreSQL 12/});
  });

  it('[EN-9] finds the engine that was kept with the data', async () => {
    const engines = join(parent, 'engines');
    await mkdir(join(engines, '12.3.4'), {recursive: true});
    await assert.rejects(keepEngine(engines, '12'), {code: 'engine-version-mismatch'});
    await writeFile(join(engines, '12.3.4', 'complete'), '');
    assert.deepEqual(await keepEngine(engines, '12'), {version: '12.3.4', folder: join(engines, '12.3.4')});
  });

  it('[EN-10] makes the library links itself', async () => {
    const engines = join(dataDir, 'engine');
    const [version = ''] = await readdir(engines);
    const list = JSON.parse(await readFile(join(engines, version, 'pg-symlinks.json'), 'utf8'));
    assert.ok(list.length > 0);
    for (const {target} of list) {
      const path = join(engines, version, target.replace(/^native\//, ''));
      assert.ok((await lstat(path)).isSymbolicLink());
      assert.ok((await stat(path)).isFile());
    }
  });

  it('[EN-11] says why a server does not start', async () => {
    const broken = join(parent, 'broken');
    await (await start(broken)).stop();
    await rm(join(broken, 'postgres', 'global', 'pg_control'));
    await assert.rejects(start(broken), {code: 'engine-start-failed', message: /does not start: .*pg_control/s});
    assert.deepEqual(await serversOf(broken), []);
  });

  it('[EN-11] names the folder that the database’s user cannot enter', async () => {
    const closed = join(parent, 'closed');
    await mkdir(closed);
    await chmod(closed, isRoot ? 0o700 : 0o000);
    const expected = isRoot ? {code: 'engine-folder-unreachable', message: /CORDBOARD_DATA/} : {code: 'EACCES'};
    await assert.rejects(start(join(closed, 'data')), expected);
    await chmod(closed, 0o700);
  });
});
