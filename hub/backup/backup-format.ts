import * as v from 'valibot';

/**
 * A backup is gzipped text. A line that begins with `#` says what follows: first what the file is, then each table, at
 * last how many rows there were, so that a file cut short is known for one. Every other line is a row of the table
 * before it, in PostgreSQL's own JSON, which is never taken apart here: a figure too large for JavaScript stays what it is.
 */
const header = v.object({
  format: v.literal('cordboard-backup'),
  version: v.literal(1),
  takenAt: v.string(),
  /** The migrations its database had had, in order. */
  schema: v.pipe(v.array(v.string()), v.minLength(1)),
});
const table = v.object({table: v.pipe(v.string(), v.regex(/^[a-z_]+$/))});
const end = v.object({end: v.literal(true), rows: v.number()});

export type BackupHeader = v.InferOutput<typeof header>;

export type BackupLine =
  | {readonly kind: 'header'; readonly header: BackupHeader}
  | {readonly kind: 'table'; readonly table: string}
  | {readonly kind: 'row'; readonly json: string}
  | {readonly kind: 'end'; readonly rows: number};

/** The file is no backup, or not a whole one; or the place for it is not right. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly code = 'backup-failed';
}

export function mark(
  said: BackupHeader | {readonly table: string} | {readonly end: true; readonly rows: number},
): string {
  return `#${JSON.stringify(said)}\n`;
}

/** @throws {BackupError} */
export function readLine(text: string): BackupLine {
  if (!text.startsWith('#')) return {kind: 'row', json: text};
  const said: unknown = parse(text.slice(1));
  if (v.is(header, said)) return {kind: 'header', header: said};
  if (v.is(table, said)) return {kind: 'table', table: said.table};
  if (v.is(end, said)) return {kind: 'end', rows: said.rows};
  throw new BackupError('the file is no backup that this hub can read.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BackupError('the file is no backup that this hub can read.', {cause});
  }
}
