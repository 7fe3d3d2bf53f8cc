/** Reads source files as syntax trees. TypeScript 7 has no such interface; the manifest analyzer brings its own parser. */
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, posix, sep} from 'node:path';

const require = createRequire(import.meta.url);
/** The parser: the TypeScript that belongs to the manifest analyzer. */
export const ts = createRequire(require.resolve('@custom-elements-manifest/analyzer/package.json'))('typescript');

const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

/** Paths of the files below some folders, from the root, with forward slashes. */
export function listFiles(root, folders, pattern = /\.(ts|mts|js|mjs)$/) {
  return folders
    .flatMap((folder) => walk(root, folder))
    .filter((path) => pattern.test(path))
    .sort();
}

function walk(root, folder) {
  const full = join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, {withFileTypes: true}).flatMap((entry) => {
    const path = posix.join(folder.split(sep).join('/'), entry.name);
    if (SKIPPED.has(entry.name)) return [];
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}

/** A file's text and syntax tree. */
export function parse(root, path) {
  const text = readFileSync(join(root, path), 'utf8');
  return {path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)};
}

/** Calls `visit` for a node and everything below it. */
export function visitAll(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => visitAll(child, visit));
}

/** `path:line` of a node. */
export function placeOf(file, node) {
  return `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1}`;
}

/** Prints a check's problems, or its one line, and sets the exit code. */
export function finish(name, summary, problems) {
  for (const problem of problems) process.stdout.write(`  ${problem}\n`);
  process.stdout.write(`${name}: ${summary}${problems.length > 0 ? `, ${problems.length} problems` : ''}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

/** Whether a script was started by itself, and not imported by a test. */
export function isMain(meta) {
  return process.argv[1] !== undefined && require.resolve(process.argv[1]) === meta.filename;
}
