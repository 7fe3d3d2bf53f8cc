import type {CallbackProgress} from '../../../src/api/wire/callback-request.ts';
import {type Entry, escapeHtml, factsHtml, hidden, pageHtml} from './html.ts';
import {timeInWords} from './time-words.ts';
import type {RequestWords} from './words.ts';

type Shown = {
  readonly words: RequestWords;
  readonly organisation: string;
  readonly base: string;
  readonly token: string;
};

export type StatusPage = Shown & {
  readonly progress: CallbackProgress;
  readonly now: number;
  /** The reader does not want it to change by itself. */
  readonly still: boolean;
};

/** After so many seconds an open request is asked for again; null: nothing of it will change. */
export function refreshAfterS({status}: CallbackProgress): number | null {
  if (status === 'waiting' || status === 'calling') return 10;
  return status === 'scheduled' || status === 'again' ? 60 : null;
}

/** What becomes of a request, what happens next, and a way out of it. */
export function statusPage(page: StatusPage): string {
  const {words, base, token, progress} = page;
  const {status} = words;
  const {title, next} = status[progress.status];
  const open = refreshAfterS(progress) !== null;
  const body = `
<p class="next">${escapeHtml(next)}</p>
${factsHtml(factsOf(page))}
${open ? `<p class="help">${escapeHtml(status.onceEach)}</p><p class="help">${escapeHtml(status.keep)}</p>` : ''}
${open ? refreshing(page) : ''}
${
  progress.cancellable
    ? `<form method="post" action="${escapeHtml(base)}/${token}/cancel">
${hidden('language', words.language)}<button class="quiet" name="sure" value="no">${escapeHtml(status.cancel)}</button></form>`
    : ''
}`;
  return pageHtml({words, organisation: page.organisation, base, title, body});
}

function factsOf({words, progress, now}: StatusPage): readonly Entry[] {
  const {status, times} = words;
  const {startsAt, endsAt, zone, position} = progress;
  const open = refreshAfterS(progress) !== null;
  const when = startsAt === null ? times.soon : timeInWords(words, {zone, startsAt, endsAt}, now);
  return [
    ...(open ? [[status.when, when] as const] : []),
    ...(position === null ? [] : [[status.place, status.position(position)] as const]),
    [status.number, progress.number],
  ];
}

/** That it changes by itself can be switched off (WCAG 2.2.1, 2.2.2). */
function refreshing({words: {status, language}, base, token, still}: StatusPage): string {
  const [query, label] = still ? ['', status.moving] : ['&still=1', status.still];
  const link = `<a href="${escapeHtml(base)}/${token}?language=${language}${query.replace('&', '&amp;')}">${escapeHtml(label)}</a>`;
  return `<p class="help">${still ? '' : `${escapeHtml(status.refreshes)} `}${link}</p>`;
}

/** Asked before, since nobody can take it back. */
export function cancelPage({words, organisation, base, token}: Shown): string {
  const {cancel} = words;
  const body = `
<p>${escapeHtml(cancel.question)}</p>
<form method="post" action="${escapeHtml(base)}/${token}/cancel">
${hidden('language', words.language)}
<button class="main" name="sure" value="yes">${escapeHtml(cancel.yes)}</button>
</form>
<p><a class="button quiet" href="${escapeHtml(base)}/${token}?language=${words.language}">${escapeHtml(cancel.no)}</a></p>`;
  return pageHtml({words, organisation, base, title: cancel.title, body});
}

/** Nothing can be done here. */
export function refusedPage({words, organisation, base, text}: Omit<Shown, 'token'> & {readonly text: string}): string {
  const body = `<p class="next">${escapeHtml(text)}</p>`;
  return pageHtml({words, organisation, base, title: words.refused.title, body});
}
