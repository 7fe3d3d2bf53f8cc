/** Style of the customers' pages, a file of its own: they run under a policy that knows no inline code. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#8b949f, #7d8793); --quiet: light-dark(#4b545f, #b4bdc8);
  --accent: light-dark(#0b5cad, #8ec5ff); --on-accent: light-dark(#fff, #06213d); --ill: light-dark(#a3140f, #ff9d95);
  --paper: light-dark(#fff, #1b1f24); --ground: light-dark(#f2f4f7, #101316); }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--ground); color: light-dark(#14171b, #eceff3);
  font: 1.0625rem/1.5 system-ui, sans-serif; }
main { margin: 0 auto; max-inline-size: 34rem; padding: clamp(1rem, 5vw, 2rem); background: var(--paper);
  border-radius: 0.75rem; box-shadow: 0 1px 3px rgb(0 0 0 / 18%); overflow-wrap: anywhere; }
h1 { margin: 0 0 0.75rem; font-size: 1.625rem; line-height: 1.2; }
p { margin: 0 0 1rem; }
a { color: var(--accent); }
.organisation { margin: 0 0 0.25rem; color: var(--quiet); font-weight: 600; }
.next { font-size: 1.125rem; }
.field { margin: 0 0 1.25rem; padding: 0; border: 0; min-inline-size: 0; }
label, legend { display: block; padding: 0; margin-block-end: 0.25rem; font-weight: 600; }
label span { font-weight: 400; }
.help { margin: 0 0 0.375rem; color: var(--quiet); font-size: 0.9375rem; }
.fault { margin: 0 0 0.375rem; color: var(--ill); font-weight: 600; }
.fault::before { content: "⚠ " / ""; }
input, select, textarea { inline-size: 100%; min-block-size: 3rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--line); border-radius: 0.5rem; }
select { text-overflow: ellipsis; }
textarea { resize: vertical; }
[aria-invalid="true"] { border: 2px solid var(--ill); }
.check { display: flex; gap: 0.75rem; align-items: start; font-weight: 400; }
.check input { flex: none; inline-size: 1.5rem; min-block-size: 1.5rem; margin: 0; accent-color: var(--accent); }
.check span { white-space: pre-line; }
.away { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
.pair { margin-block-end: 1.25rem; }
.pair .field { margin-block-end: 0.5rem; }
button, .button { display: block; inline-size: 100%; min-block-size: 3rem; margin-block-start: 0.75rem; padding: 0.625rem 1rem;
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; border: 2px solid var(--accent);
  border-radius: 0.5rem; cursor: pointer; }
.main { background: var(--accent); color: var(--on-accent); }
.quiet { background: none; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.notice { margin: 0 0 1.25rem; padding: 0.75rem 1rem; border: 2px solid var(--ill); border-radius: 0.5rem; }
.notice p { margin: 0; font-weight: 600; }
.notice ul { margin: 0.25rem 0 0; padding-inline-start: 1.25rem; }
.notice a { color: var(--ill); }
dl { margin: 0 0 1rem; }
dl div { padding-block: 0.625rem; border-block-end: 1px solid var(--line); }
dt { color: var(--quiet); font-size: 0.9375rem; }
dd { margin: 0; font-weight: 600; text-align: start; }
@media (forced-colors: active) { main { border: 1px solid CanvasText; box-shadow: none; } }
`;
