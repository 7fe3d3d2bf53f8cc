import type {IncomingMessage, ServerResponse} from 'node:http';
import {ACCOUNTS} from './pages/crm-accounts.ts';

/**
 * What the demo's CRM tells other programs of a customer: `GET /customers/20417`. A flow of the main line asks for it.
 * @returns false for a path that is none of these
 */
export async function serveCustomers({method, url}: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const [, number] = /^\/customers\/(\d+)$/.exec(url ?? '') ?? [];
  if (method !== 'GET' || number === undefined) return false;
  const account = ACCOUNTS.find(({id}) => id.endsWith(`-${number}`));
  response.setHeader('content-type', 'application/json');
  if (account === undefined) response.writeHead(404).end('{}');
  else response.end(JSON.stringify({id: account.id, name: account.name, tier: account.tier}));
  return true;
}
