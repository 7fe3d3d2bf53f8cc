/**
 * Fails where a file imports what its room may not. Every way to import counts: static, types only, side effects,
 * re-export, `import()`, `typeof import()`, `require` and `new URL(…, import.meta.url)`.
 * `--table` prints the table for ARCHITECTURE.md.
 */
import {existsSync, readFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import {join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
import {LAYERS, allowedPackages, roomOf, tableText} from './checks/layer-table.mjs';
import {finish, isMain, listFiles, parse, placeOf, ts, visitAll} from './checks/source.mjs';

/** Checks a tree: how many files it read and one sentence for each breach. */
export function checkLayers(root) {
  const files = listFiles(root, ['src', 'hub', 'demo']);
  if (files.length === 0) return {scanned: 0, problems: ['There is no file to check: the paths are wrong.']};
  const packages = new Map(LAYERS.map((layer) => [layer.room, allowedPackages(root, layer)]));
  const problems = files.flatMap((path) => {
    const file = parse(root, path);
    return importsOf(file).flatMap(({name, node}) => {
      const problem = judge(path, name, packages);
      return problem ? [`${placeOf(file, node)} ${problem}`] : [];
    });
  });
  return {scanned: files.length, problems: [...problems, ...checkArchitecture(root)]};
}

/** Everything a file imports; `name` is undefined where it is computed. */
function importsOf({path, tree}) {
  const found = [];
  visitAll(tree, (node) => {
    const specifier = specifierOf(node) ?? workerOf(path, node);
    if (specifier) found.push({name: ts.isStringLiteralLike(specifier) ? specifier.text : undefined, node});
  });
  return found;
}

function specifierOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return node.argument.literal;
  if (ts.isExternalModuleReference(node)) return node.expression;
  return ts.isCallExpression(node) && isImportCall(node) ? node.arguments[0] : undefined;
}

/** A worker or a process is started by the address of its module. The demo starts the hub so, and is free to. */
function workerOf(path, node) {
  if (path.startsWith('demo/') || !ts.isNewExpression(node) || node.expression.getText() !== 'URL') return undefined;
  const [name, base] = node.arguments ?? [];
  const isModule = name && ts.isStringLiteralLike(name) && /^\.{1,2}\/.*\.m?[jt]s$/.test(name.text);
  return isModule && base?.getText() === 'import.meta.url' ? name : undefined;
}

function isImportCall({expression}) {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function judge(path, name, packages) {
  const layer = roomOf(path);
  if (!layer) return 'lies in no room of the table: add the room.';
  if (name === undefined)
    return path.startsWith('demo/') ? undefined : 'imports a computed name, which cannot be checked.';
  if (name.startsWith('.')) return judgeFile(layer, name, posix.normalize(posix.join(posix.dirname(path), name)));
  if (isBuiltin(name)) return layer.node ? undefined : `imports ${name}; ${layer.room} has no Node.`;
  if (/^[a-z]+:/.test(name)) return `imports ${name}; only packages and files are allowed.`;
  const packageName = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
  return packages.get(layer.room).has(packageName)
    ? undefined
    : `imports the package ${packageName}; ${layer.room} may not.`;
}

function judgeFile(layer, name, target) {
  const room = roomOf(target)?.room;
  if (room === layer.room || layer.rooms.includes(room)) return undefined;
  return `imports ${name}; ${layer.room} may not import ${room ?? `${target}, which lies outside every room`}.`;
}

function checkArchitecture(root) {
  const path = join(root, 'ARCHITECTURE.md');
  if (!existsSync(path) || readFileSync(path, 'utf8').includes(tableText())) return [];
  return [
    'ARCHITECTURE.md does not show the table as it is: paste what "node scripts/check-layers.mjs --table" prints.',
  ];
}

if (isMain(import.meta)) {
  if (process.argv.includes('--table')) process.stdout.write(`${tableText()}\n`);
  else {
    const {scanned, problems} = checkLayers(fileURLToPath(new URL('..', import.meta.url)));
    finish('layers', `${scanned} files`, problems);
  }
}
