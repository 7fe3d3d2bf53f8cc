/** The pages of the popover section. Each counts in `__bench.events` what it was told, and paints it. */
import type {Bundle} from './bundle.ts';
import type {Resource} from './desk-server.ts';

/** `desk-still` is the desk for a person who wants no motion. */
export type PageKind = 'raw' | 'by-hand' | 'desk' | 'desk-still' | 'desk-profile';

/** The floor: one text node for each message. */
const RAW = page(
  '<p id="text"></p>',
  `const node = document.createTextNode('');
   document.getElementById('text').append(node);
   const socket = new WebSocket('ws://' + location.host + '/raw');
   socket.onmessage = () => { node.data = String(++__bench.events); };`,
);

/** The same card written by hand, without a library: what painting it costs in any case. */
const BY_HAND = page(
  `<style>
     #stack { position: fixed; inset: auto 1rem 1rem auto; inline-size: 21.5rem; animation: rise 0.14s ease-out; font: 0.9rem system-ui; }
     #stack[hidden] { display: none; }
     @keyframes rise { from { opacity: 0; translate: 0 0.5rem; } }
     article { display: grid; gap: 0.6rem; padding: 1rem; border: 1px solid #ccc; border-radius: 0.75rem; background: #fff; box-shadow: 0 0.5rem 2rem #0003; }
     header, .buttons { display: flex; justify-content: space-between; gap: 0.5rem; }
     p, h3, dl, dd { margin: 0; } dl div { display: grid; grid-template-columns: 6rem 1fr; }
     button { flex: 1; padding: 0.6rem; border: 1px solid #888; border-radius: 0.5rem; font: inherit; }
     circle { fill: none; stroke: #06c; stroke-width: 3; }
   </style>
   <section id="stack" hidden></section>
   <template id="card"><article aria-labelledby="kind name">
     <header><p id="kind">Incoming call</p><span role="timer"><span class="seconds"></span>
       <svg width="24" height="24" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9.5" pathLength="100" stroke-dasharray="100"/></svg></span></header>
     <div><h3 id="name"></h3><p class="facts"></p></div>
     <dl></dl>
     <div class="buttons"><button class="decline">Decline</button><button class="answer">Answer</button></div>
   </article></template>`,
  `const stack = document.getElementById('stack');
   const template = document.getElementById('card').content;
   const show = ({offer, contact}) => {
     const card = template.cloneNode(true);
     const set = (selector, text) => { card.querySelector(selector).textContent = text; };
     const {party} = contact.participants.find((each) => each.role === 'customer');
     set('#name', party.name);
     set('.facts', party.address + ' · ' + contact.queue.name);
     set('.seconds', Math.ceil((Date.parse(offer.expiresAt) - Date.now()) / 1000));
     for (const {label, value} of contact.variables.filter((each) => each.popoverPlace !== null && !each.secure)) {
       const row = document.createElement('div');
       for (const [tag, text] of [['dt', label], ['dd', value]]) row.appendChild(document.createElement(tag)).textContent = text;
       card.querySelector('dl').append(row);
     }
     stack.replaceChildren(card);
     stack.hidden = false;
   };
   const socket = new WebSocket('ws://' + location.host + '/raw');
   socket.onmessage = ({data}) => {
     for (const event of JSON.parse(data.slice(0, -1)).arguments[0]) {
       __bench.events += 1;
       if (event.type === 'ContactOffered') show(event);
       else { stack.hidden = true; stack.replaceChildren(); }
     }
   };`,
);

/** The desk as an integrator writes it, on a session of its own. */
function deskPage(script: string, panel = ''): string {
  return page(
    `<cordboard-session>${panel}<cordboard-popover></cordboard-popover></cordboard-session>`,
    `import {createHostTokenSource, createSession} from '${script}';
     const session = createSession({hubUrls: [location.origin], tokens: createHostTokenSource(async () => 'token')});
     session.offers.ringing.subscribe(() => { __bench.events += 1; });
     document.querySelector('cordboard-session').session = session;`,
  );
}

function page(body: string, script: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
    <body>${body}<script>globalThis.__bench = {events: 0};</script><script type="module">${script}</script></body></html>`;
}

/** A panel and a popover. */
export const CROWD_PATH = '/crowd';

/** Everything the server has to serve, by path. */
export function resources(cdn: Bundle, readable: Bundle): ReadonlyMap<string, Resource> {
  const html = (body: string): Resource => ({type: 'text/html; charset=utf-8', body});
  return new Map([
    ['/raw-page', html(RAW)],
    ['/by-hand', html(BY_HAND)],
    ['/desk-page', html(deskPage(`/cdn/${cdn.entry.fileName}`))],
    ['/desk-profile', html(deskPage(`/readable/${readable.entry.fileName}`))],
    [
      CROWD_PATH,
      html(deskPage(`/cdn/${cdn.entry.fileName}`, '<cordboard-communication-panel></cordboard-communication-panel>')),
    ],
    ...scripts('/cdn', cdn),
    ...scripts('/readable', readable),
  ]);
}

export const PATHS: Readonly<Record<PageKind, string>> = {
  raw: '/raw-page',
  'by-hand': '/by-hand',
  desk: '/desk-page',
  'desk-still': '/desk-page',
  'desk-profile': '/desk-profile',
};

function scripts(folder: string, {chunks}: Bundle): readonly (readonly [string, Resource])[] {
  return [...chunks.values()].map(({fileName, code}) => [
    `${folder}/${fileName}`,
    {type: 'text/javascript', body: code},
  ]);
}
