import type {IncomingMessage} from 'node:http';

const BODY_MAX_BYTES = 16 * 1024;

/** @throws {SyntaxError} when it is no JSON, says that it is something else, or is too long */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') throw new SyntaxError('not JSON');
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > BODY_MAX_BYTES) throw new SyntaxError('too long');
  }
  return JSON.parse(body === '' ? '{}' : body);
}
