import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type {CallbackRequestProblem} from '../../src/api/wire/callback-request.ts';
import {confirmPage} from '../callbacks/pages/confirm-page.ts';
import {formPage} from '../callbacks/pages/form-page.ts';
import {timeInWords} from '../callbacks/pages/time-words.ts';
import type {RequestWords} from '../callbacks/pages/words.ts';
import {type Written, askedIn} from '../callbacks/pages/written.ts';
import {type CheckedRequest, checkRequest} from '../callbacks/requests/check-request.ts';
import {type RequestSite, findSite} from '../callbacks/requests/find-site.ts';
import {judgeStamp, stampFor} from '../callbacks/requests/form-stamp.ts';
import {offeredTo} from '../callbacks/requests/form-of.ts';
import {makeRequest} from '../callbacks/requests/make-request.ts';
import {callbackSecret} from '../callbacks/requests/secret.ts';
import {organisationName} from '../organisation/organisation-name.ts';
import {isZone} from '../../src/domain/zone-time.ts';
import type {Work} from '../store/unit-of-work.ts';
import {
  type CallbackPageOptions,
  type Sent,
  queryOf,
  sendPage,
  sendRefusal,
  sentBody,
  wordsOf,
} from './callback-replies.ts';
import {tryToMake} from './public-callbacks.ts';
import {callerOf, wideNetworkOf} from './visitor.ts';

/** Where nothing better is known. */
const SOME_ZONE = 'UTC';

/** What is drawn after a form was sent, or before. */
type Drawing = {
  readonly site: RequestSite;
  readonly words: RequestWords;
  readonly written: Written;
  readonly problems?: readonly CallbackRequestProblem[];
  readonly notice?: string;
};

/** `GET` the form; `POST` it, look once more, and confirm. */
export function addFormRoutes(routes: FastifyInstance, options: CallbackPageOptions): void {
  const {store, pages, mail} = options;

  routes.get('/', async (request, reply) => {
    const words = wordsOf(request);
    const sent = queryOf(request);
    const html = await store.decide(async (work) => {
      const site = await findSite(work, sent['key'] ?? '', '', true);
      return typeof site === 'string' ? site : drawForm(work, {site, words, written: writtenIn(site, words, sent)});
    });
    return html === 'site-refused' || html === 'callbacks-not-set-up'
      ? refuseSite(reply, words, html)
      : sendPage(reply, 200, html);
  });

  routes.post('/', async (request, reply) => {
    const words = wordsOf(request);
    const sent = sentBody(request);
    const own = pages.isOwn(request);
    const {origin = ''} = request.headers;
    const answer = await store.decide(async (work) => {
      const site = await findSite(work, sent['key'] ?? '', origin, own);
      if (typeof site === 'string') return site;
      const drawing = {site, words, written: writtenIn(site, words, sent)};
      const {step = 'look'} = sent;
      if (step === 'times' || step === 'change') return {status: 200, html: await drawForm(work, drawing)};
      return step === 'confirm' ? confirmed(work, drawing, sent['stamp'] ?? '', own) : look(work, drawing);
    });
    if (answer === 'site-refused' || answer === 'callbacks-not-set-up') return refuseSite(reply, words, answer);
    return 'html' in answer ? sendPage(reply, answer.status, answer.html) : send(request, reply, answer.drawing);
  });

  /** The form again with its faults, or the question whether all is right. */
  async function look(work: Work, drawing: Drawing) {
    const outcome = await checkRequest(work, drawing.site, askedIn(drawing.written));
    if ('problems' in outcome)
      return {status: 422, html: await drawForm(work, {...drawing, problems: outcome.problems})};
    return {status: 200, html: await drawQuestion(work, drawing, outcome.checked)};
  }

  /** Only what was shown and agreed to, on a page of the hub's own, a moment ago. */
  async function confirmed(work: Work, drawing: Drawing, stamp: string, own: boolean) {
    const judged = judgeStamp(await callbackSecret(work), drawing.written, stamp, work.now);
    if (own && judged === 'good') return {drawing};
    const {refused} = drawing.words;
    return look(work, {...drawing, notice: judged === 'too-early' ? refused.often : refused.stale});
  }

  async function send(request: FastifyRequest, reply: FastifyReply, drawing: Drawing): Promise<FastifyReply> {
    const {written, words} = drawing;
    const made = await tryToMake(store, (work) =>
      makeRequest(work, {
        ...askedIn(written),
        ...{key: written.key, requestId: written.requestId, origin: '', proof: null},
        trapped: written.website !== '',
        mail: mail && pages.mayBeMailed(request),
        language: words.language,
        caller: callerOf(request),
        network: wideNetworkOf(request),
        statusUrl: (token) => pages.statusUrl(request, token),
      }),
    );
    switch (made.status) {
      case 'made':
        return reply.redirect(`${pages.path}/${made.token}?language=${words.language}`, 303);
      case 'invalid':
        return sendPage(
          reply,
          422,
          await store.decide((work) => drawForm(work, {...drawing, problems: made.problems})),
        );
      case 'rate-limited': {
        void reply.header('retry-after', String(made.waitS));
        const notice = words.refused.oftenToday;
        return sendPage(reply, 429, await store.decide((work) => drawForm(work, {...drawing, notice})));
      }
      case 'site-refused':
      case 'callbacks-not-set-up':
        return refuseSite(reply, words, made.status);
      default:
        return sendRefusal(options, reply, {status: 409, words, text: words.refused.reused});
    }
  }

  async function drawForm(work: Work, {site, words, written, problems = [], notice}: Drawing): Promise<string> {
    const zone = isZone(written.zone) ? written.zone : zoneOf(site);
    const form = await offeredTo(work, site, {language: words.language, zone, mail});
    const organisation = await organisationName(work);
    return formPage({
      ...{words, organisation, base: pages.path, form, problems, now: work.now},
      written: {...written, zone},
      notice: notice ?? null,
    });
  }

  async function drawQuestion(work: Work, {words, written, notice}: Drawing, checked: CheckedRequest): Promise<string> {
    const {person, slot} = checked;
    const when = slot === null ? words.times.soon : timeInWords(words, {zone: written.zone, ...slot}, work.now);
    return confirmPage({
      ...{words, organisation: await organisationName(work), base: pages.path, written, when},
      ...{number: person.number, about: person.reason, notice: notice ?? null},
      stamp: stampFor(await callbackSecret(work), written, work.now),
    });
  }

  function refuseSite(reply: FastifyReply, words: RequestWords, why: 'site-refused' | 'callbacks-not-set-up') {
    const {site, notSetUp} = words.refused;
    const refused = why === 'site-refused';
    return sendRefusal(options, reply, {status: refused ? 403 : 409, words, text: refused ? site : notSetUp});
  }
}

/** What a portal's own form leaves out gets what most people want. */
function writtenIn(site: RequestSite, words: RequestWords, sent: Sent): Written {
  const field = (name: string): string => sent[name] ?? '';
  const {requestId = ''} = sent;
  return {
    key: field('key'),
    requestId: /^[A-Za-z0-9_-]{16,64}$/.test(requestId) ? requestId : crypto.randomUUID(),
    language: words.language,
    name: field('name'),
    number: field('number'),
    topic: site.callbacks.topics.includes(field('topic')) ? field('topic') : '',
    reason: field('reason'),
    email: field('email'),
    zone: field('zone') === '' ? zoneOf(site) : field('zone'),
    when: field('when') === '' ? 'now' : field('when'),
    consent: field('consent'),
    website: field('website'),
  };
}

function zoneOf({opening}: RequestSite): string {
  return opening?.zone ?? SOME_ZONE;
}
