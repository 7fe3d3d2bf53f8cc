import type {OperatorView} from './operator-view.ts';

/** The whole page. It says everything without a script; the script only fetches it again. */
export function statusPage(view: OperatorView): string {
  const {unready} = view;
  const well = unready.length === 0;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${well ? 'Ready' : 'Not ready'} · Cordboard hub</title>
<link rel="stylesheet" href="status/style.css">
<script src="status/page.js" defer></script>
</head>
<body>
<header>
<h1>Cordboard hub</h1>
<p class="verdict" data-well="${well}">${well ? 'Ready' : `Not ready: ${escape(unready.map(reasonWords).join(', '))}`}</p>
<p class="live"><button type="button" id="live" hidden aria-pressed="false">Pause</button>
<noscript>Reload the page to see it as it is then.</noscript></p>
</header>
<main>
<p class="asked">As of <time datetime="${iso(view.now)}">${clock(view.now)}</time>, version ${escape(view.version)}</p>
${figures(view)}
${queues(view)}
${hubs(view)}
${media(view)}
${organisation(view)}
${warnings(view)}
</main>
</body>
</html>
`;
}

function figures(view: OperatorView): string {
  const {shared, database, connections, lag} = view;
  const agents = Object.values(shared?.agents ?? {}).reduce((sum, count) => sum + count, 0);
  return section(
    'Now',
    list([
      ['Contacts connected', number(shared?.connectedContacts)],
      ['Ringing', number(shared?.ringingOffers)],
      [
        'Agents with a desk',
        shared === null
          ? UNKNOWN
          : `${agents}, ${shared.engaged} engaged, ${shared.agents['available'] ?? 0} available`,
      ],
      ['Desks at this hub', String(view.desksHere)],
      [
        'Decision to desk',
        lag.typicalMs === null
          ? 'nothing delivered yet'
          : `${ms(lag.typicalMs)}, slowest 1 % from ${ms(lag.slowMs ?? 0)}`,
      ],
      [
        'Database',
        database.answersInMs === null
          ? 'does not answer'
          : `answers in ${ms(database.answersInMs)}, ${database.megabytes} MB, schema ${escape(database.schema)}`,
      ],
      [
        'Its connections',
        `${connections.busy} busy, ${connections.idle} idle${connections.waiting > 0 ? `, ${connections.waiting} waiting for one` : ''}`,
      ],
      ['Events in the last minute', number(shared?.eventsPerMinute)],
    ]),
  );
}

function queues({shared}: OperatorView): string {
  if (shared === null) return section('Queues', `<p>${UNKNOWN}</p>`);
  const rows = shared.queues.map((queue) => [
    escape(queue.id),
    String(queue.waiting),
    queue.waiting === 0 ? '–' : duration(queue.longestWaitMs),
    String(queue.free),
    String(queue.engaged),
  ]);
  return section('Queues', table(['Queue', 'Waiting', 'Longest', 'Free', 'Engaged'], rows, 'There are no queues.'));
}

function hubs({hubs: running, now}: OperatorView): string {
  const rows = running.map((hub) => [
    `${escape(hub.address)}${hub.self ? ' <strong>this one</strong>' : ''}`,
    String(hub.desks),
    duration(now - hub.startedAt),
    hub.silentMs < 2_000 ? 'yes' : `silent for ${duration(hub.silentMs)}`,
  ]);
  return section('Hubs', table(['Address', 'Desks', 'Up for', 'Alive'], rows, UNKNOWN));
}

function media(view: OperatorView): string {
  const load = view.media;
  const said = load === null ? 'This hub’s media process does not answer.' : mediaWords(load);
  const rows = view.mediaProcesses.map((each) => [
    `<code>${escape(each.id.slice(0, 8))}</code>`,
    String(each.legs),
    duration(view.now - each.startedAt),
    each.hub === null ? 'none' : escape(each.hub),
  ]);
  return section('Media', `<p>${said}</p>${table(['Process', 'Open legs', 'Up for', 'Hub'], rows, UNKNOWN)}`);
}

function mediaWords({legs, cpuSeconds, lateTicks}: NonNullable<OperatorView['media']>): string {
  const late = lateTicks === null ? '' : `, ${lateTicks} late frames`;
  const cpu = cpuSeconds === null ? '' : `, ${cpuSeconds.toFixed(1)} s of CPU time`;
  return `This hub’s media process answers: ${legs} ${legs === 1 ? 'leg' : 'legs'}${cpu}${late}.`;
}

/** What administrators are warned of: as it is, not as it was when the hub started. */
function organisation({organisation: warned}: OperatorView): string {
  if (warned.length === 0) return '';
  const items = warned.map(
    ({path, text}) => `<li><strong>Warning</strong> <code>${escape(path)}</code> ${escape(text)}</li>`,
  );
  return section('Organisation', `<ol class="warnings">${items.join('')}</ol>`);
}

function warnings({warnings: recent, now}: OperatorView): string {
  if (recent.length === 0) return section('Warnings', '<p>None since this hub started.</p>');
  const items = recent.map(
    ({at, level, message}) =>
      `<li><strong>${level === 'error' ? 'Error' : 'Warning'}</strong> ${escape(message)} <time datetime="${iso(at)}">${duration(now - at)} ago</time></li>`,
  );
  return section('Warnings', `<ol class="warnings">${items.join('')}</ol>`);
}

const UNKNOWN = 'not known';

const REASONS: Readonly<Record<string, string>> = {
  database: 'the database does not answer',
  media: 'there is no media process',
  draining: 'it is stopping',
};

function reasonWords(reason: string): string {
  return REASONS[reason] ?? reason;
}

function section(title: string, body: string): string {
  const id = title.toLowerCase();
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;
}

function list(entries: readonly (readonly [string, string])[]): string {
  return `<dl>${entries.map(([term, text]) => `<div><dt>${term}</dt><dd>${text}</dd></div>`).join('')}</dl>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], empty: string): string {
  if (rows.length === 0) return `<p>${empty}</p>`;
  const head = heads.map((each) => `<th scope="col">${each}</th>`).join('');
  const body = rows.map(
    ([first = '', ...rest]) =>
      `<tr><th scope="row">${first}</th>${rest.map((each) => `<td>${each}</td>`).join('')}</tr>`,
  );
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function number(value: number | undefined): string {
  return value === undefined ? UNKNOWN : String(value);
}

function ms(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

function duration(valueMs: number): string {
  const seconds = Math.max(0, Math.round(valueMs / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3_600)} h`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function clock(at: number): string {
  return `${iso(at).slice(11, 19)} UTC`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
