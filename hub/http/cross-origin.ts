import type {IncomingHttpHeaders} from 'node:http';

/** A page of an allowed origin may read the answer; what it may send is what it asks to send. */
export function crossOriginHeaders(
  headers: IncomingHttpHeaders,
  allowedOrigins: readonly string[],
): Record<string, string> {
  const {origin, 'access-control-request-headers': asked} = headers;
  if (origin === undefined || !allowedOrigins.includes(origin)) return {};
  const allowed = {'access-control-allow-origin': origin, vary: 'origin'};
  return asked === undefined ? allowed : {...allowed, 'access-control-allow-headers': asked};
}
