/** The house rules a linter does not know: file length, what a strict content policy forbids, escapes from the types, tests that sleep. */
import {fileURLToPath} from 'node:url';
import {finish, isMain, listFiles, parse, placeOf, ts, visitAll} from './checks/source.mjs';

/** 300 lines of code at most; docblocks may add a few. */
const MAX_LINES = 320;
/** Only here untyped input becomes typed. */
const MAY_ASSERT = /(^|\/)decode(\.[a-z-]+)?\.ts$/;
const TIMER_MODULES = new Set(['node:timers/promises', 'timers/promises']);

/** Checks a tree: how many files it read and one sentence for each breach. */
export function checkHouse(root) {
  const sources = listFiles(root, ['src', 'hub', 'demo', 'test', 'scripts']);
  const problems = sources.flatMap((path) => {
    const file = parse(root, path);
    const found = [];
    const lines = file.text.split('\n').length;
    if (lines > MAX_LINES) found.push(`${path} has ${lines} lines: look for the seam between its two ideas.`);
    visitAll(file.tree, (node) => {
      const problem = judge(path, node);
      if (problem) found.push(`${placeOf(file, node)} ${problem}`);
    });
    return found;
  });
  if (sources.length === 0) problems.push('There is no file to check: the paths are wrong.');
  return {scanned: sources.length, problems};
}

function judge(path, node) {
  const isTest = path.endsWith('.test.ts');
  const isSource = /^(src|hub|demo)\//.test(path);
  return (
    judgeEverywhere(node) ??
    (path.startsWith('src/') ? judgeTemplate(node) : undefined) ??
    (isSource ? judgeTypes(path, node) : undefined) ??
    (isTest ? judgeTest(node) : undefined)
  );
}

function judgeEverywhere(node) {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'says any: name the type, or unknown.';
  const isEmptyCatch = ts.isCatchClause(node) && node.block.statements.length === 0;
  return isEmptyCatch ? 'swallows an error: handle it, or say in a returned value that it happened.' : undefined;
}

function judgeTypes(path, node) {
  if (ts.isNonNullExpression(node)) return 'says "!": prove it to the compiler.';
  if (ts.isEnumDeclaration(node)) return 'declares an enum: use a union of literals.';
  const asserts = ts.isAsExpression(node) && node.type.getText() !== 'const';
  return asserts && !MAY_ASSERT.test(path) ? 'says "as": only decode.ts may.' : undefined;
}

/** A style attribute or element in a template does nothing on a page with a strict Content-Security-Policy. */
function judgeTemplate(node) {
  if (ts.isIdentifier(node) && node.text === 'styleMap') return 'uses styleMap: use .style or a custom property.';
  if (!ts.isTaggedTemplateExpression(node) || !/html$/i.test(node.tag.getText())) return undefined;
  const text = textOf(node.template);
  if (/\sstyle\s*=/.test(text)) return 'has style="…" in a template: use .style or a class.';
  return /<style[\s>]/.test(text) ? 'has <style> in a template: use static styles.' : undefined;
}

function textOf(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head.text, ...template.templateSpans.map(({literal}) => literal.text)].join('${}');
}

function judgeTest(node) {
  if (ts.isImportDeclaration(node) && TIMER_MODULES.has(node.moduleSpecifier.text)) return judgeTimerImport(node);
  if (!ts.isCallExpression(node)) return undefined;
  const name = node.expression.getText();
  if (/^(it|test|describe|suite)\.(only|skip|todo)$/.test(name)) return `calls ${name}: every test runs.`;
  const isTimer = /^((window|globalThis)\.)?setTimeout$|^aTimeout$/.test(name);
  return isTimer ? `calls ${name}: await the event itself, or use a fake clock.` : undefined;
}

function judgeTimerImport(node) {
  const names =
    node.importClause?.namedBindings?.elements?.map(({propertyName, name}) => (propertyName ?? name).text) ?? [];
  return names.includes('setTimeout') ? 'sleeps: await the event itself, or use a fake clock.' : undefined;
}

if (isMain(import.meta)) {
  const {scanned, problems} = checkHouse(fileURLToPath(new URL('..', import.meta.url)));
  finish('house rules', `${scanned} files`, problems);
}
