/** Compares the rules in docs/spec*.md with the ids at the beginning of test titles. */
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {finish, isMain, listFiles} from './checks/source.mjs';

const ID = '[A-Z]{2,4}-\\d+[a-z]?';
const ROW = new RegExp(`^\\|\\s*(${ID})\\s*\\|(.*)\\|\\s*([^|]*?)\\s*\\|\\s*$`);
const BULLET = new RegExp(`^[-*]\\s+\\*\\*(${ID})\\*\\*[:.]?\\s+(.*)$`);
/** A bullet is built unless its text begins otherwise. */
const BULLET_STATUS = /^\(?(later|not applicable\b[^)]*)/i;
const STATUS = /^(built|later|not applicable: .+)$/;
/** `[AN-1] …`, `[AN-1, AN-2] …` */
const TITLE = new RegExp(`['"\`]((?:\\[(?:${ID})(?:,\\s*${ID})*\\]\\s*)+)`, 'g');
/** An id alone counts in a file that puts titles together from a table of cases. */
const CASE = new RegExp(`['"\`](${ID})['"\`]`, 'g');
const TITLE_OF_CASE = '`[${';

/** Checks a tree: counts, and one sentence for each disagreement between rules and tests. */
export function checkIds(root) {
  const {rules, problems} = readRules(root);
  const tests = readTests(root, rules);
  if (rules.size === 0) problems.push('docs/spec*.md lists no rule.');
  if (tests.files === 0) problems.push('There is no test file.');
  for (const [id, {status, place}] of rules) {
    const tested = tests.ids.has(id);
    if (status === 'built' && !tested) problems.push(`${place} ${id} is built, but no test begins with [${id}].`);
    if (status.startsWith('not applicable') && tested)
      problems.push(`${place} ${id} is not applicable, but ${tests.ids.get(id)} tests it.`);
  }
  for (const [id, place] of tests.ids)
    if (!rules.has(id)) problems.push(`${place} tests [${id}], which no docs/spec*.md lists.`);
  return {counts: countByStatus(rules), tested: tests.ids.size, problems};
}

function readRules(root) {
  const rules = new Map();
  const problems = [];
  const docs = join(root, 'docs');
  const names = existsSync(docs) ? readdirSync(docs).filter((name) => /^spec(-.*)?\.md$/.test(name)) : [];
  for (const name of names) {
    readFileSync(join(docs, name), 'utf8')
      .split('\n')
      .forEach((line, index) => {
        const rule = readRule(line);
        if (!rule) return;
        const place = `docs/${name}:${index + 1}`;
        if (rules.has(rule.id)) problems.push(`${place} lists ${rule.id} a second time.`);
        if (!STATUS.test(rule.status))
          problems.push(
            `${place} ${rule.id} has the status "${rule.status}"; write built, later or "not applicable: reason".`,
          );
        rules.set(rule.id, {status: rule.status, place});
      });
  }
  return {rules, problems};
}

function readRule(line) {
  const row = ROW.exec(line);
  if (row) return {id: row[1], status: row[3]};
  const bullet = BULLET.exec(line);
  if (!bullet) return undefined;
  return {id: bullet[1], status: BULLET_STATUS.exec(bullet[2])?.[1]?.toLowerCase() ?? 'built'};
}

function readTests(root, rules) {
  const ids = new Map();
  const files = listFiles(root, ['test'], /\.test\.ts$/);
  for (const path of files) {
    const text = readFileSync(join(root, path), 'utf8');
    for (const id of [...titleIds(text), ...caseIds(text, rules)]) if (!ids.has(id)) ids.set(id, path);
  }
  return {ids, files: files.length};
}

function titleIds(text) {
  return [...text.matchAll(TITLE)].flatMap(([, title]) => [...title.matchAll(new RegExp(ID, 'g'))].map(([id]) => id));
}

/** Other words look like ids too (`UTF-8`), so only those of known rules count here. */
function caseIds(text, rules) {
  if (!text.includes(TITLE_OF_CASE)) return [];
  return [...text.matchAll(CASE)].map(([, id]) => id).filter((id) => rules.has(id));
}

function countByStatus(rules) {
  const counts = {built: 0, later: 0, 'not applicable': 0};
  for (const {status} of rules.values()) counts[status.split(':')[0]] += 1;
  return counts;
}

if (isMain(import.meta)) {
  const {counts, tested, problems} = checkIds(fileURLToPath(new URL('..', import.meta.url)));
  const summary = Object.entries(counts)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');
  finish('ids', `${summary}; ${tested} tested`, problems);
}
