import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {HubProcess} from '../../../demo/hub-process.ts';
import {headersFor} from '../../../demo/page-policies.ts';
import {startPageServer} from '../../../demo/page-server.ts';
import {DemoError, readPorts, requireFreePorts, takeFreePorts} from '../../../demo/ports.ts';

const START = fileURLToPath(new URL('../../../demo/start.ts', import.meta.url));

/** Stands for the hub: ready at once, ends on SIGTERM unless it is told to be stubborn. */
const HUB = `
  import {createServer} from 'node:http';
  createServer((request, response) => response.end(String(process.pid))).listen(Number(process.env.HUB_PORT), 'localhost');
  process.on('SIGTERM', () => { if (process.env.STUBBORN !== '1') process.exit(0); });
`;

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-demo-'));
  await writeFile(join(folder, 'hub.mjs'), HUB);
  await writeFile(join(folder, 'page.html'), '<title>{{hubUrl}}</title>{{> part}}');
  await writeFile(join(folder, 'part.html'), '<a href="/page.html" {{pageCurrent}}>x</a><a {{otherCurrent}}>y</a>');
});

after(() => rm(folder, {recursive: true, force: true}));

it('[ID-40] a taken port is one sentence with the port and the variable, and exit code 1', async () => {
  const ports = await takeFreePorts();
  const stranger = createServer();
  stranger.listen(ports.pages, '127.0.0.1');
  await once(stranger, 'listening');
  const env = {...portEnvironment(ports), PATH: process.env['PATH'], CORDBOARD_DATA: folder, CORDBOARD_NO_HUB: '1'};
  const child = spawn(process.execPath, [START], {env, stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [code] = await once(child, 'close');
  stranger.close();
  assert.equal(code, 1);
  assert.equal(said.trim().split('\n').length, 1);
  assert.match(said, new RegExp(`^Port ${ports.pages} .*CORDBOARD_PAGES_PORT=`));
});

it('[ID-40] a port that is no number or is given twice is said as plainly', async () => {
  assert.throws(() => readPorts({CORDBOARD_PORT: '70000'}), DemoError);
  assert.deepEqual(readPorts({}), {hub: 7400, signIn: 7401, pages: 7402, portal: 7403});
  const ports = await takeFreePorts();
  await assert.rejects(requireFreePorts({...ports, portal: ports.hub}), /change CORDBOARD_PORT/);
  await requireFreePorts(ports);
});

it('[ID-41] a signal ends the demo in order, with exit code 0', async () => {
  const env = {
    ...portEnvironment(await takeFreePorts()),
    PATH: process.env['PATH'],
    CORDBOARD_DATA: folder,
    CORDBOARD_NO_HUB: '1',
  };
  const child = spawn(process.execPath, [START], {env, stdio: ['ignore', 'pipe', 'inherit']});
  let said = '';
  child.stdout.on('data', (chunk) => {
    if (!said.includes('Ctrl-C') && (said += String(chunk)).includes('Ctrl-C')) child.kill('SIGTERM');
  });
  const [code] = await once(child, 'close');
  assert.match(said, /An agent's desk +http:\/\/localhost:\d+\/desk\.html/);
  assert.equal(code, 0);
});

it('[PE-15] the demo’s pages know the directory beside them, which lets nobody in without a token', async () => {
  const ports = await takeFreePorts();
  const env = {...portEnvironment(ports), PATH: process.env['PATH'], CORDBOARD_DATA: folder, CORDBOARD_NO_HUB: '1'};
  const child = spawn(process.execPath, [START], {env, stdio: ['ignore', 'pipe', 'inherit']});
  const ended = once(child, 'close');
  try {
    for await (const chunk of child.stdout) if (String(chunk).includes('Ctrl-C')) break;
    const pagesUrl = `http://localhost:${ports.pages}`;
    for (const page of ['desk.html', 'crm.html']) {
      const text = await (await fetch(`${pagesUrl}/${page}`)).text();
      assert.match(text, /graph-scope="User\.Read\.All Presence\.Read\.All Mail\.Send"/);
      assert.ok(text.includes(`graph-url="${pagesUrl}/graph"`), page);
    }
    assert.equal((await fetch(`${pagesUrl}/graph/v1.0/users`)).status, 401);
    assert.equal((await fetch(`${pagesUrl}/graphics`)).status, 404);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
});

it('[ID-42] a hub that dies is started again and one line says so', async () => {
  const lines = new Lines();
  const hub = await startHub(lines);
  const first = hub.pid;
  assert.ok(first !== null);
  process.kill(first, 'SIGKILL');
  assert.match(await lines.next(), /^The hub ended \(SIGKILL\); it starts again/);
  await hub.waitUntilReady();
  assert.notEqual(hub.pid, first);
  await hub.stop();
  assert.equal(hub.pid, null);
  assert.equal(lines.count, 1);
});

it('[ID-42] a hub that does not end is killed after its time', async () => {
  const hub = await startHub(new Lines(), {STUBBORN: '1'}, 50);
  await hub.stop();
  assert.equal(hub.pid, null);
});

it('[ID-43] a page is filled in, sent with its policy, and nothing outside the folder is sent', async () => {
  const {pages: port} = await takeFreePorts();
  const addresses = {
    hubUrl: 'http://localhost:1',
    issuer: 'http://localhost:2',
    pagesUrl: `http://localhost:${port}`,
    portalUrl: 'http://127.0.0.1:4',
  };
  const server = await startPageServer({
    host: 'localhost',
    port,
    index: '/page.html',
    folders: {'/': folder},
    addresses,
  });
  const page = await fetch(`http://localhost:${port}/`);
  assert.equal(
    await page.text(),
    '<title>http://localhost:1</title><a href="/page.html" aria-current="page">x</a><a >y</a>',
  );
  assert.match(
    page.headers.get('content-security-policy') ?? '',
    /default-src 'none'; script-src 'self'; style-src 'self';/,
  );
  for (const path of ['/%2e%2e/package.json', '/..%2fpackage.json', '/nothing.html', '//etc/passwd']) {
    assert.equal((await fetch(`http://localhost:${port}${path}`)).status, 404);
  }
  assert.match(
    headersFor('/frame.html', addresses)['content-security-policy'] ?? '',
    /frame-ancestors http:\/\/127\.0\.0\.1:4;/,
  );
  await server.stop();
});

async function startHub(
  lines: Lines,
  env: Readonly<Record<string, string>> = {},
  stopDeadlineMs?: number,
): Promise<HubProcess> {
  const {hub: port} = await takeFreePorts();
  const hub = new HubProcess({
    program: join(folder, 'hub.mjs'),
    env: {HUB_PORT: String(port), ...env},
    readyUrl: `http://localhost:${port}/`,
    say: (line) => lines.add(line),
    ...(stopDeadlineMs === undefined ? {} : {stopDeadlineMs}),
  });
  await hub.start();
  return hub;
}

/** What was said so far, and a way to wait for the next line. */
class Lines {
  readonly #waiting = Promise.withResolvers<string>();
  count = 0;

  add(line: string): void {
    this.count += 1;
    this.#waiting.resolve(line);
  }

  next(): Promise<string> {
    return this.#waiting.promise;
  }
}

function portEnvironment(ports: Awaited<ReturnType<typeof takeFreePorts>>): Record<string, string> {
  return {
    CORDBOARD_PORT: String(ports.hub),
    CORDBOARD_SIGN_IN_PORT: String(ports.signIn),
    CORDBOARD_PAGES_PORT: String(ports.pages),
    CORDBOARD_PORTAL_PORT: String(ports.portal),
  };
}
