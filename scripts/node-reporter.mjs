/**
 * Reporter for `node --test`: failures in full, what a failing file printed, and nothing about what passed. The counts
 * go to the file named in CORDBOARD_TEST_COUNTS.
 */
import {writeFileSync} from 'node:fs';
import {relative, resolve} from 'node:path';
import {inspect} from 'node:util';

export default async function* report(events) {
  const counts = {passed: 0, failed: 0, skipped: 0};
  const printed = new Map();
  const failedFiles = new Set();
  for await (const {type, data} of events) {
    if (type === 'test:stdout' || type === 'test:stderr') {
      printed.set(data.file, (printed.get(data.file) ?? '') + data.message);
    } else if (type === 'test:pass' || type === 'test:fail') {
      const failure = count(counts, type, data);
      if (failure) failedFiles.add(data.file);
      if (failure) yield failure;
    }
  }
  for (const file of failedFiles) {
    if (printed.has(file)) yield `\n--- printed by ${short(file)}\n${printed.get(file)}\n`;
  }
  const {CORDBOARD_TEST_COUNTS: target} = process.env;
  if (target) writeFileSync(target, JSON.stringify(counts));
}

/** Counts one result and gives the text of a failure. Suites and parents of failed tests only repeat what is inside. */
function count(counts, type, data) {
  if (data.details.type === 'suite' && data.details.error?.failureType !== 'hookFailed') return undefined;
  if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
  else if (type === 'test:fail') return countFailure(counts, data);
  else if (data.file && data.nesting === 0 && resolve(data.name) === data.file) {
    counts.failed += 1;
    return `\n✖ ${short(data.file)} has no test in it\n`;
  } else counts.passed += 1;
  return undefined;
}

function countFailure(counts, data) {
  const {error} = data.details;
  if (error?.failureType === 'subtestsFailed') return undefined;
  counts.failed += 1;
  const place = data.file ? `${short(data.file)}:${data.line}` : '';
  return `\n✖ ${place} ${data.name}\n${inspect(error?.cause ?? error, {depth: 6})}\n`;
}

function short(file) {
  return relative(process.cwd(), file);
}
