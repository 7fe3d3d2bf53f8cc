import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {connectDesk, connectPhone} from '../support/desk-client.ts';
import {BILLING_LINE, type TestIssuer, startTestIssuer} from '../support/test-hub.ts';
import {runHub} from '../hub/process/hub-process.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

type Manifest = {
  readonly name: string;
  readonly private?: boolean;
  readonly bin: Record<string, string>;
  readonly exports: Record<string, unknown>;
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
};

describe('the packed hub', () => {
  let folder: string;
  let home: string;
  let manifest: Manifest;
  let issuer: TestIssuer;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cb-pack-'));
    // The database's own user must be able to enter.
    await chmod(folder, 0o755);
    issuer = await startTestIssuer();
    await run(process.execPath, [join(ROOT, 'scripts', 'build-hub.mjs')], {cwd: ROOT});
    const pack = ['pack', join(ROOT, 'dist', 'hub-package'), '--pack-destination', folder, '--json', '--offline'];
    await run('npm', pack, {cwd: folder});
    const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
    home = join(folder, 'node_modules', 'cordboard-hub');
    await mkdir(home, {recursive: true});
    await run('tar', ['-xzf', join(folder, tarball), '-C', home, '--strip-components=1']);
    manifest = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
    await linkDependencies();
  });

  after(async () => {
    await issuer?.stop();
    await rm(folder, {recursive: true, force: true});
  });

  /** What is declared and nothing else, so that whatever is missing from the manifest is not found. */
  async function linkDependencies(): Promise<void> {
    for (const name of Object.keys({...manifest.dependencies, ...manifest.optionalDependencies})) {
      const places = [join(ROOT, 'hub', 'node_modules', name), join(ROOT, 'node_modules', name)];
      const found = places.find((place) => existsSync(place));
      if (found === undefined) {
        assert.ok(name in manifest.optionalDependencies, `${name} is not installed`);
        continue;
      }
      const link = join(folder, 'node_modules', name);
      await mkdir(dirname(link), {recursive: true});
      await symlink(found, link);
    }
  }

  const program = () => join(home, manifest.bin['cordboard-hub'] ?? 'none');

  it('[OP-80] holds JavaScript with its declarations, prompts and nothing else, and may be published', async () => {
    const files = (await readdir(home, {recursive: true})).filter((name) => /\.[a-z]+$/.test(name));
    const kinds = new Set(files.map((name) => name.replace(/^.*?(\.d\.ts|\.[a-z]+(\.map)?)$/, '$1')));
    assert.deepEqual([...kinds].toSorted(), ['.d.ts', '.js', '.js.map', '.json', '.md', '.opus']);
    assert.equal(manifest.private, undefined);
    const declarations = files.filter((name) => name.endsWith('.d.ts'));
    for (const name of declarations)
      assert.doesNotMatch(await readFile(join(home, name), 'utf8'), /from '\.[^']*\.ts'/, name);
  });

  it('[OP-80] says its version and what it can do, and does not guess at what it cannot', async () => {
    const {version}: {version: string} = JSON.parse(await readFile(join(ROOT, 'hub', 'package.json'), 'utf8'));
    assert.equal((await run(process.execPath, [program(), '--version'])).stdout, `${version}\n`);
    assert.match((await run(process.execPath, [program(), '--help'])).stdout, /cordboard-hub backup <file>/);
    await assert.rejects(run(process.execPath, [program(), 'bakcup']), {code: 2});
  });

  it('[OP-80] offers its SignalR server to who installs it, with types', async () => {
    const script = `import {SignalRServer} from 'cordboard-hub/signalr';
      new SignalRServer({allowedOrigins: []}).mapHub('/hub', {authenticate: async () => ({user: 1, expiresAt: null}), methods: {}});
      console.log('made');`;
    await writeFile(join(folder, 'use.mjs'), script);
    assert.equal((await run(process.execPath, [join(folder, 'use.mjs')])).stdout, 'made\n');
    assert.ok(existsSync(join(home, 'dist', 'hub', 'signalr', 'index.d.ts')));
  });

  it('[OP-81] [OP-70] runs with a database and a media process of its own, serves a call, and backs it up meanwhile', async () => {
    const env = {CORDBOARD_TEST_PROGRAM: program()};
    const dataDir = join(folder, 'data');
    const hub = await runHub(dataDir, issuer, '0', 'the hub is ready', env);
    const place = {url: hub.url, issuer};
    const desk = await connectDesk(place, 'anna');
    const phone = await connectPhone(place, '+12015550147');
    await desk.hub.send('SetPresence', {base: 'available', reason: null});
    await phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
    const {offer} = await desk.event('ContactOffered');
    await desk.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence});
    await desk.event('ContactConnected');
    const backup = join(folder, 'backup.gz');
    const {seq} = desk.snapshots.all.at(-1) ?? {seq: 0};
    const made = await run(process.execPath, [program(), 'backup', backup], {
      env: {...process.env, CORDBOARD_DATA: dataDir},
    });
    assert.match(made.stdout, /^Kept: \d+ rows of \d+ tables\.\n$/);
    await phone.stop();
    await desk.stop();
    assert.equal(await hub.end('SIGTERM'), 0);
    const other = join(folder, 'restored');
    const restoring = {env: {...process.env, CORDBOARD_DATA: other}};
    assert.match((await run(process.execPath, [program(), 'restore', backup], restoring)).stdout, /^Put back: /);
    await assert.rejects(run(process.execPath, [program(), 'restore', backup], restoring), {
      code: 1,
      stderr: 'Nothing restored: its database must be empty, and is not.\n',
    });
    const again = await runHub(other, issuer, '0', 'the hub is ready', env);
    const back = await connectDesk({url: again.url, issuer}, 'anna');
    assert.ok((back.snapshots.all[0]?.seq ?? 0) > seq);
    await back.stop();
    assert.equal(await again.end('SIGTERM'), 0);
  });
});
