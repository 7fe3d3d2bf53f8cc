/** Reads an element's contract twice: from its class docblock, and from what its code does. */
import {posix} from 'node:path';
import {ts, visitAll} from './source.mjs';

const LIFECYCLE = new Set([
  'connectedCallback',
  'disconnectedCallback',
  'attributeChangedCallback',
  'adoptedCallback',
  'formAssociatedCallback',
  'formDisabledCallback',
  'formResetCallback',
  'formStateRestoreCallback',
]);

/** The exported classes of a file that say what they are, with their documentation. */
export function documentedClasses(file) {
  const classes = file.tree.statements.filter(ts.isClassDeclaration);
  return classes
    .map((node) => ({node, name: node.name.text, tags: tagsOf(node)}))
    .filter(({tags}) => tags.some(({tag}) => tag === 'summary'));
}

function tagsOf(node) {
  return ts.getJSDocTags(node).map((tag) => {
    const type = tag.typeExpression?.getText().replace(/[{}]/g, '') ?? '';
    const comment = ts.getTextOfJSDocComment(tag.comment) ?? '';
    return {tag: tag.tagName.text, text: `${type ? `{${type}} ` : ''}${comment}`.trim()};
  });
}

/** Tags of one kind as name → description; the name of a default slot is empty. */
export function named(tags, kind) {
  const texts = tags.filter(({tag}) => tag === kind).map(({text}) => text);
  return new Map(
    texts.map((text) => {
      const [, name = '', description = ''] =
        /^(?:\{[^}]*\}\s*)?(?:\[?([^\s=\]]+)[^\]\s]*\]?)?\s*(?:-\s*|$)([\s\S]*)$/.exec(
          text === '-' || text.startsWith('- ') ? ` ${text}` : text,
        ) ?? [];
      return [name, description];
    }),
  );
}

/** Documented events: event name → event class. */
export function firedEvents(tags) {
  return new Map(
    tags
      .filter(({tag}) => tag === 'fires')
      .map(({text}) => {
        const [, type = '', name = ''] = /^(?:\{(\w+)\}\s*)?([\w-]+)?/.exec(text) ?? [];
        return [name, type];
      }),
  );
}

/** Public members without a description. */
export function undocumentedMembers({node}) {
  return node.members
    .filter((member) => isPublic(member) && !hasComment(member))
    .map((member) => member.name.getText());
}

function isPublic(member) {
  if (!member.name || ts.isPrivateIdentifier(member.name) || LIFECYCLE.has(member.name.getText())) return false;
  const hidden = [
    ts.SyntaxKind.PrivateKeyword,
    ts.SyntaxKind.ProtectedKeyword,
    ts.SyntaxKind.StaticKeyword,
    ts.SyntaxKind.OverrideKeyword,
  ];
  // A setter is described at its getter.
  return !ts.isSetAccessor(member) && !member.modifiers?.some(({kind}) => hidden.includes(kind));
}

function hasComment(member) {
  const [doc] = ts.getJSDocCommentsAndTags(member);
  return doc !== undefined && (ts.getTextOfJSDocComment(doc.comment) ?? '').trim() !== '';
}

/** Names in `static properties` that are public. */
export function reactiveProperties({node}) {
  const list = node.members.find(
    (member) => member.name?.getText() === 'properties' && ts.isPropertyDeclaration(member),
  )?.initializer;
  if (!list || !ts.isObjectLiteralExpression(list)) return [];
  return list.properties
    .filter((property) => !/\bstate:\s*true\b/.test(property.initializer?.getText() ?? ''))
    .map((property) => property.name.getText());
}

/** What the code of an element's folder does that a page can see. */
export function behaviourOf(files, elementFile) {
  const seen = {events: new Set(), parts: new Set(), slots: new Set(), states: new Set(), cssprops: new Set()};
  for (const file of files) visitAll(file.tree, (node) => look(node, file, elementFile, seen));
  return seen;
}

function look(node, file, elementFile, seen) {
  if (ts.isNewExpression(node) && node.expression.getText().endsWith('Event'))
    seen.events.add(node.expression.getText());
  if (ts.isCallExpression(node) && /(\.setState|states\.(add|delete))$/.test(node.expression.getText())) {
    const [name] = node.arguments;
    if (name && ts.isStringLiteralLike(name)) seen.states.add(name.text);
  }
  if (!ts.isTaggedTemplateExpression(node)) return;
  const text = node.template.getText();
  const prefix = `--cordboard-${posix.basename(posix.dirname(file.path))}-`;
  for (const [name] of text.matchAll(/--cordboard-[\w-]+/g)) if (name.startsWith(prefix)) seen.cssprops.add(name);
  if (file !== elementFile) return;
  for (const [, names] of text.matchAll(/\spart="([^"$]*)/g))
    for (const name of names.split(/\s+/).filter(Boolean)) seen.parts.add(name);
  for (const [, attributes] of text.matchAll(/<slot\b([^>]*)>/g))
    seen.slots.add(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? '');
}

/** Every word in the strings and templates of some files: what a documented name must occur among. */
export function wordsOf(files) {
  const words = new Set();
  for (const {tree} of files) {
    visitAll(tree, (node) => {
      const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
      if (isText) for (const [word] of node.text.matchAll(/[\w-]+/g)) words.add(word);
    });
  }
  return words;
}
