import type {IncomingMessage, ServerResponse} from 'node:http';
import * as v from 'valibot';
import {readJson} from '../read-json.ts';
import type {Mailbox} from './mailbox.ts';

const PREFIX = '/mails';
const wanted = v.object({graphIsOff: v.boolean()});

/**
 * What the page of caught mail asks. What changes anything has to be JSON, which no foreign page can send.
 * @returns false for a path that is not its own
 */
export async function serveMail(
  mailbox: Mailbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const {pathname} = new URL(request.url ?? '/', 'http://localhost');
  if (pathname !== PREFIX) return false;
  if (request.method === 'POST') {
    const body = await readJson(request).catch(() => null);
    const parsed = v.safeParse(wanted, body);
    if (!parsed.success) return send(response, 400, {message: 'It says neither on nor off.'});
    mailbox.graphIsOff = parsed.output.graphIsOff;
  }
  return send(response, 200, {mails: mailbox.newest, graphIsOff: mailbox.graphIsOff});
}

function send(response: ServerResponse, status: number, answer: object): true {
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(status, headers).end(JSON.stringify(answer));
  return true;
}
