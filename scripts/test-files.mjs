/** Which test file belongs to which part of the run. */
import {readdirSync} from 'node:fs';
import {join, sep} from 'node:path';
import {root} from './bootstrap.mjs';

/** Test files of a part, as paths from the root with forward slashes. */
export function testFiles(part) {
  return allTests().filter((path) => partOf(path) === part);
}

/** `browser` runs under web-test-runner; `node` and `e2e` under `node --test`, `e2e` one file at a time. */
export function partOf(path) {
  if (path.startsWith('test/e2e/')) return 'e2e';
  const inBrowser = path.startsWith('test/components/') || path.endsWith('.browser.test.ts');
  return inBrowser ? 'browser' : 'node';
}

function allTests() {
  return readdirSync(join(root, 'test'), {recursive: true, encoding: 'utf8'})
    .map((name) => `test/${name.split(sep).join('/')}`)
    .filter((path) => path.endsWith('.test.ts'))
    .sort();
}
