/** A place in the organisation file and what was expected there. Never what was there instead. */
export type Problem = {readonly path: string; readonly expected: string};

/** Thrown for an organisation that is not right: where, and what was expected. Nothing was changed. */
export class OrganisationError extends Error {
  override readonly name = 'OrganisationError';
  readonly code = 'invalid-organisation';
  /** All that was found, the first of which is the message. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...Problem[]], options?: ErrorOptions) {
    super(`${problems[0].path}: expected ${problems[0].expected}`, options);
    this.problems = problems;
  }
}
