import type {Colleague} from './colleagues.ts';

export type Matches = (colleague: Colleague) => boolean;

/** A query that Graph would not answer; its message says which part. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

const ALTERNATIVES_MAX = 15;

/**
 * `$search` of directory objects: quoted clauses `property:words`, joined by OR. Names are found by the beginnings of
 * their words in any order, role and department by how they begin.
 */
export function readSearch(search: string): Matches {
  const clauses = [...search.matchAll(/"(\w+):((?:[^"\\]|\\.)*)"(?:\s+OR\s+|\s*$)/gy)];
  const read = clauses.reduce((length, [whole]) => length + whole.length, 0);
  if (clauses.length === 0 || read !== search.length) throw new QueryError('Syntax error in $search.');
  const matches = clauses.map(([, property = '', text = '']) => clause(property, text.replaceAll(/\\(.)/g, '$1')));
  return (colleague) => matches.some((matching) => matching(colleague));
}

function clause(property: string, text: string): Matches {
  switch (property) {
    case 'displayName': {
      const asked = words(text);
      return ({displayName}) => asked.length > 0 && asked.every((word) => words(displayName).some(begins(word)));
    }
    case 'jobTitle':
      return ({jobTitle}) => begins(text.toLowerCase())((jobTitle ?? '').toLowerCase());
    case 'department':
      return ({department}) => begins(text.toLowerCase())((department ?? '').toLowerCase());
    default:
      throw new QueryError(`This directory has no search for ${property}.`);
  }
}

function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{Nd}]+/u)
    .filter((word) => word !== '');
}

function begins(start: string): (text: string) => boolean {
  return (text) => start !== '' && text.startsWith(start);
}

/** The part of `$filter` that a desk uses: `eq` on the account, `any` on work numbers, `and`, `or` and parentheses. */
export function readFilter(filter: string): Matches {
  const parser = new FilterParser(filter);
  const matches = parser.alternatives();
  parser.end();
  return matches;
}

class FilterParser {
  #rest: string;

  constructor(filter: string) {
    this.#rest = filter;
  }

  alternatives(): Matches {
    const all = [this.#conjunction()];
    while (this.#take(/^\s+or\s+/) !== null) all.push(this.#conjunction());
    if (all.length > ALTERNATIVES_MAX) throw new QueryError('Too many child clauses in $filter.');
    return (colleague) => all.some((matches) => matches(colleague));
  }

  end(): void {
    if (this.#rest.trim() !== '') throw new QueryError('Syntax error in $filter.');
  }

  #conjunction(): Matches {
    const all = [this.#term()];
    while (this.#take(/^\s+and\s+/) !== null) all.push(this.#term());
    return (colleague) => all.every((matches) => matches(colleague));
  }

  #term(): Matches {
    if (this.#take(/^\(/) !== null) {
      const inner = this.alternatives();
      if (this.#take(/^\)/) === null) throw new QueryError('A parenthesis is open in $filter.');
      return inner;
    }
    const enabled = this.#take(/^accountEnabled eq (true|false)/);
    if (enabled !== null) return ({accountEnabled}) => accountEnabled === (enabled[1] === 'true');
    const number = this.#take(/^businessPhones\/any\((\w+):\1 eq '((?:[^']|'')*)'\)/)?.[2]?.replaceAll("''", "'");
    if (number !== undefined) return ({businessPhones}) => businessPhones.includes(number);
    throw new QueryError('Unsupported or invalid query filter clause.');
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#rest);
    if (found !== null) this.#rest = this.#rest.slice(found[0].length);
    return found;
  }
}
