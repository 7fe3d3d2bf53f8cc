import type {RequestWords} from './words.ts';

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

export type Page = {
  readonly words: RequestWords;
  /** Of the organisation, for the title. */
  readonly organisation: string;
  /** Where these pages are, as browsers write it. */
  readonly base: string;
  readonly title: string;
  /** HTML. */
  readonly body: string;
};

/** A whole page. It needs no script, and its policy allows none. */
export function pageHtml({words, organisation, base, title, body}: Page): string {
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(organisation === '' ? title : `${title} – ${organisation}`)}</title>
<link rel="stylesheet" href="${escapeHtml(base)}/style.css">
</head>
<body>
<main>
${organisation === '' ? '' : `<p class="organisation">${escapeHtml(organisation)}</p>`}
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

export function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
}

export type Entry = readonly [term: string, text: string];

export function factsHtml(entries: readonly Entry[]): string {
  const rows = entries.map(
    ([term, text]) => `<div><dt>${escapeHtml(term)}</dt><dd dir="auto">${escapeHtml(text)}</dd></div>`,
  );
  return `<dl>${rows.join('')}</dl>`;
}

export function noticeHtml(text: string | null): string {
  return text === null ? '' : `<p class="notice" role="alert">${escapeHtml(text)}</p>`;
}
