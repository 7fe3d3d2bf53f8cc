import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import * as v from 'valibot';
import {checkOrganisation} from './check-organisation.ts';
import {writeOut} from './older-file.ts';
import {OrganisationError, type Problem} from './organisation-error.ts';
import {type Organisation, organisationSchema} from './organisation-schema.ts';

export {OrganisationError, type Problem} from './organisation-error.ts';
export type {Organisation} from './organisation-schema.ts';
export type {ConfiguredVariable} from './variables.ts';

/** More than a person puts right at once. */
const PROBLEMS_MAX = 50;

/**
 * Reads an organisation file.
 * @throws {OrganisationError} with the paths of the wrong fields and what was expected there
 */
export function parseOrganisation(json: string): Organisation {
  return checkedOrganisation(parseJson(json));
}

/**
 * The organisation an unknown value stands for, written out in full: reading what was written changes nothing.
 * @throws {OrganisationError} as {@link parseOrganisation}
 */
export function checkedOrganisation(value: unknown): Organisation {
  const parsed = v.safeParse(organisationSchema, writeOut(value));
  const problems = parsed.success ? checkOrganisation(parsed.output) : parsed.issues.map(problemOf);
  const [first, ...others] = problems;
  if (first !== undefined) throw new OrganisationError([first, ...others.slice(0, PROBLEMS_MAX - 1)]);
  if (!parsed.success) throw new TypeError('unreachable: issues without an issue');
  return parsed.output;
}

/** An organisation as it was stored, which the rules of a newer hub need not please. */
export function storedOrganisation(document: object): Organisation {
  return v.parse(organisationSchema, writeOut(document));
}

export type OrganisationFile = {
  readonly organisation: Organisation;
  /** Of what the file says, however it is spaced. */
  readonly fingerprint: string;
};

/** @throws {OrganisationError} also when there is no such file */
export async function readOrganisation(path: string): Promise<OrganisationFile> {
  const json = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new OrganisationError([{path: THE_FILE, expected: 'to be there and readable'}], {cause});
  });
  return organisationFile(json);
}

/** @throws {OrganisationError} as {@link parseOrganisation} */
export function organisationFile(json: string): OrganisationFile {
  return {organisation: parseOrganisation(json), fingerprint: fingerprintOf(JSON.stringify(JSON.parse(json)))};
}

export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const THE_FILE = 'the file';

function problemOf(issue: v.BaseIssue<unknown>): Problem {
  return {path: v.getDotPath(issue) ?? THE_FILE, expected: expectedBy(issue)};
}

function expectedBy({type, expected, received, message}: v.BaseIssue<unknown>): string {
  // A pattern is for machines: its message says the same to a person. A check's message is a sentence of ours too.
  if (type === 'regex' || type === 'check') return message;
  if (type === 'strict_object' && expected === 'never') return 'no such field';
  return received === 'undefined' ? 'to be there' : (expected ?? message);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new OrganisationError([{path: THE_FILE, expected: 'JSON'}], {cause});
  }
}
