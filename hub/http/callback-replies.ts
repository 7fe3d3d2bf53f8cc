import type {FastifyReply, FastifyRequest} from 'fastify';
import {refusedPage} from '../callbacks/pages/status-page.ts';
import {type RequestWords, acceptedLanguages, requestWordsFor} from '../callbacks/pages/words.ts';
import type {HubStore} from '../store/hub-store.ts';
import {storable} from '../store/storable.ts';
import type {PublicPages} from './public-pages.ts';

export type CallbackPageOptions = {
  readonly store: HubStore;
  readonly pages: PublicPages;
  /** Whether this hub can send mail. */
  readonly mail: boolean;
};

/** What a browser brings that counts here, text by name; of several fields of a name the first. */
export type Sent = Readonly<Record<string, string>>;

export function sentBody({body}: FastifyRequest): Sent {
  return typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
}

export function queryOf({query}: FastifyRequest): Sent {
  const entries = Object.entries(Object(query)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, String(storable(value))]));
}

/** What the address or the form says, else what the browser prefers. */
export function wordsOf(request: FastifyRequest): RequestWords {
  const said = sentBody(request)['language'] ?? queryOf(request)['language'] ?? '';
  return requestWordsFor(said, ...acceptedLanguages(request.headers['accept-language']));
}

export function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}

/** A page that says that nothing can be done here, or not now. */
export function sendRefusal(
  {pages}: CallbackPageOptions,
  reply: FastifyReply,
  given: {readonly status: number; readonly words: RequestWords; readonly text: string; readonly organisation?: string},
): FastifyReply {
  const {status, words, text, organisation = ''} = given;
  return sendPage(reply, status, refusedPage({words, organisation, base: pages.path, text}));
}
