import {fileURLToPath} from 'node:url';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import {compactReporter, recordConsoleErrors} from './scripts/browser-reporter.mjs';

const WORKER = '/mockServiceWorker.js';

/** msw's service worker comes straight from the package, so that it always fits the installed version. */
function serveMockWorker(context, next) {
  if (context.path === WORKER) context.url = '/node_modules/msw/lib/mockServiceWorker.js';
  return next();
}

export default {
  files: ['test/components/**/*.test.ts', 'test/**/*.browser.test.ts'],
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  nodeResolve: {exportConditions: ['browser', 'development']},
  testFramework: {config: {timeout: 10_000}},
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  browserStartTimeout: 60_000,
  // One page at a time: only the page in front has the focus, which keyboard tests are about.
  concurrency: 1,
  reporters: [compactReporter()],
  filterBrowserLogs: recordConsoleErrors,
  plugins: [
    esbuildPlugin({ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url))}),
  ],
  middleware: [serveMockWorker],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: process.env.CHROME_PATH,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    }),
  ],
};
