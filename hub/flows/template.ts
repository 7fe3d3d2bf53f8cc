import {fillPlaceholders} from '../../src/domain/flow.ts';

/**
 * The address with values in their places, each encoded so that it stays one part of it. Null when a value would make
 * another address of it after all: `..` leads out of its folder, encoded or not.
 */
export function fillTemplate(template: string, valueOf: (name: string) => string): string | null {
  const filled = fillPlaceholders(template, (name) => encodeURIComponent(valueOf(name).toWellFormed()));
  const plain = fillPlaceholders(template, () => 'x');
  if (!URL.canParse(filled) || !URL.canParse(plain)) return null;
  const [is, meant] = [new URL(filled), new URL(plain)];
  return is.origin === meant.origin && depthOf(is) === depthOf(meant) ? filled : null;
}

function depthOf({pathname}: {readonly pathname: string}): number {
  return pathname.split('/').length;
}
