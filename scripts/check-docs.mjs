/**
 * Compares each element's class docblock with its code: nothing public is undocumented, nothing documented is invented.
 * An element is a class in a folder of src/components that has a define.ts.
 */
import {existsSync} from 'node:fs';
import {join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
import {
  behaviourOf,
  documentedClasses,
  firedEvents,
  named,
  reactiveProperties,
  undocumentedMembers,
  wordsOf,
} from './checks/element-docs.mjs';
import {finish, isMain, listFiles, parse, placeOf, ts, visitAll} from './checks/source.mjs';

const ROOM = 'src/components';
/** Docblock tag → what the code of an element shows of it. */
const KINDS = {csspart: 'parts', slot: 'slots', cssstate: 'states', cssprop: 'cssprops'};

/** Checks a tree: how many elements it found and one sentence for each disagreement. */
export function checkDocs(root) {
  const files = listFiles(root, [ROOM], /\.ts$/).map((path) => parse(root, path));
  const all = {words: wordsOf(files), events: eventClasses(files)};
  const folders = [...new Set(files.map(({path}) => posix.dirname(path)))].filter((folder) =>
    existsSync(join(root, folder, 'define.ts')),
  );
  const problems = folders.flatMap((folder) => {
    const own = files.filter(({path}) => posix.dirname(path) === folder);
    return checkElement(folder, own, all);
  });
  if (existsSync(join(root, ROOM)) && folders.length === 0)
    problems.push(`${ROOM} has no folder with a define.ts: the paths are wrong.`);
  return {elements: folders.length, problems};
}

/** Event name → class, from the `*.events.ts` files: the class's `super('name', …)`. */
function eventClasses(files) {
  const events = new Map();
  for (const {tree} of files.filter(({path}) => path.endsWith('.events.ts'))) {
    for (const node of tree.statements.filter(ts.isClassDeclaration)) {
      visitAll(node, (inner) => {
        const isSuper = ts.isCallExpression(inner) && inner.expression.kind === ts.SyntaxKind.SuperKeyword;
        if (isSuper && ts.isStringLiteralLike(inner.arguments[0])) events.set(inner.arguments[0].text, node.name.text);
      });
    }
  }
  return events;
}

function checkElement(folder, files, all) {
  const path = `${folder}/${posix.basename(folder)}.ts`;
  const file = files.find((each) => each.path === path);
  if (!file) return [`${folder} has a define.ts but no ${posix.basename(folder)}.ts.`];
  const [element] = documentedClasses(file);
  if (!element) return [`${path} has no class with @summary in its docblock.`];
  const behaviour = behaviourOf(files, file);
  const problems = [...checkMembers(element), ...checkEvents(element, behaviour, all.events)];
  for (const [kind, seen] of Object.entries(KINDS))
    problems.push(...checkNames(element, kind, behaviour[seen], all.words));
  return problems.map((problem) => `${placeOf(file, element.node)} ${problem}`);
}

function checkMembers(element) {
  const {node, name, tags} = element;
  const members = new Set(node.members.map((member) => member.name?.getText()));
  return [
    ...undocumentedMembers(element).map((member) => `${name}.${member} is public and has no description.`),
    ...reactiveProperties(element)
      .filter((property) => !members.has(property))
      .map((property) => `${name}.${property} is in properties but not declared.`),
    ...(tags.some(({tag}) => tag === 'since') ? [] : [`${name} has no @since.`]),
  ];
}

function checkEvents({name, tags}, behaviour, events) {
  const documented = firedEvents(tags);
  const classes = new Set(documented.values());
  return [
    ...[...behaviour.events]
      .filter((event) => [...events.values()].includes(event) && !classes.has(event))
      .map((event) => `${name} fires ${event} without @fires.`),
    ...[...documented]
      .filter(([event, type]) => events.get(event) !== type)
      .map(([event, type]) => `@fires {${type}} ${event} names an event that no *.events.ts declares so.`),
  ];
}

function checkNames({name, tags}, kind, used, words) {
  const documented = named(tags, kind);
  const isUsed = (each) => used.has(each) || words.has(each);
  return [
    ...[...used]
      .filter((each) => !documented.has(each))
      .map((each) => `${name} has the ${kind} "${each}" without @${kind}.`),
    ...[...documented.keys()]
      .filter((each) => !isUsed(each))
      .map((each) => `@${kind} ${each} occurs nowhere in the code.`),
    ...[...documented]
      .filter(([, description]) => description.trim() === '')
      .map(([each]) => `@${kind} ${each} has no description.`),
  ];
}

if (isMain(import.meta)) {
  const {elements, problems} = checkDocs(fileURLToPath(new URL('..', import.meta.url)));
  finish('element docs', `${elements} elements`, problems);
}
