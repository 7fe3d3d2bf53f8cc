import type {FastifyReply} from 'fastify';
import type {CallbackRequestProblem} from '../../src/api/wire/callback-request.ts';

/** What can go wrong at the interface for other systems; a program switches on it (docs/digital-contacts.md). */
const PROBLEMS = {
  'token-missing': [401, 'No access token was sent'],
  'token-invalid': [401, 'The access token is not good'],
  'token-expired': [401, 'The access token has expired'],
  'role-missing': [403, 'This client may not bring contacts'],
  'not-permitted': [403, 'This needs another role'],
  'site-refused': [403, 'This page may not start this call'],
  'callbacks-not-set-up': [409, 'No callbacks can be asked for here'],
  'proof-invalid': [403, 'The proof of work is not good, or was used before'],
  'callback-begun': [409, 'The time of the callback has begun'],
  'callback-gone': [409, 'The callback is over'],
  'callback-joined': [409, 'Others asked for this number and were promised this callback'],
  'callback-open': [409, 'The number is promised a callback already'],
  'number-not-callable': [409, 'There is no number that can be called'],
  'not-found': [404, 'There is no such thing here'],
  'key-missing': [400, 'Say which request this is'],
  malformed: [400, 'The body is not JSON'],
  'key-reused': [409, 'Another request had this key'],
  'contact-open': [409, 'A contact is open'],
  'contact-ended': [409, 'The contact has ended'],
  'synthesiser-missing': [409, 'No speech synthesiser is installed where the hub runs'],
  'synthesiser-failed': [422, 'These words could not be spoken'],
  'audio-unusable': [422, 'This recording cannot be played'],
  'lines-in-use': [409, 'All lines are in use'],
  closed: [409, 'The contact centre is closed'],
  stale: [412, 'It has changed since you read it'],
  'too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body must be JSON'],
  invalid: [422, 'Something in the body does not fit'],
  'precondition-missing': [428, 'Say which revision you read'],
  'rate-limited': [429, 'Too many requests'],
  internal: [500, 'The hub could not do this just now'],
  unavailable: [503, 'The hub cannot judge the token just now'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A field that does not fit: where (a JSON pointer, RFC 6901) and what was expected there, never its value. */
export type FieldProblem = {readonly path: string; readonly expected: string};

export type ProblemDetails = {
  /** In place of the code's own. */
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  /** What is wrong with a request of a customer's, at its field. */
  readonly problems?: readonly CallbackRequestProblem[];
  /** When a closed queue opens, ISO 8601; null when nobody knows. */
  readonly opensAt?: string | null;
};

/** Thrown by a handler to answer with a problem. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  readonly retryAfterS: number | null;
  /** As Fastify's own errors have it: what is the client's doing is no failure of the hub. */
  readonly statusCode: number;

  constructor(code: ProblemCode, details: ProblemDetails = {}, retryAfterS: number | null = null) {
    super(PROBLEMS[code][1]);
    this.code = code;
    this.details = details;
    this.retryAfterS = retryAfterS;
    this.statusCode = PROBLEMS[code][0];
  }
}

/** Problem details for HTTP (RFC 9457). */
export function sendProblem(reply: FastifyReply, {code, details, retryAfterS}: Problem): FastifyReply {
  const [status, title] = PROBLEMS[code];
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (retryAfterS !== null) void reply.header('retry-after', String(retryAfterS));
  return reply
    .code(status)
    .type('application/problem+json')
    .send({type: 'about:blank', title, status, code, ...details});
}

/** Fastify's own errors in our words. What is none of the client's doing says nothing about itself. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return new Problem('too-large');
  if (status === 415) return new Problem('unsupported-media-type');
  return new Problem(status === 400 ? 'malformed' : 'internal');
}
