/** Reporter for web-test-runner: failures in full, nothing about what passed; a console error is a failure too. */
import {writeFileSync} from 'node:fs';
import {relative} from 'node:path';

const counts = {passed: 0, failed: 0, skipped: 0};
/** Test file → what its page logged as an error. */
const consoleErrors = new Map();

/** For the configuration's `filterBrowserLogs`, the only place that knows a log line's kind. */
export function recordConsoleErrors({type, args}, session) {
  const file = session?.testFile ?? 'unknown file';
  if (type === 'error') consoleErrors.set(file, [...(consoleErrors.get(file) ?? []), args.map(String).join(' ')]);
  return true;
}

/** The reporter; its counts go to the file named in CORDBOARD_TEST_COUNTS. */
export function compactReporter() {
  return {
    reportTestFileResults({logger, sessionsForTestFile, testFile}) {
      for (const session of sessionsForTestFile) logger.log(describe(session, testFile).join('\n'));
    },
    onTestRunFinished() {
      const {CORDBOARD_TEST_COUNTS: target} = process.env;
      if (target) writeFileSync(target, JSON.stringify(counts));
    },
  };
}

function describe(session, testFile) {
  const lines = [];
  const fail = (title, details) => {
    counts.failed += 1;
    lines.push(`\n✖ ${relative(process.cwd(), testFile)} ${title}`, details);
  };
  const tests = flatten(session.testResults);
  for (const test of tests) {
    if (test.skipped) counts.skipped += 1;
    else if (test.passed) counts.passed += 1;
    else fail(test.path, `${test.error?.message ?? ''}\n${comparison(test.error)}${test.error?.stack ?? ''}`);
  }
  for (const error of session.errors) fail('', `${error.message}\n${error.stack ?? ''}`);
  for (const path of session.request404s) fail('asked for a file that is not there', path);
  for (const error of consoleErrors.get(testFile) ?? []) fail('logged an error', error);
  if (tests.length === 0 && session.errors.length === 0) fail('has no test in it', '');
  if (lines.length > 0) lines.push(...session.logs.map((args) => `  log: ${args.map(String).join(' ')}`));
  return lines;
}

function flatten(suite, path = []) {
  if (!suite) return [];
  const here = suite.name ? [...path, suite.name] : path;
  const own = suite.tests.map((test) => ({...test, path: [...here, test.name].join(' › ')}));
  return [...own, ...suite.suites.flatMap((inner) => flatten(inner, here))];
}

function comparison(error) {
  return error?.expected === undefined ? '' : `expected: ${error.expected}\nactual:   ${error.actual}\n`;
}
