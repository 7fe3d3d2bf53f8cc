import {createHash} from 'node:crypto';
import {PEOPLE, type Person} from './people.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--muted:#566273;--paper:#fff;--ground:#eef1f5;--line:#d5dbe3;--accent:#1f5fbf;--tint:#e8f0fc}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf2;--muted:#a3aebd;--paper:#1c232d;--ground:#12171e;--line:#333d4a;--accent:#8ab8ff;--tint:#22334d}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--ground);color:var(--ink);font:1rem/1.45 system-ui,sans-serif}
main{inline-size:min(26rem,100%);background:var(--paper);border:1px solid var(--line);border-radius:.875rem;padding:1.5rem;box-shadow:0 .5rem 2rem #0001}
h1{font-size:1.375rem;line-height:1.25;margin:0 0 .25rem}
p{margin:0;color:var(--muted)}
.notice{margin:1rem 0;padding:.625rem .75rem;border-inline-start:.25rem solid var(--accent);border-radius:.25rem;background:var(--tint);color:var(--ink);font-size:.875rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.5rem}
button{inline-size:100%;display:flex;align-items:center;gap:.75rem;padding:.625rem .75rem;text-align:start;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.625rem;cursor:pointer}
button:hover{background:var(--tint);border-color:var(--accent)}
button:focus-visible{outline:.1875rem solid var(--accent);outline-offset:.125rem}
.face{flex:none;inline-size:2.5rem;block-size:2.5rem;display:grid;place-items:center;border-radius:50%;background:var(--tint);color:var(--accent);font-weight:600}
strong,small{display:block}
small{color:var(--muted);font-size:.8125rem}
`;

/** Where the answer may go: the form's own redirects lead to a desk's redirect page. */
export function chooserPolicy(origins: readonly string[]): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const targets = ["'self'", ...origins].join(' ');
  return `default-src 'none'; style-src 'sha256-${hash}'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`;
}

/** The page that asks who is there. No field holds anything secret, so nothing here has to be typed. */
export function chooserPage(uid: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Sign in – Cordboard demo</title><style>${STYLE}</style></head>
<body><main>
<h1>Who is signing in?</h1>
<p>Choose one of the people of the demo.</p>
<p class="notice">This is a demo sign-in service on your own machine. It asks for no password and protects nothing. In production your company's own sign-in stands here.</p>
<form method="post" action="/interaction/${encodeURIComponent(uid)}"><ul>${PEOPLE.map(personButton).join('')}</ul></form>
</main></body></html>`;
}

export function expiredPage(): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Sign-in has ended – Cordboard demo</title><style>${STYLE}</style></head>
<body><main><h1>This sign-in has ended</h1><p>Close this window and press Sign in at the desk again.</p></main></body></html>`;
}

function personButton(person: Person): string {
  const initials = person.name
    .split(' ')
    .map((part) => part.slice(0, 1))
    .join('');
  return `<li><button name="person" value="${person.subject}"><span class="face" aria-hidden="true">${initials}</span><span><strong>${person.name}</strong><small>${person.note}</small></span></button></li>`;
}
