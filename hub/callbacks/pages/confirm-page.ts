import {escapeHtml, factsHtml, hidden, noticeHtml, pageHtml} from './html.ts';
import type {RequestWords} from './words.ts';
import {WRITTEN_FIELDS, type Written} from './written.ts';

export type ConfirmPage = {
  readonly words: RequestWords;
  readonly organisation: string;
  readonly base: string;
  readonly written: Written;
  /** As it will be called, and when, in words. */
  readonly number: string;
  readonly when: string;
  readonly about: string;
  /** Says that this page was shown for these words, and when. */
  readonly stamp: string;
  readonly notice: string | null;
};

/** [PK-50] "Is this right?", in place of a proof of work: a robot has to come twice, and a person sees the number once more. */
export function confirmPage(page: ConfirmPage): string {
  const {words, written} = page;
  const {form} = words;
  const kept = WRITTEN_FIELDS.map((name) => hidden(name, written[name])).join('');
  const body = `
<p>${escapeHtml(words.confirm.intro)}</p>
${noticeHtml(page.notice)}
${factsHtml([
  [form.number, page.number],
  [form.name, written.name],
  [form.when, page.when],
  ...(page.about === '' ? [] : [[form.topic, page.about] as const]),
  ...(written.email.trim() === '' ? [] : [[form.email, written.email] as const]),
])}
<form method="post" action="${escapeHtml(page.base)}">
${kept}${hidden('stamp', page.stamp)}
<button class="main" name="step" value="confirm">${escapeHtml(words.confirm.yes)}</button>
<button class="quiet" name="step" value="change">${escapeHtml(words.confirm.change)}</button>
</form>`;
  return pageHtml({words, organisation: page.organisation, base: page.base, title: words.confirm.title, body});
}
