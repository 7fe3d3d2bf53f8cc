type Caught = {
  readonly id: string;
  readonly at: number;
  readonly by: 'mailbox' | 'hub';
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
};
type State = {readonly mails: readonly Caught[]; readonly graphIsOff: boolean};

const POLL_MS = 1_500;
const WAYS = {mailbox: 'from the agent’s own mailbox', hub: 'from the hub'} as const;

function the<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new TypeError(`there is no ${id}`);
}

let drawn = '';

function draw({mails, graphIsOff}: State): void {
  the('off', HTMLInputElement).checked = graphIsOff;
  the('empty', HTMLParagraphElement).hidden = mails.length > 0;
  const picture = JSON.stringify(mails);
  if (picture === drawn) return;
  drawn = picture;
  the('mails', HTMLOListElement).replaceChildren(...mails.map(rowOf));
}

/** Text only: nothing that came by mail is ever parsed as HTML. */
function rowOf({subject, from, to, by, at, text}: Caught): HTMLElement {
  const [row, article, title] = [
    document.createElement('li'),
    document.createElement('article'),
    document.createElement('h2'),
  ];
  title.textContent = subject;
  title.dir = 'auto';
  const time = new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'}).format(at);
  article.append(title, line(`${time} · ${from} · ${WAYS[by]}`), line(`To ${to.join(', ')}`));
  const body = line(text);
  body.className = 'text';
  body.dir = 'auto';
  article.append(body);
  row.append(article);
  return row;
}

function line(text: string): HTMLParagraphElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

async function ask(body?: object): Promise<void> {
  const told = the('told', HTMLParagraphElement);
  try {
    const sent = body === undefined ? {} : {method: 'POST', body: JSON.stringify(body)};
    const response = await fetch('/mails', {...sent, headers: {'content-type': 'application/json'}});
    if (!response.ok) throw new TypeError('no answer');
    draw(await response.json());
    told.textContent = '';
  } catch {
    told.textContent = 'The demo is not there just now. It is asked again.';
  }
}

the('off', HTMLInputElement).addEventListener('change', ({target}) => {
  if (target instanceof HTMLInputElement) void ask({graphIsOff: target.checked});
});
void ask();
setInterval(() => void ask(), POLL_MS);
