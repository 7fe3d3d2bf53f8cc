import type {IncomingMessage, ServerResponse} from 'node:http';
import * as v from 'valibot';
import {readJson} from '../read-json.ts';
import type {Conversation, Conversations} from './conversations.ts';
import {HubContactsError} from './hub-contacts.ts';

const PREFIX = '/conversations';

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const beginning = v.object({
  channel: v.picklist(['chat', 'email', 'social']),
  customer: v.object({name: text(120), address: text(120)}),
  subject: text(200),
  text: text(2_000),
});
const saying = v.object({from: v.picklist(['customer', 'agent']), text: text(2_000)});

/**
 * The other system's own small server. Its pages are on the same origin, and what changes anything has to be JSON, which
 * no foreign page can send.
 * @returns false for a path that is not its own
 */
export async function serveConversations(
  conversations: Conversations,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const {pathname} = new URL(request.url ?? '/', 'http://localhost');
  if (pathname !== PREFIX && !pathname.startsWith(`${PREFIX}/`)) return false;
  try {
    const answer = await handle(conversations, request, pathname.slice(PREFIX.length));
    send(response, answer === null ? 404 : 200, answer ?? {message: 'There is no such conversation.'});
  } catch (error) {
    if (error instanceof HubContactsError) send(response, error.status, {message: error.message});
    else if (error instanceof v.ValiError || error instanceof SyntaxError)
      send(response, 400, {message: 'Something is missing: who writes, about what, and the text.'});
    else throw error;
  }
  return true;
}

async function handle(conversations: Conversations, request: IncomingMessage, path: string): Promise<object | null> {
  const [, id = '', action = ''] = path.split('/');
  const {method} = request;
  if (id === '' && method === 'GET')
    return Promise.all(conversations.newest.map((each) => withStatus(conversations, each)));
  if (id === '' && method === 'POST')
    return withStatus(conversations, await conversations.begin(v.parse(beginning, await readJson(request))));
  const found = conversations.find(id);
  if (found === undefined) return null;
  if (action === '' && method === 'GET') return withStatus(conversations, found);
  if (action === 'messages' && method === 'POST') {
    const {from, text: said} = v.parse(saying, await readJson(request));
    return withStatus(conversations, conversations.say(found, from, said));
  }
  if (action === 'end' && method === 'POST') {
    await readJson(request);
    return withStatus(conversations, await conversations.end(found));
  }
  return null;
}

/** A hub that is away just now takes no conversation with it. */
async function withStatus(conversations: Conversations, conversation: Conversation): Promise<object> {
  const unknown = {status: 'unknown', agent: null};
  const status = await conversations.statusOf(conversation).catch((error: unknown) => {
    if (error instanceof HubContactsError) return unknown;
    throw error;
  });
  return {...conversation, ...status};
}

function send(response: ServerResponse, status: number, answer: object): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(JSON.stringify(answer));
}
