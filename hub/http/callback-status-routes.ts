import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {cancelPage, refreshAfterS, statusPage} from '../callbacks/pages/status-page.ts';
import {cancelRequest} from '../callbacks/requests/cancel-request.ts';
import {settled} from '../callbacks/requests/lock-number.ts';
import {progressOf} from '../callbacks/requests/request-progress.ts';
import {type AnyRequest, requestOfToken} from '../callbacks/requests/request-store.ts';
import {organisationName} from '../organisation/organisation-name.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type CallbackPageOptions, queryOf, sendPage, sendRefusal, sentBody, wordsOf} from './callback-replies.ts';

const params = v.object({token: v.string()});

/** `GET` a request by its token; `POST` twice to cancel it: a question comes between. */
export function addStatusRoutes(routes: FastifyInstance, options: CallbackPageOptions): void {
  const {store, pages} = options;

  routes.get('/:token', async (request, reply) => {
    const token = tokenOf(request);
    const words = wordsOf(request);
    const found = await withRequest(token, async (work, row) => ({
      organisation: await organisationName(work),
      progress: await progressOf(work, row),
      now: work.now,
    }));
    if (found === null) return notFound(request, reply);
    const still = queryOf(request)['still'] === '1';
    const seconds = refreshAfterS(found.progress);
    // In a header: what a page does by itself can be switched off in it.
    if (seconds !== null && !still) void reply.header('refresh', String(seconds));
    return sendPage(reply, 200, statusPage({...found, words, base: pages.path, token, still}));
  });

  routes.post('/:token/cancel', async (request, reply) => {
    const token = tokenOf(request);
    const words = wordsOf(request);
    const sure = sentBody(request)['sure'] === 'yes';
    const found = await withRequest(token, async (work, row) => {
      if (sure) await cancelRequest(work, row);
      return {organisation: await organisationName(work), cancellable: (await progressOf(work, row)).cancellable};
    });
    if (found === null) return notFound(request, reply);
    if (sure || !found.cancellable) return reply.redirect(`${pages.path}/${token}?language=${words.language}`, 303);
    const {organisation} = found;
    return sendPage(reply, 200, cancelPage({words, organisation, base: pages.path, token}));
  });

  function withRequest<T>(token: string, body: (work: Work, row: AnyRequest) => Promise<T>): Promise<T | null> {
    return settled(() =>
      store.decide(async (work) => {
        const row = await requestOfToken(work, token);
        return row === null ? null : body(work, row);
      }),
    );
  }

  function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const words = wordsOf(request);
    return sendRefusal(options, reply, {status: 404, words, text: words.refused.gone});
  }
}

function tokenOf({params: given}: FastifyRequest): string {
  return v.parse(params, given).token;
}
