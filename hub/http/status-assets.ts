/** Style and script of the status page, as files of their own: the page runs under a policy that knows no inline code. */
export const STATUS_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#c4cad2, #4a525d); --quiet: light-dark(#525b66, #aab3be);
  --well: light-dark(#0b6b35, #6fd39a); --ill: light-dark(#a3140f, #ff9d95); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-inline-size: 72rem; font: 1rem/1.5 system-ui, sans-serif;
  background: light-dark(#fff, #14171b); color: light-dark(#14171b, #eceff3); }
h1 { margin: 0; font-size: 1.25rem; }
h2 { margin: 0 0 0.5rem; font-size: 1rem; }
header { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: baseline; }
header p { margin: 0; }
.verdict { font-weight: 700; color: var(--ill); }
.verdict[data-well="true"] { color: var(--well); }
.asked { margin: 0.25rem 0 1rem; color: var(--quiet); }
button { font: inherit; min-block-size: 1.75rem; padding: 0 0.75rem; border: 1px solid currentColor; border-radius: 0.25rem;
  background: none; color: inherit; }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
section { margin-block-end: 1.5rem; }
dl { margin: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 0.5rem 1.5rem; }
dl div { border-block-start: 1px solid var(--line); padding-block-start: 0.25rem; }
dt { color: var(--quiet); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
table { inline-size: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.5rem 0.25rem 0; text-align: start; vertical-align: baseline; font-weight: 400;
  border-block-start: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--quiet); border: 0; overflow-wrap: normal; }
td { white-space: nowrap; }
.warnings { margin: 0; padding: 0; list-style: none; }
.warnings li { border-block-start: 1px solid var(--line); padding-block: 0.25rem; overflow-wrap: anywhere; }
.warnings time { color: var(--quiet); }
@media (max-width: 30rem) {
  th, td { padding-inline-end: 0.375rem; font-size: 0.875rem; }
  td { white-space: normal; }
}
@media (forced-colors: active) { .verdict, .verdict[data-well="true"] { color: CanvasText; } }
`;

/** Fetches the page again each second and takes over what it says; a page that is not looked at asks for nothing. */
export const STATUS_SCRIPT = `
'use strict';
const button = document.getElementById('live');
let paused = false;
let failed = 0;

function take(fresh) {
  document.title = fresh.title;
  for (const name of ['main', '.verdict']) {
    const [old, next] = [document.querySelector(name), fresh.querySelector(name)];
    if (old && next) old.replaceWith(document.adoptNode(next));
  }
}

function lost() {
  document.title = 'No answer · Cordboard hub';
  const verdict = document.querySelector('.verdict');
  verdict.dataset.well = 'false';
  verdict.textContent = 'The hub does not answer';
}

function ask() {
  if (paused || document.hidden) return void setTimeout(ask, 1000);
  const request = new XMLHttpRequest();
  request.open('GET', 'status');
  request.responseType = 'document';
  request.timeout = 5000;
  request.onloadend = () => {
    const well = request.status === 200 && request.response;
    failed = well ? 0 : failed + 1;
    if (well) take(request.response);
    else if (failed > 1) lost();
    setTimeout(ask, 1000);
  };
  request.send();
}

button.hidden = false;
button.addEventListener('click', () => {
  paused = !paused;
  button.setAttribute('aria-pressed', String(paused));
});
setTimeout(ask, 1000);
`;
