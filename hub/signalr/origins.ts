import type {IncomingHttpHeaders} from 'node:http';

const preflightAgeSeconds = 600;
/** The client's own headers and those an application adds to it (RFC 9110 section 5.6.2: a list of tokens). */
const headerNames = /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;

/**
 * Which web pages may use the hubs (Fetch standard, CORS protocol). Credentials are allowed, so the origin is named and is
 * never `*`. A request without an Origin comes from no page.
 */
export class Origins {
  readonly #allowed: ReadonlySet<string>;
  readonly #permits: (origin: string) => boolean;

  /** @throws {TypeError} an entry is `*`, or is not an origin */
  constructor(allowed: readonly string[], permits: (origin: string) => boolean = () => false) {
    this.#allowed = new Set(allowed.map(normalise));
    this.#permits = permits;
  }

  permits({origin}: IncomingHttpHeaders): boolean {
    return origin === undefined || this.#has(origin);
  }

  /** Response headers that let the page read the answer. */
  headers({origin}: IncomingHttpHeaders): Record<string, string> {
    if (origin === undefined || !this.#has(origin)) return {vary: 'Origin'};
    return {
      vary: 'Origin',
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
    };
  }

  /** Response headers of the question a browser asks before the request itself. */
  preflightHeaders(requestHeaders: IncomingHttpHeaders): Record<string, string> {
    const wanted = requestHeaders['access-control-request-headers'];
    return {
      ...this.headers(requestHeaders),
      'access-control-allow-methods': 'GET, POST, DELETE',
      ...(wanted !== undefined && headerNames.test(wanted) ? {'access-control-allow-headers': wanted} : {}),
      'access-control-max-age': String(preflightAgeSeconds),
    };
  }

  #has(origin: string): boolean {
    return this.#allowed.has(origin) || this.#permits(origin);
  }
}

function normalise(origin: string): string {
  if (origin === '*') throw new TypeError("allowedOrigins cannot hold '*': the hubs accept credentials.");
  const {origin: parsed} = new URL(origin);
  // Schemes the URL standard does not know (browser extensions, app shells) have the origin 'null'; they are taken as written.
  return parsed === 'null' ? origin : parsed;
}
