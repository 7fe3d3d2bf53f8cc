import {once} from 'node:events';
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {chromium, type Browser} from 'playwright-core';
import {findChromium} from './find-chromium.ts';

export type Pages = {readonly origin: string; stop(): void};

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = '<!doctype html><title>Test</title><script type="module" src="/page.js"></script>';

/** Playwright switches these protections of real browsers off; a sign-in that needs them off works nowhere else. */
const WEAKENED_BY_DEFAULT = ['ThirdPartyStoragePartitioning'];

/** A Chromium that keeps sites and windows apart as a person's does. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  const probe = await chromium.launchServer({executablePath, args: ['--no-sandbox']});
  const disabled = probe.process().spawnargs.find((argument) => argument.startsWith('--disable-features='));
  await probe.close();
  const kept = (disabled ?? '')
    .replace('--disable-features=', '')
    .split(',')
    .filter((name) => !WEAKENED_BY_DEFAULT.includes(name));
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs: ['--disable-popup-blocking', ...(disabled === undefined ? [] : [disabled])],
    args: ['--no-sandbox', `--disable-features=${kept.join(',')}`],
  });
}

/** Serves one page at every address of a site; `script` is asked anew for each visit. */
export async function servePages(host: 'localhost' | '127.0.0.1', script: () => string): Promise<Pages> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script() : PAGE);
  });
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port');
  return {
    origin: `http://${host}:${address.port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A page's script with what it imports, paths counted from the project's root. */
export async function bundle(program: string): Promise<string> {
  const result = await build({
    stdin: {contents: program, resolveDir: ROOT, loader: 'ts'},
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}
